"""Calls in forked processes: what comes back, and that no process outlives another."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from rendered import ROOT, files_of
from sites import tree

from sourcebook import stage
from sourcebook.files import Task
from sourcebook.manifest import Entry
from sourcebook.notes import Notes
from sourcebook.processes import Forked, can_fork
from sourcebook.publish import publish
from sourcebook.refused import PublishError
from sourcebook.spread import here as here_
from sourcebook.spread import in_processes, spread

KB = ROOT / "kb"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are forked on Linux only"
)


class OddError(Exception):
    """An exception that cannot be sent."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.lock = threading.Lock()


def fail(error: BaseException) -> NoReturn:
    raise error


def test_results_come_back_in_any_order() -> None:
    """What is called with need not be picklable; nothing done there is seen here."""
    done: list[int] = []

    def call(number: int) -> int:
        done.append(number)
        return 2 * number

    with Forked() as executor:
        assert isinstance(executor, Executor)
        calls = [executor.submit(call, number) for number in range(3)]
        assert [one.result() for one in reversed(calls)] == [4, 2, 0]

    assert done == []


def test_a_large_result() -> None:
    """More than a pipe holds."""
    with Forked() as executor:
        assert len(executor.submit(bytes, 10_000_000).result()) == 10_000_000


def test_what_is_raised_comes_back() -> None:
    """With where it was raised; as text where it cannot be sent."""
    with Forked() as executor:
        plain = executor.submit(fail, ValueError("so"))
        odd = executor.submit(fail, OddError("odd"))
        error = plain.exception()
        with pytest.raises(RuntimeError, match="OddError: odd"):
            odd.result()

    assert isinstance(error, ValueError)
    assert str(error) == "so"
    assert "fail" in error.__notes__[0]


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "signal 9"),
        (lambda: os._exit(3), "status 3"),
        (lambda: fail(KeyboardInterrupt()), "status 1"),
    ],
    ids=["killed", "gone", "interrupted"],
)
def test_a_process_that_ends_early(end: object, why: str) -> None:
    """It is told how."""
    with Forked() as executor, pytest.raises(BrokenExecutor, match=why):
        executor.submit(end).result()  # type: ignore[arg-type]


def test_leaving_by_an_error_ends_all() -> None:
    """Nobody waits for a process whose result nobody wants: it is killed."""
    executor = Forked()
    call = executor.submit(time.sleep, 3600)
    executor.__exit__(ValueError, None, None)

    assert call.done()
    assert isinstance(call.exception(), BrokenExecutor)


def test_an_interrupted_wait_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interrupt goes through, and no process is left."""
    executor = Forked()
    calls = [executor.submit(time.sleep, 3600) for _ in range(2)]

    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        calls[0].result()
    monkeypatch.undo()
    executor.__exit__(KeyboardInterrupt, None, None)

    assert [type(call.exception()) for call in calls] == [BrokenExecutor] * 2


def test_no_room_for_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are made here, and the site is whole."""

    def refused() -> NoReturn:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    monkeypatch.setattr("sourcebook.stage._MANY", 1)
    tasks = [Task(str(number), partial(bytes, number)) for number in range(120)]
    publish(tmp_path / "site", in_processes(tasks, Notes(), 2))

    assert len(tree(tmp_path / "site")) == 121


def test_no_fork_beside_threads() -> None:
    """A lock that another thread holds would never be released in the child."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    alone = can_fork()
    thread.start()
    beside = can_fork()
    waiting.set()
    thread.join()

    assert (alone, beside) == (threading.active_count() == 1, False)


def test_pages_made_in_processes_are_the_same(tmp_path: Path) -> None:
    """Shared among two, or three, or made here: the same files, each once."""
    for count in (1, 2, 3):
        out = tmp_path / str(count)
        made = files_of(KB)
        tasks = [Task(path, partial(bytes, made[path])) for path in made]
        published = publish(out, in_processes(tasks, Notes(), count))
        paths = {one.path for one in published.written}
        stands = tree(out)
        del stands["data/manifest.json"]

        assert sorted(paths - {"data/manifest.json"}) == sorted(made)
        assert stands == made


def test_a_fault_in_a_process_is_one_line(tmp_path: Path) -> None:
    """The old site stands; what a page's maker raises is the programmer's."""
    here = [Task(f"{number}", bytes) for number in range(40)]
    killed = Task("a", lambda: fail(KeyboardInterrupt()))
    with pytest.raises(PublishError, match=r"was ended \(status 1\); build again$"):
        publish(tmp_path / "site", in_processes([*here, killed], Notes(), 2))
    with pytest.raises(ValueError, match="the path is taken already: '7'"):
        publish(tmp_path / "site", in_processes([*here, Task("7", bytes)], Notes(), 2))
    assert [path.name for path in tmp_path.iterdir()] == [".site.lock"]


@pytest.mark.parametrize("end", ["whole", "meddled", "killed"])
def test_read_back_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """A file that is another, or a process that ends, is told as in one process."""
    monkeypatch.setattr("sourcebook.stage._MANY", 1)
    monkeypatch.setattr("sourcebook.stage.can_fork", lambda: True)
    reread, here = stage._reread, os.getpid()

    def rereading(path: str, *, sync: bool) -> Entry:
        if os.getpid() != here and end == "killed":
            os._exit(3)
        if os.getpid() != here and end == "meddled":
            return Entry("", 0)
        return reread(path, sync=sync)

    monkeypatch.setattr(stage, "_reread", rereading)
    tasks = [Task(str(number), partial(bytes, number)) for number in range(9)]
    if end == "whole":
        publish(tmp_path / "site", here_(tasks, Notes()))
        assert len(tree(tmp_path / "site")) == 10
        return
    with pytest.raises(PublishError) as told:
        publish(tmp_path / "site", here_(tasks, Notes()))
    words = {"meddled": "it holds something else", "killed": "was ended (status 3)"}
    assert words[end] in str(told.value)
    assert not (tmp_path / "site").exists()


class Unreadable:
    """A value that can be sent, and not be read."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return int, ("no number",)


def test_what_cannot_be_read_is_raised() -> None:
    """As the fault that reading it is."""
    with Forked() as executor:
        call = executor.submit(Unreadable)
        with pytest.raises(ValueError, match="no number"):
            call.result()


def test_few_files_are_made_here(tmp_path: Path) -> None:
    """A second process would take longer than they do."""
    made: list[int] = []

    def make() -> bytes:
        made.append(os.getpid())
        return b""

    publish(tmp_path / "site", spread([Task("a", make)], Notes()))

    assert made == [os.getpid()]


BUILD = [sys.executable, str(ROOT / "build.py"), "--schema", str(ROOT / "schema")]


def _stands(site: Path) -> bool:
    """Whether the site is whole, by its own list."""
    listed = (site / "data/manifest.json").read_text().count("sha256")
    return len(tree(site)) == listed + 1


def test_killed_builds_leave_no_process_and_a_whole_site(tmp_path: Path) -> None:
    """The next build begins at once: what the killed one forked has ended, too."""
    site = tmp_path / "site"
    command = [*BUILD, "--kb", str(KB), "--out", str(site)]
    subprocess.run(command, check=True, capture_output=True)
    for delay in (0.3, 0.6, 0.9, 1.2, 1.5):
        (tmp_path / ".site-cache/files.json").unlink()
        (tmp_path / ".site-cache/last.json").unlink()
        build = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        build.kill()
        build.wait()
        assert _stands(site)
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)

    assert _stands(site)
