"""What others do to the cache, the site and the records while nobody looks."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rendered import ROOT, TINY
from sites import NEW, files, publish, tree

from sourcebook.cache.store import write_cached
from sourcebook.command import main
from sourcebook.publishing import publish as publishing
from sourcebook.publishing.errors import PublishError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a base, its schema and its site."""
    shutil.copytree(TINY, tmp_path / "kb")
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    monkeypatch.chdir(tmp_path)
    _settle()
    assert main([]) == 0
    return tmp_path


def _settle() -> None:
    """What changed just now could change again unseen: only later it is believed."""
    time.sleep(0.02)


def _cold() -> dict[str, bytes]:
    """The site as it is built from nothing, elsewhere."""
    assert main(["--out", "cold"]) == 0
    return tree(Path("cold"))


def test_a_site_that_another_build_replaced_meanwhile(tmp_path: Path) -> None:
    """A file that is not the one it was is not linked; the site stands as it is."""
    site = tmp_path / "site"
    first = publishing.publish(site, lambda w: ([w.write(one)] for one in files(NEW)))
    kept = {one.path: one for one in first.written if one.path in NEW}
    publish(site, files({**NEW, "index.html": b"another's"}))
    before = tree(site)

    with pytest.raises(PublishError, match=r"has changed meanwhile; build again$"):
        publishing.publish(site, lambda _: (), kept)
    assert tree(site) == before


def _in_a_hidden_folder(place: Path) -> None:
    (place / "kb/entities/__pycache__").mkdir()
    moved = place / "kb/entities/__pycache__/alderby.yaml"
    (place / "kb/entities/alderby.yaml").rename(moved)
    _settle()
    assert main([]) == 0
    moved.write_text(f"{moved.read_text()}nonsense: 1\n")


def _by_a_link(place: Path) -> None:
    elsewhere = place / "elsewhere.json"
    (place / "schema/event.schema.json").rename(elsewhere)
    (place / "schema/event.schema.json").symlink_to(elsewhere)
    _settle()
    assert main([]) == 0
    elsewhere.write_text("{")


@pytest.mark.parametrize("change", [_in_a_hidden_folder, _by_a_link])
def test_a_change_that_could_be_passed_over(
    place: Path, change: Callable[[Path], None]
) -> None:
    """A fault is told, wherever it stands."""
    change(place)

    assert main(["check"]) == 1
    assert main([]) == 1


def test_a_site_that_becomes_a_link(place: Path) -> None:
    """It is refused, as if nothing had been built before."""
    (place / "site").rename(place / "real")
    (place / "site").symlink_to("real")

    assert main([]) == 1


@pytest.mark.parametrize("how", ["mode", "content"])
def test_a_file_of_the_site_that_was_changed_in_secret(place: Path, how: str) -> None:
    """Its mode, or its content with the old time: it is made again."""
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
def test_what_a_stranger_plants_in_the_cache(
    place: Path, plant: Callable[[Path, str], None], name: str
) -> None:
    """Nothing is followed, waited for or written through; the site is as ever."""
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
def test_sealed_files_that_are_no_json(place: Path, name: str, content: bytes) -> None:
    """They are passed over."""
    file, built = place / ".site-cache/files.json", tree(place / "site")
    program = file.read_bytes().split(b"\n")[2] + b"\n" if name == file.name else b""
    write_cached(place / "site", name, program + content)

    assert main(["check"]) == 0
    assert main([]) == 0
    assert tree(place / "site") == built


@pytest.mark.parametrize("out", [".", "./", "..", "/"])
def test_what_is_no_name_of_a_site(
    place: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told in a line; a check does not mind."""
    before = sorted(path.name for path in place.parent.iterdir())
    capsys.readouterr()

    assert main(["--out", out]) == 1
    assert "does not name the site's folder" in capsys.readouterr().err
    assert main(["check", "--out", out]) == 0
    assert sorted(path.name for path in place.parent.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_path_that_is_not_utf8(place: Path) -> None:
    """It is as good as any other."""
    name = os.fsdecode(b"kb\xff")
    (place / "kb").rename(place / name)

    assert main(["check", "--kb", name]) == 0
    assert main(["--kb", name]) == 0
    assert main(["--kb", name]) == 0
