"""The file of the evidence lock: what is taken for one, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sourcebook.checking.evidence_lock import read_lock, write_lock
from sourcebook.model.evidence import Lock


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What `verify` writes is what a check reads."""
    lock = Lock({"a#p1": "0" * 64}, {"b#c": "1" * 64})
    write_lock(lock, tmp_path)

    assert read_lock(tmp_path) == (lock, [])


def test_a_base_without_a_lock(tmp_path: Path) -> None:
    """A missing lock is no broken one."""
    assert read_lock(tmp_path) == (None, [])


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{}", '{"locators": [], "quotes": {}}'),
        json.dumps({"locators": {"a#p1": 5}, "quotes": {}}),
        json.dumps({"locators": {}, "quotes": {"b#c": None}}),
        "[" * 99_999,
    ],
)
def test_a_broken_lock(tmp_path: Path, content: str) -> None:
    """Anything that `verify` does not write is reported, and not taken for a lock."""
    (tmp_path / "evidence.lock").write_text(content, "utf-8")
    lock, problems = read_lock(tmp_path)

    assert lock is None
    assert [problem.rule for problem in problems] == ["broken-lock"]
