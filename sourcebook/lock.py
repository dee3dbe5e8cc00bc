"""
The evidence lock: what the sources' own texts said when somebody last looked.

The texts belong to their publishers and are not in the base. `verify` reads them where
they are held, and leaves their digests in the lock; `check` needs the lock only.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.problems import Mark, Problem, shown

NAME = "evidence.lock"


@dataclass(frozen=True, slots=True)
class Lock:
    """SHA-256 in hexadecimal: of paragraphs by locator, of quotes by record#claim."""

    locators: Mapping[str, str]
    quotes: Mapping[str, str]

    def __str__(self) -> str:
        """The file's text: sorted JSON, an entry a line, so that a diff reads well."""
        parts = {"locators": self.locators, "quotes": self.quotes}
        return json.dumps(parts, indent=1, sort_keys=True) + "\n"


def normalised(text: str) -> str:
    """*text* in NFC with single spaces, as it is compared and digested."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest_of_paragraphs(paragraphs: Iterable[str]) -> str:
    """The digest of the paragraphs of one locator, in their order."""
    return _digest(*map(normalised, paragraphs))


def digest_of_quote(quote: str, locators: Iterable[str]) -> str:
    """The digest of a quote with the locators that its claim cites."""
    return _digest(normalised(quote), *locators)


def read_lock(kb: Path) -> tuple[Lock | None, list[Problem]]:
    """The lock of the base in the folder *kb*; nothing where it has none."""
    file = kb / NAME
    try:
        parts = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None, []
    except (OSError, ValueError, RecursionError):
        parts = None
    match parts:
        case {"locators": dict(locators), "quotes": dict(quotes)}:
            digests = (*locators.values(), *quotes.values())
            if all(isinstance(digest, str) for digest in digests):
                return Lock(locators, quotes), []
    return None, [broken_lock(Mark(shown(file)))]


def write_lock(lock: Lock, kb: Path) -> None:
    """Put *lock* in the place of the one that the base in the folder *kb* has."""
    stage = kb / f".{NAME}-stage"
    stage.write_text(str(lock), encoding="utf-8")
    stage.replace(kb / NAME)


def broken_lock(mark: Mark) -> Problem:
    """The evidence lock is as `verify` wrote it."""
    return Problem(
        mark,
        "broken-lock",
        "this is not a lock that verify wrote",
        "JSON with locators and quotes; it is never edited by hand",
        "run: python build.py verify --texts DIR",
    )


RULES = (broken_lock,)


def _digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
