"""The stage: the folder beside a site into which the next one is written."""

import ctypes
import errno
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sourcebook.publishing.errors import PublishError, in_line, publish_errors
from sourcebook.publishing.manifest import READ, Entry
from sourcebook.publishing.tasks import File
from sourcebook.publishing.workers import can_fork, forked_or_here

# Lower case only, so that no two paths collide where a file system folds case.
_PART = re.compile(r"[a-z0-9._-]+")

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW

# Fewer files are read back before a second process has started.
_MANY = 2_000

# Errors of the system if something else is in the place of a file or folder.
_TAKEN = frozenset([errno.EEXIST, errno.ENOTDIR, errno.EISDIR])

# The state of a file: inode, size, mode, and the times of the last change of its
# content and of its metadata, in nanoseconds. Linking a file elsewhere, or deleting
# such a link, changes only the last number.
FileStat = tuple[int, int, int, int, int]


def file_stat(st: os.stat_result) -> FileStat:
    """The FileStat of a file with the stat result *st*."""
    times = (st.st_mtime_ns, st.st_ctime_ns)
    return (st.st_ino, st.st_size, st.st_mode, *times)


def file_stat_at(path: str) -> FileStat:
    """
    The FileStat of the file at *path*.

    Raises:
        OSError: if there is none.

    """
    # Over ten thousand files, this takes a third of the time of Path.stat.
    return file_stat(os.stat(path, follow_symlinks=False))  # noqa: PTH116


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a stage, as it was written."""

    path: str  # relative to the site
    entry: Entry
    stat: FileStat
    fingerprint: str = ""  # as of its File
    dependencies: tuple[str, ...] = ()  # as of its File


@dataclass(frozen=True, slots=True)
class StageWriter:
    """Writes into a stage, from any process on this machine."""

    stage: Path
    site: Path  # as the user named it, for messages
    folders: set[str] = field(default_factory=set)  # that it created or found

    def write(self, file: File) -> WrittenFile:
        """
        Write *file*, though not yet durably.

        Raises:
            PublishError: if the system refuses.
            ValueError: if the path is not below the site, or is already taken.

        """
        self._make_folders(file.path)
        with publish_errors("write", self.site / file.path):
            try:
                stat = _write(f"{self.stage}/{file.path}", file.content)
            except OSError as error:
                _refuse_taken(error, file.path)
                raise
        digest = hashlib.sha256(file.content).hexdigest()
        entry = Entry(digest, len(file.content))
        return WrittenFile(file.path, entry, stat, file.fingerprint, file.dependencies)

    def read(self, path: str) -> bytes:
        """
        The content of the stage at *path*.

        Raises:
            PublishError: if the system refuses.

        """
        with publish_errors("read back", self.site / path):
            return _content(f"{self.stage}/{path}")

    def link(self, path: str) -> None:
        """
        Link the current site's file at *path* into the stage.

        Raises:
            OSError: if it cannot be linked.
            PublishError: if the system refuses its folder.

        """
        self._make_folders(path)
        source, target = f"{self.site}/{path}", f"{self.stage}/{path}"
        os.link(source, target, follow_symlinks=False)

    def _make_folders(self, path: str) -> None:
        parts = path.split("/")
        if not all(_PART.fullmatch(part) and part.strip(".") for part in parts):
            message = f"not a path below the site: {path!r}"
            raise ValueError(message)
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folder in self.folders:
                continue
            with publish_errors("write", self.site / path):
                try:
                    make(self.stage / folder)
                except OSError as error:
                    _refuse_taken(error, path)
                    raise
            self.folders.add(folder)


class Stage:
    """A stage, with the manifest entry of each of its files, but not their content."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.entries: dict[str, Entry] = {}
        self.writer = StageWriter(folder, site)
        self._written: list[str] = []
        with publish_errors("make the folder", folder):
            folder.mkdir(0o755)
            folder.chmod(0o755)  # whatever the umask

    def add(self, written: Iterable[WrittenFile]) -> None:
        """Enter the files *written* into the manifest."""
        for file in written:
            self._enter(file.path, file.entry)
            self._written.append(file.path)

    def link(self, files: Mapping[str, WrittenFile]) -> None:
        """
        Link *files* of the current site into the stage.

        Raises:
            PublishError: if one cannot be linked, or has changed.

        """
        for path, file in files.items():
            with publish_errors("link", self.writer.site / path):
                self.writer.link(path)
                stat = file_stat_at(f"{self.writer.stage}/{path}")
            if stat[:-1] != file.stat[:-1]:
                where = in_line(self.writer.site / path)
                message = f"{where} has changed meanwhile; build again"
                raise PublishError(message)
            self._enter(path, file.entry)

    def prove(self) -> None:
        """Verify that every file reads as it was written, and make all durable."""
        folder, site = self.writer.stage, self.writer.site
        with publish_errors("make durable", site):
            is_durable = _sync_all(folder)
        self._read_back(sync=not is_durable)
        if not is_durable:
            for below in [*sorted(self._folders()), ""]:
                with publish_errors("make durable", site / below):
                    sync(folder / below)

    def _read_back(self, *, sync: bool) -> None:
        paths = self._written
        if len(paths) < _MANY or not can_fork():
            self._read_back_paths(paths, sync=sync)
            return
        half = len(paths) // 2
        second_half = partial(self._read_back_paths, paths[half:], sync=sync)
        try:
            with forked_or_here(second_half) as results:
                self._read_back_paths(paths[:half], sync=sync)
                for result in results:
                    result()
        except BrokenExecutor as error:
            message = "a process that read back was ended; build again"
            raise PublishError(message) from error

    def _read_back_paths(self, paths: Iterable[str], *, sync: bool) -> None:
        folder, site = self.writer.stage, self.writer.site
        for path in paths:
            with publish_errors("read back", site / path):
                if _reread(f"{folder}/{path}", sync=sync) != self.entries[path]:
                    raise OSError(errno.EIO, "it holds something else than was written")

    def _enter(self, path: str, entry: Entry) -> None:
        if path in self.entries:
            message = f"the path is taken already: {path!r}"
            raise ValueError(message)
        self.entries[path] = entry

    def _folders(self) -> set[str]:
        return {str(above) for path in self.entries for above in Path(path).parents}


