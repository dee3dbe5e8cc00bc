"""
Tasks and files -> a site, whole or not at all; where its files are made.

May import: problems, cache.
"""
