"""
The only module that writes the site: all or nothing, same input same bytes.

A build writes its files into a stage beside the site, reads them back, makes them
durable, and lets stage and site change places. So whenever it is killed, the old site
or the new one stands there whole; what else it left, the next build clears away.
For a site named NAME these stand beside it:

    .NAME.lock          held by the one build that writes; never deleted
    .NAME-stage-NUMBER  the new site before the exchange, the old one after it
    .NAME-aside         the old site for a moment, where the system has no exchange
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcebook.exchange import exchange, restore
from sourcebook.files import File
from sourcebook.manifest import MANIFEST, READ, Entry, manifest, unlisted
from sourcebook.problems import printable, quoted

__all__ = ["File", "PublishError", "publish"]

# Lower case only, so that no two paths are one where a file system folds case.
_PART = re.compile(r"[a-z0-9._-]+")

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_LOCK = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW

_SPACE = "free some space, then build again"
_RIGHTS = "let this account write there, or give --out another place"
_FIXED = "it cannot be moved (a mount point?): give --out a folder inside it"
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EIO: "check the disk, then build again",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EBUSY: _FIXED,
    errno.EXDEV: _FIXED,
}
_OTHERWISE = "mend that, then build again"


class PublishError(Exception):
    """The site could not be written; what stood there before stands there still."""


def publish(out: Path, files: Iterable[File]) -> None:
    """
    The folder *out* holds exactly *files* and their manifest, written whole or not.

    A folder is replaced only if it is empty or ours: every file in it is named by its
    own data/manifest.json. A manifest alone is not enough, because someone may keep
    other work beside an unpacked site, and to replace a folder is to delete it.

    *files* are taken one by one; no content is kept. Once the new site stands, failing
    to delete the old one is no failure: the next build tries again, and says so.

    Raises:
        PublishError: where another build is at work, *out* is not ours to replace, or
            the system refuses; one line that says on which path, and what to do.
        ValueError: where a path is not one below the site, or is taken already.

    """
    place = _Place.of(out)
    with _locked(place):
        with _telling("restore", place.site):
            restore(place.site, place.aside)
        _refuse_work_of_others(place)
        _clear(place)
        try:
            stage = _Stage(place)
            for file in files:
                stage.add(file)
            stage.add(File(MANIFEST, manifest(stage.entries)))
            stage.prove()
            _change_places(place)
        finally:
            shutil.rmtree(place.stage, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a site and what belongs to it stand: all in one folder."""

    site: Path  # as the user named it

    @classmethod
    def of(cls, out: Path) -> _Place:
        if out.name in ("", ".."):
            message = f"{_shown(out)} does not name the site's folder; name it in full"
            raise PublishError(message)
        with _telling("look into", out.parent):
            if not out.parent.is_dir():
                where = _shown(out.parent)
                message = f"there is no folder {where} for the site; make it first"
                raise PublishError(message)
        return cls(out)

    @property
    def lock(self) -> Path:
        return self.site.with_name(f".{self.site.name}.lock")

    @property
    def stage(self) -> Path:
        return self.site.with_name(f".{self.site.name}-stage-{os.getpid()}")

    @property
    def aside(self) -> Path:
        return self.site.with_name(f".{self.site.name}-aside")

    def is_left(self, name: str) -> bool:
        """Whether the folder *name* beside the site is one that a build left."""
        stage = rf"\.{re.escape(self.site.name)}-stage-[0-9]+"
        return name == self.aside.name or bool(re.fullmatch(stage, name))


