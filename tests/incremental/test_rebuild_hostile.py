"""Outside changes to the cache, the site and the records between builds."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import build_tiny, settle
from sites import NEW, files, publish, tree

from sourcebook.cache.store import write_cached
from sourcebook.command import main
from sourcebook.publishing import publish as publishing
from sourcebook.publishing.errors import PublishError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a base, its schema and its site."""
    monkeypatch.chdir(tmp_path)
    build_tiny(tmp_path)
    return tmp_path


def _cold() -> dict[str, bytes]:
    """A full build of the site into another folder."""
    assert main(["--out", "cold"]) == 0
    return tree(Path("cold"))


def test_a_site_that_another_build_replaced_meanwhile(tmp_path: Path) -> None:
    """A file replaced since the last build is not linked; the site is unchanged."""
    site = tmp_path / "site"
    first = publishing.publish(site, lambda w: ([w.write(file)] for file in files(NEW)))
    reused = {file.path: file for file in first.written if file.path in NEW}
    publish(site, files({**NEW, "index.html": b"another's"}))
    before = tree(site)

    with pytest.raises(PublishError, match=r"has changed meanwhile; build again$"):
        publishing.publish(site, lambda _: (), reused)
    assert tree(site) == before


def _in_a_hidden_folder(place: Path) -> None:
    (place / "kb/entities/__pycache__").mkdir()
    moved = place / "kb/entities/__pycache__/alderby.yaml"
    (place / "kb/entities/alderby.yaml").rename(moved)
    settle()
    assert main([]) == 0
    moved.write_text(f"{moved.read_text()}nonsense: 1\n")


def _by_a_link(place: Path) -> None:
    elsewhere = place / "elsewhere.json"
    (place / "schema/event.schema.json").rename(elsewhere)
    (place / "schema/event.schema.json").symlink_to(elsewhere)
    settle()
    assert main([]) == 0
    elsewhere.write_text("{")


@pytest.mark.parametrize("change", [_in_a_hidden_folder, _by_a_link])
def test_a_change_that_could_be_missed(
    place: Path, change: Callable[[Path], None]
) -> None:
    """An error in a hidden folder or behind a link is still reported."""
    change(place)

    assert main(["check"]) == 1
    assert main([]) == 1


def test_a_site_that_becomes_a_link(place: Path) -> None:
    """A site that became a symbolic link is refused, even after a build."""
    (place / "site").rename(place / "real")
    (place / "site").symlink_to("real")

    assert main([]) == 1


@pytest.mark.parametrize("how", ["mode", "content"])
def test_a_file_of_the_site_that_was_tampered_with(place: Path, how: str) -> None:
    """A file with a changed mode, or new content under its old time, is rebuilt."""
    page = place / "site/entities/alderby.html"
    at = page.stat()
    if how == "mode":
        page.chmod(0o600)
    else:
        page.write_bytes(page.read_bytes().replace(b"Alderby", b"alderbY"))
        os.utime(page, ns=(at.st_atime_ns, at.st_mtime_ns))
    event = place / "kb/events/2021-05-06-joint-council.yaml"
    event.write_text(f"{event.read_text()}# Seen.\n")

    assert main([]) == 0
    assert page.stat().st_mode == at.st_mode
    assert tree(place / "site") == _cold()


def _link(place: Path, name: str) -> None:
    (place / ".site-cache" / name).unlink(missing_ok=True)
    (place / ".site-cache" / name).symlink_to(place / "kb/base.yaml")


def _pipe(place: Path, name: str) -> None:
    (place / ".site-cache" / name).unlink(missing_ok=True)
    os.mkfifo(place / ".site-cache" / name)


def _folder(place: Path, name: str) -> None:
    (place / ".site-cache" / name).unlink(missing_ok=True)
    (place / ".site-cache" / name).mkdir()


def _endless(place: Path, name: str) -> None:
    (place / ".site-cache" / name).unlink(missing_ok=True)
    (place / ".site-cache" / name).symlink_to("/dev/zero")


def _elsewhere(place: Path, _: str) -> None:
    shutil.rmtree(place / ".site-cache")
    (place / "other").mkdir()
    (place / ".site-cache").symlink_to("other")


@pytest.mark.parametrize("name", ["begun", "files.json", "last.json", "problems.json"])
@pytest.mark.parametrize("plant", [_link, _pipe, _folder, _endless, _elsewhere])
def test_planted_files_in_the_cache(
    place: Path, plant: Callable[[Path, str], None], name: str
) -> None:
    """No planted file is followed, waited for or written to; the site is unchanged."""
    before, built = tree(place / "kb"), tree(place / "site")
    plant(place, name)

    assert main(["check"]) == 0
    assert main([]) == 0
    assert tree(place / "kb") == before
    assert tree(place / "site") == built
    assert not (place / "other").exists() or not list((place / "other").iterdir())


@pytest.mark.parametrize("name", ["files.json", "last.json", "problems.json"])
@pytest.mark.parametrize(
    "content", [b"{", b"\xff", b"[" * 200_000, b"1" * 5_000, b"", b"3"]
)
def test_sealed_files_that_are_not_json(place: Path, name: str, content: bytes) -> None:
    """A sealed cache file that is not valid JSON is ignored."""
    file, built = place / ".site-cache/files.json", tree(place / "site")
    program = file.read_bytes().split(b"\n")[2] + b"\n" if name == file.name else b""
    write_cached(place / "site", name, program + content)

    assert main(["check"]) == 0
    assert main([]) == 0
    assert tree(place / "site") == built


@pytest.mark.parametrize("out", [".", "./", "..", "/"])
def test_an_out_folder_that_cannot_be_a_site(
    place: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build reports in one line that --out names no site; a check ignores it."""
    before = sorted(path.name for path in place.parent.iterdir())
    capsys.readouterr()

    assert main(["--out", out]) == 1
    assert "does not name the site's folder" in capsys.readouterr().err
    assert main(["check", "--out", out]) == 0
    assert sorted(path.name for path in place.parent.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_path_that_is_not_utf8(place: Path) -> None:
    """A path that is not valid UTF-8 can be checked and built."""
    name = os.fsdecode(b"kb\xff")
    (place / "kb").rename(place / name)

    assert main(["check", "--kb", name]) == 0
    assert main(["--kb", name]) == 0
    assert main(["--kb", name]) == 0
