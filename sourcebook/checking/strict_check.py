"""A Document that did not pass -> its Problems, by jsonschema, and what is sound."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jsonschema import ValidationError

from sourcebook.checking.salvage import sound_part
from sourcebook.checking.shape_problems import Fault, worded
from sourcebook.checking.strict_jsonschema import Validator, validators
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem
from sourcebook.reading.document import Document

# A report names no more problems of the shape of one file than this.
_MOST = 100


@dataclass(frozen=True, slots=True)
class StrictResult:
    """What jsonschema finds in a Document."""

    document: Document | None  # what is sound of it, where anything is
    is_whole: bool
    problems: tuple[Problem, ...]


class StrictCheck:
    """Judges Documents by jsonschema, which tells what is wrong and where."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._by_kind: Mapping[Kind, Validator] = validators(schema)

    def judged(self, document: Document) -> StrictResult:
        """Every problem of *document*, and what is sound of it."""
        validator = self._by_kind[document.kind]
        faults = list(_causes(validator.iter_errors(document.data)))
        problems = sorted(
            {worded(Fault(fault, document, self._schema)) for fault in faults}
        )
        if not faults and document.is_whole:
            return StrictResult(document, is_whole=True, problems=())
        part = sound_part(document, faults, validator)
        return StrictResult(part, is_whole=False, problems=tuple(problems[:_MOST]))


def _causes(faults: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """*faults* without those that only follow from a value's wrong type."""
    of_wrong_type = set()
    for fault in faults:
        path = tuple(fault.absolute_path)
        if path not in of_wrong_type:
            yield fault
        if fault.validator == "type":
            of_wrong_type.add(path)
