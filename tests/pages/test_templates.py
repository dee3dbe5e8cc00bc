"""How templates are compiled: escaping, missing fields, calls of parts."""

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
    """Texts and attributes are escaped as Jinja escapes them."""
    html = Templates().part("link")(LinkView(text, f"{text}.html"))

    assert html == f'<a href="{escape(text)}.html">{escape(text)}</a>'


def test_markup_is_not_escaped_again() -> None:
    """The output of a part is inserted as it is."""
    part = Templates().part("link")
    label = part(LinkView("a & b", "a.html"))

    assert part(LinkView(label)) == Markup('<a href="a.html">a &amp; b</a>')
    assert type(label) is Markup


def test_a_field_that_a_view_lacks_is_an_error() -> None:
    """A template cannot use a field that does not exist."""
    with pytest.raises(AttributeError, match="href"):
        Templates().part("link")(DateView("today"))


def test_required_arguments_of_a_part_must_be_given() -> None:
    """Only an argument with a default may be left out."""
    part = Templates().part("relations", "relation")

    assert part("_id", "Heading", ()) == ""
    with pytest.raises(UndefinedError, match="relations"):
        part("_id", "Heading")
    with pytest.raises(TypeError):
        part("_id", "Heading", (), "link_first", "more")
