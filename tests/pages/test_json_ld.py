"""JSON-LD on every page: strict, honest about who asserts what, each claim once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rendered import HTML, TINY, TOWN, graph_of, page, pages_of

TYPES = """
WebPage WebSite Dataset DataDownload Claim Event PublicationEvent Person Organization
GovernmentOrganization NewsMediaOrganization PoliticalParty Country Place Thing
CreativeWork PropertyValue NewsArticle ReportageNewsArticle AnalysisNewsArticle
OpinionNewsArticle
""".split()  # noqa: SIM905 - reads better


def _data(kb: Path, path: str) -> Any:
    """The JSON-LD of a page, parsed strictly."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    scripts = [
        script.text
        for script in page(kb, path).iter(HTML + "script")
        if script.get("type") == "application/ld+json"
    ]
    assert len(scripts) == 1
    return json.loads(scripts[0], parse_constant=refuse, object_pairs_hook=once)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    match value:
        case dict():
            yield value
            for below in value.values():
                yield from _nodes(below)
        case list():
            for below in value:
                yield from _nodes(below)


@pytest.mark.parametrize("kb", [TINY, TOWN])
def test_every_page_has_strict_json_of_known_types(kb: Path) -> None:
    """Only types that the schema and the program name are used, and never a review."""
    types = {
        node["@type"]
        for path in pages_of(kb)
        for node in _nodes(_data(kb, path))
        if "@type" in node
    }
    data = [json.dumps(_data(kb, path)) for path in pages_of(kb)]

    assert types - set(TYPES) == set()
    assert not any(
        "ClaimReview" in document or "Rating" in document for document in data
    )


def test_every_claim_is_described_once() -> None:
    """Each claim is an object on its record's page, and only a reference elsewhere."""
    described = [
        (path, node["@id"])
        for path in pages_of(TOWN)
        for node in _nodes(_data(TOWN, path))
        if node.get("@type") == "Claim"
    ]
    folders = {"entity": "entities", "event": "events", "source": "sources"}
    wanted = [
        (
            f"{folders[s.record.kind]}/{s.record.id}.html",
            f"../{folders[s.record.kind]}/{s.record.id}.html#{s.claim.id}",
        )
        for s in graph_of(TOWN).statements
    ]

    assert sorted(described) == sorted(wanted)


def test_a_claim_states_who_where_and_how() -> None:
    """An anonymous denial is neither the town's own claim nor a plain assertion."""
    claims = _data(TINY, "events/2021-05-04-bridge-closed.html")["hasPart"]
    denial = next(c for c in claims if c["@id"].endswith("#no-crack-seen"))
    (speaker,) = denial.pop("author")

    assert speaker.pop("@id").startswith("../speakers/index.html#_herald-who-pays-")
    assert speaker == {
        "@type": "Thing",
        "name": "two bridge wardens",
        "description": "Anonymous: so described by the source.",
    }
    assert denial == {
        "@type": "Claim",
        "@id": "../events/2021-05-04-bridge-closed.html#no-crack-seen",
        "text": "There was no crack in the deck before the flood.",
        "abstract": "denies",
        "description": (
            "The speaker says that it is not so. A denial answers a question. "
            "Doubt in the source: “reportedly”. Relayed by The River Gazette."
        ),
        "appearance": [
            {
                "@type": "CreativeWork",
                "name": "paragraph 2",
                "url": "../sources/herald-who-pays.html#p2",
                "isPartOf": {
                    "@type": "OpinionNewsArticle",
                    "@id": "../sources/herald-who-pays.html#_this",
                    "name": "Who pays?",
                },
            }
        ],
        "isPartOf": {"@id": "../events/2021-05-04-bridge-closed.html"},
        "datePublished": "2021-05",
    }


def test_the_speaker_is_the_author() -> None:
    """A named speaker is linked; a source without a byline speaks as its publisher."""
    claims = _data(TINY, "events/2021-05-04-bridge-closed.html")["hasPart"]
    authors = {claim["@id"].partition("#")[2]: claim["author"] for claim in claims}

    assert authors["flood-moved-a-pier"] == [
        {
            "@type": "Person",
            "@id": "../entities/hanna-vik.html#_this",
            "name": "Hanna Vik",
        }
    ]
    assert authors["lorries-cracked-the-deck"] == [
        {
            "@type": "NewsMediaOrganization",
            "@id": "../entities/valley-herald.html#_this",
            "name": "Valley Herald",
        }
    ]


