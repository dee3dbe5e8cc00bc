"""The texts of the editors checked against the list of words that they avoid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.model.plain_data import Data, DataPath
from sourcebook.model.vocabulary import AvoidedWord, Schema
from sourcebook.problems import Problem, quoted
from sourcebook.reading.document import Document


def loaded_wording(documents: Sequence[Document], schema: Schema) -> Iterator[Problem]:
    """No text of the editors uses a word that schema/wording.yaml avoids."""
    entries = {word: entry for entry in schema.avoided for word in entry.words}
    if not entries:
        return
    words = sorted(entries, key=len, reverse=True)
    longest = frozenset(max(_WORD.findall(word.casefold()), key=len) for word in words)
    avoided = _Avoided(
        _any_of(words),
        tuple(entries[word] for word in words),
        longest,
        all(word.isascii() for word in longest),
    )
    for document in documents:
        if document.is_cached or not avoided.may_stand_within(document):
            continue
        for path, text in _texts(document.data, ()):
            if avoided.may_stand_in(text):
                shape = schema.property_at(document.kind, path)
                if shape.get("x-voice") == "editors":
                    yield from _problems(document, path, text, avoided)


RULES = (loaded_wording,)

_WORD = re.compile(r"[\w-]+")
# The letters beyond ASCII that a case-insensitive pattern takes for ASCII ones.
_FOLDS_TO_ASCII = re.compile("[\u0130\u0131\u017f\u212a]")


@dataclass(frozen=True, slots=True)
class _Avoided:
    """All avoided words as one pattern with a group for each, and their entries."""

    pattern: re.Pattern[str]
    entries: tuple[AvoidedWord, ...]
    longest: frozenset[str]  # the longest word of each, in lower case
    is_ascii: bool  # whether those have no letter beyond ASCII

    def may_stand_within(self, document: Document) -> bool:
        """
        Whether the texts of *document* need to be searched one by one.

        Each word of a text occurs literally in the file, unless it is escaped there. A
        word that occurs there once and is a key of the record occurs in no text.
        """
        file = document.text
        is_sure = self.is_ascii or file.isascii()
        if not is_sure or "\\" in file or not isinstance(document.data, dict):
            return True
        if not file.isascii() and _FOLDS_TO_ASCII.search(file):
            return True
        words = _WORD.findall(file.lower())
        return any(
            word not in document.data or words.count(word) > 1
            for word in self.longest.intersection(words)
        )

    def may_stand_in(self, text: str) -> bool:
        """Whether the pattern needs to be tried, which takes ten times as long."""
        if not text.isascii() and _FOLDS_TO_ASCII.search(text):
            return True
        return not self.longest.isdisjoint(_WORD.findall(text.lower()))


def _problems(
    document: Document, path: DataPath, text: str, avoided: _Avoided
) -> Iterator[Problem]:
    for match in avoided.pattern.finditer(text):
        entry = avoided.entries[(match.lastindex or 1) - 1]
        if _is_allowed(text, match, entry):
            continue
        yield Problem(
            document.mark_within(path, text, match.start(), match.end()),
            "loaded-wording",
            f"{quoted(match[0])} is not said in the editors' own voice",
            entry.instead,
            "write it plainly; where the word itself is the fact, quote its speaker",
        )


def _is_allowed(text: str, match: re.Match[str], entry: AvoidedWord) -> bool:
    """Whether the match is part of an allowed phrase."""
    return any(
        phrase.start() <= match.start() and match.end() <= phrase.end()
        for allowed in entry.allowed_in
        for phrase in _any_of([allowed]).finditer(text)
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern of whole words in any case, with any whitespace between their parts."""
    choices = (r"\s+".join(map(re.escape, word.split())) for word in words)
    alternatives = "|".join(f"({choice})" for choice in choices)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _texts(data: Data, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    """Every text in *data* with its path, in the order of the record."""
    match data:
        case str():
            yield path, data
        case list():
            for index, item in enumerate(data):
                yield from _texts(item, (*path, index))
        case dict():
            for key, item in data.items():
                yield from _texts(item, (*path, key))