def make(folder: Path) -> None:
    """
    Create *folder*, unless it exists.

    Raises:
        OSError: if the system refuses, or something else is there.

    """
    try:
        folder.mkdir(0o755)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(0o755)  # whatever the umask


def sync(folder: Path) -> None:
    """
    Make the names in *folder* durable.

    Raises:
        OSError: if the system refuses.

    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_all(folder: Path) -> bool:
    """Make all below *folder* durable in one call; False if there is no such call."""
    # For ten thousand files, it takes a ninth of the time of one call for each.
    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "syncfs"):
        return False
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if system.syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(handle)
    return True


def _write(path: str, content: bytes) -> FileStat:
    with os.fdopen(os.open(path, _CREATE, 0o644), "wb") as file:
        os.fchmod(file.fileno(), 0o644)  # whatever the umask
        file.write(content)
        file.flush()
        return file_stat(os.fstat(file.fileno()))


def _content(path: str) -> bytes:
    with os.fdopen(os.open(path, READ), "rb") as file:
        return file.read()


def _reread(path: str, *, sync: bool) -> Entry:
    """The entry of the file as read back; with *sync*, it is made durable first."""
    with os.fdopen(os.open(path, READ), "rb") as file:
        if sync:
            os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Entry(digest, os.fstat(file.fileno()).st_size)


def _refuse_taken(error: OSError, path: str) -> None:
    if error.errno in _TAKEN:
        message = f"the path is taken already: {path!r}"
        raise ValueError(message) from error
