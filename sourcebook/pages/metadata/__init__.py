"""What machines are given: JSON-LD, feeds. May import: page and what is above."""
