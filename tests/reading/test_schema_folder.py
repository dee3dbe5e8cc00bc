"""The schema folder of this project: valid, fully described and safe to use."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rendered import ROOT

from sourcebook.checking.strict_jsonschema import validators
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import FILES, TERMS, Schema
from sourcebook.reading.schema_folder import read_schema

FOLDER = ROOT / "schema"
NAMES = [TERMS, *FILES.values()]
PROBES = ("a" * 10_000 + "!", "-" * 10_000, "a-" * 5_000, "\n" * 10_000, "0" * 10_000)


def _schema() -> Schema:
    schema, problems = read_schema(FOLDER)
    assert schema is not None, problems

    return schema


def _below(shape: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Every subschema of *shape*, at any depth, with its JSON pointer."""
    yield where, shape
    for key in ("properties", "$defs", "dependentSchemas"):
        for name, below in shape.get(key, {}).items():
            if isinstance(below, dict):
                yield from _below(below, f"{where}/{key}/{name}")
    for key in ("items", "additionalProperties", "propertyNames", "then", "else"):
        if isinstance(shape.get(key), dict):
            yield from _below(shape[key], f"{where}/{key}")


SHAPES = [
    (name, where, shape)
    for name in NAMES
    for where, shape in _below(json.loads((FOLDER / name).read_bytes()), f"{name}#")
]
DESCRIBED = [
    (name, where, shape)
    for name, where, shape in SHAPES
    if where.split("/")[-2:-1] in (["properties"], ["$defs"])
    and "/dependentSchemas/" not in where
]


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_a_json_schema(name: str) -> None:
    """Each file is valid under the JSON Schema 2020-12 metaschema."""
    Draft202012Validator.check_schema(json.loads((FOLDER / name).read_bytes()))


def test_everything_is_described() -> None:
    """Every property at every depth has a title, a description and examples."""
    schema, wanted = _schema(), ("title", "description", "examples")
    lacking = [
        (where, key)
        for name, where, shape in DESCRIBED
        for key in wanted
        if not schema.resolved(shape, name).get(key)
    ]

    assert lacking == []


def test_every_example_fits() -> None:
    """Each example is valid for the property that it illustrates."""
    schema, wrong = _schema(), []
    for name, where, shape in DESCRIBED:
        judge = validators(schema)[Kind.BASE].evolve(schema={"$ref": where})
        for example in schema.resolved(shape, name)["examples"]:
            wrong += [(where, e.message) for e in judge.iter_errors(example)]

    assert wrong == []


def test_every_text_and_list_is_bounded() -> None:
    """Strings, lists, open maps and numbers all have limits."""
    bounds = {
        "string": {"maxLength"},
        "array": {"maxItems", "items"},
        "number": {"minimum", "maximum"},
        "integer": {"minimum", "maximum"},
    }
    schema, lacking = _schema(), []
    for name, where, shape in SHAPES:
        whole = schema.resolved(shape, name)
        kind = whole.get("type")
        if where.endswith("/filled"):
            continue  # only the base type of the string types, which have maxLength
        wanted = bounds.get(kind, set()) if isinstance(kind, str) else set()
        if kind == "object" and whole.get("additionalProperties") is not False:
            wanted = {"maxProperties", "additionalProperties", "propertyNames"}
        lacking += [(where, key) for key in sorted(wanted - whole.keys())]

    assert lacking == []


def test_every_map_is_closed_or_bounded() -> None:
    """No map with properties accepts undeclared keys."""
    open_maps = [
        where
        for _name, where, shape in SHAPES
        if "properties" in shape
        and "/dependentSchemas/" not in where
        and shape.get("additionalProperties") is not False
    ]

    assert open_maps == []


@pytest.mark.parametrize(
    "pattern",
    sorted({shape["pattern"] for _, _, shape in SHAPES if "pattern" in shape}),
)
def test_patterns_are_linear(pattern: str) -> None:
    """No pattern is slow, nests repetitions or contains non-ASCII characters."""
    began = time.process_time()
    for probe in PROBES:
        re.fullmatch(pattern, probe, re.ASCII)
    took = time.process_time() - began

    assert pattern.isascii()
    assert not re.search(r"[*+}][^()]*\)[*+{]", pattern)
    assert took / len(PROBES) <= 1


def test_every_word_has_a_label() -> None:
    """Each term of each vocabulary has a title and a description."""
    bare = [
        (vocabulary, term.id)
        for vocabulary, terms in _schema().terms.items()
        for term in terms.values()
        if not (term.label and term.description)
    ]

    assert bare == []


def test_words_are_keys() -> None:
    """The terms of the vocabularies are in snake_case."""
    words = [word for terms in _schema().terms.values() for word in terms]

    assert [word for word in words if not re.fullmatch("[a-z]+(_[a-z]+)*", word)] == []


def test_property_at() -> None:
    """The schema of a value is found at any depth and through every branch."""
    schema = _schema()
    titles = [
        schema.property_at(Kind.EVENT, path).get("title")
        for path in (
            (),
            ("title",),
            ("claims", "x", "by", 0),
            ("claims", "x", "by", 0, "anonymous"),
            ("claims", "x", "by", 0, "author"),
            ("claims", "x", "cite", 2),
            ("questions", "x", "positions", "y"),
            ("claims", "x", "nothing"),
            ("nothing", "at", "all"),
        )
    ]

    assert titles == [
        "Event",
        "Title",
        "Speaker",
        "Description",
        "Author",
        "Locator",
        "Line of Markdown",
        None,
        None,
    ]
