"""The pages of records and questions. May import: lists, metadata and above."""
