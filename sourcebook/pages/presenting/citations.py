"""Citations of pages, claims and articles."""

from collections.abc import Iterable, Sequence

from sourcebook.cache.dependencies import Dependencies
from sourcebook.graph.graph import Graph
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.claims import Claim
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting import citation_formats
from sourcebook.pages.presenting.citation_formats import (
    ArticleForms,
    CitedWork,
    FormEntry,
)
from sourcebook.pages.rendering.finishing import VERSION
from sourcebook.pages.rendering.piece_cache import PieceCache
from sourcebook.pages.text.urls import page_of
from sourcebook.pages.text.words import date_in_words, listed
from sourcebook.pages.views import CiteView, FormView, SpeakerView

# Every claim has its own citations, on its record's page.
_OF_CLAIM = "_cite-"

_LINK = "Link"


def anchor_of_cite(claim: Claim) -> str:
    """The anchor of a claim's citations, on the page of its record."""
    return f"{_OF_CLAIM}{claim.id}"


class CitationMaker:
    """Makes the citations of a base's pages, articles and claims."""

    def __init__(self, graph: Graph, dependencies: Dependencies) -> None:
        self.graph = graph
        self._articles: PieceCache[RecordId, ArticleForms] = PieceCache(dependencies)

    def page(self, title: str, path: str) -> CiteView:
        """How to cite the page at *path*: its title, the base, the page's version."""
        forms, link = ArticleForms.of(self._page(title, path)), self._link(path)
        note = "" if self._base_url else path
        entry = FormEntry(forms, _key(path), note)
        return _view("Cite this page", "", forms.plain, (entry,), (link,))

    def article(self, source: Source) -> CiteView:
        """How to cite a source itself, apart from what the base says about it."""
        forms = self._article_forms(source)
        entry = FormEntry(forms, f"article:{source.id}", _retraction_note(source))
        links = (FormView(_LINK, source.url),) if source.url else ()
        return _view("Cite the article itself", "", forms.plain, (entry,), links)

    def claim(
        self,
        statement: Statement,
        speakers: Iterable[SpeakerView],
        mode: str,
        text: str,
    ) -> CiteView:
        """
        How to cite a claim, with the whole path from its speakers to the base.

        *mode* and *text* are plain text. Each article that carries the claim is cited;
        the note says who says what in it and where it is recorded.
        """
        claim, record = statement.claim, statement.record
        path = f"{page_of(record.kind, record.id)}#{claim.id}"
        words = self._attribution(statement, speakers, mode, text)
        if claim.via:
            names = [self.graph.base.link_summaries[v.target].title for v in claim.via]
            words = f"{words} Via {citation_formats.sentence(listed(names))}"
        title, link = self.graph.base.description.title, self._link(path)
        note = f"{words} Recorded in {title}, version {VERSION}, {link.text}"
        entries = []
        for number, source in enumerate(statement.sources):
            key = _key(path) + (f":{number + 1}" if number else "")
            anchors = [c.anchor for c in claim.cites if c.source == source.id]
            forms = self._article_forms(source).at(tuple([a[1:] for a in anchors]))
            entries.append(FormEntry(forms, key, f"{_retraction_note(source)} {note}"))
        places = " ".join([f"In {entry.forms.plain}" for entry in entries])
        recorded = note[len(words) + 1 :]
        plain = citation_formats.line(f"{words} {places} {recorded}")
        return _view("Cite", anchor_of_cite(claim), plain, entries, (link,))

    def _page(self, title: str, path: str) -> CitedWork:
        base, link = self.graph.base, self._link(path)
        return CitedWork(
            type="webpage",
            title=title,
            container=base.description.title if title != base.description.title else "",
            version=VERSION,
            url=link.text if self._base_url else "",
            note="" if self._base_url else path,
        )

    def _article_forms(self, source: Source) -> ArticleForms:
        return self._articles.get_or_make(
            source.id, lambda: ArticleForms.of(self._article(source))
        )

    def _article(self, source: Source) -> CitedWork:
        genre = self.graph.schema.term(Vocabulary.GENRES, source.genre)
        return CitedWork(
            type=genre.cite_as,
            title=source.title,
            authors=source.authors,
            container=self.graph.base.outlet(source.id),
            genre=genre.label,
            language=source.language,
            published=source.published,
            url=source.url or "",
            note=_retraction_note(source),
        )

    def _attribution(
        self,
        statement: Statement,
        speakers: Iterable[SpeakerView],
        mode: str,
        text: str,
    ) -> str:
        """Who says what, in the base's words, with any doubt that the source states."""
        claim = statement.claim
        names = zip(statement.voices, speakers, strict=True)
        who = listed([self._speaker(voice, speaker) for voice, speaker in names])
        when = f", {date_in_words(claim.said)}" if claim.said else ""
        remarks = ["Paraphrase"]
        if claim.quote:
            remarks.append(f"in their words: “{claim.quote}”")
        if claim.hedge:
            remarks.append(f"doubt in the source: “{claim.hedge}”")
        sentence = citation_formats.sentence(text)
        said = f"{who[:1].upper()}{who[1:]} {mode}{when}: {sentence}"
        return citation_formats.line(f"{said} [{'; '.join(remarks)}.]")

    def _speaker(self, voice: Voice, speaker: SpeakerView) -> str:
        if voice.kind is VoiceKind.NAMED:
            return speaker.label
        label, words = speaker.label, [speaker.kind_label]
        if voice.kind is VoiceKind.AUTHOR and voice.source:
            # Its authors follow with the source.
            label = self.graph.base.outlet(voice.source)
        if speaker.of:
            words.append(f"of {listed([of.label for of in speaker.of])}")
        return f"{label} ({', '.join(words)})"

    def _link(self, path: str) -> FormView:
        """The full URL of *path*; the path itself if the base has no base_url."""
        url = self._base_url
        if not url:
            return FormView(_LINK, path, path)
        return FormView(_LINK, f"{url.rstrip('/')}/{path}")

    @property
    def _base_url(self) -> str:
        return self.graph.base.description.base_url or ""


def _retraction_note(source: Source) -> str:
    if source.retracted is None:
        return ""
    return f"Retracted by its publisher, {date_in_words(source.retracted)}."


def _view(
    summary: str,
    anchor: str,
    plain: str,
    entries: Sequence[FormEntry],
    links: Iterable[FormView],
) -> CiteView:
    forms = (
        FormView("Plain text", plain),
        *links,
        FormView("BibTeX", citation_formats.bibtex(entries)),
        FormView("RIS", citation_formats.ris(entries)),
        FormView("CSL-JSON", citation_formats.csl(entries)),
    )
    return CiteView(summary, anchor, forms)


def _key(path: str) -> str:
    """The citation key for *path*, such as events:some-event:some-claim."""
    return path.replace(".html", "").replace("/", ":").replace("#", ":")
