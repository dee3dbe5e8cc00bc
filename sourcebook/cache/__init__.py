"""
Bytes kept between runs, snapshots of files, and the recorder of dependencies.

May import: nothing of the program. What goes into the store is decided in incremental/;
rendering/piece_cache.py of pages caches pieces of pages in memory.
"""
