"""
The search index of a large base, in shards of which a query loads a few.

Each record is in one of many files of items, with its questions and claims, as tables
of that file. Files of words, one for each two first letters, map a word to the files of
items that have it: in a name, or elsewhere. search_far.js loads what a query needs.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sourcebook.graph.balance import sides_of_entities
from sourcebook.graph.graph import Graph
from sourcebook.model.mentions import Link, RecordId, Reference
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.metadata.previews import shard_of
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.search import index
from sourcebook.pages.search.index import GROUPS, NONE, Maker, Row, takes_part
from sourcebook.pages.search.words import words_of
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import file_of_items, file_of_words
from sourcebook.publishing.tasks import Task

# Approximate number of names and claims in a file of items: 6 KB compressed.
_IN_A_FILE = 64


def tasks(presenter: Presenter, bounds: Bounds) -> Iterator[Task]:
    """The search index: one script, or shards if it is too large for one."""
    graph = presenter.graph
    if not is_far(graph, bounds):
        yield Task(urls.SEARCH_RECORDS, partial(index.script, presenter))
        return
    size = _size(graph)
    # A power of two, so that records stay in their file while the base grows a little.
    count = 1 << (size // _IN_A_FILE).bit_length()
    records_by_file: list[list[Record]] = [[] for _ in range(count)]
    for record in graph.base.records.values():
        records_by_file[shard_of(record.id, count)].append(record)
    side_of, words, texts = sides_of_entities(graph), _Words(), _Texts(presenter)
    sides = _digest(repr(sorted(side_of.items())).encode())
    for number, records in enumerate(records_by_file):
        words.note(number, texts.of(records))
        make = partial(_items, number, records, presenter, side_of)
        yield Task(file_of_items(number), make, (records, sides))
    for beginning, entries in sorted(words.by_beginning.items()):
        rows = {w: [sorted(m) for m in marks] for w, marks in sorted(entries.items())}
        script = _script("words", [beginning, rows])
        yield Task(file_of_words(beginning), partial(bytes, script), _digest(script))
    script = index.head(_head(graph, sorted(words.by_beginning), bounds))
    yield Task(urls.SEARCH_RECORDS, partial(bytes, script), _digest(script))


def _items(
    number: int,
    records: Sequence[Record],
    presenter: Presenter,
    side_of: Mapping[RecordId, str],
) -> bytes:
    return _script("items", [number, _tables(records, presenter, side_of)])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_far(graph: Graph, bounds: Bounds) -> bool:
    """Whether there are too many names and claims for one script."""
    return _size(graph) > bounds.found


def _size(graph: Graph) -> int:
    return len(graph.base.records) + len(graph.questions) + len(graph.statements)


class _Numbers(dict[RecordId, int]):
    """Record -> index of its row; assigned in order of first use."""

    def __missing__(self, id_: RecordId) -> int:
        self[id_] = len(self)
        return self[id_]


@dataclass(frozen=True, slots=True)
class _Words:
    """The files that have a word, by its first two letters: in names, and elsewhere."""

    by_beginning: dict[str, dict[str, tuple[set[int], set[int]]]] = field(
        default_factory=dict
    )
    # A cache: texts repeat words, and folding is slow.
    by_chunk: dict[str, tuple[tuple[set[int], set[int]], ...]] = field(
        default_factory=dict
    )

    def note(self, number: int, texts: Iterable[tuple[str, int]]) -> None:
        """Record that the words of *texts* are in file *number*."""
        chunks_by_mark: tuple[set[str], set[str]] = set(), set()
        for text, mark in texts:
            chunks_by_mark[mark].update(text.split())
        for mark, chunks in enumerate(chunks_by_mark):
            for chunk in chunks:
                for files in self._files_of(chunk):
                    files[mark].add(number)

    def _files_of(self, chunk: str) -> tuple[tuple[set[int], set[int]], ...]:
        """The files of each word of *chunk*, a text without spaces."""
        if chunk not in self.by_chunk:
            self.by_chunk[chunk] = tuple(
                self.by_beginning.setdefault(word[:2], {}).setdefault(
                    word, (set(), set())
                )
                for word in words_of(chunk)
            )
        return self.by_chunk[chunk]


def _tables(
    records: Sequence[Record], presenter: Presenter, side_of: Mapping[RecordId, str]
) -> Mapping[str, object]:
    """The tables of a file of items: those of the index, with only the rows needed."""
    graph, names, sources = presenter.graph, _Numbers(), _Numbers()
    maker = Maker(presenter, names, sources, side_of)
    for record in records:
        names[record.id] = len(names)
    rows = [maker.record(record) for record in records]
    questions = [
        maker.question(q) for r in records for q in graph.questions_in.get(r.id, ())
    ]
    claims = [maker.claim(s) for r in records for s in graph.by_record.get(r.id, ())]
    source_rows = [maker.source(graph.base.sources[id_]) for id_ in sources]
    others = [_other(graph.base.records[id_], maker) for id_ in [*names][len(rows) :]]
    return {
        "names": [*rows, *others],
        "own": len(rows),
        "asked": questions,
        "sources": source_rows,
        "claims": claims,
        "voices": maker.voices.rows,
        "dates": maker.dates.rows,
        "sides": maker.sides.rows,
    }


def _other(record: Record, maker: Maker) -> Row:
    """The row of a record of another file, with only the columns that claims need."""
    aliases = record.aliases if isinstance(record, Entity) else ()
    names = tuple((alias.name, alias.language or "") for alias in aliases)
    date = maker.date(record.published) if isinstance(record, Source) else NONE
    return (*maker.name(record, "", names), "", date, (), ())


class _Texts:
    """The texts that records are found by: 0 marks names, 1 other texts."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._maker = Maker(presenter, _Numbers(), _Numbers(), {})
        # Planning records no dependencies, so the names need no recorded lookups.
        records = presenter.graph.base.records.values()
        self._names = {record.id: _names(record) for record in records}

    def of(self, records: Iterable[Record]) -> Iterator[tuple[str, int]]:
        """The texts of *records*, their questions and their claims."""
        graph, maker, names = self._presenter.graph, self._maker, self._names
        for record in records:
            yield names[record.id], 0
            yield from ((text, 1) for text in maker.texts(record))
            if isinstance(record, Event):
                yield from self._about(takes_part(record))
            for question in graph.questions_in.get(record.id, ()):
                yield maker.plain(question.ask), 0
                yield question.record.title, 1
                yield from ((maker.plain(p.text), 1) for p in question.positions)
                yield from self._about(question.ask.links)
            for said in graph.by_record.get(record.id, ()):
                yield maker.plain(said.claim.text), 1
                yield from (
                    (self._presenter.voice(voice).label, 1) for voice in said.voices
                )
                yield from self._about((*said.claim.text.links, *said.claim.about))

    def _about(self, links: Iterable[Link | Reference]) -> Iterator[tuple[str, int]]:
        """The names of the records that something is about."""
        return ((self._names[link.target], 1) for link in links)


def _names(record: Record) -> str:
    aliases = record.aliases if isinstance(record, Entity) else ()
    return " ".join([record.title, *(alias.name for alias in aliases)])


def _head(
    graph: Graph, beginnings: Sequence[str], bounds: Bounds
) -> Mapping[str, object]:
    """The tables that the search page loads at once: no records, only the file list."""
    genres = graph.schema.terms[Vocabulary.GENRES]
    return {
        "groups": GROUPS,
        "genres": {genre: genres[genre].label for genre in genres},
        "names": (),
        "sources": (),
        "claims": (),
        "voices": (),
        "dates": (),
        "sides": (),
        "first": bounds.loaded,
        "far": [[beginning, file_of_words(beginning)] for beginning in beginnings],
    }


def _script(name: str, detail: object) -> bytes:
    """A script that dispatches *detail* to search_far.js."""
    text = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
    event = f'new CustomEvent("sourcebook-{name}",{{detail:{text}}})'
    return f"document.dispatchEvent({event})\n".encode()
