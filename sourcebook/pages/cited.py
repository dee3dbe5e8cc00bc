"""What a page, a claim or an article is cited as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sourcebook.graph import Graph
from sourcebook.pages import citing
from sourcebook.pages.citing import Cited
from sourcebook.pages.links import page_of
from sourcebook.pages.versions import VERSION
from sourcebook.pages.views import CiteView, FormView, SpeakerView
from sourcebook.pages.words import date_in_words, listed
from sourcebook.records import Claim, Source
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement, Voice, VoiceKind

# On its record's page every claim has its own.
_OF_CLAIM = "_cite-"

_LINK = "Link"


def anchor_of_cite(claim: Claim) -> str:
    """The place at which a claim's citations stand, on the page of its record."""
    return f"{_OF_CLAIM}{claim.id}"


def cite_page(title: str, path: str, graph: Graph) -> CiteView:
    """How to cite the page at *path*: its title, the base, the page's version."""
    cited, link = _page(title, path, graph), _link(path, graph)
    return _view("Cite this page", "", citing.plain(cited), (cited,), (link,))


def cite_article(source: Source, graph: Graph) -> CiteView:
    """How to cite a source itself, apart from what the base says about it."""
    cited = _article(source, f"article:{source.id}", graph)
    links = (FormView(_LINK, cited.url),) if cited.url else ()
    return _view("Cite the article itself", "", citing.plain(cited), (cited,), links)


def cite_claim(
    statement: Statement,
    speakers: Iterable[SpeakerView],
    mode: str,
    text: str,
    graph: Graph,
) -> CiteView:
    """
    How to cite a claim: the whole way from its speakers to the base.

    *mode* and *text* are in plain words. What is cited is the article, once for each
    that carries the claim; who says what in it, and where it is recorded, is the note.
    """
    claim, record = statement.claim, statement.record
    path = f"{page_of(record.kind, record.id)}#{claim.id}"
    said = _saying(statement, speakers, mode, text, graph)
    if claim.via:
        relayed = listed([graph.base.records[via.target].title for via in claim.via])
        said = f"{said} Via {citing.sentence(relayed)}"
    title, address = graph.base.description.title, _address(path, graph)
    recorded = f"Recorded in {title}, version {VERSION}, {address}"
    articles = []
    for number, source in enumerate(statement.sources):
        key = _key(path) + (f":{number + 1}" if number else "")
        articles.append(_article(source, key, graph, claim))
    places = " ".join(f"In {citing.plain(article)}" for article in articles)
    told = [_with_note(article, f"{said} {recorded}") for article in articles]
    plain = citing.line(f"{said} {places} {recorded}")
    link = _link(path, graph)
    return _view("Cite", anchor_of_cite(claim), plain, told, (link,))


def _page(title: str, path: str, graph: Graph) -> Cited:
    base, address = graph.base, _address(path, graph)
    is_web = bool(base.description.base_url)
    return Cited(
        key=_key(path),
        type="webpage",
        title=title,
        container=base.description.title if title != base.description.title else "",
        version=VERSION,
        url=address if is_web else "",
        note="" if is_web else address,
    )


def _article(
    source: Source, key: str, graph: Graph, claim: Claim | None = None
) -> Cited:
    """*source* as a text of its own; with the paragraphs that *claim* cites."""
    genre = graph.schema.term(Vocabulary.GENRES, source.genre)
    note = ""
    if source.retracted:
        note = f"Retracted by its publisher, {date_in_words(source.retracted)}."
    cites = [c for c in claim.cites if c.source == source.id] if claim else []
    return Cited(
        key=key,
        type=genre.cite_as,
        title=source.title,
        authors=source.authors,
        container=graph.base.records[source.publisher.target].title,
        genre=genre.label,
        language=source.language,
        published=source.published,
        paragraphs=tuple(cite.anchor.removeprefix("p") for cite in cites),
        url=source.url or "",
        note=note,
    )


def _saying(
    statement: Statement,
    speakers: Iterable[SpeakerView],
    mode: str,
    text: str,
    graph: Graph,
) -> str:
    """Who says what, in the base's words, with the source's own doubt."""
    claim = statement.claim
    names = zip(statement.voices, speakers, strict=True)
    who = listed([_speaker(voice, speaker, graph) for voice, speaker in names])
    when = f", {date_in_words(claim.said)}" if claim.said else ""
    remarks = ["Paraphrase"]
    if claim.quote:
        remarks.append(f"in their words: “{claim.quote}”")
    if claim.hedge:
        remarks.append(f"doubt in the source: “{claim.hedge}”")
    said = f"{who[:1].upper()}{who[1:]} {mode}{when}: {citing.sentence(text)}"
    return citing.line(f"{said} [{'; '.join(remarks)}.]")


def _speaker(voice: Voice, speaker: SpeakerView, graph: Graph) -> str:
    """A speaker with whether it is known who they are."""
    if voice.kind is VoiceKind.NAMED:
        return speaker.label
    label, words = speaker.label, [speaker.kind_label]
    if voice.kind is VoiceKind.AUTHOR and voice.source:
        # Its authors follow, with the source.
        publisher = graph.base.sources[voice.source].publisher
        label = graph.base.records[publisher.target].title
    if speaker.of:
        words.append(f"of {listed([of.label for of in speaker.of])}")
    return f"{label} ({', '.join(words)})"


def _with_note(cited: Cited, note: str) -> Cited:
    return replace(cited, note=" ".join(filter(None, (cited.note, note))))


def _view(
    summary: str,
    anchor: str,
    plain: str,
    cited: Iterable[Cited],
    links: Iterable[FormView],
) -> CiteView:
    kept = tuple(cited)
    forms = (
        FormView("Plain text", plain),
        *links,
        FormView("BibTeX", citing.bibtex(kept)),
        FormView("RIS", citing.ris(kept)),
        FormView("CSL-JSON", citing.csl(kept)),
    )
    return CiteView(summary, anchor, forms)


def _link(path: str, graph: Graph) -> FormView:
    address = _address(path, graph)
    return FormView(_LINK, address, path if address == path else "")


def _address(path: str, graph: Graph) -> str:
    """Where *path* is on the web; within the base, where the base has no address."""
    url = graph.base.description.base_url
    return f"{url.rstrip('/')}/{path}" if url else path


def _key(path: str) -> str:
    """The name of what stands at *path*, such as events:some-event:some-claim."""
    return path.replace(".html", "").replace("/", ":").replace("#", ":")
