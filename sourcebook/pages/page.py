"""The specification of a page: where it goes, its template, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Record
from sourcebook.pages.presenting.claims import Presenter

# The script of pages whose claims and texts can be left out by day or by source.
LENS = ("lens.js",)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page before it is made."""

    path: str
    template: str
    title: str
    page: Callable[[Presenter], object]  # makes the view that the template renders
    subject: Record | QuestionStanding | None = None  # what the page is about
    scripts: tuple[str, ...] = ()  # besides those of every page
    part_of: Record | None = None  # whose page this one continues

    @property
    def inputs(self) -> tuple[object, ...]:
        """All that was chosen for the page: what a fingerprint of it covers."""
        return (
            *(self.template, self.title, self.page, self.subject),
            *(self.scripts, self.part_of),
        )
