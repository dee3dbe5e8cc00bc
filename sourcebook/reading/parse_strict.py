"""
One YAML text -> plain data with the position of every value.

A strict subset of YAML 1.1, built from parser events, which neither recurse nor share
objects: text, integers, decimals, booleans, lists, maps. What YAML readers might
interpret differently is refused rather than guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import yaml

from sourcebook.model.characters import FORBIDDEN
from sourcebook.model.plain_data import Data, DataPath
from sourcebook.problems import Mark, Problem, mark_at, quoted
from sourcebook.reading.file_problems import (
    ambiguous_value,
    bad_key,
    broken_yaml,
    conflict_marker,
    empty_file,
    forbidden_character,
    refused_yaml,
    repeated_key,
    too_big,
)
from sourcebook.reading.scalars import is_ambiguous, is_key, normalised, plain_value

# Limits per file, from docs/decisions/0004: far above any record written by hand.
MAX_DEPTH = 12
MAX_NODES = 5_000
MAX_LINE = 20_000

# The most syntax problems that are reported for one file.
_LIMIT = 100

# libyaml's parser if the wheel includes it: the same events, ten times as fast.
Events: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)

CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)


class Span(NamedTuple):
    """The extent of a value: line and column count from 1, characters from 0."""

    line: int
    column: int
    start: int
    end: int


def span_of(first: yaml.Event, last: yaml.Event) -> Span:
    """From the start of event *first* to the end of *last*."""
    start: Any = first.start_mark  # PyYAML's stubs allow None
    end: Any = last.end_mark
    return Span(start.line + 1, start.column + 1, start.index, end.index)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The content of one text; paths are keys and indexes from the root."""

    data: Data
    values: Mapping[DataPath, Span]
    keys: Mapping[DataPath, Span]  # of the key of a value
    is_whole: bool = True  # no repeated key hid a value


def parse(text: str, file: str) -> tuple[Parsed | None, list[Problem]]:
    """
    The content of *text*, and every syntax problem; lines end in a line feed.

    None if it cannot be read or a problem leaves its meaning in doubt. A value that
    only lacks quotes counts as text, so that the rest is checked in the same run.
    """
    if problems := list(islice(_unreadable(text, file), _LIMIT)):
        return None, problems
    parsed, problems = _build(text, file)
    return parsed, problems[:_LIMIT]


def _build(text: str, file: str) -> tuple[Parsed | None, list[Problem]]:
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except (yaml.YAMLError, ValueError) as error:
        return None, [*builder.problems, broken_yaml(error, text, file)]
    except _TooBigError as error:
        return None, [*builder.problems, too_big(str(error), error.mark)]
    if builder.is_in_doubt:
        return None, builder.problems
    parsed = Parsed(builder.root, builder.values, builder.keys, builder.is_whole)
    return parsed, builder.problems


_Collection = yaml.MappingStartEvent | yaml.SequenceStartEvent
_Node = yaml.ScalarEvent | _Collection


class _TooBigError(Exception):
    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.mark = mark


