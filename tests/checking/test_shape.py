"""One record against its schema: what is reported, and what is sound of the rest."""

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
    found, problems = read_schema(SCHEMA)
    assert found is not None, problems

    return found


def document(text: str, kind: Kind = Kind.ENTITY) -> Document:
    """A record that was read."""
    found, _problems = document_of(text, "f", kind, "a")
    assert found is not None

    return found


def told(text: str) -> list[str]:
    """What is reported of an entity: line, column, rule."""
    found = check_shapes([document(text)], schema()).problems
    return [f"{p.mark.line}:{p.mark.column} {p.rule}" for p in found]


def sound(text: str) -> object:
    """What is sound of a faulty entity."""
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
    """Each fault is reported once, at the value, and what follows from it is not."""
    assert problems == told(text)


def test_a_report_is_bounded() -> None:
    """A hundred faults of one record are enough."""
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
def test_what_is_sound(text: str, data: object) -> None:
    """What no fault touches is kept for the rules, and nothing else."""
    assert data == sound(text)


def test_marks_move_with_their_values() -> None:
    """What is left of a list keeps the places where it stands in the file."""
    text = TOWN + "also_known_as:\n  - 5\n  - name: A\n  - { name: B, nam: b }\n"
    (part,) = check_shapes([document(text)], schema()).parts

    assert part.mark(("also_known_as", 0, "name")).line == 6
    assert part.mark(("also_known_as", 1, "name")).line == 7
    assert part.key_mark(("also_known_as", 0, "name")).column == 5
    assert ("also_known_as", 2) not in part.parsed.values


def avoiding(text: str, *entries: AvoidedWord) -> list[str]:
    """What the rule of wording reports of an entity, with *entries* as its list."""
    own = schema()
    listed = Schema(own.shapes, own.terms, entries, own.digest)
    found: list[Problem] = sorted(loaded_words.loaded_wording([document(text)], listed))
    return [
        f"{p.mark.line}:{p.mark.column} {p.message[:12]} {p.expected}" for p in found
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
    """Whole words in any case are found, but in a phrase in which they may stand."""
    summary = f"'{summary}'" if summary.startswith("[[") else summary
    text = f"name: The regime\ntype: place\nsummary: {summary}\n"

    assert [p.replace("\\n", " ") for p in avoiding(text, REGIME)] == problems


def test_no_avoided_words() -> None:
    """An empty list avoids nothing."""
    assert avoiding(TOWN) == []


COLON = "1:5 a colon and a space inside a text without quotes, or a key too far in"
NAME = "1:2 not JSON: Expecting property name enclosed in double quotes"
GENRES = (
    "1:1 no enumeration (oneOf, each with const and title) at "
    "source.schema.json#/properties/genre"
)


def broken(folder: Path, name: str, content: bytes) -> list[str]:
    """What is reported of the schema folder where one file says something else."""
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
    """A schema folder that cannot be used is reported, never raised."""
    assert problems == broken(tmp_path, name, content)


def test_no_list_of_words(tmp_path: Path) -> None:
    """A schema folder may lack the list of avoided words."""
    for path in SCHEMA.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    found, problems = read_schema(tmp_path)
    assert found is not None, problems

    assert found.avoided == ()
