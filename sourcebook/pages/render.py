"""Views + templates -> HTML."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.files import File
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

    def file(self, path: str, template: str, page: object, frame: Frame) -> File:
        """The page at *path*, made of *template* (its name without .html)."""
        made = self._environment.get_template(f"{template}.html").render(
            page=page, frame=frame
        )
        return File(path, with_version(made).encode())


def static_files() -> list[File]:
    """The style sheets and the scripts, below assets/."""
    return [
        File(f"assets/{path.name}", path.read_bytes())
        for path in sorted((_HERE / "static").iterdir())
    ]
