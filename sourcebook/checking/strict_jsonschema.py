"""
jsonschema, made as strict as records need, with faults that name what is wrong.

Each keyword here replaces the library's. The message of a fault is a single datum (the
missing key, the extra key), which `shape_problems` puts into words.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from sourcebook.checking.fast_validators import FORMATS
from sourcebook.checking.inlined_schema import inlined
from sourcebook.model.kinds import Kind
from sourcebook.model.plain_data import Data
from sourcebook.model.vocabulary import Schema, Shape

Validator = Any  # jsonschema's protocol lacks `descend`, which its keywords need
Faults = Iterator[ValidationError]


def validators(schema: Schema) -> Mapping[Kind, Validator]:
    """A validator for each kind of record; it never fetches a schema from anywhere."""
    resources = [(n, DRAFT202012.create_resource(s)) for n, s in schema.shapes.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return {
        kind: _Strict(shape, registry=registry, format_checker=_FORMATS)
        for kind, shape in inlined(schema).items()
    }


def _pattern(_: Validator, pattern: str, value: Data, __: Shape) -> Faults:
    """`pattern` must match the whole text, and only ASCII digits are digits."""
    if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
        yield ValidationError("")


def _unique_items(_: Validator, __: object, value: Data, ___: Shape) -> Faults:
    """`uniqueItems` in linear time; jsonschema compares every pair."""
    if not isinstance(value, list):
        return
    texts: set[str] = set()
    for index, item in enumerate(value):
        text = json.dumps(item, sort_keys=True)
        if text in texts:
            yield ValidationError("", path=[index], instance=item)
        texts.add(text)


def _required(_: Validator, keys: list[str], value: Data, __: Shape) -> Faults:
    """`required`: a fault for each missing key, which is its message."""
    if isinstance(value, dict):
        yield from (ValidationError(key) for key in keys if key not in value)


def _additional_properties(
    validator: Validator, below: Shape | Literal[False], value: Data, schema: Shape
) -> Faults:
    """`additionalProperties`: if false, a fault for each extra key, its message."""
    if not isinstance(value, dict):
        return
    properties = schema.get("properties", {})
    for key in value:
        if key in properties:
            continue
        if below is False:
            yield ValidationError(key)
        else:
            yield from validator.descend(value[key], below, path=key)


def _properties(
    validator: Validator, properties: Shape, value: Data, _: Shape
) -> Faults:
    """`properties`, whose keys must be in the order of the schema."""
    if not isinstance(value, dict):
        return
    order = {key: place for place, key in enumerate(properties)}
    last = ""
    for key in (key for key in value if key in order):
        if last and order[key] < order[last]:
            yield ValidationError(last, validator="x-order", path=[key])
        else:
            last = key
        yield from validator.descend(
            value[key], properties[key], path=key, schema_path=key
        )


def _one_of(
    validator: Validator, choices: list[Shape], value: Data, schema: Shape
) -> Faults:
    """`oneOf`; a vocabulary, which is a list of `const`, by looking the word up."""
    if all("const" in choice for choice in choices):
        if not any(value == choice["const"] for choice in choices):
            yield ValidationError("")
        return
    one_of = Draft202012Validator.VALIDATORS["oneOf"]
    yield from one_of(validator, choices, value, schema)


def _max_words(_: Validator, limit: int, value: Data, __: Shape) -> Faults:
    """`x-max-words`: words are separated by whitespace."""
    if isinstance(value, str) and len(value.split()) > limit:
        yield ValidationError("")


def _is_integer(_: object, value: object) -> bool:
    """An integer is written without a decimal point: 31, not 31.0."""
    return isinstance(value, int) and not isinstance(value, bool)


_Strict: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "pattern": _pattern,
        "uniqueItems": _unique_items,
        "required": _required,
        "additionalProperties": _additional_properties,
        "properties": _properties,
        "oneOf": _one_of,
        "x-max-words": _max_words,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)

_FORMATS = FormatChecker(formats=())


def _add(name: str, is_formed: Callable[[str], bool]) -> None:
    _FORMATS.checks(name)(lambda value: not isinstance(value, str) or is_formed(value))


for _name, _is_formed in FORMATS.items():
    _add(_name, _is_formed)
