"""
Files -> Documents: the only way in for records.

Links are not followed, files that are not records are reported rather than skipped,
and one bad file hides no other.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.problems import Mark, Problem, mark_at, shown
from sourcebook.reading.document import (
    NOTHING_CACHED,
    CachedRecord,
    Document,
    document_of,
)
from sourcebook.reading.file_problems import (
    bad_id,
    not_utf8,
    stray_file,
    too_big,
    unreadable_file,
)

# Limits per file and per folder, from docs/decisions/0004.
MAX_BYTES = 256 * 1024
MAX_FOLDERS = 8
MAX_ID = 80

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

# Names reserved by file systems or by pages of the site.
RESERVED = frozenset(
    [
        *("index", "404", "assets", "data", "search", "feed", "parts"),
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)


# Other entries allowed in the folder of the base.
_DESCRIPTION = "base.yaml"
_EVIDENCE = "evidence.lock"
_SUFFIX = ".yaml"

_CHUNK = 16 * 1024  # bytes read at once: most records fit
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a base."""

    documents: tuple[Document, ...]  # in the order of kinds, folders and file names
    kinds: Mapping[str, Kind]  # of every record's file by id, even if unreadable
    problems: tuple[Problem, ...]


def read_base(
    folder: Path, cached: Mapping[str, CachedRecord] = NOTHING_CACHED
) -> Reading:
    """
    Every record below *folder*; a file with a problem hides no other.

    Records *cached* by the digest of their Document are not parsed again.
    """
    documents: list[Document] = []
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for entry in _files(folder):
        if isinstance(entry, Problem):
            problems.append(entry)
            continue
        document, faults = _document(entry, cached)
        if document is not None:
            documents.append(document)
        if entry.kind is not Kind.BASE:
            kinds.setdefault(entry.id, entry.kind)
        problems += faults
    return Reading(tuple(documents), kinds, tuple(problems))


def read_words(file: Path) -> tuple[Document | None, list[Problem]]:
    """A file that is not a record, such as schema/wording.yaml, read as strictly."""
    return _document(_file(file))


def text_of(file: Path) -> tuple[str | None, list[Problem]]:
    """The text of a file that is not a record, or why it cannot be read."""
    return _text(_file(file))


@dataclass(frozen=True, slots=True)
class _RecordFile:
    path: str
    shown: str
    kind: Kind
    id: str


def _file(path: Path) -> _RecordFile:
    """A file that is not a record."""
    return _RecordFile(str(path), shown(path), Kind.BASE, path.stem)


def _files(folder: Path) -> Iterator[_RecordFile | Problem]:
    """Every record's file below *folder*, and a Problem for every other entry."""
    for entry in _entries(folder):
        if isinstance(entry, Problem):
            yield entry
            continue
        path = Path(entry.path)
        if entry.is_symlink():
            yield stray_file(shown(path), "a link is not followed")
        elif entry.name in _KINDS and entry.is_dir():
            yield from _records(path, _KINDS[entry.name], depth=1)
        elif entry.name == _DESCRIPTION:
            yield _file(path)
        elif entry.name in _KINDS:
            yield stray_file(shown(path), "a folder of this name belongs here")
        elif entry.name != _EVIDENCE:
            yield stray_file(shown(path), "nothing else stands here")


def _records(folder: Path, kind: Kind, depth: int) -> Iterator[_RecordFile | Problem]:
    place = shown(folder).removesuffix("/")
    prefix = "" if place == "." else f"{place}/"
    for entry in _entries(folder):
        if isinstance(entry, Problem):
            yield entry
            continue
        file, id_ = f"{prefix}{entry.name}", entry.name.removesuffix(_SUFFIX)
        if entry.is_symlink():
            yield stray_file(file, "a link is not followed")
        elif entry.is_dir():
            if entry.name.startswith(".") or depth >= MAX_FOLDERS:
                yield stray_file(file, "this folder is not looked into")
            else:
                yield from _records(Path(entry.path), kind, depth + 1)
        elif id_ in (entry.name, ""):
            yield stray_file(file, "not a .yaml file")
        elif fault := _fault_of_id(id_):
            yield bad_id(file, id_, fault)
        else:
            yield _RecordFile(entry.path, file, kind, id_)


def _entries(folder: Path) -> list[os.DirEntry[str]] | list[Problem]:
    """The entries of *folder*, sorted by name; none if it does not exist."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [unreadable_file(shown(folder), error)]


def _fault_of_id(name: str) -> str | None:
    if len(name) > MAX_ID:
        return f"it has {len(name)} characters, {MAX_ID} is the most"
    if not _ID.fullmatch(name):
        return "only a-z, 0-9 and single hyphens between them can stand in it"
    if name in RESERVED:
        return "the name is reserved"
    return None


def _document(
    file: _RecordFile, cached: Mapping[str, CachedRecord] = NOTHING_CACHED
) -> tuple[Document | None, list[Problem]]:
    text, problems = _text(file)
    if text is None:
        return None, problems
    return document_of(text, file.shown, file.kind, file.id, cached)


def _text(file: _RecordFile) -> tuple[str | None, list[Problem]]:
    """The text of *file*, lines ending in a line feed, or why it cannot be read."""
    try:
        content = _bytes(file.path)
    except OSError as error:
        return None, [unreadable_file(file.shown, error)]
    if len(content) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES} bytes"
        return None, [too_big(message, Mark(file.shown))]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        mark = mark_at(before, len(before), file.shown)
        return None, [not_utf8(content[error.start], mark)]
    return text.replace("\r\n", "\n"), []


def _bytes(path: str) -> bytes:
    """
    The first bytes of a regular file, at most one more than the limit.

    Raises:
        OSError: if it cannot be opened, or is a link, a pipe or a device.

    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        content = b""
        while len(content) <= MAX_BYTES and (chunk := os.read(handle, _CHUNK)):
            content += chunk
        return content[: MAX_BYTES + 1]
    finally:
        os.close(handle)
