"""A locator, such as axios#p5-7, as the citation that it names."""

import re
from functools import lru_cache

from sourcebook.model.mentions import Citation, RecordId, SpotId

NOWHERE = SpotId(-1)  # of what stands in no file
_ANCHOR = re.compile(r"p([0-9]{1,9})(?:-([0-9]{1,9}))?", re.ASCII)


def citation_of(locator: str, spot: SpotId) -> Citation:
    """
    The paragraphs that *locator* names.

    One without a paragraph, which only a text can hold, cites paragraph 0, that no
    source has.
    """
    return Citation(*_paragraphs(locator), spot)


@lru_cache(maxsize=4096)  # the same paragraphs are cited again and again
def _paragraphs(locator: str) -> tuple[RecordId, int, int]:
    source, _, anchor = locator.partition("#")
    match = _ANCHOR.fullmatch(anchor)
    if match is None:
        return RecordId(source), 0, 0
    return RecordId(source), int(match[1]), int(match[2] or match[1])
