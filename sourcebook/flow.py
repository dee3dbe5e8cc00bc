"""The flow: what each command does, from the files of a base to those of its site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sourcebook.base import Base
from sourcebook.check import rules, shape, wording
from sourcebook.check.rules import evidence
from sourcebook.judged import write_judged
from sourcebook.known import Known
from sourcebook.lock import broken_lock, read_lock, write_lock
from sourcebook.problems import Problem
from sourcebook.read import read
from sourcebook.recheck import recheck
from sourcebook.schema import Schema, read_schema
from sourcebook.verify import verify


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a base, its schema and its site are."""

    kb: Path
    schema: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the base where it has no error, and every problem."""

    base: Base | None
    schema: Schema | None
    problems: list[Problem]
    files: tuple[str, ...]  # every record's file that could be read
    sound: Base | None = None  # what is sound of the base, with errors or without
    site: int | None = None  # the inode of the folder of the site that was built


def check(folders: Folders, *, whole: bool = True) -> Checked:
    """
    Every problem of the base, sorted: of its files, their shapes, all together.

    Where the *whole* base is not asked for, only what an edit touches is judged again.
    """
    schema, problems = read_schema(folders.schema)
    if schema is None:
        return Checked(None, None, sorted(problems), ())
    known = Known(folders.out, schema.digest)
    found = None if whole else recheck(folders.kb, schema, known)
    if found is not None:
        return Checked(None, schema, *found)
    reading = read(folders.kb, known.records())
    shaped = shape.check(reading.documents, schema)
    lock, problems = read_lock(folders.kb)
    base = Base.of(shaped.whole, shaped.parts, reading.kinds, schema.digest, lock)
    problems += [*reading.problems, *shaped.problems, *rules.check(base, schema)]
    problems += wording.loaded_wording((*shaped.whole, *shaped.parts), schema)
    problems.sort()
    files = tuple(document.file for document in reading.documents)
    known.remember(shaped.whole, problems)
    if any(problem.is_error for problem in problems):
        return Checked(None, schema, problems, files, base)
    write_judged(known, base, problems)
    return Checked(base, schema, problems, files, base)


def build(folders: Folders, scheduler: str = "") -> Checked:
    """
    Build the site and the data; with any error, write nothing.

    A *scheduler* is the address of a Dask cluster that makes the files.

    Raises:
        PublishError: where the site cannot be written.

    """
    # Only a build loads what renders: a check would wait for it in vain.
    from sourcebook import edition  # noqa: PLC0415
    from sourcebook.graph import Graph  # noqa: PLC0415
    from sourcebook.publish import publish  # noqa: PLC0415
    from sourcebook.reuse import Reuse  # noqa: PLC0415
    from sourcebook.watched import watched  # noqa: PLC0415

    checked = check(folders)
    if checked.base and checked.schema:
        graph = watched(Graph.of(checked.base, checked.schema))
        reuse = Reuse.of(folders.out, graph, edition.tasks(graph), edition.late(graph))
        published = publish(folders.out, reuse.making(scheduler), reuse.kept)
        reuse.remember(published.written)
        return replace(checked, site=published.folder)
    return checked


def relock(folders: Folders, texts: Path) -> list[Problem]:
    """
    Verify the base against *texts* and write kb/evidence.lock; with any error, do not.

    What the lock itself lacks is no error here: it is about to be written.
    """
    checked = check(folders)
    errors = [p for p in checked.problems if p.is_error and p.rule not in _OF_LOCK]
    if errors or checked.sound is None:
        return errors
    lock, problems = verify(checked.sound, texts)
    if lock is not None:
        write_lock(lock, folders.kb)
    return sorted(problems)


# The rules that `verify` is the remedy for.
_OF_LOCK = frozenset(
    rule.__name__.replace("_", "-")
    for rule in (*evidence.RECORD_RULES, *evidence.BASE_RULES, broken_lock)
)
