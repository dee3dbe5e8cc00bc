"""A whole process, from its start to its end: how long, and how much memory at most."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks at the memory, at least
_SHARE = 0.02  # of the time that looking may take: the system counts page by page
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a process took."""

    seconds: float  # by the clock on the wall
    cpu: float  # seconds of all cores
    peak: int  # bytes, of the process and those that it started, at one time
    load: float  # of the machine before it: above 0, others were at work too


class RunError(Exception):
    """A process that failed or was stopped; the message tells what it printed."""


def run(command: Sequence[str], folder: Path, limit: float) -> Run:
    """
    What *command* takes in *folder*.

    Raises:
        RunError: where it fails, or runs for more than *limit* seconds.

    """
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile() as printed:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=printed
        )
        stop = threading.Timer(limit, process.kill)
        stop.start()
        with _watched(process.pid) as watched:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
        stop.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace")[-2000:]
            message = (
                f"{' '.join(command)}: exit {process.returncode} after {seconds:.0f} s"
            )
            message += f"\n{said}"
            raise RunError(message)
    peak = max(usage.ru_maxrss * _KIB, watched.peak)
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak, load)


class _Watched:
    """The memory of a process with those that it started, looked at again and again."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self.ended = threading.Event()
        self._pid = pid

    def watch(self) -> None:
        """Look until it ended; of one process alone the system keeps the peak."""
        pause = _EVERY
        while not self.ended.wait(pause):
            begun = time.perf_counter()
            processes = tuple(_tree(self._pid))
            if len(processes) > 1:
                self.peak = max(self.peak, sum(map(_share, processes)))
            pause = max(_EVERY, (time.perf_counter() - begun) / _SHARE)


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[_Watched]:
    watched = _Watched(pid)
    thread = threading.Thread(target=watched.watch, daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        watched.ended.set()
        thread.join()


def _tree(pid: int) -> Iterator[int]:
    """A process and all that it started, as far as they still run."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _share(pid: int) -> int:
    """The bytes of a process, its part of what it shares with others."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * _KIB
    return 0
