"""
A base checked against the texts of its sources, which are held outside it.

Matching is exact: a paragraph exists or not, and a quote is a run of words of one
paragraph that its claim cites or not. Nothing is matched by similarity, since a similar
passage elsewhere is how a quote ends up under the wrong paragraph.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sourcebook.checking.evidence_lock import broken_lock
from sourcebook.checking.rules import evidence
from sourcebook.model.base import Base
from sourcebook.model.claims import Claim
from sourcebook.model.evidence import (
    Lock,
    digest_of_paragraphs,
    digest_of_quote,
    normalised,
)
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Record, Source
from sourcebook.problems import Problem, quoted, shown
from sourcebook.reading.read import text_of

# A paragraph begins with its number, as in "[12] Text"; other lines in brackets, such
# as "[headline] Text", are no paragraphs. Blank lines separate them.
_PARAGRAPH = re.compile(r"\[([1-9][0-9]{0,3})\]\s+(.*)", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")

# The rules whose problems are fixed by running `verify`.
RULES_OF_LOCK = frozenset(
    rule.__name__.replace("_", "-")
    for rule in (*evidence.RECORD_RULES, *evidence.BASE_RULES, broken_lock)
)

Texts = Mapping[RecordId, Mapping[int, str]]  # by source and paragraph number


def verify_texts(base: Base, folder: Path) -> tuple[Lock | None, list[Problem]]:
    """
    The lock that *base* should have, from the texts in *folder*; None with any Problem.

    Texts are files named `<source-id>.txt`, in UTF-8. *base* has passed its check, so
    every locator is within the paragraphs of its source.
    """
    texts: dict[RecordId, Mapping[int, str]] = {}
    problems: list[Problem] = []
    for source in base.sources.values():
        paragraphs, faults = _text(source, folder)
        problems += faults
        if paragraphs is not None:
            texts[source.id] = paragraphs
    problems += _quotes(base, texts)
    if problems:
        return None, problems
    locators = {
        citation.locator: digest_of_paragraphs(
            texts[citation.source][number]
            for number in range(citation.first, citation.last + 1)
        )
        for citation in base.citations
    }
    quotes = {
        f"{r.id}#{c.id}": digest_of_quote(c.quote, (cite.locator for cite in c.cites))
        for r, c in base.claims
        if c.quote
    }
    return Lock(locators, quotes), []


def paragraphs_of(text: str) -> Mapping[int, str]:
    """The numbered paragraphs of *text*, by number."""
    blocks = (_PARAGRAPH.fullmatch(block.strip()) for block in _BLANK.split(text))
    return {int(match[1]): match[2] for match in blocks if match}


def holds(paragraph: str, quote: str) -> bool:
    """Whether *quote* is a run of whole words of *paragraph*."""
    words = re.escape(normalised(quote))
    return bool(re.search(rf"(?<!\w){words}(?!\w)", normalised(paragraph)))


def _text(
    source: Source, folder: Path
) -> tuple[Mapping[int, str] | None, list[Problem]]:
    """The paragraphs of a source's text, if they are those that it counts."""
    file = folder / f"{source.id}.txt"
    text, problems = text_of(file)
    if text is None:
        return None, [missing_text(source, file)] if not file.exists() else problems
    paragraphs = paragraphs_of(text)
    if sorted(paragraphs) != list(range(1, source.paragraphs + 1)):
        return None, [*problems, other_edition(source, len(paragraphs))]
    return paragraphs, problems


def _quotes(base: Base, texts: Texts) -> Iterator[Problem]:
    for record, claim in base.claims:
        if not claim.quote or any(cite.source not in texts for cite in claim.cites):
            continue
        cited = (
            texts[cite.source][number]
            for cite in claim.cites
            for number in range(cite.first, cite.last + 1)
        )
        if not any(holds(paragraph, claim.quote) for paragraph in cited):
            yield quote_not_in_text(record, claim)


# The rules of this stage, each with a heading in docs/rules.md.


def missing_text(source: Source, file: Path) -> Problem:
    """The text of every source is available."""
    return Problem(
        source.mark_of(source.spot),
        "missing-text",
        f"the text of {quoted(source.id)} is not there",
        f"the file {shown(file)}",
        "put it there, or give --texts another folder",
    )


def other_edition(source: Source, count: int) -> Problem:
    """The text has the paragraphs that its source record counts."""
    return Problem(
        source.mark_of(source.spot),
        "other-edition",
        f"numbered paragraphs in the text of {quoted(source.id)}: {count}",
        f"{source.paragraphs}, numbered from [1] without a gap",
        "count again, or hold the edition that the record names",
    )


def quote_not_in_text(record: Record, claim: Claim) -> Problem:
    """Every quote is a run of words of a paragraph that its claim cites."""
    return Problem(
        record.mark_of(claim.quote_spot or claim.spot),
        "quote-not-in-text",
        f"{quoted(claim.quote)} does not stand in what the claim cites",
        "words that follow one another in one of those paragraphs, letter by letter",
        "copy the words again, cite the paragraph that has them, or delete the quote",
    )


RULES = (missing_text, other_edition, quote_not_in_text)
