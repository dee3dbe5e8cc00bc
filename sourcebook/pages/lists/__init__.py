"""Pages that list the contents of the base, and the pagination of long lists."""
