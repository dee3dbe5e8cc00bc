"""One YAML text without problems -> the position of every value."""

from collections.abc import Callable
from typing import Any

import yaml

from sourcebook.model.plain_data import Data, DataPath
from sourcebook.reading.parse_strict import Events, Parsed, Span, span_of


def located(text: str, data: Data) -> Parsed:
    """*data* with all its positions in *text*, which `plain_data` has accepted."""
    events = Events(text)
    locator = _Locator(events.get_event)
    try:
        locator.root()
    finally:
        events.dispose()
    return Parsed(data, locator.values, locator.keys)


def root_of(text: str) -> Span:
    """Where the root map of *text* begins; its end is not searched for."""
    events = Events(text)
    try:
        while not isinstance(event := events.get_event(), yaml.MappingStartEvent):
            pass
        return span_of(event, event)
    finally:
        events.dispose()


class _Locator:
    """Takes the positions of all values and keys from the parser's events."""

    __slots__ = ("_next", "keys", "values")

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self._next = next_event
        self.values: dict[DataPath, Span] = {}
        self.keys: dict[DataPath, Span] = {}

    def root(self) -> None:
        while type(event := self._next()) is not yaml.MappingStartEvent:
            pass
        self._value(event, ())

    def _value(self, first: yaml.Event, path: DataPath) -> None:
        last, next_event = first, self._next
        if type(first) is yaml.MappingStartEvent:
            while type(last := next_event()) is yaml.ScalarEvent:
                at = (*path, last.value)
                self.keys[at] = span_of(last, last)
                self._value(next_event(), at)
        elif type(first) is yaml.SequenceStartEvent:
            index = 0
            while type(last := next_event()) is not yaml.SequenceEndEvent:
                self._value(last, (*path, index))
                index += 1
        self.values[path] = span_of(first, last)
