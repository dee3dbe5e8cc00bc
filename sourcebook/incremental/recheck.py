"""
Incremental check after an edit: only the records that it affects are checked again.

Every problem belongs to one record. It depends on what that record says, on what the
rules see of those it names (`_exposed`) and on what others say of it (`_mentions`). So
an edit affects its record, those of which it now says something else and, if it exposes
something else, those that name it. These are checked by the same rules, in a base of
them and of all they depend on. What depends on more than that, and a file that is wrong
by itself, is left to a check of the whole base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sourcebook.checking.evidence_lock import read_lock
from sourcebook.checking.loaded_words import loaded_wording
from sourcebook.checking.rules import check_rules
from sourcebook.checking.rules.evidence import no_lock
from sourcebook.checking.rules.names import folded_names
from sourcebook.checking.shape import check_shapes
from sourcebook.incremental.check_state import (
    CheckedRecord,
    CheckState,
    digest_of_lock,
    read_check_state,
)
from sourcebook.incremental.record_cache import RecordCache
from sourcebook.model.base import Base
from sourcebook.model.claims import Anonymous
from sourcebook.model.evidence import Lock
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Entity, Event, Record, Source, names_in
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem
from sourcebook.reading.assemble import base_of
from sourcebook.reading.document import CachedRecord, Document
from sourcebook.reading.read import read_base
from sourcebook.reading.record_maker import RecordMaker

# For more files, a check of the whole base is hardly slower.
_MOST = 50

# The one warning that belongs to one record and depends on all.
_NO_LOCK = no_lock.__name__.replace("_", "-")

# Placeholder for an unchanged record, which is loaded only when needed.
_UNREAD = CachedRecord({}, {})


class _TooMuchError(Exception):
    """The edit affects what only a check of the whole base can decide."""


def recheck(
    kb: Path, schema: Schema, record_cache: RecordCache
) -> tuple[list[Problem], tuple[str, ...]] | None:
    """
    All problems of the base in *kb*, sorted, and the files of its records.

    None if the last check was another program's or found errors, or if the edit affects
    more than can be checked separately.
    """
    check_state = read_check_state(record_cache)
    lock, lock_problems = read_lock(kb)
    if check_state is None or lock_problems or check_state.lock != digest_of_lock(lock):
        return None
    unread = dict.fromkeys([r.digest for r in check_state.records.values()], _UNREAD)
    reading = read_base(kb, unread)
    if reading.problems:
        return None
    try:
        edit = _Edit.of(reading.documents, check_state, record_cache, schema)
        problems = _judged_again(edit, lock)
    except _TooMuchError:
        return None
    return problems, tuple(document.file for document in reading.documents)


def _judged_again(edit: _Edit, lock: Lock | None) -> list[Problem]:
    """The problems of before, with those of affected files found again."""
    if lock is None and edit.has_quotes():
        raise _TooMuchError
    affected = edit.affected()
    base = edit.base_around(affected, lock)
    rechecked = [*check_rules(base, edit.schema), *edit.wording()]
    files, before = edit.files_of(affected), edit.check_state.problems
    old = [p for p in before if p.mark.file not in files or p.rule == _NO_LOCK]
    new = [p for p in rechecked if p.mark.file in files and p.rule != _NO_LOCK]
    return sorted((*old, *new))


@dataclass(frozen=True, slots=True)
class _Edit:
    """What changed since the last check; the id of the base's description is empty."""

    check_state: CheckState
    record_cache: RecordCache
    schema: Schema
    documents: Mapping[str, Document]  # all current ones, by id
    before: Mapping[str, Record]  # what changed or is gone, as it was
    after: Mapping[str, Record]  # what changed or is new, as it is
    names: Mapping[str, frozenset[str]]  # what each current record names

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        check_state: CheckState,
        record_cache: RecordCache,
        schema: Schema,
    ) -> _Edit:
        """The edit from the records of *check_state* to *documents*."""
        now = {_id(document): document for document in documents}
        changed = {id_ for id_, d in now.items() if _differs(d, check_state)}
        changed |= check_state.records.keys() - now.keys()
        # Two files share an id, too much changed, or the base's own description did.
        if len(now) < len(documents) or len(changed) > _MOST or "" in changed:
            raise _TooMuchError
        edited = {id_: _load(now[id_], record_cache) for id_ in changed & now.keys()}
        if check_shapes([*edited.values()], schema).problems:
            raise _TooMuchError
        after = {id_: RecordMaker(d).record() for id_, d in edited.items()}
        before = {
            id_: RecordMaker(_previous(check_state.records[id_], record_cache)).record()
            for id_ in changed & check_state.records.keys()
        }
        names = {id_: r.names for id_, r in check_state.records.items() if id_ in now}
        names |= {id_: frozenset(names_in(record)) for id_, record in after.items()}
        return cls(
            check_state, record_cache, schema, {**now, **edited}, before, after, names
        )

    def has_quotes(self) -> bool:
        """Whether a changed record contains a quote, or did."""
        changed = (*self.before.values(), *self.after.values())
        claims = (claim for record in changed for claim in record.claims)
        return any(claim.quote_spot is not None for claim in claims)

    def wording(self) -> Iterator[Problem]:
        documents = [self.documents[id_] for id_ in self.after]
        return loaded_wording(documents, self.schema)

    def affected(self) -> set[str]:
        """The ids of all records whose problems may have changed."""
        affected = self.before.keys() | self.after.keys()
        for id_ in self.before.keys() | self.after.keys():
            old, new = self.before.get(id_), self.after.get(id_)
            if not _steps(new) <= _steps(old):
                raise _TooMuchError  # it may close a cycle of events anywhere
            said, says = _mentions(old), _mentions(new)
            affected |= {x for x in said.keys() | says.keys() if said[x] != says[x]}
            if _exposed(old) != _exposed(new):
                affected |= self.naming({id_})
            affected |= self.namesakes(old, new)
        return affected

    def naming(self, ids: set[str]) -> set[str]:
        """The ids of all records that name one of *ids*."""
        return {id_ for id_, names in self.names.items() if not names.isdisjoint(ids)}

    def namesakes(self, old: Record | None, new: Record | None) -> set[str]:
        """The ids of entities that share an old or new name, if the names changed."""
        before, now = _folded(old), _folded(new)
        checked_records = self.check_state.records.items() if before != now else ()
        names = before | now
        return {id_ for id_, r in checked_records if not r.folded.isdisjoint(names)}

    def base_around(self, affected: set[str], lock: Lock | None) -> Base:
        """A base of the *affected* records, those they name and those naming them."""
        named = (self.names.get(id_, frozenset()) for id_ in affected)
        ids = affected.union(*named) | self.naming(affected)
        current = [self.documents[id_] for id_ in ids if id_ in self.documents]
        documents = [_load(document, self.record_cache) for document in current]
        base = base_of(documents, schema_digest=self.schema.digest, lock=lock)
        kinds = {RecordId(id_): d.kind for id_, d in self.documents.items() if id_}
        return replace(base, kinds=dict(sorted(kinds.items())), partial=frozenset())

    def files_of(self, ids: Iterable[str]) -> set[str]:
        """The files of records, by their current and previous names."""
        records, documents = self.check_state.records, self.documents
        before = {records[id_].file for id_ in ids if id_ in records}
        return before | {documents[id_].file for id_ in ids if id_ in documents}


