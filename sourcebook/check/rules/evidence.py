"""What is cited and quoted has been seen in the text, and not changed since."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.base import Base
from sourcebook.lock import digest_of_quote
from sourcebook.problems import Mark, Problem, Severity, quoted
from sourcebook.schema import Schema

_VERIFY = "run: python build.py verify --texts DIR (with the texts of the sources)"


def locator_not_in_lock(base: Base, _: Schema) -> Iterator[Problem]:
    """Every paragraph that is cited was seen in its source's text."""
    if base.lock is None:
        return
    for citation in base.citations:
        source = base.sources.get(citation.source)
        if source is None or not 0 < citation.last <= source.paragraphs:
            continue  # another rule's
        if citation.locator not in base.lock.locators:
            yield Problem(
                citation.mark,
                "locator-not-in-lock",
                f"{quoted(citation.locator)} is new since the texts were last read",
                "a locator that kb/evidence.lock has",
                _VERIFY,
            )


def quote_not_in_lock(base: Base, _: Schema) -> Iterator[Problem]:
    """Every quote was seen in the paragraph that it is cited from."""
    if base.lock is None:
        return
    for record, claim in base.claims:
        if not claim.quote or not claim.quote_mark:
            continue
        digest = digest_of_quote(claim.quote, (cite.locator for cite in claim.cites))
        if base.lock.quotes.get(f"{record.id}#{claim.id}") != digest:
            yield Problem(
                claim.quote_mark,
                "quote-not-in-lock",
                f"{quoted(claim.quote)} is new or changed since the texts were read",
                "a quote that kb/evidence.lock has, from the same paragraph",
                _VERIFY,
            )


def no_lock(base: Base, _: Schema) -> Iterator[Problem]:
    """A base that quotes has a lock."""
    quotes = [c.quote_mark for _record, c in base.claims if c.quote_mark]
    if base.lock is None and quotes:
        first: Mark = min(quotes)
        yield Problem(
            first,
            "no-lock",
            "nobody has compared the quotes of this base with their texts",
            "the file kb/evidence.lock",
            _VERIFY,
            Severity.WARNING,
        )


RULES = (locator_not_in_lock, quote_not_in_lock, no_lock)
