"""
The record cache: records that an earlier run read and found valid, by their digest.

What is valid by itself stays so under the same program and schema. How it relates to
other records is checked separately.
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

# The place of the digest, which is quoted, at the start of a line.
_DIGEST = slice(2, 2 + 64)


class RecordCache:
    """The records that earlier runs left in the cache of the site *out*."""

    def __init__(self, out: Path, schema_digest: str) -> None:
        self.out = out
        self.has_cache = cache_of(out).is_dir()  # without one, nothing is written
        # What checked the records: the cache of another program or schema is ignored.
        words = f"{program_digest()} {schema_digest}"
        self.key = hashlib.sha256(words.encode()).hexdigest().encode("ascii")
        first, *lines = (read_bound(out, _FILE) or b"").split(b"\n")
        if first != self.key:
            lines = []
        self._lines = {line[_DIGEST].decode("ascii", "replace"): line for line in lines}
        self._marks: dict[str, int] = {}  # how many each record read from the cache has

    def records(self) -> Mapping[str, CachedRecord]:
        """All cached records, by the digest of their Document."""
        # Parsed in one go, so that a key that all records have is one string.
        rows = b"[%b]" % b",".join(self._lines.values())
        try:
            records = dict(map(_parse, json.loads(rows)))
        except MALFORMED:
            records, self._lines = {}, {}
        self._marks = {digest: len(record.marks) for digest, record in records.items()}
        return records

    def record(self, digest: str) -> CachedRecord | None:
        """The cached record with that *digest*, if there is one."""
        line = self._lines.get(digest)
        if line is None:
            return None
        try:
            return _parse(json.loads(line))[1]
        except MALFORMED:
            return None

    def remember(
        self, documents: Iterable[Document], problems: Iterable[Problem]
    ) -> None:
        """Save the well-shaped *documents* that have no error for the next run."""
        if not self.has_cache:
            return
        faulty_files = {problem.mark.file for problem in problems if problem.is_error}
        valid = [d for d in documents if d.found is None and d.file not in faulty_files]
        lines = {document.digest: self._line(document) for document in valid}
        if faulty_files:  # the check after the next edit needs their last valid content
            lines = {**self._lines, **lines}
        if lines != self._lines:
            content = b"\n".join([self.key, *lines.values()])
            write_bound(self.out, _FILE, content)

    def _line(self, document: Document) -> bytes:
        if self._marks.get(document.digest) == len(document.marks):
            return self._lines[document.digest]
        spots, places = document.marks.keys(), document.marks.values()
        row = (document.digest, document.data, (list(spots), list(chain(*places))))
        return json.dumps(row, separators=(",", ":")).encode("ascii")


def _parse(row: Any) -> tuple[str, CachedRecord]:  # noqa: ANN401 - any JSON
    """The digest and the record of a *row*; raises one of MALFORMED if it has none."""
    digest, data, (spots, places) = row
    pairs = zip(places[::2], places[1::2], strict=True)
    return digest, CachedRecord(data, dict(zip(spots, pairs, strict=True)))
