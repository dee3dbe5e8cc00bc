"""Graph -> the data of the site, one format a module."""

from sourcebook.export.twins import tasks

__all__ = ["tasks"]