def test_a_mode_that_does_not_affirm_is_stated() -> None:
    """No denial, prediction or opinion can be mistaken for a plain assertion."""
    schema = graph_of(TOWN).schema
    modes = {
        f"{s.record.id}.html#{s.claim.id}": s.claim.mode
        for s in graph_of(TOWN).statements
    }
    terms = next(terms for terms in schema.terms.values() if "denies" in terms)
    wrong = []
    for path in pages_of(TOWN):
        for claim in _data(TOWN, path).get("hasPart", ()):
            term = terms[modes[claim["@id"].rpartition("/")[2]]]
            if claim.get("abstract") != (None if term.affirms else term.label):
                wrong.append(claim["@id"])

    assert wrong == []


def test_only_an_undisputed_event_is_described_as_an_event() -> None:
    """The page of an event that is alleged, planned or did not happen has no Event."""
    happened, alleged = (
        _data(TINY, f"events/{name}.html")
        for name in ("2021-05-06-joint-council", "2021-05-night-crossing")
    )

    assert happened["mainEntity"] == {
        "@type": "Event",
        "@id": "../events/2021-05-06-joint-council.html#_this",
        "name": "Joint meeting of the two town councils",
        "description": (
            "The councils of Alderby and Birkholm met to talk about the repair."
        ),
        "startDate": "2021-05-06",
        "endDate": "2021-05-07",
    }
    assert "mainEntity" not in alleged
    assert alleged["description"].startswith("Alleged. Whether a lorry crossed")


def test_no_disputed_event_is_an_event_anywhere() -> None:
    """It is no Event on its own page, nor as the place or the whole of another."""
    events = graph_of(TOWN).base.events.values()
    disputed = {e.id for e in events if not graph_of(TOWN).schema.is_plain(e.status)}
    described = {
        node["@id"]
        for path in pages_of(TOWN)
        for node in _nodes(_data(TOWN, path))
        if str(node.get("@type")).endswith("Event")
    }

    assert disputed
    assert not any(f"../events/{id_}.html#_this" in described for id_ in disputed)


def test_our_summary_is_not_the_article() -> None:
    """The page has the summary; the article is the page's main entity."""
    data = _data(TINY, "sources/gazette-bridge-closed.html")

    assert data["@type"] == "WebPage"
    assert data["description"].startswith("Reports the closing, mostly from Hanna Vik")
    assert data["mainEntity"] == {
        "@type": "NewsArticle",
        "@id": "../sources/gazette-bridge-closed.html#_this",
        "name": "Mill Bridge closed",
        "headline": "Mill Bridge closed",
        "author": [{"@type": "Person", "name": "Ida Holm"}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": "../entities/river-gazette.html#_this",
            "name": "The River Gazette",
        },
        "datePublished": "2021-05-08",
        "inLanguage": "en",
    }


def test_names_in_other_scripts_have_their_language() -> None:
    """An alias states the language that it is in."""
    place = _data(TINY, "entities/mill-bridge.html")["mainEntity"]

    assert place["@type"] == "Place"
    assert [name["@language"] for name in place["alternateName"]] == ["he", "fa"]


def test_a_question_only_refers_to_its_claims() -> None:
    """The page of a question is about its record, and repeats no claim."""
    data = _data(TINY, "questions/2021-05-04-bridge-closed/cause.html")
    mentions = [set(mention) for mention in data["mentions"]]

    assert data["about"]["@id"] == "../../events/2021-05-04-bridge-closed.html#_this"
    assert mentions == [{"@id"}] * 4
    assert "mainEntity" not in data


def test_the_data_page_describes_the_dataset() -> None:
    """The dataset has a version, a licence and a download address."""
    dataset = _data(TINY, "data/index.html")["mainEntity"]

    assert dataset["@type"] == "Dataset"
    assert dataset["version"] == graph_of(TINY).base.version
    assert dataset["license"] == {"@type": "CreativeWork", "name": "CC0 1.0"}
    assert [d["contentUrl"] for d in dataset["distribution"]] == ["../data/kb.json"]
