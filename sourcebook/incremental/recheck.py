"""
A check after an edit: what the last one found, judged again where the edit touches.

Every problem stands in one record. It hangs on what that record says, on what the rules
see of those that it names (`_exposed`), and on what others say of it (`_told`). So an
edit touches its record, those of which that record now says something else, and, where
it exposes something else, those that name it. These are judged by the same rules, in a
base of them and of all that they hang on. What hangs on more than that, and a file that
is amiss by itself, is left to a check of the whole base.
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

# Of more files a check of the whole base is hardly slower.
_MOST = 50

# The one warning that stands in one record and hangs on all.
_NO_LOCK = no_lock.__name__.replace("_", "-")

# What stands for a record that is as it was, until it is needed.
_UNREAD = CachedRecord({}, {})


class _TooMuchError(Exception):
    """The edit touches what only a check of the whole base can judge."""


def recheck(
    kb: Path, schema: Schema, known: RecordCache
) -> tuple[list[Problem], tuple[str, ...]] | None:
    """
    Every problem of the base in *kb*, sorted, and the files of its records.

    None where the last check was another program's, found errors, or where the edit
    touches more than can be judged apart.
    """
    judged = read_check_state(known)
    lock, broken = read_lock(kb)
    if judged is None or broken or judged.lock != digest_of_lock(lock):
        return None
    unread = dict.fromkeys([seen.digest for seen in judged.records.values()], _UNREAD)
    reading = read_base(kb, unread)
    if reading.problems:
        return None
    try:
        edit = _Edit.of(reading.documents, judged, known, schema)
        problems = _judged_again(edit, lock)
    except _TooMuchError:
        return None
    return problems, tuple(document.file for document in reading.documents)


def _judged_again(edit: _Edit, lock: Lock | None) -> list[Problem]:
    """The problems of before, those of what is touched found anew."""
    if lock is None and edit.has_quotes():
        raise _TooMuchError
    touched = edit.touched()
    base = edit.base_around(touched, lock)
    found = [*check_rules(base, edit.schema), *edit.worded()]
    files, before = edit.files_of(touched), edit.judged.problems
    kept = [p for p in before if p.mark.file not in files or p.rule == _NO_LOCK]
    anew = [p for p in found if p.mark.file in files and p.rule != _NO_LOCK]
    return sorted((*kept, *anew))


@dataclass(frozen=True, slots=True)
class _Edit:
    """What changed since the last check; the description's id is empty."""

    judged: CheckState
    known: RecordCache
    schema: Schema
    documents: Mapping[str, Document]  # all that are there now, by id
    before: Mapping[str, Record]  # what changed, or is gone, as it was
    after: Mapping[str, Record]  # what changed, or is new, as it is
    names: Mapping[str, frozenset[str]]  # what each record names that is there now

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        judged: CheckState,
        known: RecordCache,
        schema: Schema,
    ) -> _Edit:
        """The edit that made *documents* of what was *judged*."""
        there = {_id(document): document for document in documents}
        changed = {id_ for id_, one in there.items() if _differs(one, judged)}
        changed |= judged.records.keys() - there.keys()
        # An id that two files have, or a change of what stands above all records.
        if len(there) < len(documents) or len(changed) > _MOST or "" in changed:
            raise _TooMuchError
        now = {id_: _real(there[id_], known) for id_ in changed & there.keys()}
        if check_shapes([*now.values()], schema).problems:
            raise _TooMuchError
        after = {id_: RecordMaker(document).record() for id_, document in now.items()}
        before = {
            id_: RecordMaker(_as_it_was(judged.records[id_], known)).record()
            for id_ in changed & judged.records.keys()
        }
        names = {
            id_: seen.names for id_, seen in judged.records.items() if id_ in there
        }
        names |= {id_: frozenset(names_in(record)) for id_, record in after.items()}
        return cls(judged, known, schema, {**there, **now}, before, after, names)

    def has_quotes(self) -> bool:
        """Whether anything that changed quotes, or did."""
        changed = (*self.before.values(), *self.after.values())
        claims = (claim for record in changed for claim in record.claims)
        return any(claim.quote_spot is not None for claim in claims)

    def worded(self) -> Iterator[Problem]:
        """What is amiss in the words of what changed."""
        documents = [self.documents[id_] for id_ in self.after]
        return loaded_wording(documents, self.schema)

    def touched(self) -> set[str]:
        """The ids of all records whose problems may be others than before."""
        touched = self.before.keys() | self.after.keys()
        for id_ in self.before.keys() | self.after.keys():
            old, new = self.before.get(id_), self.after.get(id_)
            if not _steps(new) <= _steps(old):
                raise _TooMuchError  # it may close a ring of events anywhere
            said, says = _mentions(old), _mentions(new)
            touched |= {x for x in said.keys() | says.keys() if said[x] != says[x]}
            if _exposed(old) != _exposed(new):
                touched |= self.naming({id_})
            touched |= self.namesakes(old, new)
        return touched

    def naming(self, ids: set[str]) -> set[str]:
        """The ids of all records that name one of *ids*."""
        return {id_ for id_, names in self.names.items() if not names.isdisjoint(ids)}

    def namesakes(self, old: Record | None, new: Record | None) -> set[str]:
        """The ids of entities that have a name which an entity had, or has now."""
        before, now = _folded(old), _folded(new)
        seen = self.judged.records.items() if before != now else ()
        names = before | now
        return {id_ for id_, one in seen if not one.folded.isdisjoint(names)}

    def base_around(self, touched: set[str], lock: Lock | None) -> Base:
        """A base of what is *touched*, of what that names, and of what names it."""
        named = (self.names.get(id_, frozenset()) for id_ in touched)
        around = touched.union(*named) | self.naming(touched)
        there = [self.documents[id_] for id_ in around if id_ in self.documents]
        documents = [_real(document, self.known) for document in there]
        base = base_of(documents, schema_digest=self.schema.digest, lock=lock)
        kinds = {RecordId(id_): one.kind for id_, one in self.documents.items() if id_}
        return replace(base, kinds=dict(sorted(kinds.items())), partial=frozenset())

    def files_of(self, ids: Iterable[str]) -> set[str]:
        """The files of records, as they are called now, and as they were."""
        seen, there = self.judged.records, self.documents
        before = {seen[id_].file for id_ in ids if id_ in seen}
        return before | {there[id_].file for id_ in ids if id_ in there}


