"""
Every rule has a folder in bases/broken/ that breaks it and a heading in docs/rules.md.

`RENEW=1 pytest tests/checking/test_rules.py` (or `make golden`) rewrites the reports;
read the diff before committing it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rendered import ROOT

from sourcebook import command
from sourcebook.checking import (
    evidence_lock,
    loaded_words,
    rules,
    shape_problems,
    verify,
)
from sourcebook.reading import file_problems
from sourcebook.reading.schema_folder import broken_schema

BROKEN = ROOT / "tests/bases/broken"

RULES = [
    rule.__name__.replace("_", "-")
    for rule in (
        *file_problems.RULES,
        *shape_problems.RULES,
        *rules.RULES,
        *loaded_words.RULES,
        *verify.RULES,
        *evidence_lock.RULES,
        broken_schema,
    )
]


def _pipe(case: Path) -> None:
    (case / "kb/entities").mkdir(parents=True)
    os.mkfifo(case / "kb/entities/alderby.yaml")


# Files that git cannot store are created in a copy of the case's folder.
GENERATED: dict[str, Callable[[Path], None]] = {"unreadable-file": _pipe}


@pytest.mark.parametrize("rule", sorted(path.name for path in BROKEN.iterdir()))
def test_report(
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The full report of a base that breaks one rule matches its report.txt."""
    case, report = BROKEN / rule, BROKEN / rule / "report.txt"
    if rule in GENERATED:
        case = shutil.copytree(case, tmp_path / rule)
        GENERATED[rule](case)
    monkeypatch.chdir(case)
    schema = "schema" if Path("schema").is_dir() else str(ROOT / "schema")
    verified = ["verify", "--texts", "texts"] if Path("texts").is_dir() else ["check"]
    command.main([*verified, "--schema", schema])
    printed = capsys.readouterr().out
    if "RENEW" in os.environ:
        report.write_text(printed, encoding="utf-8")

    assert report.read_text(encoding="utf-8") == printed


def test_every_case_breaks_its_rule_and_no_other() -> None:
    """Each report names exactly one rule, the one its folder is named after."""
    named = {
        path.parent.name: set(
            re.findall(r"^\S.* \[([a-z0-9-]+)\]$", _text(path), re.MULTILINE)
        )
        for path in BROKEN.glob("*/report.txt")
    }

    assert {rule: {rule} for rule in named} == named


def test_every_rule_has_a_folder() -> None:
    """Rules and folders in bases/broken/ correspond one to one."""
    assert sorted(RULES) == sorted(path.name for path in BROKEN.iterdir())


def test_every_rule_has_a_heading() -> None:
    """The headings of docs/rules.md are the rules, in the same order."""
    headings = re.findall(r"^## (.*)$", _text(ROOT / "docs/rules.md"), re.MULTILINE)

    assert headings == RULES


def test_warnings_are_marked() -> None:
    """docs/rules.md marks exactly those rules as warnings that report warnings."""
    sections = _text(ROOT / "docs/rules.md").split("\n## ")[1:]
    marked = {s.partition("\n")[0] for s in sections if "*A warning:" in s}
    warning = {
        path.parent.name
        for path in BROKEN.glob("*/report.txt")
        if ": warning: " in _text(path)
    }

    assert warning == marked


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
