"""Claims in context: who speaks, through whom, in which source, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sourcebook.model.base import Base
from sourcebook.model.claims import Anonymous, Claim, Named, Speaker
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Record, Source


class VoiceKind(StrEnum):
    """Whether a speaker is known by name."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Voice:
    """
    One distinct speaker of the base.

    A named speaker is the same everywhere. Anonymous speakers are distinguished by
    source and description: nobody can say whether those of two sources are the same.
    """

    kind: VoiceKind
    entity: RecordId | None = None  # of a named speaker
    source: RecordId | None = None  # of an anonymous speaker or an author
    description: str = ""  # of an anonymous speaker, as first written
    of: tuple[RecordId, ...] = ()  # of an anonymous speaker
    count: int | None = None  # of an anonymous speaker

    @property
    def key(self) -> tuple[str, str, str]:
        """The key that distinguishes this speaker from all others."""
        words = " ".join(self.description.casefold().split())
        return (self.kind, self.entity or self.source or "", words)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its record, its sources and its speakers."""

    record: Record
    claim: Claim
    sources: tuple[Source, ...]  # in the order of its citations, each once
    voices: tuple[Voice, ...]
    outlets: tuple[RecordId, ...]  # publishers; if relayed, the first to relay it

    @property
    def reference(self) -> str:
        """Its name in the whole base, such as some-event#some-claim."""
        return f"{self.record.id}#{self.claim.id}"

    @property
    def kind(self) -> VoiceKind:
        """Named if any speaker is; anonymous only if all speakers are."""
        kinds = {voice.kind for voice in self.voices}
        order = (VoiceKind.NAMED, VoiceKind.AUTHOR, VoiceKind.ANONYMOUS)
        return next(kind for kind in order if kind in kinds)

    @property
    def first_published(self) -> date:
        """The last day on which the earliest of its sources may have appeared."""
        return min(source.published.latest for source in self.sources)

    @property
    def order(self) -> tuple[date, date, str, int, str]:
        """The sort key: date said, then publication, source, paragraph; never side."""
        source, cite = self.sources[0], self.claim.cites[0]
        published = source.published.earliest
        said = self.claim.said.earliest if self.claim.said else published
        return (said, published, source.id, cite.first, self.reference)


def statements_of(base: Base) -> tuple[Statement, ...]:
    """Every claim of *base* as a statement, sorted by `order`."""
    statements = (_statement(base, record, claim) for record, claim in base.claims)
    return tuple(sorted(statements, key=lambda statement: statement.order))


def voices_of(statements: Iterable[Statement]) -> dict[tuple[str, str, str], Voice]:
    """The distinct speakers of *statements*, by key, in order of appearance."""
    voices: dict[tuple[str, str, str], Voice] = {}
    for statement in statements:
        for voice in statement.voices:
            voices.setdefault(voice.key, voice)
    return voices


def _statement(base: Base, record: Record, claim: Claim) -> Statement:
    ids = dict.fromkeys(citation.source for citation in claim.cites)
    sources = tuple(base.sources[id_] for id_ in ids)
    voices = tuple(_voice(speaker, sources[0]) for speaker in claim.speakers)
    outlets = tuple(dict.fromkeys(source.publisher.target for source in sources))
    if claim.via:
        outlets = (claim.via[0].target,)
    return Statement(record, claim, sources, voices, outlets)


def _voice(speaker: Speaker, source: Source) -> Voice:
    match speaker:
        case Named(entity):
            return Voice(VoiceKind.NAMED, entity=entity.target)
        case Anonymous(description, of, count):
            states = tuple(reference.target for reference in of)
            return Voice(
                VoiceKind.ANONYMOUS,
                source=source.id,
                description=description,
                of=states,
                count=count,
            )
        case _:
            return Voice(VoiceKind.AUTHOR, source=source.id)
