"""
A schema as functions that only say whether a value is well shaped.

They judge as `strictness` does, thirty times as fast, and tell nothing of what is
wrong: jsonschema is the reference, and judges whatever does not pass here. A shape
with a keyword that is not known here has no judge (docs/decisions/0017).
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
    """A judge for each kind of record whose whole shape is made of known keywords."""
    found = {}
    for kind, shape in inlined(schema).items():
        try:
            found[kind] = _validator({**shape, "$schema": None})
        except (_UnknownError, KeyError, TypeError, AttributeError, re.error):
            continue
    return found


def is_edtf(text: str) -> bool:
    """Whether *text* is a date as records write them."""
    try:
        return bool(PartialDate.of(text))
    except ValueError:
        return False


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "edtf": is_edtf,
    "web-address": is_web_address,
}

# Python's types of JSON's; true is no number, and 31.0 no whole one.
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}

# The keywords that judge a value of one type only.
_OF_TEXTS = frozenset(("minLength", "maxLength", "pattern", "format", "x-max-words"))
_OF_NUMBERS = frozenset(("minimum", "maximum"))
_OF_LISTS = frozenset(("minItems", "maxItems", "items", "uniqueItems"))
_OF_MAPS = frozenset(
    [
        *("minProperties", "maxProperties", "required", "properties"),
        *("additionalProperties", "propertyNames", "dependentSchemas"),
    ]
)
# Those that judge any value.
_OF_ALL = frozenset(
    ["const", "enum", "oneOf", "anyOf", "allOf", "not", "if", "then", "else"]
)
KNOWN = _OF_TEXTS | _OF_NUMBERS | _OF_LISTS | _OF_MAPS | _OF_ALL | {"type"}

# A text that is bound to be as short as an id is likely to stand in many places.
_SHORT = 200


class _UnknownError(Exception):
    """A keyword, or a form of one, that is not known here."""


def _validator(shape: Json) -> FastValidator:
    """What judges by *shape*; the checks that a value needs are found by its type."""
    if isinstance(shape, bool):
        return lambda _: shape
    for key in shape.keys() - KNOWN - ANNOTATIONS:
        if not key.startswith("x-") and not (key == "$schema" and shape[key] is None):
            raise _UnknownError(key)
    names = shape.get("type", list(_TYPES))
    allowed = [
        python
        for name in ([names] if isinstance(names, str) else names)
        for python in _TYPES[name]
    ]
    of_all = _checks_of_all(shape)
    checks: dict[type, tuple[FastValidator, ...]] = dict.fromkeys(allowed, of_all)
    for types, keywords, make in _MAKERS:
        if keywords & shape.keys():
            judge = make(shape)
            for python in types:
                if python in checks:
                    checks[python] = (judge, *of_all)
    if len(allowed) == 1 and len(checks[allowed[0]]) == 1:
        return _of_one_type(allowed[0], checks[allowed[0]][0])
    return _of_types(checks)


def _of_one_type(python: type, check: FastValidator) -> FastValidator:
    return lambda value: type(value) is python and check(value)


def _of_types(checks: Mapping[type, tuple[FastValidator, ...]]) -> FastValidator:
    def judge(value: Any) -> bool:
        needed = checks.get(type(value))
        if needed is None:
            return False
        for check in needed:  # noqa: SIM110 - `all` takes twice as long
            if not check(value):
                return False
        return True

    return judge


def _checks_of_all(shape: Shape) -> tuple[FastValidator, ...]:
    """The checks of the keywords that judge any value."""
    made = [make(shape[key]) for key, make in _MAKERS_OF_ALL.items() if key in shape]
    if "if" in shape:
        made.append(_condition(shape))
    return tuple(made)


def _const(wanted: Json) -> FastValidator:
    """`const`; true is not 1."""
    if not isinstance(wanted, str | int | float | bool | None):
        raise _UnknownError
    if isinstance(wanted, bool) or wanted is None:
        return lambda value: value is wanted
    return lambda value: not isinstance(value, bool) and bool(value == wanted)


def _enum(words: list[Json]) -> FastValidator:
    if all(isinstance(word, str) for word in words):
        known = frozenset(words)
        return lambda value: isinstance(value, str) and value in known
    return _any([_const(word) for word in words])


def _any(choices: list[FastValidator]) -> FastValidator:
    return lambda value: any(choice(value) for choice in choices)


def _all(fast_validators: list[FastValidator]) -> FastValidator:
    return lambda value: all(judge(value) for judge in fast_validators)


def _not(judge: FastValidator) -> FastValidator:
    return lambda value: not judge(value)


def _one_of(choices: list[Shape]) -> FastValidator:
    """`oneOf`; of a vocabulary the words alone, as `strictness` has it."""
    if all("const" in choice for choice in choices):
        words = [choice["const"] for choice in choices]
        if all(isinstance(word, str) for word in words):
            return _enum(words)
        return lambda value: value in words
    made = [_validator(choice) for choice in choices]
    return lambda value: sum(judge(value) for judge in made) == 1


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
    then, otherwise = (
        _validator(shape.get("then", True)),
        _validator(shape.get("else", True)),
    )
    return lambda value: then(value) if condition(value) else otherwise(value)


def _text(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minLength", "maxLength")
    pattern = re.compile(shape.get("pattern", ""), re.ASCII)
    has_pattern, most = "pattern" in shape, shape.get("x-max-words")
    is_formed = FORMATS.get(shape.get("format", ""))

    def judge(text: str) -> bool:
        if not low <= len(text) <= high:
            return False
        if has_pattern and not pattern.fullmatch(text):
            return False
        if is_formed is not None and not is_formed(text):
            return False
        return most is None or len(text.split()) <= most

    is_simple = not has_pattern and is_formed is None
    return judge if is_simple or high > _SHORT else lru_cache(maxsize=2048)(judge)


def _number(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minimum", "maximum")
    return lambda number: bool(low <= number <= high)


def _list(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minItems", "maxItems")
    judge, is_set = _validator(shape.get("items", True)), "uniqueItems" in shape

    def judge_list(items: list[Any]) -> bool:
        if not low <= len(items) <= high:
            return False
        if is_set and len(items) > 1 and not _are_unique(items):
            return False
        return all(map(judge, items))

    return judge_list


def _are_unique(items: list[Any]) -> bool:
    if set(map(type, items)) == {str}:
        return len(set(items)) == len(items)
    return len({json.dumps(item, sort_keys=True) for item in items}) == len(items)


def _map(shape: Shape) -> FastValidator:
    low, high = _bounds(shape, "minProperties", "maxProperties")
    required = frozenset(shape.get("required", ()))
    judge_key = _validator(shape["propertyNames"]) if "propertyNames" in shape else None
    judge_other = _validator(shape.get("additionalProperties", True))
    known = {
        key: (place, _validator(below))
        for place, (key, below) in enumerate(shape.get("properties", {}).items())
    }
    dependent = [
        (key, _validator(below))
        for key, below in shape.get("dependentSchemas", {}).items()
    ]

    def judge(value: dict[str, Any]) -> bool:
        if not low <= len(value) <= high:
            return False
        if not required <= value.keys():
            return False
        last = -1
        for key, item in value.items():
            place, judge_item = known.get(key, (last, judge_other))
            if place < last or not judge_item(item):
                return False
            if judge_key is not None and not judge_key(key):
                return False
            last = place
        return all(key not in value or below(value) for key, below in dependent)

    return judge


def _bounds(shape: Shape, low: str, high: str) -> tuple[float, float]:
    """The two bounds that *shape* sets, as far as it does."""
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
