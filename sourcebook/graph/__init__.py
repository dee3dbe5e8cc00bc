"""
Base -> Graph: every link from both ends, standings, comparison, balance.

May import: model.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.graph.graph import Graph

__all__ = ["Graph"]

__getattr__ = lazy_names(__name__, graph="Graph")
