"""Claims, questions, events and citations, as seen from a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from markupsafe import Markup

from sourcebook.connections import Backlink
from sourcebook.dates import PartialDate
from sourcebook.graph import Graph, by_publication
from sourcebook.notes import Notes
from sourcebook.pages.charts import figure_bars
from sourcebook.pages.cited import Cites, anchor_of_cite
from sourcebook.pages.kept import Kept
from sourcebook.pages.lens import Lens
from sourcebook.pages.links import Links
from sourcebook.pages.prose import Prose, paragraphs, paragraphs_in_words
from sourcebook.pages.templating import Templates
from sourcebook.pages.views import (
    AnswerView,
    CitationView,
    CiteView,
    ClaimsView,
    ClaimView,
    DateView,
    EventView,
    FigureRowView,
    FigureTableView,
    GroupView,
    LinkView,
    MentionView,
    Node,
    OriginView,
    PositionView,
    QuestionView,
    RecordLineView,
    SpeakerView,
)
from sourcebook.pages.words import (
    count_in_words,
    date_in_words,
    listed,
    range_in_words,
)
from sourcebook.questions import Asked, Held, Standing
from sourcebook.records import (
    Citation,
    Claim,
    Event,
    Figure,
    Record,
    RecordId,
    Source,
    Text,
)
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement, Voice, VoiceKind

# A list of more claims than this is grouped: about three screens of a desktop.
_MANY = 12

# Whether a claim names the record that keeps it.
_AT_HOME, _ELSEWHERE = False, True

_STANDINGS = {
    Standing.CONTESTED: "Contested",
    Standing.ONE_SIDED: "One-sided: no counter-claim recorded",
    Standing.OPEN: "Open: no claim recorded",
}
_VOICE_KINDS = {
    VoiceKind.NAMED: "named",
    VoiceKind.ANONYMOUS: "anonymous",
    VoiceKind.AUTHOR: "in its own voice",
}


class _Pieces:
    """What many pages at one depth show: views, and finished HTML."""

    def __init__(self, notes: Notes) -> None:
        self.records: Kept[tuple[RecordId, str], LinkView] = Kept(notes)
        self.record_links: Kept[tuple[RecordId, str], Markup] = Kept(notes)
        self.dates: Kept[str, DateView] = Kept(notes)
        self.days: Kept[str, Markup] = Kept(notes)
        self.cites: Kept[tuple[RecordId, int, int], CitationView] = Kept(notes)
        self.cited: Kept[tuple[RecordId, int, int], Markup] = Kept(notes)
        self.voices: Kept[Voice, SpeakerView] = Kept(notes)
        self.speakers: Kept[Voice, Markup] = Kept(notes)
        self.claims: Kept[str, Markup] = Kept(notes)
        self.claim_lines: Kept[str, Markup] = Kept(notes)
        self.texts: Kept[RecordId, str] = Kept(notes)
        self.events: Kept[RecordId, EventView] = Kept(notes)
        self.references: Kept[RecordId, Markup] = Kept(notes)
        self.questions: Kept[str, QuestionView] = Kept(notes)


@dataclass(frozen=True, slots=True)
class Show:
    """
    Makes views of what a *graph* holds, with links as seen from pages at one depth.

    What many pages show is kept, as a view or as finished HTML.
    """

    graph: Graph
    prose: Prose
    links: Links
    lens: Lens
    templates: Templates = field(default_factory=Templates)
    cites: Cites = field(init=False, repr=False, compare=False)
    nodes: Kept[RecordId, Node] = field(init=False, repr=False, compare=False)
    _pieces: _Pieces = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        notes = self.graph.notes
        object.__setattr__(self, "cites", Cites(self.graph))
        object.__setattr__(self, "nodes", Kept(notes))
        object.__setattr__(self, "_pieces", _Pieces(notes))

    def record(self, id_: RecordId, note: str = "", anchor: str = "") -> LinkView:
        """A link to a record, by its name or title."""
        link = self._pieces.records.kept(
            (id_, anchor), lambda: self._record(id_, anchor)
        )
        return replace(link, note=note) if note else link

    def _record(self, id_: RecordId, anchor: str) -> LinkView:
        record = self.graph.base.records[id_]
        source = self.graph.base.sources.get(id_)
        language = source.language if source and source.language != "en" else None
        return LinkView(record.title, self.links.record(id_, anchor), "", language)

    def record_link(self, id_: RecordId, anchor: str = "") -> Markup:
        """The same, finished."""
        return self._pieces.record_links.kept(
            (id_, anchor),
            lambda: self.templates.part("link")(self.record(id_, anchor=anchor)),
        )

    def records(self, ids: Iterable[RecordId]) -> tuple[LinkView, ...]:
        """Links to records, in the order given."""
        return tuple([self.record(id_) for id_ in ids])

    def date(self, date: PartialDate | None) -> DateView | None:
        """A date in words and for machines; None where none is known."""
        if date is None:
            return None
        return self._pieces.dates.kept(date.text, lambda: _date(date))

    def day(self, date: PartialDate | None) -> Markup:
        """The same, finished; empty where none is known."""
        if date is None:
            return Markup()
        return self._pieces.days.kept(
            date.text, lambda: self.templates.part("date")(_date(date))
        )

    def citations(self, cites: Iterable[Citation]) -> tuple[CitationView, ...]:
        """Links to the paragraphs that are cited, in the order given."""
        return tuple([self.citation(cite) for cite in cites])

    def citation(self, cite: Citation) -> CitationView:
        """A link to the paragraphs that one citation names."""
        key = (cite.source, cite.first, cite.last)
        return self._pieces.cites.kept(key, lambda: self._citation(cite))

    def _citation(self, cite: Citation) -> CitationView:
        source = self.graph.base.sources[cite.source]
        return CitationView(
            href=self.links.citation(cite),
            label=f"{self.prose.outlet(cite)} {paragraphs(cite)}",
            title=f"{source.title}, {paragraphs_in_words(cite)}",
        )

    def _cited(self, cite: Citation) -> Markup:
        """The same, finished."""
        return self._pieces.cited.kept(
            (cite.source, cite.first, cite.last),
            lambda: self.templates.part("citation")(self.citation(cite)),
        )

    def voice(self, voice: Voice) -> SpeakerView:
        """A speaker, with what is known of who it is."""
        return self._pieces.voices.kept(voice, lambda: self._voice(voice))

    def _voice(self, voice: Voice) -> SpeakerView:
        return SpeakerView(
            label=self._name(voice),
            href=self.links.voice(voice),
            kind=voice.kind.value,
            kind_label=self._kind(voice),
            of=self.records(voice.of),
        )

    def _speaker(self, voice: Voice) -> Markup:
        """The same, finished."""
        return self._pieces.speakers.kept(
            voice, lambda: self.templates.part("speaker")(self.voice(voice))
        )

    def claim(
        self,
        statement: Statement,
        *,
        on: Asked | None = None,
        cite: CiteView | None = None,
    ) -> ClaimView:
        """
        A claim; on the page of its record, where its anchor is, with how to *cite* it.

        Where it is shown *on* a question, its answer to that one goes without saying.
        """
        claim, record = statement.claim, statement.record
        label = self.mode(statement)
        names = [self.voice(voice).label for voice in statement.voices]
        return ClaimView(
            id=claim.id if cite else None,
            basis=self.lens.claim(statement),
            name=f"{listed(names)} {label}",
            href=self.links.record(record.id, claim.id),
            text=self.prose.line(claim.text.markdown, self.links),
            speakers=tuple([self._speaker(voice) for voice in statement.voices]),
            mode=claim.mode,
            mode_label=label,
            via=tuple([self.record_link(via.target) for via in claim.via]),
            origins=tuple([self._origin(s, claim) for s in statement.sources]),
            said=self.day(claim.said),
            hedge=claim.hedge,
            quote=claim.quote,
            figure=figure_in_words(claim.figure) if claim.figure else None,
            note=self._line(claim.note),
            answers=tuple(self._answers(claim, on)) if claim.answers else (),
            record=self.record_link(record.id),
            cite_href=self.links.record(record.id, anchor_of_cite(claim)),
            cite=cite,
        )

    def _own_claim(self, statement: Statement) -> Markup:
        """A claim on the page of its record, where its anchor is, finished."""
        speakers = tuple([self.voice(voice) for voice in statement.voices])
        plain = self.prose.plain(statement.claim.text.markdown)
        label = self.mode(statement)
        cite = self.cites.claim(statement, speakers, label, plain)
        view = self.claim(statement, cite=cite)
        return self.templates.part("claim")(view, _AT_HOME)

    def _claim_on(self, asked: Asked, statement: Statement, position: str) -> Markup:
        """A claim under a position of a question, finished."""
        view = self.claim(statement, on=asked)
        return self.templates.part("claim")(view, _ELSEWHERE, position)

    def mode(self, statement: Statement) -> str:
        """What the speakers of a claim do in saying it, such as "denies", "deny"."""
        mode = self.graph.schema.term(Vocabulary.MODES, statement.claim.mode)
        several = len(statement.voices) > 1 or any(
            voice.kind is VoiceKind.ANONYMOUS and voice.count != 1
            for voice in statement.voices
        )
        return mode.plural if several else mode.label

    def claims(self, statements: Iterable[Statement]) -> tuple[Markup, ...]:
        """Claims on a page that is not their record's, finished, in the order given."""
        return tuple([self._whole(statement) for statement in statements])

    def _whole(self, statement: Statement) -> Markup:
        return self._pieces.claims.kept(
            statement.reference,
            lambda: self.templates.part("claim")(self.claim(statement)),
        )

    def claim_lines(self, statements: Iterable[Statement]) -> tuple[Markup, ...]:
        """Claims in a line each, finished, in the order given."""
        return tuple([self._claim_line(statement) for statement in statements])

    def _claim_line(self, statement: Statement) -> Markup:
        return self._pieces.claim_lines.kept(
            statement.reference,
            lambda: self.templates.part("claim_line")(self.claim(statement)),
        )

    def listed(self, statements: Sequence[Statement]) -> ClaimsView:
        """Claims on a page that is not their record's; many are grouped by record."""
        if len(statements) <= _MANY:
            return ClaimsView(len(statements), self.claims(statements), ())
        by_record: dict[RecordId, list[Statement]] = {}
        for statement in statements:
            by_record.setdefault(statement.record.id, []).append(statement)
        groups = (
            GroupView(self.record(id_), self._date_of(id_), self.claim_lines(said))
            for id_, said in by_record.items()
        )
        return ClaimsView(len(statements), (), tuple(groups))

    def own_claims(self, record: Record) -> ClaimsView:
        """The claims of *record*, on its page; many are grouped by question."""
        statements = self.graph.by_record.get(record.id, ())
        views = {s.reference: self._own_claim(s) for s in statements}
        if len(statements) <= _MANY or not record.questions:
            return ClaimsView(len(statements), tuple(views.values()), ())
        groups = []
        for asked in self.graph.asked_in[record.id]:
            on_it = [s.reference for s in asked.statements if s.record.id == record.id]
            found = tuple(views.pop(name) for name in on_it if name in views)
            link = LinkView(
                self.prose.plain(asked.question.ask.markdown),
                self.links.question(record.id, asked.question.id),
            )
            groups += [GroupView(link, None, found)] if found else []
        groups += [GroupView(None, None, tuple(views.values()))] if views else []
        return ClaimsView(len(statements), (), tuple(groups))

    def question(self, asked: Asked, *, with_claims: bool = False) -> QuestionView:
        """A question with its positions; *with_claims* with all that is said."""
        if with_claims:
            return self._question(asked, with_claims=True)
        make = self._question
        return self._pieces.questions.kept(
            asked.reference, lambda: make(asked, with_claims=False)
        )

    def _question(self, asked: Asked, *, with_claims: bool) -> QuestionView:
        return QuestionView(
            id=asked.question.id,
            title=self.prose.plain(asked.question.ask.markdown),
            href=self.links.question(asked.record.id, asked.question.id),
            record=self.record(asked.record.id),
            standing=asked.standing.value,
            standing_label=standing_in_words(asked),
            note=self._line(asked.question.note),
            positions=tuple(
                self._position(asked, held, with_claims=with_claims)
                for held in asked.held
            ),
        )

    def event(
        self,
        event: Event,
        note: str = "",
        cites: Sequence[Citation] = (),
        *,
        with_basis: bool = False,
    ) -> EventView:
        """An event in a line; *note* tells why it is listed."""
        view = self._pieces.events.kept(event.id, lambda: self._event(event))
        if with_basis:
            asked = self.graph.asked_in.get(event.id, ())
            basis, disputes = self.lens.record(event), self.lens.disputes(asked)
            view = replace(view, basis=basis, disputes=disputes)
        if note or cites:
            view = replace(view, note=note, citations=self.citations(cites))
        return view

    def _event(self, event: Event) -> EventView:
        schema = self.graph.schema
        status = schema.term(Vocabulary.STATUSES, event.status)
        asked = self.graph.asked_in.get(event.id, ())
        return EventView(
            link=self.record(event.id),
            date=self.date(event.date),
            type=schema.term(Vocabulary.EVENT_TYPES, event.type).label,
            status_label="" if schema.is_plain(event.status) else status.label,
            is_contested=any(one.standing is Standing.CONTESTED for one in asked),
        )

    def mentions(self, backlinks: Iterable[Backlink]) -> tuple[MentionView, ...]:
        """Sentences that link a record, each with the record that it stands in."""
        return tuple(
            MentionView(
                self.prose.line(backlink.sentence, self.links),
                self.record_link(backlink.record.id, backlink.anchor or ""),
                self._basis(backlink.record),
            )
            for backlink in backlinks
        )

    def _basis(self, record: Record) -> str:
        """What the texts of a record rest on, as lens.py marks it."""
        make = self.lens.text
        return self._pieces.texts.kept(record.id, lambda: make(record.citations))

    def figures(
        self, record: RecordId, only: Iterable[str] | None = None
    ) -> tuple[FigureTableView, ...]:
        """The figures of a record; of a question only those of the claims named."""
        tables = []
        for table in self.graph.figures.get(record, ()):
            kept = [r for r in table.rows if only is None or r[0].reference in only]
            bars = figure_bars([figure for _, figure in kept]) or [None] * len(kept)
            rows = tuple(
                FigureRowView(
                    range_in_words(figure.minimum, figure.maximum, figure.unit),
                    self.claim(statement),
                    bar,
                )
                for (statement, figure), bar in zip(kept, bars, strict=True)
            )
            if rows:
                tables.append(FigureTableView(table.what, rows))
        return tuple(tables)

    def references(self, sources: Iterable[Source]) -> tuple[Markup, ...]:
        """Sources told in full, finished, in the order of publication."""
        kept, made = self._pieces.references.kept, self._reference
        ordered = sorted(sources, key=by_publication)
        return tuple([kept(source.id, partial(made, source)) for source in ordered])

    def _reference(self, source: Source) -> Markup:
        line = RecordLineView(self.record(source.id), Markup(), self._in_full(source))
        return self.templates.part("reference_line", "references")(line)

    def _in_full(self, source: Source) -> str:
        outlet = self.graph.base.records[source.publisher.target].title
        authors = [", ".join(source.authors)] if source.authors else []
        words = [*authors, outlet, date_in_words(source.published), self.genre(source)]
        return ", ".join(words)

    def _date_of(self, id_: RecordId) -> DateView | None:
        event = self.graph.base.events.get(id_)
        return self.date(event.date) if event else None

    def genre(self, source: Source) -> str:
        """The genre of a source in words."""
        return self.graph.schema.term(Vocabulary.GENRES, source.genre).label

    def _kind(self, voice: Voice) -> str:
        """How a speaker is known; a body speaks by somebody who is not named."""
        entity = self.graph.base.entities.get(voice.entity or RecordId(""))
        if entity is None:
            return _VOICE_KINDS[voice.kind]
        term = self.graph.schema.term(Vocabulary.ENTITY_TYPES, entity.type)
        return "named" if term.schema_org == "Person" else "as a body"

    def _name(self, voice: Voice) -> str:
        records = self.graph.base.records
        if voice.kind is VoiceKind.ANONYMOUS:
            return voice.description
        if voice.entity:
            return records[voice.entity].title
        source = self.graph.base.sources[voice.source or RecordId("")]
        outlet = records[source.publisher.target].title
        return f"{outlet} ({', '.join(source.authors)})" if source.authors else outlet

    def _origin(self, source: Source, claim: Claim) -> OriginView:
        here = [cite for cite in claim.cites if cite.source == source.id]
        return OriginView(
            genre=self.genre(source),
            date=self.day(source.published),
            citations=tuple([self._cited(cite) for cite in here]),
        )

    def _answers(self, claim: Claim, on: Asked | None) -> Iterable[AnswerView]:
        shown = (on.record.id, on.question.id) if on else None
        for answer in claim.answers:
            if (answer.record, answer.question) == shown:
                continue
            question = self.graph.base.questions[answer.record, answer.question]
            text = next(
                position.text.markdown
                for position in question.positions
                if position.id == answer.position
            )
            yield AnswerView(
                title=self.prose.plain(question.ask.markdown),
                href=self.links.question(answer.record, answer.question),
                position=self.prose.line(text, self.links),
            )

    def _position(self, asked: Asked, held: Held, *, with_claims: bool) -> PositionView:
        shown = held.statements if with_claims else ()
        plain = self.prose.plain(held.position.text.markdown)
        return PositionView(
            id=held.position.id,
            text=self.prose.line(held.position.text.markdown, self.links),
            plain=plain,
            claims=tuple([self._claim_on(asked, s, plain) for s in shown]),
            tally=tally_in_words(held),
            is_held=bool(held.statements),
            basis=self.lens.claims(held.statements),
        )

    def _line(self, text: Text | None) -> Markup:
        return self.prose.line(text.markdown, self.links) if text else Markup()


