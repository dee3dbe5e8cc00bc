"""The files of a site: before they are made, and made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site."""

    path: str  # POSIX, relative to the site, without a leading slash
    content: bytes
    fingerprint: str = ""  # of the inputs of its task
    dependencies: tuple[str, ...] = ()  # as cache/dependencies.py words them, sorted


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the site before it is made."""

    path: str  # as of a File
    make: Callable[[], bytes]
    inputs: object = None  # what was chosen for it: records, claims, words, in order


# The content of another file of the site, by its path.
ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class DerivedTask:
    """A file of the site that is made of other files, once these are made."""

    path: str  # as of a File
    sources: tuple[str, ...]  # the paths of the other files
    make: Callable[[ReadFile], bytes]
    inputs: object = None  # which others, and what besides


@dataclass(frozen=True, slots=True)
class SitePlan:
    """All files of a site but the manifest, before they are made."""

    tasks: tuple[Task, ...]  # in an order that is always the same
    derived: tuple[DerivedTask, ...]

    def files(self) -> Iterator[File]:
        """All files, made in this process one after the other."""
        contents: dict[str, bytes] = {}
        for task in self.tasks:
            contents[task.path] = task.make()
            yield File(task.path, contents[task.path])
        for derived in self.derived:
            yield File(derived.path, derived.make(contents.__getitem__))
