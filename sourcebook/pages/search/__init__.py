"""The search page and what it searches. May import: lists, metadata and above."""
