"""The command line: arguments, the flow, exit codes."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.base import Base
from sourcebook.check import rules, shape, wording
from sourcebook.check.rules import evidence
from sourcebook.lock import NAME, broken_lock, read_lock, write_lock
from sourcebook.problems import Problem, count_of, printable
from sourcebook.publish import PublishError, publish_made
from sourcebook.read import read, shown, unknown_file
from sourcebook.schema import Schema, read_schema
from sourcebook.verify import verify

CLEAN, PROBLEMS, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a base, its schema and its site are."""

    kb: Path
    schema: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the base where it has no error, and every problem."""

    base: Base | None
    schema: Schema | None
    problems: list[Problem]
    files: tuple[str, ...]  # every record's file that could be read
    sound: Base | None = None  # what is sound of the base, with errors or without


def check(folders: Folders) -> Checked:
    """Every problem of the base, sorted: of its files, their shapes, all together."""
    schema, problems = read_schema(folders.schema)
    if schema is None:
        return Checked(None, None, sorted(problems), ())
    reading = read(folders.kb)
    shaped = shape.check(reading.documents, schema)
    sound = (*shaped.whole, *shaped.parts)
    lock, problems = read_lock(folders.kb)
    base = Base.of(shaped.whole, shaped.parts, reading.kinds, schema.digest, lock)
    problems += [*reading.problems, *shaped.problems, *rules.check(base, schema)]
    problems += wording.loaded_wording(sound, schema)
    files = tuple(document.file for document in reading.documents)
    if any(problem.is_error for problem in problems):
        return Checked(None, schema, sorted(problems), files, base)
    return Checked(base, schema, sorted(problems), files, base)


def build(folders: Folders) -> list[Problem]:
    """Build the site and the data; with any error, write nothing."""
    # Only a build loads what renders: a check would wait for it in vain.
    from sourcebook import edition  # noqa: PLC0415
    from sourcebook.graph import Graph  # noqa: PLC0415
    from sourcebook.reuse import Reuse  # noqa: PLC0415
    from sourcebook.spread import spread  # noqa: PLC0415
    from sourcebook.watched import watched  # noqa: PLC0415

    checked = check(folders)
    if checked.base and checked.schema:
        graph = watched(Graph.of(checked.base, checked.schema))
        tasks, late = tuple(edition.tasks(graph)), tuple(edition.late(graph))
        reuse = Reuse.of(folders.out, graph, tasks, late)
        making = spread(reuse.tasks, reuse.late, graph.notes)
        reuse.remember(publish_made(folders.out, making, reuse.kept))
    return checked.problems


def relock(folders: Folders, texts: Path) -> list[Problem]:
    """
    Verify the base against *texts* and write kb/evidence.lock; with any error, do not.

    What the lock itself lacks is no error here: it is about to be written.
    """
    checked = check(folders)
    errors = [p for p in checked.problems if p.is_error and p.rule not in _OF_LOCK]
    if errors or checked.sound is None:
        return errors
    lock, problems = verify(checked.sound, texts)
    if lock is not None:
        write_lock(lock, folders.kb)
    return sorted(problems)


# The rules that `verify` is the remedy for.
_OF_LOCK = frozenset(
    rule.__name__.replace("_", "-")
    for rule in (*evidence.RECORD_RULES, *evidence.BASE_RULES, broken_lock)
)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command that *arguments* name; the exit status.

    0: clean; 1: problems in the base, or a site that could not be written; 2: usage.
    """
    options = _parser().parse_args(arguments)
    folders = Folders(options.kb, options.schema, options.out)
    if not folders.kb.is_dir():
        return _wrong(f"there is no folder {printable(str(folders.kb))} (see --kb)")
    command: Callable[[Folders, argparse.Namespace], int] = options.run
    # What is made here lives until the command ends, and next to nothing of it refers
    # to itself: to look for garbage in it, again and again, takes a fifth of the time.
    gc.disable()
    try:
        return command(folders, options)
    finally:
        gc.enable()


def _build(folders: Folders, _: argparse.Namespace) -> int:
    try:
        problems = build(folders)
    except PublishError as error:
        print(f"sourcebook: {printable(str(error))}", file=sys.stderr)
        return PROBLEMS
    errors = [problem for problem in problems if problem.is_error]
    print(_text(errors), end="")
    if errors:
        print(count_of(errors, 0), file=sys.stderr)
        return PROBLEMS
    print(f"The site is in {shown(folders.out)}.", file=sys.stderr)
    return CLEAN


def _check(folders: Folders, options: argparse.Namespace) -> int:
    checked = check(folders)
    problems, files = checked.problems, checked.files
    if options.files and checked.schema is not None:
        known = {*files, *(problem.mark.file for problem in problems)}
        wanted = [shown(file) for file in options.files]
        for file in wanted:
            if file not in known:
                advice = unknown_file(file, known)
                return _wrong(f"{printable(file)} is no record of this base; {advice}")
        problems = [problem for problem in problems if problem.mark.file in wanted]
        files = tuple(wanted)
    print(_FORMATS[options.format](problems), end="")
    print(count_of(problems, len(files)), file=sys.stderr)
    return PROBLEMS if any(problem.is_error for problem in problems) else CLEAN


def _verify(folders: Folders, options: argparse.Namespace) -> int:
    if not options.texts.is_dir():
        return _wrong(f"there is no folder {printable(str(options.texts))}")
    problems = relock(folders, options.texts)
    print(_text(problems), end="")
    if problems:
        print(count_of(problems, 0), file=sys.stderr)
        return PROBLEMS
    print(f"Every locator and quote is in {shown(folders.kb / NAME)}.", file=sys.stderr)
    return CLEAN


def _text(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "file": problem.mark.file,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "rule": problem.rule,
            "severity": problem.severity.value,
            "message": problem.message,
            "expected": problem.expected,
            "fix": problem.fix,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=True) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the line of a pull request."""
    return "".join(
        f"::{problem.severity} file={_property(problem.mark.file)},"
        f"line={problem.mark.line},col={problem.mark.column},"
        f"title={_property(problem.rule)}::{_message(problem)}\n"
        for problem in problems
    )


def _message(problem: Problem) -> str:
    lines = (problem.message, f"expected: {problem.expected}", f"fix: {problem.fix}")
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    for character, escape in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, escape)
    return printable(text)


_FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def _wrong(message: str) -> int:
    print(f"sourcebook: {message}", file=sys.stderr)
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sourcebook",
        description="Check a base of records and render it as a site.",
    )
    folders = argparse.ArgumentParser(add_help=False)
    for name, text in (
        ("kb", "the records (default: kb)"),
        ("schema", "their schema (default: schema)"),
        ("out", "the site (default: site)"),
    ):
        default = Path("site" if name == "out" else name)
        parser.add_argument(f"--{name}", type=Path, default=default, help=text)
        folders.add_argument(
            f"--{name}", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    commands.add_parser(
        "build", parents=[folders], help="check, then write the site (the default)"
    ).set_defaults(run=_build)
    checking = commands.add_parser(
        "check", parents=[folders], help="report every problem of the base"
    )
    checking.add_argument("files", nargs="*", type=Path, metavar="FILE")
    checking.add_argument("--format", choices=_FORMATS, default="text")
    checking.set_defaults(run=_check)
    verifying = commands.add_parser(
        "verify",
        parents=[folders],
        help="compare locators and quotes with the texts of the sources",
    )
    verifying.add_argument("--texts", type=Path, required=True, metavar="DIR")
    verifying.set_defaults(run=_verify)
    return parser
