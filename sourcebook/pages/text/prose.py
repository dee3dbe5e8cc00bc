"""Markdown -> safe HTML; [[id]] and [@source#p4] become links."""

import re
from collections.abc import Iterable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

from sourcebook.cache.dependencies import Dependencies
from sourcebook.model.base import Base
from sourcebook.model.locators import NOWHERE, citation_of
from sourcebook.model.markup import CITATIONS, LINK, citations
from sourcebook.model.mentions import Citation, RecordId, Text
from sourcebook.model.web_addresses import is_web_address
from sourcebook.pages.rendering.piece_cache import PieceCache
from sourcebook.pages.rendering.templates import Templates
from sourcebook.pages.text.urls import UrlBuilder
from sourcebook.pages.text.words import paragraphs, paragraphs_in_words

# An allow-list: no code (a link inside it would be lost), no HTML, images, headings
# (they belong to the page) or character references (texts are shown as written).
_BLOCKS = ["list", "blockquote"]
_INLINE = ["link", "emphasis", "escape", "newline", "balance_pairs"]

# Emphasis and lists nested deeper than this are shown as text; nobody writes them.
_MAX_NESTING = 20

# Characters that may be Markdown syntax other than our two marks. A line without them
# is shown as written, without parsing.
_SPECIAL = re.compile(r"[\\\[\]*_`\r\t\0]")
_SPACED_BREAK = re.compile(r"[ ]\n|\n[ ]")
# The start of a list or quotation, or a line that is not plain text.
_SPECIAL_LINE = re.compile(r"^(?:[-+*>0-9]|\s)|\s$|^$", re.MULTILINE)

# Source, first and last paragraph: identifies a citation across claims.
_CitationKey = tuple[RecordId, int, int]


