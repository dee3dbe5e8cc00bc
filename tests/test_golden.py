"""The whole site of a small base, byte for byte (`make golden` renews it)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from rendered import ROOT, TINY, files_of

GOLDEN = ROOT / "tests/golden/tiny"


def test_the_site_of_the_small_base() -> None:
    """Every file is as it was when somebody last read the difference."""
    made = {
        path: content
        for path, content in files_of(TINY).items()
        if not path.startswith("assets/")  # those are as they stand in the program
    }
    if "RENEW" in os.environ:
        _renew(made)
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }

    assert sorted(kept) == sorted(made)
    assert [path for path in made if made[path] != kept[path]] == []


def _renew(made: dict[str, bytes]) -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, content in made.items():
        file = Path(GOLDEN / path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
