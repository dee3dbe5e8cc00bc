"""The search page, and the data it searches."""
