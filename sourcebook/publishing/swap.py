"""Two folders change places: in one step where the system can, else mendably."""

import ctypes
import errno
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD of <fcntl.h>: a path is as seen from the working folder
_SWAP = 2  # RENAME_EXCHANGE of <linux/fs.h>, and RENAME_SWAP of macOS's <sys/stdio.h>

# How a system or a file system says that it knows no exchange (seccomp says EPERM).
_UNKNOWN = frozenset([errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])

# How it says that a folder cannot be renamed onto another because that one is full.
_FULL = frozenset([errno.ENOTEMPTY, errno.EEXIST])


def swap(new: Path, old: Path, aside: Path) -> None:
    """
    The folder *new* stands where *old* stood, and *old* where *new* stood.

    Where the system has no call for it, *old* stands as *aside* for a moment. A process
    that is killed then leaves whole folders only, and `restore` puts *old* back.

    Raises:
        OSError: where the system refuses; both are where they were.

    """
    if _swapped(new, old):
        return
    try:
        old.rename(aside)
        new.rename(old)
        aside.rename(new)
    except BaseException:
        _undo(new, old, aside)
        raise


def restore(old: Path, aside: Path) -> None:
    """
    What a killed exchange left *aside* stands as *old* again, unless *old* is there.

    Raises:
        OSError: where the system refuses.

    """
    try:
        aside.rename(old)
    except FileNotFoundError:
        return  # the usual case: nothing was left aside
    except OSError as error:
        if error.errno not in _FULL:
            raise


def _undo(new: Path, old: Path, aside: Path) -> None:
    if not os.path.lexists(aside):
        return
    if os.path.lexists(old):
        old.rename(new)
    aside.rename(old)


def _swapped(one: Path, two: Path) -> bool:
    """Whether the system exchanged the two; False where it knows no such call."""
    system = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(two)
    if hasattr(system, "renameat2"):
        failed = system.renameat2(_HERE, paths[0], _HERE, paths[1], _SWAP)
    elif hasattr(system, "renamex_np"):
        failed = system.renamex_np(*paths, _SWAP)
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(one), None, str(two))
    return not failed
