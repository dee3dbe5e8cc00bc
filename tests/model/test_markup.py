"""Links and citations in a text, and the sentence around one."""

from __future__ import annotations

import time

import pytest

from sourcebook.model.markup import Token, citations, links, sentence_around


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[[alderby]] and [[birkholm|the other town]]", ["alderby", "birkholm"]),
        ("[[meeting#toll]]", ["meeting#toll"]),
        ("[[ alderby ]]", ["alderby"]),
        (r"\[[alderby]]", []),
        ("[[]] [[|x]] [[a\nb]] [alderby]", []),
        ("[[[alderby]]]", ["alderby"]),
        ("[@gazette#p1]", []),
    ],
)
def test_links(text: str, targets: list[str]) -> None:
    """Two brackets link what stands in them, before the bar; a backslash undoes it."""
    assert targets == [token.target for token in links(text)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("It did. [@gazette#p1]", ["gazette#p1"]),
        ("[@gazette#p1; @herald#p2-3]", ["gazette#p1", "herald#p2-3"]),
        ("[@gazette]", ["gazette"]),
        (r"\[@gazette#p1] gazette@example.org [see @gazette#p1]", []),
        ("[@]", []),
    ],
)
def test_citations(text: str, targets: list[str]) -> None:
    """A bracket that begins with @ cites all that is parted by semicolons."""
    assert targets == [token.target for token in citations(text)]


def test_places() -> None:
    """A token knows which characters of the text name its target."""
    text = "So [[alderby|it]] is. [@a#p1; @b#p2]"
    found = [*links(text), *citations(text)]

    assert found == [
        Token("alderby", 5, 12),
        Token("a#p1", 24, 28),
        Token("b#p2", 31, 35),
    ]
    assert [text[t.start : t.end] for t in found] == [t.target for t in found]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rained. The *river* rose. It fell.", "The *river* rose."),
        ("*One* only", "*One* only"),
        ("First.\n\nThe *second* one.\n\nThird.", "The *second* one."),
        ("\n\nThe *first*.", "The *first*."),
        ("Gen. Smith and Mr. *Holm* met. They left.", "Gen. Smith and Mr. *Holm* met."),
        ("The U.S. *town* grew. It did.", "The U.S. *town* grew."),
        ("About 3.5 *miles* off. Far.", "About 3.5 *miles* off."),
        ("“It rose.” The *town* slept. So.", "The *town* slept."),
        ("It rose\nin the *night*.\nThen it fell.", "It rose in the *night*."),
        ("In Sept. *it* rose. So.", "In Sept. *it* rose."),
    ],
)
def test_sentences(text: str, sentence: str) -> None:
    """The sentence around a place ends where a reader ends it."""
    assert sentence == sentence_around(text, text.index("*"))


def test_a_long_text_costs_little() -> None:
    """Abbreviations by the thousand do not make a sentence slow to find."""
    text = "A. " * 6_000 + "*"
    began = time.process_time()
    found = sentence_around(text, text.index("*"))

    assert len(found) == 18_001
    assert time.process_time() - began < 10
