"""What was chosen for a file before it is made, told so that a change shows."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement
from sourcebook.incremental.invalidation import digest_of
from sourcebook.model.records import Record


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What was chosen for a file, or for a part of it."""

    words: str  # which things, in which order; of a large one a digest
    dependencies: frozenset[
        str
    ]  # of `sourcebook.cache.dependencies`, that these things imply


class Fingerprinter:
    """Tells what was chosen for files; what is chosen for several, it tells once."""

    def __init__(self) -> None:
        # By the identity of each thing, which is held so that no other takes it.
        self._fingerprints: dict[int, tuple[object, Fingerprint]] = {}

    def fingerprint(self, what: object) -> Fingerprint:
        """
        What *what* tells: any value made of those that the program knows.

        Records, claims and questions are told by their names, and noted.

        Raises:
            TypeError: where it holds a function that has no name, or something else
                that hides what it is made of.

        """
        dependencies: set[str] = set()
        words = self._words(what, dependencies)
        return Fingerprint(digest_of(words), frozenset(dependencies))

    def _words(self, what: object, dependencies: set[str]) -> str:
        match what:
            case str():
                return f"'{what}'"
            case Record():
                dependencies.add(f"record:{what.id}")
                return f"record {what.id}"
            case None | bool() | int() | float():
                return repr(what)
            case list() | tuple() if len(what) < _FEW:
                return self._all(what, dependencies)
            case partial():  # of one file only
                return self._inside(what, dependencies)
            case _:
                return self._known(what, dependencies)

    def _known(self, what: object, dependencies: set[str]) -> str:
        """The words of what may have been told before."""
        entry = self._fingerprints.get(id(what))
        if entry is None:
            own: set[str] = set()
            words = self._inside(what, own)
            entry = what, Fingerprint(words, frozenset(own))
            self._fingerprints[id(what)] = entry
        dependencies |= entry[1].dependencies
        return entry[1].words

    def _inside(self, what: object, dependencies: set[str]) -> str:
        """The words of something that has parts, or a name."""
        match what:
            case Statement() | QuestionStanding():
                return _named(what, dependencies)
            case list() | tuple():
                return digest_of(self._all(what, dependencies))
            case Mapping():
                return digest_of(self._all(what.items(), dependencies))
            case partial():
                parts = (what.func, what.args, tuple(what.keywords.items()))
                return self._all(parts, dependencies)
            case type() | FunctionType() if "<" not in what.__qualname__:
                return f"{what.__module__}.{what.__qualname__}"
            case _:
                fields = dataclasses.fields(what)  # type: ignore[arg-type]
                values = [getattr(what, one.name) for one in fields if one.compare]
                return (
                    f"{type(what).__name__}{digest_of(self._all(values, dependencies))}"
                )

    def _all(self, items: Iterable[object], dependencies: set[str]) -> str:
        return f"({','.join([self._words(item, dependencies) for item in items])})"


def _named(thing: Statement | QuestionStanding, dependencies: set[str]) -> str:
    """The name of a claim or a question; its notes are taken."""
    dependencies.add(f"record:{thing.record.id}")
    match thing:
        case Statement():
            dependencies.update([f"link:{source.id}" for source in thing.sources])
            return f"claim {thing.reference}"
        case QuestionStanding():
            dependencies.add(f"about:{thing.record.id}")
            for statement in thing.statements:
                dependencies.update(
                    [f"link:{source.id}" for source in statement.sources]
                )
    return f"question {thing.reference}"


# Of a longer list it is worth to know whether it has been told.
_FEW = 8
