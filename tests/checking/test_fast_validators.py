"""The fast validators built from a schema accept exactly what jsonschema accepts."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import large
import pytest
from checks import SCHEMA, check_whole
from jsonschema import Draft202012Validator
from mutants import BASES, examples
from rendered import ROOT

from sourcebook import flow
from sourcebook.checking import shape, strict_jsonschema
from sourcebook.checking.fast_validators import (
    KNOWN,
    _UnknownError,
    _validator,
    fast_validators,
)
from sourcebook.checking.inlined_schema import inlined
from sourcebook.checking.shape import check_shapes
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import Schema
from sourcebook.reading.document import Document
from sourcebook.reading.read import read_base
from sourcebook.reading.schema_folder import read_schema


def schema() -> Schema:
    """The schema of this project."""
    project_schema, problems = read_schema(SCHEMA)
    assert project_schema is not None, problems

    return project_schema


def documents() -> list[Document]:
    """Every readable record of a large base and of the small bases."""
    folders = [large.kb(), *sorted(BASES.glob("*/*/kb"))]
    return [document for folder in folders for document in read_base(folder).documents]


def test_every_kind_has_a_fast_validator() -> None:
    """Our own schema uses no unknown keyword, so every kind has a fast validator."""
    assert set(fast_validators(schema())) == set(Kind)


def test_every_keyword_of_ours_is_known() -> None:
    """The fast validators know every keyword that strict_jsonschema adds."""
    added = set(strict_jsonschema._Strict.VALIDATORS) - set(
        Draft202012Validator.VALIDATORS
    )

    assert added <= KNOWN


def test_agreement_on_every_record() -> None:
    """The validators agree on a large base and on all small bases, valid or broken."""
    fast, strict = fast_validators(schema()), strict_jsonschema.validators(schema())
    differing = [
        document.file
        for document in documents()
        if fast[document.kind](document.data)
        != strict[document.kind].is_valid(document.data)
    ]

    assert differing == []


def test_agreement_on_the_examples_of_the_schema() -> None:
    """The validators agree on every schema example, tested against every subschema."""
    parts = list(shapes(inlined(schema())))
    given = [example for part in parts for example in part.get("examples", ())]
    values = list({json.dumps(value): value for value in given}.values())
    differing = disagreements({json.dumps(part): part for part in parts}, values)

    assert len(parts) > 80
    assert len(values) > 120
    assert differing == []


def shapes(subschema: Any) -> Iterator[Any]:
    """Every subschema that has examples, with its references inlined."""
    if isinstance(subschema, dict):
        if isinstance(subschema.get("examples"), list):
            yield subschema
        for key, below in subschema.items():
            if key not in ("examples", "$defs"):
                yield from shapes(below)


VALUES: list[Any] = [
    *(None, True, False, 0, 1, 2, -1, 1.0, 1.5, 10**15, -1e15, 1e16),
    *("", "a", "b", "ab", "a" * 300, "a\n", "1", "TBD", "-", "é", "e\u0301", "\u0663"),
    *(
        "a b",
        "a  b",
        "a  b c",
        "2024-02-30",
        "2024-02-29",
        "2024/",
        "https://a.org",
        "http:a",
    ),
    *([], [1], [1, 1], [1, 1.0], [1, True], ["a", "a"], ["a", "b"], [[], []], [{}, {}]),
    *([{"a": 1, "b": 2}, {"b": 2, "a": 1}], [None], [0, False], ["b", 1, "b"]),
    *({}, {"a": 1}, {"a": "b"}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"c": 1}),
    *({"a": 1, "c": 2}, {"c": 2, "a": 1}, {"a": None}, {"B": 1}, {"a": 1, "b": {}}),
]
PARTS: list[Any] = [
    *({}, True, False, {"type": "string"}, {"type": "integer"}, {"type": "number"}),
    *({"type": "boolean"}, {"type": "null"}, {"type": "array"}, {"type": "object"}),
    *({"type": ["string", "object"]}, {"type": ["integer", "null"]}, {"type": []}),
    *({"minLength": 1}, {"maxLength": 1}, {"minLength": 2, "maxLength": 2}),
    *({"pattern": "a"}, {"pattern": "^[a-z]+$"}, {"pattern": "\\d"}, {"pattern": ""}),
    *({"pattern": "a+", "maxLength": 500}, {"x-max-words": 1}, {"x-max-words": 2}),
    *({"format": "edtf"}, {"format": "web-address"}, {"format": "date"}),
    *({"minimum": 1}, {"maximum": 1}, {"minimum": 0.5, "maximum": 1e15}),
    *({"minItems": 1}, {"maxItems": 1}, {"uniqueItems": True}, {"uniqueItems": False}),
    *({"items": {"type": "string"}}, {"items": False}, {"items": True}),
    *({"minProperties": 1}, {"maxProperties": 1}, {"required": ["a", "b"]}),
    *({"properties": {"a": {"type": "integer"}}}, {"properties": {"a": {}, "b": {}}}),
    *({"properties": {"b": False}}, {"additionalProperties": False}),
    *({"properties": {"a": {}}, "additionalProperties": False},),
    *({"properties": {"a": {}}, "additionalProperties": {"type": "string"}},),
    *({"propertyNames": {"pattern": "[a-z]"}}, {"propertyNames": False}),
    *({"dependentSchemas": {"a": {"required": ["b"]}}},),
    *({"const": "a"}, {"const": 1}, {"const": True}, {"const": None}, {"const": 1.5}),
    *({"enum": ["a", "b"]}, {"enum": [1, "a", False, None]}, {"enum": []}),
    *({"oneOf": [{"const": "a"}, {"const": "b"}]}, {"oneOf": [{"const": 1}]}),
    *({"oneOf": [{"type": "string"}, {"minLength": 2}]}, {"oneOf": []}),
    *({"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"anyOf": []}),
    *({"allOf": [{"type": "string"}, {"minLength": 2}]}, {"not": {"type": "string"}}),
    *({"if": {"type": "string"}, "then": {"minLength": 2}, "else": False},),
    *(
        {"if": {"type": "string"}, "then": {"minLength": 2}},
        {"if": {}},
        {"else": False},
    ),
    *({"if": {"type": "object"}, "else": {"type": "string"}}, {"then": False}),
    *({"type": "string", "const": "a", "minLength": 2}, {"title": "t", "x-any": 1}),
]


def test_agreement_on_every_keyword() -> None:
    """The validators agree on keywords alone and in pairs, on values of all types."""
    pairs = [
        {**one, **other}
        for one, other in product(PARTS, repeat=2)
        if isinstance(one, dict) and isinstance(other, dict)
    ]
    chosen = random.Random(3).sample(pairs, 1_500)  # noqa: S311
    given = {json.dumps(part): part for part in [*PARTS, *chosen]}

    assert disagreements(given, VALUES) == []


def disagreements(parts: dict[str, Any], values: list[Any]) -> list[str]:
    """The cases on which a fast validator and jsonschema differ."""
    differences = []
    for part in parts.values():
        judge = _validator(part)
        strict = strict_jsonschema._Strict(
            part, format_checker=strict_jsonschema._FORMATS
        )
        differences += [
            f"{json.dumps(part)[:200]} on {value!r}"
            for value in values
            if judge(value) != strict.is_valid(value)
        ]
    return differences


SCRAPS: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.0, 31.0, 10**15, 10**16, [], {}, [None], {"a": 1}),
    *(
        "",
        " ",
        "-",
        "a",
        "A",
        "TBD",
        "unknown",
        "p5",
        "a--b",
        "a-",
        "x" * 81,
        "x" * 700,
    ),
    *("one\ntwo", "one\n", "2024-02-30", "2024-13", "2024-01-01/..", "../..", "0000"),
    *("a#p1", "a#p0", "a#p1-2", "a#", "https://a.org/", "javascript:a", "en", "EN"),
    *("w " * 13, "\u0663", ["a", "a"], ["a"] * 70, [{"author": True}], {"author": 1}),
    *(
        {"anonymous": "x"},
        {"value": 1, "min": 2},
        {"what": "x", "max": 1},
        "Q1",
        "asserts",
    ),
]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every map or list in *value* with each of its keys or indexes."""
    match value:
        case dict():
            for key, below in value.items():
                yield value, key
                yield from places(below)
        case list():
            for index, below in enumerate(value):
                yield value, index
                yield from places(below)


