"""Graph -> the data of the site, one format a module."""

from sourcebook.export.twins import late, tasks

__all__ = ["late", "tasks"]
