"""Measurements -> the tables of `make bench`, in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import Run

_MIB = 2**20
_COLUMNS = (
    *("records", "what", "wall s", "to Hugo", "spread", "CPU s", "load"),
    *("peak MiB", "to Hugo", "files", "MB", "growth"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    files: int
    size: int  # bytes

    @classmethod
    def in_(cls, folder: Path) -> Written:
        """The files in *folder*; zero of zero bytes if it does not exist."""
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return cls(len(sizes), sum(sizes))


@dataclass(frozen=True, slots=True)
class Measured:
    """All runs of one command with one base."""

    what: str
    base: str
    seconds: float  # medians
    cpu: float
    peak: float  # bytes
    spread: float  # of the seconds: (maximum - minimum) / median
    load: float  # of the machine before each run
    rounds: int
    written: Written | None

    @classmethod
    def of(
        cls, what: str, base: str, runs: Sequence[Run], written: Written | None
    ) -> Measured:
        """The medians of *runs*."""
        seconds = [run.seconds for run in runs]
        middle = median(seconds)
        return cls(
            what,
            base,
            middle,
            median(run.cpu for run in runs),
            median(run.peak for run in runs),
            (max(seconds) - min(seconds)) / middle,
            median(run.load for run in runs),
            len(runs),
            written,
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of the table of goals: the measured value and its upper bound."""

    what: str
    found: float | None
    most: float
    unit: str = ""

    @property
    def row(self) -> str:
        """The row of the table."""
        goal = f"≤ {self.most:g}{self.unit}"
        if self.found is None:
            return f"| {self.what} | not measured | {goal} | |"
        met = "yes" if self.found <= self.most else "no"
        return f"| {self.what} | {self.found:.3g}{self.unit} | {goal} | {met} |"


def table(rows: Sequence[Measured]) -> str:
    """All measurements, with their ratios to Hugo and their growth."""
    lines = ["", f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|"]
    lines += [_row(row, rows) for row in sorted(rows, key=_order)]
    lines.append("")
    lines.append(
        "Growth: the exponent of the records in wall time since the size above."
    )
    return "\n".join(lines) + "\n"


def goals(rows: Sequence[Measured]) -> str:
    """The table of goals."""
    lines = ["| what | found | goal | met |", "|---" * 4 + "|"]
    lines += [goal.row for goal in _goals(rows)]
    return "\n".join(lines) + "\n"


def growth(rows: Sequence[Measured], what: str, least: int = 0) -> float | None:
    """The exponent from the smallest base of *least* or more records to the largest."""
    found = sorted(
        (int(row.base), row.seconds)
        for row in rows
        if row.what == what and row.base.isdigit() and int(row.base) >= least
    )
    if len(found) < 2:
        return None
    (few, soon), (many, late) = found[0], found[-1]
    return math.log(late / soon) / math.log(many / few)


def _goals(rows: Sequence[Measured]) -> Iterator[Goal]:
    for size, most in ((10_000, 0.6), (1_000, 0.9)):
        ratio = _ratio(rows, str(size), "seconds")
        yield Goal(f"cold build at {size:,}, to Hugo's", ratio, most)
    exponent = growth(rows, "build", least=1000)
    yield Goal("growth from 1,000 to the largest, exponent", exponent, 1.05)
    yield Goal("peak memory at 10,000, to Hugo's", _ratio(rows, "10000", "peak"), 0.4)
    large = _found(rows, "build", "100000")
    per_record = large.peak / 100_000 / 1024 if large else None
    yield Goal("resident per record at 100,000", per_record, 4, " KiB")
    for what, base, words, most in (
        ("one body edited", "10000", "one record's body edited at 10,000", 0.3),
        ("nothing changed", "10000", "nothing changed at 10,000", 0.12),
        ("check", "10000", "check of 10,000, nothing changed", 0.3),
        ("check one, edited", "10000", "check of one file, edited, of 10,000", 0.25),
        ("build", "real", "the real base, cold build", 2),
        ("check", "real", "the real base, check, nothing changed", 0.5),
        ("check, one edited", "real", "the real base, check, one edited", 0.5),
    ):
        row = _found(rows, what, base)
        yield Goal(words, row.seconds if row else None, most, " s")


def _row(row: Measured, rows: Sequence[Measured]) -> str:
    hugo = _found(rows, "hugo", row.base) if row.what == "build" else None
    before = [
        other
        for other in rows
        if other.what == row.what
        and row.base.isdigit()
        and other.base.isdigit()
        and int(other.base) <= int(row.base)
    ]
    nearest = sorted(before, key=lambda other: int(other.base))[-2:]
    exponent = growth(nearest, row.what)
    cells = [
        f"{int(row.base):,}" if row.base.isdigit() else row.base,
        row.what,
        f"{row.seconds:.2f}",
        f"{row.seconds / hugo.seconds:.2f}" if hugo else "",
        f"{row.spread:.0%}",
        f"{row.cpu:.2f}",
        f"{row.load:.1f}",
        f"{row.peak / _MIB:.0f}",
        f"{row.peak / hugo.peak:.2f}" if hugo else "",
        f"{row.written.files:,}" if row.written else "",
        f"{row.written.size / 1e6:.1f}" if row.written else "",
        "" if exponent is None else f"{exponent:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def _ratio(rows: Sequence[Measured], base: str, of: str) -> float | None:
    ours, hugo = _found(rows, "build", base), _found(rows, "hugo", base)
    if ours is None or hugo is None:
        return None
    return ours.seconds / hugo.seconds if of == "seconds" else ours.peak / hugo.peak


def _found(rows: Sequence[Measured], what: str, base: str) -> Measured | None:
    return next((row for row in rows if (row.what, row.base) == (what, base)), None)


def _order(row: Measured) -> tuple[int, bool]:
    return int(row.base) if row.base.isdigit() else 0, row.what == "hugo"
