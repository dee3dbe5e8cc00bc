"""
The search of a large base, shared among files of which a query loads a few.

A record stands with its questions and its claims in one of many files of items, as a
table of its own. Files of words, one for each two first letters, tell which of those
hold a word: in a name, or otherwise. search_far.js loads what a query needs of both.
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
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.search import index
from sourcebook.pages.search.index import GROUPS, NONE, Maker, Row, takes_part
from sourcebook.pages.search.words import words_of
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import file_of_items, file_of_words
from sourcebook.publishing.tasks import Task

# Names and claims in a file of items, about: 6 KB compressed.
_IN_A_FILE = 64


def tasks(presenter: Presenter, bounds: Bounds) -> Iterator[Task]:
    """What the search looks through: several scripts where it is too much for one."""
    graph = presenter.graph
    if not is_far(graph, bounds):
        yield Task(places.SEARCH_RECORDS, partial(index.script, presenter))
        return
    size = _size(graph)
    # A power of two, so that records keep their file while the base grows a little.
    number = 1 << (size // _IN_A_FILE).bit_length()
    shared: list[list[Record]] = [[] for _ in range(number)]
    for record in graph.base.records.values():
        shared[shard_of(record.id, number)].append(record)
    side_of, words, texts = sides_of_entities(graph), _Words(), _Texts(presenter)
    sides = _digest(repr(sorted(side_of.items())).encode())
    for place, records in enumerate(shared):
        words.note(place, texts.of(records))
        make = partial(_items, place, records, presenter, side_of)
        yield Task(file_of_items(place), make, (records, sides))
    for beginning, found in sorted(words.by_beginning.items()):
        rows = {w: [sorted(m) for m in marks] for w, marks in sorted(found.items())}
        made = _script("words", [beginning, rows])
        yield Task(file_of_words(beginning), partial(bytes, made), _digest(made))
    made = index.head(_head(graph, sorted(words.by_beginning), bounds))
    yield Task(places.SEARCH_RECORDS, partial(bytes, made), _digest(made))


def _items(
    place: int,
    records: Sequence[Record],
    presenter: Presenter,
    side_of: Mapping[RecordId, str],
) -> bytes:
    return _script("items", [place, _tables(records, presenter, side_of)])


def _digest(made: bytes) -> str:
    return hashlib.sha256(made).hexdigest()


def is_far(graph: Graph, bounds: Bounds) -> bool:
    """Whether there are too many names and claims for one script."""
    return _size(graph) > bounds.found


def _size(graph: Graph) -> int:
    return len(graph.base.records) + len(graph.questions) + len(graph.statements)


class _Numbers(dict[RecordId, int]):
    """The rows of records in a table, in the order in which they are asked for."""

    def __missing__(self, id_: RecordId) -> int:
        self[id_] = len(self)
        return self[id_]


@dataclass(frozen=True, slots=True)
class _Words:
    """Which files hold a word, by its first two letters: in names, and otherwise."""

    by_beginning: dict[str, dict[str, tuple[set[int], set[int]]]] = field(
        default_factory=dict
    )
    # Texts repeat their words, and to fold them takes the time.
    by_chunk: dict[str, tuple[tuple[set[int], set[int]], ...]] = field(
        default_factory=dict
    )

    def note(self, place: int, texts: Iterable[tuple[str, int]]) -> None:
        """The words of *texts* are in the file *place*."""
        chunks: tuple[set[str], set[str]] = set(), set()
        for text, mark in texts:
            chunks[mark].update(text.split())
        for mark, found in enumerate(chunks):
            for chunk in found:
                for held in self._held(chunk):
                    held[mark].add(place)

    def _held(self, chunk: str) -> tuple[tuple[set[int], set[int]], ...]:
        """Where the words of a text without spaces are."""
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
    """The tables of a file: as those of one script, with only the rows it needs."""
    graph, names, sources = presenter.graph, _Numbers(), _Numbers()
    maker = Maker(presenter, names, sources, side_of)
    for record in records:
        names[record.id] = len(names)
    own = [maker.record(record) for record in records]
    questions = [
        maker.question(q) for r in records for q in graph.questions_in.get(r.id, ())
    ]
    claims = [
        maker.claim(one) for r in records for one in graph.by_record.get(r.id, ())
    ]
    told = [maker.source(graph.base.sources[id_]) for id_ in sources]
    others = [_other(graph.base.records[id_], maker) for id_ in [*names][len(own) :]]
    return {
        "names": [*own, *others],
        "own": len(own),
        "asked": questions,
        "sources": told,
        "claims": claims,
        "voices": maker.voices.rows,
        "dates": maker.dates.rows,
        "sides": maker.sides.rows,
    }


def _other(record: Record, maker: Maker) -> Row:
    """A record that stands in another file, as far as others need it."""
    aliases = record.aliases if isinstance(record, Entity) else ()
    named = tuple((alias.name, alias.language or "") for alias in aliases)
    date = maker.date(record.published) if isinstance(record, Source) else NONE
    return (*maker.name(record, "", named), "", date, (), ())


class _Texts:
    """All that records can be found by: 0 for names, 1 for other texts."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._maker = Maker(presenter, _Numbers(), _Numbers(), {})
        # What is planned takes no notes, so the names need not be looked up noting it.
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
                    (self._presenter.voice(one).label, 1) for one in said.voices
                )
                yield from self._about((*said.claim.text.links, *said.claim.about))

    def _about(self, named: Iterable[Link | Reference]) -> Iterator[tuple[str, int]]:
        """All names of what something is about."""
        return ((self._names[one.target], 1) for one in named)


def _names(record: Record) -> str:
    aliases = record.aliases if isinstance(record, Entity) else ()
    return " ".join([record.title, *(alias.name for alias in aliases)])


def _head(
    graph: Graph, beginnings: Sequence[str], bounds: Bounds
) -> Mapping[str, object]:
    """What the search page needs at once: no record, but which files there are."""
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
        "far": [[one, file_of_words(one)] for one in beginnings],
    }


def _script(name: str, held: object) -> bytes:
    """A script that hands *held* to search_far.js."""
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    event = f'new CustomEvent("sourcebook-{name}",{{detail:{text}}})'
    return f"document.dispatchEvent({event})\n".encode()
