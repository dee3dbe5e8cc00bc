"""
Files -> Documents -> Base: strict YAML, positions, records.

May import: model, problems.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.reading.assemble import base_of
    from sourcebook.reading.read import read_base
    from sourcebook.reading.schema_folder import read_schema

__all__ = ["base_of", "read_base", "read_schema"]

__getattr__ = lazy_names(
    __name__, assemble="base_of", read="read_base", schema_folder="read_schema"
)
