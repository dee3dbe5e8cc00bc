"""The words that editors avoid are found wherever they stand."""

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
    found, problems = read_schema(SCHEMA)
    assert found is not None, problems

    return found


def document(text: str) -> Document | None:
    """An entity, where *text* can be read."""
    return document_of(text, "f", Kind.ENTITY, "a")[0]


def told(found: Document, schema: Schema) -> list[Problem]:
    """What is reported of the words of a Document."""
    return list(loaded_words.loaded_wording([found], schema))


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
    """Escaped, folded, beside a key of the same name, in letters that look alike."""
    found = document(TOWN + value + "\n")
    assert found is not None

    assert len(told(found, schema())) == words


def test_an_accent_may_stand_apart() -> None:
    """A word in Unicode's other form is the same word."""
    other = AvoidedWord(("caf\u00e9s",), "inns", ())
    found = document(TOWN + "The cafe\u0301s.\n")
    assert found is not None

    assert len(told(found, replace(schema(), avoided=(other,)))) == 1


def test_no_file_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at the whole file first changes no report, on 1,500 records with words."""
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
        found = document(" ".join(parts))
        given += [found] if found else []
    quick = [told(found, ours) for found in given]
    monkeypatch.setattr(loaded_words._Avoided, "may_stand_within", lambda *_: True)

    assert quick == [told(found, ours) for found in given]
    assert sum(map(bool, quick)) > 200
