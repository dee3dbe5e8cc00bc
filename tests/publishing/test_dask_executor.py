"""A Dask cluster with a real scheduler and two workers makes the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import large
import pytest
from rendered import ROOT, TINY, graph_of
from sites import tree

from sourcebook.command import main
from sourcebook.flow import plan_site
from sourcebook.incremental.rebuild import make_share

QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error", "PYTHONPATH": str(ROOT)}


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", *arguments, "--no-dashboard"]
    environment = os.environ | QUIET
    return subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler on the loopback interface, with two workers."""
    info = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(info)]
    processes = [_start("distributed.cli.dask_scheduler", *options)]
    try:
        while not info.exists() or not info.read_text():
            assert processes[0].poll() is None
            time.sleep(0.05)
        address = str(json.loads(info.read_text())["address"])
        folder = ["--local-directory", str(info.parent)]
        options = [address, "--nthreads", "1", "--nworkers", "2", *folder]
        processes.append(_start("distributed.cli.dask_worker", *options))
        _wait_for_two(address)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def _wait_for_two(address: str) -> None:
    waiting = (
        "import sys; from distributed import Client\n"
        "with Client(sys.argv[1]) as client: client.wait_for_workers(2, timeout=60)"
    )
    subprocess.run([sys.executable, "-c", waiting, address], check=True)


def _build(out: Path, *options: str) -> tuple[int, str]:
    """Build a large base; return the exit status and stderr."""
    program = [sys.executable, str(ROOT / "build.py"), "--kb", str(large.kb())]
    program += ["--schema", str(ROOT / "schema"), "--out", str(out), *options]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.slow
def test_the_same_bytes(tmp_path: Path, scheduler: str) -> None:
    """Files are the same whether made locally or by the workers."""
    here, there = tmp_path / "here", tmp_path / "there"

    assert _build(here)[0] == 0
    assert _build(there, "--executor", scheduler)[0] == 0
    assert tree(here) == tree(there)


@pytest.mark.slow
def test_no_scheduler(tmp_path: Path) -> None:
    """A missing scheduler is reported in one line, and no site is written."""
    status, said = _build(tmp_path / "site", "--executor", "tcp://127.0.0.1:9")

    assert status == 1
    assert said == (
        "sourcebook: no scheduler answers at tcp://127.0.0.1:9; start it, or name "
        "another\n"
    )
    assert not (tmp_path / "site").exists()


def test_an_invalid_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid scheduler address is reported."""
    out = str(tmp_path / "site")
    base = ["--kb", str(TINY), "--schema", str(ROOT / "schema"), "--out", out]
    status = main([*base, "--executor", "nonsense://x"])

    assert status == 1
    assert capsys.readouterr().err.startswith("sourcebook: no scheduler answers at")


def test_another_version_of_the_program() -> None:
    """A worker that runs another version of the program refuses to make files."""
    with pytest.raises(RuntimeError, match="another version"):
        make_share((graph_of(TINY), plan_site, "0" * 64), ["index.html"])
