"""Graph -> the search index: a script that assigns one value."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.graph.balance import sides_of_entities, sides_of_voice
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import Link, RecordId, Reference, Text
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import page_of, page_of_question
from sourcebook.pages.text.words import date_in_words, paragraphs

# Contents of tables: a row is a sequence; a number may be the index of another row.
Cell = str | int | Sequence["Cell"]
Row = Sequence[Cell]

# The kinds of results in order, with their headings: names come before claims.
GROUPS = {
    "entity": "Actors, places and things",
    "event": "Events",
    "question": "Questions",
    "source": "Sources",
    "claim": "Claims",
}
_GROUPS = tuple(GROUPS)
_VOICES = (VoiceKind.NAMED, VoiceKind.ANONYMOUS, VoiceKind.AUTHOR)
NONE = -1  # no row


def script(presenter: Presenter) -> bytes:
    """
    The script that the search page loads, with the whole search index.

    It is a script because a page opened from a disk may not fetch JSON. The columns of
    the tables are documented in search_items.js.
    """
    return head(_tables(presenter))


def head(tables: Mapping[str, object]) -> bytes:
    """The script that the search page loads at once; it assigns *tables*."""
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.sourcebookRecords={text};\n".encode()


@dataclass(frozen=True, slots=True)
class _RowTable:
    """A table to which rows are added on first use, one for each key."""

    rows: list[Row] = field(default_factory=list)
    places: dict[Hashable, int] = field(default_factory=dict)

    def place(self, key: Hashable, row: Row) -> int:
        """The index of the row of *key*, which is *row* if it is new."""
        if key not in self.places:
            self.places[key] = len(self.rows)
            self.rows.append(row)
        return self.places[key]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the rows of all tables of the search index."""

    presenter: Presenter
    names: Mapping[RecordId, int]  # record -> index of its row
    sources: Mapping[RecordId, int]
    side_of: Mapping[RecordId, str]
    dates: _RowTable = field(default_factory=_RowTable)
    voices: _RowTable = field(default_factory=_RowTable)
    sides: _RowTable = field(default_factory=_RowTable)

    def record(self, record: Record) -> Row:
        """The row of a record: name, other names, a sentence or two."""
        cited = self.cited(cite.source for cite in record.citations)
        note, text = self.texts(record)
        about: Row = ()
        match record:
            case Entity():
                aliases = tuple((a.name, a.language or "") for a in record.aliases)
                return (*self.name(record, note, aliases), text, NONE, cited, about)
            case Event():
                date, about = self.date(record.date), self.about(*takes_part(record))
                return (*self.name(record, note), text, date, cited, about)
            case Source():
                date, itself = self.date(record.published), self.cited([record.id])
                return (*self.name(record, note), text, date, itself, about)
        raise TypeError(record)

    def texts(self, record: Record) -> tuple[str, str]:
        """The note beside the name of a record, and the text below it."""
        terms = self.presenter.graph.schema.terms
        match record:
            case Entity():
                note = terms[Vocabulary.ENTITY_TYPES][record.type].label
                return note, self.plain(record.summary)
            case Event():
                words = date_in_words(record.date) if record.date else ""
                kind = terms[Vocabulary.EVENT_TYPES][record.type].label
                status = self.presenter.status(record)
                note = ", ".join(word for word in (words, kind, status) if word)
                return note, self.plain(record.summary)
            case Source():
                text = ". ".join(filter(None, (*record.authors, record.subtitle)))
                outlet = self.presenter.graph.base.outlet(record.id)
                return f"{outlet}, {self.presenter.genre(record)}", text
        raise TypeError(record)

    def name(self, record: Record, note: str, aliases: Row = ()) -> Row:
        """The first columns of the row of a record."""
        link = self.presenter.record(record.id)
        group = _GROUPS.index(record.kind.value)
        href = page_of(record.kind, record.id)
        return (group, href, link.label, link.language or "", note, aliases)

    def question(self, question: QuestionStanding) -> Row:
        """The row of a question, with its positions."""
        plain = self.presenter.prose.plain
        title = plain(question.ask.markdown)
        positions = " · ".join(plain(p.text.markdown) for p in question.positions)
        href = page_of_question(question.record.id, question.id)
        name = (_GROUPS.index("question"), href, title, "", question.record.title, ())
        cited = self.cited(s.id for said in question.statements for s in said.sources)
        about = self.about(*question.ask.links)
        return (*name, positions, NONE, cited, about)

    def source(self, source: Source) -> Row:
        """The row of a source: record, outlet and genre."""
        outlet = self.presenter.graph.base.outlet(source.id)
        return (self.names[source.id], outlet, source.genre)

    def claim(self, statement: Statement) -> Row:
        """The row of a claim, with its provenance from speaker to paragraph."""
        claim = statement.claim
        date = claim.said or statement.sources[0].published
        return (
            self.names[statement.record.id],
            claim.id,
            self.plain(claim.text),
            self.presenter.mode(statement),
            tuple(self.voice(voice) for voice in statement.voices),
            self.date(date),
            1 if claim.said else 0,
            tuple(
                (self.sources[c.source], paragraphs(c), c.first) for c in claim.cites
            ),
            tuple(self.names[via.target] for via in claim.via),
            claim.hedge or "",
            self.about(*claim.text.links, *claim.about),
        )

    def voice(self, voice: Voice) -> int:
        """The index of the row of *voice*; if anonymous, with what it belongs to."""
        is_anonymous = voice.kind is VoiceKind.ANONYMOUS
        sides = sides_of_voice(voice, self.side_of) if is_anonymous else ()
        label = self.presenter.voice(voice).label
        entity = self.names[voice.entity] if voice.entity else NONE
        of = tuple(self.names[id_] for id_ in voice.of)
        on = tuple(dict.fromkeys(self.sides.place(side, side) for side in sides))
        row = (_VOICES.index(voice.kind), label, entity, of, on)
        return self.voices.place((voice.key, voice.of), row)

    def date(self, date: PartialDate | None) -> int:
        """The index of the row of a date: in words, first and last possible day."""
        if date is None:
            return NONE
        row = (date_in_words(date), str(date.earliest), str(date.latest))
        return self.dates.place(date.text, row)

    def cited(self, ids: Iterable[RecordId]) -> Row:
        """The indexes of the rows of sources, sorted, without duplicates."""
        return tuple(sorted({self.sources[id_] for id_ in ids}))

    def about(self, *links: Link | Reference) -> Row:
        """The indexes of the rows of *links*: their names find the item too."""
        return tuple(dict.fromkeys(self.names[link.target] for link in links))

    def plain(self, text: Text) -> str:
        """*text* without markup."""
        return self.presenter.prose.plain(text.markdown)


def takes_part(event: Event) -> Iterator[Reference]:
    """The places and participants of *event*."""
    yield from event.places
    for participant in event.participants:
        yield participant.entity


def _tables(presenter: Presenter) -> Mapping[str, Row | Mapping[str, str]]:
    graph = presenter.graph
    records = graph.base.records
    maker = Maker(
        presenter,
        {id_: number for number, id_ in enumerate(records)},
        {source.id: number for number, source in enumerate(graph.sources)},
        sides_of_entities(graph),
    )
    genres = graph.schema.terms[Vocabulary.GENRES]
    for side in graph.base.description.sides:
        maker.sides.place(side.name, side.name)
    claims = tuple(maker.claim(statement) for statement in graph.statements)
    names = [maker.record(record) for record in records.values()]
    return {
        "groups": GROUPS,
        "genres": {genre: genres[genre].label for genre in genres},
        "names": (*names, *(maker.question(question) for question in graph.questions)),
        "sources": tuple(maker.source(source) for source in graph.sources),
        "claims": claims,
        "voices": maker.voices.rows,
        "dates": maker.dates.rows,
        "sides": maker.sides.rows,
    }
