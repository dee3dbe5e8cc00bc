"""
Rules of the HTML standard that html5lib does not check.

A rule takes a page's root element and yields a description of each violation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rendered import HTML, text_of

SVG = "{http://www.w3.org/2000/svg}svg"
PHRASES = """
a abbr b bdi bdo br button cite code data datalist del dfn em i img input ins kbd
label mark meter noscript output progress q ruby s samp script select small span strong
sub sup template textarea time u var wbr
""".split()  # noqa: SIM905 - reads better
# Elements with phrasing content only; `a`, `ins` and `del` inherit their parent's.
OF_PHRASES = """
p h1 h2 h3 h4 h5 h6 span button label q em strong b i time bdi bdo code kbd samp cite
small sub sup abbr dfn data var mark pre summary legend output s u
""".split()  # noqa: SIM905 - reads better
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
INTERACTIVE = [
    "a",
    "button",
    "details",
    "iframe",
    "input",
    "label",
    "select",
    "textarea",
]
REFERRING = """
for list form headers aria-labelledby aria-describedby aria-controls aria-owns
aria-details aria-activedescendant popovertarget
""".split()  # noqa: SIM905 - reads better
# Fields that a browser labels itself, or that are not visible.
WITHOUT_LABEL = {"hidden", "submit", "reset", "button", "image"}
# Language, script, region, variants (BCP 47); nothing else is needed here.
LANGUAGE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*"
CLOCK = r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-9]{2})?"


def name(element: Any) -> str:
    """The name of an HTML element; other elements keep their namespace."""
    return element.tag.removeprefix(HTML) if isinstance(element.tag, str) else ""


def every(root: Any, *names: str) -> Iterator[Any]:
    """The elements with these names, in document order."""
    return (element for element in root.iter() if name(element) in names)


def shown(element: Any) -> str:
    """A description of an element: its name, its attributes, the start of its text."""
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    return f"<{name(element)}{attributes}> {text_of(element)[:60]}".strip()


def id_with_a_space(root: Any) -> Iterator[str]:
    """An id is not empty and contains no white space."""
    for element in root.iter():
        if "id" in element.attrib and not re.fullmatch(r"\S+", element.get("id")):
            yield shown(element)


def lost_reference(root: Any) -> Iterator[str]:
    """Every id that an attribute refers to exists on the page."""
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        for attribute in REFERRING:
            if set(element.get(attribute, "").split()) - ids:
                yield f"{attribute} of {shown(element)}"


def list_of_something_else(root: Any) -> Iterator[str]:
    """A list contains only items, and an item is always inside a list."""
    for element in root.iter():
        items = [name(child) for child in element]
        is_list = name(element) in {"ul", "ol", "menu"}
        if is_list and set(items) - {"li", "script", "template"}:
            yield shown(element)
        if not is_list and "li" in items:
            yield f"li in {shown(element)}"


def facts_out_of_order(root: Any) -> Iterator[str]:
    """A description list contains terms, each followed by its descriptions."""
    for facts in every(root, "dl"):
        order = "".join(f"{name(child)} " for child in facts)
        if not re.fullmatch(r"((dt )+(dd )+)*|(div )+", order):
            yield shown(facts)


def interactive_inside_another(root: Any) -> Iterator[str]:
    """Links and buttons contain nothing interactive, and labels contain no label."""
    for outer in every(root, "a", "button", "label"):
        for inner in list(outer.iter())[1:]:
            is_label = name(outer) == "label"
            forbidden = ["label"] if is_label else INTERACTIVE
            if name(inner) in forbidden or (
                not is_label and "tabindex" in inner.attrib
            ):
                yield f"{shown(inner)} in {shown(outer)}"


def block_among_phrases(root: Any) -> Iterator[str]:
    """Elements with phrasing content contain no block."""

    def allowed_in(holder: Any) -> list[str]:
        return PHRASES + (HEADINGS if name(holder) in {"summary", "legend"} else [])

    def walk(element: Any, holder: Any) -> Iterator[str]:
        if name(element) in OF_PHRASES:
            holder = element
        elif name(element) not in {"a", "ins", "del"}:
            holder = None
        for child in element:
            if not isinstance(child.tag, str) or not child.tag.startswith(HTML):
                continue
            if holder is not None and name(child) not in allowed_in(holder):
                yield f"{shown(child)} in {shown(holder)}"
            yield from walk(child, holder)

    yield from walk(root, None)


def field_without_a_label(root: Any) -> Iterator[str]:
    """Every field has a label, and every button has a text or a label."""
    labels = [*every(root, "label")]
    labelled = {label.get("for") for label in labels}
    inside = {id(inner) for label in labels for inner in label.iter()}
    for field in every(root, "input", "select", "textarea"):
        if not (
            field.get("type") in WITHOUT_LABEL
            or field.get("aria-label")
            or field.get("aria-labelledby")
            or field.get("id", "") in labelled
            or id(field) in inside
        ):
            yield shown(field)
    for button in every(root, "button"):
        if not (text_of(button) or button.get("aria-label")):
            yield shown(button)


def heading_without_a_scope(root: Any) -> Iterator[str]:
    """Every header cell of a table has a scope."""
    for cell in every(root, "th"):
        if cell.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            yield shown(cell)


def rows_of_different_width(root: Any) -> Iterator[str]:
    """All rows of a table have the same number of cells."""
    for table in every(root, "table"):
        widths = {
            sum(int(cell.get("colspan", 1)) for cell in row)
            for row in every(table, "tr")
        }
        if len(widths) > 1:
            yield f"{sorted(widths)} in {shown(table)}"


def time_that_is_none(root: Any) -> Iterator[str]:
    """A datetime is an existing year, month or day, or a point in time."""
    for element in every(root, "time"):
        text = element.get("datetime", text_of(element))
        day = re.sub(f"{CLOCK}$", "", text)
        try:
            whole = day + "0000-01-01"[len(day) :] if day == text else day
            date.fromisoformat(whole)
        except ValueError:
            yield shown(element)


def language_out_of_form(root: Any) -> Iterator[str]:
    """A language tag follows BCP 47."""
    for element in root.iter():
        if not re.fullmatch(LANGUAGE, element.get("lang", "en")):
            yield shown(element)


def picture_without_words(root: Any) -> Iterator[str]:
    """A picture has an accessible name, or is hidden from assistive technology."""

    def walk(element: Any) -> Iterator[str]:
        if element.get("aria-hidden") == "true":
            return
        is_named = element.get("aria-label") or element.get("aria-labelledby")
        if element.tag == SVG and not (element.get("role") == "img" and is_named):
            yield shown(element)
        if name(element) == "img" and "alt" not in element.attrib:
            yield shown(element)
        for child in element:
            yield from walk(child)

    yield from walk(root)


def fold_without_a_summary(root: Any) -> Iterator[str]:
    """A details element begins with its only summary."""
    for fold in every(root, "details"):
        names = [name(child) for child in fold]
        if names[:1] != ["summary"] or names.count("summary") > 1:
            yield shown(fold)


RULES = (
    id_with_a_space,
    lost_reference,
    list_of_something_else,
    facts_out_of_order,
    interactive_inside_another,
    block_among_phrases,
    field_without_a_label,
    heading_without_a_scope,
    rows_of_different_width,
    time_that_is_none,
    language_out_of_form,
    picture_without_words,
    fold_without_a_summary,
)
