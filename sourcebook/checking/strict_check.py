"""A Document that failed fast validation -> its Problems and its sound part."""

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

# The most problems of shape that are reported for one file.
_LIMIT = 100


@dataclass(frozen=True, slots=True)
class StrictResult:
    """The result of validating a Document with jsonschema."""

    document: Document | None  # the sound part, if any
    is_whole: bool
    problems: tuple[Problem, ...]


class StrictCheck:
    """Validates Documents with jsonschema, which reports what is wrong and where."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._by_kind: Mapping[Kind, Validator] = validators(schema)

    def check(self, document: Document) -> StrictResult:
        """Every problem of *document*, and its sound part."""
        validator = self._by_kind[document.kind]
        faults = list(_causes(validator.iter_errors(document.data)))
        problems = sorted({worded(Fault(f, document, self._schema)) for f in faults})
        if not faults and document.is_whole:
            return StrictResult(document, is_whole=True, problems=())
        part = sound_part(document, faults, validator)
        return StrictResult(part, is_whole=False, problems=tuple(problems[:_LIMIT]))


def _causes(faults: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """*faults* without those that merely follow from a wrong type."""
    mistyped = set()
    for fault in faults:
        path = tuple(fault.absolute_path)
        if path not in mistyped:
            yield fault
        if fault.validator == "type":
            mistyped.add(path)
