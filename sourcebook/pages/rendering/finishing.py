"""
The last step of rendering: links become relative, the page's version is inserted.

A page is rendered independently of its path, with placeholders for what depends on the
path or on the whole content. No record may contain either (model/characters.py).
"""

import hashlib

# Placeholder for the path from a page to the site's root: empty, or "../" repeated.
# One byte that neither HTML nor JSON escapes.
ROOT = "\x7f"

# Placeholder for the version of the page.
VERSION = "\ufdd0"

_VERSION_MARK = VERSION.encode()

# Hexadecimal digits: among 1,000 versions of a page two collide once in 10^8.
_LENGTH = 12


def finished(page: str, path: str) -> bytes:
    """*page* for its *path*, both placeholders replaced, encoded in UTF-8."""
    content = page.replace(ROOT, "../" * path.count("/")).encode()
    version = hashlib.sha256(content).hexdigest()[:_LENGTH].encode()
    # Faster than `replace`, which counts first.
    return version.join(content.split(_VERSION_MARK))
