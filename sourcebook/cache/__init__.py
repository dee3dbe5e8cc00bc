"""
Bytes kept between runs: the store, dependencies, fingerprint of the program, snapshot.

May import: nothing of the program.
"""
