"""Which files an incremental build writes again, and which it reuses."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import large
import pytest
from rendered import ROOT, TINY
from sites import tree

from sourcebook import flow
from sourcebook.cache import store
from sourcebook.command import main
from sourcebook.publishing.manifest import MANIFEST
from sourcebook.publishing.staging import StageWriter

SCHEMA = ROOT / "schema"


class Bench:
    """A base in its own folder, and the files that each build writes."""

    def __init__(self, folder: Path, kb: Path) -> None:
        self.kb = Path(shutil.copytree(kb, folder / "kb"))
        self.site = folder / "site"
        self.written: list[str] = []
        time.sleep(0.02)  # fresh timestamps are not trusted

    def build(self) -> list[str]:
        """Build, and return the paths that were written, except the manifest."""
        self.written.clear()
        status = main(
            ["--kb", str(self.kb), "--schema", str(SCHEMA), "--out", str(self.site)]
        )
        assert status == 0
        return sorted(path for path in self.written if path != MANIFEST)

    @property
    def cache(self) -> Path:
        """The folder in which builds keep their cache."""
        return self.site.with_name(".site-cache")


@pytest.fixture
def counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, list[Bench]]:
    """The folder for a bench, and the benches whose writes are counted."""
    benches: list[Bench] = []
    write = StageWriter.write

    def counting(self: StageWriter, file: object) -> object:
        for bench in benches:
            bench.written.append(file.path)  # type: ignore[attr-defined]
        return write(self, file)  # type: ignore[arg-type]

    monkeypatch.setattr(StageWriter, "write", counting)
    monkeypatch.setattr("sourcebook.publishing.dispatch.can_fork", lambda: False)
    return tmp_path, benches


def of(counted: tuple[Path, list[Bench]], kb: Path) -> Bench:
    folder, benches = counted
    benches.append(Bench(folder, kb))
    return benches[0]


def test_nothing_changed(
    counted: tuple[Path, list[Bench]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If nothing changed, no record is read and the site is not touched."""
    bench = of(counted, TINY)
    bench.build()
    before = bench.site.stat().st_ino, tree(bench.site)
    monkeypatch.setattr(flow, "build", None)

    assert bench.build() == []
    assert (bench.site.stat().st_ino, tree(bench.site)) == before


def test_a_report_is_cached(
    counted: tuple[Path, list[Bench]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A cached report equals a fresh one, of all files or one, after build or check."""
    bench = of(counted, large.islands())
    where = ["--kb", str(bench.kb), "--schema", str(SCHEMA), "--out", str(bench.site)]
    one = str(min((bench.kb / "entities").iterdir()))
    commands = [["check"], ["check", "--format", "json"], ["check", one]]
    fresh = []
    for command in commands:
        shutil.rmtree(bench.cache, ignore_errors=True)
        fresh.append((main([*command, *where]), capsys.readouterr()))
    bench.build()
    capsys.readouterr()
    monkeypatch.setattr(flow, "check", None)

    assert [(main([*c, *where]), capsys.readouterr()) for c in commands] == fresh


def test_one_record_edited(counted: tuple[Path, list[Bench]]) -> None:
    """Only the pages that show the record, and lists of all records, are rebuilt."""
    bench = of(counted, large.islands())
    all_paths = bench.build()
    inodes = {path: (bench.site / path).stat().st_ino for path in all_paths}
    file = bench.kb / "events/2021-05-06-joint-council-7.yaml"
    file.write_text(file.read_text() + " It was looked at again.\n")
    rebuilt = bench.build()

    assert len(all_paths) > 700
    assert len(rebuilt) < 60
    assert f"events/{file.stem}.html" in rebuilt
    assert [
        path
        for path in all_paths
        if path not in rebuilt and (bench.site / path).stat().st_ino != inodes[path]
    ] == []


def test_the_text_of_a_record_that_many_link(counted: tuple[Path, list[Bench]]) -> None:
    """A new summary leaves pages that show only the name; a new name rebuilds them."""
    bench = of(counted, large.islands())
    bench.build()
    file = bench.kb / "entities/valley-herald.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("summary: ", "summary: A paper. ", 1), "utf-8")
    after_summary = bench.build()
    file.write_text(text.replace("name: ", "name: A ", 1), "utf-8")
    after_name = bench.build()

    assert len(after_summary) < 30
    assert len(after_name) > 100
    assert f"entities/{file.stem}.html" in after_summary


def test_a_comment_changes_the_versions_only(counted: tuple[Path, list[Bench]]) -> None:
    """A comment changes only the base's version, which only a few files contain."""
    bench = of(counted, TINY)
    bench.build()
    before = tree(bench.site)
    file = bench.kb / "entities/alderby.yaml"
    file.write_text("# A town.\n" + file.read_text())
    bench.build()
    after = tree(bench.site)

    assert {path for path in after if after[path] != before[path]} == {
        "about/index.html",
        "data/index.html",
        "data/kb.json",
        MANIFEST,
    }


NAMES = {"version": "", "notes": [], "traces": {}, "files": {}}


@pytest.mark.parametrize(
    "parts",
    [
        *(None, [], {}, 5, NAMES, NAMES | {"traces": []}),
        *(NAMES | {"traces": {"a": 5}}, NAMES | {"notes": 3}),
        NAMES | {"files": {"a": ["b", "c", 1, 2]}},
        NAMES | {"files": {"a": [1, 2, 3, 4, 5, 6]}},
    ],
)
def test_a_malformed_cache(counted: tuple[Path, list[Bench]], parts: object) -> None:
    """Malformed cache files, even validly sealed, lead to a full rebuild."""
    bench = of(counted, TINY)
    all_paths = bench.build()
    content = json.dumps(parts).encode()
    program = (store.read_cached(bench.site, "files.json") or b"").partition(b"\n")[0]
    store.write_cached(bench.site, "files.json", program + b"\n" + content)
    store.write_cached(bench.site, "last.json", content)

    assert bench.build() == all_paths


def test_a_copied_cache_is_not_trusted(counted: tuple[Path, list[Bench]]) -> None:
    """A cache that was copied along with its site is ignored."""
    bench = of(counted, TINY)
    all_paths = bench.build()
    for name in ("site", ".site-cache"):
        shutil.move(bench.site.with_name(name), bench.site.with_name("was"))
        shutil.copytree(bench.site.with_name("was"), bench.site.with_name(name))
        shutil.rmtree(bench.site.with_name("was"))

    assert bench.build() == all_paths


def test_a_site_that_was_modified(counted: tuple[Path, list[Bench]]) -> None:
    """Changed and deleted files of the site are rebuilt; the rest is reused."""
    bench = of(counted, TINY)
    bench.build()
    before = tree(bench.site)
    (bench.site / "index.html").write_bytes(b"mine")
    (bench.site / "404.html").unlink()

    assert bench.build() == ["404.html", "index.html"]
    assert tree(bench.site) == before


def test_no_place_for_a_cache(counted: tuple[Path, list[Bench]]) -> None:
    """If no cache can be written, every build still succeeds, as a full build."""
    bench = of(counted, TINY)
    bench.cache.write_text("a file where the folder should be")
    all_paths = bench.build()

    assert bench.build() == all_paths
