"""Home, about and data. May import: lists, metadata and above."""
