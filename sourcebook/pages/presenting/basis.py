"""
Basis marks: what each part of a page rests on, short enough for every part to carry.

Readers can see the record as published by a day, or without an outlet, a genre or all
anonymous speakers. The script for this (lens.js) reads nothing but these marks.
"""

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sourcebook.graph.graph import Graph, by_publication
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, VoiceKind
from sourcebook.model.mentions import Citation, RecordId
from sourcebook.model.records import Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.text.words import date_in_words


@dataclass(frozen=True, slots=True)
class LensSourceView:
    """A source that readers can exclude."""

    name: str  # as in the marks
    title: str
    language: str
    genre: str
    genre_label: str
    published: str  # the latest possible day, as YYYY-MM-DD
    published_words: str


@dataclass(frozen=True, slots=True)
class LensOutletView:
    """An outlet that readers can exclude, with its sources on the page."""

    id: str
    name: str
    sources: tuple[LensSourceView, ...]


@dataclass(frozen=True, slots=True)
class LensView:
    """What readers can exclude from a page."""

    outlets: tuple[LensOutletView, ...]
    genres: tuple[tuple[str, str], ...]  # term, plural
    first: str  # the day of the first publication, as YYYY-MM-DD


Key = TypeVar("Key", bound=Hashable)

# The alphabet of base 32 (RFC 4648) in lower case: 5 bits per character.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_SHORTEST = 3

_LETTERS = {VoiceKind.NAMED: "n", VoiceKind.ANONYMOUS: "a", VoiceKind.AUTHOR: "s"}


@dataclass(frozen=True, slots=True)
class BasisMaker:
    """
    Makes the marks of a base's claims and texts.

    A mark is `sources;speakers;outlets`, each a comma-separated list of names:
    `k3f,x7a;nq2d;b4e,mma`. A speaker's first letter says whether they are named,
    anonymous or the source itself. There is one outlet per source, or a single one if
    the claim was relayed. An editorial text has sources only. Several marks are
    separated by spaces.

    A name is a hash of what it names, so that a new record changes no mark but its own;
    it has the fewest characters that distinguish all names of a base.
    """

    graph: Graph
    sources: Mapping[RecordId, str]
    speakers: Mapping[tuple[str, str, str], str]
    outlets: Mapping[RecordId, str]

    @classmethod
    def of(cls, graph: Graph) -> "BasisMaker":
        """The marks of everything in *graph*."""
        outlets = {source.publisher.target for source in graph.sources}
        outlets |= {via.target for s in graph.statements for via in s.claim.via}
        speakers = _short_names({key: "\n".join(key) for key in graph.voices})
        return cls(
            graph,
            _short_names({source.id: source.id for source in graph.sources}),
            {
                key: f"{_LETTERS[voice.kind]}{speakers[key]}"
                for key, voice in graph.voices.items()
            },
            _short_names({outlet: outlet for outlet in outlets}),
        )

    @property
    def lengths(self) -> tuple[int, ...]:
        """The lengths of names in marks; a name depends on nothing else of the base."""
        groups = (self.sources, self.speakers, self.outlets)
        return tuple(max(map(len, names.values()), default=0) for names in groups)

    def claim(self, statement: Statement) -> str:
        """The mark of a claim."""
        sources = ",".join(self.sources[s.id] for s in statement.sources)
        speakers = ",".join(self.speakers[voice.key] for voice in statement.voices)
        outlets = [source.publisher.target for source in statement.sources]
        if statement.claim.via:
            outlets = [statement.claim.via[0].target]
        outlet_names = ",".join(self.outlets[outlet] for outlet in outlets)
        return f"{sources};{speakers};{outlet_names}"

    def claims(self, statements: Iterable[Statement]) -> str:
        """The marks of several claims."""
        return " ".join(self.claim(statement) for statement in statements)

    def text(self, cites: Iterable[Citation]) -> str:
        """The mark of an editorial text with *cites*; empty if there are none."""
        sources = dict.fromkeys(cite.source for cite in cites)
        names = sorted(self.sources[source] for source in sources)
        return f"{','.join(names)};;" if names else ""

    def record(self, record: Record) -> str:
        """The marks of everything a record says: of its texts, then of its claims."""
        claim_spots = {cite.spot for claim in record.claims for cite in claim.cites}
        citations = [cite for cite in record.citations if cite.spot not in claim_spots]
        texts = [self.text([cite]) for cite in citations]
        statements = self.graph.by_record.get(record.id, ())
        return " ".join([*dict.fromkeys(texts), *map(self.claim, statements)])

    def disputes(self, questions: Iterable[QuestionStanding]) -> str:
        """The marks of all positions, separated by |, and questions by ~."""
        groups = ((self.claims(p.statements) for p in q.positions) for q in questions)
        return "~".join("|".join(marks) for marks in groups)

    def control(self, sources: Iterable[Source]) -> LensView | None:
        """The control for a page that rests on *sources*; None if there are none."""
        ordered = sorted(sources, key=by_publication)
        genres = self.graph.schema.terms[Vocabulary.GENRES]
        by_outlet: dict[RecordId, list[LensSourceView]] = {}
        for source in ordered:
            view = LensSourceView(
                name=self.sources[source.id],
                title=source.title,
                language=source.language,
                genre=source.genre,
                genre_label=genres[source.genre].label,
                published=source.published.latest.isoformat(),
                published_words=date_in_words(source.published),
            )
            by_outlet.setdefault(source.publisher.target, []).append(view)
        if not ordered:
            return None
        used = {source.genre for source in ordered}
        return LensView(
            tuple(
                LensOutletView(
                    id_, self.graph.base.link_summaries[id_].title, tuple(views)
                )
                for id_, views in by_outlet.items()
            ),
            tuple((word, term.plural) for word, term in genres.items() if word in used),
            min(source.published.latest for source in ordered).isoformat(),
        )


def _short_names(keys: Mapping[Key, str]) -> dict[Key, str]:
    """The shortest names, of letters and digits, that distinguish the texts, by key."""
    digests = {key: _digest(text) for key, text in keys.items()}
    length = _SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {key: digest[:length] for key, digest in digests.items()}


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(_DIGITS[byte % len(_DIGITS)] for byte in digest)
