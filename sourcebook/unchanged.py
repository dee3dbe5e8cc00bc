"""
Whether anything has changed since the last run: the shortest way, with nothing read.

Files are told from one another as git does it: by inode, size and time of change. A
file that changed while it was looked at, or just before, may have changed again unseen:
nothing is then remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook.program import FOLDER, versions
from sourcebook.sealed import cache_of, read_sealed, write_sealed

_BEGUN = "begun"

Row = dict[str, Any]  # what is told of a problem


@dataclass(frozen=True, slots=True)
class State:
    """What a run began with: the digest of all that it is about to read."""

    out: Path
    inputs: str  # empty where something is changing just now

    @classmethod
    def of(cls, kb: Path, schema: Path, out: Path) -> State:
        """
        The state of the records, the schema and the program.

        Where the site has no cache, nothing is remembered, and nothing written.
        """
        begun = _touched(cache_of(out) / _BEGUN)
        seen = hashlib.sha256(f"{versions()} {Path.cwd()} {kb} {schema}".encode())
        newest = 0
        for folder in (kb, schema, FOLDER):
            for line, changed in _below(str(folder)):
                seen.update(line)
                newest = max(newest, changed)
        return cls(out, seen.hexdigest() if newest < begun else "")

    def holds(self) -> bool:
        """Whether the last build began with the same, and its site is as it left it."""
        found = _read(self.out, "last")
        if not self.inputs or found.get("inputs") != self.inputs:
            return False
        return found.get("site") == _site(self.out)

    def remember(self) -> None:
        """The site was built of this state."""
        found = {"inputs": self.inputs, "site": _site(self.out)}
        write_sealed(cache_of(self.out) / "last.json", _bytes(found))

    def problems(self) -> tuple[list[Row], tuple[str, ...]] | None:
        """What a check of this state found: problems, and the files that it read."""
        found = _read(self.out, "problems")
        match found:
            case {"inputs": self.inputs, "problems": list(rows), "files": list(files)}:
                return (rows, tuple(files)) if self.inputs else None
        return None

    def remember_problems(self, rows: list[Row], files: tuple[str, ...]) -> None:
        """A check of this state found *rows*."""
        found = {"inputs": self.inputs, "problems": rows, "files": files}
        write_sealed(cache_of(self.out) / "problems.json", _bytes(found))


def _read(out: Path, name: str) -> Mapping[str, object]:
    content = read_sealed(cache_of(out) / f"{name}.json")
    found = json.loads(content) if content else None
    return found if isinstance(found, dict) else {}


def _bytes(found: Mapping[str, object]) -> bytes:
    return json.dumps(found, separators=(",", ":")).encode("ascii")


def _touched(file: Path) -> int:
    """What time it is for the file system; 0 where nothing can be written."""
    try:
        file.write_bytes(b"")
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _site(out: Path) -> str:
    """The digest of all that stands in the site."""
    seen = hashlib.sha256()
    for line, _ in _below(str(out), links=True):
        seen.update(line)
    return seen.hexdigest()


def _below(folder: str, *, links: bool = False) -> Iterator[tuple[bytes, int]]:
    """
    A line for all that stands below *folder*, with when it last changed.

    With *links*, that more or fewer names lead to a file is no change.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield f"{folder} {error.errno}\n".encode(errors="surrogateescape"), 0
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield f"{entry.path}/\n".encode(errors="surrogateescape"), 0
                yield from _below(entry.path, links=links)
            continue
        at = entry.stat(follow_symlinks=False)
        changed = at.st_mtime_ns if links else at.st_ctime_ns
        line = f"{entry.path} {at.st_mode} {at.st_ino} {at.st_size} {changed}"
        if not links:
            line += f" {at.st_mtime_ns}"
        yield f"{line}\n".encode(errors="surrogateescape"), at.st_ctime_ns
