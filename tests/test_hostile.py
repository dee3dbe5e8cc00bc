"""Hostile files: none raises, takes long, floods a report or forges one."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import SCHEMA, BaseOf

from sourcebook.checking import loaded_words
from sourcebook.checking.rules import check_rules
from sourcebook.checking.shape import check_shapes
from sourcebook.model.kinds import Kind
from sourcebook.problems import Problem, printable
from sourcebook.reading.assemble import base_of
from sourcebook.reading.document import Document, document_of
from sourcebook.reading.schema_folder import read_schema

TINY = Path(__file__).parent / "bases/valid/tiny/kb"
TOWN = "name: Alderby\ntype: place\nsummary: "
CLAIM = "{ text: T, by: [x], mode: asserts, cite: [s#p1] }"

HOSTILE: Mapping[str, str | bytes] = {
    # Values on which PyYAML's own loader raises what is no YAML error.
    "day that is not": TOWN + "2024-02-30",
    "integer without digits": TOWN + "!!int x",
    "hexadecimal without digits": TOWN + "0x_",
    "integer of 5,000 digits": TOWN + "9" * 5_000,
    "code point beyond Unicode": TOWN + '"\\U00110000"',
    "truth that is none": TOWN + "!!bool x",
    "time that is none": TOWN + "!!timestamp x",
    "integer of nothing": TOWN + '!!int ""',
    "object of Python": TOWN + "!!python/object/apply:os.system [id]",
    # Depth and breadth.
    "brackets": "[" * 30_000,
    "brackets on lines": "[\n" * 30_000,
    "dashes": "- " * 9_000,
    "dashes on lines": "".join(" " * n + "-\n" for n in range(600)),
    "braces": "{a: " * 4_900,
    "question marks": "? " * 9_000,
    "a thousand keys": "".join(f"k{n}: v\n" for n in range(4_900)),
    "a thousand faults": TOWN + "T\nidentifiers:\n" + " x: y\n" * 4_000,
    "wrong items": TOWN + "T\nalso_known_as: [" + "5, " * 4_900 + "]",
    "empty claims": TOWN + "T\nclaims:\n" + "".join(f" c{n}:\n" for n in range(2_000)),
    "one item many times": TOWN + "T\nalso_known_as: [" + "{ name: a }, " * 1_600 + "]",
    "billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "itself within itself": "&a [*a]",
    # Keys.
    "merge key": "<<: [{ a: b }]\n" + TOWN + "T",
    "no-break space before a key": "\u00a0name: Alderby\n",
    "key of a map": "? { a: b }\n: c\n",
    "key of Python": "__proto__: x\nconstructor: y\n__class__: z\n",
    "long key": "k" * 19_000 + ": v\n",
    # Characters.
    "null": TOWN + '"\\0"',
    "terminal colours": TOWN + '"\\e[31m"',
    "half a character": TOWN + '"\\ud800"',
    "text turned around": TOWN + '"\\u202e"',
    "byte order mark": b"\xef\xbb\xbf" + TOWN.encode() + b"T",
    "UTF-16": (TOWN + "T").encode("utf-16"),
    "half of UTF-8": TOWN.encode() + b"\xc3",
    "lone carriage return": "name: a\rtype: place\r",
    "tabs": "\t" * 100_000,
    "tabs on lines": "\t\n" * 100_000,
    "markers": "<<<<<<< a\n" * 20_000,
    "escapes": TOWN + '"' + "\\0" * 9_000 + '"',
    # Size.
    "too many bytes": b"x" * 300_000,
    "long line": TOWN + "x" * 250_000,
    # Documents and directives.
    "directive": "%YAML 9.9\n---\na: b\n",
    "unknown directive": "%FOO bar\n---\na: b\n",
    "two documents": "a: b\n---\nc: d\n",
    "many documents": "---\n" * 10_000,
    "end alone": "...\n",
    "null alone": "null",
    # Values that reach further in.
    "superscript paragraph": TOWN + '"T [@s#p5-\u00b2]"',
    "paragraph of 9,000 digits": TOWN + "T [@s#p" + "9" * 400 + "]",
    "locator of nothing": TOWN + "T [@]  [@#] [@#p] [[#]] [[ ]] [[x#]]",
    "dotless i": TOWN + "The reg\u0131me and the REG\u0130ME.",
    "lines into a report": TOWN + 'T\nroles: "a\\n::error::x\\n"',
    "not a number": TOWN + "T\nlocation: { lat: .nan, lon: .inf, precision: city }",
    "decimal paragraphs": TOWN
    + "T\nclaims: { a: "
    + CLAIM.replace("p1", "p1.0")
    + " }",
    "reversed span": TOWN + "T\nroles: [{ title: t, from: 9999/0001, cite: [s#p1] }]",
    "catastrophe for patterns": "a" * 9_000 + "!: " + "-" * 9_000 + "\n",
    "links": TOWN + '"' + "[[" * 9_000 + '"',
    "citations": TOWN + '"' + "[@" * 9_000 + '"',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", ["entities/x.yaml", "sources/s.yaml", "base.yaml"])
def test_hostile_files(name: str, place: str, base_of: BaseOf) -> None:
    """Each is judged soon, in a hundred lines and words safe to print."""
    began = time.process_time()
    problems = base_of({place: HOSTILE[name]}).problems
    took = time.process_time() - began

    assert problems
    assert len(problems) <= 102  # a hundred of the file, two that follow for the base
    assert [p for p in problems if not is_safe(p)] == []
    assert took <= 10  # what grows without bound takes minutes; a busy machine, two


def is_safe(problem: Problem) -> bool:
    """Whether *problem* prints as three lines, short and without odd characters."""
    lines = str(problem).split("\n")
    return (
        len(lines) == 3
        and all(line.isprintable() for line in lines)
        and max(map(len, lines[::2])) < 1_000
        and printable(problem.mark.file) == problem.mark.file
    )


def seeds() -> dict[str, tuple[Kind, str]]:
    """The small base: kind and text by id."""
    folders = {"entities": Kind.ENTITY, "events": Kind.EVENT, "sources": Kind.SOURCE}
    return {
        path.stem: (
            folders.get(path.parent.name, Kind.BASE),
            path.read_text(encoding="utf-8"),
        )
        for path in sorted(TINY.rglob("*.yaml"))
    }


SCRAPS = [
    *("\n", " ", "  ", ": ", "- ", "[", "]", "{", "}", '"', "'", "|", ">-\n", "#", ","),
    *("&a ", "*a", "!!x ", "<<: ", "? ", "~", "null", "true", "0", "-1", "1.0", "1e9"),
    *("[[", "]]", "[@", "#p", "#p0", "\u202e", "\u0131", "\u00b2", "\\", "\t", "\r"),
    *("2021-02-30", "..", "/", "%", "p5", "cite: ", "by: ", "answers: {}", "type: "),
]


def mutant(text: str, chance: random.Random) -> str:
    """*text* with one to four scraps put in, pieces taken out, or lines moved."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 5, 30]))
        piece = chance.choice(SCRAPS)
        if chance.random() < 0.2:
            other = chance.randrange(len(text) + 1)
            piece = text[other : other + 30]
        text = text[:start] + piece + text[end:]
    return text


def test_mutants() -> None:
    """Damaged records are judged, 1,800 of them, and none raises anything."""
    chance = random.Random(20210504)  # noqa: S311
    schema, _problems = read_schema(SCHEMA)
    assert schema is not None
    records = seeds()
    kinds = {id_: kind for id_, (kind, _) in records.items() if kind is not Kind.BASE}
    unsafe = []
    for _ in range(150):
        documents, problems = [], []
        for id_, (kind, text) in records.items():
            found, faults = judged(id_, kind, mutant(text, chance))
            documents += found
            problems += faults
        shaped = check_shapes(documents, schema)
        base = base_of(shaped.whole, shaped.parts, kinds, schema.digest)
        problems += [*shaped.problems, *check_rules(base, schema)]
        problems += loaded_words.loaded_wording((*shaped.whole, *shaped.parts), schema)
        unsafe += [problem for problem in problems if not is_safe(problem)]

    assert unsafe == []


def judged(id_: str, kind: Kind, text: str) -> tuple[list[Document], list[Problem]]:
    """The Document of *text*, where there is one, and the problems of its form."""
    document, problems = document_of(text, f"{id_}.yaml", kind, id_)
    if document is None:
        assert problems != []

        return [], problems
    return [document], problems
