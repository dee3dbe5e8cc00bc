"""
Every page as JSON-LD, in the vocabulary of schema.org.

A page is a `WebPage` that contains what it describes: the record is not the page, and
our summary of an article is not the article. Only undisputed events are an `Event`; a
claim always names its author. What has no accurate type is a `Thing`.
"""

from collections.abc import Iterable, Iterator

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.dates import DatePoint, PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import RecordId, Reference
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import anchor_of_voice, page_of
from sourcebook.pages.text.words import paragraphs_in_words
from sourcebook.pages.views import Json, Node

# The anchor of what a page describes, as distinct from the page itself.
_THING = "_this"


def linked_data(spec: PageSpec, description: str, presenter: Presenter) -> Node:
    """The page, what it describes, and the claims of its record."""
    name = presenter.urls.name
    page: Node = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": name(spec.path),
        "name": spec.title,
        "description": description,
        "inLanguage": "en",
        "isPartOf": {
            "@type": "WebSite",
            "@id": name(urls.HOME, "_site"),
            "name": presenter.graph.base.description.title,
        },
    }
    match spec.subject:
        case QuestionStanding() as question:
            page["about"] = reference(question.record.id, presenter)
            names = (_name_of_claim(s, presenter) for s in question.statements)
            page["mentions"] = [{"@id": name} for name in names]
        case Record() as record:
            if thing := _thing(record, presenter):
                page["mainEntity"] = thing
            statements = presenter.graph.by_record.get(record.id, ())
            page |= _non_empty(hasPart=[_claim(s, presenter) for s in statements])
    if spec.part_of:
        page["about"] = reference(spec.part_of.id, presenter)
    if spec.path == urls.DATA:
        page["mainEntity"] = _dataset(presenter)
    return page


def reference(id_: RecordId, presenter: Presenter) -> Node:
    """What a record describes, by name; the record's page if it describes no thing."""
    return presenter.nodes.get_or_make(id_, lambda: _reference(id_, presenter))


def _reference(id_: RecordId, presenter: Presenter) -> Node:
    summary = presenter.graph.base.link_summaries[id_]
    path, type_ = page_of(summary.kind, id_), _type(id_, presenter)
    return {
        "@type": type_ or "WebPage",
        "@id": presenter.urls.name(path, _THING if type_ else ""),
        "name": summary.title,
    }


def _type(id_: RecordId, presenter: Presenter) -> str | None:
    """The schema.org type; None for an event that may not have happened."""
    summary, schema = presenter.graph.base.link_summaries[id_], presenter.graph.schema
    match summary.kind:
        case Kind.ENTITY:
            term = schema.term(Vocabulary.ENTITY_TYPES, summary.type)
            return term.schema_org or "Thing"
        case Kind.EVENT:
            term = schema.term(Vocabulary.EVENT_TYPES, summary.type)
            is_sure = schema.is_plain(summary.status)
            return (term.schema_org or "Event") if is_sure else None
        case _:
            term = schema.term(Vocabulary.GENRES, summary.type)
            return term.schema_org or "CreativeWork"


def _thing(record: Record, presenter: Presenter) -> Node | None:
    if _type(record.id, presenter) is None:
        return None
    node = reference(record.id, presenter)
    match record:
        case Entity() as entity:
            return node | _of_entity(entity, presenter)
        case Event() as event:
            return node | _of_event(event, presenter)
        case Source() as source:
            return node | _of_source(source, presenter)
    return node


def _of_entity(entity: Entity, presenter: Presenter) -> Node:
    names: list[Json] = [
        {"@value": alias.name, "@language": alias.language}
        if alias.language
        else alias.name
        for alias in entity.aliases
    ]
    registers: list[Json] = [
        {"@type": "PropertyValue", "propertyID": register, "value": value}
        for register, value in entity.identifiers.items()
    ]
    return _non_empty(
        alternateName=names,
        description=presenter.prose.plain(entity.summary.markdown),
        identifier=registers,
    )


def _of_event(event: Event, presenter: Presenter) -> Node:
    start = event.date.start if event.date else None
    end = event.date.end if event.date and event.date.is_span else None
    whole = event.part_of
    is_part = whole and _type(whole.target, presenter)
    return _non_empty(
        description=presenter.prose.plain(event.summary.markdown),
        startDate=_date(start),
        endDate=_date(end),
        location=_references(event.places, presenter),
        superEvent=reference(whole.target, presenter) if whole and is_part else None,
    )


def _of_source(source: Source, presenter: Presenter) -> Node:
    return _non_empty(
        headline=source.title,
        alternativeHeadline=source.subtitle,
        author=_byline(source.authors),
        publisher=reference(source.publisher.target, presenter),
        datePublished=_published(source.published),
        inLanguage=source.language,
        url=source.url,
        creativeWorkStatus="Retracted" if source.retracted else None,
    )


