"""Texts from strangers are shown as text, whatever they contain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hostile import PAYLOADS, records_of
from rendered import HTML, SVG, files_of, page, pages_of, text_of

# The elements and attributes that a page may have.
NAMES = """
html head meta title link body a header nav ul li main p h1 h2 h3 h4 section article div
span dl dt dd time q footer bdi table caption thead tbody tfoot tr th td ol strong em
details summary script form fieldset legend label input button pre figure figcaption
select option noscript
"""
DRAWN = "svg a title g line path rect text"
TAGS = {HTML + name for name in NAMES.split()}
TAGS |= {SVG + name for name in DRAWN.split()}
ATTRIBUTES = """
lang charset http-equiv content name property rel href type class id title datetime
aria-label aria-labelledby aria-current scope role tabindex open src defer
action autocomplete spellcheck dir aria-describedby
hidden for value min max step checked width height x x1 x2 y y1 y2 text-anchor
viewBox cx cy r rx d aria-hidden data-actors data-basis data-contested data-count
data-disputes data-event data-filters data-genre data-group data-of data-path
data-places data-previews data-published data-question data-source data-standing
data-still data-step data-tally data-type
""".split()  # noqa: SIM905 - reads better


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_markup(tmp_path: Path, payload: str) -> None:
    """Every page has only our own elements and attributes, and shows the text."""
    for path, content in records_of(payload).items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    kb = tmp_path / "kb"
    tags, attributes, addresses = set(), set(), set()
    for path in pages_of(kb):
        for element in page(kb, path).iter():
            tags.add(element.tag)
            attributes |= set(element.attrib)
            addresses.add((element.get("href") or "").partition(":")[0])
    shown = text_of(page(kb, "entities/one.html"))
    scripts = page(kb, "events/ev.html").iter(HTML + "script")
    linked = json.loads(next(s.text for s in scripts if s.text))
    twin = json.loads(files_of(kb)["entities/one.json"])

    assert tags - TAGS == set()
    assert attributes.difference(ATTRIBUTES) == set()
    assert "javascript" not in addresses
    assert " ".join(payload.split()) in shown
    assert twin["name"] == payload
    assert linked["name"] == payload
    assert linked["hasPart"][0]["author"][0]["name"] == payload
