"""Whichever system call fails during a publish, the old site is untouched."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sites import NEW, OLD, files, names, publish, tree, whole

from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.tasks import File

CALLS = [
    *((os, name) for name in ("open", "mkdir", "chmod", "fchmod", "fsync", "rename")),
    *((os, name) for name in ("fdopen", "scandir", "listdir", "lstat")),
    (fcntl, "flock"),
]


@pytest.fixture(params=["one step", "renaming"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can exchange folders atomically, and one that cannot."""
    if request.param == "renaming":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())


def break_at(
    monkeypatch: pytest.MonkeyPatch, call: tuple[object, str], number: int
) -> list[int]:
    """Make *call* fail at its *number*-th use, from 0; the list grows with each use."""
    module, name = call
    working: Callable[..., object] = getattr(module, name)
    calls: list[int] = []

    def broken(*arguments: object, **options: object) -> object:
        calls.append(len(calls))
        if calls[-1] == number:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return working(*arguments, **options)

    monkeypatch.setattr(module, name, broken)
    return calls


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("call", CALLS, ids=[name for _, name in CALLS])
def test_each_call_that_fails(
    tmp_path: Path, call: tuple[object, str], *, is_first: bool
) -> None:
    """A failing call gives one clear line and keeps the old site, or is harmless."""
    for number in range(1_000):
        folder = tmp_path / str(number)
        folder.mkdir()
        if not is_first:
            publish(folder / "site", files(OLD))
        said = None
        with pytest.MonkeyPatch.context() as monkeypatch:
            calls = break_at(monkeypatch, call, number)
            try:
                publish(folder / "site", files(NEW))
            except PublishError as error:
                said = str(error)
        if said is None:
            assert whole(NEW) == tree(folder / "site")
        else:
            assert said.startswith("cannot ")
            assert said.endswith(
                ": Input/output error; check the disk, then build again"
            )
            assert ({} if is_first else whole(OLD)) == tree(folder / "site")
            assert set(names(folder)) <= {".site.lock", "site"}
        if len(calls) <= number:
            break
    publish(folder / "site", files(NEW))
    assert names(folder) == [".site.lock", "site"]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Limit the size of every file that is written to *size* bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [10, 100_000])
def test_file_that_is_partly_written(tmp_path: Path, size: int) -> None:
    """A file that is written only in part is an error, and no site is published."""
    publish(tmp_path / "site", files(OLD))
    with largest_file(size), pytest.raises(PublishError) as refused:
        publish(tmp_path / "site", [File("a", b"x" * 200_000)])

    why = "File too large; mend that, then build again"
    assert f"cannot write {tmp_path}/site/a: {why}" == str(refused.value)
    assert whole(OLD) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_file_that_reads_back_differently(tmp_path: Path) -> None:
    """A staged file that was changed, or that a bad disk corrupts, is not published."""
    publish(tmp_path / "site", files(OLD))

    def meddled() -> Iterator[File]:
        yield File("a", b"as written")
        (stage,) = tmp_path.glob(".site-stage-*")
        (stage / "a").write_bytes(b"As written")

    with pytest.raises(PublishError) as refused:
        publish(tmp_path / "site", meddled())

    why = "it holds something else than was written; check the disk, then build again"
    assert f"cannot read back {tmp_path}/site/a: {why}" == str(refused.value)
    assert whole(OLD) == tree(tmp_path / "site")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space, then build again"),
        (errno.EROFS, "let this account write there, or give --out another place"),
        (
            errno.EXDEV,
            "it cannot be moved (a mount point?): give --out a folder inside it",
        ),
        (errno.EMFILE, "mend that, then build again"),
    ],
)
def test_remedy_of_each_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    """The message says what failed, on which path, why, and what to do."""

    def broken(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "rename", broken)
    with pytest.raises(PublishError) as refused:
        publish(tmp_path / "site", files(NEW))

    why = os.strerror(number)
    assert f"cannot restore {tmp_path}/site: {why}; {remedy}" == str(refused.value)


