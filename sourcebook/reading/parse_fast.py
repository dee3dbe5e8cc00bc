"""
One YAML text without problems -> its data, without positions.

Gives up on any text in which `parse` would find a problem, and leaves the report to it.
Positions cost ten times as much as the data, and a sound text needs none
(docs/decisions/0017).
"""

from collections.abc import Callable
from functools import lru_cache
from sys import intern

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sourcebook.model.characters import FORBIDDEN
from sourcebook.model.plain_data import Data
from sourcebook.reading.parse_strict import CONFLICT, MAX_DEPTH, MAX_LINE, MAX_NODES
from sourcebook.reading.scalars import (
    AMBIGUOUS_STARTS,
    AMBIGUOUS_WORD_STARTS,
    LONGEST_WORD,
    is_ambiguous,
    is_key,
    normalised,
    plain_value,
)

# libyaml's parser if the wheel includes it; without it, no text is read this way.
_Events: type[yaml.CSafeLoader] | None = getattr(
    getattr(yaml, "cyaml", None), "CParser", None
)

_CONFLICTS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def plain_data(text: str) -> dict[str, Data] | None:
    """The content of *text* if it is a map in which `parse` finds no problem."""
    if _Events is None or not _is_plain(text):
        return None
    events = _Events(text)
    try:
        return _FastBuilder(events.get_event, has_escapes="\\" in text).root()
    except (yaml.YAMLError, ValueError, _NotPlainError):
        return None
    finally:
        events.dispose()


def _is_plain(text: str) -> bool:
    """Whether *text* has no forbidden character, conflict marker or overlong line."""
    # Forbidden characters are never printable; allowed ones that are not are rare.
    if not text.replace("\n", " ").isprintable() and FORBIDDEN.search(text):
        return False
    if any(marker in text for marker in _CONFLICTS) and CONFLICT.search(text):
        return False
    return len(text) <= MAX_LINE or max(map(len, text.split("\n"))) <= MAX_LINE


class _NotPlainError(Exception):
    """The text has a problem, or may have one."""


class _FastBuilder:
    """Builds plain data from events; it may recurse, as its depth is bounded."""

    __slots__ = ("_has_escapes", "_next", "_nodes")

    def __init__(self, next_event: Callable[[], object], *, has_escapes: bool) -> None:
        self._next = next_event
        self._has_escapes = has_escapes
        self._nodes = 1

    def root(self) -> dict[str, Data]:
        self._next()  # the start of the stream
        start = self._next()
        if not isinstance(start, DocumentStartEvent) or start.version or start.tags:
            raise _NotPlainError
        first = self._next()
        if not isinstance(first, MappingStartEvent):
            raise _NotPlainError
        data = self._map(first, 1)
        for kind in (DocumentEndEvent, StreamEndEvent):
            if type(self._next()) is not kind:
                raise _NotPlainError
        if self._nodes > MAX_NODES:
            raise _NotPlainError
        return data

    def _map(self, start: MappingStartEvent, depth: int) -> dict[str, Data]:
        if depth > MAX_DEPTH or start.anchor is not None or start.tag is not None:
            raise _NotPlainError
        next_event = self._next
        entries: dict[str, Data] = {}
        while type(event := next_event()) is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _NotPlainError
            key = _key(event.value, event.implicit[0])
            if key is None or key in entries:
                raise _NotPlainError
            event = next_event()
            if type(event) is ScalarEvent:
                entries[key] = self._scalar(event)
            else:
                entries[key] = self._collection(event, depth)
        if type(event) is not MappingEndEvent:
            raise _NotPlainError
        self._nodes += 2 * len(entries)
        return entries

    def _list(self, start: SequenceStartEvent, depth: int) -> list[Data]:
        if depth > MAX_DEPTH or start.anchor is not None or start.tag is not None:
            raise _NotPlainError
        next_event = self._next
        entries: list[Data] = []
        while type(event := next_event()) is not SequenceEndEvent:
            if type(event) is ScalarEvent:
                entries.append(self._scalar(event))
            else:
                entries.append(self._collection(event, depth))
        self._nodes += len(entries)
        return entries

    def _collection(self, start: object, depth: int) -> Data:
        if isinstance(start, MappingStartEvent):
            return self._map(start, depth + 1)
        if isinstance(start, SequenceStartEvent):
            return self._list(start, depth + 1)
        raise _NotPlainError

    def _scalar(self, event: ScalarEvent) -> Data:
        if event.anchor is not None or event.tag is not None:
            raise _NotPlainError
        text = event.value
        # Only an escape can add characters that the text itself lacks.
        if self._has_escapes and FORBIDDEN.search(text):
            raise _NotPlainError
        if (
            event.implicit[0]
            and text[:1] in AMBIGUOUS_STARTS
            and not _is_long_word(text)
        ):
            value = plain_value(text)
            if isinstance(value, str) and is_ambiguous(text):
                raise _NotPlainError
            return value
        if not text.isascii():
            return normalised(text)
        # Ids and locators recur in many records, which share one string.
        return text if " " in text else intern(text)


def _is_long_word(text: str) -> bool:
    """Whether *text* begins like an ambiguous word, but is longer than any."""
    return len(text) > LONGEST_WORD and text[0] in AMBIGUOUS_WORD_STARTS


@lru_cache(maxsize=4096)  # most keys recur in every record, which share one string
def _key(text: str, is_plain: bool) -> str | None:  # noqa: FBT001 - a cache's key
    """*text* if it is a valid key."""
    is_doubtful = is_plain and text[:1] in AMBIGUOUS_STARTS
    if is_doubtful and (not isinstance(plain_value(text), str) or is_ambiguous(text)):
        return None  # including the merge key <<
    return text if is_key(text) else None
