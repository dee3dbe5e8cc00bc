"""The bytecode of templates is cached, and is recompiled if it is not valid."""

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
    """The folder where Python keeps bytecode, which is still empty."""
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


def _rendered() -> str:
    return Templates().part("link")(LinkView("A", "a.html"))


def _files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_a_template_is_compiled_once(kept: Path, compiled: Counted) -> None:
    """The next run uses the cached bytecode."""
    assert _rendered() == MADE
    assert compiled

    compiled.clear()

    assert _rendered() == MADE
    assert compiled == []
    assert {path.suffix for path in _files(kept)} == {".pyc"}


@pytest.mark.parametrize("cut", [0, 10, 32, 40, -1])
def test_truncated_bytecode_is_not_used(
    kept: Path, compiled: Counted, cut: int
) -> None:
    """The same holds for an empty file."""
    _rendered()
    for file in _files(kept):
        file.write_bytes(file.read_bytes()[:cut])
    compiled.clear()

    assert _rendered() == MADE
    assert compiled


@pytest.mark.usefixtures("kept")
def test_bytecode_of_another_compiler_is_not_used(
    compiled: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change to the module that compiles templates recompiles all of them."""
    _rendered()
    compiled.clear()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"# other")

    assert _rendered() == MADE
    assert compiled


def test_all_templates_can_be_compiled_in_advance(tmp_path: Path) -> None:
    """This works even if PYTHONDONTWRITEBYTECODE is set."""
    options = ["-E", "-X", f"pycache_prefix={tmp_path}", "-m"]
    subprocess.run(
        [sys.executable, *options, "sourcebook.pages.rendering.compile_all"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
        check=True,
    )
    templates = ROOT / "sourcebook/pages/templates"
    files = _files(tmp_path / templates.relative_to("/"))

    assert len(files) == len([*templates.rglob("*.html")])


def test_nothing_is_cached_where_python_caches_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHONDONTWRITEBYTECODE is respected."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert _rendered() == MADE
    assert _files(kept) == []


def test_a_folder_that_cannot_be_written_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are rendered all the same."""
    taken = kept / "file"
    taken.touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(taken))

    assert _rendered() == MADE
    assert _files(kept) == [taken]
