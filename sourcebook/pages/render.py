"""Views + templates -> HTML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.files import File
from sourcebook.pages import links as places
from sourcebook.pages.links import Links, index_of
from sourcebook.pages.views import LinkView
from sourcebook.read import Kind

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    title: str  # of the page
    base_title: str
    language: str
    home: str
    styles: tuple[str, ...]
    navigation: tuple[LinkView, ...]
    current: str  # the href in `navigation` that leads here; empty on other pages
    twin: str  # the page's JSON; empty where it has none
    version: str
    licence: str
    about: str
    data: str


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

    def file(
        self, path: str, template: str, page: object, title: str, links: Links
    ) -> File:
        """The page at *path*, made of *template* (its name without .html)."""
        made = self._environment.get_template(f"{template}.html").render(
            page=page, frame=_frame(path, page, title, links)
        )
        return File(path, made.encode())


def style_names() -> tuple[str, ...]:
    """The style sheets in the order of their layers."""
    return ("tokens.css", "base.css", "layout.css", "parts.css", "lists.css")


def static_files() -> list[File]:
    """The style sheets and other fixed files, below assets/."""
    return [
        File(f"assets/{name}", (_HERE / "static" / name).read_bytes())
        for name in style_names()
    ]


def _frame(path: str, page: object, title: str, links: Links) -> Frame:
    description = links.base.description
    navigation = [
        ("Questions", places.QUESTIONS),
        ("Timeline", places.TIMELINE),
        ("Events", index_of(Kind.EVENT)),
        ("Actors and places", index_of(Kind.ENTITY)),
        ("Speakers", places.SPEAKERS),
        ("Sources", index_of(Kind.SOURCE)),
        ("About", places.ABOUT),
    ]
    shared = getattr(page, "shared", page)
    return Frame(
        title=title,
        base_title=description.title,
        language="en",
        home=links.to(places.HOME),
        styles=tuple(links.to(f"assets/{name}") for name in style_names()),
        navigation=tuple(LinkView(label, links.to(to)) for label, to in navigation),
        current=links.to(path),
        twin=getattr(shared, "twin", ""),
        version=links.base.version,
        licence=description.licence or "",
        about=links.to(places.ABOUT),
        data=links.to(places.DATA),
    )