class _Stage:
    """The folder that a new site is written into; it knows each file, keeps none."""

    def __init__(self, place: _Place) -> None:
        self.place = place
        self.entries: dict[str, Entry] = {}
        self.folders: set[str] = set()
        with _telling("make the folder", place.stage):
            _make(place.stage)

    def add(self, file: File) -> None:
        """*file* is written, though not yet durable."""
        parts = file.path.split("/")
        if not all(_PART.fullmatch(part) and part.strip(".") for part in parts):
            message = f"not a path below the site: {file.path!r}"
            raise ValueError(message)
        folders = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        taken = self.entries.keys()
        if not taken.isdisjoint([file.path, *folders]) or file.path in self.folders:
            message = f"the path is taken already: {file.path!r}"
            raise ValueError(message)
        with _telling("write", self.place.site / file.path):
            for folder in folders:
                if folder not in self.folders:
                    _make(self.place.stage / folder)
                    self.folders.add(folder)
            _write(self.place.stage / file.path, file.content)
        digest = hashlib.sha256(file.content).hexdigest()
        self.entries[file.path] = Entry(digest, len(file.content))

    def prove(self) -> None:
        """Every file reads as it was written, and will after a loss of power too."""
        for path, entry in self.entries.items():
            with _telling("read back", self.place.site / path):
                if _reread(self.place.stage / path) != entry:
                    raise OSError(errno.EIO, "it holds something else than was written")
        for folder in [*sorted(self.folders), ""]:
            with _telling("make durable", self.place.site / folder):
                _sync(self.place.stage / folder)


def _make(folder: Path) -> None:
    folder.mkdir(0o755)
    folder.chmod(0o755)  # whatever the umask


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, _CREATE, 0o644), "wb") as file:
        os.fchmod(file.fileno(), 0o644)  # whatever the umask
        file.write(content)


def _reread(path: Path) -> Entry:
    """What is in the file, which is durable now."""
    with os.fdopen(os.open(path, READ), "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        return Entry(digest, os.fstat(file.fileno()).st_size)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _change_places(place: _Place) -> None:
    """The new site stands, durably; else the old one stands again."""
    with _telling("put in place", place.site):
        is_first = _mode(place.site) is None
        if is_first:
            place.stage.rename(place.site)
        else:
            exchange(place.stage, place.site, place.aside)
        try:
            _sync(place.site.parent)
        except OSError:
            if is_first:
                place.site.rename(place.stage)
            else:
                exchange(place.stage, place.site, place.aside)
            raise


@contextlib.contextmanager
def _locked(place: _Place) -> Iterator[None]:
    """No other build writes this site; the system frees the lock of a killed one."""
    with _telling("lock", place.lock):
        lock = os.open(place.lock, _LOCK, 0o644)
    try:
        with _telling("lock", place.lock):
            _lock(lock, place)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, place: _Place) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"another build is writing {_shown(place.site)}; let it end first"
        raise PublishError(message) from None


def _refuse_work_of_others(place: _Place) -> None:
    with _telling("look into", place.site):
        mode = _mode(place.site)
        if mode is None:
            return
        if stat.S_ISLNK(mode):
            fault = "is a link"
        elif not stat.S_ISDIR(mode):
            fault = "is not a folder"
        elif path := next(unlisted(place.site), None):
            fault = f"holds {quoted(path)}, which no build wrote"
        else:
            return
    remedy = "move it away, or give --out another folder"
    message = f"{_shown(place.site)} {fault}; {remedy}"
    raise PublishError(message)


def _mode(path: Path) -> int | None:
    """What kind of thing stands at *path*, as `stat` knows it; None for nothing."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None


def _clear(place: _Place) -> None:
    """Nothing stands beside the site that a killed build left."""
    with _telling("look into", place.site.parent):
        beside = sorted(place.site.parent.iterdir())
    for folder in beside:
        if place.is_left(folder.name):
            with _telling("delete", folder):
                shutil.rmtree(folder)


@contextlib.contextmanager
def _telling(action: str, path: Path) -> Iterator[None]:
    """What the system refuses is told as a PublishError."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        remedy = _REMEDIES.get(error.errno or 0, _OTHERWISE)
        message = f"cannot {action} {_shown(path)}: {why}; {remedy}"
        raise PublishError(message) from error


def _shown(path: Path) -> str:
    return printable(str(path))
