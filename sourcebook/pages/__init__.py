"""
Graph -> pages.

May import: graph, model, publishing's tasks, and the cache's dependency recorder. Each
group imports only those before it: rendering, bounds, text, drawings, views,
presenting, page, assets, lists and metadata, records, search, front, layout, renderer
and samples, plan.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.pages.bounds import BOUNDS
    from sourcebook.pages.plan import tasks

__all__ = ["BOUNDS", "tasks"]

__getattr__ = lazy_names(__name__, bounds="BOUNDS", plan="tasks")
