"""
Files -> Documents: the only door through which a record comes in.

Nothing is followed (no links), nothing is skipped (what is not a record is reported),
and one bad file hides no other.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path as Folder
from types import MappingProxyType

from sourcebook.faults import bad_id, not_utf8, stray_file, too_big, unreadable_file
from sourcebook.located import located, root_of
from sourcebook.parse import Data, Parsed, Path, Span, parse
from sourcebook.plain import plain_data
from sourcebook.problems import Mark, Problem, mark_at, shown

# Bounds per file and per folder, from docs/decisions/0004.
MAX_BYTES = 256 * 1024
MAX_FOLDERS = 8
MAX_ID = 80

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

# Names that some file system or this site's own pages need.
RESERVED = frozenset(
    [
        *("index", "404", "assets", "data", "search", "feed", "parts"),
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)


class Kind(StrEnum):
    """The kinds of record, and the description of the base."""

    ENTITY = "entity"
    EVENT = "event"
    SOURCE = "source"
    BASE = "base"


FOLDERS = {Kind.ENTITY: "entities", Kind.EVENT: "events", Kind.SOURCE: "sources"}

# What else may stand in the folder of the base.
_DESCRIPTION = "base.yaml"
_EVIDENCE = "evidence.lock"
_SUFFIX = ".yaml"

_PIECE = 16 * 1024  # bytes read at once: most records fit
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


Place = tuple[int, int]  # a line and a column, both from 1


@dataclass(frozen=True, slots=True)
class Sound:
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
    is_known: bool = False  # whether an earlier run found nothing amiss in it
    marks: dict[int, Place] = field(default_factory=dict)  # of spots, once looked for

    @property
    def parsed(self) -> Parsed:
        """What it holds with every position, for which a sound text is read again."""
        return self.found or _located(self)

    @property
    def is_whole(self) -> bool:
        """Whether no key of it stood twice, and hid a value."""
        return self.found is None or self.found.is_whole

    def mark(self, path: Path) -> Mark:
        """Where the value at *path* begins; for a missing one, what lacks it."""
        if not path and self.found is None:
            return self._mark(root_of(self.text))
        while path not in self.parsed.values:
            path = path[:-1]
        return self._mark(self.parsed.values[path])

    def key_mark(self, path: Path) -> Mark:
        """Where the key of the value at *path* begins; an item of a list itself."""
        found = self.parsed.keys.get(path)
        return self._mark(found) if found else self.mark(path)

    def mark_within(self, path: Path, value: str, start: int, end: int) -> Mark:
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


_NOTHING: Mapping[str, Sound] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a base found."""

    documents: tuple[Document, ...]  # in the order of kinds, folders and file names
    kinds: Mapping[str, Kind]  # of every record's file by its id, also of those unread
    problems: tuple[Problem, ...]


def read(folder: Folder, known: Mapping[str, Sound] = _NOTHING) -> Reading:
    """
    Every record below *folder*; a file with a problem hides no other.

    What is *known*, by the digest of a Document, is taken as it is.
    """
    documents: list[Document] = []
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for found in _files(folder):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        document, faults = _document(found, known)
        if document is not None:
            documents.append(document)
        if found.kind is not Kind.BASE:
            kinds.setdefault(found.id, found.kind)
        problems += faults
    return Reading(tuple(documents), kinds, tuple(problems))


def read_words(file: Folder) -> tuple[Document | None, list[Problem]]:
    """A file outside the records, such as schema/wording.yaml, read as strictly."""
    return _document(_file(file))


def text_of(file: Folder) -> tuple[str | None, list[Problem]]:
    """The text of a file outside the records; or why it cannot be had."""
    return _text(_file(file))


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    shown: str
    kind: Kind
    id: str


def _file(path: Folder) -> _File:
    """A file outside the records."""
    return _File(str(path), shown(path), Kind.BASE, path.stem)


def _files(folder: Folder) -> Iterator[_File | Problem]:
    """Every record's file below *folder*, and a Problem for whatever else is there."""
    for entry in _entries(folder):
        if isinstance(entry, Problem):
            yield entry
            continue
        path = Folder(entry.path)
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


def _records(folder: Folder, kind: Kind, depth: int) -> Iterator[_File | Problem]:
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
                yield from _records(Folder(entry.path), kind, depth + 1)
        elif id_ in (entry.name, ""):
            yield stray_file(file, "not a .yaml file")
        elif fault := _fault_of_id(id_):
            yield bad_id(file, id_, fault)
        else:
            yield _File(entry.path, file, kind, id_)


def _entries(folder: Folder) -> list[os.DirEntry[str]] | list[Problem]:
    """What stands in *folder*, sorted by name; nothing where it does not exist."""
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
    file: _File, known: Mapping[str, Sound] = _NOTHING
) -> tuple[Document | None, list[Problem]]:
    text, problems = _text(file)
    if text is None:
        return None, problems
    return document_of(text, file.shown, file.kind, file.id, known)


def document_of(
    text: str, file: str, kind: Kind, id_: str, known: Mapping[str, Sound] = _NOTHING
) -> tuple[Document | None, list[Problem]]:
    """What *text* holds, read the fast way where nothing is amiss in it."""
    digest = hashlib.sha256(
        f"{kind}\n{text}".encode(errors="surrogatepass")
    ).hexdigest()
    sound = known.get(digest)
    if sound is not None:
        same = (file, kind, id_, text, sound.data, None, digest)
        return Document(*same, is_known=True, marks=sound.marks), []
    data = plain_data(text)
    if data is not None:
        return Document(file, kind, id_, text, data, None, digest), []
    parsed, problems = parse(text, file)
    if parsed is None:
        return None, problems
    return Document(file, kind, id_, text, parsed.data, parsed, digest), problems


def _text(file: _File) -> tuple[str | None, list[Problem]]:
    """The text of *file*, lines ending in a line feed; or why it cannot be had."""
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
        at = mark_at(before, len(before), file.shown)
        return None, [not_utf8(content[error.start], at)]
    return text.replace("\r\n", "\n"), []


def _bytes(path: str) -> bytes:
    """
    The first bytes of a regular file, one more than may be there.

    Raises:
        OSError: where it cannot be opened, or is a link, a pipe or a device.

    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        content = b""
        while len(content) <= MAX_BYTES and (more := os.read(handle, _PIECE)):
            content += more
        return content[: MAX_BYTES + 1]
    finally:
        os.close(handle)
