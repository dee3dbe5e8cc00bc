"""The pattern library: every part of a page in each of its states."""