def mutant(data: Any, chance: random.Random) -> Any:
    """*data* with one item replaced, removed, added, duplicated, moved or renamed."""
    data = copy.deepcopy(data)
    everywhere = list(places(data))
    holder, key = chance.choice(everywhere)
    other, other_key = chance.choice(everywhere)
    scrap = copy.deepcopy(chance.choice([*SCRAPS, other[other_key]]))
    change = chance.randrange(5)
    if change == 0:
        del holder[key]
    elif change == 1 and isinstance(holder, dict):
        items = list(holder.items())
        at = list(holder).index(key)
        name = chance.choice(["zz", "p1", "name", "a#b", str(other_key)])
        items[at] = (name, holder[key])
        holder.clear()
        holder.update(items)
    elif change == 2 and isinstance(holder, dict):
        value = holder.pop(key)
        holder[key] = value  # moves the key to the end
    elif change == 3 and isinstance(holder, list):
        holder.append(scrap if chance.random() < 0.5 else holder[key])
    else:
        holder[key] = scrap
    return data


@pytest.mark.slow
def test_agreement_on_mutants() -> None:
    """The validators agree on 6,000 records with a random change in each."""
    fast, strict = fast_validators(schema()), strict_jsonschema.validators(schema())
    chance = random.Random(18)  # noqa: S311
    small = [d for d in documents() if d.data and len(d.text) < 1_500]
    differing, passed = [], 0
    for _ in range(6_000):
        document = chance.choice(small)
        data = mutant(document.data, chance)
        is_sound = fast[document.kind](data)
        passed += is_sound
        if is_sound != strict[document.kind].is_valid(data):
            differing.append((document.file, data))

    assert differing == []
    assert 600 < passed < 4_000


