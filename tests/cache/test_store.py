"""Reading back a cache, and the version of the program that it is bound to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.cache.program_digest import program_digest, versions
from sourcebook.cache.store import make_cache, read_cached, write_cached


def test_a_cache_file_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache file that is too large is not read."""
    site = tmp_path / "site"
    make_cache(site)
    write_cached(site, "last.json", b"eleven signs")

    assert read_cached(site, "last.json") == b"eleven signs"
    monkeypatch.setattr("sourcebook.cache.store._MOST", 10)

    assert read_cached(site, "last.json") is None


def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library has no version, and changes the program's digest."""
    before = program_digest()
    monkeypatch.setattr(
        "sourcebook.cache.program_digest._LIBRARIES", ("no-such-library",)
    )

    assert versions().endswith(" none")
    assert program_digest() != before
