"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sourcebook import command

SCHEMA = Path(__file__).parent.parent / "schema"

BaseOf = Callable[[Mapping[str, str | bytes]], command.Checked]


@pytest.fixture
def base_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BaseOf:
    """Writes a base of path -> text into kb/ of a new working folder, and checks it."""
    monkeypatch.chdir(tmp_path)

    def write_and_check(files: Mapping[str, str | bytes]) -> command.Checked:
        kb = Path("kb")
        for name, content in files.items():
            path = kb / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        return command.check(command.Folders(kb, SCHEMA, Path("site")))

    return write_and_check
