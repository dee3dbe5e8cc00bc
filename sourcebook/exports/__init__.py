"""
Graph -> data, one module per format.

May import: graph, model, and the tasks of publishing.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.exports.json_twins import derived_tasks, tasks

__all__ = ["derived_tasks", "tasks"]

__getattr__ = lazy_names(__name__, json_twins="derived_tasks tasks")
