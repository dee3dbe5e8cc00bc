"""Graph -> JSON: a twin of every record's page, and the whole base in one file."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sourcebook.graph.data_shards import MOST, shards_of
from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.records import Record
from sourcebook.publishing.tasks import DerivedTask, ReadFile, Task

# What json.dumps accepts; mappings keep their order.
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

WHOLE = "data/kb.json"

# A key of a record that the twin itself uses, and its name in the twin.
_NAMES = {"url": "source_url"}


def tasks(graph: Graph) -> Iterator[Task]:
    """The twin of every record, one line per key."""
    for record in graph.base.records.values():
        yield Task(_path(record), partial(_twin, record, graph), record)


def derived_tasks(graph: Graph, most: int = MOST) -> Iterator[DerivedTask]:
    """
    All twins in one file, data/kb.json, and its shards, one line per record.

    A base of *most* records or fewer has no shards.
    """
    records = graph.base.records
    version = graph.base.version
    paths = tuple(map(_path, records.values()))
    yield DerivedTask(WHOLE, paths, partial(_whole, graph), (version, paths))
    for shard in shards_of(graph, most):
        shard_records = tuple(records[id_] for id_ in shard.ids)
        paths = tuple(map(_path, shard_records))
        yield DerivedTask(shard.path, paths, partial(_shard, shard_records), paths)


def _path(record: Record) -> str:
    return f"{FOLDERS[record.kind]}/{record.id}.json"


def _twin(record: Record, graph: Graph) -> bytes:
    rows = twin_of(record, graph).items()
    lines = ",\n".join(f"{_line(key)}:{_line(value)}" for key, value in rows)
    return f"{{\n{lines}\n}}\n".encode()


def _entry(record: Record, read: ReadFile) -> bytes:
    """A record's line; line breaks never occur within a JSON value."""
    return _line(record.id).encode() + b":" + read(_path(record)).replace(b"\n", b"")


def _whole(graph: Graph, read: ReadFile) -> bytes:
    """The whole base: its description and version, all records by kind, the lists."""
    parts = [_head(graph)]
    for kind, folder in FOLDERS.items():
        records = [r for r in graph.base.records.values() if r.kind is kind]
        lines = b",\n".join(_entry(record, read) for record in records)
        end = b"\n}" if lines else b"}"
        parts.append(f",\n{_line(folder)}:{{\n".encode() + lines + end)
    return b"".join([*parts, _tail(graph)])


def _shard(records: Iterable[Record], read: ReadFile) -> bytes:
    lines = b",\n".join(_entry(record, read) for record in records)
    return b"{\n" + lines + b"\n}\n"


def _head(graph: Graph) -> bytes:
    description = graph.base.description
    rows = {
        "title": description.title,
        "licence": description.licence,
        "version": graph.base.version,
    }
    lines = ",\n".join(f"{_line(key)}:{_line(value)}" for key, value in rows.items())
    return f"{{\n{lines}".encode()


def _tail(graph: Graph) -> bytes:
    """The lists: all questions, events in timeline order, all speakers."""
    questions = (question.reference for question in graph.questions)
    timeline = (event.id for event in graph.timeline)
    speakers = (_speaker(voice) for voice in graph.voices.values())
    lists: dict[str, Iterable[Json]] = {
        "questions": questions,
        "timeline": timeline,
        "speakers": speakers,
    }
    sections = [
        f",\n{_line(key)}:[\n" + ",\n".join(map(_line, items)) + "\n]"
        for key, items in lists.items()
    ]
    return f"{''.join(sections)}\n}}\n".encode()


def twin_of(record: Record, graph: Graph) -> dict[str, Json]:
    """
    The record as written, plus `id`, `kind`, `url` and computed values.

    `url` is always the page's path on the site; a source's own `url`, the address of
    the article, becomes `source_url`.
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
        "questions": {q.id: _question(q) for q in graph.questions_in.get(id_, ())},
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
            {"event": participation.event.id, "role": participation.role}
            for participation in graph.participations.get(id_, ())
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


def _question(question: QuestionStanding) -> dict[str, Json]:
    return {
        "url": f"questions/{question.record.id}/{question.id}.html",
        "standing": question.standing.value,
        "positions": {
            position.id: {
                "claims": _references(position.statements),
                "speakers": position.speakers,
                "named_speakers": position.named_speakers,
                "anonymous_speakers": position.anonymous_speakers,
                "own_voices": position.own_voices,
                "independent_outlets": position.outlets,
            }
            for position in question.positions
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


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
