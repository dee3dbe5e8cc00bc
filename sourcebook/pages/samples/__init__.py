"""Each part of a page in each state. May import: layout, records and above."""
