"""The data that the search uses, and the names that its page lists."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import large
import pytest
from hostile import PAYLOADS, records_of
from rendered import HTML, TINY, TOWN, files_of, graph_of, page, pages_of, text_of

from sourcebook.graph.balance import sides_of_entities, sides_of_voice
from sourcebook.graph.statements import VoiceKind


def _tables(kb: Path) -> Any:
    """The single value that the script assigns, parsed as JSON."""
    text = files_of(kb)["search/records.js"].decode()
    name, _, value = text.partition("=")

    assert name == "globalThis.sourcebookRecords"
    assert value.endswith(";\n")
    return json.loads(value[:-2])


@pytest.mark.parametrize("kb", [TOWN, TINY, large.kb()], ids=["town", "tiny", "large"])
def test_everything_can_be_found_once(kb: Path) -> None:
    """Every record, question and claim has one row, with its address."""
    graph, tables = graph_of(kb), _tables(kb)
    folders = {"entity": "entities", "event": "events", "source": "sources"}
    records = [f"{folders[r.kind]}/{r.id}.html" for r in graph.base.records.values()]
    question = [f"questions/{a.record.id}/{a.id}.html" for a in graph.questions]
    claims = [(tables["names"][row[0]][1], row[1]) for row in tables["claims"]]
    expected = [
        (f"{folders[s.record.kind]}/{s.record.id}.html", s.claim.id)
        for s in graph.statements
    ]

    assert [row[1] for row in tables["names"]] == [*records, *question]
    assert claims == expected


def test_the_row_of_a_claim_leads_from_speaker_to_paragraph() -> None:
    """The numbers in the row refer to the right rows of the other tables."""
    tables = _tables(TINY)
    row = next(r for r in tables["claims"] if r[1] == "no-crack-seen")
    (record, _, text, mode, said, date, is_said, cites, via, hedge, about) = row

    kind, label, entity, of, sides = tables["voices"][said[0]]
    source, paragraphs, first = cites[0]

    assert tables["names"][record][2] == "Mill Bridge closed"
    assert text == "There was no crack in the deck before the flood."
    assert (mode, hedge, is_said, len(said)) == ("deny", "reportedly", 0, 1)
    assert (kind, label, entity) == (1, "two bridge wardens", -1)
    assert [tables["names"][name][1] for name in of] == ["entities/alderby.html"]
    assert [tables["sides"][side] for side in sides] == ["Alderby"]
    assert tables["names"][tables["sources"][source][0]][1] == (
        "sources/herald-who-pays.html"
    )
    assert (paragraphs, first, len(cites)) == ("¶2", 2, 1)
    assert tables["dates"][date] == ["May 2021", "2021-05-01", "2021-05-31"]
    assert [tables["names"][name][2] for name in via] == ["The River Gazette"]
    assert about == []


@pytest.mark.parametrize("kb", [TOWN, large.kb()], ids=["town", "large"])
def test_anonymous_speakers_are_on_the_sides_of_the_balance(kb: Path) -> None:
    """Each side has as many claims by anonymous speakers as in the graph."""
    graph, tables = graph_of(kb), _tables(kb)
    side_of = sides_of_entities(graph)
    expected: dict[str, int] = {}
    for statement in graph.statements:
        anonymous = [
            voice for voice in statement.voices if voice.kind is VoiceKind.ANONYMOUS
        ]
        sides = {side for v in anonymous for side in sides_of_voice(v, side_of)}
        for side in sides:
            expected[side] = expected.get(side, 0) + 1
    counts: dict[str, int] = {}
    for row in tables["claims"]:
        voices = [tables["voices"][voice] for voice in row[4]]
        sides = {tables["sides"][side] for voice in voices for side in voice[4]}
        for side in sides:
            counts[side] = counts.get(side, 0) + 1

    assert counts == expected
    assert counts.keys() >= {side.name for side in graph.base.description.sides}
    assert sum(counts.values()) >= (10 if kb == TOWN else 100)


def test_every_name_is_on_the_page() -> None:
    """Without scripts, every record and question is one click away from the search."""
    graph = graph_of(TOWN)
    main = next(page(TOWN, "search/index.html").iter(HTML + "main"))
    linked = {a.get("href").removeprefix("../") for a in main.iter(HTML + "a")}
    aliases = {
        (alias.name, alias.language)
        for entity in graph.base.entities.values()
        for alias in entity.aliases
        if alias.language
    }
    shown = {(text_of(bdi), bdi.get("lang")) for bdi in main.iter(HTML + "bdi")}

    assert {row[1] for row in _tables(TOWN)["names"]} - linked == set()
    assert aliases - shown == set()


def test_names_are_grouped_by_their_first_letter() -> None:
    """Digits come first, then letters, then other scripts; diacritics are ignored."""
    headings = [text_of(h) for h in page(TOWN, "search/index.html").iter(HTML + "h3")]

    assert headings == sorted(headings, key=lambda h: (len(h) > 3, h))
    assert headings[0] == "0–9"
    assert headings[-3:] == ["Arabic script", "Cyrillic script", "Hebrew script"]


def test_the_page_of_names_stays_small() -> None:
    """Compressed, it is below 40 KB, and the script with the records below 80 KB."""
    files = files_of(TOWN)

    assert len(gzip.compress(files["search/index.html"])) < 40_000
    assert len(gzip.compress(files["search/records.js"])) < 80_000


def test_the_search_is_in_the_masthead_of_every_page() -> None:
    """A labelled form leads to the search; the search page has no second form."""
    wrong = []
    for path in pages_of(TOWN):
        forms = [
            form
            for form in page(TOWN, path).iter(HTML + "form")
            if form.get("role") == "search"
        ]
        inputs = [field for form in forms for field in form.iter(HTML + "input")]
        labels = {label.get("for") for label in page(TOWN, path).iter(HTML + "label")}
        action = "../" * path.count("/") + "search/index.html"
        where = "index.html" if path == "search/index.html" else action
        if [form.get("action") for form in forms] != [where] or (
            {"q"} != {i.get("name") for i in inputs if i.get("type") == "search"}
            or not {i.get("id") for i in inputs} <= labels
        ):
            wrong.append(path)

    assert wrong == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_data_in_the_script(tmp_path: Path, payload: str) -> None:
    """Whatever a text contains, the script is one value that is read back unchanged."""
    for path, content in records_of(payload).items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")

    assert _tables(tmp_path / "kb")["names"][0][2] == payload
