"""What a page, a claim or an article is cited as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcebook.graph import Graph
from sourcebook.pages import citing
from sourcebook.pages.citing import Cited, Entry, Told
from sourcebook.pages.kept import Kept
from sourcebook.pages.links import page_of
from sourcebook.pages.versions import VERSION
from sourcebook.pages.views import CiteView, FormView, SpeakerView
from sourcebook.pages.words import date_in_words, listed
from sourcebook.records import Claim, RecordId, Source
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement, Voice, VoiceKind

# On its record's page every claim has its own.
_OF_CLAIM = "_cite-"

_LINK = "Link"


def anchor_of_cite(claim: Claim) -> str:
    """The place at which a claim's citations stand, on the page of its record."""
    return f"{_OF_CLAIM}{claim.id}"


@dataclass(frozen=True, slots=True)
class Cites:
    """Tells how the pages, the articles and the claims of a base are cited."""

    graph: Graph
    _articles: Kept[RecordId, Told] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_articles", Kept(self.graph.notes))

    def page(self, title: str, path: str) -> CiteView:
        """How to cite the page at *path*: its title, the base, the page's version."""
        told, link = Told.of(self._page(title, path)), self._link(path)
        note = "" if self._base_url else path
        entry = Entry(told, _key(path), note)
        return _view("Cite this page", "", told.plain, (entry,), (link,))

    def article(self, source: Source) -> CiteView:
        """How to cite a source itself, apart from what the base says about it."""
        told = self._told(source)
        entry = Entry(told, f"article:{source.id}", _noted(source))
        links = (FormView(_LINK, source.url),) if source.url else ()
        return _view("Cite the article itself", "", told.plain, (entry,), links)

    def claim(
        self,
        statement: Statement,
        speakers: Iterable[SpeakerView],
        mode: str,
        text: str,
    ) -> CiteView:
        """
        How to cite a claim: the whole way from its speakers to the base.

        *mode* and *text* are in plain words. What is cited is the article, once for
        each that carries the claim; who says what in it, and where it is recorded, is
        the note.
        """
        claim, record = statement.claim, statement.record
        path = f"{page_of(record.kind, record.id)}#{claim.id}"
        said = self._saying(statement, speakers, mode, text)
        if claim.via:
            names = [self.graph.base.faces[via.target].title for via in claim.via]
            said = f"{said} Via {citing.sentence(listed(names))}"
        title, link = self.graph.base.description.title, self._link(path)
        note = f"{said} Recorded in {title}, version {VERSION}, {link.text}"
        entries = []
        for number, source in enumerate(statement.sources):
            key = _key(path) + (f":{number + 1}" if number else "")
            anchors = [c.anchor for c in claim.cites if c.source == source.id]
            told = self._told(source).at(tuple([a[1:] for a in anchors]))
            noted = _noted(source)
            entries.append(Entry(told, key, f"{noted} {note}" if noted else note))
        places = " ".join([f"In {entry.told.plain}" for entry in entries])
        recorded = note[len(said) + 1 :]
        plain = citing.line(f"{said} {places} {recorded}")
        return _view("Cite", anchor_of_cite(claim), plain, entries, (link,))

    def _page(self, title: str, path: str) -> Cited:
        base, link = self.graph.base, self._link(path)
        return Cited(
            type="webpage",
            title=title,
            container=base.description.title if title != base.description.title else "",
            version=VERSION,
            url=link.text if self._base_url else "",
            note="" if self._base_url else path,
        )

    def _told(self, source: Source) -> Told:
        return self._articles.kept(source.id, lambda: Told.of(self._article(source)))

    def _article(self, source: Source) -> Cited:
        """*source* as a text of its own."""
        genre = self.graph.schema.term(Vocabulary.GENRES, source.genre)
        return Cited(
            type=genre.cite_as,
            title=source.title,
            authors=source.authors,
            container=self.graph.base.outlet(source.id),
            genre=genre.label,
            language=source.language,
            published=source.published,
            url=source.url or "",
            note=_noted(source),
        )

    def _saying(
        self,
        statement: Statement,
        speakers: Iterable[SpeakerView],
        mode: str,
        text: str,
    ) -> str:
        """Who says what, in the base's words, with the source's own doubt."""
        claim = statement.claim
        names = zip(statement.voices, speakers, strict=True)
        who = listed([self._speaker(voice, speaker) for voice, speaker in names])
        when = f", {date_in_words(claim.said)}" if claim.said else ""
        remarks = ["Paraphrase"]
        if claim.quote:
            remarks.append(f"in their words: “{claim.quote}”")
        if claim.hedge:
            remarks.append(f"doubt in the source: “{claim.hedge}”")
        said = f"{who[:1].upper()}{who[1:]} {mode}{when}: {citing.sentence(text)}"
        return citing.line(f"{said} [{'; '.join(remarks)}.]")

    def _speaker(self, voice: Voice, speaker: SpeakerView) -> str:
        """A speaker with whether it is known who they are."""
        if voice.kind is VoiceKind.NAMED:
            return speaker.label
        label, words = speaker.label, [speaker.kind_label]
        if voice.kind is VoiceKind.AUTHOR and voice.source:
            # Its authors follow, with the source.
            label = self.graph.base.outlet(voice.source)
        if speaker.of:
            words.append(f"of {listed([of.label for of in speaker.of])}")
        return f"{label} ({', '.join(words)})"

    def _link(self, path: str) -> FormView:
        """Where *path* is on the web; within the base, where it has no address."""
        url = self._base_url
        if not url:
            return FormView(_LINK, path, path)
        return FormView(_LINK, f"{url.rstrip('/')}/{path}")

    @property
    def _base_url(self) -> str:
        return self.graph.base.description.base_url or ""


def _noted(source: Source) -> str:
    if source.retracted is None:
        return ""
    return f"Retracted by its publisher, {date_in_words(source.retracted)}."


def _view(
    summary: str,
    anchor: str,
    plain: str,
    entries: Sequence[Entry],
    links: Iterable[FormView],
) -> CiteView:
    forms = (
        FormView("Plain text", plain),
        *links,
        FormView("BibTeX", citing.bibtex(entries)),
        FormView("RIS", citing.ris(entries)),
        FormView("CSL-JSON", citing.csl(entries)),
    )
    return CiteView(summary, anchor, forms)


def _key(path: str) -> str:
    """The name of what stands at *path*, such as events:some-event:some-claim."""
    return path.replace(".html", "").replace("/", ":").replace("#", ":")
