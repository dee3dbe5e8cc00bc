"""
The only module that writes the site: all or nothing, same input same bytes.

A build writes its files into a stage beside the site, reads them back, makes them
durable and swaps stage and site. So whenever it is killed, either the old or the new
site is in place, complete; the next build deletes what else it left.
ComparedSource a site named NAME there may be:

    .NAME.lock          held by the one build that writes; never deleted
    .NAME-stage-NUMBER  the new site before the swap, the old one after it
    .NAME-aside         the old site for a moment, if the system has no atomic swap
"""

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

# Makes the files of a site and writes them, here or in other processes.
FileMaker = Callable[[StageWriter], Iterable[Iterable[WrittenFile]]]

_NONE: Mapping[str, WrittenFile] = {}


@dataclass(frozen=True, slots=True)
class Published:
    """What a build put in place."""

    written: tuple[WrittenFile, ...]  # without the manifest, in no order
    folder: int  # the inode of the site's folder, unique to this build


def publish(
    out: Path, maker: FileMaker, unchanged: Mapping[str, WrittenFile] = _NONE
) -> Published:
    """
    Fill the folder *out* with what *maker* writes, *unchanged* and a manifest, or fail.

    *unchanged* are files of the current site to link, by path, as they were left.

    A folder is replaced only if it is empty or ours: its data/manifest.json lists every
    file in it. A manifest alone is not enough, because someone may keep other work
    beside an unpacked site, and replacing a folder deletes it.

    Failing to delete the old site is no error: the next build retries and reports it.

    Raises:
        PublishError: if another build is running, *out* is not ours to replace, or the
            system refuses; one line that names the path and a remedy.
        ValueError: if a path is not below the site, or is already taken.

    """
    place = _Place.of(out)
    with _locked(place):
        with publish_errors("restore", place.site):
            restore(place.site, place.aside)
        _refuse_foreign_files(place)
        _delete_leftovers(place)
        try:
            stage = Stage(place.stage, place.site)
            stage.link(unchanged)
            written: list[WrittenFile] = []
            for batch in maker(stage.writer):
                written += batch
            stage.add(written)
            listing = File(MANIFEST, manifest(stage.entries))
            stage.add([stage.writer.write(listing)])
            stage.prove()
            with publish_errors("look into", place.site):
                folder = place.stage.stat().st_ino
            _put_in_place(place)
        finally:
            shutil.rmtree(place.stage, ignore_errors=True)
    return Published(tuple(written), folder)


@dataclass(frozen=True, slots=True)
class _Place:
    """The paths of a site and of what belongs to it, all in one folder."""

    site: Path  # as the user named it

    @classmethod
    def of(cls, out: Path) -> "_Place":
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

    def is_leftover(self, name: str) -> bool:
        stage = rf"\.{re.escape(self.site.name)}-stage-[0-9]+"
        return name == self.aside.name or bool(re.fullmatch(stage, name))


def _put_in_place(place: _Place) -> None:
    """Put the new site in place durably, or restore the old one."""
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
    """Exclude other builds of this site; the system frees the lock of a killed one."""
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


def _refuse_foreign_files(place: _Place) -> None:
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
    """The mode of *path*, not following a link; None if nothing is there."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None


def _delete_leftovers(place: _Place) -> None:
    with publish_errors("look into", place.site.parent):
        beside = sorted(place.site.parent.iterdir())
    for folder in beside:
        if place.is_leftover(folder.name):
            with publish_errors("delete", folder):
                shutil.rmtree(folder)
