"""
Records that an earlier run read and found sound, by what they say: taken as read.

What is sound of itself stays so under the same program and schema. What it is among
other records is judged apart.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from sourcebook.cache.program_digest import program_digest
from sourcebook.cache.store import MALFORMED, cache_of, read_bound, write_bound
from sourcebook.problems import Problem
from sourcebook.reading.document import CachedRecord, Document

_FILE = "records.jsonl"

# Where a line has the digest that it begins with, which is quoted.
_DIGEST = slice(2, 2 + 64)


class RecordCache:
    """What earlier runs left of the records of the site *out*."""

    def __init__(self, out: Path, schema_digest: str) -> None:
        self.out = out
        self.has_cache = cache_of(out).is_dir()  # where not, nothing need be kept
        # Of all that judged them: another program or schema knows nothing.
        words = f"{program_digest()} {schema_digest}"
        self.key = hashlib.sha256(words.encode()).hexdigest().encode("ascii")
        first, *lines = (read_bound(out, _FILE) or b"").split(b"\n")
        if first != self.key:
            lines = []
        self._lines = {line[_DIGEST].decode("ascii", "replace"): line for line in lines}
        self._marks: dict[str, int] = {}  # how many each record had that was taken

    def records(self) -> Mapping[str, CachedRecord]:
        """All of them, by the digest of a Document."""
        # In one go, so that a key which every record has is one string.
        rows = b"[%b]" % b",".join(self._lines.values())
        try:
            found = dict(map(_sound, json.loads(rows)))
        except MALFORMED:
            found, self._lines = {}, {}
        self._marks = {digest: len(sound.marks) for digest, sound in found.items()}
        return found

    def record(self, digest: str) -> CachedRecord | None:
        """The one of that *digest*; None where it is not known."""
        line = self._lines.get(digest)
        if line is None:
            return None
        try:
            return _sound(json.loads(line))[1]
        except MALFORMED:
            return None

    def remember(
        self, documents: Iterable[Document], problems: Iterable[Problem]
    ) -> None:
        """The next run knows the well-shaped *documents* that have no error."""
        if not self.has_cache:
            return
        amiss = {problem.mark.file for problem in problems if problem.is_error}
        sound = [d for d in documents if d.found is None and d.file not in amiss]
        lines = {document.digest: self._line(document) for document in sound}
        if amiss:  # the check after the next edit asks what they said before
            lines = {**self._lines, **lines}
        if lines != self._lines:
            content = b"\n".join([self.key, *lines.values()])
            write_bound(self.out, _FILE, content)

    def _line(self, document: Document) -> bytes:
        """What the file says of *document*."""
        if self._marks.get(document.digest) == len(document.marks):
            return self._lines[document.digest]
        spots, places = document.marks.keys(), document.marks.values()
        row = (document.digest, document.data, (list(spots), list(chain(*places))))
        return json.dumps(row, separators=(",", ":")).encode("ascii")


def _sound(row: Any) -> tuple[str, CachedRecord]:  # noqa: ANN401 - whatever stands there
    """
    The record that a line tells, with its digest.

    Raises:
        ValueError, TypeError, LookupError: where it tells none.

    """
    digest, data, (spots, places) = row
    pairs = zip(places[::2], places[1::2], strict=True)
    return digest, CachedRecord(data, dict(zip(spots, pairs, strict=True)))
