"""One YAML text in which nothing is amiss -> the position of every value."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from sourcebook.parse import Data, Events, Parsed, Path, Span, span_of


def located(text: str, data: Data) -> Parsed:
    """
    Where all that *text* holds stands; *data* is what it holds.

    The text has been read before, by `plain`, so that nothing is judged again.
    """
    events = Events(text)
    locator = _Locator(events.get_event)
    try:
        locator.root()
    finally:
        events.dispose()
    return Parsed(data, locator.values, locator.keys)


def root_of(text: str) -> Span:
    """Where the map that *text* holds stands; it is not looked for where it ends."""
    events = Events(text)
    try:
        while not isinstance(event := events.get_event(), yaml.MappingStartEvent):
            pass
        return span_of(event, event)
    finally:
        events.dispose()


class _Locator:
    """Takes the position of each value, and of each key, from the parser's events."""

    __slots__ = ("_next", "keys", "values")

    def __init__(self, next_event: Callable[[], yaml.Event | None]) -> None:
        self._next = next_event
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}

    def root(self) -> None:
        """The one value that the text holds, and all within it."""
        while not isinstance(event := self._following(), yaml.MappingStartEvent):
            pass
        self._value(event, ())

    def _value(self, first: yaml.Event, path: Path) -> None:
        last = first
        if isinstance(first, yaml.MappingStartEvent):
            while isinstance(last := self._following(), yaml.ScalarEvent):
                at = (*path, last.value)
                self.keys[at] = span_of(last, last)
                self._value(self._following(), at)
        elif isinstance(first, yaml.SequenceStartEvent):
            index = 0
            last = self._following()
            while not isinstance(last, yaml.SequenceEndEvent):
                self._value(last, (*path, index))
                last, index = self._following(), index + 1
        self.values[path] = span_of(first, last)

    def _following(self) -> yaml.Event:
        event = self._next()
        assert event is not None  # the end of what has begun is yet to come
        return event
