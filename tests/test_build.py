"""The build as users run it: the site is written completely, or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from rendered import ROOT, TINY, files_of

from sourcebook.command import main


def _build(kb: Path, out: Path) -> int:
    schema = str(ROOT / "schema")
    return main(["--kb", str(kb), "--schema", schema, "--out", str(out)])


def _tree(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def test_no_command_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site contains all rendered files and a manifest; stdout stays empty."""
    out = tmp_path / "site"
    status = _build(TINY, out)
    tree = _tree(out)
    manifest = json.loads(tree.pop("data/manifest.json"))
    printed = capsys.readouterr()

    assert (status, printed.out) == (0, "")
    assert printed.err.endswith("site.\n")
    assert tree == files_of(TINY)
    assert manifest == {
        path: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for path, content in tree.items()
    }


def test_a_base_with_an_error_leaves_the_old_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an error in a record: exit 1, a report on stdout, an unchanged site."""
    kb, out = tmp_path / "kb", tmp_path / "site"
    shutil.copytree(TINY, kb)
    _build(kb, out)
    before = _tree(out)
    record = kb / "entities/alderby.yaml"
    record.write_text(record.read_text("utf-8").replace("name: ", "nam: ", 1), "utf-8")
    capsys.readouterr()
    status = _build(kb, out)
    printed = capsys.readouterr()

    assert status == 1
    assert "[unknown-key]" in printed.out
    assert printed.err == "2 problems in 1 file.\n"
    assert before == _tree(out)


def test_a_folder_that_is_not_ours_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with other files is refused in one line, and left untouched."""
    out = tmp_path / "site"
    out.mkdir()
    (out / "letter.txt").write_text("dear", "utf-8")
    status = _build(TINY, out)
    printed = capsys.readouterr()

    assert (status, printed.out) == (1, "")
    assert printed.err.startswith("sourcebook: ")
    assert printed.err.count("\n") == 1
    assert _tree(out) == {"letter.txt": b"dear"}
