"""Words normalised for the search, at build time, as search_words.js does."""

import re
import unicodedata

# The same as in search_words.js; a browser test compares the two.
_SAME = str.maketrans(
    {
        **dict.fromkeys("ىیے", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةەہھ", "ه"),
        "ٱ": "ا",
        "ς": "σ",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
    }
)
_DROPPED = frozenset("\u0640\u061c\u200d\u200e\u200f")
_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_LITTLE = frozenset(
    """
    a an and are as at be been by did do does for from had has have he her his how in is
    it its of on or she that the their they to was were what when where which who whom
    whose why with
    """.split()  # noqa: SIM905 - reads better
)


def fold(text: str) -> str:
    """*text* normalised: decomposed, without marks or case, with letters unified."""
    lower = unicodedata.normalize("NFKD", text).upper().lower()
    base = (c for c in lower if unicodedata.category(c)[0] != "M" and c not in _DROPPED)
    plain = "".join(base).translate(_SAME)
    return _DIGITS.sub(lambda match: str(ord(match[0]) & 15), plain)


def words_of(chunk: str) -> tuple[str, ...]:
    """Index words of a text without spaces: its parts, also joined; no stop words."""
    signs = (c if unicodedata.category(c)[0] in "LN" else " " for c in fold(chunk))
    parts = "".join(signs).split()
    words = [*parts, "".join(parts)] if len(parts) > 1 else parts
    return tuple(word for word in words if word not in _LITTLE)
