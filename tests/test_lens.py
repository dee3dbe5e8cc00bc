"""Every part of a page says what it rests on, in marks that a script can weigh."""

from __future__ import annotations

from rendered import HTML, ROOT, files_of, graph_of, page

from sourcebook.pages.lens import Lens

TINY = ROOT / "tests/bases/valid/tiny/kb"


def test_a_claims_mark_tells_sources_speakers_and_outlets() -> None:
    """A relayed claim counts for who relayed it; a speaker's letter tells the kind."""
    graph = graph_of(TINY)
    lens = Lens.of(graph)
    event = graph.asked[0].record
    marks = {s.claim.id: lens.claim(s) for s in graph.by_record[event.id]}
    outlets = sorted(lens.outlets, key=lambda outlet: lens.outlets[outlet])

    assert [source.id for source in graph.sources] == [
        "herald-who-pays",
        "gazette-bridge-closed",
    ]
    assert outlets == ["river-gazette", "valley-herald"]
    assert marks == {
        "lorries-cracked-the-deck": "0;s0;1",
        "no-crack-seen": "0;a1;0",
        "cost": "0;s0;1",
        "flood-moved-a-pier": "1;n2;0",
    }


def test_a_text_of_the_editors_rests_on_its_citations() -> None:
    """It has sources only; a record's marks are those of its texts and its claims."""
    graph = graph_of(TINY)
    lens = Lens.of(graph)
    event = graph.base.events[graph.asked[0].record.id]

    assert lens.text(event.summary.citations) == "1;;"
    assert lens.text(()) == ""
    assert lens.record(event) == "1;; 0;; 0;s0;1 0;a1;0 0;s0;1 1;n2;0"


def test_a_question_of_no_claims_needs_no_control() -> None:
    """Where nothing rests on a source there is nothing to leave out."""
    assert Lens.of(graph_of(TINY)).control(()) is None


def test_every_source_of_a_page_can_be_left_out() -> None:
    """Every number in a mark of a page stands in the control of that page."""
    wrong = []
    for path in files_of(ROOT / "kb"):
        if not path.startswith(("questions/", "events/", "timeline/")):
            continue
        if not path.endswith(".html") or path == "events/index.html":
            continue
        elements = list(page(ROOT / "kb", path).iter())
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
    """Without a script the form is hidden, and everything on the page is shown."""
    for path in ("timeline/index.html", "questions/index.html"):
        root = page(TINY, path)
        (form,) = (f for f in root.iter(HTML + "form") if f.get("class") == "lens")

        assert form.get("hidden") is not None
        assert not [e for e in root.iter() if e.get("data-off") is not None]
