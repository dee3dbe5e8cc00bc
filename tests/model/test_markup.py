"""Links and citations in a text, and the sentence around a position."""

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
    """Double brackets link the text before the bar; a backslash escapes them."""
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
    """Brackets that begin with @ cite every locator in a semicolon-separated list."""
    assert targets == [token.target for token in citations(text)]


def test_places() -> None:
    """A token has the start and end of its target in the text."""
    text = "So [[alderby|it]] is. [@a#p1; @b#p2]"
    tokens = [*links(text), *citations(text)]

    assert tokens == [
        Token("alderby", 5, 12),
        Token("a#p1", 24, 28),
        Token("b#p2", 31, 35),
    ]
    assert [text[t.start : t.end] for t in tokens] == [t.target for t in tokens]


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
    """The sentence around a position ends where a reader would end it."""
    assert sentence == sentence_around(text, text.index("*"))


def test_a_long_text_is_not_slow() -> None:
    """Finding a sentence among thousands of abbreviations is not slow."""
    text = "A. " * 6_000 + "*"
    began = time.process_time()
    sentence = sentence_around(text, text.index("*"))

    assert len(sentence) == 18_001
    assert time.process_time() - began < 10
