"""What a link shows of its target before it is followed: data for previews.js."""

import json
from collections.abc import Iterable, Iterator
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.claims import standing_in_words
from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import page_of, page_of_question
from sourcebook.pages.text.words import date_in_words
from sourcebook.publishing.tasks import Task

# Title, facts, summary, positions: what previews.js reads, in this order.
Preview = tuple[str, str, str, tuple[str, ...]]

# Previews in a file: it is loaded whole for the first link that needs one of it.
_IN_A_FILE = 200
# Characters of a summary: about four lines of a preview.
_LONGEST = 240


def shards_of(graph: Graph) -> int:
    """The number of files that the previews are shared among."""
    return 1 + (len(graph.base.records) + len(graph.questions)) // _IN_A_FILE


def shard_of(key: str, shards: int) -> int:
    """The file that holds the preview of the page *key*; previews.js counts alike."""
    mark = 0x811C9DC5  # FNV-1a of 32 bits
    for byte in key.encode():
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    return mark % shards


def tasks(graph: Graph, prose: Prose) -> Iterator[Task]:
    """Scripts that hand the previews to previews.js, below assets/previews/."""
    shards: list[list[tuple[str, Record | QuestionStanding]]]
    shards = [[] for _ in range(shards_of(graph))]
    for key, subject in subjects(graph):
        shards[shard_of(key, len(shards))].append((key, subject))
    for number, shard in enumerate(shards):
        make = partial(_script, shard, graph, prose)
        yield Task(f"assets/previews/{number}.js", make, shard)


def subjects(graph: Graph) -> Iterator[tuple[str, Record | QuestionStanding]]:
    """Everything that has a page of its own, by the path of it without .html."""
    for record in graph.base.records.values():
        yield page_of(record.kind, record.id).removesuffix(".html"), record
    for question in graph.questions:
        path = page_of_question(question.record.id, question.id)
        yield path.removesuffix(".html"), question


def _script(
    shard: Iterable[tuple[str, Record | QuestionStanding]], graph: Graph, prose: Prose
) -> bytes:
    made = {key: preview(subject, graph, prose) for key, subject in shard}
    held = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    call = 'document.dispatchEvent(new CustomEvent("sourcebook-previews",{detail:'
    return f"{call}{held}}}))\n".encode()


def preview(subject: Record | QuestionStanding, graph: Graph, prose: Prose) -> Preview:
    """What a link to a record or a question shows of it."""
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
    """What tells a record from others of its name, in a few words."""
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
    """The first paragraph of a record's summary, cut at a word where it is long."""
    match record:
        case Entity(summary=text) | Event(summary=text) | Source(summary=text):
            first = text.markdown.split("\n\n")[0] if text else ""
    plain = prose.plain(first)
    if len(plain) <= _LONGEST:
        return plain
    kept, _, _ = plain[:_LONGEST].rpartition(" ")
    return f"{(kept or plain[:_LONGEST]).rstrip(',;:')} …"
