"""What one Document names, in texts and under keys, and where all of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from sourcebook import markup
from sourcebook.parse import Path
from sourcebook.read import Document, Kind
from sourcebook.records import (
    Citation,
    Link,
    LocalId,
    RecordId,
    Reference,
    Spot,
    Text,
)

# How a spot is found: the value at a path, its key, or some characters of it.
Where = tuple[Path, Literal["value", "key"] | tuple[int, int]]


@dataclass(slots=True)
class Namer:
    """Keeps what its Document names, and numbers the spots where anything stands."""

    document: Document
    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    # Of every spot, by its number; the first is the Document itself.
    wheres: list[Where] = field(default_factory=lambda: [((), "value")])

    def _text(self, data: Any, path: Path, key: str) -> Text | None:
        """The text under *key*, or None where nothing stands there."""
        markdown = data.get(key)
        return None if markdown is None else self._text_of(markdown, (*path, key))

    def _text_of(self, markdown: str, path: Path) -> Text:
        cites: tuple[Citation, ...] = ()
        links: tuple[Link, ...] = ()
        if "[[" in markdown:
            links = tuple(self._links(markdown, path))
        if "[@" in markdown:
            cites = tuple(
                [
                    citation_of(
                        found.target, self._spot(path, (found.start, found.end))
                    )
                    for found in markup.citations(markdown)
                ]
            )
            self.citations += cites
        text = Text(markdown.strip(), links, cites, self._spot(path))
        self.texts.append(text)
        return text

    def _links(self, markdown: str, path: Path) -> Iterator[Link]:
        indent = len(markdown) - len(markdown.lstrip())
        for token in markup.links(markdown):
            record, _, anchor = token.target.partition("#")
            target, local = RecordId(record), LocalId(anchor) if anchor else None
            spot = self._spot(path, (token.start, token.end))
            yield Link(target, local, token.start - indent, spot)

    def _cites(self, data: Any, path: Path) -> tuple[Citation, ...]:
        return tuple([self._citation(*one) for one in items(data, path, "cite")])

    def _citation(self, locator: str, path: Path) -> Citation:
        citation = citation_of(locator, self._spot(path))
        self.citations.append(citation)
        return citation

    def _reference(self, data: Any, path: Path, key: str, kinds: _Kinds) -> Any:
        """The reference under *key*, or None where nothing stands there."""
        target = data.get(key)
        return None if target is None else self._named(target, (*path, key), kinds)

    def _references(
        self, data: Any, path: Path, key: str, kinds: _Kinds
    ) -> tuple[Reference, ...]:
        return tuple(
            [self._named(target, at, kinds) for target, at in items(data, path, key)]
        )

    def _named(self, target: str, path: Path, kinds: _Kinds) -> Reference:
        reference = Reference(RecordId(target), kinds, self._spot(path))
        self.references.append(reference)
        return reference

    def _spot(
        self, path: Path, part: Literal["value", "key"] | tuple[int, int] = "value"
    ) -> Spot:
        """The number of the next spot: the value at *path*, its key, or a part."""
        self.wheres.append((path, part))
        return Spot(len(self.wheres) - 1)


_Kinds = tuple[Kind, ...]
ROOT = Spot(0)  # the record itself
NOWHERE = Spot(-1)  # of what stands in no file
NO_TEXT = Text("", (), (), NOWHERE)
_ANCHOR = re.compile(r"p([0-9]{1,9})(?:-([0-9]{1,9}))?", re.ASCII)


def citation_of(locator: str, spot: Spot) -> Citation:
    """
    The paragraphs that *locator* names.

    One without a paragraph, which only a text can hold, cites paragraph 0, that no
    source has.
    """
    return Citation(*_paragraphs(locator), spot)


@lru_cache(maxsize=4096)  # the same paragraphs are cited again and again
def _paragraphs(locator: str) -> tuple[RecordId, int, int]:
    source, _, anchor = locator.partition("#")
    match = _ANCHOR.fullmatch(anchor)
    if match is None:
        return RecordId(source), 0, 0
    return RecordId(source), int(match[1]), int(match[2] or match[1])


def items(data: Mapping[str, Any], path: Path, key: str) -> Sequence[tuple[Any, Path]]:
    """The items of the list under *key*, with their paths; none where it is missing."""
    items = data.get(key)
    if not items:
        return ()
    return [(item, (*path, key, index)) for index, item in enumerate(items)]


def values(data: Mapping[str, Any], path: Path, key: str) -> Sequence[tuple[Any, Path]]:
    """The values of the map under *key*, with their paths; none where it is missing."""
    values = data.get(key)
    if not values:
        return ()
    return [(value, (*path, key, name)) for name, value in values.items()]
