"""Digests of the source texts, as of the last comparison with the base."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lock:
    """SHA-256 in hexadecimal: of paragraphs by locator, of quotes by record#claim."""

    locators: Mapping[str, str]
    quotes: Mapping[str, str]

    def __str__(self) -> str:
        """The file's text: sorted JSON, one entry per line for readable diffs."""
        parts = {"locators": self.locators, "quotes": self.quotes}
        return json.dumps(parts, indent=1, sort_keys=True) + "\n"


def normalised(text: str) -> str:
    """*text* in NFC with single spaces: the form that is compared and hashed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest_of_paragraphs(paragraphs: Iterable[str]) -> str:
    """The digest of the paragraphs of one locator, in order."""
    return _digest(*map(normalised, paragraphs))


def digest_of_quote(quote: str, locators: Iterable[str]) -> str:
    """The digest of a quote together with the locators that its claim cites."""
    return _digest(normalised(quote), *locators)


def _digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
