"""Where the files of a site are made: in this process, in others, on other machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from itertools import chain
from typing import TypeVar

from sourcebook.chosen import Teller
from sourcebook.files import File, Late, Task
from sourcebook.notes import Notes
from sourcebook.processes import Forked, can_fork
from sourcebook.publish import Making
from sourcebook.refused import PublishError
from sourcebook.stage import Writer, Written

Item = TypeVar("Item")

# Neighbours are made in one process, for they show the same claims; runs of so many are
# dealt out in turn, for the kinds of pages take unlike times.
_RUN = 40

# A process is forked and heard again in 30 ms, in which 30 pages are made.
_FEW = 100
_PROCESSES = 2  # what every machine has; more were not measured


def spread(tasks: Sequence[Task], notes: Notes) -> Making:
    """Two processes make the files where that pays, and the system has them."""
    if len(tasks) < _FEW or not can_fork():
        return here(tasks, notes)
    return in_processes(tasks, notes, _PROCESSES)


def then(making: Making, late: Iterable[Late]) -> Making:
    """After what *making* writes, what is made of it."""
    return lambda writer: chain(making(writer), _late(late, writer))


def _late(late: Iterable[Late], writer: Writer) -> Iterator[list[Written]]:
    teller = Teller()
    for one in late:
        chosen = teller.chosen(one.chosen).words
        yield [writer.write(File(one.path, one.make(writer.read), chosen))]


def made(tasks: Iterable[Task], notes: Notes) -> Iterator[File]:
    """The files of *tasks*, each with what it rests on."""
    teller = Teller()
    for task in tasks:
        with notes.taken() as taken:
            content = task.make()
        chosen = teller.chosen(task.chosen).words
        yield File(task.path, content, chosen, tuple(sorted(taken)))


def here(tasks: Iterable[Task], notes: Notes) -> Making:
    """They are made in this process, one after the other."""
    return lambda writer: ([writer.write(file)] for file in made(tasks, notes))


def in_processes(tasks: Sequence[Task], notes: Notes, count: int) -> Making:
    """They are made, and written, in this process and in *count* - 1 forked ones."""

    def making(writer: Writer) -> Iterator[list[Written]]:
        mine, *others = dealt(tasks, count)
        with Forked() as executor:
            coming = []
            for share in others:
                try:
                    coming.append(executor.submit(_written, share, notes, writer))
                except OSError:  # no room for a further process
                    mine += share
            yield _written(mine, notes, writer)
            try:
                yield from [one.result() for one in coming]
            except BrokenExecutor as error:
                message = f"a process that made pages was ended ({error}); build again"
                raise PublishError(message) from error

    return making


def dealt(items: Sequence[Item], count: int) -> list[list[Item]]:
    """The *items* in *count* shares: runs of neighbours in turn."""
    shares: list[list[Item]] = [[] for _ in range(count)]
    for number, start in enumerate(range(0, len(items), _RUN)):
        shares[number % count] += items[start : start + _RUN]
    return shares


def _written(tasks: Sequence[Task], notes: Notes, writer: Writer) -> list[Written]:
    return [writer.write(file) for file in made(tasks, notes)]
