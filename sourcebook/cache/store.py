"""The cache beside a site: files that are whole or not there."""

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path

_VERSION = b"sourcebook cache 1\n"
_DIGITS = 64  # of a SHA-256, in hexadecimal
_MOST = 2**31  # bytes: ten times what a base of 100,000 records leaves

_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW  # no link; a pipe does not wait
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_TOUCH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK | os.O_NOFOLLOW

# What comes of a file that says something else than we would have written.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError)

# Where nothing can stand: the cache of what is no site's name.
_NOWHERE = Path(os.devnull) / "cache"


def cache_of(out: Path) -> Path:
    """The folder beside the site *out* that keeps what runs leave to the next ones."""
    if out.name in ("", ".."):
        return _NOWHERE
    return out.with_name(f".{out.name}-cache")


def make_cache(out: Path) -> None:
    """The cache of the site *out* is there, if it can be."""
    with contextlib.suppress(OSError):
        cache_of(out).mkdir(exist_ok=True)


def touched(out: Path) -> os.stat_result | None:
    """A file of the cache that changes just now; None where there is no cache."""
    with contextlib.suppress(OSError):
        handle = _opened(cache_of(out) / "begun", _TOUCH)
        try:
            os.utime(handle)
            return os.fstat(handle)
        finally:
            os.close(handle)
    return None


def write_cached(out: Path, name: str, content: bytes) -> None:
    """
    The file *name* of the cache holds *content*; where it cannot, what it held before.

    It need not last: after a loss of power the digest tells what was lost.
    """
    _put(cache_of(out) / name, content)


def read_cached(out: Path, name: str) -> bytes | None:
    """What `write_sealed` wrote; None where it is not there, or not as it was."""
    try:
        with os.fdopen(_opened(cache_of(out) / name, _READ), "rb") as opened:
            if os.fstat(opened.fileno()).st_size > _MOST:
                return None
            sealed = opened.read()
    except OSError:
        return None
    begins = len(_VERSION) + _DIGITS + 1
    digest = hashlib.sha256(memoryview(sealed)[begins:]).hexdigest().encode("ascii")
    if sealed[:begins] != _VERSION + digest + b"\n":
        return None
    return sealed[begins:]


def write_bound(out: Path, name: str, content: bytes) -> None:
    """
    As `write_sealed`; and no copy of the file is believed, nor one that was moved.

    For what nothing else binds to this place. A file that came with a repository has
    another inode and other times than its sender can know; and where this one cannot
    be written, what stands there instead is not bound.
    """
    file = cache_of(out) / name
    written = _put(file, content)
    with contextlib.suppress(OSError):
        stands = file.lstat()
        if written is not None and os.path.samestat(written, stands):
            write_cached(out, _bond(name), _place(stands))


def read_bound(out: Path, name: str) -> bytes | None:
    """What `write_bound` wrote; None where it is not there, or not as it was."""
    bond, content = read_cached(out, _bond(name)), read_cached(out, name)
    with contextlib.suppress(OSError):
        if bond == _place((cache_of(out) / name).lstat()):
            return content
    return None


def _put(file: Path, content: bytes) -> os.stat_result | None:
    """The file that holds *content* now; None where it could not be written."""
    digest = hashlib.sha256(content).hexdigest().encode("ascii")
    aside = file.with_name(f"{file.name}-{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            with os.fdopen(_opened(aside, _CREATE), "wb") as opened:
                opened.write(_VERSION + digest + b"\n" + content)
                written = os.fstat(opened.fileno())
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
        return written
    return None


def _bond(name: str) -> str:
    return f"{name}.bond"


def _place(at: os.stat_result) -> bytes:
    words = (at.st_dev, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns)
    return " ".join(map(str, words)).encode("ascii")


def _opened(file: Path, flags: int) -> int:
    """
    A handle of the regular *file* of a cache.

    Raises:
        OSError: where the system refuses, or it is a link, a pipe or a device, or the
            cache itself is a link: whoever sent that along means another file.

    """
    if not stat.S_ISDIR(file.parent.lstat().st_mode):
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    handle = os.open(file, flags, 0o644)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file")
    return handle
