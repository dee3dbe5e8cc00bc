"""Snapshots of all inputs, and what is cached for them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from builds import build_tiny, settle
from rendered import ROOT, TINY

from sourcebook.cache.snapshot import Snapshot
from sourcebook.cache.store import make_cache


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a base, its schema and its site."""
    monkeypatch.chdir(tmp_path)
    build_tiny(tmp_path)
    return tmp_path


def test_a_snapshot_does_not_hold_for_the_site_of_another_build(place: Path) -> None:
    """A snapshot only holds for the site folder that its own build put in place."""
    (place / "kb/base.yaml").write_text((place / "kb/base.yaml").read_text() + "# x\n")
    settle()
    state = Snapshot.of(Path("kb"), Path("schema"), Path("site"))
    state.remember(place.stat().st_ino)

    assert state.inputs
    assert not Snapshot.of(Path("kb"), Path("schema"), Path("site")).holds()


def test_a_cache_that_cannot_be_created(tmp_path: Path) -> None:
    """If no cache can be created, nothing is cached."""
    (tmp_path / ".site-cache").write_text("a file")
    make_cache(tmp_path / "site")
    state = Snapshot.of(TINY, ROOT / "schema", tmp_path / "site")
    state.remember_problems([], ())

    assert state.inputs == ""
    assert state.problems() is None


def test_folders_that_are_missing(tmp_path: Path) -> None:
    """A missing schema has no snapshot; a dangling link is part of one."""
    shutil.copytree(TINY, tmp_path / "kb")
    make_cache(tmp_path / "site")
    place = (tmp_path / "kb", tmp_path / "schema", tmp_path / "site")
    gone = Snapshot.of(*place)
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/lost").symlink_to("nowhere")
    settle()
    there = Snapshot.of(*place)
    there.remember((tmp_path / "kb").stat().st_ino)

    assert (gone.inputs, gone.holds()) == ("", False)
    assert there.inputs == Snapshot.of(*place).inputs != ""
    assert not there.holds()


def test_a_folder_that_cannot_be_listed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error of a folder that cannot be listed is part of the snapshot."""
    before = Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("events"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)

    assert place.is_dir()
    assert Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs not in (
        "",
        before,
    )


def test_records_on_another_file_system(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records on another file system have no snapshot, as its clock may differ."""
    begun = SimpleNamespace(st_mtime_ns=2**62, st_dev=place.stat().st_dev)
    monkeypatch.setattr("sourcebook.cache.snapshot.touched", lambda _: begun)
    same = Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs
    begun.st_dev += 1

    assert same
    assert Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs == ""
