"""What the pages and the exports hand to be published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site."""

    path: str  # POSIX, relative to the site, without a leading slash
    content: bytes
