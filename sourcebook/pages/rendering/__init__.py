"""Templates, the cache of rendered pieces, and the finishing of pages."""
