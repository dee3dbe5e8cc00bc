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

from sourcebook.cache.program_digest import FOLDER, versions
from sourcebook.cache.store import read_cached, touched, write_cached

Row = dict[str, Any]  # of a problem, as plain data


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a run began with: the digest of all that it is about to read."""

    out: Path
    inputs: str  # empty where something may be changing just now

    @classmethod
    def of(cls, kb: Path, schema: Path, out: Path) -> Snapshot:
        """
        The state of the records, the schema and the program.

        Where the site has no cache, nothing is remembered, and nothing written; nor
        where the records are on another file system, whose clock may be another.
        """
        begun = touched(out)
        if begun is None:
            return cls(out, "")
        try:
            words = f"{versions()} {Path.cwd()} {kb} {schema}"
            devices = {folder.stat().st_dev for folder in (kb, schema)}
        except OSError:
            return cls(out, "")
        seen, newest = hashlib.sha256(_encoded(words)), 0
        for folder in (kb, schema):
            for line, changed in _below(str(folder)):
                seen.update(line)
                newest = max(newest, changed)
        for line, changed in _below(str(FOLDER), without="__pycache__"):
            seen.update(line)
            newest = max(newest, changed)
        is_settled = newest < begun.st_mtime_ns and devices == {begun.st_dev}
        return cls(out, seen.hexdigest() if is_settled else "")

    def holds(self) -> bool:
        """Whether the last build began with the same, and its site is as it left it."""
        found = _read(self.out, "last.json")
        if not self.inputs or found.get("inputs") != self.inputs:
            return False
        return found.get("site") == _site(self.out)

    def remember(self, folder: int | None) -> None:
        """The site was built of this state, in the folder of that inode."""
        site = _site(self.out)
        if folder and _inode(self.out) == folder:  # else another build has put its own
            found = {"inputs": self.inputs, "site": site}
            write_cached(self.out, "last.json", _bytes(found))

    def problems(self) -> tuple[list[Row], tuple[str, ...]] | None:
        """What a check of this state found: problems, and the files that it read."""
        found = _read(self.out, "problems.json")
        match found:
            case {"inputs": self.inputs, "problems": list(rows), "files": list(files)}:
                return (rows, tuple(files)) if self.inputs else None
        return None

    def remember_problems(self, rows: list[Row], files: tuple[str, ...]) -> None:
        """A check of this state found *rows*."""
        if self.inputs:
            found = {"inputs": self.inputs, "problems": rows, "files": files}
            write_cached(self.out, "problems.json", _bytes(found))


def _read(out: Path, name: str) -> Mapping[str, object]:
    content = read_cached(out, name)
    try:
        found = json.loads(content) if content else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _bytes(found: Mapping[str, object]) -> bytes:
    return json.dumps(found, separators=(",", ":")).encode("ascii")


def _site(out: Path) -> str:
    """The digest of all that stands in the site; of a link, or of nothing, no word."""
    if _inode(out) is None:
        return ""
    seen = hashlib.sha256()
    for line, _ in _below(str(out)):
        seen.update(line)
    return seen.hexdigest()


def _inode(out: Path) -> int | None:
    """The inode of the site's folder; None where there is none, or a link."""
    try:
        return None if out.is_symlink() else out.stat().st_ino
    except OSError:
        return None


def _below(folder: str, *, without: str = "") -> Iterator[tuple[bytes, int]]:
    """A line for all that stands below *folder*, with when it last changed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield _encoded(f"{folder} {error.errno}\n"), 0
        return
    for entry in found:
        if entry.name == without:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield _encoded(f"{entry.path}/\n"), 0
            yield from _below(entry.path, without=without)
            continue
        for follow in (False, True) if entry.is_symlink() else (False,):
            line, changed = _stat_line(entry, follow=follow)
            yield _encoded(f"{entry.path} {line}\n"), changed


def _stat_line(entry: os.DirEntry[str], *, follow: bool) -> tuple[str, int]:
    """What tells a file from one that was changed since, and when that was."""
    try:
        at = entry.stat(follow_symlinks=follow)
    except OSError as error:
        return str(error.errno), 0
    words = (at.st_mode, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns)
    return " ".join(map(str, words)), at.st_ctime_ns


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
