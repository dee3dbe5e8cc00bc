"""Views + templates -> HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.files import Task
from sourcebook.pages.frame import Frame
from sourcebook.pages.versions import with_version

_HERE = Path(__file__).parent


class Renderer:
    """Turns views into files of the site."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        # What `tojson` writes: strict JSON, its keys in our order, no needless byte.
        self._environment.policies["json.dumps_kwargs"] = {
            "allow_nan": False,
            "ensure_ascii": False,
            "separators": (",", ":"),
        }

    def page(self, template: str, page: object, frame: Frame) -> bytes:
        """A page made of *template* (its name without .html)."""
        made = self._environment.get_template(f"{template}.html").render(
            page=page, frame=frame
        )
        return with_version(made).encode()


def static_tasks() -> Iterator[Task]:
    """The style sheets and the scripts, below assets/."""
    for path in sorted((_HERE / "static").iterdir()):
        yield Task(f"assets/{path.name}", path.read_bytes)
