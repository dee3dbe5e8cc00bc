"""What each command does, from the files of a base to the files of its site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sourcebook import checking, exports, graph, pages, reading
from sourcebook.incremental.session import Checked, Folders, Session
from sourcebook.problems import Problem
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.tasks import SitePlan

if TYPE_CHECKING:
    from sourcebook.cache.dependencies import Dependencies
    from sourcebook.pages.bounds import Bounds

__all__ = [
    "Checked",
    "Folders",
    "PublishError",
    "build",
    "check",
    "plan_site",
    "relock",
]


def build(folders: Folders, scheduler: str = "") -> Checked:
    """
    Build the site and the data; on any error, write nothing.

    *scheduler* is the address of a Dask cluster that makes the files.

    Raises:
        PublishError: if the site cannot be written.

    """
    with Session(folders, builds=True) as session:
        if session.is_current():
            return Checked()
        checked = _check(session)
        if checked.base and checked.schema and not checked.errors:
            linked = graph.Graph.of(checked.base, checked.schema)
            session.publish(linked, plan_site, scheduler)
        return checked


def check(folders: Folders) -> Checked:
    """All problems of the base, sorted; what is unchanged is not checked again."""
    with Session(folders) as session:
        return session.last_check() or _check(session, after_edit=True)


def _check(session: Session, *, after_edit: bool = False) -> Checked:
    """All problems of the base, sorted: of its files, their shapes and the whole."""
    kb, schema_folder = session.folders.kb, session.folders.schema
    schema, problems = reading.read_schema(schema_folder)
    if schema is None:
        return Checked(tuple(sorted(problems)), has_schema=False)
    if after_edit and (checked := session.check_of_edit(schema)):
        return checked
    read = reading.read_base(kb, session.cached_records(schema))
    shaped = checking.check_shapes(read.documents, schema)
    lock, problems = checking.read_lock(kb)
    base = reading.base_of(shaped.whole, shaped.parts, read.kinds, schema.digest, lock)
    problems += [*read.problems, *shaped.problems]
    problems += checking.check_rules(base, schema)
    problems += checking.loaded_wording((*shaped.whole, *shaped.parts), schema)
    files = tuple(document.file for document in read.documents)
    checked = Checked(tuple(sorted(problems)), files, base, schema)
    session.remember(checked, shaped.whole)
    return checked


def plan_site(
    linked: graph.Graph,
    dependencies: Dependencies | None = None,
    bounds: Bounds | None = None,
) -> SitePlan:
    """The tasks for all files of the site: the pages, then the data."""
    bounds = bounds or pages.BOUNDS
    tasks = (*pages.tasks(linked, dependencies, bounds), *exports.tasks(linked))
    return SitePlan(tasks, tuple(exports.derived_tasks(linked, bounds.records)))


def relock(folders: Folders, texts: Path) -> list[Problem]:
    """Verify the base against *texts* and, without errors, write kb/evidence.lock."""
    with Session(folders) as session:
        checked = _check(session)
    # Errors of the lock itself do not count: it is about to be written.
    of_lock = checking.RULES_OF_LOCK
    errors = [problem for problem in checked.errors if problem.rule not in of_lock]
    if errors or checked.base is None:
        return errors
    lock, problems = checking.verify_texts(checked.base, texts)
    if lock is not None:
        checking.write_lock(lock, folders.kb)
    return sorted(problems)
