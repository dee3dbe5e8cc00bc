"""Fictitious names, each derived from a number, in Latin and other scripts."""

from __future__ import annotations

from collections.abc import Sequence

# Each syllable ends in its only vowel and an ending has none, so that no two numbers
# give the same word.
_ONSETS = (*"bdfghklmnprstvz", "br")
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in "aeio")
# They prevent a word from being a real name.
_ENDINGS = ("lmq", "rnth", "ndz", "skr", "xt", "thn", "lbw", "ckm")
_SHORT_ENDINGS = ("q", "zz", "xh", "wn", "vk")

# One letter for each onset and one for each vowel, so that two letters represent each
# syllable. None has a mark that folding removes.
_SCRIPTS = {
    "ar": ("بدفغهكلمنجرستوزش", "اعيح"),
    "fa": ("بدفغهکلمنپرستوزش", "اعیح"),
    "he": ("בדפגהכלמנקרסתוזש", "אעיח"),
}
LANGUAGES = tuple(_SCRIPTS)

WORDS = len(_SYLLABLES) ** 3
_SCATTER = 98_347  # odd, so that it maps numbers one to one; large, so that names vary


def _syllables(number: int) -> Sequence[int]:
    scattered = number * _SCATTER % WORDS
    return scattered >> 12, scattered >> 6 & 63, scattered & 63


def word(number: int) -> str:
    """A capitalised word, unique to *number* below `WORDS`."""
    start, middle, end = (_SYLLABLES[index] for index in _syllables(number))
    return f"{start}{middle}{end}{_ENDINGS[number % len(_ENDINGS)]}".capitalize()


def short_word(number: int) -> str:
    """A given name, not unique to *number*."""
    first, second = (_SYLLABLES[number // by % len(_SYLLABLES)] for by in (1, 64))
    return f"{first}{second}{_SHORT_ENDINGS[number % 5]}".capitalize()


def native_word(number: int, language: str) -> str:
    """The `word` of *number* in the script of *language*, unique to it too."""
    onsets, vowels = _SCRIPTS[language]
    return "".join(onsets[i >> 2] + vowels[i & 3] for i in _syllables(number))
