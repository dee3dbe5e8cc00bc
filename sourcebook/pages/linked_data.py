"""
Every page in JSON-LD, in the words of schema.org.

A page is a `WebPage`, and what it describes stands in it: the record is not the page,
and our summary of an article is not the article. Only what the sources do not dispute
is told as an `Event`; a claim is always somebody's, and says so. What has no type that
would be true of it is a `Thing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.dates import DatePoint, PartialDate
from sourcebook.pages import links as places
from sourcebook.pages.links import anchor_of_voice, page_of
from sourcebook.pages.planned import Planned
from sourcebook.pages.prose import paragraphs_in_words
from sourcebook.pages.show import Show
from sourcebook.pages.views import Json, Node
from sourcebook.questions import Asked
from sourcebook.read import Kind
from sourcebook.records import Entity, Event, Record, RecordId, Reference, Source
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement, Voice, VoiceKind

# What a page describes, told apart from the page itself.
_THING = "_this"


def linked_data(planned: Planned, description: str, show: Show) -> Node:
    """The page with what it describes, and with the claims that live on it."""
    name = show.links.name
    page: Node = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": name(planned.path),
        "name": planned.title,
        "description": description,
        "inLanguage": "en",
        "isPartOf": {
            "@type": "WebSite",
            "@id": name(places.HOME, "_site"),
            "name": show.graph.base.description.title,
        },
    }
    match planned.subject:
        case Asked() as asked:
            page["about"] = reference(asked.record.id, show)
            names = (_name_of_claim(s, show) for s in asked.statements)
            page["mentions"] = [{"@id": name} for name in names]
        case Record() as record:
            if thing := _thing(record, show):
                page["mainEntity"] = thing
            own = show.graph.by_record.get(record.id, ())
            page |= _some(hasPart=[_claim(statement, show) for statement in own])
    if planned.part_of:
        page["about"] = reference(planned.part_of.id, show)
    if planned.path == places.DATA:
        page["mainEntity"] = _dataset(show)
    return page


def reference(id_: RecordId, show: Show) -> Node:
    """What a record describes, by its name; the record's page where it is no thing."""
    return show.nodes.kept(id_, lambda: _reference(id_, show))


def _reference(id_: RecordId, show: Show) -> Node:
    face = show.graph.base.faces[id_]
    path, type_ = page_of(face.kind, id_), _type(id_, show)
    return {
        "@type": type_ or "WebPage",
        "@id": show.links.name(path, _THING if type_ else ""),
        "name": face.title,
    }


def _type(id_: RecordId, show: Show) -> str | None:
    """What schema.org calls it; None for an event that may not have happened."""
    face, schema = show.graph.base.faces[id_], show.graph.schema
    match face.kind:
        case Kind.ENTITY:
            term = schema.term(Vocabulary.ENTITY_TYPES, face.type)
            return term.schema_org or "Thing"
        case Kind.EVENT:
            term = schema.term(Vocabulary.EVENT_TYPES, face.type)
            is_sure = schema.is_plain(face.status)
            return (term.schema_org or "Event") if is_sure else None
        case _:
            term = schema.term(Vocabulary.GENRES, face.type)
            return term.schema_org or "CreativeWork"


def _thing(record: Record, show: Show) -> Node | None:
    """What *record* describes; None for an event that may not have happened."""
    if _type(record.id, show) is None:
        return None
    node = reference(record.id, show)
    match record:
        case Entity() as entity:
            return node | _of_entity(entity, show)
        case Event() as event:
            return node | _of_event(event, show)
        case Source() as source:
            return node | _of_source(source, show)
    return node


def _of_entity(entity: Entity, show: Show) -> Node:
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
    return _some(
        alternateName=names,
        description=show.prose.plain(entity.summary.markdown),
        identifier=registers,
    )


def _of_event(event: Event, show: Show) -> Node:
    start = event.date.start if event.date else None
    end = event.date.end if event.date and event.date.is_span else None
    whole = event.part_of
    is_part = whole and _type(whole.target, show)
    return _some(
        description=show.prose.plain(event.summary.markdown),
        startDate=_date(start),
        endDate=_date(end),
        location=_references(event.places, show),
        superEvent=reference(whole.target, show) if whole and is_part else None,
    )


def _of_source(source: Source, show: Show) -> Node:
    return _some(
        headline=source.title,
        alternativeHeadline=source.subtitle,
        author=_byline(source.authors),
        publisher=reference(source.publisher.target, show),
        datePublished=_published(source.published),
        inLanguage=source.language,
        url=source.url,
        creativeWorkStatus="Retracted" if source.retracted else None,
    )


