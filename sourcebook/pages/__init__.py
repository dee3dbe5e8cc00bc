"""Graph -> the pages of the site."""

from sourcebook.pages.plan import tasks

__all__ = ["tasks"]
