"""
The wording of problems with the shape of records: the rules of shape.

Each function makes the Problem that its heading in docs/rules.md explains.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jsonschema import ValidationError

from sourcebook.model.dates import FORMS, PartialDate
from sourcebook.model.plain_data import DataPath
from sourcebook.model.vocabulary import Schema, Shape
from sourcebook.problems import Mark, Problem, counted, did_you_mean, printable, quoted
from sourcebook.reading.document import Document

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map of keys and values",
}
# keyword -> the kind of bound, its unit, and the fix
_SIZES = {
    "minLength": ("at least", "character", "say more"),
    "maxLength": ("at most", "character", "shorten it"),
    "minItems": ("at least", "item", "add what is missing, or delete the key"),
    "maxItems": ("at most", "item", "keep those that matter, or split the record"),
    "minProperties": ("at least", "key", "add what is missing, or delete the key"),
    "maxProperties": ("at most", "key", "keep those that matter, or split the record"),
    "minimum": ("at least", None, "correct the number"),
    "maximum": ("at most", None, "correct the number"),
    "x-max-words": ("at most", "word", "shorten it"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault found by jsonschema, with what is needed to word it."""

    error: ValidationError
    document: Document
    schema: Schema

    @property
    def path(self) -> DataPath:
        """The path of the faulty value; for a faulty key, that of the key."""
        path = tuple(self.error.absolute_path)
        return (*path, str(self.error.instance)) if self.is_of_key else path

    @property
    def is_of_key(self) -> bool:
        """Whether a key is faulty, not a value."""
        return "propertyNames" in self.error.absolute_schema_path

    @property
    def mark(self) -> Mark:
        """Where the faulty value begins; for a faulty key, where the key begins."""
        if self.is_of_key:
            return self.document.key_mark(self.path)
        return self.document.mark(self.path)

    @property
    def value(self) -> Any:
        """The faulty value."""
        return self.error.instance

    @property
    def limit(self) -> Any:
        """The value of the violated keyword in the schema."""
        return self.error.validator_value

    @property
    def shape(self) -> Shape:
        """The schema of the faulty value or key."""
        if self.is_of_key and isinstance(self.error.schema, dict):
            return self.error.schema
        return self.schema.property_at(self.document.kind, self.path)

    @property
    def name(self) -> str:
        """The key of the faulty value, for messages; for a faulty key, its map."""
        keys = [step for step in self.path if isinstance(step, str)]
        if self.is_of_key:
            return f"a key of {quoted(keys[-2])}"
        return quoted(keys[-1]) if keys else "the record"


def worded(fault: Fault) -> Problem:
    """*fault* as a Problem, in a curator's words."""
    if fault.value is None or fault.value == "":
        return no_value(fault)
    return _WORDINGS.get(str(fault.error.validator), wrong_form)(fault)


def unknown_key(fault: Fault) -> Problem:
    """Every key is one that the schema knows."""
    key, shape = fault.error.message, fault.error.schema
    choices = list(shape.get("properties", ())) if isinstance(shape, dict) else []
    return Problem(
        fault.document.key_mark((*fault.path, key)),
        "unknown-key",
        f"there is no key {quoted(key)} here",
        "one of " + ", ".join(choices),
        did_you_mean(key, choices, "delete it, or use one of the keys above"),
    )


def excluded_key(fault: Fault) -> Problem:
    """No key occurs together with one that says the same in another way."""
    return Problem(
        fault.document.key_mark(fault.path),
        "excluded-key",
        f"{fault.name} cannot stand beside 'value'",
        "value alone, or min, or max, or min and max",
        "keep the one that the source gives",
    )


def missing_key(fault: Fault) -> Problem:
    """Every required key is present."""
    missing = fault.error.message
    shape = fault.schema.property_at(fault.document.kind, (*fault.path, missing))
    return Problem(
        fault.document.key_mark(fault.path),
        "missing-key",
        f"{fault.name} has no {quoted(missing)}",
        _described(shape, f"a value for {missing}"),
        f"add '{missing}:' where the schema's order has it",
    )


def missing_choice(fault: Fault) -> Problem:
    """Where one of several keys is required, one is present."""
    choices = [key for choice in fault.limit for key in choice["required"]]
    return Problem(
        fault.document.key_mark(fault.path),
        "missing-choice",
        f"{fault.name} has none of {', '.join(choices)}",
        f"one of {', '.join(choices)}",
        "add the one that the source gives; 'at least' is min, 'at most' is max",
    )