def _claim(statement: Statement, show: Show) -> Node:
    claim, record = statement.claim, statement.record
    dates = (_published(source.published) for source in statement.sources)
    about = dict.fromkeys(
        [link.target for link in claim.text.links] + [ref.target for ref in claim.about]
    )
    node: Node = {
        "@type": "Claim",
        "@id": _name_of_claim(statement, show),
        "text": show.prose.plain(claim.text.markdown),
    }
    return node | _some(
        abstract=_manner(statement, show),
        description=" ".join(_remarks(statement, show)),
        author=[a for voice in statement.voices for a in _authors(voice, show)],
        appearance=list(_appearances(statement, show)),
        isPartOf={"@id": show.links.name(page_of(record.kind, record.id))},
        datePublished=next((date for date in dates if date), None),
        dateCreated=_published(claim.said),
        about=[{"@id": reference(id_, show)["@id"]} for id_ in about],
    )


def _manner(statement: Statement, show: Show) -> str | None:
    """What the speaker does, where it is anything but to say that it is so."""
    mode = show.graph.schema.term(Vocabulary.MODES, statement.claim.mode)
    return None if mode.affirms else mode.label


def _remarks(statement: Statement, show: Show) -> Iterator[str]:
    """What must be known with a claim, so that nobody takes it for more than it is."""
    claim, faces = statement.claim, show.graph.base.faces
    mode = show.graph.schema.term(Vocabulary.MODES, claim.mode)
    if not mode.affirms:
        yield mode.description
    if claim.hedge:
        yield f"Doubt in the source: “{claim.hedge}”."
    if claim.via:
        names = " → ".join(faces[ref.target].title for ref in claim.via)
        yield f"Relayed by {names}."


def _authors(voice: Voice, show: Show) -> list[Node]:
    """Who speaks; an anonymous speaker never stands for whom they belong to."""
    if voice.kind is VoiceKind.NAMED and voice.entity:
        return [reference(voice.entity, show)]
    if voice.source and voice.kind is VoiceKind.AUTHOR:
        source = show.graph.base.faces[voice.source]
        byline = _byline(source.authors)
        return byline or [reference(source.publisher, show)]
    path = show.links.page_of_anonymous(voice)
    return [
        {
            "@type": "Person" if voice.count == 1 else "Thing",
            "@id": show.links.name(path, anchor_of_voice(voice)),
            "name": voice.description,
            "description": "Anonymous: so described by the source.",
        }
    ]


def _byline(authors: Iterable[str]) -> list[Node]:
    return [{"@type": "Person", "name": name} for name in authors]


def _appearances(statement: Statement, show: Show) -> Iterator[Node]:
    """The paragraphs that say it, each as a part of its article."""
    for cite in statement.claim.cites:
        path = page_of(Kind.SOURCE, cite.source)
        yield {
            "@type": "CreativeWork",
            "name": paragraphs_in_words(cite),
            "url": show.links.name(path, f"p{cite.first}"),
            "isPartOf": reference(cite.source, show),
        }


def _dataset(show: Show) -> Node:
    base = show.graph.base
    summary, licence = base.description.summary, base.description.licence
    node: Node = {
        "@type": "Dataset",
        "@id": show.links.name(places.DATA, _THING),
        "name": base.description.title,
        "version": base.version,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": show.links.name("data/kb.json"),
            }
        ],
    }
    return node | _some(
        description=show.prose.plain(summary.markdown) if summary else None,
        license={"@type": "CreativeWork", "name": licence} if licence else None,
    )


def _name_of_claim(statement: Statement, show: Show) -> str:
    path = page_of(statement.record.kind, statement.record.id)
    return show.links.name(path, statement.claim.id)


def _references(references: Iterable[Reference], show: Show) -> list[Json]:
    return [reference(ref.target, show) for ref in references]


def _published(date: PartialDate | None) -> str | None:
    """A date that is no span, as precisely as it is known."""
    return None if date is None or date.is_span else _date(date.start)


def _date(point: DatePoint | None) -> str | None:
    """A day, a month or a year; None where it is open, uncertain or about so."""
    if point is None or point.approximate or point.uncertain:
        return None
    parts = [f"{point.year:04}"]
    parts += [f"{part:02}" for part in (point.month, point.day) if part]
    return "-".join(parts)


def _some(**values: Json) -> Node:
    """The *values* that say something."""
    return {key: value for key, value in values.items() if value}
