"""Everything that one Document names, in texts and under keys, with positions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sourcebook.model import markup
from sourcebook.model.kinds import Kind
from sourcebook.model.locators import NOWHERE, citation_of
from sourcebook.model.mentions import (
    Citation,
    Link,
    LocalId,
    RecordId,
    Reference,
    SpotId,
    Text,
)
from sourcebook.model.plain_data import DataPath
from sourcebook.reading.document import Document

# What a spot points at: the value at a path, its key, or a range of its characters.
Where = tuple[DataPath, Literal["value", "key"] | tuple[int, int]]


@dataclass(slots=True)
class ReferenceCollector:
    """Collects what its Document names, and numbers the spots of all values."""

    document: Document
    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    # Of every spot, by its number; the first is the Document itself.
    wheres: list[Where] = field(default_factory=lambda: [((), "value")])

    def _text(self, data: Any, path: DataPath, key: str) -> Text | None:
        markdown = data.get(key)
        return None if markdown is None else self._text_of(markdown, (*path, key))

    def _text_of(self, markdown: str, path: DataPath) -> Text:
        cites: tuple[Citation, ...] = ()
        links: tuple[Link, ...] = ()
        if "[[" in markdown:
            links = tuple(self._links(markdown, path))
        if "[@" in markdown:
            cites = tuple(
                [
                    citation_of(t.target, self._spot(path, (t.start, t.end)))
                    for t in markup.citations(markdown)
                ]
            )
            self.citations += cites
        text = Text(markdown.strip(), links, cites, self._spot(path))
        self.texts.append(text)
        return text

    def _links(self, markdown: str, path: DataPath) -> Iterator[Link]:
        indent = len(markdown) - len(markdown.lstrip())
        for token in markup.links(markdown):
            record, _, anchor = token.target.partition("#")
            target, local = RecordId(record), LocalId(anchor) if anchor else None
            spot = self._spot(path, (token.start, token.end))
            yield Link(target, local, token.start - indent, spot)

    def _cites(self, data: Any, path: DataPath) -> tuple[Citation, ...]:
        return tuple([self._citation(*c) for c in items(data, path, "cite")])

    def _citation(self, locator: str, path: DataPath) -> Citation:
        citation = citation_of(locator, self._spot(path))
        self.citations.append(citation)
        return citation

    def _reference(self, data: Any, path: DataPath, key: str, kinds: "_Kinds") -> Any:
        """The Reference under *key*, or None if there is none."""
        target = data.get(key)
        return None if target is None else self._refer(target, (*path, key), kinds)

    def _references(
        self, data: Any, path: DataPath, key: str, kinds: "_Kinds"
    ) -> tuple[Reference, ...]:
        return tuple([self._refer(t, at, kinds) for t, at in items(data, path, key)])

    def _refer(self, target: str, path: DataPath, kinds: "_Kinds") -> Reference:
        reference = Reference(RecordId(target), kinds, self._spot(path))
        self.references.append(reference)
        return reference

    def _spot(
        self, path: DataPath, part: Literal["value", "key"] | tuple[int, int] = "value"
    ) -> SpotId:
        """A new spot: the value at *path*, its key, or a range of its characters."""
        self.wheres.append((path, part))
        return SpotId(len(self.wheres) - 1)


_Kinds = tuple[Kind, ...]
ROOT = SpotId(0)  # the record itself
NO_TEXT = Text("", (), (), NOWHERE)


def items(
    data: Mapping[str, Any], path: DataPath, key: str
) -> Sequence[tuple[Any, DataPath]]:
    """The items of the list under *key*, with their paths; none if it is missing."""
    items = data.get(key)
    if not items:
        return ()
    return [(item, (*path, key, index)) for index, item in enumerate(items)]


def values(
    data: Mapping[str, Any], path: DataPath, key: str
) -> Sequence[tuple[Any, DataPath]]:
    """The values of the map under *key*, with their paths; none if it is missing."""
    values = data.get(key)
    if not values:
        return ()
    return [(value, (*path, key, name)) for name, value in values.items()]
