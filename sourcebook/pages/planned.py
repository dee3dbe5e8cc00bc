"""A page of the site before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.pages.show import Show
from sourcebook.questions import Asked
from sourcebook.records import Record

# The script of pages whose claims and texts can be left out by day or by source.
LENS = ("lens.js",)


@dataclass(frozen=True, slots=True)
class Planned:
    """A page to be made: where it goes, its template, its title, what it shows."""

    path: str
    template: str
    title: str
    page: Callable[[Show], object]
    subject: Record | Asked | None = None  # what the page is about
    scripts: tuple[str, ...] = ()  # besides those of every page
    part_of: Record | None = None  # whose page this one continues
