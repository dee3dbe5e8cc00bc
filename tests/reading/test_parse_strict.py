"""A YAML text parsed to plain data with the position of every value."""

from __future__ import annotations

import pytest
import yaml

from sourcebook.model.plain_data import Data
from sourcebook.problems import Mark
from sourcebook.reading import parse_strict as module
from sourcebook.reading.file_problems import broken_yaml
from sourcebook.reading.parse_strict import parse


def told(text: str) -> list[str]:
    """The problems reported for *text*: line, column and rule."""
    _parsed, problems = parse(text, "f")
    return [f"{p.mark.line}:{p.mark.column} {p.rule}" for p in problems]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b", {"a": "b"}),
        ("- a\n- b\n", ["a", "b"]),
        ("a: { b: [c, 2] }\n", {"a": {"b": ["c", 2]}}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |-\n  one\n  two\n", {"a": "one\ntwo"}),
        ('a: "1951"', {"a": "1951"}),
        ("a: '2021-05-03'", {"a": "2021-05-03"}),
        ("a: 0", {"a": 0}),
        ("a: -15", {"a": -15}),
        ("a: 3.25", {"a": 3.25}),
        ("a: -0.5", {"a": -0.5}),
        ("a: true\nb: false", {"a": True, "b": False}),
        ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
        ("a: 2021-05", {"a": "2021-05"}),
        ("a: 2021-05~", {"a": "2021-05~"}),
        ("a: 1.2.3", {"a": "1.2.3"}),
        ("a: e\u0301", {"a": "é"}),
        ('a: "e\u0301"', {"a": "é"}),
        ("--- # one document\na: b\n...\n", {"a": "b"}),
        ("? a\n: b\n", {"a": "b"}),
        ("{a, b}", {"a": None, "b": None}),
        ("---\n", None),
        ("just text", "just text"),
    ],
)
def test_values(text: str, data: Data) -> None:
    """Strings, numbers, booleans, null, lists and maps are parsed; the rest is text."""
    parsed, problems = parse(text, "f")

    assert parsed is not None
    assert (data, []) == (parsed.data, problems)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "on", "OFF", "y", "N", "True", "FALSE"),
        *("08", "007", "0x1F", "0o17", "0b11", "1_000", "+5", "1" * 16),
        *(
            "1.",
            ".5",
            "1e3",
            "1.5e3",
            "1.5E+3",
            ".inf",
            "-.INF",
            ".NaN",
            "1" * 16 + ".0",
        ),
        *("12:30", "1:30.5", "2021-05-03", "2021-05-03T10:00:00Z", "=", "<<"),
    ],
)
def test_ambiguous_values(text: str) -> None:
    """A value that other parsers may not read as text needs quotes; it stays text."""
    parsed, _problems = parse(f"a: {text}\n", "f")

    assert parsed is not None
    assert ({"a": text}, ["1:4 ambiguous-value"]) == (parsed.data, told(f"a: {text}\n"))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["1:1 empty-file"]),
        ("# nothing yet\n", ["1:1 empty-file"]),
        ("a: b\nc:\td\n", ["2:3 forbidden-character"]),
        ("a: b # \u202e\n", ["1:8 forbidden-character"]),
        ('a: "\\0"', ["1:4 forbidden-character"]),
        ('"\\e": b', ["1:1 forbidden-character", "1:1 bad-key"]),
        ("a: b\n=======\n", ["2:1 conflict-marker"]),
        ("||||||| base\na: b\n", ["1:1 conflict-marker"]),
        ("a: &x b\nc: *x\n", ["1:4 refused-yaml", "2:4 refused-yaml"]),
        ("a: &x b\n*x : c\n", ["1:4 refused-yaml", "2:1 refused-yaml"]),
        ("- &x a\n- *x\n", ["1:3 refused-yaml", "2:3 refused-yaml"]),
        ("a: !!str b", ["1:4 refused-yaml"]),
        ("a: !own [b]", ["1:4 refused-yaml"]),
        ("<<: { b: c }", ["1:1 refused-yaml"]),
        ("%YAML 1.1\n---\na: b\n", ["1:1 refused-yaml"]),
        ("%TAG ! tag:x,2000:\n---\na: b\n", ["1:1 refused-yaml"]),
        ("a: b\n---\nc: d\n", ["2:1 refused-yaml"]),
        ("5: a\n", ["1:1 bad-key"]),
        ("true: a\n", ["1:1 bad-key"]),
        ("~: a\n", ["1:1 bad-key"]),
        ("é: a\n", ["1:1 bad-key"]),
        ('" a": b\n', ["1:1 bad-key"]),
        ('"": b\n', ["1:1 bad-key"]),
        ("yes: a\n", ["1:1 ambiguous-value"]),
        ("? [a, b]\n: c\n", ["1:3 bad-key"]),
        ("? { a: b }\n: c\n", ["1:3 bad-key"]),
        ("a: b\nc: d\na: e\n", ["3:1 repeated-key"]),
        ("a: b: c\n", ["1:5 broken-yaml"]),
        ("a: 'b\n\n\n", ["1:4 broken-yaml"]),
        ("a: [b\n\n\n", ["1:6 broken-yaml"]),
        ("!<x\n", ["1:4 broken-yaml"]),
        ("a: yes\nb: [\n", ["1:4 ambiguous-value", "2:5 broken-yaml"]),
    ],
)
def test_refusals(text: str, problems: list[str]) -> None:
    """Each refused construct is reported once, at its position."""
    assert problems == told(text)


