"""The cache beside a site: files that are whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

_VERSION = b"sourcebook cache 1\n"
_DIGITS = 64  # of a SHA-256, in hexadecimal


def cache_of(out: Path) -> Path:
    """The folder beside the site *out* that keeps what runs leave to the next ones."""
    return out.with_name(f".{out.name}-cache")


def make_cache(out: Path) -> None:
    """The cache of the site *out* is there, if it can be."""
    with contextlib.suppress(OSError):
        cache_of(out).mkdir(exist_ok=True)


def write_sealed(file: Path, content: bytes) -> None:
    """
    *file* holds *content*; where the system refuses, what stood there or nothing.

    It need not last: after a loss of power the digest tells what was lost.
    """
    digest = hashlib.sha256(content).hexdigest().encode("ascii")
    aside = file.with_name(f"{file.name}-{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            aside.write_bytes(_VERSION + digest + b"\n" + content)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)


def read_sealed(file: Path) -> bytes | None:
    """What `write_sealed` wrote; None where it is not there, or not as it was."""
    try:
        sealed = file.read_bytes()
    except OSError:
        return None
    begins = len(_VERSION) + _DIGITS + 1
    digest = hashlib.sha256(memoryview(sealed)[begins:]).hexdigest().encode("ascii")
    if sealed[:begins] != _VERSION + digest + b"\n":
        return None
    return sealed[begins:]