def test_error_without_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An OSError without a number is reported with its text."""

    def broken(*_: object) -> None:
        raise OSError("no more of this")

    monkeypatch.setattr(os, "rename", broken)
    with pytest.raises(PublishError) as refused:
        publish(tmp_path / "site", files(NEW))

    why = "no more of this; mend that, then build again"
    assert f"cannot restore {tmp_path}/site: {why}" == str(refused.value)


def test_old_site_that_cannot_be_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new site is published; the next build deletes the old one."""
    publish(tmp_path / "site", files(OLD))
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    publish(tmp_path / "site", files(NEW))
    monkeypatch.undo()

    left = tmp_path / f".site-stage-{os.getpid()}"
    assert whole(NEW) == tree(tmp_path / "site")
    assert whole(OLD) == tree(left)
    publish(tmp_path / "site", files(OLD))
    assert names(tmp_path) == [".site.lock", "site"]


def test_stage_that_cannot_be_deleted(tmp_path: Path) -> None:
    """A stage that cannot be deleted is named, and nothing is published."""
    (tmp_path / ".site-stage-7").write_text("a file")

    with pytest.raises(PublishError) as refused:
        publish(tmp_path / "site", files(NEW))

    why = "Not a directory; mend that, then build again"
    assert f"cannot delete {tmp_path}/.site-stage-7: {why}" == str(refused.value)
    assert names(tmp_path) == [".site-stage-7", ".site.lock"]


def test_exchange_that_was_killed(tmp_path: Path) -> None:
    """After a killed exchange, the next build restores the old site first."""
    publish(tmp_path / "site", files(OLD))
    (tmp_path / "site").rename(tmp_path / ".site-aside")

    with pytest.raises(ValueError, match="not a path"):
        publish(tmp_path / "site", [File("..", b"")])

    assert whole(OLD) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_exchange_that_was_killed_late(tmp_path: Path) -> None:
    """If the new site is already in place, the next build removes the old one."""
    publish(tmp_path / "site", files(OLD))
    (tmp_path / "site").rename(tmp_path / ".site-aside")
    publish(tmp_path / "other", files(NEW))
    (tmp_path / "other").rename(tmp_path / "site")

    with pytest.raises(ValueError, match="not a path"):
        publish(tmp_path / "site", [File("..", b"")])

    assert whole(NEW) == tree(tmp_path / "site")
    assert names(tmp_path) == [".other.lock", ".site.lock", "site"]


@pytest.mark.usefixtures("system")
def test_loss_of_power(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new site is synced before it is put in place, and the rename after that."""
    events: list[int | str] = []
    sync, rename = os.fsync, os.rename
    library = ctypes.CDLL(None, use_errno=True)
    whole_system = getattr(library, "syncfs", None)

    def recorded_sync(handle: int) -> None:
        events.append(os.fstat(handle).st_ino)
        sync(handle)

    def recorded_sync_of_all(handle: int) -> int:
        stage = Path(f"/proc/self/fd/{handle}").resolve()
        events.extend(path.stat().st_ino for path in [stage, *stage.rglob("*")])
        done = whole_system(handle) if whole_system else -1
        return int(done)

    def recorded_rename(one: Path, two: Path) -> None:
        rename(one, two)
        events.append("renamed")

    if whole_system:
        recorded = SimpleNamespace(syncfs=recorded_sync_of_all)
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: recorded)
    monkeypatch.setattr(os, "fsync", recorded_sync)
    monkeypatch.setattr(os, "rename", recorded_rename)
    publish(tmp_path / "site", files(NEW))

    below = [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    assert set(events[:-2]) == {path.stat().st_ino for path in below}
    assert events[-2:] == ["renamed", tmp_path.stat().st_ino]


def test_sync_of_the_file_system_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If syncing the whole file system fails, so does the build; the old site stays."""
    publish(tmp_path / "site", files(OLD))

    def refused(_: int) -> int:
        ctypes.set_errno(errno.EIO)
        return -1

    recorded = SimpleNamespace(syncfs=refused)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: recorded)
    with pytest.raises(PublishError) as raised:
        publish(tmp_path / "site", files(NEW))

    why = "Input/output error; check the disk, then build again"
    assert str(raised.value) == f"cannot make durable {tmp_path}/site: {why}"
    assert whole(OLD) == tree(tmp_path / "site")


def test_memory_for_one_file_only(tmp_path: Path) -> None:
    """Written files are not kept in memory: twenty large ones need less than three."""
    size = 1_000_000
    tracemalloc.start()
    publish(tmp_path / "site", (File(f"{n}", bytes(size)) for n in range(20)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 3 * size
