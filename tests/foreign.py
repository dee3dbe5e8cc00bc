"""Texts in scripts other than Latin, and how a page marks them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from rendered import HTML

# The Latin script, and the characters used in transcriptions.
AT_HOME = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")


def _is_foreign(text: str | None) -> bool:
    """Whether a text contains letters of a script other than Latin."""
    return any(
        sign.isalpha() and not unicodedata.name(sign, "").startswith(AT_HOME)
        for sign in text or ""
    )


def foreign_texts(root: Any) -> Iterator[tuple[str, bool, bool]]:
    """Each text in another script, whether it has a language, and whether a bdi."""

    def walk(
        element: Any, *, has_language: bool, is_apart: bool
    ) -> Iterator[tuple[str, bool, bool]]:
        has_language = has_language or "lang" in element.attrib
        is_apart = is_apart or element.tag == HTML + "bdi"
        if element.tag not in {HTML + "script", HTML + "style"}:
            if _is_foreign(element.text):
                yield element.text, has_language, is_apart
            for child in element:
                yield from walk(child, has_language=has_language, is_apart=is_apart)
                if _is_foreign(child.tail):
                    yield child.tail, has_language, is_apart

    return walk(root.find(HTML + "body"), has_language=False, is_apart=False)
