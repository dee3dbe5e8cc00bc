"""The presenter of records, dates, citations, speakers and events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from sourcebook.cache.dependencies import Dependencies
from sourcebook.graph.connections import Backlink
from sourcebook.graph.graph import Graph, by_publication
from sourcebook.graph.questions import Standing
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import Citation, RecordId, Text
from sourcebook.model.records import Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.basis import BasisMaker
from sourcebook.pages.presenting.citations import CitationMaker
from sourcebook.pages.rendering.piece_cache import PieceCache
from sourcebook.pages.rendering.templates import Templates
from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import UrlBuilder, VoiceKey
from sourcebook.pages.text.words import date_in_words
from sourcebook.pages.views import (
    DateView,
    EventView,
    LinkView,
    MentionView,
    Node,
    QuestionView,
    RecordLineView,
    SpeakerView,
)

_VOICE_KINDS = {
    VoiceKind.NAMED: "named",
    VoiceKind.ANONYMOUS: "anonymous",
    VoiceKind.AUTHOR: "in its own voice",
}


class _Pieces:
    """Caches of what many pages show: views, and rendered HTML."""

    def __init__(self, recorder: Dependencies) -> None:
        self.records: PieceCache[tuple[RecordId, str], LinkView] = PieceCache(recorder)
        self.record_links: PieceCache[tuple[RecordId, str], Markup] = PieceCache(
            recorder
        )
        self.dates: PieceCache[str, DateView] = PieceCache(recorder)
        self.days: PieceCache[str, Markup] = PieceCache(recorder)
        self.voices: PieceCache[Voice | RecordId, SpeakerView] = PieceCache(recorder)
        self.speakers: PieceCache[Voice | RecordId, Markup] = PieceCache(recorder)
        self.claims: PieceCache[str, Markup] = PieceCache(recorder)
        self.claim_lines: PieceCache[str, Markup] = PieceCache(recorder)
        self.texts: PieceCache[RecordId, str] = PieceCache(recorder)
        self.events: PieceCache[RecordId, EventView] = PieceCache(recorder)
        self.references: PieceCache[RecordId, Markup] = PieceCache(recorder)
        self.questions: PieceCache[str, QuestionView] = PieceCache(recorder)


class RecordPresenter:
    """
    Makes views of the records of a *graph*, with links that work from any page.

    What many pages show is cached, as a view or as HTML. What is read from the graph is
    recorded in *dependencies*. *speakers* gives the page of each anonymous speaker who
    is not on `urls.SPEAKERS`.
    """

    def __init__(
        self,
        graph: Graph,
        dependencies: Dependencies | None = None,
        speakers: Mapping[VoiceKey, str] | None = None,
    ) -> None:
        dependencies = dependencies or Dependencies()
        self.graph = graph
        self.templates = Templates()
        self.urls = UrlBuilder(graph.base, speakers or {})
        self.prose = Prose(graph.base, self.urls, self.templates, dependencies)
        self.basis = BasisMaker.of(graph)
        self.cites = CitationMaker(graph, dependencies)
        self.nodes: PieceCache[RecordId, Node] = PieceCache(dependencies)
        self._pieces = _Pieces(dependencies)
        self._modes = graph.schema.terms[Vocabulary.MODES]
        self._genres = graph.schema.terms[Vocabulary.GENRES]

    def record(self, id_: RecordId, note: str = "", anchor: str = "") -> LinkView:
        """A link to a record, labelled with its name or title."""
        link = self._pieces.records.get_or_make(
            (id_, anchor), lambda: self._record(id_, anchor)
        )
        return replace(link, note=note) if note else link

    def _record(self, id_: RecordId, anchor: str) -> LinkView:
        summary = self.graph.base.link_summaries[id_]
        language = summary.language if summary.language not in ("", "en") else None
        return LinkView(summary.title, self.urls.record(id_, anchor), "", language)

    def record_html(self, id_: RecordId, anchor: str = "") -> Markup:
        """The link from `record`, rendered."""
        return self._pieces.record_links.get_or_make(
            (id_, anchor),
            lambda: self.templates.part("link")(self.record(id_, anchor=anchor)),
        )

    def records(self, ids: Iterable[RecordId]) -> tuple[LinkView, ...]:
        """Links to records, in the order given."""
        return tuple([self.record(id_) for id_ in ids])

    def date(self, date: PartialDate | None) -> DateView | None:
        """A date in words and for machines; None if *date* is None."""
        if date is None:
            return None
        return self._pieces.dates.get_or_make(date.text, lambda: _date(date))

    def date_html(self, date: PartialDate | None) -> Markup:
        """The date from `date`, rendered; empty if *date* is None."""
        if date is None:
            return Markup()
        return self._pieces.days.get_or_make(
            date.text, lambda: self.templates.part("date")(_date(date))
        )

    def voice(self, voice: Voice) -> SpeakerView:
        """A speaker, with what is known about them."""
        return self._pieces.voices.get_or_make(_key(voice), lambda: self._voice(voice))

    def _voice(self, voice: Voice) -> SpeakerView:
        return SpeakerView(
            label=self._name(voice),
            href=self.urls.voice(voice),
            kind=voice.kind.value,
            kind_label=self._kind(voice),
            of=self.records(voice.of),
        )

    def _speaker(self, voice: Voice) -> Markup:
        return self._pieces.speakers.get_or_make(
            _key(voice), lambda: self.templates.part("speaker")(self.voice(voice))
        )

    def mode(self, statement: Statement) -> str:
        """The verb for the speakers of a claim, such as "denies" or "deny"."""
        mode = self._modes[statement.claim.mode]
        several = len(statement.voices) > 1 or any(
            voice.kind is VoiceKind.ANONYMOUS and voice.count != 1
            for voice in statement.voices
        )
        return mode.plural if several else mode.label

    def event(
        self,
        event: Event,
        note: str = "",
        cites: Sequence[Citation] = (),
        *,
        with_basis: bool = False,
    ) -> EventView:
        """An event on one line; *note* says why it is listed."""
        view = self._pieces.events.get_or_make(event.id, lambda: self._event(event))
        if with_basis:
            questions = self.graph.questions_in.get(event.id, ())
            basis, disputes = self.basis.record(event), self.basis.disputes(questions)
            view = replace(view, basis=basis, disputes=disputes)
        if note or cites:
            view = replace(view, note=note, citations=self.prose.citations(cites))
        return view

    def _event(self, event: Event) -> EventView:
        schema = self.graph.schema
        questions = self.graph.questions_in.get(event.id, ())
        return EventView(
            link=self.record(event.id),
            date=self.date(event.date),
            type=schema.term(Vocabulary.EVENT_TYPES, event.type).label,
            status_label=self.status(event),
            is_contested=any(q.standing is Standing.CONTESTED for q in questions),
        )

    def status(self, event: Event) -> str:
        """The status of an event in words; empty if it simply occurred."""
        schema = self.graph.schema
        if schema.is_plain(event.status):
            return ""
        return schema.term(Vocabulary.STATUSES, event.status).label

    def mentions(self, backlinks: Iterable[Backlink]) -> tuple[MentionView, ...]:
        """Sentences that link to a record, each with the record that contains it."""
        return tuple(
            MentionView(
                self.prose.line(backlink.sentence),
                self.record_html(backlink.record.id, backlink.anchor or ""),
                self._text_marks(backlink.record),
            )
            for backlink in backlinks
        )

    def _text_marks(self, record: Record) -> str:
        make = self.basis.text
        return self._pieces.texts.get_or_make(record.id, lambda: make(record.citations))

    def references_html(self, sources: Iterable[Source]) -> tuple[Markup, ...]:
        """Sources in full, rendered, in the order of publication."""
        cached, make = self._pieces.references.get_or_make, self._reference
        ordered = sorted(sources, key=by_publication)
        return tuple([cached(source.id, partial(make, source)) for source in ordered])

    def _reference(self, source: Source) -> Markup:
        line = RecordLineView(self.record(source.id), Markup(), self._imprint(source))
        return self.templates.part("reference_line", "references")(line)

    def _imprint(self, source: Source) -> str:
        outlet = self.graph.base.outlet(source.id)
        authors = [", ".join(source.authors)] if source.authors else []
        words = [*authors, outlet, date_in_words(source.published), self.genre(source)]
        return ", ".join(words)

    def _date_of(self, id_: RecordId) -> DateView | None:
        event = self.graph.base.events.get(id_)
        return self.date(event.date) if event else None

    def genre(self, source: Source) -> str:
        """The genre of a source in words."""
        return self._genres[source.genre].label

    def _kind(self, voice: Voice) -> str:
        """How a speaker is known; a body speaks through somebody who is not named."""
        if not voice.entity:
            return _VOICE_KINDS[voice.kind]
        type_ = self.graph.base.link_summaries[voice.entity].type
        term = self.graph.schema.term(Vocabulary.ENTITY_TYPES, type_)
        return "named" if term.is_person else "as a body"

    def _name(self, voice: Voice) -> str:
        base, source = self.graph.base, voice.source or RecordId("")
        if voice.kind is VoiceKind.ANONYMOUS:
            return voice.description
        if voice.entity:
            return base.link_summaries[voice.entity].title
        outlet, authors = base.outlet(source), base.link_summaries[source].authors
        return f"{outlet} ({', '.join(authors)})" if authors else outlet

    def _line(self, text: Text | None) -> Markup:
        return self.prose.line(text.markdown) if text else Markup()


def _key(voice: Voice) -> Voice | RecordId:
    """The cache key of a speaker, which is faster to hash than the speaker."""
    return voice.entity or (voice if voice.description else voice.source) or voice


def _date(date: PartialDate) -> DateView:
    plain = date.text.rstrip("~?%")
    return DateView(date_in_words(date), None if date.is_span else plain)
