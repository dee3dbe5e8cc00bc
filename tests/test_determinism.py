"""The same input gives the same bytes on any machine, at any time, in any locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rendered import ROOT

KB = ROOT / "tests/bases/valid/tiny/kb"

# Makes every folder list its entries in an order other than the file system's.
SHUFFLED = """
import os, random
plain = os.scandir
class Shuffled:
    def __init__(self, *names):
        with plain(*names) as entries:
            self.entries = list(entries)
        random.Random(7).shuffle(self.entries)
    def __enter__(self):
        return iter(self.entries)
    def __exit__(self, *_):
        return None
os.scandir = Shuffled
"""

# Prints every file of a base with split lists and a split search index.
LARGE = """
import hashlib
from large import files
for path, content in sorted(files().items()):
    print(path, hashlib.sha256(content).hexdigest())
"""


def _manifest(
    out: Path, environment: Mapping[str, str] | None = None, umask: int = 0o022
) -> bytes:
    """Build to *out* with *environment*, and return the site's manifest."""
    subprocess.run(
        [
            *(sys.executable, str(ROOT / "build.py"), "--out", str(out)),
            *("--kb", str(KB), "--schema", str(ROOT / "schema")),
        ],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        },
        cwd=out.parent,
        umask=umask,
        check=True,
        capture_output=True,
    )
    return (out / "data/manifest.json").read_bytes()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The manifest of an ordinary build."""
    return _manifest(tmp_path_factory.mktemp("plain") / "site")


@pytest.mark.parametrize(
    "environment",
    [
        {
            "PYTHONHASHSEED": "0",
            "TZ": "Etc/GMT-14",
            "LC_ALL": "tr_TR.UTF-8",
            "SOURCE_DATE_EPOCH": "0",
        },
        {
            "PYTHONHASHSEED": "1",
            "TZ": "Etc/GMT+12",
            "LANG": "C",
            "PYTHONUTF8": "0",
            "HOME": "/nonexistent",
            "USER": "somebody",
            "HOSTNAME": "elsewhere",
            "PYTHONWARNINGS": "error",
        },
    ],
    ids=["east", "west"],
)
def test_the_environment_leaves_no_trace(
    tmp_path: Path, plain: bytes, environment: dict[str, str]
) -> None:
    """Hash seed, time zone, locale and user do not change the site."""
    assert _manifest(tmp_path / "site", environment) == plain


@pytest.mark.slow
def test_the_hash_seed_leaves_no_trace_in_a_large_base() -> None:
    """The hash seed does not change the files that only a large base has."""
    listings = []
    for seed in ("0", "1"):
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}",
            "PYTHONHASHSEED": seed,
        }
        run = [sys.executable, "-c", LARGE]
        done = subprocess.run(run, env=environment, check=True, capture_output=True)
        listings.append(done.stdout.decode().splitlines())

    assert any(line.startswith("search/words/") for line in listings[0])
    assert [line for line, other in zip(*listings, strict=True) if line != other] == []


def test_the_path_and_the_umask_leave_no_trace(tmp_path: Path, plain: bytes) -> None:
    """A path with spaces and other scripts, and a strict umask, change nothing."""
    folder = tmp_path / "b ä ש"
    folder.mkdir()

    assert _manifest(folder / "site", umask=0o077) == plain


def test_the_order_of_folders_leaves_no_trace(tmp_path: Path, plain: bytes) -> None:
    """The order in which the file system lists files does not change the site."""
    (tmp_path / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
    path = f"{tmp_path}{os.pathsep}{ROOT}"

    assert _manifest(tmp_path / "site", {"PYTHONPATH": path}) == plain


def test_no_module_reads_its_surroundings() -> None:
    """Nothing in the program reads a clock, the network or the environment."""
    forbidden = (
        "import time",
        "datetime.now",
        "date.today",
        "os.environ",
        "import socket",
    )
    uses = [
        (path.name, word)
        for path in (ROOT / "sourcebook").rglob("*.py")
        for word in forbidden
        if word in path.read_text("utf-8")
    ]

    assert uses == []
