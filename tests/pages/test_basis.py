"""Every part of a page has machine-readable marks of the sources it rests on."""

from __future__ import annotations

import large
from rendered import HTML, TINY, TOWN, files_of, graph_of, page

from sourcebook.pages.presenting.basis import BasisMaker


def test_a_claims_mark_names_sources_speakers_and_outlets() -> None:
    """A relayed claim counts for who relayed it; a letter gives the speaker's kind."""
    graph = graph_of(TINY)
    lens = BasisMaker.of(graph)
    herald, gazette = (lens.sources[source.id] for source in graph.sources)
    event = graph.questions[0].record
    said = graph.by_record[event.id]
    marks = {str(s.claim.id): lens.claim(s).split(";") for s in said}
    voice = {str(s.claim.id): lens.speakers[s.voices[0].key] for s in said}
    of_herald, of_gazette = (
        lens.outlets[source.publisher.target] for source in graph.sources
    )

    assert marks == {
        "lorries-cracked-the-deck": [
            herald,
            voice["lorries-cracked-the-deck"],
            of_herald,
        ],
        "no-crack-seen": [herald, voice["no-crack-seen"], of_gazette],
        "cost": [herald, voice["cost"], of_herald],
        "flood-moved-a-pier": [gazette, voice["flood-moved-a-pier"], of_gazette],
    }
    assert {id_: name[0] for id_, name in voice.items()} == {
        "lorries-cracked-the-deck": "s",
        "no-crack-seen": "a",
        "cost": "s",
        "flood-moved-a-pier": "n",
    }


def test_an_editorial_text_rests_on_its_citations() -> None:
    """Its mark has sources only; a record's marks are those of its texts and claims."""
    graph = graph_of(TINY)
    lens = BasisMaker.of(graph)
    event = graph.base.events[graph.questions[0].record.id]
    herald, gazette = (lens.sources[source.id] for source in graph.sources)
    said = [lens.claim(s) for s in graph.by_record[event.id]]

    assert lens.text(event.summary.citations) == f"{gazette};;"
    assert lens.text(()) == ""
    assert lens.record(event).split() == [f"{gazette};;", f"{herald};;", *said]


def test_names_in_marks_are_short_and_stable() -> None:
    """They depend only on what they name, and are as short as uniqueness allows."""
    marks = BasisMaker.of(large.graph())
    names = [*marks.sources.values(), *marks.speakers.values(), *marks.outlets.values()]

    assert len(set(marks.speakers.values())) == len(marks.graph.voices) > 70
    assert max(map(len, names)) <= 6
    assert all(name.isalnum() and name.isascii() for name in names)


def test_a_question_without_claims_needs_no_control() -> None:
    """Where nothing rests on a source, there is nothing to leave out."""
    assert BasisMaker.of(graph_of(TINY)).control(()) is None


def test_every_source_of_a_page_can_be_left_out() -> None:
    """Every source number in a mark is offered by the control of the same page."""
    wrong = []
    for path in files_of(TOWN):
        if not path.startswith(("questions/", "events/", "timeline/")):
            continue
        if not path.endswith(".html") or path == "events/index.html":
            continue
        elements = list(page(TOWN, path).iter())
        offered = {e.get("data-source") for e in elements} - {None}
        marks = [
            mark
            for e in elements
            for name in ("data-basis", "data-tally")
            for mark in (e.get(name) or "").split()
        ]
        needed = {number for mark in marks for number in mark.split(";")[0].split(",")}
        if not needed <= offered:
            wrong.append((path, needed - offered))

    assert wrong == []


def test_the_control_waits_for_its_script() -> None:
    """Without scripts, the form is hidden and all content is shown."""
    for path in ("timeline/index.html", "questions/index.html"):
        root = page(TINY, path)
        (form,) = (f for f in root.iter(HTML + "form") if f.get("class") == "lens")

        assert form.get("hidden") is not None
        assert not [e for e in root.iter() if e.get("data-off") is not None]
