"""Text metrics for drawings: the width of text, line breaking, truncation."""

import unicodedata
from collections.abc import Iterator

# Widths in ems. The reader's font is unknown: these are upper bounds of DejaVu Sans,
# Noto Sans and Liberation Sans, as Chromium measures them; for scripts other than Latin
# they are above the mean.
_NARROW, _PLAIN, _OTHER, _CAPITAL, _FULL = 0.42, 0.64, 0.85, 0.8, 1.1
_THIN = frozenset("iljtfrI.,:;'’‘!()[]/- ")
_BROAD = frozenset("mwMWŴŵ@%#&+<=>^~—…©®±×÷¼½¾")

_CUT = "…"


def width_of(text: str, size: float) -> float:
    """The maximum width of *text* at font size *size*, in the same unit."""
    return sum(map(_WIDTHS.__getitem__, text)) * size


def fitted(text: str, size: float, width: float, lines: int = 2) -> tuple[str, ...]:
    """*text* in at most *lines* lines, none wider than *width*; the rest is cut."""
    rows = [""]
    for word in _words(text, size, width):
        extended = f"{rows[-1]} {word}".strip()
        if not rows[-1] or width_of(extended, size) <= width:
            rows[-1] = extended
        else:
            rows.append(word)
    if len(rows) <= lines:
        return tuple(rows)
    last = rows[lines - 1]
    while last and width_of(last + _CUT, size) > width:
        last = last[:-1]
    return (*rows[: lines - 1], last.rstrip() + _CUT)


def _words(text: str, size: float, width: float) -> Iterator[str]:
    """The words of *text*; those wider than a line are broken into pieces."""
    for word in text.split():
        rest = word
        while width_of(rest, size) > width:
            end = len(rest)
            while end > 1 and width_of(rest[:end], size) > width:
                end -= 1
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in _BROAD:
        return _FULL
    if letter in _THIN:
        return _NARROW
    if letter.isalpha() and not unicodedata.normalize("NFD", letter)[0].isascii():
        return _FULL if unicodedata.name(letter, "").startswith("LATIN") else _OTHER
    return _CAPITAL if letter.isupper() else _PLAIN


class _Widths(dict[str, float]):
    """The width of any letter; those of the most common scripts are precomputed."""

    def __missing__(self, letter: str) -> float:
        return _width(letter)


# Up to the end of Cyrillic.
_WIDTHS = _Widths({letter: _width(letter) for letter in map(chr, range(0x530))})