def _claim(statement: Statement, presenter: Presenter) -> Node:
    claim, record = statement.claim, statement.record
    dates = (_published(source.published) for source in statement.sources)
    about = dict.fromkeys(
        [link.target for link in claim.text.links] + [ref.target for ref in claim.about]
    )
    node: Node = {
        "@type": "Claim",
        "@id": _name_of_claim(statement, presenter),
        "text": presenter.prose.plain(claim.text.markdown),
    }
    return node | _non_empty(
        abstract=_mode_label(statement, presenter),
        description=" ".join(_caveats(statement, presenter)),
        author=[a for voice in statement.voices for a in _authors(voice, presenter)],
        appearance=list(_appearances(statement, presenter)),
        isPartOf={"@id": presenter.urls.name(page_of(record.kind, record.id))},
        datePublished=next((date for date in dates if date), None),
        dateCreated=_published(claim.said),
        about=[{"@id": reference(id_, presenter)["@id"]} for id_ in about],
    )


def _mode_label(statement: Statement, presenter: Presenter) -> str | None:
    mode = presenter.graph.schema.term(Vocabulary.MODES, statement.claim.mode)
    return None if mode.affirms else mode.label


def _caveats(statement: Statement, presenter: Presenter) -> Iterator[str]:
    """The caveats of a claim, so that nobody takes it for more than it is."""
    claim, link_summaries = statement.claim, presenter.graph.base.link_summaries
    mode = presenter.graph.schema.term(Vocabulary.MODES, claim.mode)
    if not mode.affirms:
        yield mode.description
    if claim.hedge:
        yield f"Doubt in the source: “{claim.hedge}”."
    if claim.via:
        names = " → ".join(link_summaries[ref.target].title for ref in claim.via)
        yield f"Relayed by {names}."


def _authors(voice: Voice, presenter: Presenter) -> list[Node]:
    """Who speaks; an anonymous speaker never represents whom they belong to."""
    if voice.kind is VoiceKind.NAMED and voice.entity:
        return [reference(voice.entity, presenter)]
    if voice.source and voice.kind is VoiceKind.AUTHOR:
        source = presenter.graph.base.link_summaries[voice.source]
        byline = _byline(source.authors)
        return byline or [reference(source.publisher, presenter)]
    path = presenter.urls.page_of_anonymous(voice)
    return [
        {
            "@type": "Person" if voice.count == 1 else "Thing",
            "@id": presenter.urls.name(path, anchor_of_voice(voice)),
            "name": voice.description,
            "description": "Anonymous: so described by the source.",
        }
    ]


def _byline(authors: Iterable[str]) -> list[Node]:
    return [{"@type": "Person", "name": name} for name in authors]


def _appearances(statement: Statement, presenter: Presenter) -> Iterator[Node]:
    for cite in statement.claim.cites:
        path = page_of(Kind.SOURCE, cite.source)
        yield {
            "@type": "CreativeWork",
            "name": paragraphs_in_words(cite),
            "url": presenter.urls.name(path, f"p{cite.first}"),
            "isPartOf": reference(cite.source, presenter),
        }


def _dataset(presenter: Presenter) -> Node:
    base = presenter.graph.base
    summary, licence = base.description.summary, base.description.licence
    node: Node = {
        "@type": "Dataset",
        "@id": presenter.urls.name(urls.DATA, _THING),
        "name": base.description.title,
        "version": base.version,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": presenter.urls.name("data/kb.json"),
            }
        ],
    }
    return node | _non_empty(
        description=presenter.prose.plain(summary.markdown) if summary else None,
        license={"@type": "CreativeWork", "name": licence} if licence else None,
    )


def _name_of_claim(statement: Statement, presenter: Presenter) -> str:
    path = page_of(statement.record.kind, statement.record.id)
    return presenter.urls.name(path, statement.claim.id)


def _references(references: Iterable[Reference], presenter: Presenter) -> list[Json]:
    return [reference(ref.target, presenter) for ref in references]


def _published(date: PartialDate | None) -> str | None:
    return None if date is None or date.is_span else _date(date.start)


def _date(point: DatePoint | None) -> str | None:
    """A day, a month or a year; None if it is open, uncertain or approximate."""
    if point is None or point.approximate or point.uncertain:
        return None
    parts = [f"{point.year:04}"]
    parts += [f"{part:02}" for part in (point.month, point.day) if part]
    return "-".join(parts)


def _non_empty(**values: Json) -> Node:
    return {key: value for key, value in values.items() if value}
