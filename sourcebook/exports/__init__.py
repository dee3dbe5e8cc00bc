"""
Graph -> data, one format a module.

May import: graph, model, and the tasks of publishing.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.exports.json_twins import derived_tasks, tasks

__all__ = ["derived_tasks", "tasks"]

__getattr__ = lazy_names(
    __name__, {"derived_tasks": "json_twins", "tasks": "json_twins"}
)
