"""
Tasks and files -> a site, whole or not at all; the workers that make its files.

May import: problems, cache.
"""
