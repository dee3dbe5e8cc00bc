"""Links and citations in the texts of the editors, and the sentences around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# [[hamas]], [[hamas|the group]], [[some-event#some-claim]]; [@axios#p5], [@axios#p5-7],
# and, as in Pandoc, several in one pair of brackets: [@axios#p5; @wsj#p1].
# A backslash escapes the bracket, as everywhere in Markdown.
LINK = re.compile(r"(?<!\\)\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\]")
CITATIONS = re.compile(r"(?<!\\)\[(@[^\[\]\n]{1,500})\]")
_CITATION = re.compile(r"@([^\s;@]+)")

# A sentence ends at . ! or ?, including its citations, before a capital or an opening
# bracket, unless the full stop belongs to an abbreviation.
_END = re.compile(
    r"(?<=[.!?])[\"'”’)]*(?:\s+\[@[^\[\]]*\])*\s+(?=[\"'“‘(\[]*[A-Z0-9\[])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Adm|Sen|Rep|Gov|No|vs|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_LONGEST = len("Sept.")


class Token(NamedTuple):
    """A reference in a text: its target, and the extent of the target's name."""

    target: str
    start: int  # in characters from the beginning of the text
    end: int


def links(text: str) -> Iterator[Token]:
    """The records, claims and questions that *text* links to, in order."""
    for match in LINK.finditer(text):
        target = match[1].strip()
        start = match.start(1) + match[1].index(target)
        yield Token(target, start, start + len(target))


def citations(text: str) -> Iterator[Token]:
    """The locators that *text* cites, in order."""
    for group in CITATIONS.finditer(text):
        for match in _CITATION.finditer(group[1]):
            start = group.start(1) + match.start(1)
            yield Token(match[1], start, start + len(match[1]))


def sentence_around(text: str, index: int) -> str:
    """The sentence of *text* that contains character *index*, counted from 0."""
    paragraph_start = text.rfind("\n\n", 0, index) + 1
    start = paragraph_start + 1 if paragraph_start else 0
    paragraph_end = text.find("\n\n", index)
    end = paragraph_end if paragraph_end >= 0 else len(text)
    for match in _END.finditer(text, start, end):
        if _ABBREVIATED.search(text, match.start() - _LONGEST, match.start()):
            continue
        if match.end() > index:
            end = match.start() + len(match[0].rstrip())
            break
        start = match.end()
    return " ".join(text[start:end].split())
