"""The sound part of a faulty record, so that rules can check it in the same run."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jsonschema import ValidationError

from sourcebook.checking.strict_jsonschema import Validator
from sourcebook.model.plain_data import Data, DataPath
from sourcebook.reading.document import Document
from sourcebook.reading.parse_strict import Parsed


def sound_part(
    document: Document, faults: Iterable[ValidationError], validator: Validator
) -> Document | None:
    """*document* without what its *faults* touch; None if they touch its root."""
    while paths := {path for fault in faults if (path := touched(fault))}:
        if _ROOT in paths:
            return None
        rest = _Rest(paths)
        data = rest.of(document.data, (), ())
        values, keys = (
            {new: spans[old] for old, new in rest.moved.items() if old in spans}
            for spans in (document.parsed.values, document.parsed.keys)
        )
        document = replace(document, data=data, found=Parsed(data, values, keys))
        faults = validator.iter_errors(data)
    return document


_ROOT: DataPath = ("",)  # no key is empty, so no other path is this one


def touched(fault: ValidationError) -> DataPath | None:
    """The path to drop because of *fault*; None for keys in a wrong order."""
    path = tuple(fault.absolute_path)
    if fault.validator == "x-order":
        return None
    if fault.validator == "additionalProperties":
        return (*path, fault.message)
    if "propertyNames" in fault.absolute_schema_path:
        return (*path, str(fault.instance))
    return path or _ROOT


@dataclass(slots=True)
class _Rest:
    """Copies data without some paths, and records where the rest has moved to."""

    without: set[DataPath]
    moved: dict[DataPath, DataPath] = field(default_factory=dict)

    def of(self, value: Data, old: DataPath, new: DataPath) -> Data:
        """What is left of *value*, moved from the path *old* to *new*."""
        self.moved[old] = new
        match value:
            case dict():
                return {
                    key: self.of(below, (*old, key), (*new, key))
                    for key, below in value.items()
                    if (*old, key) not in self.without
                }
            case list():
                rest = (i for i in range(len(value)) if (*old, i) not in self.without)
                return [
                    self.of(value[i], (*old, i), (*new, index))
                    for index, i in enumerate(rest)
                ]
            case _:
                return value