def _id(document: Document) -> str:
    return "" if document.kind is Kind.BASE else document.id


def _differs(document: Document, check_state: CheckState) -> bool:
    record = check_state.records.get(_id(document))
    current = (document.file, document.digest)
    return record is None or (record.file, record.digest) != current


def _load(document: Document, record_cache: RecordCache) -> Document:
    """*document* with its data, which is loaded only when needed."""
    if not document.is_cached:
        return document
    cached = _cached(document.digest, record_cache)
    return replace(document, data=cached.data, marks=cached.marks)


def _previous(record: CheckedRecord, record_cache: RecordCache) -> Document:
    """The Document that *record* was made from; without text, so it has no marks."""
    data = _cached(record.digest, record_cache).data
    return Document(record.file, record.kind, record.id, "", data)


def _cached(digest: str, record_cache: RecordCache) -> CachedRecord:
    cached = record_cache.record(digest)
    if cached is None:
        raise _TooMuchError
    return cached


def _exposed(record: Record | None) -> object:
    """What the rules see of a record through those that name it."""
    if record is None:
        return None
    questions = [(q.id, [p.id for p in q.positions]) for q in record.questions]
    claims = [claim.id for claim in record.claims]
    match record:
        case Source():
            details = (record.paragraphs, record.published, record.retracted)
            return record.kind, questions, claims, details
        case _:
            return record.kind, questions, claims


def _mentions(record: Record | None) -> Mapping[str, set[object]]:
    """What *record* says of each record that it names, as far as a rule needs it."""
    mentions: dict[str, set[object]] = defaultdict(set)
    if record is None:
        return mentions
    for name in names_in(record):
        mentions[name].add("named")
    for citation in record.citations:
        mentions[citation.source].add((citation.first, citation.last))
    for claim in record.claims:
        kinds = frozenset(type(speaker) is Anonymous for speaker in claim.speakers)
        for answer in claim.answers:
            mentions[answer.record].add((answer.question, answer.position, kinds))
    return mentions


def _steps(record: Record | None) -> set[tuple[str, str]]:
    """The events that an event is related to or part of, each with the relation."""
    if not isinstance(record, Event):
        return set()
    steps = {(related.as_, related.event.target) for related in record.related}
    return steps | ({("", record.part_of.target)} if record.part_of else set())


def _folded(record: Record | None) -> frozenset[str]:
    return frozenset(folded_names(record) if isinstance(record, Entity) else ())
