"""Link previews: what previews.js shows of a target before a link is followed."""

import json
from collections.abc import Iterable, Iterator
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.presenter import standing_in_words
from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import page_of, page_of_question
from sourcebook.pages.text.words import date_in_words
from sourcebook.publishing.tasks import Task

# Title, facts, summary, positions, in the order that previews.js expects.
Preview = tuple[str, str, str, tuple[str, ...]]

# Previews per file, which is loaded whole for the first link that needs one.
_IN_A_FILE = 200
# Characters of a summary: about four lines of a preview.
_LONGEST = 240


def shards_of(graph: Graph) -> int:
    """The number of files that hold the previews."""
    return 1 + (len(graph.base.records) + len(graph.questions)) // _IN_A_FILE


def shard_of(key: str, shards: int) -> int:
    """The number of the file for page *key*; previews.js computes the same."""
    digest = 0x811C9DC5  # FNV-1a of 32 bits
    for byte in key.encode():
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return digest % shards


def tasks(graph: Graph, prose: Prose) -> Iterator[Task]:
    """Tasks for scripts that pass the previews to previews.js, in assets/previews/."""
    shards: list[list[tuple[str, Record | QuestionStanding]]]
    shards = [[] for _ in range(shards_of(graph))]
    for key, subject in subjects(graph):
        shards[shard_of(key, len(shards))].append((key, subject))
    for number, shard in enumerate(shards):
        make = partial(_script, shard, graph, prose)
        yield Task(f"assets/previews/{number}.js", make, shard)


def subjects(graph: Graph) -> Iterator[tuple[str, Record | QuestionStanding]]:
    """Every record and question, with the path of its page without .html."""
    for record in graph.base.records.values():
        yield page_of(record.kind, record.id).removesuffix(".html"), record
    for question in graph.questions:
        path = page_of_question(question.record.id, question.id)
        yield path.removesuffix(".html"), question


def _script(
    shard: Iterable[tuple[str, Record | QuestionStanding]], graph: Graph, prose: Prose
) -> bytes:
    previews = {key: preview(subject, graph, prose) for key, subject in shard}
    detail = json.dumps(previews, ensure_ascii=False, separators=(",", ":"))
    call = 'document.dispatchEvent(new CustomEvent("sourcebook-previews",{detail:'
    return f"{call}{detail}}}))\n".encode()


def preview(subject: Record | QuestionStanding, graph: Graph, prose: Prose) -> Preview:
    """The preview of a record or a question."""
    if isinstance(subject, QuestionStanding):
        return _of_question(subject, prose)
    facts = "; ".join(filter(None, _facts(subject, graph)))
    return (subject.title, facts, _summary(subject, prose), ())


def _of_question(question: QuestionStanding, prose: Prose) -> Preview:
    texts = (position.text for position in question.positions)
    positions = tuple(prose.plain(text.markdown) for text in texts)
    title = prose.plain(question.ask.markdown)
    return title, f"question; {standing_in_words(question)}", "", positions


def _facts(record: Record, graph: Graph) -> Iterator[str]:
    """A few words that distinguish a record from others of the same name."""
    schema = graph.schema
    match record:
        case Entity():
            yield schema.term(Vocabulary.ENTITY_TYPES, record.type).label
        case Event():
            yield schema.term(Vocabulary.EVENT_TYPES, record.type).label
            yield date_in_words(record.date) if record.date else "no date known"
            if not schema.is_plain(record.status):
                yield schema.term(Vocabulary.STATUSES, record.status).label
        case Source():
            yield graph.base.outlet(record.id)
            yield schema.term(Vocabulary.GENRES, record.genre).label
            yield date_in_words(record.published)


def _summary(record: Record, prose: Prose) -> str:
    match record:
        case Entity(summary=text) | Event(summary=text) | Source(summary=text):
            first = text.markdown.split("\n\n")[0] if text else ""
    plain = prose.plain(first)
    if len(plain) <= _LONGEST:
        return plain
    head, _, _ = plain[:_LONGEST].rpartition(" ")
    return f"{(head or plain[:_LONGEST]).rstrip(',;:')} …"
