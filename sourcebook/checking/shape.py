"""
Documents checked against the schema -> Problems, and the sound parts.

A Document that passes the fast validator of its kind is whole. All others go to
jsonschema, which is loaded only then: this takes as long as reading 1,000 records.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.checking.fast_validators import fast_validators
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem
from sourcebook.reading.document import Document


@dataclass(frozen=True, slots=True)
class Shaped:
    """The result of a check of shapes."""

    whole: tuple[Document, ...]
    parts: tuple[Document, ...]  # the sound parts of the others, if any
    problems: tuple[Problem, ...]


def check_shapes(documents: Sequence[Document], schema: Schema) -> Shaped:
    """The well-shaped *documents*, the sound parts of others, and every Problem."""
    by_kind = fast_validators(schema)
    whole, rest = [], []
    for document in documents:
        is_valid = by_kind.get(document.kind)
        if document.is_cached or (
            document.is_whole and is_valid is not None and is_valid(document.data)
        ):
            whole.append(document)
        else:
            rest.append(document)
    if not rest:
        return Shaped(tuple(whole), (), ())
    from sourcebook.checking.strict_check import StrictCheck  # noqa: PLC0415 - see above

    strict = StrictCheck(schema)
    results = [strict.check(document) for document in rest]
    sound = [(r.document, r.is_whole) for r in results if r.document]
    return Shaped(
        (*whole, *(document for document, is_whole in sound if is_whole)),
        tuple(document for document, is_whole in sound if not is_whole),
        tuple(problem for result in results for problem in result.problems),
    )
