"""What is written in another script says in which language, and stands apart."""

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
def test_the_reader_of_scripts(piece: str, found: list[tuple[str, bool, bool]]) -> None:
    """It tells texts in other scripts, those with a language, those apart."""
    assert list(foreign_texts(html5lib.parse(piece))) == found


def test_every_text_in_another_script_is_marked() -> None:
    """It says its language to a voice, and its direction turns no sign around it."""
    found = [
        (path, *text)
        for path in pages_of(TOWN)
        for text in foreign_texts(page(TOWN, path))
    ]

    assert found
    assert [one for one in found if one[2:] != (True, True)] == []