def _date(date: PartialDate) -> DateView:
    plain = date.text.rstrip("~?%")
    return DateView(date_in_words(date), None if date.is_span else plain)


def standing_in_words(asked: Asked) -> str:
    """How a question stands, such as "Contested: 3 of 4 positions held"."""
    label = _STANDINGS[asked.standing]
    if asked.standing is not Standing.CONTESTED:
        return label
    taken = sum(bool(held.statements) for held in asked.held)
    return f"{label}: {taken} of {len(asked.held)} positions held"


def tally_in_words(held: Held) -> str:
    """Who speaks, such as "3 speakers: 2 anonymous, the source itself; 1 …"."""
    own = held.own_voices
    kinds = [f"{held.named_speakers} named"] if held.named_speakers else []
    kinds += [f"{held.anonymous_speakers} anonymous"] if held.anonymous_speakers else []
    if own:
        kinds.append("the source itself" if own == 1 else f"{own} sources themselves")
    speakers = count_in_words(held.speakers, "speaker")
    outlets = count_in_words(held.outlets, "independent outlet")
    return f"{speakers}: {', '.join(kinds)}; {outlets}"


def figure_in_words(figure: Figure) -> str:
    """A figure with what it counts, such as "people killed: at least 700"."""
    value = range_in_words(figure.minimum, figure.maximum, figure.unit)
    return f"{figure.what}: {value}"
