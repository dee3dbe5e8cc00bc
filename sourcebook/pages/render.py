"""Views + templates -> HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.files import Task
from sourcebook.pages.frame import Frame
from sourcebook.pages.templating import Templates
from sourcebook.pages.versions import with_version

_HERE = Path(__file__).parent


class Renderer:
    """Turns views into files of the site."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def page(self, template: str, page: object, frame: Frame) -> bytes:
        """A page made of *template* (its name without .html)."""
        made = self._templates.page(template).render(page=page, frame=frame)
        return with_version(made)


def static_tasks() -> Iterator[Task]:
    """The style sheets and the scripts, below assets/."""
    for path in sorted((_HERE / "static").iterdir()):
        yield Task(f"assets/{path.name}", path.read_bytes)
