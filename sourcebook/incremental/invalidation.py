"""Which notes an edit of some records makes stale."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.cache.dependencies import ALL
from sourcebook.model.base import Base, LinkSummary
from sourcebook.model.records import Record, Source, names_in

# What of a source no other record's page shows.
_OWN = frozenset(("claims", "questions", "errata", "summary"))

# Hexadecimal digits of a digest: of 10^9 states of a base two are alike once in 10^21.
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """What is remembered of a record, to tell what its change would touch."""

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
    """The notes of `sourcebook.cache.dependencies` that do not hold any more."""
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
    if isinstance(record, Source):  # its claims show more of it
        more = record.data.keys() - _OWN
        shown += _digest({key: record.data[key] for key in sorted(more)})
    names = dict.fromkeys((record.id, *names_in(record)))
    return RecordTrace(f"{record.kind}:{content}", digest_of(shown), tuple(names))


def _digest(value: object) -> str:
    """The digest of plain data, its keys in their order."""
    return digest_of(json.dumps(value, ensure_ascii=True, separators=(",", ":")))


def digest_of(words: str) -> str:
    """The first 32 digits of the SHA-256 of *words*, in hexadecimal."""
    encoded = words.encode(errors="surrogatepass")
    return hashlib.sha256(encoded).hexdigest()[:_LENGTH]
