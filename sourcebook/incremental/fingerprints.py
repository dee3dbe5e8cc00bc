"""Fingerprints of the inputs of tasks: they change whenever these do."""

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement
from sourcebook.model.records import Record

# Hexadecimal digits of a digest: 10^9 states of a base have a collision once in 10^21.
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The fingerprint of the inputs of a file, or of a part of them."""

    digest: str  # of which inputs, in which order; of a part, the words themselves
    dependencies: frozenset[str]  # that these imply, as in cache/dependencies.py


class Fingerprinter:
    """Fingerprints the inputs of tasks; an input shared by several, only once."""

    def __init__(self) -> None:
        # By the `id` of each value, which is kept alive so that no other gets the same.
        self._fingerprints: dict[int, tuple[object, Fingerprint]] = {}

    def fingerprint(self, value: object) -> Fingerprint:
        """
        The fingerprint of *value*, which may combine any types that the program knows.

        Records, claims and questions count by name, and as dependencies.

        Raises:
            TypeError: if it contains a function without a name, or anything else
                that hides its parts.

        """
        dependencies: set[str] = set()
        words = self._words(value, dependencies)
        return Fingerprint(digest_of(words), frozenset(dependencies))

    def _words(self, value: object, dependencies: set[str]) -> str:
        match value:
            case str():
                return f"'{value}'"
            case Record():
                dependencies.add(f"record:{value.id}")
                return f"record {value.id}"
            case None | bool() | int() | float():
                return repr(value)
            case list() | tuple() if len(value) < _FEW:
                return self._all(value, dependencies)
            case partial():  # belongs to one file only
                return self._composed(value, dependencies)
            case _:
                return self._cached(value, dependencies)

    def _cached(self, value: object, dependencies: set[str]) -> str:
        """The words of a value that may occur more than once."""
        entry = self._fingerprints.get(id(value))
        if entry is None:
            value_dependencies: set[str] = set()
            words = self._composed(value, value_dependencies)
            entry = value, Fingerprint(words, frozenset(value_dependencies))
            self._fingerprints[id(value)] = entry
        dependencies |= entry[1].dependencies
        return entry[1].digest

    def _composed(self, value: object, dependencies: set[str]) -> str:
        """The words of a value that has parts, or a name."""
        match value:
            case Statement() | QuestionStanding():
                return _named(value, dependencies)
            case list() | tuple():
                return digest_of(self._all(value, dependencies))
            case Mapping():
                return digest_of(self._all(value.items(), dependencies))
            case partial():
                parts = (value.func, value.args, tuple(value.keywords.items()))
                return self._all(parts, dependencies)
            case type() | FunctionType() if "<" not in value.__qualname__:
                return f"{value.__module__}.{value.__qualname__}"
            case _:
                fields = dataclasses.fields(value)  # type: ignore[arg-type]
                items = [getattr(value, f.name) for f in fields if f.compare]
                return (
                    f"{type(value).__name__}{digest_of(self._all(items, dependencies))}"
                )

    def _all(self, items: Iterable[object], dependencies: set[str]) -> str:
        return f"({','.join([self._words(item, dependencies) for item in items])})"


def _named(thing: Statement | QuestionStanding, dependencies: set[str]) -> str:
    """The name of a claim or a question; its dependencies are added."""
    dependencies.add(f"record:{thing.record.id}")
    match thing:
        case Statement():
            dependencies.update([f"link:{source.id}" for source in thing.sources])
            return f"claim {thing.reference}"
        case QuestionStanding():
            dependencies.add(f"about:{thing.record.id}")
            for statement in thing.statements:
                dependencies.update([f"link:{s.id}" for s in statement.sources])
    return f"question {thing.reference}"


# Caching pays for lists of at least this length.
_FEW = 8


def digest_of(words: str) -> str:
    """The first 32 digits of the SHA-256 of *words*, in hexadecimal."""
    encoded = words.encode(errors="surrogatepass")
    return hashlib.sha256(encoded).hexdigest()[:_LENGTH]
