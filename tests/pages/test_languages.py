"""Text in another script states its language, and its direction is isolated."""

from __future__ import annotations

import html5lib
import pytest
from foreign import foreign_texts
from rendered import TOWN, page, pages_of


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
def test_foreign_texts_are_recognized(
    piece: str, found: list[tuple[str, bool, bool]]
) -> None:
    """Each text in another script is found, with its language and isolation noted."""
    assert list(foreign_texts(html5lib.parse(piece))) == found


def test_every_text_in_another_script_is_marked() -> None:
    """Each has its language set, and its direction affects nothing around it."""
    found = [
        (path, *text)
        for path in pages_of(TOWN)
        for text in foreign_texts(page(TOWN, path))
    ]

    assert found
    assert [entry for entry in found if entry[2:] != (True, True)] == []
