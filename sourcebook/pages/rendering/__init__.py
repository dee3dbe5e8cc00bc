"""Templates, their pieces, the last step of a page. May import: cache.dependencies."""
