"""Two sources side by side: what both answer and tell, and what only one of them."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from rendered import HTML, ROOT, files_of, graph_of, page, text_of

from sourcebook.graph.comparison import Comparison, Likeness, by_source, comparisons_of
from sourcebook.model.mentions import Citation, RecordId
from sourcebook.pages.text.urls import page_of_comparison

TINY = ROOT / "tests/bases/valid/tiny/kb"
KB = ROOT / "kb"
GAZETTE, HERALD = RecordId("gazette-bridge-closed"), RecordId("herald-who-pays")


def _path(one: Comparison) -> str:
    return page_of_comparison(one.first.id, one.second.id)


def _cited(cites: tuple[Citation, ...]) -> list[str]:
    return [cite.anchor for cite in cites]


def test_what_two_sources_share() -> None:
    """Both positions occur in both; each event tells which paragraphs it cites."""
    (one,) = comparisons_of(graph_of(TINY))
    taken = [
        [(t.position.id, [s.claim.id for s in t.statements]) for t in side]
        for side in (one.questions[0].first, one.questions[0].second)
    ]
    events = [(e.event.id, _cited(e.first), _cited(e.second)) for e in one.events]

    # The Herald is of some day in May, so it may have appeared before the 8th.
    assert (one.first.id, one.second.id) == (HERALD, GAZETTE)
    assert taken == [
        [("flood", ["no-crack-seen"]), ("lorries", ["lorries-cracked-the-deck"])],
        [("flood", ["flood-moved-a-pier"]), ("lorries", ["lorry-crossed"])],
    ]
    assert [question.likeness for question in one.questions] == [Likeness.SAME]
    assert events == [("2021-05-04-bridge-closed", ["p1", "p2", "p3"], ["p1", "p2"])]


def test_what_only_one_source_has() -> None:
    """An event that cites one of the two stands under that one alone."""
    (one,) = comparisons_of(graph_of(TINY))

    assert [event.id for event in one.events_of_first] == ["2021-05-06-joint-council"]
    assert [event.id for event in one.events_of_second] == ["2021-05-night-crossing"]
    assert one.questions_of_first == ()
    assert one.questions_of_second == ()


@pytest.mark.parametrize("source", [GAZETTE, HERALD])
def test_both_sources_know_of_their_comparison(source: RecordId) -> None:
    """A pair is found from either end, and is the same pair."""
    graph = graph_of(TINY)

    assert by_source(comparisons_of(graph))[source] == comparisons_of(graph)


def test_likeness_is_of_positions() -> None:
    """Same where all positions occur in both, differ where none does."""
    wrong = []
    for one in comparisons_of(graph_of(KB)):
        for question in one.questions:
            first = {taken.position.id for taken in question.first}
            second = {taken.position.id for taken in question.second}
            expected = Likeness.PARTLY
            if first == second:
                expected = Likeness.SAME
            elif not first & second:
                expected = Likeness.DIFFER
            if question.likeness is not expected:
                wrong.append(question.question.reference)

    assert wrong == []


def test_every_shared_question_is_on_its_page() -> None:
    """For every two sources, each question that claims of both answer is linked."""
    graph, missing = graph_of(KB), []
    for first, second in combinations(graph.sources, 2):
        path = page_of_comparison(first.id, second.id)
        for question in graph.questions:
            told = {
                s.id
                for position in question.positions
                for x in position.statements
                for s in x.sources
            }
            if {first.id, second.id} <= told:
                href = f"../../questions/{question.record.id}/{question.id}.html"
                articles = page(KB, path).iter(HTML + "article")
                links = {a.get("href") for e in articles for a in e.iter(HTML + "a")}
                missing += [] if href in links else [(path, href)]

    assert missing == []


def test_the_columns_stand_in_the_order_of_publication() -> None:
    """The earlier source is the first, as in the address of the page."""
    wrong = [
        _path(one)
        for one in comparisons_of(graph_of(KB))
        if one.first.published.earliest > one.second.published.earliest
    ]

    assert wrong == []


def test_the_counts_of_the_index_agree_with_the_pages() -> None:
    """Each cell of the table counts what its page shows; each page has two cells."""
    index = page(KB, "compare/index.html")
    counted: dict[str, list[str]] = {}
    for cell in index.iter(HTML + "td"):
        for link in cell.iter(HTML + "a"):
            counted.setdefault(f"compare/{link.get('href')[11:]}", []).append(
                text_of(cell)
            )
    expected = {}
    for one in comparisons_of(graph_of(KB)):
        shown = page(KB, _path(one))
        articles = len(list(shown.iter(HTML + "article")))
        rows = len(list(shown.iter(HTML + "tr")))
        expected[_path(one)] = (articles, max(rows - 1, 0))
    found = {
        path: (_number("question", cells[0]), _number("event", cells[0]))
        for path, cells in counted.items()
    }

    assert found == expected
    assert {tuple(cells) for cells in counted.values() if len(set(cells)) > 1} == set()
    assert {len(cells) for cells in counted.values()} == {2}


def _number(noun: str, words: str) -> int:
    match = re.search(rf"(\d+) {noun}", words)
    return int(match[1]) if match else 0


def test_every_page_of_a_source_leads_to_its_comparisons() -> None:
    """It links every page that sets it beside another source."""
    graph, missing = graph_of(KB), []
    for one in comparisons_of(graph):
        for source in (one.first, one.second):
            links = page(KB, f"sources/{source.id}.html").iter(HTML + "a")
            if f"../{_path(one)}" not in {link.get("href") for link in links}:
                missing.append((source.id, _path(one)))

    assert missing == []


def test_pages_are_made_only_where_something_is_shared() -> None:
    """There is a page for each comparison, and no other."""
    made = {path for path in files_of(KB) if re.match(r"compare/.+/", path)}

    assert made == {_path(one) for one in comparisons_of(graph_of(KB))}
