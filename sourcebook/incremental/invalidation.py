"""Invalidation: which dependencies an edit of records makes stale."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.cache.dependencies import ALL
from sourcebook.incremental.fingerprints import digest_of
from sourcebook.model.base import Base, LinkSummary
from sourcebook.model.records import Record, Source, names_in

# Keys of a source that no other record's page shows.
_OWN_KEYS = frozenset(("claims", "questions", "errata", "summary"))


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """What is remembered of a record, to determine what a change of it invalidates."""

    content: str  # its kind, and the digest of all that it says
    link: str  # the digest of what others show of it
    names: tuple[str, ...]  # the ids of the records that it names, and its own

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.content.partition(":")[0]


def traces_of(base: Base) -> Mapping[str, RecordTrace]:
    """The trace of every record, by its id."""
    link_summaries = base.link_summaries
    return {
        id_: _trace(record, link_summaries[id_]) for id_, record in base.records.items()
    }


def stale_dependencies(
    before: Mapping[str, RecordTrace], now: Mapping[str, RecordTrace]
) -> frozenset[str]:
    """The dependencies, as in cache/dependencies.py, that no longer hold."""
    stale: set[str] = set()
    for id_ in before.keys() | now.keys():
        old, new = before.get(id_), now.get(id_)
        if old == new:
            continue
        stale.update((ALL, f"record:{id_}"))
        for trace in filter(None, (old, new)):
            stale.update(f"about:{name}" for name in trace.names)
        if old is None or new is None or old.kind != new.kind:
            stale.update((f"kind:{id_}", f"link:{id_}"))
        elif old.link != new.link:
            stale.add(f"link:{id_}")
    return frozenset(stale)


def _trace(record: Record, link: LinkSummary) -> RecordTrace:
    content, shown = _digest(record.data), repr(link)
    if isinstance(record, Source):  # claims citing it show more of it
        shown_keys = record.data.keys() - _OWN_KEYS
        shown += _digest({key: record.data[key] for key in sorted(shown_keys)})
    names = dict.fromkeys((record.id, *names_in(record)))
    return RecordTrace(f"{record.kind}:{content}", digest_of(shown), tuple(names))


def _digest(value: object) -> str:
    """The digest of plain data; the order of its keys counts."""
    return digest_of(json.dumps(value, ensure_ascii=True, separators=(",", ":")))
