"""What is wrong in a base: where it stands, what was expected, how to mend it."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

# A quoted value longer than this is cut, so that no report carries a whole file.
_QUOTED_LENGTH = 60

# difflib compares every candidate; a suggestion is not worth more than this many.
_CANDIDATES = 20_000


Row = dict[str, Any]  # what is told of a problem


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """
    A place in a file; lines and columns count from 1, columns in characters.

    YAML's own word: "position" is what a question has (see docs/decisions/0002).
    """

    file: str  # relative to the working folder, with "/"
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}:{self.column}"


def mark_at(text: str, index: int, file: str) -> Mark:
    """The mark of the character number *index* (from 0) of *text*."""
    line_start = text.rfind("\n", 0, index) + 1
    return Mark(file, text.count("\n", 0, index) + 1, index - line_start + 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. Problems sort by file, line, column, rule and message."""

    mark: Mark
    rule: str  # the heading in docs/rules.md, such as "unknown-source"
    message: str
    expected: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        word = "" if self.is_error else "warning: "
        return (
            f"{self.mark}: {word}{self.message} [{self.rule}]\n"
            f"    expected: {self.expected}\n"
            f"    fix:      {self.fix}"
        )


def row_of(problem: Problem) -> Row:
    """*problem* as plain data, for programs and for the next run."""
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
    """The problem that a row of `row_of` tells."""
    texts = (row["rule"], row["message"], row["expected"], row["fix"])
    mark = Mark(row["file"], row["line"], row["column"])
    return Problem(mark, *texts, Severity(row["severity"]))


def count_of(problems: Iterable[Problem], files: int) -> str:
    """One line that counts *problems*; *files* is how many files were read."""
    kept = list(problems)
    if not kept:
        return f"No problems in {counted(files, 'file')}."
    errors = sum(problem.is_error for problem in kept)
    warnings = len(kept) - errors
    parts = [counted(errors, "problem")] if errors or not warnings else []
    if warnings:
        parts.append(counted(warnings, "warning"))
    where = len({problem.mark.file for problem in kept})
    return f"{' and '.join(parts)} in {counted(where, 'file')}."


def counted(count: float, noun: str) -> str:
    """*count* of a thing: 1 file, 2 files."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The one of *among* that *word* is most likely a slip for, if any is close."""
    candidates = sorted(among)
    if len(candidates) > _CANDIDATES:
        candidates = [c for c in candidates if c[:1] == word[:1]][:_CANDIDATES]
    found = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, among: Iterable[str], otherwise: str) -> str:
    """A remedy for a name that does not exist: the nearest one, and what else to do."""
    near = nearest(word, among)
    return f"did you mean {quoted(near)}? {otherwise}" if near else otherwise


def unknown_file(name: str, among: Iterable[str]) -> str:
    """Why *name* is no file of this base, for the command line."""
    return did_you_mean(name, among, "give the path of a file below the base's folder")


def shown(path: Path) -> str:
    """*path* as reports print it: relative to the working folder if below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def quoted(value: object) -> str:
    """
    *value* for a message: in quotes, cut to 60 characters and safe to print.

    Of a list or map only its size is told, and of an empty value that it is nothing.
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