def wrong_type(fault: Fault) -> Problem:
    """Every value is text, a number, a list or a map, as its key requires."""
    value, types = fault.value, fault.limit
    wanted = [types] if isinstance(types, str) else types
    expected = " or ".join(_TYPES.get(name, name) for name in wanted)
    fix = f"write it as {expected}"
    match value:
        case [list(), *_] if "string" in wanted:
            fix = "put a text that begins with [[ in quotes"
        case bool() | int() | float() if "string" in wanted:
            fix = f'put it in quotes: "{json.dumps(value)}"'
        case str() if "array" in wanted:
            fix = f"write it as a list: [{printable(value[:40])}]"
    return Problem(
        fault.mark,
        "wrong-type",
        f"{quoted(value)} is not {expected}",
        f"{expected}: {_described(fault.shape, expected)}",
        fix,
    )


def no_value(fault: Fault) -> Problem:
    """Whatever is unknown is left out, including its key."""
    return Problem(
        fault.mark,
        "no-value",
        f"{fault.name} says {quoted(fault.value or None)}",
        _described(fault.shape, "a value"),
        "fill it in, or delete the key: what is unknown is left out",
    )


def not_in_vocabulary(fault: Fault) -> Problem:
    """Every type, role, relation, mode and genre is one of the schema's words."""
    shape = fault.error.schema if isinstance(fault.error.schema, dict) else {}
    words = [c["const"] for c in shape.get("oneOf", [shape]) if "const" in c]
    terms = [json.dumps(w) if not isinstance(w, str) else w for w in words]
    return Problem(
        fault.mark,
        "not-in-vocabulary",
        f"{quoted(fault.value)} is not a word for {fault.name}",
        "one of " + ", ".join(terms),
        did_you_mean(str(fault.value), terms, "choose the nearest of the words above"),
    )


def wrong_form(fault: Fault) -> Problem:
    """Every id, date, locator and address is well formed."""
    return Problem(
        fault.mark,
        "wrong-form",
        f"{quoted(fault.value)} does not have the form of {fault.name}",
        _described(fault.shape, "the form that the schema gives"),
        "write it like the example",
    )


def _of_format(fault: Fault) -> Problem:
    return bad_date(fault) if fault.limit == "edtf" else wrong_form(fault)


def bad_date(fault: Fault) -> Problem:
    """Every date is EDTF and exists in the calendar."""
    value, reason = str(fault.value), ""
    try:
        PartialDate.of(value)
    except ValueError as error:
        reason = f": {error}"
    return Problem(
        fault.mark,
        "bad-date",
        f"{quoted(value)} is not a date{reason}",
        f"a date (EDTF) in quotes: {FORMS}",
        "write the day, month or year as far as it is known; the time goes in a note",
    )


def wrong_size(fault: Fault) -> Problem:
    """Every text, list, map and number is within its bounds."""
    value, keyword = fault.value, str(fault.error.validator)
    bound, noun, fix = _SIZES[keyword]
    if noun is None:
        message, limit = f"{fault.name} is {value}", fault.limit
    else:
        size = len(value.split() if noun == "word" else value)
        message = f"{fault.name} has {counted(size, noun)}"
        limit = counted(fault.limit, noun)
    return Problem(fault.mark, "wrong-size", message, f"{bound} {limit}", fix)


def repeated_item(fault: Fault) -> Problem:
    """Every item occurs once in its list."""
    return Problem(
        fault.mark,
        "repeated-item",
        f"{quoted(fault.value)} already stands in this list",
        "each item once",
        "delete the repetition",
    )


def keys_out_of_order(fault: Fault) -> Problem:
    """Keys are in the order of the schema."""
    earlier = fault.error.message
    return Problem(
        fault.document.key_mark(fault.path),
        "keys-out-of-order",
        f"{fault.name} stands below {quoted(earlier)}",
        f"{fault.name} above {quoted(earlier)}, as in the schema",
        f"move {fault.name} up",
    )


_WORDINGS: dict[str, Callable[[Fault], Problem]] = {
    "additionalProperties": unknown_key,
    "None": excluded_key,
    "required": missing_key,
    "anyOf": missing_choice,
    "type": wrong_type,
    "not": no_value,
    "oneOf": not_in_vocabulary,
    "const": not_in_vocabulary,
    "pattern": wrong_form,
    "format": _of_format,
    "uniqueItems": repeated_item,
    "x-order": keys_out_of_order,
    **dict.fromkeys(_SIZES, wrong_size),
}

RULES = (
    unknown_key,
    excluded_key,
    missing_key,
    missing_choice,
    wrong_type,
    no_value,
    not_in_vocabulary,
    wrong_form,
    bad_date,
    wrong_size,
    repeated_item,
    keys_out_of_order,
)


def _described(shape: Shape, fallback: str) -> str:
    """The schema's description of a value, with its first example."""
    text = str(shape.get("description", fallback)).rstrip(".")
    if examples := shape.get("examples"):
        text += f", such as {json.dumps(examples[0], ensure_ascii=False)}"
    return text
