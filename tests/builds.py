"""Builds whose site and cache later runs are to trust."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from rendered import ROOT, TINY

from sourcebook.command import main


def build_tiny(folder: Path) -> None:
    """Build a copy of the small base in *folder*, which is the working folder."""
    shutil.copytree(TINY, folder / "kb")
    shutil.copytree(ROOT / "schema", folder / "schema")
    settle()
    assert main([]) == 0


def settle() -> None:
    """Wait until the files are old enough for their timestamps to be trusted."""
    time.sleep(0.02)
