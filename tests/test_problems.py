"""How a problem is printed, counted and sorted."""

from __future__ import annotations

import pytest

from sourcebook.model.characters import FORBIDDEN, name_of
from sourcebook.model.web_addresses import is_web_address
from sourcebook.problems import (
    Mark,
    Problem,
    Severity,
    count_of,
    did_you_mean,
    mark_at,
    nearest,
    printable,
    quoted,
)


def problem(file: str = "kb/a.yaml", severity: Severity = Severity.ERROR) -> Problem:
    """A problem in *file*."""
    return Problem(Mark(file, 3, 7), "some-rule", "what", "this", "that", severity)


def test_a_printed_error() -> None:
    """The first line names the place; what was expected and the fix follow."""
    expected = "kb/a.yaml:3:7: what [some-rule]\n    expected: this\n    fix:      that"

    assert expected == str(problem())


def test_a_printed_warning() -> None:
    """A printed warning says that it is a warning."""
    first, *_ = str(problem(severity=Severity.WARNING)).splitlines()

    assert first == "kb/a.yaml:3:7: warning: what [some-rule]"


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "No problems in 1 file."),
        (1, 0, "1 problem in 1 file."),
        (2, 0, "2 problems in 2 files."),
        (0, 1, "1 warning in 1 file."),
        (2, 1, "2 problems and 1 warning in 2 files."),
    ],
)
def test_the_count(errors: int, warnings: int, words: str) -> None:
    """The summary counts problems, warnings and files in one line."""
    problems = [problem(f"kb/{n}.yaml") for n in range(errors)]
    problems += [problem(f"kb/{n}.yaml", Severity.WARNING) for n in range(warnings)]

    assert words == count_of(problems, files=1)


def test_the_order() -> None:
    """Problems are sorted by file, then line, then column."""
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    problems = sorted(Problem(Mark(*place), "r", "m", "e", "f") for place in places)

    assert sorted(places) == [
        (p.mark.file, p.mark.line, p.mark.column) for p in problems
    ]


@pytest.mark.parametrize(
    ("index", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 3)]
)
def test_marks_count_from_one(index: int, line: int, column: int) -> None:
    """Lines and columns count from 1; a line feed ends its own line."""
    assert Mark("f", line, column) == mark_at("ab\ncd\n", index, "f")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("hamas", "'hamas'"),
        ("x" * 61, "'" + "x" * 57 + "...'"),
        ("گازت", "'گازت'"),
        ("a\u200cb\u202ec\n", r"'a\u200cb\u202ec\n'"),
        ("\ud800", r"'\ud800'"),
        (31, "'31'"),
        (1.5, "'1.5'"),
        (True, "'true'"),
        (False, "'false'"),
        (None, "nothing"),
        ([1, 2], "a list of 2"),
        ({"a": 1}, "a map of 1"),
    ],
)
def test_quotation(value: object, shown: str) -> None:
    """A value is quoted in short form, on one line, without invisible characters."""
    assert shown == quoted(value)


def test_no_report_carries_a_whole_file() -> None:
    """A long text is cut before it is printed."""
    assert len(printable("x" * 1_000_000)) == 600


@pytest.mark.parametrize(
    ("word", "found"), [("alderbi", "alderby"), ("q", None), ("", None)]
)
def test_the_nearest(word: str, found: str | None) -> None:
    """A typo finds the intended name; anything else finds nothing."""
    assert found == nearest(word, ["birkholm", "alderby"])


def test_the_nearest_among_very_many() -> None:
    """Among very many names, only those with the same first letter are compared."""
    names = [f"town-{n}" for n in range(15_000)] + [f"lake-{n}" for n in range(15_000)]

    assert nearest("lake-77x", names) == "lake-77"


@pytest.mark.parametrize(
    ("word", "remedy"), [("alderbi", "did you mean 'alderby'? add it"), ("q", "add it")]
)
def test_the_remedy(word: str, remedy: str) -> None:
    """A remedy suggests the nearest name, if there is one, and what else to do."""
    assert remedy == did_you_mean(word, ["alderby"], "add it")


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a/b?c=d&e=f#g", True),
        ("https://sub-domain.example.org/a_(b)", True),
        ("HTTPS://example.org", False),
        ("https://user@example.org", False),
        ("https://user:word@example.org/", False),
        ("https://localhost/", False),
        ("https://127.0.0.1/", False),
        ("//example.org", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org/a b", False),
        ('https://example.org/"x', False),
        ("https://example.org/'x", False),
        ("https://example.org/<x", False),
        ("https://example.org/a\n", False),
        ("https://exämple.org/", False),
        ("https://" + "a." * 5_000 + "org", False),
    ],
)
def test_web_addresses(address: str, is_one: bool) -> None:  # noqa: FBT001
    """An address is http(s) with an ASCII host, and no character that could end it."""
    assert is_one == is_web_address(address)


@pytest.mark.parametrize("character", ["\t", "\r", "\x1b", "\x7f", "\x85", "\u202e"])
def test_forbidden_characters(character: str) -> None:
    """Control and bidi characters are forbidden, and named by their code point."""
    assert FORBIDDEN.fullmatch(character)
    assert name_of(character).startswith("U+00" if character < "\x86" else "U+202E")


@pytest.mark.parametrize(
    "text", ["\n", "é", "ש\u200f", "می\u200cروم", "👩\u200d🚀", "\u061c"]
)
def test_allowed_characters(text: str) -> None:
    """Every script is allowed, with the joiners and marks that it needs."""
    assert FORBIDDEN.search(text) is None


def test_the_last_planes() -> None:
    """Noncharacters of every plane are forbidden; their neighbours are not."""
    last = [chr(plane * 0x10000 + 0xFFFF) for plane in range(17)]
    before = [chr(plane * 0x10000 + 0xFFFC) for plane in range(17)]

    assert all(FORBIDDEN.search(c) for c in last)
    assert not any(FORBIDDEN.search(c) for c in before)
