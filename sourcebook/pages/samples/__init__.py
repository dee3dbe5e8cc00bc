"""Every part of a page in each of its states."""
