"""How records name others: references, citations, and texts that contain them."""

from dataclasses import dataclass, field
from typing import Any, NewType

from sourcebook.model.kinds import Kind

RecordId = NewType("RecordId", str)
LocalId = NewType("LocalId", str)  # of a claim, question, position or erratum
Url = NewType("Url", str)
# The position of a value in its record's file: a number unique in the record, ascending
# over questions, claims and list items. `mark_of` resolves it to a Mark, which few ever
# need (docs/decisions/0017).
SpotId = NewType("SpotId", int)


def spot_field() -> Any:
    """A field for the position of a value, excluded from comparisons and repr."""
    return field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a record in another record."""

    target: RecordId
    kinds: tuple[Kind, ...]  # the kinds it may name
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more paragraphs of a source, counted from 1."""

    source: RecordId
    first: int
    last: int
    spot: SpotId = spot_field()

    @property
    def anchor(self) -> str:
        """The paragraphs as written in a locator: p5 or p5-7."""
        last = "" if self.first == self.last else f"-{self.last}"
        return f"p{self.first}{last}"

    @property
    def locator(self) -> str:
        """The full locator, such as axios#p5."""
        return f"{self.source}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text to a record, or to a claim or question of one."""

    target: RecordId
    anchor: LocalId | None
    start: int  # index in the text of the first character of the target
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the editors' own voice, with its links and citations."""

    markdown: str
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    spot: SpotId = spot_field()
