"""The run time and peak memory of a whole process, from start to end."""

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

_EVERY = 0.05  # seconds between two samples of the memory, at least
_SHARE = 0.02  # of the time that sampling may take: the system counts page by page
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """The resources that one run of a process used."""

    seconds: float  # wall time
    cpu: float  # seconds of all cores
    peak: int  # bytes, of the process and its descendants at the same time
    load: float  # of the machine before the run: above 0, other processes were active


class RunError(Exception):
    """A process failed or was stopped; the message has its output."""


def run(command: Sequence[str], folder: Path, limit: float) -> Run:
    """
    The resources that *command* uses in *folder*.

    Raises:
        RunError: If it fails, or runs for more than *limit* seconds.

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
    """Samples the memory of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self.ended = threading.Event()
        self._pid = pid

    def watch(self) -> None:
        """Sample until the process ends; the system has the peak of a lone process."""
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
    """A process and its running descendants."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _share(pid: int) -> int:
    """The proportional set size of a process, in bytes; 0 if it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * _KIB
    return 0
