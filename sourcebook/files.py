"""The files of a site: before they are made, made, and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site."""

    path: str  # POSIX, relative to the site, without a leading slash
    content: bytes
    chosen: str = ""  # the digest of what was chosen for it
    rests_on: tuple[str, ...] = ()  # notes of what it was made of, sorted


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the site before it is made."""

    path: str  # as of a File
    make: Callable[[], bytes]
    chosen: object = None  # what was chosen for it: records, claims, words, in order


# The content of another file of the site, by its path.
Made = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Late:
    """A file of the site that is made of others, once these are made."""

    path: str  # as of a File
    of: tuple[str, ...]  # the paths of the others
    make: Callable[[Made], bytes]
    chosen: object = None  # which others, and what besides
