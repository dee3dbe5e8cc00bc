"""Dispatch: where the files of a site are made, in this process or in several."""

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

# Neighbours are made in one process, for they show the same claims; runs of so many are
# dealt out in turn, for the kinds of pages take unlike times.
_RUN = 40

# A process is forked and heard again in 40 ms, in which 40 pages are made.
_FEW = 100
_PROCESSES = 2  # what every machine has; more were not measured


@dataclass(frozen=True, slots=True)
class Tracking:
    """What the next build needs to know of a file, and how it is found out."""

    dependencies: Dependencies  # records what is read while a file is made
    fingerprint: Callable[[object], str]  # of the inputs of a task


def file_maker(tasks: Sequence[Task], tracking: Tracking) -> FileMaker:
    """Two processes make the files where that pays, and the system has them."""
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
        own, *others = deal(tasks, count)
        calls = [partial(_write, share, tracking, writer) for share in others]
        try:
            with forked_or_here(*calls) as results:
                yield _write(own, tracking, writer)
                yield from [result() for result in results]
        except BrokenExecutor as error:
            message = "a process that made pages was ended; build again"
            raise PublishError(message) from error

    return make


def deal(items: Sequence[Item], count: int) -> list[list[Item]]:
    """The *items* in *count* shares: runs of neighbours in turn."""
    shares: list[list[Item]] = [[] for _ in range(count)]
    for number, start in enumerate(range(0, len(items), _RUN)):
        shares[number % count] += items[start : start + _RUN]
    return shares


def _write(
    tasks: Sequence[Task], tracking: Tracking, writer: StageWriter
) -> list[WrittenFile]:
    return [writer.write(file) for file in files_of(tasks, tracking)]
