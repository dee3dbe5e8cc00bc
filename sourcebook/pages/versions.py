"""The version of a page: a short hash of all else that stands on it."""

from __future__ import annotations

import hashlib

# Stands for the version while a page is made. Unicode keeps this character for use
# inside programs, and no record may hold it, so that it stands nowhere else.
VERSION = "\ufdd0"

_MARK = VERSION.encode()

# Hexadecimal digits: of a thousand states of a page two are alike once in 10^8.
_LENGTH = 12


def with_version(page: str) -> bytes:
    """*page* in UTF-8, with its version wherever VERSION stood."""
    content = page.encode()
    version = hashlib.sha256(content).hexdigest()[:_LENGTH].encode()
    # Faster than `replace`, which counts first.
    return version.join(content.split(_MARK))
