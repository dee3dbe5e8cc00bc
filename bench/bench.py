#!/usr/bin/env python3
"""
Measure builds against Hugo with the same records, and check the goals.

    python bench/bench.py [SIZE …] [--rounds N] [--folder DIR] [--hugo PROGRAM]

All commands run in turn as whole processes, for several rounds; the tables give
medians. Ratios within one run hold on other machines, seconds do not. Hugo writes plain
pages (bench/to_hugo.py); our builds write everything, and check the base.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from generate import generate
from measure import Run, RunError, run
from report import Measured, Written, goals, table
from to_hugo import convert

ROOT = Path(__file__).resolve().parent.parent
_SEED = 1
_WARM_AT = 10_000  # the size at which the goals ask for warm runs


@dataclass(frozen=True, slots=True)
class Place:
    """A base in its folder, with the output of builds."""

    name: str  # of the base in the tables: its size, or "real"
    folder: Path

    @property
    def size(self) -> int:
        """The number of records of a generated base; 0 for the real one."""
        return int(self.name) if self.name.isdigit() else 0

    def ours(self, *arguments: str) -> list[str]:
        """The command line of this project."""
        program = [sys.executable, str(ROOT / "build.py"), *arguments]
        return [
            *program,
            "--kb",
            "kb",
            "--schema",
            str(ROOT / "schema"),
            "--out",
            "site",
        ]

    def clear(self) -> None:
        """Delete the output of all builds, including their caches."""
        for path in self.folder.iterdir():
            if path.name not in ("kb", "hugo"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in ("public", "resources", "cache", ".hugo_build.lock"):
            left = self.folder / "hugo" / name
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)

    def edited(self) -> Path:
        """An event in the middle of the list that has no notes yet."""
        events = sorted((self.folder / "kb/events").rglob("*.yaml"))
        return next(
            file
            for file in events[len(events) // 2 :]
            if "\nnotes:" not in file.read_text("utf-8")
        )


class Bench:
    """The runs of all rounds, by command and base."""

    def __init__(self, hugo: str, limit: float) -> None:
        self.runs: dict[tuple[str, str], list[Run]] = defaultdict(list)
        self.failed: dict[tuple[str, str], str] = {}
        self.written: dict[tuple[str, str], Written] = {}
        self._hugo = hugo
        self._limit = limit

    def round(self, place: Place) -> None:
        """Run every command at *place* once."""
        place.clear()
        self._measure("build", place, place.ours())
        self.written["build", place.name] = Written.in_(place.folder / "site")
        if place.size in (0, _WARM_AT):
            self._warm(place)
        if place.size and self._hugo:
            hugo = [self._hugo, "--quiet", "--source", "hugo", "--cacheDir"]
            hugo += [str(place.folder / "hugo/cache"), "--destination", "public"]
            self._measure("hugo", place, hugo)
            self.written["hugo", place.name] = Written.in_(place.folder / "hugo/public")

    def _warm(self, place: Place) -> None:
        """Run what follows a build: nothing changed, a record edited, checks."""
        if not (place.folder / "site").is_dir():
            return
        file = place.edited()
        before = file.read_text("utf-8")
        titled = re.sub(
            "^title: ", "title: Once more ", before, count=1, flags=re.MULTILINE
        )
        self._measure("nothing changed", place, place.ours())
        file.write_text(f"{before}notes: Looked at again.\n", "utf-8")
        self._measure("one body edited", place, place.ours())
        file.write_text(titled, "utf-8")
        self._measure("one title edited", place, place.ours())
        self._measure("check", place, place.ours("check"))
        file.write_text(f"{before}notes: Looked at for the third time.\n", "utf-8")
        self._measure("check, one edited", place, place.ours("check"))
        file.write_text(before, "utf-8")
        one = str(file.relative_to(place.folder))
        self._measure("check one, edited", place, place.ours("check", one))

    def _measure(self, what: str, place: Place, command: list[str]) -> None:
        if (what, place.name) in self.failed:
            return  # it would fail again, possibly after an hour
        try:
            done = run(command, place.folder, self._limit)
        except RunError as error:
            self.failed[what, place.name] = str(error)
            print(f"{place.name:>8} {what:16} failed: {error}", file=sys.stderr)
            return
        self.runs[what, place.name].append(done)
        print(
            f"{place.name:>8} {what:16} {done.seconds:8.2f} s"
            f" {done.peak / 2**20:7.0f} MiB (load before: {done.load:.1f})",
            file=sys.stderr,
        )


def places(folder: Path, sizes: list[int], hugo: str) -> list[Place]:
    """The bases to build; missing ones are generated."""
    made = []
    for size in sizes:
        place = Place(str(size), folder / str(size))
        if not (place.folder / "kb").is_dir():
            print(f"generating {size} records", file=sys.stderr)
            generate(size, place.folder / "kb", _SEED)
        if hugo and not (place.folder / "hugo").is_dir():
            convert(place.folder / "kb", place.folder / "hugo")
        made.append(place)
    real = Place("real", folder / "real")
    shutil.rmtree(real.folder, ignore_errors=True)
    shutil.copytree(ROOT / "kb", real.folder / "kb")
    return [real, *made]


def bench(options: argparse.Namespace, folder: Path) -> None:
    """Measure all bases and print the tables."""
    measured = Bench(options.hugo, options.limit)
    bases = places(folder, options.sizes, options.hugo)
    for _ in range(options.rounds):
        for place in bases:
            measured.round(place)
    rows = [
        Measured.of(what, base, tuple(runs), measured.written.get((what, base)))
        for (what, base), runs in measured.runs.items()
    ]
    print(table(rows))
    print(goals(rows))
    for (what, base), failure in measured.failed.items():
        print(f"Failed: {what} at {base}: {failure}")
    if options.json:
        found = {"rounds": options.rounds, "measured": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Measure builds beside Hugo's.")
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 1000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--folder", type=Path, help="keeps the bases; default: none does"
    )
    parser.add_argument("--hugo", default="", help="the program; without it, no ratios")
    parser.add_argument("--limit", type=float, default=3600, help="seconds of a run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures, too")
    options = parser.parse_args()
    if options.folder is None:
        with tempfile.TemporaryDirectory() as folder:
            bench(options, Path(folder))
    else:
        if ROOT in (options.folder.resolve(), *options.folder.resolve().parents):
            parser.error("--folder is outside the repository")
        options.folder.mkdir(parents=True, exist_ok=True)
        bench(options, options.folder.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
