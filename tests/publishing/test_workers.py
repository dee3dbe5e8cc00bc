"""Calls in forked processes: results, errors, and that no process is left over."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from functools import partial
from pathlib import Path
from typing import NoReturn

import large
import pytest
from rendered import ROOT
from sites import tree

from sourcebook.cache.dependencies import Dependencies
from sourcebook.publishing import staging
from sourcebook.publishing.dispatch import (
    Tracking,
    file_maker,
    make_here,
    make_in_processes,
)
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.manifest import Entry
from sourcebook.publishing.publish import publish
from sourcebook.publishing.tasks import Task
from sourcebook.publishing.workers import can_fork, forked_or_here

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are forked on Linux only"
)


def fail(error: BaseException) -> NoReturn:
    raise error


def track() -> Tracking:
    """Empty dependency tracking."""
    return Tracking(Dependencies(), str)


def test_results_come_back() -> None:
    """Calls need not be picklable, and their side effects stay in the child."""
    done: list[int] = []

    def call(number: int) -> int:
        done.append(number)
        return 2 * number

    with forked_or_here(*(partial(call, number) for number in range(3))) as results:
        assert [result() for result in reversed(results)] == [4, 2, 0]

    assert done == []


def test_what_is_raised_comes_back() -> None:
    """An exception comes back with the traceback of the child."""
    with (
        forked_or_here(partial(fail, ValueError("so"))) as (result,),
        pytest.raises(ValueError, match=r"^so$") as raised,
    ):
        result()

    assert "in fail" in str(raised.value.__cause__)


@pytest.mark.parametrize(
    "end",
    [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(3)],
    ids=["killed", "gone"],
)
def test_a_process_that_ends_early(end: Callable[[], None]) -> None:
    """Waiting for a process that ended early raises BrokenExecutor."""
    with forked_or_here(end) as (result,), pytest.raises(BrokenExecutor):
        result()


def test_leaving_by_an_exception_kills_all() -> None:
    """Leaving the block by an exception kills the processes that still run."""
    begun = time.monotonic()
    sleeping = (partial(time.sleep, 90),) * 2
    with pytest.raises(KeyboardInterrupt), forked_or_here(*sleeping):
        raise KeyboardInterrupt

    assert time.monotonic() - begun < 60
    assert multiprocessing.active_children() == []


def test_a_fork_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no process can be forked, all files are made in this one."""

    def refused() -> NoReturn:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    monkeypatch.setattr("sourcebook.publishing.staging._MANY", 1)
    tasks = [Task(str(number), partial(bytes, number)) for number in range(120)]
    publish(tmp_path / "site", make_in_processes(tasks, track(), 2))

    assert len(tree(tmp_path / "site")) == 121


def test_no_fork_beside_threads() -> None:
    """No fork beside threads: a lock held by another would stay locked in the child."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    alone = can_fork()
    thread.start()
    beside = can_fork()
    waiting.set()
    thread.join()

    assert (alone, beside) == (threading.active_count() == 1, False)


def test_pages_made_in_processes_are_the_same(tmp_path: Path) -> None:
    """One, two or three processes make the same files, each once."""
    for count in (1, 2, 3):
        out = tmp_path / str(count)
        expected = large.files()
        tasks = [Task(path, partial(bytes, expected[path])) for path in expected]
        published = publish(out, make_in_processes(tasks, track(), count))
        paths = {file.path for file in published.written}
        actual = tree(out)
        del actual["data/manifest.json"]

        assert sorted(paths - {"data/manifest.json"}) == sorted(expected)
        assert actual == expected


def test_a_fault_in_a_process_is_one_line(tmp_path: Path) -> None:
    """A killed process is reported in one line; a programming error propagates."""
    here = [Task(f"{number}", bytes) for number in range(40)]
    killed = Task("a", lambda: os._exit(1))
    with pytest.raises(PublishError, match=r"was ended; build again$"):
        publish(tmp_path / "site", make_in_processes([*here, killed], track(), 2))
    with pytest.raises(ValueError, match="the path is taken already: '7'"):
        publish(
            tmp_path / "site", make_in_processes([*here, Task("7", bytes)], track(), 2)
        )
    assert [path.name for path in tmp_path.iterdir()] == [".site.lock"]


@pytest.mark.parametrize("end", ["whole", "meddled", "killed"])
def test_read_back_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """A changed file or a killed process is reported as it is with one process."""
    monkeypatch.setattr("sourcebook.publishing.staging._MANY", 1)
    monkeypatch.setattr("sourcebook.publishing.staging.can_fork", lambda: True)
    reread, here = staging._reread, os.getpid()

    def rereading(path: str, *, sync: bool) -> Entry:
        if os.getpid() != here and end == "killed":
            os._exit(3)
        if os.getpid() != here and end == "meddled":
            return Entry("", 0)
        return reread(path, sync=sync)

    monkeypatch.setattr(staging, "_reread", rereading)
    tasks = [Task(str(number), partial(bytes, number)) for number in range(9)]
    if end == "whole":
        publish(tmp_path / "site", make_here(tasks, track()))
        assert len(tree(tmp_path / "site")) == 10
        return
    with pytest.raises(PublishError) as raised:
        publish(tmp_path / "site", make_here(tasks, track()))
    words = {"meddled": "it holds something else", "killed": "was ended"}
    assert words[end] in str(raised.value)
    assert not (tmp_path / "site").exists()


def test_few_files_are_made_here(tmp_path: Path) -> None:
    """A few files are made in this process, as forking would take longer."""
    process_ids: list[int] = []

    def make() -> bytes:
        process_ids.append(os.getpid())
        return b""

    publish(tmp_path / "site", file_maker([Task("a", make)], track()))

    assert process_ids == [os.getpid()]


BUILD = [sys.executable, str(ROOT / "build.py"), "--schema", str(ROOT / "schema")]


def _is_complete(site: Path) -> bool:
    """Whether the site is complete according to its manifest."""
    listed = (site / "data/manifest.json").read_text().count("sha256")
    return len(tree(site)) == listed + 1


@pytest.mark.slow
def test_killed_builds_leave_no_process_and_a_complete_site(tmp_path: Path) -> None:
    """After a kill the site is complete, and the next build starts at once."""
    site = tmp_path / "site"
    command = [*BUILD, "--kb", str(large.kb()), "--out", str(site)]
    subprocess.run(command, check=True, capture_output=True)
    for delay in (0.3, 0.6, 0.9, 1.2, 1.5):
        (tmp_path / ".site-cache/files.json").unlink()
        (tmp_path / ".site-cache/last.json").unlink()
        build = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        build.kill()
        build.wait()
        assert _is_complete(site)
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)

    assert _is_complete(site)
