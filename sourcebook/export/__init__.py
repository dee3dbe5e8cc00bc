"""Graph -> the data of the site, one format a module."""

from sourcebook.export.twins import files

__all__ = ["files"]
