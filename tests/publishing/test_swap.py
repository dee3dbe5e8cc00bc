"""Two folders change places, on systems with and without an atomic exchange."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from sites import names

from sourcebook.publishing.swap import restore, swap


class Stopped(BaseException):
    """Simulates a kill of the process."""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder "new" that contains "n", "old" that contains "o", and an unused path."""
    for name in ("new", "old"):
        (tmp_path / name / name[0]).mkdir(parents=True)
    return tmp_path / "new", tmp_path / "old", tmp_path / "aside"


def held(folder: Path) -> dict[str, list[str]]:
    """The names in each folder below *folder*."""
    return {name: names(folder / name) for name in names(folder)}


def use_system(monkeypatch: pytest.MonkeyPatch, **calls: Callable[..., int]) -> None:
    """Simulate a system library that has only these *calls*."""
    system = SimpleNamespace(**calls)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: system)


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Make the *number*-th rename, from 1, raise *error*; later ones work."""
    rename = os.rename
    done: list[int] = []

    def counted(source: Path, target: Path) -> None:
        done.append(1)
        if len(done) == number:
            raise error
        rename(source, target)

    monkeypatch.setattr(os, "rename", counted)


def failing(number: int) -> Callable[..., int]:
    """A system call that fails with the error *number*."""

    def call(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    return call


CHANGED = {"new": ["o"], "old": ["n"]}
UNCHANGED = {"new": ["n"], "old": ["o"]}


def test_on_this_system(tmp_path: Path, folders: tuple[Path, Path, Path]) -> None:
    """The folders change places on the system that runs the tests."""
    swap(*folders)

    assert held(tmp_path) == CHANGED


def test_in_one_step(
    tmp_path: Path, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux and macOS each get their own call, and nothing is renamed."""
    asked: list[tuple[object, ...]] = []

    def call(*arguments: object) -> int:
        asked.append(arguments)
        return 0

    use_system(monkeypatch, renameat2=call)
    swap(*folders)
    use_system(monkeypatch, renamex_np=call)
    swap(*folders)

    new, old = os.fsencode(folders[0]), os.fsencode(folders[1])
    assert [(-100, new, -100, old, 2), (new, old, 2)] == asked
    assert held(tmp_path) == UNCHANGED


@pytest.mark.parametrize(
    "calls",
    [
        {},
        {"renameat2": failing(errno.ENOSYS)},
        {"renameat2": failing(errno.EINVAL)},
        {"renameat2": failing(errno.EPERM)},
        {"renamex_np": failing(errno.ENOTSUP)},
    ],
)
def test_without_a_call_for_it(
    tmp_path: Path,
    folders: tuple[Path, Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    calls: dict[str, Callable[..., int]],
) -> None:
    """Without an atomic exchange, the folders are renamed one after the other."""
    use_system(monkeypatch, **calls)

    swap(*folders)

    assert held(tmp_path) == CHANGED


def test_call_that_fails(
    tmp_path: Path, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's error propagates with both paths, and nothing is renamed."""
    use_system(monkeypatch, renameat2=failing(errno.EIO))

    with pytest.raises(OSError, match="Input/output error") as failed:
        swap(*folders)

    found = (failed.value.errno, failed.value.filename, failed.value.filename2)
    assert (errno.EIO, str(folders[0]), str(folders[1])) == found
    assert held(tmp_path) == UNCHANGED


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), Stopped()])
def test_rename_that_fails(
    tmp_path: Path,
    folders: tuple[Path, Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: BaseException,
) -> None:
    """Whichever of the three renames fails, both folders end up where they were."""
    use_system(monkeypatch)
    stop_at(monkeypatch, number, error)

    with pytest.raises(type(error)):
        swap(*folders)

    assert held(tmp_path) == UNCHANGED


def test_restore_after_the_first_rename(
    tmp_path: Path, folders: tuple[Path, Path, Path]
) -> None:
    """The old folder is put back."""
    _, old, aside = folders
    old.rename(aside)

    restore(old, aside)

    assert held(tmp_path) == UNCHANGED


def test_restore_after_the_second_rename(
    tmp_path: Path, folders: tuple[Path, Path, Path]
) -> None:
    """The new folder is in place already; the old one is left for others to remove."""
    new, old, aside = folders
    old.rename(aside)
    new.rename(old)

    restore(old, aside)

    assert held(tmp_path) == {"aside": ["o"], "old": ["n"]}


def test_restore_with_nothing_aside(
    tmp_path: Path, folders: tuple[Path, Path, Path]
) -> None:
    """Without a folder set aside, restore does nothing."""
    restore(folders[1], folders[2])

    assert held(tmp_path) == UNCHANGED


def test_restore_that_fails(folders: tuple[Path, Path, Path]) -> None:
    """A file in place of the folder is not replaced."""
    new, old, aside = folders
    old.rename(aside)
    old.write_text("a file")

    with pytest.raises(NotADirectoryError):
        restore(old, aside)

    assert names(aside) == ["o"]
    assert names(new) == ["n"]
