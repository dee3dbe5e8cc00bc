"""
A file as plain data that can say where in the file every value is.

The fast parser reads it first; only where that finds a problem, or somebody asks for a
position, is it read again with positions (docs/decisions/0017).
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
    """What a text holds in which an earlier run found nothing amiss."""

    data: Data
    marks: dict[int, Place]  # of the spots that were looked for


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file as plain data that can tell the position of every value."""

    file: str  # relative to the working folder, with "/"
    kind: Kind
    id: str
    text: str  # the file's own text, lines ending in a line feed
    data: Data  # what it holds; paths into it are keys and indexes from the root
    found: Parsed | None = None  # with positions, where they had to be looked for
    digest: str = ""  # of its kind and its text, in hexadecimal
    is_cached: bool = False  # whether an earlier run found nothing amiss in it
    marks: dict[int, Place] = field(default_factory=dict)  # of spots, once looked for

    @property
    def parsed(self) -> Parsed:
        """What it holds with every position, for which a sound text is read again."""
        return self.found or _located(self)

    @property
    def is_whole(self) -> bool:
        """Whether no key of it stood twice, and hid a value."""
        return self.found is None or self.found.is_whole

    def mark(self, path: DataPath) -> Mark:
        """Where the value at *path* begins; for a missing one, what lacks it."""
        if not path and self.found is None:
            return self._mark(root_of(self.text))
        while path not in self.parsed.values:
            path = path[:-1]
        return self._mark(self.parsed.values[path])

    def key_mark(self, path: DataPath) -> Mark:
        """Where the key of the value at *path* begins; an item of a list itself."""
        found = self.parsed.keys.get(path)
        return self._mark(found) if found else self.mark(path)

    def mark_within(self, path: DataPath, value: str, start: int, end: int) -> Mark:
        """
        Where characters *start* to *end* of the text *value* at *path* stand.

        Quotes, escapes and folded lines move characters, so they are looked for as
        the same occurrence in the file; where that fails, the value's own mark.
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


# The positions in one file take ten times the room of what the file says.
@lru_cache(maxsize=256)
def _located(document: Document) -> Parsed:
    return located(document.text, document.data)


def _places(words: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where *words* begin between *start* and *end*; a line may end between two."""
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
    known: Mapping[str, CachedRecord] = NOTHING_CACHED,
) -> tuple[Document | None, list[Problem]]:
    """What *text* holds, read the fast way where nothing is amiss in it."""
    digest = hashlib.sha256(
        f"{kind}\n{text}".encode(errors="surrogatepass")
    ).hexdigest()
    sound = known.get(digest)
    if sound is not None:
        same = (file, kind, id_, text, sound.data, None, digest)
        return Document(*same, is_cached=True, marks=sound.marks), []
    data = plain_data(text)
    if data is not None:
        return Document(file, kind, id_, text, data, None, digest), []
    parsed, problems = parse(text, file)
    if parsed is None:
        return None, problems
    return Document(file, kind, id_, text, parsed.data, parsed, digest), problems
