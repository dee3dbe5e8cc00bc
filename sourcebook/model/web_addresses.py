"""The web addresses that a record may contain and a page may link to."""

import re

# An allow-list, matched in full: http or https, an ASCII host with a dot, no user name,
# no quotes, spaces, brackets or controls. Reserved and unreserved characters of
# RFC 3986, except those that HTML or Markdown could take for the end of the address.
_WEB_ADDRESS = re.compile(
    r"https?://"
    r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z][a-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?"
    r"(?:[/?#][A-Za-z0-9._~:/?#@!$&*+,;=%()-]*)?",
    re.ASCII,
)


def is_web_address(text: str) -> bool:
    """Whether *text* is a complete http or https address that may be linked."""
    return bool(_WEB_ADDRESS.fullmatch(text))
