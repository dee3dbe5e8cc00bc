"""Graph -> JSON: a twin of every record's page, and the whole base in one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sourcebook.files import Task
from sourcebook.graph import Graph
from sourcebook.questions import Asked
from sourcebook.read import FOLDERS, Kind
from sourcebook.records import Record
from sourcebook.statements import Statement, Voice, VoiceKind

# What json.dumps takes; mappings keep their order.
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

# A key of a record that the twin needs for itself, and its name there.
_NAMES = {"url": "source_url"}


def tasks(graph: Graph) -> Iterator[Task]:
    """The twin of every record, then data/kb.json with all of them."""
    for record in graph.base.records.values():
        path = f"{FOLDERS[record.kind]}/{record.id}.json"
        yield Task(path, partial(_twin, record, graph), record)
    yield Task("data/kb.json", partial(_whole, graph))


def _twin(record: Record, graph: Graph) -> bytes:
    return _bytes(twin_of(record, graph))


def _whole(graph: Graph) -> bytes:
    return _bytes(whole(graph))


def whole(graph: Graph) -> dict[str, Json]:
    """Everything: the base's own words and version, then all records by kind."""
    description = graph.base.description
    twins: dict[str, dict[str, Json]] = {folder: {} for folder in FOLDERS.values()}
    for record in graph.base.records.values():
        twins[FOLDERS[record.kind]][record.id] = twin_of(record, graph)
    return {
        "title": description.title,
        "licence": description.licence,
        "version": graph.base.version,
        **twins,
        "questions": [asked.reference for asked in graph.asked],
        "timeline": [event.id for event in graph.timeline],
        "speakers": [_speaker(voice) for voice in graph.voices.values()],
    }


def twin_of(record: Record, graph: Graph) -> dict[str, Json]:
    """
    The record as it was written, plus `id`, `kind`, `url` and what is computed.

    `url` is the page's path on the site for every kind; a source's own `url`, the
    address of the article, is its `source_url`.
    """
    written = {_NAMES.get(key, key): value for key, value in record.data.items()}
    return {
        "id": record.id,
        "kind": record.kind.value,
        "url": f"{FOLDERS[record.kind]}/{record.id}.html",
        **written,
        "computed": _computed(record, graph),
    }


def _computed(record: Record, graph: Graph) -> dict[str, Json]:
    id_ = record.id
    computed: dict[str, Json] = {
        "questions": {a.question.id: _asked(a) for a in graph.asked_in.get(id_, ())},
        "claims": {s.claim.id: _statement(s) for s in graph.by_record.get(id_, ())},
        "figures": {
            table.what: [s.reference for s, _ in table.rows]
            for table in graph.figures.get(id_, ())
        },
        "backlinks": [
            {
                "from": _name(backlink.record.id, backlink.anchor),
                "sentence": backlink.sentence,
            }
            for backlink in graph.backlinks.get(id_, ())
        ],
        "said_about": _references(graph.said_about.get(id_, ())),
    }
    match record.kind:
        case Kind.ENTITY:
            computed |= _of_entity(record, graph)
        case Kind.EVENT:
            computed |= _of_event(record, graph)
        case _:
            computed |= _of_source(record, graph)
    return computed


def _of_entity(record: Record, graph: Graph) -> dict[str, Json]:
    id_ = record.id
    said = graph.by_voice.get((VoiceKind.NAMED, id_, ""), ())
    return {
        "said": _references(said),
        "said_by_anonymous_of": _references(graph.said_within.get(id_, ())),
        "took_part_in": [
            {"event": taken.event.id, "role": taken.role}
            for taken in graph.participations.get(id_, ())
        ],
        "happened_here": [event.id for event in graph.events_at.get(id_, ())],
        "relations": [
            {"label": end.label, "entity": end.other}
            for end in graph.relations.get(id_, ())
        ],
        "role_holders": [
            {"entity": holder.entity.id, "title": holder.role.title}
            for holder in graph.holders.get(id_, ())
        ],
        "published": [source.id for source in graph.published.get(id_, ())],
        "relayed_by": [source.id for source in graph.relayed_by.get(id_, ())],
    }


def _of_event(record: Record, graph: Graph) -> dict[str, Json]:
    return {
        "parts": [event.id for event in graph.parts.get(record.id, ())],
        "related": [
            {"label": end.label, "event": end.other}
            for end in graph.related.get(record.id, ())
        ],
    }


def _of_source(record: Record, graph: Graph) -> dict[str, Json]:
    source = graph.base.sources[record.id]
    cited: dict[int, list[str]] = {}
    for statement in graph.by_source.get(source.id, ()):
        for cite in statement.claim.cites:
            if cite.source == source.id:
                for number in range(cite.first, cite.last + 1):
                    cited.setdefault(number, []).append(statement.reference)
    leaning = {
        number: [record.id for record in graph.leaning.get((source.id, number), ())]
        for number in range(1, source.paragraphs + 1)
    }
    return {
        "paragraphs": {
            f"p{number}": {"claims": cited.get(number, []), "cited_by": leaning[number]}
            for number in range(1, source.paragraphs + 1)
        }
    }


def _asked(asked: Asked) -> dict[str, Json]:
    return {
        "url": f"questions/{asked.record.id}/{asked.question.id}.html",
        "standing": asked.standing.value,
        "positions": {
            held.position.id: {
                "claims": _references(held.statements),
                "speakers": held.speakers,
                "named_speakers": held.named_speakers,
                "anonymous_speakers": held.anonymous_speakers,
                "own_voices": held.own_voices,
                "independent_outlets": held.outlets,
            }
            for held in asked.held
        },
    }


def _statement(statement: Statement) -> dict[str, Json]:
    return {
        "url": f"{FOLDERS[statement.record.kind]}/{statement.record.id}.html"
        f"#{statement.claim.id}",
        "speakers": [_speaker(voice) for voice in statement.voices],
        "outlets": list(statement.outlets),
        "published": [source.published.text for source in statement.sources],
    }


def _speaker(voice: Voice) -> dict[str, Json]:
    speaker: dict[str, Json] = {"kind": voice.kind.value}
    if voice.entity:
        speaker["entity"] = voice.entity
    if voice.source:
        speaker["source"] = voice.source
    if voice.description:
        speaker |= {"description": voice.description, "of": list(voice.of)}
    return speaker


def _references(statements: Iterable[Statement]) -> list[Json]:
    return [statement.reference for statement in statements]


def _name(record: str, anchor: str | None) -> str:
    return f"{record}#{anchor}" if anchor else record


def _bytes(value: Json) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()
