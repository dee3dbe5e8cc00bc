"""Calls in processes forked from this one: they see all that it has made so far."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def can_fork() -> bool:
    """
    Whether this process may fork: on Linux, while it has no other thread.

    Elsewhere forking is unknown, or breaks what the system's own libraries hold.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Forked(Executor):
    """
    Runs each call in a process of its own, forked when the call is submitted.

    Nothing is copied to it, and nothing need be picklable but what comes back, or is
    raised. Results are taken in the order in which they are asked for. A process ends
    with the one that started it, or when that one leaves the `with`.
    """

    def __init__(self) -> None:
        self._calls: list[_Call[Any]] = []

    def submit(
        self,
        fn: Callable[Arguments, Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Future[Result]:
        """
        The coming result of *fn*, which begins now.

        Raises:
            OSError: where the system has no room for a further process.

        """
        reads, writes = os.pipe()
        parent = os.getpid()
        try:
            child = os.fork()
        except OSError:
            os.close(reads)
            os.close(writes)
            raise
        if child == 0:
            os.close(reads)
            _end_as_child(lambda: fn(*args, **kwargs), writes, parent)
        os.close(writes)
        call: _Call[Result] = _Call(child, reads)
        self._calls.append(call)
        return call

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as called
        """No process runs any more; where *cancel_futures*, none is waited for."""
        for call in self._calls if cancel_futures else ():
            call.kill()
        for call in self._calls if wait or cancel_futures else ():
            call.wait()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        self.shutdown(cancel_futures=exc_type is not None)


class _Call(Future[Result]):
    """A call in another process."""

    def __init__(self, child: int, reads: int) -> None:
        super().__init__()
        self._child = child
        self._reads = reads

    def result(self, timeout: float | None = None) -> Result:
        """What was returned, or raised, once the process has ended."""
        self.wait()
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """What was raised, once the process has ended."""
        self.wait()
        return super().exception(timeout)

    def wait(self) -> None:
        """The process has ended; it is killed where somebody interrupts the wait."""
        if self.done():
            return
        sent = b""
        try:
            with os.fdopen(self._reads, "rb") as pipe:
                sent = pipe.read()
        except BaseException:
            self.kill()
            raise
        finally:
            self._end(sent)

    def _end(self, sent: bytes) -> None:
        """What the process *sent* is its outcome; it is reaped."""
        _, status = os.waitpid(self._child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended or not sent:
            why = f"signal {-ended}" if ended < 0 else f"status {ended}"
            self.set_exception(BrokenExecutor(why))
            return
        try:
            outcome: _Outcome = pickle.loads(sent)  # noqa: S301 - of our own process
        except Exception as error:  # noqa: BLE001 - whatever an exception holds
            outcome = _Outcome(raised=error)
        if outcome.raised is not None:
            self.set_exception(outcome.raised)
        else:
            self.set_result(outcome.returned)

    def kill(self) -> None:
        """The process ends now."""
        if not self.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a call returned, or raised."""

    returned: Any = None
    raised: BaseException | None = None


def _end_as_child(call: Callable[[], object], writes: int, parent: int) -> None:
    """The *call* is made and its outcome sent; nothing of the parent is unwound."""
    status = 1
    try:
        _end_with(parent)
        sent = _outcome(call)
        with os.fdopen(writes, "wb") as pipe:
            pipe.write(sent)
        status = 0
    finally:
        os._exit(status)


def _outcome(call: Callable[[], object]) -> bytes:
    """What the *call* returned or raised, pickled."""
    try:
        return pickle.dumps(_Outcome(call()), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - it is raised in the parent
        error.add_note(traceback.format_exc())
        try:
            return pickle.dumps(_Outcome(raised=error), pickle.HIGHEST_PROTOCOL)
        except Exception:  # noqa: BLE001 - whatever an exception holds
            told = RuntimeError(traceback.format_exc())
            return pickle.dumps(_Outcome(raised=told), pickle.HIGHEST_PROTOCOL)


def _end_with(parent: int) -> None:
    """When *parent* ends, so does this process: it writes no stage of nobody."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
