"""Pages that list what is in the base. May import: page and what is above."""
