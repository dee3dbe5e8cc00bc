"""The command line: arguments, the flow, exit codes."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sourcebook.flow import Folders, PublishError, build, check, relock
from sourcebook.problems import (
    Problem,
    count_of,
    printable,
    row_of,
    shown,
    unknown_file,
)

# Exit statuses; PROBLEMS are those of the base, or of writing the site.
CLEAN, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named by *arguments* and return its exit status."""
    options = _parser().parse_args(arguments)
    if not options.kb.is_dir():
        return _fail(f"there is no folder {printable(str(options.kb))} (see --kb)")
    command: Callable[[argparse.Namespace], int] = options.run
    # Objects live until the command ends, and hardly any are cyclic: repeated garbage
    # collections would take a fifth of the time.
    gc.disable()
    try:
        return command(options)
    finally:
        gc.enable()


def _build(options: argparse.Namespace) -> int:
    try:
        checked = build(_folders(options), options.executor)
    except PublishError as error:
        print(f"sourcebook: {printable(str(error))}", file=sys.stderr)
        return PROBLEMS
    if checked.errors:
        print(_text(checked.errors), end="")
        print(count_of(checked.errors, 0), file=sys.stderr)
        return PROBLEMS
    print(f"The site is in {shown(options.out)}.", file=sys.stderr)
    return CLEAN


def _check(options: argparse.Namespace) -> int:
    checked = check(_folders(options))
    problems, files = checked.problems, checked.files
    if options.files and checked.has_schema:
        base_files = {*files, *(problem.mark.file for problem in problems)}
        files = tuple(map(shown, options.files))
        for file in files:
            if file not in base_files:
                advice = unknown_file(file, base_files)
                return _fail(f"{printable(file)} is no record of this base; {advice}")
        problems = tuple(problem for problem in problems if problem.mark.file in files)
    print(_FORMATS[options.format](problems), end="")
    print(count_of(problems, len(files)), file=sys.stderr)
    return PROBLEMS if any(problem.is_error for problem in problems) else CLEAN


def _verify(options: argparse.Namespace) -> int:
    if not options.texts.is_dir():
        return _fail(f"there is no folder {printable(str(options.texts))}")
    problems = relock(_folders(options), options.texts)
    print(_text(problems), end="")
    if problems:
        print(count_of(problems, 0), file=sys.stderr)
        return PROBLEMS
    lock = options.kb / "evidence.lock"
    print(f"Every locator and quote is in {shown(lock)}.", file=sys.stderr)
    return CLEAN


def _folders(options: argparse.Namespace) -> Folders:
    return Folders(options.kb, options.schema, options.out)


def _text(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    rows = [row_of(problem) for problem in problems]
    return json.dumps(rows, indent=2, ensure_ascii=True) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
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


def _fail(message: str) -> int:
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
    scheduler = "the scheduler of a Dask cluster that makes the pages (extra: cluster)"
    address = "tcp://HOST:PORT"
    parser.add_argument("--executor", default="", metavar=address, help=scheduler)
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    build_parser = commands.add_parser(
        "build", parents=[folders], help="check, then write the site (the default)"
    )
    build_parser.add_argument(
        "--executor", default=argparse.SUPPRESS, metavar=address, help=scheduler
    )
    build_parser.set_defaults(run=_build)
    check_parser = commands.add_parser(
        "check", parents=[folders], help="report every problem of the base"
    )
    check_parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    check_parser.add_argument("--format", choices=_FORMATS, default="text")
    check_parser.set_defaults(run=_check)
    verify_parser = commands.add_parser(
        "verify",
        parents=[folders],
        help="compare locators and quotes with the texts of the sources",
    )
    verify_parser.add_argument("--texts", type=Path, required=True, metavar="DIR")
    verify_parser.set_defaults(run=_verify)
    return parser
