"""What is written in another script says in which language, and stands apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from rendered import HTML, ROOT, page, pages_of

KB = ROOT / "kb"
# The script of English, and the signs of its transcriptions.
AT_HOME = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")


def _is_foreign(text: str | None) -> bool:
    """Whether a text has letters of another script than Latin."""
    return any(
        sign.isalpha() and not unicodedata.name(sign, "").startswith(AT_HOME)
        for sign in text or ""
    )


def _foreign(root: Any) -> Iterator[tuple[str, bool, bool]]:
    """Each text in another script: has it a language of its own, is it apart?"""

    def walk(
        element: Any, *, told: bool, apart: bool
    ) -> Iterator[tuple[str, bool, bool]]:
        told = told or "lang" in element.attrib
        apart = apart or element.tag == HTML + "bdi"
        if element.tag not in {HTML + "script", HTML + "style"}:
            if _is_foreign(element.text):
                yield element.text, told, apart
            for child in element:
                yield from walk(child, told=told, apart=apart)
                if _is_foreign(child.tail):
                    yield child.tail, told, apart

    return walk(root.find(HTML + "body"), told=False, apart=False)


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("<p>Mill", []),
        ("<p>שם", [("שם", False, False)]),
        ("<p lang=he>שם", [("שם", True, False)]),
        (
            "<p><bdi lang=fa><b>پل</b></bdi> مل",
            [("پل", True, True), (" مل", False, False)],
        ),
    ],
    ids=["Latin", "bare", "language", "apart"],
)
def test_the_reader_of_scripts(piece: str, found: list[tuple[str, bool, bool]]) -> None:
    """It tells texts in other scripts, those with a language, those apart."""
    assert list(_foreign(html5lib.parse(piece))) == found


def test_every_text_in_another_script_says_its_language() -> None:
    """A voice that reads aloud, and a browser that chooses letters, need to know it."""
    wrong = [
        (path, text)
        for path in pages_of(KB)
        for text, told, _ in _foreign(page(KB, path))
        if not told
    ]

    assert wrong == []


def test_every_name_in_another_script_stands_apart() -> None:
    """Its direction turns none of the signs around it."""
    found = [
        (path, text, apart)
        for path in pages_of(KB)
        for text, _, apart in _foreign(page(KB, path))
    ]

    assert found
    assert [(path, text) for path, text, apart in found if not apart] == []
