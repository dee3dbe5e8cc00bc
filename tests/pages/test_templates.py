"""How templates are compiled: escaping, fields, calls of parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from sourcebook.pages.rendering.templates import Templates
from sourcebook.pages.views import DateView, LinkView


@given(st.text())
def test_every_text_is_escaped(text: str) -> None:
    """As Jinja escapes it, in texts and in attributes."""
    made = Templates().part("link")(LinkView(text, f"{text}.html"))

    assert made == f'<a href="{escape(text)}.html">{escape(text)}</a>'


def test_markup_stands_as_it_is() -> None:
    """What a part has made is not escaped again."""
    part = Templates().part("link")
    label = part(LinkView("a & b", "a.html"))

    assert part(LinkView(label)) == Markup('<a href="a.html">a &amp; b</a>')
    assert type(label) is Markup


def test_what_a_view_lacks_is_an_error() -> None:
    """A template names no field in vain."""
    with pytest.raises(AttributeError, match="href"):
        Templates().part("link")(DateView("today"))


def test_what_a_part_needs_must_be_given() -> None:
    """Only what has a value of its own may be left out."""
    part = Templates().part("relations", "relation")

    assert part("_id", "Heading", ()) == ""
    with pytest.raises(UndefinedError, match="relations"):
        part("_id", "Heading")
    with pytest.raises(TypeError):
        part("_id", "Heading", (), "link_first", "more")
