"""What others do to the cache, the site and the records while nobody looks."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from rendered import ROOT, graph_of
from sites import NEW, files, publish, tree

from sourcebook.cache.dependencies import ALL, Dependencies
from sourcebook.cache.program_digest import program_digest, versions
from sourcebook.cache.snapshot import Snapshot
from sourcebook.cache.store import make_cache, read_cached, write_cached
from sourcebook.command import main
from sourcebook.incremental.invalidation import RecordTrace, stale_dependencies
from sourcebook.incremental.tracked_graph import tracked
from sourcebook.publishing import publish as publishing
from sourcebook.publishing.errors import PublishError

TINY = ROOT / "tests/bases/valid/tiny/kb"


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
    time.sleep(0.05)


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


def test_a_site_of_another_build_is_not_remembered(place: Path) -> None:
    """Only the folder that this build put in place is what this state was built to."""
    (place / "kb/base.yaml").write_text((place / "kb/base.yaml").read_text() + "# x\n")
    _settle()
    state = Snapshot.of(Path("kb"), Path("schema"), Path("site"))
    state.remember(place.stat().st_ino)

    assert state.inputs
    assert not Snapshot.of(Path("kb"), Path("schema"), Path("site")).holds()


def test_a_record_that_becomes_one_of_another_kind() -> None:
    """Whoever links it has another address to lead to."""
    before = {"pond": RecordTrace("entity:1", "", ("pond",))}
    now = {"pond": RecordTrace("event:1", "", ("pond",))}

    assert "kind:pond" in stale_dependencies(before, now)
    assert "kind:pond" not in stale_dependencies(
        before, {"pond": RecordTrace("entity:2", "", ())}
    )


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
    before = tree(place / "kb")
    plant(place, name)

    assert main(["check"]) == 0
    assert main([]) == 0
    assert tree(place / "kb") == before
    assert tree(place / "site") == _cold()
    assert not (place / "other").exists() or not list((place / "other").iterdir())


@pytest.mark.parametrize("name", ["files.json", "last.json", "problems.json"])
@pytest.mark.parametrize(
    "content", [b"{", b"\xff", b"[" * 200_000, b"1" * 5_000, b"", b"3"]
)
def test_sealed_files_that_are_no_json(place: Path, name: str, content: bytes) -> None:
    """They are passed over."""
    file = place / ".site-cache/files.json"
    program = file.read_bytes().split(b"\n")[2] + b"\n" if name == file.name else b""
    write_cached(place / "site", name, program + content)

    assert main(["check"]) == 0
    assert main([]) == 0
    assert tree(place / "site") == _cold()


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


def test_a_cache_that_cannot_be_made(tmp_path: Path) -> None:
    """Nothing is remembered."""
    (tmp_path / ".site-cache").write_text("a file")
    make_cache(tmp_path / "site")
    state = Snapshot.of(TINY, ROOT / "schema", tmp_path / "site")
    state.remember_problems([], ())

    assert state.inputs == ""
    assert state.problems() is None


def test_folders_that_are_not_there(tmp_path: Path) -> None:
    """Of a schema that is gone nothing is known; a link to nowhere is known as such."""
    shutil.copytree(TINY, tmp_path / "kb")
    make_cache(tmp_path / "site")
    place = (tmp_path / "kb", tmp_path / "schema", tmp_path / "site")
    gone = Snapshot.of(*place)
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/lost").symlink_to("nowhere")
    _settle()
    there = Snapshot.of(*place)
    there.remember((tmp_path / "kb").stat().st_ino)

    assert (gone.inputs, gone.holds()) == ("", False)
    assert there.inputs == Snapshot.of(*place).inputs != ""
    assert not there.holds()


def test_a_folder_that_cannot_be_looked_into(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its fault is part of the state."""
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


def test_a_cache_beyond_all_bounds(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not read into the memory."""
    assert read_cached(place / "site", "last.json") is not None
    monkeypatch.setattr("sourcebook.cache.store._MOST", 10)

    assert read_cached(place / "site", "last.json") is None


def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no version, and the program's digest is another."""
    before = program_digest()
    monkeypatch.setattr(
        "sourcebook.cache.program_digest._LIBRARIES", ("no-such-library",)
    )

    assert versions().endswith(" none")
    assert program_digest() != before


def test_whoever_goes_through_everything_notes_it() -> None:
    """However it is done."""
    dependencies = Dependencies()
    graph = tracked(graph_of(TINY), dependencies)
    records = graph.base.records
    ways: list[Callable[[], object]] = [
        *(records.keys, records.values, records.items),
        *(lambda: list(records), lambda: len(records)),
        *(lambda: graph.timeline[0], lambda: len(graph.questions)),
        *(lambda: list(graph.sources), lambda: None in graph.statements),
        *(lambda: graph.base.version, lambda: list(graph.base.claims)),
    ]
    noted = []
    for way in ways:
        with dependencies.recording() as taken:
            way()
        noted.append(ALL in taken)

    assert noted == [True] * len(ways)


def test_records_on_another_file_system(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its clock may be another: nothing is believed of it."""
    begun = SimpleNamespace(st_mtime_ns=2**62, st_dev=place.stat().st_dev)
    monkeypatch.setattr("sourcebook.cache.snapshot.touched", lambda _: begun)
    same = Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs
    begun.st_dev += 1

    assert same
    assert Snapshot.of(Path("kb"), Path("schema"), Path("site")).inputs == ""
