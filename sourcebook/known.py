"""
Records that an earlier run read and found sound, by what they say: taken as read.

What is sound of itself stays so under the same program and schema. What it is among
other records is judged in every run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from sourcebook.problems import Problem
from sourcebook.program import program_digest
from sourcebook.read import Document, Sound
from sourcebook.sealed import read_bound, write_bound

_FILE = "records.jsonl"


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs left of the records of the site *out*."""

    out: Path
    records: Mapping[str, Sound] = field(default_factory=dict)  # by `Document.digest`
    _key: bytes = b""  # of the program and the schema
    _lines: Mapping[str, bytes] = field(default_factory=dict)  # of the file, by digest
    _marks: Mapping[str, int] = field(default_factory=dict)  # how many each one has

    @classmethod
    def of(cls, out: Path, schema_digest: str) -> Known:
        """What is known under this program and the schema of that digest."""
        words = f"{program_digest()} {schema_digest}"
        key = hashlib.sha256(words.encode()).hexdigest().encode("ascii")
        first, *lines = (read_bound(out, _FILE) or b"").split(b"\n")
        if first != key:
            return cls(out, _key=key)
        # All in one go, so that a key which every record has is one string.
        rows = json.loads(b"[%b]" % b",".join(lines))
        records = {
            digest: Sound(data, _marked(*places)) for digest, data, places in rows
        }
        marks = {digest: len(sound.marks) for digest, sound in records.items()}
        return cls(out, records, key, dict(zip(records, lines, strict=True)), marks)

    def remember(
        self, documents: Iterable[Document], worded: Iterable[Problem]
    ) -> None:
        """The next run knows the well-shaped *documents*, but for the ill *worded*."""
        amiss = {problem.mark.file for problem in worded}
        sound = [d for d in documents if d.found is None and d.file not in amiss]
        lines = {document.digest: self._line(document) for document in sound}
        if lines != self._lines:
            content = b"\n".join([self._key, *lines.values()])
            write_bound(self.out, _FILE, content)

    def _line(self, document: Document) -> bytes:
        """What the file says of *document*."""
        if self._marks.get(document.digest) == len(document.marks):
            return self._lines[document.digest]
        spots, places = document.marks.keys(), document.marks.values()
        row = (document.digest, document.data, (list(spots), list(chain(*places))))
        return json.dumps(row, separators=(",", ":")).encode("ascii")


def _marked(spots: list[int], places: list[int]) -> dict[int, tuple[int, int]]:
    """The line and column of each of *spots*, one after the other in *places*."""
    return dict(zip(spots, zip(places[::2], places[1::2], strict=True), strict=True))
