"""The style sheets follow the rules of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rendered import ROOT

from sourcebook.pages.assets import STYLES, style_sheet

STATIC = ROOT / "sourcebook/pages/static"
# Physical properties; each has a logical counterpart.
PHYSICAL = re.compile(
    r"(margin|padding|border|inset)-(left|right|top|bottom)\b.*"
    r"|border-(top|bottom)-(left|right)-radius|left|right|top|bottom|float|clear"
    r"|(min-|max-)?(width|height)|overflow-[xy]|scroll-(margin|padding)-(left|right|top)"
)
# Properties whose logical counterpart some browsers do not support yet.
EXCEPTED = {"overflow-x", "overflow-y"}
# Shorthands: of four lengths, the second and the last are right and left.
FOUR_SIDED = {"margin", "padding", "inset", "border-width", "border-radius"}


def _declarations() -> Iterator[tuple[str, str, str]]:
    """Every declaration, as its style sheet, property and value."""
    for path in sorted(STATIC.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for match in re.finditer(r"[{;]\s*([a-z-]+)\s*:([^;{}]+)(?=[;}])", text):
            yield path.name, match[1], " ".join(match[2].split())


def test_there_are_declarations() -> None:
    """The parser of these tests does find declarations."""
    declarations = [*_declarations()]

    assert ("base.css", "margin", "0") in declarations
    assert len(declarations) > 200


def test_only_logical_properties_are_used() -> None:
    """Nothing is placed by left and right, since a page may be read right to left."""
    wrong = [
        (file, name, value)
        for file, name, value in _declarations()
        if (PHYSICAL.fullmatch(name) and name not in EXCEPTED)
        or (name == "text-align" and value in {"left", "right"})
        or (name in FOUR_SIDED and len(re.sub(r"\([^)]*\)", "", value).split()) > 3)
    ]

    assert wrong == []


def test_colours_are_in_one_file() -> None:
    """Hues are in tokens.css; other files have only greys, for paper and shadows."""
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
    """No declaration uses !important, and none loads a file."""
    wrong = [
        (file, name, value)
        for file, name, value in _declarations()
        if "!important" in value or "url(" in value
    ]

    assert wrong == []


def test_every_style_sheet_is_used() -> None:
    """Each is listed for every page, and each has a layer."""
    layers = {
        path.name: re.findall(
            r"^@layer (\w+) \{", path.read_text("utf-8"), re.MULTILINE
        )
        for path in STATIC.glob("*.css")
    }

    assert sorted(layers) == sorted(STYLES)
    assert [name for name, layer in layers.items() if not layer] == []


def test_the_site_has_one_style_sheet() -> None:
    """It joins all of them, in the order of their layers."""
    joined = style_sheet().decode()
    places = [joined.index((STATIC / name).read_text("utf-8")) for name in STYLES]

    assert places == sorted(places)
