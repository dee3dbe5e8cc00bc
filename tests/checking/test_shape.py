"""A single record against its schema: the problems reported and the valid parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks import SCHEMA

from sourcebook.checking import loaded_words
from sourcebook.checking.shape import check_shapes
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import AvoidedWord, Schema
from sourcebook.problems import Problem
from sourcebook.reading.document import Document, document_of
from sourcebook.reading.schema_folder import read_schema

TOWN = "name: Alderby\ntype: place\nsummary: Town.\n"


def schema() -> Schema:
    """The schema of this project."""
    project_schema, problems = read_schema(SCHEMA)
    assert project_schema is not None, problems

    return project_schema


def document(text: str, kind: Kind = Kind.ENTITY) -> Document:
    """The Document read from *text*."""
    record, _problems = document_of(text, "f", kind, "a")
    assert record is not None

    return record


def told(text: str) -> list[str]:
    """The problems of an entity: line, column and rule."""
    problems = check_shapes([document(text)], schema()).problems
    return [f"{p.mark.line}:{p.mark.column} {p.rule}" for p in problems]


def sound(text: str) -> object:
    """The valid parts of an entity with faults."""
    shaped = check_shapes([document(text)], schema())
    return [part.data for part in (*shaped.whole, *shaped.parts)]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (TOWN, []),
        ("just text", ["1:1 wrong-type"]),
        ("[]", ["1:1 wrong-type"]),
        ("---\n", ["2:1 no-value"]),
        ("{}", ["1:1 missing-key"] * 3),
        (TOWN.replace("place", ""), ["2:6 no-value"]),
        (TOWN.replace("place", '""'), ["2:7 no-value"]),
        (TOWN.replace("Town.", "[]"), ["3:10 wrong-type"]),
        (TOWN.replace("Town.", "[[a]]"), ["3:10 wrong-type"]),
        (TOWN.replace("Town.", "1.5"), ["3:10 wrong-type"]),
        (TOWN + "claims: {}\n", ["4:9 wrong-size"]),
        (TOWN + "claims: { a: }\n", ["4:14 no-value"]),
        (TOWN + "claims: { p5: }\n", ["4:11 wrong-form", "4:15 no-value"]),
        (TOWN + "identifiers: {}\n", ["4:14 wrong-size"]),
        (TOWN + "description: |-\n  a: b\nsumary: x\n", ["6:1 unknown-key"]),
        (TOWN.replace("Alderby", "|-\n  a\n  b"), ["1:7 wrong-form"]),
    ],
)
def test_reports(text: str, problems: list[str]) -> None:
    """Each fault is reported once, at its value, without follow-up errors."""
    assert problems == told(text)


def test_a_report_is_bounded() -> None:
    """At most a hundred faults of one record are reported."""
    items = "".join(f"  k{n}: v\n" for n in range(300))

    assert len(told(TOWN + "identifiers:\n" + items)) == 100


CLAIM = "{ text: T, by: [{ author: true }], mode: asserts, cite: [s#p1] }"
HELD = {"text": "T", "by": [{"author": True}], "mode": "asserts", "cite": ["s#p1"]}
DATA = {"name": "Alderby", "type": "place", "summary": "Town."}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (TOWN, [DATA]),
        ("{}", []),
        ("just text", []),
        (TOWN + "sumary: x\n", [DATA]),
        ("type: place\nname: Alderby\nsummary: Town.\n", [DATA]),
        (TOWN + f"claims: {{ p5: {CLAIM}, b: {CLAIM} }}\n",
         [DATA | {"claims": {"b": HELD}}]),
        (TOWN + f"claims: {{ a: {CLAIM[:-2]}, x: y }}, b: {CLAIM} }}\n",
         [DATA | {"claims": {"a": HELD, "b": HELD}}]),
        (TOWN + f"claims: {{ a: {CLAIM[:-2]}, said: x }}, b: 5 }}\n",
         [DATA | {"claims": {"a": HELD}}]),
        (TOWN + "claims: { a: 5 }\n", [DATA]),
        (TOWN + "also_known_as: [{ name: A }, 5, { nam: B }, { name: C, cite: [x] }]\n",
         [DATA | {"also_known_as": [{"name": "A"}, {"name": "C"}]}]),
        (TOWN.replace("Alderby", ""), []),
    ],
)  # fmt: skip
def test_valid_parts(text: str, data: object) -> None:
    """Only the parts without faults are passed on to the rules."""
    assert data == sound(text)


def test_marks_move_with_their_values() -> None:
    """The remaining items of a list keep their positions in the file."""
    text = TOWN + "also_known_as:\n  - 5\n  - name: A\n  - { name: B, nam: b }\n"
    (part,) = check_shapes([document(text)], schema()).parts

    assert part.mark(("also_known_as", 0, "name")).line == 6
    assert part.mark(("also_known_as", 1, "name")).line == 7
    assert part.key_mark(("also_known_as", 0, "name")).column == 5
    assert ("also_known_as", 2) not in part.parsed.values


def avoiding(text: str, *entries: AvoidedWord) -> list[str]:
    """The loaded-wording problems of an entity, with *entries* as avoided words."""
    project_schema = schema()
    listed = Schema(
        project_schema.shapes, project_schema.terms, entries, project_schema.digest
    )
    problems: list[Problem] = sorted(
        loaded_words.loaded_wording([document(text)], listed)
    )
    return [
        f"{p.mark.line}:{p.mark.column} {p.message[:12]} {p.expected}" for p in problems
    ]


REGIME = AvoidedWord(("regime", "old regime"), "government", ("ancien regime",))


@pytest.mark.parametrize(
    ("summary", "problems"),
    [
        ("The government.", []),
        ("The regime.", ["3:14 'regime' is  government"]),
        ("The REGIME.", ["3:14 'REGIME' is  government"]),
        ("The reg\u0131me.", ["3:14 'reg\u0131me' is  government"]),
        ("The old\n  regime.", ["3:14 'old regime' government"]),
        ("Regimes, regimental, post-regime.", []),
        ("The ancien regime.", []),
        ('"The reg\\x69me."', ["3:10 'regime' is  government"]),
        ("[[regime]]", ["3:13 'regime' is  government"]),
    ],
)
def test_avoided_words(summary: str, problems: list[str]) -> None:
    """Whole words are found in any case, except within an allowed phrase."""
    summary = f"'{summary}'" if summary.startswith("[[") else summary
    text = f"name: The regime\ntype: place\nsummary: {summary}\n"

    assert [p.replace("\\n", " ") for p in avoiding(text, REGIME)] == problems


def test_no_avoided_words() -> None:
    """With an empty list, no word is reported."""
    assert avoiding(TOWN) == []


COLON = "1:5 a colon and a space inside a text without quotes, or a key too far in"
NAME = "1:2 not JSON: Expecting property name enclosed in double quotes"
GENRES = (
    "1:1 no enumeration (oneOf, each with const and title) at "
    "source.schema.json#/properties/genre"
)


def broken(folder: Path, name: str, content: bytes) -> list[str]:
    """The problems of the schema folder with one file replaced."""
    for path in [*SCHEMA.glob("*.json"), SCHEMA / "wording.yaml"]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / name).write_bytes(content)
    _schema, problems = read_schema(folder)
    return [f"{p.mark.line}:{p.mark.column} {p.message}" for p in problems]


@pytest.mark.parametrize(
    ("name", "content", "problems"),
    [
        ("wording.yaml", b"avoid:\n  - { words: [x], instead: y }\n", []),
        ("wording.yaml", b"avoid: x\n", ["1:1 it has no list under 'avoid'"]),
        ("wording.yaml", b"a: b: c\n", [COLON]),
        *(
            ("wording.yaml", b"avoid:\n  - " + entry + b"\n",
             ["2:5 an entry needs words (a list) and instead (a text)"])
            for entry in (b"x", b"{ words: [x] }", b"{ words: [], instead: y }",
                          b"{ words: ['', x], instead: y }",
                          b"{ words: [5], instead: y }",
                          b"{ words: [x], instead: y, allowed_in: z }",
                          b"{ words: [x], instead: y, allowed_in: [5] }")
        ),
        ("base.schema.json", b"\xff", ["1:1 not JSON that can be read"]),
        ("base.schema.json", b"[" * 99_999, ["1:1 not JSON that can be read"]),
        ("base.schema.json", b"{,}", [NAME]),
        ("base.schema.json", b'{"$ref": "terms.schema.json#/$defs/nothing"}',
         ["1:1 nothing stands at $ref 'terms.schema.json#/$defs/nothing'"]),
        ("base.schema.json", b'{"anyOf": [{"$ref": "#/x"}, {"$ref": 5}]}',
         ["1:1 nothing stands at $ref '#/x'", "1:1 nothing stands at $ref '5'"]),
        ("source.schema.json", b"{}", [GENRES]),
        ("source.schema.json", b'{"properties": {"genre": {"oneOf": [5]}}}',
         [GENRES]),
    ],
)  # fmt: skip
def test_a_broken_schema(
    tmp_path: Path, name: str, content: bytes, problems: list[str]
) -> None:
    """An unusable schema folder is reported as problems and raises nothing."""
    assert problems == broken(tmp_path, name, content)


def test_no_list_of_words(tmp_path: Path) -> None:
    """The list of avoided words is optional in a schema folder."""
    for path in SCHEMA.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    loaded, problems = read_schema(tmp_path)
    assert loaded is not None, problems

    assert loaded.avoided == ()
