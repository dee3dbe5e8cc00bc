"""Calls in worker processes, forked from this one: they see all that it has made."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>

# In a worker, the calls that it was forked for. Only the result of a call is pickled:
# a call holds the whole graph.
_calls: Sequence[Callable[[], Any]] = ()


def can_fork() -> bool:
    """
    Whether this process may fork: on Linux, while it has no other thread.

    Elsewhere forking is unknown, or breaks what the system's own libraries hold.
    """
    return sys.platform == "linux" and threading.active_count() == 1


@contextlib.contextmanager
def forked_or_here(
    *calls: Callable[[], Result],
) -> Iterator[list[Callable[[], Result]]]:
    """
    What waits for the result of each of *calls*, made in a process of its own.

    Where the system has no room for so many processes, the calls themselves: they are
    made here, when their results are asked for.

    Raises:
        BrokenExecutor: where a process ended early, from what waits for its result.

    """
    with contextlib.ExitStack() as stack:
        try:
            futures = stack.enter_context(_forked(*calls)) if calls else []
        except OSError:
            yield [*calls]
        else:
            yield [future.result for future in futures]


@contextlib.contextmanager
def _forked(*calls: Callable[[], Result]) -> Iterator[list[Future[Result]]]:
    """
    The coming results of *calls*.

    When the block is left, no process is running any more: they are waited for, or
    killed where an exception leaves it.

    Raises:
        OSError: where the system has no room for so many processes.

    """
    running = set(multiprocessing.active_children())
    context, parent = multiprocessing.get_context("fork"), os.getpid()
    executor = ProcessPoolExecutor(len(calls), context, _begin, (calls, parent))
    try:
        yield [executor.submit(_call, number) for number in range(len(calls))]
    except BaseException:
        for worker in {*multiprocessing.active_children()} - running:
            worker.kill()
        raise
    finally:
        executor.shutdown()


def _begin(calls: Sequence[Callable[[], Any]], parent: int) -> None:
    """Make this process a worker of *parent*, with which it ends."""
    global _calls  # noqa: PLW0603 - of this worker alone
    _calls = calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and kills
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _call(number: int) -> Any:  # noqa: ANN401 - whatever the call returns
    return _calls[number]()
