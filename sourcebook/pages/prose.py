"""Markdown -> safe HTML; [[id]] and [@source#p4] become links."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

from sourcebook.addresses import is_web_address
from sourcebook.base import Base
from sourcebook.markup import CITATIONS, LINK, citations
from sourcebook.naming import NOWHERE, citation_of
from sourcebook.notes import Notes
from sourcebook.pages.kept import Kept
from sourcebook.pages.links import Links
from sourcebook.records import Citation, RecordId, Text

# An allow-list. No code (a link inside it would be lost), no HTML, images, headings
# (they belong to the page) or character references (a text shows what it says).
_BLOCKS = ["list", "blockquote"]
_INLINE = ["link", "emphasis", "escape", "newline", "balance_pairs"]

# Nested emphasis and lists deeper than this are shown as text; nobody writes them.
_MAX_NESTING = 20

# What may mean something to a reader of Markdown besides our two marks. A line without
# it is shown as it is written, which needs no reader.
_SPECIAL = re.compile(r"[\\\[\]*_`\r\t\0]")
_SPACED_BREAK = re.compile(r"[ ]\n|\n[ ]")
# What may begin a list or a quotation, or is no plain line at all.
_SPECIAL_LINE = re.compile(r"^(?:[-+*>0-9]|\s)|\s$|^$", re.MULTILINE)


class Prose:
    """The texts of a base as HTML, each as seen from a page at some depth."""

    def __init__(self, base: Base, notes: Notes | None = None) -> None:
        notes = notes or Notes()
        self._base = base
        self._markdown = _markdown_reader()
        self._lines: Kept[tuple[str, int], Markup] = Kept(notes)
        self._plain: Kept[str, str] = Kept(notes)
        self._links: Kept[tuple[str, str | None, int], str] = Kept(notes)
        self._citations: Kept[tuple[str, int], str] = Kept(notes)
        self._brackets: Kept[tuple[str, int], str] = Kept(notes)

    def block(self, text: Text | None, links: Links) -> Markup:
        """*text* as paragraphs and lists; empty where there is none."""
        if text is None:
            return Markup()
        paragraphs = self._paragraphs(text.markdown, links)
        if paragraphs is None:
            paragraphs = self._markdown.render(text.markdown, self._place(links))
        return self._safe(paragraphs)

    def line(self, markdown: str, links: Links) -> Markup:
        """A text of one line, without a paragraph around it."""
        key = (markdown, links.depth)
        return self._lines.kept(key, lambda: self._made_line(markdown, links))

    def _made_line(self, markdown: str, links: Links) -> Markup:
        shown = self._marks_only(markdown, links)
        if shown is None:
            shown = self._markdown.renderInline(markdown, self._place(links))
        return self._safe(shown)

    def _paragraphs(self, markdown: str, links: Links) -> str | None:
        """What a reader of Markdown makes of plain paragraphs; None of any other."""
        shown = []
        for paragraph in markdown.strip("\n").split("\n\n"):
            if _SPECIAL_LINE.search(paragraph):
                return None
            made = self._marks_only(paragraph, links)
            if made is None:
                return None
            shown.append(f"<p>{made}</p>\n")
        return "".join(shown)

    def _marks_only(self, markdown: str, links: Links) -> str | None:
        """What a reader makes of a line with no other marks than ours; else None."""
        shown, end = [], 0
        while (start := markdown.find("[", end)) >= 0:
            if _means_more(markdown, end, start):
                return None
            shown.append(escapeHtml(markdown[end:start]))
            if match := LINK.match(markdown, start):
                shown.append(self.link_html(match[1].strip(), match[2], links))
            elif match := CITATIONS.match(markdown, start):
                shown.append(self.citations_html(match[0], links))
            else:
                return None
            end = match.end()
        if _means_more(markdown, end, len(markdown)):
            return None
        return "".join((*shown, escapeHtml(markdown[end:])))

    def plain(self, markdown: str) -> str:
        """A text of one line without its marks, for titles."""
        if "[" not in markdown and "\\" not in markdown:
            return " ".join(markdown.split())
        return self._plain.kept(markdown, lambda: self._made_plain(markdown))

    def _made_plain(self, markdown: str) -> str:
        shown = LINK.sub(lambda m: m[2] or self._title(m[1].strip()), markdown)
        return " ".join(CITATIONS.sub("", shown).replace("\\", "").split())

    def _place(self, links: Links) -> MutableMapping[str, Any]:
        return {"prose": self, "links": links}

    def _safe(self, html: str) -> Markup:
        """What markdown-it made: it has escaped all text, and passes nothing raw."""
        return Markup(html)  # noqa: S704 - the one place where Markup is made

    def _title(self, target: str) -> str:
        record, _, anchor = target.partition("#")
        if not anchor:
            return self._base.faces[RecordId(record)].title
        found = self._base.records[RecordId(record)]
        for claim in found.claims:
            if anchor == claim.id:
                return self.plain(claim.text.markdown)
        for question in found.questions:
            if anchor == question.id:
                return self.plain(question.ask.markdown)
        return found.title

    def link_html(self, target: str, words: str | None, links: Links) -> str:
        """A link to a record, or to a claim or question of it."""
        key = (target, words, links.depth)
        return self._links.kept(key, lambda: self._made_link(target, words, links))

    def _made_link(self, target: str, words: str | None, links: Links) -> str:
        record, _, anchor = target.partition("#")
        href = links.record(RecordId(record), anchor)
        label = escape(words or self._title(target))
        return f'<a href="{escape(href)}">{label}</a>'

    def citations_html(self, marks: str, links: Links) -> str:
        """Citations in brackets, each a link to its paragraph."""
        key = (marks, links.depth)
        return self._brackets.kept(key, lambda: self._made_brackets(marks, links))

    def _made_brackets(self, marks: str, links: Links) -> str:
        cited = [citation_of(token.target, NOWHERE) for token in citations(marks)]
        shown = (self.citation_html(citation, links) for citation in cited)
        return f'<span class="citations">[{"; ".join(shown)}]</span>'

    def citation_html(self, citation: Citation, links: Links) -> str:
        """A citation as a link to its paragraph."""
        key = (citation.locator, links.depth)
        return self._citations.kept(key, lambda: self._made_citation(citation, links))

    def _made_citation(self, citation: Citation, links: Links) -> str:
        source = self._base.faces[citation.source]
        title = f"{source.title}, {paragraphs_in_words(citation)}"
        label = f"{self._base.outlet(citation.source)} {paragraphs(citation)}"
        return (
            f'<a class="citation" href="{escape(links.citation(citation))}" '
            f'title="{escape(title)}">{escape(label)}</a>'
        )


def _means_more(markdown: str, start: int, end: int) -> bool:
    """Whether a reader of Markdown may show it otherwise than it is written."""
    if _SPECIAL.search(markdown, start, end):
        return True
    has_break = markdown.find("\n", start, end) >= 0
    return has_break and bool(_SPACED_BREAK.search(markdown, start, end))


def paragraphs(citation: Citation) -> str:
    """The paragraphs for a tight place, such as "¶5" or "¶5–7"."""
    if citation.first == citation.last:
        return f"¶{citation.first}"
    return f"¶{citation.first}–{citation.last}"


def paragraphs_in_words(citation: Citation) -> str:
    """The paragraphs in words, such as "paragraph 5" or "paragraphs 5 to 7"."""
    if citation.first == citation.last:
        return f"paragraph {citation.first}"
    return f"paragraphs {citation.first} to {citation.last}"


def _markdown_reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": _MAX_NESTING})
    reader.enable(_BLOCKS + _INLINE)
    reader.inline.ruler.before("link", "citation", _citation_rule)
    reader.inline.ruler.before("citation", "record", _record_rule)
    reader.normalizeLink = str  # type: ignore[method-assign, assignment]
    reader.validateLink = is_web_address  # type: ignore[method-assign, assignment]
    reader.add_render_rule("record", _render_record)
    reader.add_render_rule("citation", _render_citations)
    return reader


def _record_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as called
    match = LINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("record", "", 0)
        token.content = match[1].strip()
        token.meta = {"words": match[2]}
    state.pos = match.end()
    return True


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as called
    match = CITATIONS.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _render_record(_: Any, tokens: Any, index: int, __: Any, place: Any) -> str:
    token, prose = tokens[index], place["prose"]
    return str(prose.link_html(token.content, token.meta["words"], place["links"]))


def _render_citations(_: Any, tokens: Any, index: int, __: Any, place: Any) -> str:
    prose: Prose = place["prose"]
    return prose.citations_html(tokens[index].content, place["links"])
