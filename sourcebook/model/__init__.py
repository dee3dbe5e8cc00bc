"""
What a record says, and what the words of the schema mean: frozen types.

May import: problems.
"""
