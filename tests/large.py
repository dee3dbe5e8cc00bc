"""A made-up base whose lists are all too long for a page, at bounds lowered for it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from checks import check_whole
from rendered import ROOT

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


@cache
def graph() -> Graph:
    """The graph of a made-up base of some hundred records."""
    with TemporaryDirectory() as folder:
        script = ROOT / "bench/generate.py"
        made = [sys.executable, str(script), str(RECORDS), folder, "--seed", "5"]
        subprocess.run(made, check=True, cwd=ROOT)
        kb = Path(folder) / "kb"
        checked = check_whole(flow.Folders(kb, ROOT / "schema", Path(folder)))
    assert checked.base is not None, checked.problems
    assert checked.schema is not None

    return Graph.of(checked.base, checked.schema)


@cache
def files() -> dict[str, bytes]:
    """Every file of its site by its path, but the manifest."""
    return {
        file.path: file.content for file in flow.plan_site(graph(), bounds=LOW).files()
    }


@cache
def planned() -> tuple[PageSpec, ...]:
    """Every page of its site before it is made."""
    return tuple(plan.pages(graph(), Prose(graph().base), LOW))