def test_a_repeated_key_leaves_data_incomplete() -> None:
    """The last value of a repeated key wins, and the data is marked incomplete."""
    parsed, _problems = parse("a: b\na: c\n", "f")

    assert parsed is not None
    assert ({"a": "c"}, False) == (parsed.data, parsed.is_whole)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: " + "x" * 19_997, []),
        ("b: c\na: " + "x" * 19_998, ["2:1 too-big"]),
        ("[" * 12 + "]" * 12, []),
        ("[" * 13 + "]" * 13, ["1:13 too-big"]),
        ("{a: " * 13 + "}" * 13, ["1:49 too-big"]),
        ("[" + "a," * 4_999 + "]", []),
        ("[" + "a," * 5_000 + "]", ["1:10000 too-big"]),
        ("[" * 9_000, ["1:13 too-big"]),
        ("- " * 9_000, ["1:25 too-big"]),
    ],
)
def test_limits(text: str, problems: list[str]) -> None:
    """Line length, depth and the number of values are limited."""
    assert problems == told(text)


@pytest.mark.parametrize(
    "text", ["\t" * 19_000, "=======\n" * 9_000, "a: yes\n" * 2_000]
)
def test_no_flood(text: str) -> None:
    """At most a hundred syntax problems are reported for one file."""
    assert len(told(text)) == 100


def test_positions() -> None:
    """Every value and every key has a line, a column and an end."""
    text = "a: b\nc:\n  - d: é e\n  - >-\n    f\n"
    parsed, _problems = parse(text, "f")
    assert parsed is not None
    values = {p: (s.line, s.column) for p, s in parsed.values.items()}
    keys = {p: (s.line, s.column) for p, s in parsed.keys.items()}

    assert values == {
        ("a",): (1, 4),
        ("c", 0, "d"): (3, 8),
        ("c", 0): (3, 5),
        ("c", 1): (4, 5),
        ("c",): (3, 3),
        (): (1, 1),
    }
    assert keys == {("a",): (1, 1), ("c",): (2, 1), ("c", 0, "d"): (3, 5)}
    span = parsed.values["c", 0, "d"]
    assert text[span.start : span.end] == "é e"


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's pure Python parser gives the same data and positions."""
    text = "a: [b, yes]\nc: { d: 5 }\ne: f: g\n"
    fast = parse(text, "f")[1], parse(text[:-7], "f")[0]
    monkeypatch.setattr(module, "Events", yaml.SafeLoader)
    slow = parse(text, "f")[1], parse(text[:-7], "f")[0]

    assert [(p.mark, p.rule) for p in fast[0]] == [(p.mark, p.rule) for p in slow[0]]
    assert fast[1] == slow[1]


def test_a_fault_without_a_position() -> None:
    """A YAML error without a position is reported for the file as a whole."""
    problem = broken_yaml(ValueError("odd"), "a: b", "f")

    assert (Mark("f"), "broken-yaml") == (problem.mark, problem.rule)