@pytest.mark.parametrize(
    "unknown",
    [
        {"contains": {}},
        {"patternProperties": {}},
        {"prefixItems": []},
        {"items": {"$ref": "#/$defs/a"}},
        {"properties": {"a": {"$schema": "https://json-schema.org/draft-07/schema"}}},
        {"const": []},
        {"enum": [{}]},
        {"not": {"unevaluatedProperties": False}},
        {"minimum": "1"},
    ],
)
def test_unknown_keywords_have_no_fast_validator(unknown: Any) -> None:
    """A schema with unknown keywords has no fast validator; jsonschema checks it."""
    with pytest.raises(_UnknownError):
        _validator(unknown)


def test_a_schema_without_fast_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fast validators, jsonschema checks every Document; reports are equal."""
    reading = read_base(BASES / "valid/tiny/kb")
    nothing: Callable[[Schema], dict[Kind, Any]] = lambda _: {}  # noqa: E731
    by_judges = check_shapes(reading.documents, schema())
    monkeypatch.setattr(shape, "fast_validators", nothing)

    assert check_shapes(reading.documents, schema()) == by_judges


LOADED = """
import sys
from pathlib import Path
from sourcebook import flow
folders = flow.Folders(Path("kb"), Path("schema"), Path("nowhere"))
checked = flow.check(folders)
assert checked.base is not None
print(sorted({"jsonschema", "jinja2", "markdown_it"} & set(sys.modules)))
"""


def test_a_clean_base_loads_no_jsonschema() -> None:
    """Checking a base without errors imports neither jsonschema nor the renderers."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "[]\n"


def test_reports_do_not_depend_on_fast_validators(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A broken base gets the same report with and without fast validators."""
    folders = flow.Folders(BASES / "broken/wrong-type/kb", SCHEMA, ROOT / "site")
    problems = check_whole(folders).problems
    monkeypatch.setattr(shape, "fast_validators", lambda _: {})

    assert check_whole(folders).problems == problems
    assert problems


def test_there_are_many_examples() -> None:
    """Examples are collected from all files of the schema."""
    files = sorted(SCHEMA.glob("*.json"))
    values = [e for file in files for e in examples(json.loads(file.read_bytes()))]

    assert len(values) > 120
