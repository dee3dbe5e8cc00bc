"""
A file as plain data, with the position of every value on demand.

The fast parser reads it first. Only if that finds a problem, or if a position is
needed, is it parsed again with positions (docs/decisions/0017).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from sourcebook.model.kinds import Kind
from sourcebook.model.plain_data import Data, DataPath
from sourcebook.problems import Mark, Problem, mark_at
from sourcebook.reading.parse_fast import plain_data
from sourcebook.reading.parse_strict import Parsed, Span, parse
from sourcebook.reading.positions import located, root_of

Place = tuple[int, int]  # a line and a column, both from 1


@dataclass(frozen=True, slots=True)
class CachedRecord:
    """The data of a text in which an earlier run found no problem."""

    data: Data
    marks: dict[int, Place]  # of the spots looked up so far


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file as plain data, with the position of every value on demand."""

    file: str  # relative to the working folder, with "/"
    kind: Kind
    id: str
    text: str  # of the file, lines ending in a line feed
    data: Data  # paths into it are keys and indexes from the root
    found: Parsed | None = None  # with positions, if the strict parser was needed
    digest: str = ""  # of its kind and its text, in hexadecimal
    is_cached: bool = False  # whether an earlier run found no problem in it
    marks: dict[int, Place] = field(default_factory=dict)  # of spots, once looked up

    @property
    def parsed(self) -> Parsed:
        """Its data with all positions; a sound text is parsed again for them."""
        return self.found or _located(self)

    @property
    def is_whole(self) -> bool:
        """Whether no repeated key hid a value."""
        return self.found is None or self.found.is_whole

    def mark(self, path: DataPath) -> Mark:
        """Where the value at *path* begins or, if it is missing, what lacks it."""
        if not path and self.found is None:
            return self._mark(root_of(self.text))
        while path not in self.parsed.values:
            path = path[:-1]
        return self._mark(self.parsed.values[path])

    def key_mark(self, path: DataPath) -> Mark:
        """Where the key of the value at *path* begins; for a list item, the item."""
        span = self.parsed.keys.get(path)
        return self._mark(span) if span else self.mark(path)

    def mark_within(self, path: DataPath, value: str, start: int, end: int) -> Mark:
        """
        Where characters *start* to *end* of the text *value* at *path* begin.

        Quotes, escapes and folded lines move characters, so this searches the file for
        the same occurrence; if that fails, it is the mark of the value.
        """
        span = self.parsed.values[path]
        words = value[start:end]
        before = sum(1 for _ in _places(words, value, 0, start))
        places = _places(words, self.text, span.start, span.end)
        index = next(islice(places, before, None), None)
        if index is None:
            return self._mark(span)
        return mark_at(self.text, index, self.file)

    def _mark(self, span: Span) -> Mark:
        return Mark(self.file, span.line, span.column)


NOTHING_CACHED: Mapping[str, CachedRecord] = MappingProxyType({})


# The positions in one file take ten times the memory of its data.
@lru_cache(maxsize=256)
def _located(document: Document) -> Parsed:
    return located(document.text, document.data)


def _places(words: str, text: str, start: int, end: int) -> Iterator[int]:
    """The indexes of *words* between *start* and *end*, across line breaks."""
    if " " in words:
        folded = r"\s+".join(map(re.escape, words.split()))
        pattern = re.compile(folded)
        yield from (match.start() for match in pattern.finditer(text, start, end))
        return
    index = text.find(words, start, end) if words else -1
    while index >= 0:
        yield index
        index = text.find(words, index + len(words), end)


def document_of(
    text: str,
    file: str,
    kind: Kind,
    id_: str,
    cached: Mapping[str, CachedRecord] = NOTHING_CACHED,
) -> tuple[Document | None, list[Problem]]:
    """The Document of *text*, by the fast parser if that suffices, and its problems."""
    content = f"{kind}\n{text}".encode(errors="surrogatepass")
    digest = hashlib.sha256(content).hexdigest()
    record = cached.get(digest)
    if record is not None:
        fields = (file, kind, id_, text, record.data, None, digest)
        return Document(*fields, is_cached=True, marks=record.marks), []
    data = plain_data(text)
    if data is not None:
        return Document(file, kind, id_, text, data, None, digest), []
    parsed, problems = parse(text, file)
    if parsed is None:
        return None, problems
    return Document(file, kind, id_, text, parsed.data, parsed, digest), problems
