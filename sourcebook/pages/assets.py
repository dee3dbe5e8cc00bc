"""The style sheet and the scripts of the site."""

from collections.abc import Iterator
from pathlib import Path

from sourcebook.publishing.tasks import Task

_FOLDER = Path(__file__).parent / "static"

STYLE_SHEET = "assets/style.css"

# The sources of the style sheet, in the order of their layers.
STYLES = (
    *("tokens.css", "base.css", "layout.css", "parts.css", "lists.css"),
    *("charts.css", "cite.css", "compare.css", "glance.css", "keys.css", "lens.css"),
    *("parted.css", "previews.css", "search.css"),
)


def tasks() -> Iterator[Task]:
    """The style sheet, its layers joined, and each script, below assets/."""
    yield Task(STYLE_SHEET, style_sheet)
    for path in sorted(_FOLDER.glob("*.js")):
        yield Task(f"assets/{path.name}", path.read_bytes)


def style_sheet() -> bytes:
    """All style sheets as one file, in the order of their layers."""
    return b"\n".join([(_FOLDER / name).read_bytes() for name in STYLES])
