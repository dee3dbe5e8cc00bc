"""
Frozen types of records and of the schema's vocabulary.

May import: problems.
"""
