"""Records, dates, citations, speakers and events, as seen from a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from markupsafe import Markup

from sourcebook.connections import Backlink
from sourcebook.dates import PartialDate
from sourcebook.graph import Graph, by_publication
from sourcebook.notes import Notes
from sourcebook.pages.cited import Cites
from sourcebook.pages.kept import Kept
from sourcebook.pages.lens import Lens
from sourcebook.pages.links import Links
from sourcebook.pages.prose import Prose, paragraphs, paragraphs_in_words
from sourcebook.pages.templating import Templates
from sourcebook.pages.views import (
    CitationView,
    DateView,
    EventView,
    LinkView,
    MentionView,
    Node,
    QuestionView,
    RecordLineView,
    SpeakerView,
)
from sourcebook.pages.words import (
    date_in_words,
)
from sourcebook.questions import Standing
from sourcebook.records import (
    Citation,
    Event,
    Record,
    RecordId,
    Source,
    Text,
)
from sourcebook.schema import Term, Vocabulary
from sourcebook.statements import Statement, Voice, VoiceKind

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
        self.voices: Kept[Voice | RecordId, SpeakerView] = Kept(notes)
        self.speakers: Kept[Voice | RecordId, Markup] = Kept(notes)
        self.claims: Kept[str, Markup] = Kept(notes)
        self.claim_lines: Kept[str, Markup] = Kept(notes)
        self.texts: Kept[RecordId, str] = Kept(notes)
        self.events: Kept[RecordId, EventView] = Kept(notes)
        self.references: Kept[RecordId, Markup] = Kept(notes)
        self.questions: Kept[str, QuestionView] = Kept(notes)


@dataclass(frozen=True, slots=True)
class Seen:
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
    _modes: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _genres: Mapping[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        notes = self.graph.notes
        object.__setattr__(self, "cites", Cites(self.graph))
        object.__setattr__(self, "nodes", Kept(notes))
        object.__setattr__(self, "_pieces", _Pieces(notes))
        terms = self.graph.schema.terms
        object.__setattr__(self, "_modes", terms[Vocabulary.MODES])
        object.__setattr__(self, "_genres", terms[Vocabulary.GENRES])

    def record(self, id_: RecordId, note: str = "", anchor: str = "") -> LinkView:
        """A link to a record, by its name or title."""
        link = self._pieces.records.kept(
            (id_, anchor), lambda: self._record(id_, anchor)
        )
        return replace(link, note=note) if note else link

    def _record(self, id_: RecordId, anchor: str) -> LinkView:
        face = self.graph.base.faces[id_]
        language = face.language if face.language not in ("", "en") else None
        return LinkView(face.title, self.links.record(id_, anchor), "", language)

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
        base = self.graph.base
        title = base.faces[cite.source].title
        return CitationView(
            href=self.links.citation(cite),
            label=f"{base.outlet(cite.source)} {paragraphs(cite)}",
            title=f"{title}, {paragraphs_in_words(cite)}",
        )

    def _cited(self, cite: Citation) -> Markup:
        """The same, finished."""
        return self._pieces.cited.kept(
            (cite.source, cite.first, cite.last),
            lambda: self.templates.part("citation")(self.citation(cite)),
        )

    def voice(self, voice: Voice) -> SpeakerView:
        """A speaker, with what is known of who it is."""
        return self._pieces.voices.kept(_name_of(voice), lambda: self._voice(voice))

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
            _name_of(voice), lambda: self.templates.part("speaker")(self.voice(voice))
        )

    def mode(self, statement: Statement) -> str:
        """What the speakers of a claim do in saying it, such as "denies", "deny"."""
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
        asked = self.graph.asked_in.get(event.id, ())
        return EventView(
            link=self.record(event.id),
            date=self.date(event.date),
            type=schema.term(Vocabulary.EVENT_TYPES, event.type).label,
            status_label=self.status(event),
            is_contested=any(one.standing is Standing.CONTESTED for one in asked),
        )

    def status(self, event: Event) -> str:
        """The status of an event in words; none of one that simply occurred."""
        schema = self.graph.schema
        if schema.is_plain(event.status):
            return ""
        return schema.term(Vocabulary.STATUSES, event.status).label

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

    def references(self, sources: Iterable[Source]) -> tuple[Markup, ...]:
        """Sources told in full, finished, in the order of publication."""
        kept, made = self._pieces.references.kept, self._reference
        ordered = sorted(sources, key=by_publication)
        return tuple([kept(source.id, partial(made, source)) for source in ordered])

    def _reference(self, source: Source) -> Markup:
        line = RecordLineView(self.record(source.id), Markup(), self._in_full(source))
        return self.templates.part("reference_line", "references")(line)

    def _in_full(self, source: Source) -> str:
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
        """How a speaker is known; a body speaks by somebody who is not named."""
        if not voice.entity:
            return _VOICE_KINDS[voice.kind]
        type_ = self.graph.base.faces[voice.entity].type
        term = self.graph.schema.term(Vocabulary.ENTITY_TYPES, type_)
        return "named" if term.schema_org == "Person" else "as a body"

    def _name(self, voice: Voice) -> str:
        base, source = self.graph.base, voice.source or RecordId("")
        if voice.kind is VoiceKind.ANONYMOUS:
            return voice.description
        if voice.entity:
            return base.faces[voice.entity].title
        outlet, authors = base.outlet(source), base.faces[source].authors
        return f"{outlet} ({', '.join(authors)})" if authors else outlet

    def _line(self, text: Text | None) -> Markup:
        return self.prose.line(text.markdown, self.links) if text else Markup()


def _name_of(voice: Voice) -> Voice | RecordId:
    """What tells a speaker from others, but faster than the speaker itself does."""
    return voice.entity or (voice if voice.description else voice.source) or voice


def _date(date: PartialDate) -> DateView:
    plain = date.text.rstrip("~?%")
    return DateView(date_in_words(date), None if date.is_span else plain)
