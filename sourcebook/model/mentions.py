"""How a record names others: references, citations, and the texts that hold both."""

from dataclasses import dataclass, field
from typing import Any, NewType

from sourcebook.model.kinds import Kind

RecordId = NewType("RecordId", str)
LocalId = NewType("LocalId", str)  # of a claim, question, position or erratum
Url = NewType("Url", str)
# Where something stands in the file of its record: a number that nothing else in the
# record has, and that grows from one question, claim or item of a list to the next.
# `mark_of` finds its Mark, which few are ever asked for (docs/decisions/0017).
SpotId = NewType("SpotId", int)


def spot_field() -> Any:
    """A field that says where the value stands, and takes no part in comparisons."""
    return field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a record where another record names it."""

    target: RecordId
    kinds: tuple[Kind, ...]  # what it may name
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more paragraphs of a source; paragraphs count from 1."""

    source: RecordId
    first: int
    last: int
    spot: SpotId = spot_field()

    @property
    def anchor(self) -> str:
        """The paragraphs as a locator writes them: p5, or p5-7."""
        return (
            f"p{self.first}"
            if self.first == self.last
            else f"p{self.first}-{self.last}"
        )

    @property
    def locator(self) -> str:
        """The whole locator, such as axios#p5."""
        return f"{self.source}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Link:
    """A record, or a claim or question of one, that a text links."""

    target: RecordId
    anchor: LocalId | None
    start: int  # the character of the text at which the target's name begins
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the editors' own voice, with what it links and cites."""

    markdown: str
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    spot: SpotId = spot_field()
