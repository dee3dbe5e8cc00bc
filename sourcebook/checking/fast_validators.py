"""
A schema compiled to functions that only say whether a value is valid.

They agree with `strict_jsonschema` and are thirty times as fast, but report nothing:
jsonschema is the reference, and checks whatever fails here. A shape with a keyword
that is not supported here has no fast validator (docs/decisions/0017).
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sourcebook.checking.inlined_schema import ANNOTATIONS, inlined
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import Json, Schema, Shape
from sourcebook.model.web_addresses import is_web_address

FastValidator = Callable[[Any], bool]


def fast_validators(schema: Schema) -> Mapping[Kind, FastValidator]:
    """A validator for each kind of record whose shape has supported keywords only."""
    validators = {}
    for kind, shape in inlined(schema).items():
        try:
            validators[kind] = _validator({**shape, "$schema": None})
        except (_UnknownError, KeyError, TypeError, AttributeError, re.error):
            continue
    return validators


def is_edtf(text: str) -> bool:
    """Whether *text* is a date in the form that records use."""
    try:
        return bool(PartialDate.of(text))
    except ValueError:
        return False


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "edtf": is_edtf,
    "web-address": is_web_address,
}

# JSON types as Python types; true is not a number, and 31.0 is not an integer.
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}

# The keywords that apply to values of one type only.
_OF_TEXTS = frozenset(("minLength", "maxLength", "pattern", "format", "x-max-words"))
_OF_NUMBERS = frozenset(("minimum", "maximum"))
_OF_LISTS = frozenset(("minItems", "maxItems", "items", "uniqueItems"))
_OF_MAPS = frozenset(
    [
        *("minProperties", "maxProperties", "required", "properties"),
        *("additionalProperties", "propertyNames", "dependentSchemas"),
    ]
)
# Those that apply to any value.
_OF_ALL = frozenset(
    ["const", "enum", "oneOf", "anyOf", "allOf", "not", "if", "then", "else"]
)
KNOWN = _OF_TEXTS | _OF_NUMBERS | _OF_LISTS | _OF_MAPS | _OF_ALL | {"type"}

# Texts limited to about the length of an id are likely to recur: results are cached.
_SHORT = 200


class _UnknownError(Exception):
    """A keyword, or a form of one, that is not supported here."""


def _validator(shape: Json) -> FastValidator:
    """A validator for *shape*; the checks of a value are looked up by its type."""
    if isinstance(shape, bool):
        return lambda _: shape
    for key in shape.keys() - KNOWN - ANNOTATIONS:
        if not key.startswith("x-") and not (key == "$schema" and shape[key] is None):
            raise _UnknownError(key)
    names = shape.get("type", list(_TYPES))
    names = [names] if isinstance(names, str) else names
    allowed = [type_ for name in names for type_ in _TYPES[name]]
    of_all = _checks_of_all(shape)
    checks: dict[type, tuple[FastValidator, ...]] = dict.fromkeys(allowed, of_all)
    for types, keywords, make in _MAKERS:
        if keywords & shape.keys():
            check = make(shape)
            for type_ in types:
                if type_ in checks:
                    checks[type_] = (check, *of_all)
    if len(allowed) == 1 and len(checks[allowed[0]]) == 1:
        return _of_one_type(allowed[0], checks[allowed[0]][0])
    return _of_types(checks)


def _of_one_type(type_: type, check: FastValidator) -> FastValidator:
    return lambda value: type(value) is type_ and check(value)


def _of_types(checks: Mapping[type, tuple[FastValidator, ...]]) -> FastValidator:
    def is_valid(value: Any) -> bool:
        needed = checks.get(type(value))
        if needed is None:
            return False
        for check in needed:  # noqa: SIM110 - `all` takes twice as long
            if not check(value):
                return False
        return True

    return is_valid


def _checks_of_all(shape: Shape) -> tuple[FastValidator, ...]:
    checks = [make(shape[key]) for key, make in _MAKERS_OF_ALL.items() if key in shape]
    if "if" in shape:
        checks.append(_condition(shape))
    return tuple(checks)


def _const(wanted: Json) -> FastValidator:
    """`const`; true is not 1."""
    if not isinstance(wanted, str | int | float | bool | None):
        raise _UnknownError
    if isinstance(wanted, bool) or wanted is None:
        return lambda value: value is wanted
    return lambda value: not isinstance(value, bool) and bool(value == wanted)


def _enum(words: list[Json]) -> FastValidator:
    if all(isinstance(word, str) for word in words):
        allowed = frozenset(words)
        return lambda value: isinstance(value, str) and value in allowed
    return _any([_const(word) for word in words])


def _any(checks: list[FastValidator]) -> FastValidator:
    return lambda value: any(check(value) for check in checks)


def _all(checks: list[FastValidator]) -> FastValidator:
    return lambda value: all(check(value) for check in checks)


def _not(check: FastValidator) -> FastValidator:
    return lambda value: not check(value)


def _one_of(choices: list[Shape]) -> FastValidator:
    """`oneOf`; for a vocabulary only its words, as in `strict_jsonschema`."""
    if all("const" in choice for choice in choices):
        words = [choice["const"] for choice in choices]
        if all(isinstance(word, str) for word in words):
            return _enum(words)
        return lambda value: value in words
    checks = [_validator(choice) for choice in choices]
    return lambda value: sum(check(value) for check in checks) == 1


_MAKERS_OF_ALL: Mapping[str, Callable[[Json], FastValidator]] = {
    "const": _const,
    "enum": _enum,
    "oneOf": _one_of,
    "anyOf": lambda shapes: _any([_validator(shape) for shape in shapes]),
    "allOf": lambda shapes: _all([_validator(shape) for shape in shapes]),
    "not": lambda shape: _not(_validator(shape)),
}


def _condition(shape: Shape) -> FastValidator:
    condition = _validator(shape["if"])
    then = _validator(shape.get("then", True))
    otherwise = _validator(shape.get("else", True))
    return lambda value: then(value) if condition(value) else otherwise(value)


def _text(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minLength", "maxLength")
    pattern = re.compile(shape.get("pattern", ""), re.ASCII)
    has_pattern, max_words = "pattern" in shape, shape.get("x-max-words")
    matches_format = FORMATS.get(shape.get("format", ""))

    def is_valid(text: str) -> bool:
        if not low <= len(text) <= high:
            return False
        if has_pattern and not pattern.fullmatch(text):
            return False
        if matches_format is not None and not matches_format(text):
            return False
        return max_words is None or len(text.split()) <= max_words

    is_simple = not has_pattern and matches_format is None
    return is_valid if is_simple or high > _SHORT else lru_cache(maxsize=2048)(is_valid)


def _number(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minimum", "maximum")
    return lambda number: bool(low <= number <= high)


def _list(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minItems", "maxItems")
    check_item, is_set = _validator(shape.get("items", True)), "uniqueItems" in shape

    def is_valid(items: list[Any]) -> bool:
        if not low <= len(items) <= high:
            return False
        if is_set and len(items) > 1 and not _are_unique(items):
            return False
        return all(map(check_item, items))

    return is_valid


def _are_unique(items: list[Any]) -> bool:
    if set(map(type, items)) == {str}:
        return len(set(items)) == len(items)
    return len({json.dumps(item, sort_keys=True) for item in items}) == len(items)


def _map(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minProperties", "maxProperties")
    required = frozenset(shape.get("required", ()))
    check_key = _validator(shape["propertyNames"]) if "propertyNames" in shape else None
    check_other = _validator(shape.get("additionalProperties", True))
    properties = {
        key: (place, _validator(subschema))
        for place, (key, subschema) in enumerate(shape.get("properties", {}).items())
    }
    dependent = [
        (key, _validator(subschema))
        for key, subschema in shape.get("dependentSchemas", {}).items()
    ]

    def is_valid(value: dict[str, Any]) -> bool:
        if not low <= len(value) <= high:
            return False
        if not required <= value.keys():
            return False
        last = -1
        for key, item in value.items():
            place, check_item = properties.get(key, (last, check_other))
            if place < last or not check_item(item):
                return False
            if check_key is not None and not check_key(key):
                return False
            last = place
        return all(key not in value or check(value) for key, check in dependent)

    return is_valid


def _bounds(shape: Shape, low: str, high: str) -> tuple[float, float]:
    """The two bounds that *shape* sets; infinite where it sets none."""
    bounds = shape.get(low, float("-inf")), shape.get(high, float("inf"))
    if not all(isinstance(bound, int | float) for bound in bounds):
        raise _UnknownError
    return bounds


_MAKERS: tuple[
    tuple[tuple[type, ...], frozenset[str], Callable[[Shape], FastValidator]], ...
] = (
    ((str,), _OF_TEXTS, _text),
    ((int, float), _OF_NUMBERS, _number),
    ((list,), _OF_LISTS, _list),
    ((dict,), _OF_MAPS, _map),
)