class Prose:
    """Renders the texts of a base, and the citations of its claims, to HTML."""

    def __init__(
        self,
        base: Base,
        urls: UrlBuilder | None = None,
        templates: Templates | None = None,
        dependencies: Dependencies | None = None,
    ) -> None:
        dependencies = dependencies or Dependencies()
        templates = templates or Templates()
        self._base = base
        self._urls = urls or UrlBuilder(base)
        self._citation_part = templates.part("citation")
        self._citations_part = templates.part("citations", "citation")
        self._markdown = self._parser()
        self._lines: PieceCache[str, Markup] = PieceCache(dependencies)
        self._plain: PieceCache[str, str] = PieceCache(dependencies)
        self._links: PieceCache[tuple[str, str | None], str] = PieceCache(dependencies)
        self._marks: PieceCache[str, Markup] = PieceCache(dependencies)
        self._citations: PieceCache[_CitationKey, Markup] = PieceCache(dependencies)

    def block(self, text: Text | None) -> Markup:
        """*text* as paragraphs and lists; empty if *text* is None."""
        if text is None:
            return Markup()
        html = self._plain_paragraphs(text.markdown)
        if html is None:
            html = self._markdown.render(text.markdown)
        return self._safe(html)

    def line(self, markdown: str) -> Markup:
        """A text of one line as inline HTML, without a paragraph around it."""
        return self._lines.get_or_make(markdown, lambda: self._line(markdown))

    def _line(self, markdown: str) -> Markup:
        html = self._plain_line(markdown)
        if html is None:
            html = self._markdown.renderInline(markdown)
        return self._safe(html)

    def _plain_paragraphs(self, markdown: str) -> str | None:
        """The parser's output for plain paragraphs; None if the parser is needed."""
        html = []
        for paragraph in markdown.strip("\n").split("\n\n"):
            if _SPECIAL_LINE.search(paragraph):
                return None
            line = self._plain_line(paragraph)
            if line is None:
                return None
            html.append(f"<p>{line}</p>\n")
        return "".join(html)

    def _plain_line(self, markdown: str) -> str | None:
        """The parser's output for a line with no marks but ours; else None."""
        html, end = [], 0
        while (start := markdown.find("[", end)) >= 0:
            if _needs_parser(markdown, end, start):
                return None
            html.append(escapeHtml(markdown[end:start]))
            if match := LINK.match(markdown, start):
                html.append(self._link(match[1].strip(), match[2]))
            elif match := CITATIONS.match(markdown, start):
                html.append(self._citation_mark(match[0]))
            else:
                return None
            end = match.end()
        if _needs_parser(markdown, end, len(markdown)):
            return None
        return "".join((*html, escapeHtml(markdown[end:])))

    def plain(self, markdown: str) -> str:
        """A text of one line without markup, for titles."""
        if "[" not in markdown and "\\" not in markdown:
            return " ".join(markdown.split())
        return self._plain.get_or_make(markdown, lambda: self._without_marks(markdown))

    def _without_marks(self, markdown: str) -> str:
        text = LINK.sub(lambda m: m[2] or self._title(m[1].strip()), markdown)
        return " ".join(CITATIONS.sub("", text).replace("\\", "").split())

    def _safe(self, html: str) -> Markup:
        """The output of markdown-it, which escapes all text and passes no raw HTML."""
        return Markup(html)  # noqa: S704 - the only place that makes Markup

    def _title(self, target: str) -> str:
        record_id, _, anchor = target.partition("#")
        if not anchor:
            return self._base.link_summaries[RecordId(record_id)].title
        record = self._base.records[RecordId(record_id)]
        for claim in record.claims:
            if anchor == claim.id:
                return self.plain(claim.text.markdown)
        for question in record.questions:
            if anchor == question.id:
                return self.plain(question.ask.markdown)
        return record.title

    def citation(self, citation: Citation) -> Markup:
        """A citation as a link to its paragraph."""
        key = (citation.source, citation.first, citation.last)
        return self._citations.get_or_make(key, lambda: self._citation(citation))

    def _citation(self, citation: Citation) -> Markup:
        title = self._base.link_summaries[citation.source].title
        return self._citation_part(
            self._urls.citation(citation),
            f"{self._base.outlet(citation.source)} {paragraphs(citation)}",
            f"{title}, {paragraphs_in_words(citation)}",
        )

    def citations(self, cites: Iterable[Citation]) -> Markup:
        """Citations in brackets, in the order given; empty if there are none."""
        links = tuple([self.citation(citation) for citation in cites])
        return self._citations_part(links) if links else Markup()

    def _link(self, target: str, words: str | None) -> str:
        key = (target, words)
        return self._links.get_or_make(key, lambda: self._link_html(target, words))

    def _link_html(self, target: str, words: str | None) -> str:
        record, _, anchor = target.partition("#")
        href = self._urls.record(RecordId(record), anchor)
        label = escape(words or self._title(target))
        return f'<a href="{escape(href)}">{label}</a>'

    def _citation_mark(self, mark: str) -> Markup:
        """The HTML of a citation mark in a text, such as [@axios#p5; @wsj#p2]."""
        return self._marks.get_or_make(
            mark,
            lambda: self.citations(
                citation_of(token.target, NOWHERE) for token in citations(mark)
            ),
        )

    def _parser(self) -> MarkdownIt:
        parser = MarkdownIt("zero", {"maxNesting": _MAX_NESTING})
        parser.enable(_BLOCKS + _INLINE)
        parser.inline.ruler.before("link", "citation", _citation_rule)
        parser.inline.ruler.before("citation", "record", _record_rule)
        parser.normalizeLink = str  # type: ignore[method-assign, assignment]
        parser.validateLink = is_web_address  # type: ignore[method-assign, assignment]
        # The parser passes its renderer as a rule's first argument.
        parser.add_render_rule("record", lambda _, *token: self._record_html(*token))
        parser.add_render_rule(
            "citation", lambda _, *token: self._citations_html(*token)
        )
        return parser

    def _record_html(self, tokens: Any, index: int, *_: Any) -> str:
        token = tokens[index]
        return self._link(token.content, token.meta["words"])

    def _citations_html(self, tokens: Any, index: int, *_: Any) -> str:
        return self._citation_mark(tokens[index].content)


def _needs_parser(markdown: str, start: int, end: int) -> bool:
    """Whether the parser may render this slice differently from how it is written."""
    if _SPECIAL.search(markdown, start, end):
        return True
    has_break = markdown.find("\n", start, end) >= 0
    return has_break and bool(_SPACED_BREAK.search(markdown, start, end))


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
