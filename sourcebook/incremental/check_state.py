"""What a check of a base without errors leaves for the check after the next edit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.cache.store import MALFORMED, read_bound, write_bound
from sourcebook.checking.rules.names import folded_names
from sourcebook.incremental.record_cache import RecordCache
from sourcebook.model.base import Base
from sourcebook.model.evidence import Lock
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Entity, Record, Written, names_in
from sourcebook.problems import Problem, problem_of, row_of

_FILE = "judged.json"


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """What is kept of a record."""

    file: str
    kind: Kind
    id: str  # of the base's own description, nothing
    digest: str  # of its Document
    names: frozenset[str]  # the ids of all records that it names
    folded: frozenset[str]  # an entity's own names, as they are compared

    @classmethod
    def of(cls, one: Written) -> CheckedRecord:
        """What is kept of *one*."""
        origin = one.origin
        id_, kind = (one.id, one.kind) if isinstance(one, Record) else ("", Kind.BASE)
        folded = folded_names(one) if isinstance(one, Entity) else ()
        names, own = frozenset(names_in(one)), frozenset(folded)
        return cls(origin.file, kind, id_, origin.digest, names, own)


@dataclass(frozen=True, slots=True)
class CheckState:
    """What a check found, and of what."""

    lock: str  # the digest of the evidence lock; empty where there was none
    records: Mapping[str, CheckedRecord]  # by id
    problems: tuple[Problem, ...]  # all of them warnings


def write_check_state(
    known: RecordCache, base: Base, problems: Iterable[Problem]
) -> None:
    """The next check of the site has what this one found in *base*, which is whole."""
    if not known.has_cache:
        return
    seen = [CheckedRecord.of(one) for one in base.written if one.origin.file]
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


def read_check_state(known: RecordCache) -> CheckState | None:
    """What the last check of the site left, under the same program and schema."""
    content = read_bound(known.out, _FILE)
    try:
        parts = json.loads(content) if content else {}
        return _parse(parts) if parts["key"] == known.key.decode("ascii") else None
    except MALFORMED:
        return None


def _parse(parts: Any) -> CheckState:  # noqa: ANN401 - whatever stands there
    """
    What a file's *parts* tell.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: where they tell nothing.

    """
    names, seen = parts["names"], {}
    for file, kind, id_, digest, numbers, folded in parts["records"]:
        named = frozenset([names[number] for number in numbers])
        seen[id_] = CheckedRecord(
            file, Kind(kind), id_, digest, named, frozenset(folded)
        )
    return CheckState(parts["lock"], seen, tuple(map(problem_of, parts["problems"])))


def digest_of_lock(lock: Lock | None) -> str:
    """The digest of what *lock* says, in hexadecimal; empty where there is none."""
    return hashlib.sha256(str(lock).encode()).hexdigest() if lock else ""
