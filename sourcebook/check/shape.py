"""One Document against its schema -> Problems, and what is sound of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jsonschema import ValidationError

from sourcebook.check.salvage import sound_part
from sourcebook.check.strictness import validators
from sourcebook.check.wordings import Fault, worded
from sourcebook.problems import Problem
from sourcebook.read import Document
from sourcebook.schema import Schema

# A report names no more problems of the shape of one file than this.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Shaped:
    """What a check of shapes found."""

    whole: tuple[Document, ...]
    parts: tuple[Document, ...]  # what is sound of the others, where anything is
    problems: tuple[Problem, ...]


def check(documents: Sequence[Document], schema: Schema) -> Shaped:
    """The well-shaped *documents*, what is sound of the others, and every Problem."""
    by_kind = validators(schema)
    whole, parts, problems = [], [], []
    for document in documents:
        validator = by_kind[document.kind]
        faults = list(_causes(validator.iter_errors(document.data)))
        found = sorted({worded(Fault(fault, document, schema)) for fault in faults})
        problems += found[:_MOST]
        if not faults and document.is_whole:
            whole.append(document)
        elif (part := sound_part(document, faults, validator)) is not None:
            parts.append(part)
    return Shaped(tuple(whole), tuple(parts), tuple(problems))


def _causes(faults: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """*faults* without those that only follow from a value's wrong type."""
    of_wrong_type = set()
    for fault in faults:
        path = tuple(fault.absolute_path)
        if path not in of_wrong_type:
            yield fault
        if fault.validator == "type":
            of_wrong_type.add(path)
