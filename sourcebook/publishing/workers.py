"""Calls in worker processes, forked from this one so that they share its objects."""

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

# In a worker, the calls that it was forked for. Only results are pickled: a call holds
# the whole graph.
_calls: Sequence[Callable[[], Any]] = ()


def can_fork() -> bool:
    """Whether this process may fork: on Linux, while it has no other thread."""
    # Other systems cannot fork, or forking breaks the state of their own libraries.
    return sys.platform == "linux" and threading.active_count() == 1


@contextlib.contextmanager
def forked_or_here(
    *calls: Callable[[], Result],
) -> Iterator[list[Callable[[], Result]]]:
    """
    A function for each of *calls* that waits for its result from a process of its own.

    If the system has no room for so many processes, these are the calls themselves,
    which then run in this process.

    Raises:
        BrokenExecutor: from such a function, if its process ended early.

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
    The futures of *calls*; at the end of the block no process is running any more.

    Processes are awaited, or killed if the block ends with an exception.

    Raises:
        OSError: if the system has no room for so many processes.

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
    """Make this process a worker, which ends with its *parent*."""
    global _calls  # noqa: PLW0603 - of this worker alone
    _calls = calls
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it and kills us
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)


def _call(number: int) -> Any:  # noqa: ANN401 - whatever the call returns
    return _calls[number]()
