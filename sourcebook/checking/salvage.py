"""What is sound of a faulty record, so that the rules can judge it in the same run."""

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
    """*document* without what its *faults* touch; None where they touch its root."""
    while paths := {path for fault in faults if (path := touched(fault))}:
        if _ROOT in paths:
            return None
        rest = _Rest(paths)
        data = rest.of(document.data, (), ())
        values, keys = (
            {new: marks[old] for old, new in rest.moved.items() if old in marks}
            for marks in (document.parsed.values, document.parsed.keys)
        )
        document = replace(document, data=data, found=Parsed(data, values, keys))
        faults = validator.iter_errors(data)
    return document


_ROOT: DataPath = ("",)  # no key is empty, so no other path is this one


def touched(fault: ValidationError) -> DataPath | None:
    """The path to leave out because of *fault*; a wrong order of keys harms nothing."""
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
    """Copies data without some paths, and keeps where the rest has moved to."""

    without: set[DataPath]
    moved: dict[DataPath, DataPath] = field(default_factory=dict)

    def of(self, value: Data, old: DataPath, new: DataPath) -> Data:
        """What is left of *value*, which stood at *old* and now stands at *new*."""
        self.moved[old] = new
        match value:
            case dict():
                return {
                    key: self.of(below, (*old, key), (*new, key))
                    for key, below in value.items()
                    if (*old, key) not in self.without
                }
            case list():
                kept = (i for i in range(len(value)) if (*old, i) not in self.without)
                return [
                    self.of(value[i], (*old, i), (*new, place))
                    for place, i in enumerate(kept)
                ]
            case _:
                return value
