"""The bytecode of templates is kept, and compiled again where it is not theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from rendered import ROOT

from sourcebook.pages.rendering.templates import Templates
from sourcebook.pages.views import LinkView

MADE = '<a href="a.html">A</a>'

Counted = list[str]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that Python keeps code in, which has none yet."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The names of the templates that are compiled from now on."""
    names: Counted = []
    compile_one: Callable[..., object] = Environment.compile

    def counting(
        environment: Environment, source: str, name: str, filename: str
    ) -> object:
        names.append(name)
        return compile_one(environment, source, name, filename)

    monkeypatch.setattr(Environment, "compile", counting)
    return names


def _made() -> str:
    return Templates().part("link")(LinkView("A", "a.html"))


def _files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_a_template_is_compiled_once(kept: Path, compiled: Counted) -> None:
    """The next run takes its code."""
    assert _made() == MADE
    assert compiled

    compiled.clear()

    assert _made() == MADE
    assert compiled == []
    assert {path.suffix for path in _files(kept)} == {".pyc"}


@pytest.mark.parametrize("cut", [0, 10, 32, 40, -1])
def test_code_that_was_cut_short_is_not_taken(
    kept: Path, compiled: Counted, cut: int
) -> None:
    """Nor is an empty file."""
    _made()
    for file in _files(kept):
        file.write_bytes(file.read_bytes()[:cut])
    compiled.clear()

    assert _made() == MADE
    assert compiled


@pytest.mark.usefixtures("kept")
def test_code_of_another_compiler_is_not_taken(
    compiled: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of the compiler, which is this module, compiles every template anew."""
    _made()
    compiled.clear()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"# other")

    assert _made() == MADE
    assert compiled


def test_all_are_compiled_at_once(tmp_path: Path) -> None:
    """Before the first run, whatever the environment says of Python's own."""
    told = ["-E", "-X", f"pycache_prefix={tmp_path}", "-m"]
    subprocess.run(
        [sys.executable, *told, "sourcebook.pages.rendering.compile_all"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
        check=True,
    )
    templates = ROOT / "sourcebook/pages/templates"
    made = _files(tmp_path / templates.relative_to("/"))

    assert len(made) == len([*templates.rglob("*.html")])


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PYTHONDONTWRITEBYTECODE asks."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert _made() == MADE
    assert _files(kept) == []


def test_a_folder_that_cannot_be_written_is_left_alone(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are made all the same."""
    taken = kept / "file"
    taken.touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(taken))

    assert _made() == MADE
    assert _files(kept) == [taken]
