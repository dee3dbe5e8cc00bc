"""Problems of a base: where they are, what was expected, how to fix them."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

# Longer quoted values are truncated, so that no report contains a whole file.
_QUOTED_LENGTH = 60

# difflib compares every candidate; a suggestion is not worth more than this many.
_CANDIDATES = 20_000

Row = dict[str, Any]  # a problem as plain data


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """
    A place in a file; lines and columns count from 1, columns in characters.

    YAML's term; a "position" belongs to a question (see docs/decisions/0002).
    """

    file: str  # relative to the working folder, with "/"
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}:{self.column}"


def mark_at(text: str, index: int, file: str) -> Mark:
    """The mark of the character at *index* (from 0) in *text*."""
    line_start = text.rfind("\n", 0, index) + 1
    return Mark(file, text.count("\n", 0, index) + 1, index - line_start + 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to fix. Problems sort by file, line, column, rule and message."""

    mark: Mark
    rule: str  # the heading in docs/rules.md, such as "unknown-source"
    message: str
    expected: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether the problem stops the build."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        word = "" if self.is_error else "warning: "
        return (
            f"{self.mark}: {word}{self.message} [{self.rule}]\n"
            f"    expected: {self.expected}\n"
            f"    fix:      {self.fix}"
        )


def row_of(problem: Problem) -> Row:
    """*problem* as plain data, for other programs and for the next run."""
    return {
        "file": problem.mark.file,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "expected": problem.expected,
        "fix": problem.fix,
    }


def problem_of(row: Row) -> Problem:
    """The problem that a row from `row_of` describes."""
    texts = (row["rule"], row["message"], row["expected"], row["fix"])
    mark = Mark(row["file"], row["line"], row["column"])
    return Problem(mark, *texts, Severity(row["severity"]))


def count_of(problems: Iterable[Problem], files: int) -> str:
    """A one-line count of *problems*; *files* is the number of files read."""
    listed = list(problems)
    if not listed:
        return f"No problems in {counted(files, 'file')}."
    errors = sum(problem.is_error for problem in listed)
    warnings = len(listed) - errors
    parts = [counted(errors, "problem")] if errors or not warnings else []
    if warnings:
        parts.append(counted(warnings, "warning"))
    faulty = len({problem.mark.file for problem in listed})
    return f"{' and '.join(parts)} in {counted(faulty, 'file')}."


def counted(count: float, noun: str) -> str:
    """*count* with its noun: 1 file, 2 files."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The word in *among* that *word* most likely misspells, if any is close."""
    candidates = sorted(among)
    if len(candidates) > _CANDIDATES:
        candidates = [c for c in candidates if c[:1] == word[:1]][:_CANDIDATES]
    matches = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, among: Iterable[str], otherwise: str) -> str:
    """A fix for an unknown name: the nearest one, if any is close, and *otherwise*."""
    near = nearest(word, among)
    return f"did you mean {quoted(near)}? {otherwise}" if near else otherwise


def unknown_file(name: str, among: Iterable[str]) -> str:
    """A fix for *name*, which is no file of this base, for the command line."""
    return did_you_mean(name, among, "give the path of a file below the base's folder")


def shown(path: Path) -> str:
    """*path* as reports print it: relative to the working folder if below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def quoted(value: object) -> str:
    """
    *value* for a message: in quotes, truncated to 60 characters and safe to print.

    A list or map is described by its size only, and None as nothing.
    """
    match value:
        case None:
            return "nothing"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return f"a map of {len(value)}"
        case bool():
            return "'true'" if value else "'false'"
    text = printable(str(value))
    if len(text) > _QUOTED_LENGTH:
        text = text[: _QUOTED_LENGTH - 3] + "..."
    return f"'{text}'"


def printable(text: str) -> str:
    r"""*text* with control, format and private characters as \\uXXXX, on one line."""
    return "".join(
        character if _is_printable(character) else _escaped(character)
        for character in text[: 10 * _QUOTED_LENGTH]
    )


def _is_printable(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ" or character == " "


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