def _events(text: str) -> Iterator[yaml.Event]:
    loader = Events(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _unreadable(text: str, file: str) -> Iterator[Problem]:
    """The problems that prevent parsing *text* as YAML at all."""
    for match in FORBIDDEN.finditer(text):
        yield forbidden_character(match[0], mark_at(text, match.start(), file))
    for match in CONFLICT.finditer(text):
        yield conflict_marker(match[0], mark_at(text, match.start(), file))
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            message = f"this line has {len(line)} characters; {MAX_LINE} is the most"
            yield too_big(message, Mark(file, number))


@dataclass(slots=True)
class _Open:
    """A list or map that has not ended yet."""

    value: list[Data] | dict[str, Data]
    path: DataPath
    start: yaml.Event
    key: str | None = None  # the key whose value comes next
    awaits_value: bool = False
    first_marks: dict[str, Mark] = field(default_factory=dict)


class _Builder:
    """Builds plain data from events in order, counting depth and nodes."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.is_in_doubt = False
        self.is_whole = True
        self.root: Data = None
        self.values: dict[DataPath, Span] = {}
        self.keys: dict[DataPath, Span] = {}
        self._file = file
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(event)
            case yaml.AliasEvent():
                self._refuse(f"the reference *{event.anchor}", event)
                self._place("", event, event)
            case yaml.DocumentStartEvent():
                self._document(event)
            case yaml.StreamEndEvent() if not self._documents:
                self.problems.append(empty_file("the file is empty", Mark(self._file)))
                self.is_in_doubt = True

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._refuse("a directive (%)", event)
        if self._documents > 1:
            self._refuse("a second document (---)", event)

    def _begin(self, event: _Collection) -> None:
        self._node(event)
        if len(self._open) >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise _TooBigError(message, self._mark(event))
        if self._expects_key():
            self._bad_key("a list or a map", event)
        value: list[Data] | dict[str, Data]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(value, self._next_path(), event))

    def _end(self, event: yaml.Event) -> None:
        collection = self._open.pop()
        self._place(collection.value, collection.start, event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._node(event)
        for character in sorted(set(FORBIDDEN.findall(event.value))):
            self.problems.append(forbidden_character(character, self._mark(event)))
        if self._expects_key():
            self._key(event)
        elif event.implicit[0]:
            self._place(self._plain(event), event, event)
        else:
            self._place(normalised(event.value), event, event)

    def _plain(self, event: yaml.ScalarEvent) -> Data:
        value = plain_value(event.value)
        if isinstance(value, str) and is_ambiguous(event.value):
            self.problems.append(ambiguous_value(event.value, self._mark(event)))
        return value

    def _key(self, event: yaml.ScalarEvent) -> None:
        parent, key = self._open[-1], event.value
        if key == "<<" and event.implicit[0]:
            self._refuse("a merge key (<<)", event)
        elif not self._is_text(event) or not is_key(key):
            self._bad_key(quoted(key), event)
        elif key in parent.first_marks:
            mark = self._mark(event)
            self.problems.append(repeated_key(key, mark, parent.first_marks[key]))
            self.is_whole = False
        parent.first_marks.setdefault(key, self._mark(event))
        parent.key, parent.awaits_value = key, True
        self.keys[(*parent.path, key)] = span_of(event, event)

    def _is_text(self, event: yaml.ScalarEvent) -> bool:
        return not event.implicit[0] or isinstance(self._plain(event), str)

    def _place(self, value: Data, first: yaml.Event, last: yaml.Event) -> None:
        path = self._next_path()
        self.values[path] = span_of(first, last)
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.awaits_value:
            parent.value[parent.key or ""] = value
            parent.awaits_value = False
        else:  # a list or map used as a key, reported at its start
            parent.key, parent.awaits_value = "", True

    def _expects_key(self) -> bool:
        if not self._open:
            return False
        parent = self._open[-1]
        return isinstance(parent.value, dict) and not parent.awaits_value

    def _next_path(self) -> DataPath:
        if not self._open:
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, list):
            return (*parent.path, len(parent.value))
        return (*parent.path, parent.key or "")

    def _node(self, event: _Node) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES} values"
            raise _TooBigError(message, self._mark(event))
        if event.anchor is not None:
            self._refuse(f"the anchor &{event.anchor}", event)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(f"the tag {tag}", event)

    def _refuse(self, what: str, event: yaml.Event) -> None:
        self.problems.append(refused_yaml(what, self._mark(event)))
        self.is_in_doubt = True

    def _bad_key(self, what: str, event: yaml.Event) -> None:
        self.problems.append(bad_key(what, self._mark(event)))
        self.is_in_doubt = True

    def _mark(self, event: yaml.Event) -> Mark:
        span = span_of(event, event)
        return Mark(self._file, span.line, span.column)
