"""The check state: what a check without errors leaves for the one after an edit."""

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
    """What a check remembers of a record."""

    file: str
    kind: Kind
    id: str  # empty for the base's own description
    digest: str  # of its Document
    names: frozenset[str]  # the ids of all records that it names
    folded: frozenset[str]  # an entity's own names, folded for comparison

    @classmethod
    def of(cls, record: Written) -> "CheckedRecord":
        """What a check remembers of *record*."""
        origin = record.origin
        id_, kind = (
            (record.id, record.kind) if isinstance(record, Record) else ("", Kind.BASE)
        )
        folded = folded_names(record) if isinstance(record, Entity) else ()
        names, own_names = frozenset(names_in(record)), frozenset(folded)
        return cls(origin.file, kind, id_, origin.digest, names, own_names)


@dataclass(frozen=True, slots=True)
class CheckState:
    """What a check found, and in which records."""

    lock: str  # the digest of the evidence lock; empty without one
    records: Mapping[str, CheckedRecord]  # by id
    problems: tuple[Problem, ...]  # all of them warnings


def write_check_state(
    record_cache: RecordCache, base: Base, problems: Iterable[Problem]
) -> None:
    """Save the *problems* of *base*, which is whole, for the next check of the site."""
    if not record_cache.has_cache:
        return
    checked_records = [CheckedRecord.of(r) for r in base.written if r.origin.file]
    names = sorted({name for record in checked_records for name in record.names})
    numbers = {name: number for number, name in enumerate(names)}
    parts = {
        "key": record_cache.key.decode("ascii"),
        "lock": digest_of_lock(base.lock),
        "names": names,
        "records": [
            (
                *(record.file, record.kind, record.id, record.digest),
                [numbers[name] for name in sorted(record.names)],
                sorted(record.folded),
            )
            for record in checked_records
        ],
        "problems": [row_of(problem) for problem in problems],
    }
    content = json.dumps(parts, separators=(",", ":"))
    write_bound(record_cache.out, _FILE, content.encode("ascii"))


def read_check_state(record_cache: RecordCache) -> CheckState | None:
    """What the last check of the site left under the same program and schema."""
    content = read_bound(record_cache.out, _FILE)
    try:
        parts = json.loads(content) if content else {}
        return (
            _parse(parts) if parts["key"] == record_cache.key.decode("ascii") else None
        )
    except MALFORMED:
        return None


def _parse(parts: Any) -> CheckState:  # noqa: ANN401 - any JSON
    """The state that *parts* describe; raises one of MALFORMED if they do not."""
    names, records = parts["names"], {}
    for file, kind, id_, digest, numbers, folded in parts["records"]:
        ids = frozenset([names[number] for number in numbers])
        records[id_] = CheckedRecord(
            file, Kind(kind), id_, digest, ids, frozenset(folded)
        )
    return CheckState(parts["lock"], records, tuple(map(problem_of, parts["problems"])))


def digest_of_lock(lock: Lock | None) -> str:
    """The digest of what *lock* says, in hexadecimal; empty if there is none."""
    return hashlib.sha256(str(lock).encode()).hexdigest() if lock else ""
