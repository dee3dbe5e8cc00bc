"""
The only entry point to what earlier runs left: a flow uses it and never sees a cache.

Modules are imported where they are used: finding that nothing has changed takes less
time than loading them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sourcebook.cache.snapshot import Snapshot
from sourcebook.cache.store import make_cache
from sourcebook.problems import Problem, problem_of, row_of

if TYPE_CHECKING:
    from sourcebook.graph.graph import Graph
    from sourcebook.incremental.rebuild import PlanSite
    from sourcebook.incremental.record_cache import RecordCache
    from sourcebook.model.base import Base
    from sourcebook.model.vocabulary import Schema
    from sourcebook.reading.document import CachedRecord, Document


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a base, its schema and its site."""

    kb: Path
    schema: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: all problems, and the base as far as it is valid."""

    problems: tuple[Problem, ...] = ()  # sorted
    files: tuple[str, ...] = ()  # of every record that could be read
    base: Base | None = None  # None if nothing had to be read
    schema: Schema | None = None  # as for base
    has_schema: bool = True  # whether the schema, and so the records, could be read

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.is_error)


class Session:
    """
    One run of a command over *folders*, and what earlier runs left to it.

    A run that *builds* creates the cache beside the site; a check does not. What a run
    found is written when the block ends without an exception.
    """

    def __init__(self, folders: Folders, *, builds: bool = False) -> None:
        self.folders = folders
        self._builds = builds
        self._snapshot = Snapshot(folders.out, "")
        self._record_cache: RecordCache | None = None
        self._checked: Checked | None = None
        self._site_inode: int | None = None

    def __enter__(self) -> Self:
        if self._builds:
            make_cache(self.folders.out)
        folders = self.folders
        self._snapshot = Snapshot.of(folders.kb, folders.schema, folders.out)
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        if exc_type is not None:
            return
        if self._site_inode is not None:
            self._snapshot.remember(self._site_inode)
        if self._checked and self._checked.has_schema:
            rows = [row_of(problem) for problem in self._checked.problems]
            self._snapshot.remember_problems(rows, self._checked.files)

    def is_current(self) -> bool:
        """Whether the site is what the last build made from the same files."""
        return self._snapshot.holds()

    def last_check(self) -> Checked | None:
        """What the last check found, if nothing has changed since."""
        result = self._snapshot.problems()
        if result is None:
            return None
        rows, files = result
        return Checked(tuple(map(problem_of, rows)), files)

    def check_of_edit(self, schema: Schema) -> Checked | None:
        """The last check, updated for edited files; None if they affect too much."""
        from sourcebook.incremental.recheck import recheck  # noqa: PLC0415

        result = recheck(self.folders.kb, schema, self._cache_of(schema))
        if result is None:
            return None
        problems, files = result
        self._checked = Checked(tuple(problems), files)
        return self._checked

    def cached_records(self, schema: Schema) -> Mapping[str, CachedRecord]:
        """The valid records of earlier runs, by the digest of their Document."""
        return self._cache_of(schema).records()

    def remember(self, checked: Checked, whole: Iterable[Document]) -> None:
        """Save what a check found, and the *whole* Documents, for later runs."""
        from sourcebook.incremental.check_state import write_check_state  # noqa: PLC0415

        self._checked = checked
        if checked.schema is None or checked.base is None:
            return
        cache = self._cache_of(checked.schema)
        cache.remember(whole, checked.problems)
        if not checked.errors:
            write_check_state(cache, checked.base, checked.problems)

    def publish(self, graph: Graph, plan_site: PlanSite, scheduler: str = "") -> None:
        """
        Publish the site that *plan_site* plans; make only what has changed.

        *scheduler* is the address of a Dask cluster that makes the files.

        Raises:
            PublishError: if the site cannot be written.

        """
        from sourcebook.incremental.rebuild import rebuild  # noqa: PLC0415

        self._site_inode = rebuild(self.folders.out, graph, plan_site, scheduler)

    def _cache_of(self, schema: Schema) -> RecordCache:
        from sourcebook.incremental.record_cache import RecordCache  # noqa: PLC0415

        if self._record_cache is None:
            self._record_cache = RecordCache(self.folders.out, schema.digest)
        return self._record_cache
