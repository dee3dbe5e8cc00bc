"""System errors while a site is written, as one line with a remedy."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from sourcebook.problems import printable

_SPACE = "free some space, then build again"
_RIGHTS = "let this account write there, or give --out another place"
_FIXED = "it cannot be moved (a mount point?): give --out a folder inside it"
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EIO: "check the disk, then build again",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EBUSY: _FIXED,
    errno.EXDEV: _FIXED,
}
_OTHERWISE = "mend that, then build again"


class PublishError(Exception):
    """The site could not be written; what was there before is untouched."""


@contextlib.contextmanager
def publish_errors(action: str, path: Path) -> Iterator[None]:
    """Turn an OSError into a PublishError that names *action*, *path* and a remedy."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        remedy = _REMEDIES.get(error.errno or 0, _OTHERWISE)
        message = f"cannot {action} {in_line(path)}: {why}; {remedy}"
        raise PublishError(message) from error


def in_line(path: Path) -> str:
    """*path*, safe to print on one line of a terminal."""
    return printable(str(path))
