"""The files of a site, and the tasks that make them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site."""

    path: str  # POSIX, relative to the site, without a leading slash
    content: bytes
    fingerprint: str = ""  # of the inputs of its task
    dependencies: tuple[str, ...] = ()  # as in cache/dependencies.py, sorted


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the site, not yet made."""

    path: str  # as of a File
    make: Callable[[], bytes]
    inputs: object = None  # what the planner chose: records, claims, words, in order


# Reads another file of the site, by its path.
ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class DerivedTask:
    """A file of the site, made from other files once these are made."""

    path: str  # as of a File
    sources: tuple[str, ...]  # the paths of the other files
    make: Callable[[ReadFile], bytes]
    inputs: object = None  # which other files, and anything else


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The tasks for all files of a site but the manifest."""

    tasks: tuple[Task, ...]  # in a fixed order
    derived: tuple[DerivedTask, ...]

    def files(self) -> Iterator[File]:
        """All files, made in this process one after the other."""
        contents: dict[str, bytes] = {}
        for task in self.tasks:
            contents[task.path] = task.make()
            yield File(task.path, contents[task.path])
        for derived in self.derived:
            yield File(derived.path, derived.make(contents.__getitem__))
