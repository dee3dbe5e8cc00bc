"""The values of scalars, and which scalars YAML readers interpret differently."""

import re
import unicodedata
from functools import lru_cache

import yaml

Scalar = str | int | float | bool | None

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,10}", re.ASCII)
_KEY = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
# Words of YAML 1.1 and 1.2 that PyYAML's table of implicit types lacks.
_OTHER_READERS = re.compile(
    r"[yYnN]|0o[0-7]+|[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9_]+)([eE][-+]?[0-9]+)?",
    re.ASCII,
)

# The first characters of scalars that may not be text: with any other, every pattern
# above and in PyYAML's table fails.
AMBIGUOUS_STARTS = frozenset((*_RESOLVERS, *"yYnN+-.0123456789~tf", ""))
# Those that begin a word such as "yes" or "Null"; the longest is "false".
AMBIGUOUS_WORD_STARTS = frozenset("yYnNtTfFoO")
LONGEST_WORD = 5


def plain_value(text: str) -> Scalar:
    """The value of an unquoted *text*."""
    if text in _NULL:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return normalised(text)


def normalised(text: str) -> str:
    """*text* in Unicode normalization form NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_key(text: str) -> bool:
    """Whether *text* is a valid key: printable ASCII, with no space at its ends."""
    return bool(_KEY.fullmatch(text))


@lru_cache(maxsize=4096)  # most are keys, the same in every record
def is_ambiguous(text: str) -> bool:
    """Whether some YAML reader takes unquoted *text* for something other than text."""
    if _OTHER_READERS.fullmatch(text):
        return True
    return any(pattern.match(text) for _, pattern in _RESOLVERS.get(text[0], []))
