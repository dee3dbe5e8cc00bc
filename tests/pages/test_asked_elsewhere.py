"""An entity's page names the questions of other records that are about it."""

from __future__ import annotations

from pathlib import Path

from rendered import HTML, TINY, TOWN, graph_of, page


def _lines(kb: Path, path: str) -> list[str]:
    """The address of each question that is named so."""
    return [
        next(item.iter(HTML + "a")).get("href")
        for section in page(kb, path).iter(HTML + "section")
        if section.get("aria-labelledby") == "_asked"
        for item in section.iter(HTML + "li")
    ]


def test_a_question_that_links_an_entity_stands_on_its_page() -> None:
    """The question of the closed bridge links the bridge, and no other entity."""
    question = "../questions/2021-05-04-bridge-closed/cause.html"

    assert _lines(TINY, "entities/mill-bridge.html") == [question]
    assert _lines(TINY, "entities/alderby.html") == []


def test_every_party_of_the_story_is_asked_about() -> None:
    """A question that most of whose claims are about a party stands on its page."""
    fare = "../questions/2021-06-10-first-crossing/fare.html"

    assert fare in _lines(TOWN, "entities/ismail-sabiya.html")
    for party in ("alderby", "birkholm", "weirworks", "ferrymens-guild", "mill-bridge"):
        assert _lines(TOWN, f"entities/{party}.html") != []


def test_whoever_a_question_names_has_it_on_their_page() -> None:
    """A question whose words link an entity of another record stands on its page."""
    graph, missing = graph_of(TOWN), []
    for question in graph.questions:
        href = f"../questions/{question.record.id}/{question.id}.html"
        for link in question.ask.links:
            is_other = link.target in graph.base.entities.keys() - {question.record.id}
            if is_other and href not in _lines(TOWN, f"entities/{link.target}.html"):
                missing.append((link.target, href))

    assert missing == []
