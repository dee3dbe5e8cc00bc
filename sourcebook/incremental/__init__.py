"""
What of the last run still holds; session.py is the only door.

May import: all rooms but pages and exports.
"""