def _id(document: Document) -> str:
    return "" if document.kind is Kind.BASE else document.id


def _differs(document: Document, judged: CheckState) -> bool:
    seen = judged.records.get(_id(document))
    there = (document.file, document.digest)
    return seen is None or (seen.file, seen.digest) != there


def _real(document: Document, known: RecordCache) -> Document:
    """*document* with its data, which was not read as long as nobody needed it."""
    if not document.is_cached:
        return document
    sound = _known(document.digest, known)
    return replace(document, data=sound.data, marks=sound.marks)


def _as_it_was(seen: CheckedRecord, known: RecordCache) -> Document:
    """What *seen* was made of; without its text, so that it has no marks."""
    data = _known(seen.digest, known).data
    return Document(seen.file, seen.kind, seen.id, "", data)


def _known(digest: str, known: RecordCache) -> CachedRecord:
    sound = known.record(digest)
    if sound is None:
        raise _TooMuchError
    return sound


def _exposed(record: Record | None) -> object:
    """What the rules see of a record that another names."""
    if record is None:
        return None
    asked = [
        (one.id, [position.id for position in one.positions])
        for one in record.questions
    ]
    claims = [claim.id for claim in record.claims]
    match record:
        case Source():
            own = (record.paragraphs, record.published, record.retracted)
            return record.kind, asked, claims, own
        case _:
            return record.kind, asked, claims


def _mentions(record: Record | None) -> Mapping[str, set[object]]:
    """What *record* says of each record that it names, as far as a rule asks for it."""
    told: dict[str, set[object]] = defaultdict(set)
    if record is None:
        return told
    for name in names_in(record):
        told[name].add("named")
    for citation in record.citations:
        told[citation.source].add((citation.first, citation.last))
    for claim in record.claims:
        kinds = frozenset(type(speaker) is Anonymous for speaker in claim.speakers)
        for answer in claim.answers:
            told[answer.record].add((answer.question, answer.position, kinds))
    return told


def _steps(record: Record | None) -> set[tuple[str, str]]:
    """To which events a record leads, or which lead to it; and as what."""
    if not isinstance(record, Event):
        return set()
    steps = {(related.as_, related.event.target) for related in record.related}
    return steps | ({("", record.part_of.target)} if record.part_of else set())


def _folded(record: Record | None) -> frozenset[str]:
    named = folded_names(record) if isinstance(record, Entity) else ()
    return frozenset(named)
