"""Swaps two folders: in one step if the system can, else in recoverable steps."""

import ctypes
import errno
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD of <fcntl.h>: paths are relative to the working folder
_SWAP = 2  # RENAME_EXCHANGE of <linux/fs.h>, and RENAME_SWAP of macOS's <sys/stdio.h>

# Errors of a system or file system without an atomic swap (EPERM is seccomp's).
_UNKNOWN = frozenset([errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])

# Errors of renaming a folder onto another that is not empty.
_FULL = frozenset([errno.ENOTEMPTY, errno.EEXIST])


def swap(new: Path, old: Path, aside: Path) -> None:
    """
    Swap the folders *new* and *old*.

    If the system has no call for it, *old* is at *aside* for a moment. A process killed
    then leaves only whole folders, and `restore` puts *old* back.

    Raises:
        OSError: if the system refuses; both are then where they were.

    """
    if _swap_atomically(new, old):
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
    Move what a killed swap left at *aside* back to *old*, unless *old* exists.

    Raises:
        OSError: if the system refuses.

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


def _swap_atomically(new: Path, old: Path) -> bool:
    """Whether the system swapped the two in one call; False if it has no such call."""
    system = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(new), os.fsencode(old)
    if hasattr(system, "renameat2"):
        failed = system.renameat2(_HERE, paths[0], _HERE, paths[1], _SWAP)
    elif hasattr(system, "renamex_np"):
        failed = system.renamex_np(*paths, _SWAP)
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(new), None, str(old))
    return not failed
