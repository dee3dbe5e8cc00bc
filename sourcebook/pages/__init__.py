"""Graph -> the pages of the site."""

from sourcebook.pages.plan import files

__all__ = ["files"]
