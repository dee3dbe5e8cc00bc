"""
Whether anything has changed since the last run, determined without reading any file.

As in git, a changed file is detected by inode, size and time of change. A file that
changed during the snapshot or just before it may change again unnoticed, so nothing is
remembered then.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sourcebook.cache.program_digest import FOLDER, versions
from sourcebook.cache.store import read_cached, touched, write_cached

Row = dict[str, Any]  # a problem as plain data


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The inputs at the start of a run, as one digest."""

    out: Path
    inputs: str  # empty if something may be changing just now

    @classmethod
    def of(cls, kb: Path, schema: Path, out: Path) -> "Snapshot":
        """
        The snapshot of the records, the schema and the program.

        Nothing is remembered if the site has no cache (nothing is written then, either)
        or if the records are on another file system, whose clock may differ.
        """
        start = touched(out)
        if start is None:
            return cls(out, "")
        try:
            words = f"{versions()} {Path.cwd()} {kb} {schema}"
            devices = {folder.stat().st_dev for folder in (kb, schema)}
        except OSError:
            return cls(out, "")
        digest, newest = hashlib.sha256(_encoded(words)), 0
        program = _walk(str(FOLDER), without="__pycache__")
        for line, changed in chain(_walk(str(kb)), _walk(str(schema)), program):
            digest.update(line)
            newest = max(newest, changed)
        is_settled = newest < start.st_mtime_ns and devices == {start.st_dev}
        return cls(out, digest.hexdigest() if is_settled else "")

    def holds(self) -> bool:
        """Whether the last build had the same inputs, and its site is unchanged."""
        last_build = _read(self.out, "last.json")
        if not self.inputs or last_build.get("inputs") != self.inputs:
            return False
        return last_build.get("site") == _site(self.out)

    def remember(self, folder: int | None) -> None:
        """Record that the site was built from this, in the folder with that inode."""
        site = _site(self.out)
        if folder and _inode(self.out) == folder:  # else another build replaced it
            state = {"inputs": self.inputs, "site": site}
            write_cached(self.out, "last.json", _bytes(state))

    def problems(self) -> tuple[list[Row], tuple[str, ...]] | None:
        """The problems that a check of this state found, and the files that it read."""
        last_check = _read(self.out, "problems.json")
        match last_check:
            case {"inputs": self.inputs, "problems": list(rows), "files": list(files)}:
                return (rows, tuple(files)) if self.inputs else None
        return None

    def remember_problems(self, rows: list[Row], files: tuple[str, ...]) -> None:
        """Record that a check of this state read *files* and found *rows*."""
        if self.inputs:
            state = {"inputs": self.inputs, "problems": rows, "files": files}
            write_cached(self.out, "problems.json", _bytes(state))


def _read(out: Path, name: str) -> Mapping[str, object]:
    content = read_cached(out, name)
    try:
        state = json.loads(content) if content else None
    except (ValueError, RecursionError):
        state = None
    return state if isinstance(state, dict) else {}


def _bytes(state: Mapping[str, object]) -> bytes:
    return json.dumps(state, separators=(",", ":")).encode("ascii")


def _site(out: Path) -> str:
    """The digest of all entries of the site; empty if it is a link or missing."""
    if _inode(out) is None:
        return ""
    digest = hashlib.sha256()
    for line, _ in _walk(str(out)):
        digest.update(line)
    return digest.hexdigest()


def _inode(out: Path) -> int | None:
    """The inode of the site's folder; None if it is a link or missing."""
    try:
        return None if out.is_symlink() else out.stat().st_ino
    except OSError:
        return None


def _walk(folder: str, *, without: str = "") -> Iterator[tuple[bytes, int]]:
    """A line for each entry below *folder*, and when it last changed."""
    try:
        with os.scandir(folder) as entries:
            listing = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield _encoded(f"{folder} {error.errno}\n"), 0
        return
    for entry in listing:
        if entry.name == without:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield _encoded(f"{entry.path}/\n"), 0
            yield from _walk(entry.path, without=without)
            continue
        for follow in (False, True) if entry.is_symlink() else (False,):
            line, changed = _stat_line(entry, follow=follow)
            yield _encoded(f"{entry.path} {line}\n"), changed


def _stat_line(entry: os.DirEntry[str], *, follow: bool) -> tuple[str, int]:
    """The stat fields that change with a file, and when it last changed."""
    try:
        st = entry.stat(follow_symlinks=follow)
    except OSError as error:
        return str(error.errno), 0
    words = (st.st_mode, st.st_ino, st.st_size, st.st_mtime_ns, st.st_ctime_ns)
    return " ".join(map(str, words)), st.st_ctime_ns


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
