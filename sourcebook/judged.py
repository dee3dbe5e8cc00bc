"""What a check of a base without errors leaves for the check after the next edit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.base import Base
from sourcebook.check.rules.names import folded_names
from sourcebook.known import Known
from sourcebook.lock import Lock
from sourcebook.problems import Problem, problem_of, row_of
from sourcebook.read import Kind
from sourcebook.records import Entity, Record, Written, names_in
from sourcebook.sealed import ODD, read_bound, write_bound

_FILE = "judged.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a record."""

    file: str
    kind: Kind
    id: str  # of the base's own description, nothing
    digest: str  # of its Document
    names: frozenset[str]  # the ids of all records that it names
    folded: frozenset[str]  # an entity's own names, as they are compared

    @classmethod
    def of(cls, one: Written) -> Remembered:
        """What is kept of *one*."""
        document = one.origin.document
        id_ = one.id if isinstance(one, Record) else ""
        folded = folded_names(one) if isinstance(one, Entity) else ()
        names, own = frozenset(names_in(one)), frozenset(folded)
        return cls(document.file, document.kind, id_, document.digest, names, own)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check found, and of what."""

    lock: str  # the digest of the evidence lock; empty where there was none
    records: Mapping[str, Remembered]  # by id
    problems: tuple[Problem, ...]  # all of them warnings


def write_judged(known: Known, base: Base, problems: Iterable[Problem]) -> None:
    """The next check of the site has what this one found in *base*, which is whole."""
    if not known.has_cache:
        return
    seen = [Remembered.of(one) for one in base.written if one.origin.document.file]
    names = sorted({name for one in seen for name in one.names})
    numbers = {name: number for number, name in enumerate(names)}
    parts = {
        "key": known.key.decode("ascii"),
        "lock": digest_of_lock(base.lock),
        "names": names,
        "records": [
            (
                *(one.file, one.kind, one.id, one.digest),
                [numbers[name] for name in sorted(one.names)],
                sorted(one.folded),
            )
            for one in seen
        ],
        "problems": [row_of(problem) for problem in problems],
    }
    told = json.dumps(parts, separators=(",", ":"))
    write_bound(known.out, _FILE, told.encode("ascii"))


def read_judged(known: Known) -> Judged | None:
    """What the last check of the site left, under the same program and schema."""
    content = read_bound(known.out, _FILE)
    try:
        parts = json.loads(content) if content else {}
        return _told(parts) if parts["key"] == known.key.decode("ascii") else None
    except ODD:
        return None


def _told(parts: Any) -> Judged:  # noqa: ANN401 - whatever stands there
    """
    What a file's *parts* tell.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: where they tell nothing.

    """
    names, seen = parts["names"], {}
    for file, kind, id_, digest, numbers, folded in parts["records"]:
        named = frozenset([names[number] for number in numbers])
        seen[id_] = Remembered(file, Kind(kind), id_, digest, named, frozenset(folded))
    return Judged(parts["lock"], seen, tuple(map(problem_of, parts["problems"])))


def digest_of_lock(lock: Lock | None) -> str:
    """The digest of what *lock* says, in hexadecimal; empty where there is none."""
    return hashlib.sha256(str(lock).encode()).hexdigest() if lock else ""
