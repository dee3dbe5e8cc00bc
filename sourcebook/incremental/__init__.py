"""
Reuse of what earlier runs left; session.py is the only entry point.

May import: all rooms but pages and exports.
"""
