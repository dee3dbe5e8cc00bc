"""Which web addresses a record may name and a page may link."""

import re

# An allow-list by full match: http or https, an ASCII host with a dot, no user name,
# no quotes, spaces, brackets or controls. Reserved and unreserved characters of
# RFC 3986, less those that HTML or Markdown could take for an end.
_WEB_ADDRESS = re.compile(
    r"https?://"
    r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z][a-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?"
    r"(?:[/?#][A-Za-z0-9._~:/?#@!$&*+,;=%()-]*)?",
    re.ASCII,
)


def is_web_address(text: str) -> bool:
    """Whether *text* is a whole http or https address that may be linked."""
    return bool(_WEB_ADDRESS.fullmatch(text))
