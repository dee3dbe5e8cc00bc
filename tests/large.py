"""Two large bases: one with long lists and low bounds, and one of many islands."""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import mkdtemp

from rendered import ROOT, TINY, graph_of

from sourcebook import flow
from sourcebook.graph.graph import Graph
from sourcebook.pages import plan
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.page import PageSpec
from sourcebook.pages.text.prose import Prose

LOW = Bounds(
    lines=20,
    names=30,
    events=8,
    questions=6,
    sources=5,
    reaching=2,
    home=4,
    only=3,
    table=6,
    beside=2,
    compared=3,
    records=100,
    found=100,
    loaded=4,
)
RECORDS = 300
ISLANDS = 40
# The records that all islands share, and the names that must differ in the others.
SHARED = {"river-gazette", "valley-herald", "base"}
NAME = r"^((?:name|  - name|  - \{ name): [^,\n]*)"


@cache
def kb() -> Path:
    """The records of a generated base, never changed, deleted when the tests end."""
    folder = _folder()
    script = ROOT / "bench/generate.py"
    command = [sys.executable, str(script), str(RECORDS), str(folder), "--seed", "5"]
    subprocess.run(command, check=True, cwd=ROOT)
    return folder / "kb"


@cache
def islands() -> Path:
    """A folder with many copies of the tiny base, which share only the newspapers."""
    kb = _folder() / "kb"
    texts = {path: path.read_text("utf-8") for path in sorted(TINY.rglob("*.yaml"))}
    ids = "|".join(path.stem for path in texts if path.stem not in SHARED)
    for number, (path, text) in product(range(ISLANDS), texts.items()):
        named = re.sub(rf"(?<![\w-])({ids})(?![\w-])", rf"\1-{number}", text)
        file = kb / path.relative_to(TINY)
        if path.stem not in SHARED:
            named = re.sub(NAME, rf"\1 {number}", named, flags=re.MULTILINE)
            file = file.with_stem(f"{path.stem}-{number}")
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(named, "utf-8")
    return kb


def _folder() -> Path:
    """A new folder, which is deleted when the tests end."""
    folder = mkdtemp(prefix="large-base-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)


def graph() -> Graph:
    """The graph of the generated base of some hundred records."""
    return graph_of(kb())


@cache
def files() -> dict[str, bytes]:
    """Every file of its site by path, except the manifest."""
    return {
        file.path: file.content for file in flow.plan_site(graph(), bounds=LOW).files()
    }


@cache
def planned() -> tuple[PageSpec, ...]:
    """Every page of its site, not yet rendered."""
    return tuple(plan.pages(graph(), Prose(graph().base), LOW))
