"""Hostile files cannot raise, take long, flood a report or forge one."""

from __future__ import annotations

import random
import time

import pytest
from checks import SCHEMA, BaseOf
from hostile import HOSTILE
from rendered import TINY

from sourcebook.checking import loaded_words
from sourcebook.checking.rules import check_rules
from sourcebook.checking.shape import check_shapes
from sourcebook.model.kinds import Kind
from sourcebook.problems import Problem, printable
from sourcebook.reading.assemble import base_of
from sourcebook.reading.document import Document, document_of
from sourcebook.reading.schema_folder import read_schema


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", ["entities/x.yaml", "sources/s.yaml", "base.yaml"])
def test_hostile_files(name: str, place: str, base_of: BaseOf) -> None:
    """Each is checked quickly, with few problems, all of them safe to print."""
    began = time.process_time()
    problems = base_of({place: HOSTILE[name]}).problems
    took = time.process_time() - began

    assert problems
    assert len(problems) <= 102  # a hundred for the file, two more for the base
    assert [p for p in problems if not is_safe(p)] == []
    assert took <= 10  # unbounded growth takes minutes; a busy machine, two seconds


def is_safe(problem: Problem) -> bool:
    """Whether *problem* prints as three short lines of printable characters."""
    lines = str(problem).split("\n")
    return (
        len(lines) == 3
        and all(line.isprintable() for line in lines)
        and max(map(len, lines[::2])) < 1_000
        and printable(problem.mark.file) == problem.mark.file
    )


def seeds() -> dict[str, tuple[Kind, str]]:
    """The kind and text of each record of the small base, by id."""
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
    """*text* with one to four insertions, deletions or copies at random places."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 5, 30]))
        piece = chance.choice(SCRAPS)
        if chance.random() < 0.2:
            other = chance.randrange(len(text) + 1)
            piece = text[other : other + 30]
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.slow
def test_mutants() -> None:
    """Checking 1,800 damaged records raises nothing."""
    chance = random.Random(20210504)  # noqa: S311
    schema, _problems = read_schema(SCHEMA)
    assert schema is not None
    records = seeds()
    kinds = {id_: kind for id_, (kind, _) in records.items() if kind is not Kind.BASE}
    unsafe = []
    for _ in range(150):
        documents, problems = [], []
        for id_, (kind, text) in records.items():
            readable, faults = judged(id_, kind, mutant(text, chance))
            documents += readable
            problems += faults
        shaped = check_shapes(documents, schema)
        base = base_of(shaped.whole, shaped.parts, kinds, schema.digest)
        problems += [*shaped.problems, *check_rules(base, schema)]
        problems += loaded_words.loaded_wording((*shaped.whole, *shaped.parts), schema)
        unsafe += [problem for problem in problems if not is_safe(problem)]

    assert unsafe == []


def judged(id_: str, kind: Kind, text: str) -> tuple[list[Document], list[Problem]]:
    """The Document of *text*, if it can be read, and its syntax problems."""
    document, problems = document_of(text, f"{id_}.yaml", kind, id_)
    if document is None:
        assert problems != []

        return [], problems
    return [document], problems
