"""An entity's page lists the questions of other records that concern it."""

from __future__ import annotations

from pathlib import Path

from rendered import HTML, TINY, TOWN, graph_of, page


def _lines(kb: Path, path: str) -> list[str]:
    """The hrefs of the questions that the page lists as asked elsewhere."""
    return [
        next(item.iter(HTML + "a")).get("href")
        for section in page(kb, path).iter(HTML + "section")
        if section.get("aria-labelledby") == "_asked"
        for item in section.iter(HTML + "li")
    ]


def test_a_question_is_listed_on_the_page_of_an_entity_it_links() -> None:
    """The question about the closed bridge links the bridge and no other entity."""
    question = "../questions/2021-05-04-bridge-closed/cause.html"

    assert _lines(TINY, "entities/mill-bridge.html") == [question]
    assert _lines(TINY, "entities/alderby.html") == []


def test_every_party_has_questions_about_it() -> None:
    """A question is listed on an entity's page if most of its claims are about it."""
    fare = "../questions/2021-06-10-first-crossing/fare.html"

    assert fare in _lines(TOWN, "entities/ismail-sabiya.html")
    for party in ("alderby", "birkholm", "weirworks", "ferrymens-guild", "mill-bridge"):
        assert _lines(TOWN, f"entities/{party}.html") != []


def test_an_entity_named_in_a_question_lists_it() -> None:
    """A question that links an entity of another record is listed on its page."""
    graph, missing = graph_of(TOWN), []
    for question in graph.questions:
        href = f"../questions/{question.record.id}/{question.id}.html"
        for link in question.ask.links:
            is_other = link.target in graph.base.entities.keys() - {question.record.id}
            if is_other and href not in _lines(TOWN, f"entities/{link.target}.html"):
                missing.append((link.target, href))

    assert missing == []
