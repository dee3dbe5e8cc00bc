"""Markdown is rendered as safe HTML."""

from __future__ import annotations

from pathlib import Path

import large
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rendered import ROOT, TINY, TOWN, graph_of

from sourcebook.model.locators import NOWHERE
from sourcebook.model.mentions import Text
from sourcebook.pages.rendering.finishing import ROOT as MARK
from sourcebook.pages.text.prose import Prose

# The generated texts are made of these pieces, with or without meaning in Markdown.
PIECES = (
    *(
        "a",
        "B.",
        "1.",
        "2)",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r",
        "\0",
        "\x0b",
    ),
    *(
        "*",
        "**",
        "_",
        "`",
        "[",
        "]",
        "](",
        "(",
        ")",
        "!",
        "\\",
        "-",
        "+",
        ">",
        "#",
        "~",
    ),
    *("&", "&amp;", "<b>", '"', "'", ":", "|", "\u00a0", "\u2028", "é", "\u05d0"),
    *(
        "[[mill-bridge]]",
        "[[mill-bridge|it *is*]]",
        "\\[[mill-bridge]]",
        "[[mill-bridge",
    ),
    *(
        "[@gazette-bridge-closed#p1]",
        "[@gazette-bridge-closed#p1-2; @herald-who-pays#p1]",
    ),
    *("https://example.org/", "[a](https://example.org/)", "[[mill-bridge]](x)"),
)


@pytest.fixture(scope="module")
def prose() -> Prose:
    """The prose of the small base."""
    return Prose(graph_of(TINY).base)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* and **b**", "<em>a</em> and <strong>b</strong>"),
        (r"\*a\*", "*a*"),
        ("[a](https://example.org/b)", '<a href="https://example.org/b">a</a>'),
        ("a & b &amp; <i>c</i>", "a &amp; b &amp;amp; &lt;i&gt;c&lt;/i&gt;"),
        ("`[x]` # a", "`[x]` # a"),
        ("![a](https://example.org/b.png)", None),
    ],
)
def test_markdown(prose: Prose, markdown: str, html: str | None) -> None:
    """Only the subset of Markdown in docs/decisions/0007 is rendered."""
    shown = str(prose.line(markdown))

    assert "<img" not in shown
    assert html in (None, shown)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "blob:x"),
        *("//example.org", "/etc/passwd", "ftp://example.org/", "intent:x", "x"),
        *("https://user@example.org/", "https://exämple.org/", "http://localhost/"),
        *(
            "view-source:https://example.org/",
            "ms-appinstaller:?source=x",
            "vbscript:x",
        ),
    ],
)
def test_no_link_leads_to_an_unsafe_address(prose: Prose, address: str) -> None:
    """Only plain http and https addresses become links; the rest stays text."""

    assert "<a" not in prose.line(f"[a]({address})")


def test_no_link_is_nested_in_a_link(prose: Prose) -> None:
    """HTML does not allow nested links, so only the inner one becomes a link."""
    shown = str(prose.line("[a [[alderby|b]]](https://example.org/)"))

    assert shown == (
        f'[a <a href="{MARK}entities/alderby.html">b</a>](https://example.org/)'
    )


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("cause", "What had damaged Mill Bridge?"),
        ("cost", "The repair will cost at least 40,000 crowns."),
    ],
)
def test_a_link_to_a_question_or_claim_shows_its_text(
    prose: Prose, anchor: str, words: str
) -> None:
    """Without a label of its own, such a link shows the question or the claim."""
    to = f"2021-05-04-bridge-closed#{anchor}"

    assert prose.line(f"[[{to}]]") == (
        f'<a href="{MARK}events/{to.replace("#", ".html#")}">{words}</a>'
    )


def test_cost_is_bounded(prose: Prose) -> None:
    """Deep nesting and unclosed marks terminate, and no text is lost."""
    for text in (
        "*" * 9000 + "a",
        "[" * 9000 + "a",
        "> " * 900 + "a",
        "- " * 900 + "a",
    ):
        assert "a" in prose.line(text)


def test_only_prose_makes_markup() -> None:
    """No template uses |safe, and no other module turns a text into Markup."""
    folder = ROOT / "sourcebook"
    templates = [path.read_text("utf-8") for path in folder.rglob("*.html")]
    modules = {path.name: path.read_text("utf-8") for path in folder.rglob("*.py")}
    makers = {name for name, code in modules.items() if "Markup(html)" in code}

    forbidden = ("|safe", "| safe", "style=", "onclick")

    assert [word for word in forbidden for t in templates if word in t] == []
    assert makers == {"prose.py"}


def test_every_part_states_its_contract() -> None:
    """Every template opens with a comment on what it is and what it takes."""
    folder = ROOT / "sourcebook/pages/templates"
    silent = [
        p.name for p in folder.rglob("*.html") if not p.read_text().startswith("{#")
    ]

    assert silent == []


class _Reading(Prose):
    """Prose that passes every text to the Markdown parser."""

    def _plain_line(self, _: str) -> str | None:
        return None


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("a \nb")
@example("[[mill-bridge]] [@gazette-bridge-closed#p1]\n\nB.\n")
def test_plain_texts_need_no_parser(markdown: str) -> None:
    """A text without Markdown is shown as the Markdown parser would show it."""
    base = graph_of(TINY).base
    text = Text(markdown, (), (), NOWHERE)
    prose, reading = Prose(base), _Reading(base)

    assert prose.line(markdown) == reading.line(markdown)
    assert prose.block(text) == reading.block(text)


@pytest.mark.parametrize("kb", [TOWN, large.kb()], ids=["town", "large"])
def test_the_texts_of_a_base_need_no_parser(kb: Path) -> None:
    """Most texts have only our own marks; the others are left to the parser."""
    base = graph_of(kb).base
    prose, reading = Prose(base), _Reading(base)
    all_texts = (text for record in base.records.values() for text in record.texts)
    texts = [text for text in all_texts if "*" not in text.markdown]

    assert texts
    for text in texts:
        assert prose.block(text) == reading.block(text)
