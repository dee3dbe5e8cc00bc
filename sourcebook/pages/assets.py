"""The style sheet and the scripts of the site."""

from collections.abc import Iterator
from pathlib import Path

from sourcebook.publishing.tasks import Task

_FOLDER = Path(__file__).parent / "static"

STYLE_SHEET = "assets/style.css"

# The source files of the style sheet, in the order of their cascade layers.
STYLES = (
    *("tokens.css", "base.css", "layout.css", "parts.css", "lists.css"),
    *("charts.css", "cite.css", "compare.css", "glance.css", "keys.css", "lens.css"),
    *("parted.css", "previews.css", "search.css"),
)


def tasks() -> Iterator[Task]:
    """Tasks for the joined style sheet and for each script, below assets/."""
    yield Task(STYLE_SHEET, style_sheet)
    for path in sorted(_FOLDER.glob("*.js")):
        yield Task(f"assets/{path.name}", path.read_bytes)


def style_sheet() -> bytes:
    """The source files of the style sheet joined, in layer order."""
    return b"\n".join([(_FOLDER / name).read_bytes() for name in STYLES])
