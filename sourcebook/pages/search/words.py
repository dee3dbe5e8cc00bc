"""Words as the search compares them: what search_words.js does, done once before."""

import re
import unicodedata

# As search_words.js has them; a test in a browser compares the two.
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
    """*text* as it is compared: decomposed, without marks or case, letters unified."""
    small = unicodedata.normalize("NFKD", text).upper().lower()
    kept = (c for c in small if unicodedata.category(c)[0] != "M" and c not in _DROPPED)
    plain = "".join(kept).translate(_SAME)
    return _DIGITS.sub(lambda found: str(ord(found[0]) & 15), plain)


def words_of(chunk: str) -> tuple[str, ...]:
    """What a text without spaces is found by: its words, also as one, but little."""
    signs = (c if unicodedata.category(c)[0] in "LN" else " " for c in fold(chunk))
    parts = "".join(signs).split()
    words = [*parts, "".join(parts)] if len(parts) > 1 else parts
    return tuple(word for word in words if word not in _LITTLE)
