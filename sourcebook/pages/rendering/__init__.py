"""Templates, the pieces they make, and the last step of a page."""
