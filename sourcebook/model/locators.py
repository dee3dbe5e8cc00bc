"""Locators, such as axios#p5-7, parsed to citations."""

import re
from functools import lru_cache

from sourcebook.model.mentions import Citation, RecordId, SpotId

NOWHERE = SpotId(-1)  # of values that are in no file
_ANCHOR = re.compile(r"p([0-9]{1,9})(?:-([0-9]{1,9}))?", re.ASCII)


def citation_of(locator: str, spot: SpotId) -> Citation:
    """
    The citation that *locator* names.

    Without a paragraph (only in texts) it cites paragraph 0, which no source has.
    """
    return Citation(*_paragraphs(locator), spot)


@lru_cache(maxsize=4096)  # the same paragraphs are cited repeatedly
def _paragraphs(locator: str) -> tuple[RecordId, int, int]:
    source, _, anchor = locator.partition("#")
    match = _ANCHOR.fullmatch(anchor)
    if match is None:
        return RecordId(source), 0, 0
    return RecordId(source), int(match[1]), int(match[2] or match[1])
