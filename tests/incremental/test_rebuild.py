"""What a build makes anew, and what it keeps of the last one, counted in files."""

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
    """A base in a folder of its own, and how many files each build writes."""

    def __init__(self, folder: Path, kb: Path) -> None:
        self.kb = Path(shutil.copytree(kb, folder / "kb"))
        self.site = folder / "site"
        self.written: list[str] = []
        time.sleep(0.02)  # what changed just now could change again unseen

    def build(self) -> list[str]:
        """The paths that a build writes, without the manifest."""
        self.written.clear()
        status = main(
            ["--kb", str(self.kb), "--schema", str(SCHEMA), "--out", str(self.site)]
        )
        assert status == 0
        return sorted(path for path in self.written if path != MANIFEST)

    @property
    def cache(self) -> Path:
        """The folder that keeps what is known of the last build."""
        return self.site.with_name(".site-cache")


@pytest.fixture
def counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, list[Bench]]:
    """The folder for a bench, and those whose writes are counted."""
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
    """The records are not read, and the site is not touched."""
    bench = of(counted, TINY)
    bench.build()
    before = bench.site.stat().st_ino, tree(bench.site)
    monkeypatch.setattr(flow, "build", None)

    assert bench.build() == []
    assert (bench.site.stat().st_ino, tree(bench.site)) == before


def test_a_report_is_remembered(
    counted: tuple[Path, list[Bench]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same words, of all files and of one, after a build or a check."""
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
    """Of many hundred files the pages that show it are made, and all that lists all."""
    bench = of(counted, large.islands())
    whole = bench.build()
    inodes = {path: (bench.site / path).stat().st_ino for path in whole}
    file = bench.kb / "events/2021-05-06-joint-council-7.yaml"
    file.write_text(file.read_text() + " It was looked at again.\n")
    made = bench.build()

    assert len(whole) > 700
    assert len(made) < 60
    assert f"events/{file.stem}.html" in made
    assert [
        path
        for path in whole
        if path not in made and (bench.site / path).stat().st_ino != inodes[path]
    ] == []


def test_the_text_of_a_record_that_many_link(counted: tuple[Path, list[Bench]]) -> None:
    """Whoever shows its name only is not made again; whoever shows its name is."""
    bench = of(counted, large.islands())
    bench.build()
    file = bench.kb / "entities/valley-herald.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("summary: ", "summary: A paper. ", 1), "utf-8")
    told = bench.build()
    file.write_text(text.replace("name: ", "name: A ", 1), "utf-8")
    named = bench.build()

    assert len(told) < 30
    assert len(named) > 100
    assert f"entities/{file.stem}.html" in told


def test_a_comment_changes_the_versions_only(counted: tuple[Path, list[Bench]]) -> None:
    """What no page shows is part of the base's version, which few files tell."""
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
def test_a_cache_of_another_form(
    counted: tuple[Path, list[Bench]], parts: object
) -> None:
    """Whatever stands in its files, even sealed, everything is made anew."""
    bench = of(counted, TINY)
    whole = bench.build()
    told = json.dumps(parts).encode()
    program = (store.read_cached(bench.site, "files.json") or b"").partition(b"\n")[0]
    store.write_cached(bench.site, "files.json", program + b"\n" + told)
    store.write_cached(bench.site, "last.json", told)

    assert bench.build() == whole


def test_what_a_stranger_sends_along_is_not_believed(
    counted: tuple[Path, list[Bench]],
) -> None:
    """A cache that was copied with its site knows no file of the copy."""
    bench = of(counted, TINY)
    whole = bench.build()
    for name in ("site", ".site-cache"):
        shutil.move(bench.site.with_name(name), bench.site.with_name("was"))
        shutil.copytree(bench.site.with_name("was"), bench.site.with_name(name))
        shutil.rmtree(bench.site.with_name("was"))

    assert bench.build() == whole


def test_a_site_that_somebody_changed(counted: tuple[Path, list[Bench]]) -> None:
    """What was changed or deleted is made again; the rest is kept."""
    bench = of(counted, TINY)
    bench.build()
    before = tree(bench.site)
    (bench.site / "index.html").write_bytes(b"mine")
    (bench.site / "404.html").unlink()

    assert bench.build() == ["404.html", "index.html"]
    assert tree(bench.site) == before


def test_nowhere_to_keep_anything(counted: tuple[Path, list[Bench]]) -> None:
    """Where no cache can be written the site is built all the same, each time whole."""
    bench = of(counted, TINY)
    bench.cache.write_text("a file where the folder should be")
    whole = bench.build()

    assert bench.build() == whole
