"""Loaded words are found wherever they occur in a record."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from checks import SCHEMA
from mutants import texts

from sourcebook.checking import loaded_words
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import AvoidedWord, Schema
from sourcebook.problems import Problem
from sourcebook.reading.document import Document, document_of
from sourcebook.reading.schema_folder import read_schema

TOWN = "name: Alderby\ntype: place\nsummary: "


def schema() -> Schema:
    """The schema of this project."""
    project_schema, problems = read_schema(SCHEMA)
    assert project_schema is not None, problems

    return project_schema


def document(text: str) -> Document | None:
    """The entity in *text*; None if the text cannot be read."""
    return document_of(text, "f", Kind.ENTITY, "a")[0]


def told(entity: Document, schema: Schema) -> list[Problem]:
    """The loaded-wording problems of a Document."""
    return list(loaded_words.loaded_wording([entity], schema))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("The regime.", 1),
        ('"The r\\x65gime."', 1),
        ('"The reg\\\n  ime."', 1),
        ("It claims so.\nclaims: {}", 1),
        ("It stood.\nclaims: {}", 0),
        ("It stood.\nclaims: { a: { text: It claims so. } }", 1),
        ("It stood.\nclaims: { a: { text: It stood. } } # claims\n", 0),
        (">-\n  So the\n  reg\u0131me said.", 1),
        ("It loo\u212as for martyrs.", 1),
        ("'the \"regime\"'", 1),
        ("the[regime]", 1),
        ("the regime-led, the non-regime", 0),
    ],
)
def test_a_word_is_found_however_it_is_written(value: str, words: int) -> None:
    """A word is found if escaped, folded, equal to a key or in lookalike letters."""
    entity = document(TOWN + value + "\n")
    assert entity is not None

    assert len(told(entity, schema())) == words


def test_decomposed_accents() -> None:
    """A word in decomposed Unicode matches its composed form."""
    other = AvoidedWord(("caf\u00e9s",), "inns", ())
    entity = document(TOWN + "The cafe\u0301s.\n")
    assert entity is not None

    assert len(told(entity, replace(schema(), avoided=(other,)))) == 1


def test_the_quick_check_misses_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole-file pre-check changes no report on 1,500 records with loaded words."""
    ours = schema()
    words = [word for entry in ours.avoided for word in entry.words]
    chance = random.Random(19)  # noqa: S311
    given = []
    for _ in range(1_500):
        parts = chance.choice(texts()).split(" ")
        word = chance.choice(words)
        shown = chance.choice(
            [word, word.upper(), word.title(), f'"{word}"', f"{word}:"]
        )
        parts.insert(chance.randrange(len(parts)), shown)
        entity = document(" ".join(parts))
        given += [entity] if entity else []
    quick = [told(entity, ours) for entity in given]
    monkeypatch.setattr(loaded_words._Avoided, "may_stand_within", lambda *_: True)

    assert quick == [told(entity, ours) for entity in given]
    assert sum(map(bool, quick)) > 200
