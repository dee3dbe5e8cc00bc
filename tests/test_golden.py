"""The complete site of a small base, byte for byte (`make golden` updates it)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from rendered import ROOT, TINY, files_of

GOLDEN = ROOT / "tests/golden/tiny"


def test_the_site_of_the_small_base() -> None:
    """Every file equals the golden copy, which was reviewed when it last changed."""
    rendered_files = {
        path: content
        for path, content in files_of(TINY).items()
        if not path.startswith("assets/")  # these are the same as in the program
    }
    if "RENEW" in os.environ:
        _renew(rendered_files)
    golden_files = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }

    assert sorted(golden_files) == sorted(rendered_files)
    assert [
        path for path in rendered_files if rendered_files[path] != golden_files[path]
    ] == []


def _renew(files: dict[str, bytes]) -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, content in files.items():
        file = Path(GOLDEN / path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
