"""Well-shaped Documents -> the Base: every record, sorted by id."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sourcebook.model.base import Base, DuplicateId
from sourcebook.model.evidence import Lock
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Description
from sourcebook.reading.document import Document
from sourcebook.reading.record_maker import DocumentOrigin, RecordMaker

# Hexadecimal digits of a version: two of a thousand versions are equal once in 10^8.
_VERSION_LENGTH = 12

_NO_DESCRIPTION = Description(
    origin=DocumentOrigin(Document("", Kind.BASE, "", "", {})), title="Sourcebook"
)


def base_of(
    whole: Sequence[Document],
    parts: Sequence[Document] = (),
    kinds: Mapping[str, Kind] | None = None,
    schema_digest: str = "",
    lock: Lock | None = None,
) -> Base:
    """
    The base of the *whole* records and of the sound *parts* of others.

    *kinds* has the kind of every record's file by id, even if it has no Document.
    """
    records: dict[Kind, dict[RecordId, Any]] = {kind: {} for kind in Kind}
    kinds_by_id = {RecordId(id_): kind for id_, kind in (kinds or {}).items()}
    partial = kinds_by_id.keys() - {d.id for d in whole if d.kind is not Kind.BASE}
    first_by_id: dict[RecordId, Document] = {}
    twins = []
    description = _NO_DESCRIPTION
    for document in sorted((*whole, *parts), key=lambda d: (d.id, d.file)):
        id_ = RecordId(document.id)
        if document.kind is Kind.BASE:
            description = RecordMaker(document).description()
        elif id_ in first_by_id:
            first = first_by_id[id_].mark(())
            twins.append(DuplicateId(id_, document.mark(()), first))
        else:
            first_by_id[id_] = document
            kinds_by_id[id_] = document.kind
            records[document.kind][id_] = RecordMaker(document).record()
    return Base(
        description,
        records[Kind.ENTITY],
        records[Kind.EVENT],
        records[Kind.SOURCE],
        dict(sorted(kinds_by_id.items())),
        frozenset(partial),
        tuple(twins),
        _version(whole, schema_digest),
        lock,
    )


def _version(documents: Iterable[Document], schema_digest: str) -> str:
    digest = hashlib.sha256(schema_digest.encode())
    for document in sorted(documents, key=lambda d: (d.kind, d.id)):
        content = document.text.encode()
        digest.update(f"\n{document.kind} {document.id} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:_VERSION_LENGTH]
