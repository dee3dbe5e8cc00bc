"""
One Document against its schema -> Problems, and what is sound of it.

A Document that its kind's judge passes is whole. All others go to jsonschema, which is
loaded only then: to load it takes as long as to read a thousand records.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.checking.fast_validators import fast_validators
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem
from sourcebook.reading.document import Document


@dataclass(frozen=True, slots=True)
class Shaped:
    """What a check of shapes found."""

    whole: tuple[Document, ...]
    parts: tuple[Document, ...]  # what is sound of the others, where anything is
    problems: tuple[Problem, ...]


def check_shapes(documents: Sequence[Document], schema: Schema) -> Shaped:
    """The well-shaped *documents*, what is sound of the others, and every Problem."""
    by_kind = fast_validators(schema)
    whole, rest = [], []
    for document in documents:
        judge = by_kind.get(document.kind)
        if document.is_cached or (
            document.is_whole and judge is not None and judge(document.data)
        ):
            whole.append(document)
        else:
            rest.append(document)
    if not rest:
        return Shaped(tuple(whole), (), ())
    from sourcebook.checking.strict_check import StrictCheck  # noqa: PLC0415 - see above

    strict = StrictCheck(schema)
    found = [strict.judged(document) for document in rest]
    kept = [(one.document, one.is_whole) for one in found if one.document]
    return Shaped(
        (*whole, *(document for document, is_whole in kept if is_whole)),
        tuple(document for document, is_whole in kept if not is_whole),
        tuple(problem for one in found for problem in one.problems),
    )
