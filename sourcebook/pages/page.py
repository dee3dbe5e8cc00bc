"""The specification of a page: its path, its template, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Record
from sourcebook.pages.presenting.presenter import Presenter

# The script of pages whose claims and texts readers can filter by day or source.
LENS = ("lens.js",)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page before it is rendered."""

    path: str
    template: str
    title: str
    make_view: Callable[[Presenter], object]  # makes the view for the template
    subject: Record | QuestionStanding | None = None  # what the page is about
    scripts: tuple[str, ...] = ()  # in addition to those of every page
    part_of: Record | None = None  # the record whose page this one continues

    @property
    def inputs(self) -> tuple[object, ...]:
        """All inputs of the page: what its fingerprint covers."""
        return (
            *(self.template, self.title, self.make_view, self.subject),
            *(self.scripts, self.part_of),
        )
