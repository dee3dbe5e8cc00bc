"""Citations and quotes have been verified in the texts, and not changed since."""

from collections.abc import Iterator

from sourcebook.model.base import Base
from sourcebook.model.evidence import digest_of_quote
from sourcebook.model.records import Record, Written
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem, Severity, quoted

_VERIFY = "run: python build.py verify --texts DIR (with the texts of the sources)"


def locator_not_in_lock(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every cited paragraph was seen in the text of its source."""
    if base.lock is None:
        return
    for citation in record.citations:
        source = base.sources.get(citation.source)
        if source is None or not 0 < citation.last <= source.paragraphs:
            continue  # reported by another rule
        if citation.locator not in base.lock.locators:
            yield Problem(
                record.mark_of(citation.spot),
                "locator-not-in-lock",
                f"{quoted(citation.locator)} is new since the texts were last read",
                "a locator that kb/evidence.lock has",
                _VERIFY,
            )


def quote_not_in_lock(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every quote was seen in the paragraph that it is cited from."""
    if base.lock is None or not isinstance(record, Record):
        return
    for claim in record.claims:
        if not claim.quote or claim.quote_spot is None:
            continue
        digest = digest_of_quote(claim.quote, (cite.locator for cite in claim.cites))
        if base.lock.quotes.get(f"{record.id}#{claim.id}") != digest:
            yield Problem(
                record.mark_of(claim.quote_spot),
                "quote-not-in-lock",
                f"{quoted(claim.quote)} is new or changed since the texts were read",
                "a quote that kb/evidence.lock has, from the same paragraph",
                _VERIFY,
            )


def no_lock(base: Base, _: Schema) -> Iterator[Problem]:
    """A base with quotes has a lock."""
    if base.lock is not None:
        return
    quotes = [
        (record.origin.file, claim.quote_spot, record)
        for record, claim in base.claims
        if claim.quote_spot is not None
    ]
    if quotes:
        _file, first, record = min(quotes, key=lambda quote: quote[:2])
        yield Problem(
            record.mark_of(first),
            "no-lock",
            "nobody has compared the quotes of this base with their texts",
            "the file kb/evidence.lock",
            _VERIFY,
            Severity.WARNING,
        )


RECORD_RULES = (locator_not_in_lock, quote_not_in_lock)
BASE_RULES = (no_lock,)
