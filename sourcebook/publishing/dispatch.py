"""Dispatch: makes the files of a site in this process or in several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from sourcebook.cache.dependencies import Dependencies
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.publish import FileMaker
from sourcebook.publishing.staging import StageWriter, WrittenFile
from sourcebook.publishing.tasks import DerivedTask, File, Task
from sourcebook.publishing.workers import can_fork, forked_or_here

Item = TypeVar("Item")

# Tasks in a run. Neighbours show the same claims, so a run stays in one process; runs
# are dealt out in turn, because kinds of pages differ in cost.
_RUN = 40

# Forking a process and receiving its result takes 40 ms, as long as making 40 pages.
_FEW = 100
_PROCESSES = 2  # every machine has as many; more were not measured


@dataclass(frozen=True, slots=True)
class Tracking:
    """How to obtain what the next build needs to know of a file."""

    dependencies: Dependencies  # records what is read to make a file
    fingerprint: Callable[[object], str]  # of the inputs of a task


def file_maker(tasks: Sequence[Task], tracking: Tracking) -> FileMaker:
    """Make the files in two processes, if that pays and the system can fork."""
    if len(tasks) < _FEW or not can_fork():
        return make_here(tasks, tracking)
    return make_in_processes(tasks, tracking, _PROCESSES)


def with_derived(
    maker: FileMaker, derived: Iterable[DerivedTask], tracking: Tracking
) -> FileMaker:
    """Run *maker*, then the *derived* tasks, which need its files."""
    return lambda writer: chain(maker(writer), _derived(derived, tracking, writer))


def _derived(
    derived: Iterable[DerivedTask], tracking: Tracking, writer: StageWriter
) -> Iterator[list[WrittenFile]]:
    for task in derived:
        fingerprint = tracking.fingerprint(task.inputs)
        yield [writer.write(File(task.path, task.make(writer.read), fingerprint))]


def files_of(tasks: Iterable[Task], tracking: Tracking) -> Iterator[File]:
    """The files of *tasks*, each with its dependencies."""
    for task in tasks:
        with tracking.dependencies.recording() as recorded:
            content = task.make()
        fingerprint = tracking.fingerprint(task.inputs)
        yield File(task.path, content, fingerprint, tuple(sorted(recorded)))


def make_here(tasks: Iterable[Task], tracking: Tracking) -> FileMaker:
    """Make the files in this process, one after the other."""
    return lambda writer: ([writer.write(file)] for file in files_of(tasks, tracking))


def make_in_processes(
    tasks: Sequence[Task], tracking: Tracking, count: int
) -> FileMaker:
    """Make the files, and write them, in this process and in *count* - 1 workers."""

    def make(writer: StageWriter) -> Iterator[list[WrittenFile]]:
        first_share, *other_shares = deal(tasks, count)
        calls = [partial(_write, share, tracking, writer) for share in other_shares]
        try:
            with forked_or_here(*calls) as results:
                yield _write(first_share, tracking, writer)
                yield from [result() for result in results]
        except BrokenExecutor as error:
            message = "a process that made pages was ended; build again"
            raise PublishError(message) from error

    return make


def deal(items: Sequence[Item], count: int) -> list[list[Item]]:
    """The *items* in *count* shares, dealt out in turn as runs of neighbours."""
    shares: list[list[Item]] = [[] for _ in range(count)]
    for number, start in enumerate(range(0, len(items), _RUN)):
        shares[number % count] += items[start : start + _RUN]
    return shares


def _write(
    tasks: Sequence[Task], tracking: Tracking, writer: StageWriter
) -> list[WrittenFile]:
    return [writer.write(file) for file in files_of(tasks, tracking)]
