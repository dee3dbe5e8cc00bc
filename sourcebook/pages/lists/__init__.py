"""Pages that list what is in the base, and what divides long lists."""
