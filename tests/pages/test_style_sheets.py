"""The style sheets keep the rules of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rendered import ROOT

from sourcebook.pages.assets import STYLES, style_sheet

STATIC = ROOT / "sourcebook/pages/static"
# Written from left to right and top to bottom; each has a name that goes with the text.
PHYSICAL = re.compile(
    r"(margin|padding|border|inset)-(left|right|top|bottom)\b.*"
    r"|border-(top|bottom)-(left|right)-radius|left|right|top|bottom|float|clear"
    r"|(min-|max-)?(width|height)|overflow-[xy]|scroll-(margin|padding)-(left|right|top)"
)
# Those whose name that goes with the text some browsers do not know yet.
EXCEPTED = {"overflow-x", "overflow-y"}
# With four lengths, the last and the second are left and right.
FOUR_SIDED = {"margin", "padding", "inset", "border-width", "border-radius"}


def _declarations() -> Iterator[tuple[str, str, str]]:
    """Every declaration: its style sheet, its property, its value."""
    for path in sorted(STATIC.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for found in re.finditer(r"[{;]\s*([a-z-]+)\s*:([^;{}]+)(?=[;}])", text):
            yield path.name, found[1], " ".join(found[2].split())


def test_there_are_declarations() -> None:
    """The reader of style sheets is not blind."""
    found = [*_declarations()]

    assert ("base.css", "margin", "0") in found
    assert len(found) > 200


def test_only_properties_that_go_with_the_text() -> None:
    """Nothing is placed by left and right: a page may be read from right to left."""
    wrong = [
        (file, name, value)
        for file, name, value in _declarations()
        if (PHYSICAL.fullmatch(name) and name not in EXCEPTED)
        or (name == "text-align" and value in {"left", "right"})
        or (name in FOUR_SIDED and len(re.sub(r"\([^)]*\)", "", value).split()) > 3)
    ]

    assert wrong == []


def test_colours_have_their_place() -> None:
    """Hues stand in tokens.css; elsewhere at most greys, for paper and shadows."""
    wrong = [
        (file, name, value)
        for file, name, value in _declarations()
        if file != "tokens.css"
        and (
            re.search(r"\b(rgb|hsl|oklch|lab|color|light-dark)a?\((?!0 0 0 /)", value)
            or any(
                len(set(re.findall("..", hue) if len(hue) == 6 else hue)) > 1
                for hue in re.findall(r"#([0-9a-f]{3}|[0-9a-f]{6})\b", value)
            )
        )
    ]

    assert wrong == []


def test_nothing_is_forced_or_loaded() -> None:
    """No declaration overrides all others, and none loads a file."""
    wrong = [
        (file, name, value)
        for file, name, value in _declarations()
        if "!important" in value or "url(" in value
    ]

    assert wrong == []


def test_every_style_sheet_is_used() -> None:
    """Each is listed for every page, and all stand in a layer."""
    layers = {
        path.name: re.findall(
            r"^@layer (\w+) \{", path.read_text("utf-8"), re.MULTILINE
        )
        for path in STATIC.glob("*.css")
    }

    assert sorted(layers) == sorted(STYLES)
    assert [name for name, layer in layers.items() if not layer] == []


def test_the_site_has_one_style_sheet() -> None:
    """It is all of them, in the order of their layers."""
    joined = style_sheet().decode()
    places = [joined.index((STATIC / name).read_text("utf-8")) for name in STYLES]

    assert places == sorted(places)
