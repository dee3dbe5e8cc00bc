"""Two sources compared: what both answer and report, and what only one does."""

from __future__ import annotations

import re
from itertools import combinations

from rendered import HTML, TOWN, files_of, graph_of, page, text_of

from sourcebook.graph.comparison import Comparison, comparisons_of
from sourcebook.pages.text.urls import page_of_comparison


def _path(comparison: Comparison) -> str:
    return page_of_comparison(comparison.first.id, comparison.second.id)


def test_every_shared_question_is_on_its_page() -> None:
    """For every two sources, each question that claims of both answer is linked."""
    graph, missing = graph_of(TOWN), []
    for first, second in combinations(graph.sources, 2):
        path = page_of_comparison(first.id, second.id)
        for question in graph.questions:
            source_ids = {
                s.id
                for position in question.positions
                for x in position.statements
                for s in x.sources
            }
            if {first.id, second.id} <= source_ids:
                href = f"../../questions/{question.record.id}/{question.id}.html"
                articles = page(TOWN, path).iter(HTML + "article")
                links = {a.get("href") for e in articles for a in e.iter(HTML + "a")}
                missing += [] if href in links else [(path, href)]

    assert missing == []


def test_columns_are_in_the_order_of_publication() -> None:
    """The earlier source comes first, as in the address of the page."""
    wrong = [
        _path(comparison)
        for comparison in comparisons_of(graph_of(TOWN))
        if comparison.first.published.earliest > comparison.second.published.earliest
    ]

    assert wrong == []


def test_the_counts_of_the_index_agree_with_the_pages() -> None:
    """Each cell of the table counts what its page shows; each page has two cells."""
    index = page(TOWN, "compare/index.html")
    counted: dict[str, list[str]] = {}
    for cell in index.iter(HTML + "td"):
        for link in cell.iter(HTML + "a"):
            counted.setdefault(f"compare/{link.get('href')[11:]}", []).append(
                text_of(cell)
            )
    expected = {}
    for comparison in comparisons_of(graph_of(TOWN)):
        shown = page(TOWN, _path(comparison))
        articles = len(list(shown.iter(HTML + "article")))
        rows = len(list(shown.iter(HTML + "tr")))
        expected[_path(comparison)] = (articles, max(rows - 1, 0))
    counts = {
        path: (_number("question", cells[0]), _number("event", cells[0]))
        for path, cells in counted.items()
    }

    assert counts == expected
    assert {tuple(cells) for cells in counted.values() if len(set(cells)) > 1} == set()
    assert {len(cells) for cells in counted.values()} == {2}


def _number(noun: str, words: str) -> int:
    match = re.search(rf"(\d+) {noun}", words)
    return int(match[1]) if match else 0


def test_every_page_of_a_source_links_its_comparisons() -> None:
    """It links every page that compares it with another source."""
    graph, missing = graph_of(TOWN), []
    for comparison in comparisons_of(graph):
        for source in (comparison.first, comparison.second):
            links = page(TOWN, f"sources/{source.id}.html").iter(HTML + "a")
            if f"../{_path(comparison)}" not in {link.get("href") for link in links}:
                missing.append((source.id, _path(comparison)))

    assert missing == []


def test_only_sources_that_share_something_have_a_page() -> None:
    """There is one page for each comparison, and no other."""
    paths = {path for path in files_of(TOWN) if re.match(r"compare/.+/", path)}

    assert paths == {_path(comparison) for comparison in comparisons_of(graph_of(TOWN))}
