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
import fcntl
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.problems import quoted
from sourcebook.publishing.errors import PublishError, in_line, publish_errors
from sourcebook.publishing.manifest import MANIFEST, manifest, unlisted
from sourcebook.publishing.staging import Stage, StageWriter, WrittenFile, sync
from sourcebook.publishing.swap import restore, swap
from sourcebook.publishing.tasks import File

_LOCK = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW

# What has the files of a site written by a Writer, here or in other processes.
FileMaker = Callable[[StageWriter], Iterable[Iterable[WrittenFile]]]

_NONE: Mapping[str, WrittenFile] = {}


@dataclass(frozen=True, slots=True)
class Published:
    """What a build put in place."""

    written: tuple[WrittenFile, ...]  # with the manifest, in no order
    folder: int  # the inode of the site's folder, which no other build gives it


def publish(
    out: Path, making: FileMaker, kept: Mapping[str, WrittenFile] = _NONE
) -> Published:
    """
    The folder *out* holds what *making* writes, *kept* and a manifest, whole or not.

    *kept* are files of the site that stands, by path, as they were left: the new one
    links them.

    A folder is replaced only if it is empty or ours: every file in it is named by its
    own data/manifest.json. A manifest alone is not enough, because someone may keep
    other work beside an unpacked site, and to replace a folder is to delete it.

    Once the new site stands, failing to delete the old one is no failure: the next
    build tries again, and says so.

    Raises:
        PublishError: where another build is at work, *out* is not ours to replace, or
            the system refuses; one line that says on which path, and what to do.
        ValueError: where a path is not one below the site, or is taken already.

    """
    place = _Place.of(out)
    with _locked(place):
        with publish_errors("restore", place.site):
            restore(place.site, place.aside)
        _refuse_work_of_others(place)
        _clear(place)
        try:
            stage = Stage(place.stage, place.site)
            stage.link(kept)
            written: list[WrittenFile] = []
            for some in making(stage.writer):
                written += some
            stage.add(written)
            listing = File(MANIFEST, manifest(stage.entries))
            stage.add([stage.writer.write(listing)])
            stage.prove()
            with publish_errors("look into", place.site):
                folder = place.stage.stat().st_ino
            _change_places(place)
        finally:
            shutil.rmtree(place.stage, ignore_errors=True)
    return Published(tuple(written), folder)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a site and what belongs to it stand: all in one folder."""

    site: Path  # as the user named it

    @classmethod
    def of(cls, out: Path) -> _Place:
        if out.name in ("", ".."):
            message = f"{in_line(out)} does not name the site's folder; name it in full"
            raise PublishError(message)
        with publish_errors("look into", out.parent):
            if not out.parent.is_dir():
                where = in_line(out.parent)
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


def _change_places(place: _Place) -> None:
    """The new site stands, durably; else the old one stands again."""
    with publish_errors("put in place", place.site):
        is_first = _mode(place.site) is None
        if is_first:
            place.stage.rename(place.site)
        else:
            swap(place.stage, place.site, place.aside)
        try:
            sync(place.site.parent)
        except OSError:
            if is_first:
                place.site.rename(place.stage)
            else:
                swap(place.stage, place.site, place.aside)
            raise


@contextlib.contextmanager
def _locked(place: _Place) -> Iterator[None]:
    """No other build writes this site; the system frees the lock of a killed one."""
    with publish_errors("lock", place.lock):
        lock = os.open(place.lock, _LOCK, 0o644)
    try:
        with publish_errors("lock", place.lock):
            _lock(lock, place)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, place: _Place) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"another build is writing {in_line(place.site)}; let it end first"
        raise PublishError(message) from None


def _refuse_work_of_others(place: _Place) -> None:
    with publish_errors("look into", place.site):
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
    message = f"{in_line(place.site)} {fault}; {remedy}"
    raise PublishError(message)


def _mode(path: Path) -> int | None:
    """What kind of thing stands at *path*, as `stat` knows it; None for nothing."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None


def _clear(place: _Place) -> None:
    """Nothing stands beside the site that a killed build left."""
    with publish_errors("look into", place.site.parent):
        beside = sorted(place.site.parent.iterdir())
    for folder in beside:
        if place.is_left(folder.name):
            with publish_errors("delete", folder):
                shutil.rmtree(folder)
