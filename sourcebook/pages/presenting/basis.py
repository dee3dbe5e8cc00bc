"""
What each part of a page rests on, in marks short enough for every part to carry.

A reader can see the record as published by a day, or without an outlet, a genre or all
anonymous speakers. The script that does it (lens.js) knows nothing but these marks.
"""

from __future__ import annotations

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
    """A source that can be left out."""

    name: str  # as in the marks
    title: str
    language: str
    genre: str
    genre_label: str
    published: str  # the last day on which it may have appeared, as YYYY-MM-DD
    published_words: str


@dataclass(frozen=True, slots=True)
class LensOutletView:
    """An outlet that can be left out, with its sources on the page."""

    id: str
    name: str
    sources: tuple[LensSourceView, ...]


@dataclass(frozen=True, slots=True)
class LensView:
    """What a reader can leave out of a page."""

    outlets: tuple[LensOutletView, ...]
    genres: tuple[tuple[str, str], ...]  # word, plural
    first: str  # the day of the first publication, as YYYY-MM-DD


Key = TypeVar("Key", bound=Hashable)

# A letter or digit of a name says 5 bits: RFC 4648, base 32, in small letters.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_SHORTEST = 3

_LETTERS = {VoiceKind.NAMED: "n", VoiceKind.ANONYMOUS: "a", VoiceKind.AUTHOR: "s"}


@dataclass(frozen=True, slots=True)
class BasisMarks:
    """
    Makes the marks of a base's claims and texts.

    A mark is `sources;speakers;outlets`, each a list of names parted by commas:
    `k3f,x7a;nq2d;b4e,mma`. A speaker's first letter says whether they are named,
    anonymous or the source itself. Outlets are as many as sources, or one where the
    claim was relayed. A text of the editors has sources only. Several marks are parted
    by spaces.

    A name is made of what it names alone, so that a new record changes no mark but its
    own; it is no longer than tells all of a base apart.
    """

    graph: Graph
    sources: Mapping[RecordId, str]
    speakers: Mapping[tuple[str, str, str], str]
    outlets: Mapping[RecordId, str]

    @classmethod
    def of(cls, graph: Graph) -> BasisMarks:
        """The marks of all that *graph* holds."""
        outlets = {source.publisher.target for source in graph.sources}
        outlets |= {via.target for s in graph.statements for via in s.claim.via}
        speakers = _named({key: "\n".join(key) for key in graph.voices})
        return cls(
            graph,
            _named({source.id: source.id for source in graph.sources}),
            {
                key: f"{_LETTERS[voice.kind]}{speakers[key]}"
                for key, voice in graph.voices.items()
            },
            _named({outlet: outlet for outlet in outlets}),
        )

    @property
    def lengths(self) -> tuple[int, ...]:
        """How long the names in marks are: a name depends on that and on itself."""
        names = (self.sources, self.speakers, self.outlets)
        return tuple(max(map(len, some.values()), default=0) for some in names)

    def claim(self, statement: Statement) -> str:
        """The mark of a claim."""
        sources = ",".join(self.sources[s.id] for s in statement.sources)
        speakers = ",".join(self.speakers[voice.key] for voice in statement.voices)
        outlets = [source.publisher.target for source in statement.sources]
        if statement.claim.via:
            outlets = [statement.claim.via[0].target]
        counted = ",".join(self.outlets[outlet] for outlet in outlets)
        return f"{sources};{speakers};{counted}"

    def claims(self, statements: Iterable[Statement]) -> str:
        """The marks of several claims."""
        return " ".join(self.claim(statement) for statement in statements)

    def text(self, cites: Iterable[Citation]) -> str:
        """The mark of what the editors say with *cites*; empty where there are none."""
        sources = dict.fromkeys(cite.source for cite in cites)
        names = sorted(self.sources[source] for source in sources)
        return f"{','.join(names)};;" if names else ""

    def record(self, record: Record) -> str:
        """The marks of all that a record says: of its own texts, then of its claims."""
        claimed = {cite.spot for claim in record.claims for cite in claim.cites}
        own = [cite for cite in record.citations if cite.spot not in claimed]
        apart = [self.text([cite]) for cite in own]
        said = self.graph.by_record.get(record.id, ())
        return " ".join([*dict.fromkeys(apart), *map(self.claim, said)])

    def disputes(self, questions: Iterable[QuestionStanding]) -> str:
        """The marks of all positions: positions parted by |, questions by ~."""
        positions = (
            (self.claims(h.statements) for h in one.positions) for one in questions
        )
        return "~".join("|".join(marks) for marks in positions)

    def control(self, sources: Iterable[Source]) -> LensView | None:
        """The control for a page that rests on *sources*; None where it has none."""
        kept = sorted(sources, key=by_publication)
        genres = self.graph.schema.terms[Vocabulary.GENRES]
        by_outlet: dict[RecordId, list[LensSourceView]] = {}
        for source in kept:
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
        if not kept:
            return None
        used = {source.genre for source in kept}
        return LensView(
            tuple(
                LensOutletView(
                    id_, self.graph.base.link_summaries[id_].title, tuple(views)
                )
                for id_, views in by_outlet.items()
            ),
            tuple((word, term.plural) for word, term in genres.items() if word in used),
            min(source.published.latest for source in kept).isoformat(),
        )


def _named(keys: Mapping[Key, str]) -> dict[Key, str]:
    """A short name of each text, of letters and digits, by its key."""
    digests = {key: _letters(text) for key, text in keys.items()}
    length = _SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {key: digest[:length] for key, digest in digests.items()}


def _letters(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(_DIGITS[byte % len(_DIGITS)] for byte in digest)
