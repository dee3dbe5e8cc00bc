"""The cache beside a site, whose files are complete or absent."""

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path

_VERSION = b"sourcebook cache 1\n"
_DIGITS = 64  # of a SHA-256, in hexadecimal
_MOST = 2**31  # bytes: ten times the cache of a base of 100,000 records

_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW  # no links; no waiting on pipes
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_TOUCH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK | os.O_NOFOLLOW

# Raised by parsing a file whose content this program would not have written.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError)

# A path that cannot exist: the cache of a name that no site can have.
_NOWHERE = Path(os.devnull) / "cache"


def cache_of(out: Path) -> Path:
    """The folder beside the site *out* that keeps data from one run for the next."""
    if out.name in ("", ".."):
        return _NOWHERE
    return out.with_name(f".{out.name}-cache")


def make_cache(out: Path) -> None:
    """Create the cache of the site *out*, if the system allows it."""
    with contextlib.suppress(OSError):
        cache_of(out).mkdir(exist_ok=True)


def touched(out: Path) -> os.stat_result | None:
    """The status of a cache file touched just now; None if there is no cache."""
    with contextlib.suppress(OSError):
        handle = _open(cache_of(out) / "begun", _TOUCH)
        try:
            os.utime(handle)
            return os.fstat(handle)
        finally:
            os.close(handle)
    return None


def write_cached(out: Path, name: str, content: bytes) -> None:
    """Write *content* to the cache file *name*; on failure, leave it as it was."""
    # It is not made durable: after a loss of power, the digest shows what was lost.
    _put(cache_of(out) / name, content)


def read_cached(out: Path, name: str) -> bytes | None:
    """What `write_cached` wrote; None if the file is missing or altered."""
    try:
        with os.fdopen(_open(cache_of(out) / name, _READ), "rb") as opened:
            if os.fstat(opened.fileno()).st_size > _MOST:
                return None
            stored = opened.read()
    except OSError:
        return None
    start = len(_VERSION) + _DIGITS + 1
    digest = hashlib.sha256(memoryview(stored)[start:]).hexdigest().encode("ascii")
    if stored[:start] != _VERSION + digest + b"\n":
        return None
    return stored[start:]


def write_bound(out: Path, name: str, content: bytes) -> None:
    """
    Like `write_cached`, but a copied or moved file is ignored when read.

    For content that nothing else binds to this place. A file that came with a
    repository has an inode and times that its sender cannot know; and if this one
    cannot be written, the file that is there instead is not bound.
    """
    file = cache_of(out) / name
    written = _put(file, content)
    with contextlib.suppress(OSError):
        status = file.lstat()
        if written is not None and os.path.samestat(written, status):
            write_cached(out, _bond(name), _identity(status))


def read_bound(out: Path, name: str) -> bytes | None:
    """What `write_bound` wrote; None if the file is missing, altered or moved."""
    bond, content = read_cached(out, _bond(name)), read_cached(out, name)
    with contextlib.suppress(OSError):
        if bond == _identity((cache_of(out) / name).lstat()):
            return content
    return None


def _put(file: Path, content: bytes) -> os.stat_result | None:
    """The status of the file that now holds *content*; None if it cannot be written."""
    digest = hashlib.sha256(content).hexdigest().encode("ascii")
    temporary = file.with_name(f"{file.name}-{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            with os.fdopen(_open(temporary, _CREATE), "wb") as opened:
                opened.write(_VERSION + digest + b"\n" + content)
                written = os.fstat(opened.fileno())
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
        return written
    return None


def _bond(name: str) -> str:
    return f"{name}.bond"


def _identity(st: os.stat_result) -> bytes:
    words = (st.st_dev, st.st_ino, st.st_size, st.st_mtime_ns, st.st_ctime_ns)
    return " ".join(map(str, words)).encode("ascii")


def _open(file: Path, flags: int) -> int:
    """
    A handle of the regular *file* of a cache.

    Raises:
        OSError: if the system refuses; if it is a link, a pipe or a device; or if the
            cache itself is a link: one that came with a repository may lead anywhere.

    """
    if not stat.S_ISDIR(file.parent.lstat().st_mode):
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    handle = os.open(file, flags, 0o644)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file")
    return handle
