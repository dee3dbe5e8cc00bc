"""
Incremental build: reuses files of the last build that need not be made again.

A site NAME has the folder .NAME-cache beside it. It can be deleted at any time: then
all files are made. It holds plain data, trusted only for a file that is where and as
the last build left it, by inode, size and time, which nobody can put in a repository.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sourcebook.cache.dependencies import ALL, Dependencies
from sourcebook.cache.program_digest import program_digest
from sourcebook.graph.graph import Graph
from sourcebook.incremental.build_state import (
    BuildState,
    read_build_state,
    write_build_state,
)
from sourcebook.incremental.fingerprints import Fingerprinter
from sourcebook.incremental.invalidation import stale_dependencies, traces_of
from sourcebook.incremental.tracked_graph import tracked
from sourcebook.publishing.dispatch import Tracking, file_maker, files_of, with_derived
from sourcebook.publishing.publish import FileMaker, publish
from sourcebook.publishing.staging import FileStat, WrittenFile, file_stat_at
from sourcebook.publishing.tasks import DerivedTask, File, SitePlan, Task

PlanSite = Callable[[Graph, Dependencies], SitePlan]


def rebuild(
    out: Path, graph: Graph, plan_site: PlanSite, scheduler: str = ""
) -> int | None:
    """
    Publish the site that *plan_site* plans and return the inode of its folder.

    Files are made here, or by the workers of the Dask *scheduler*.

    Raises:
        PublishError: if the site cannot be written.

    """
    dependencies = Dependencies()
    plan = plan_site(tracked(graph, dependencies), dependencies)
    program, base = _program(graph), graph.base
    state = BuildState(program, base.version, traces_of(base))
    unchanged = unchanged_files(out, plan, read_build_state(out, program), state)
    tasks = [task for task in plan.tasks if task.path not in unchanged]
    derived = [task for task in plan.derived if task.path not in unchanged]
    tracking = Tracking(dependencies, fingerprinting())
    maker = _maker(tasks, tracking, graph, plan_site, scheduler)
    published = publish(out, with_derived(maker, derived, tracking), unchanged)
    written = {file.path: file for file in published.written}
    files = _untouched(out, {**unchanged, **written})
    write_build_state(dataclasses.replace(state, files=files), out)
    return published.folder


def fingerprinting() -> Callable[[object], str]:
    """A function that fingerprints the inputs of a task."""
    fingerprinter = Fingerprinter()
    return lambda inputs: fingerprinter.fingerprint(inputs).digest


def make_share(
    payload: tuple[Graph, PlanSite, str], paths: Sequence[str]
) -> list[File]:
    """
    The files at *paths* of the planned site, made on another machine.

    *payload* is the graph, the function that plans its site, and the program's digest.

    Raises:
        RuntimeError: if this program has another digest.

    """
    graph, plan_site, program = payload
    if program_digest() != program:
        message = "this worker has another version of the program than the build"
        raise RuntimeError(message)
    dependencies, wanted = Dependencies(), frozenset(paths)
    plan = plan_site(tracked(graph, dependencies), dependencies)
    tasks = [task for task in plan.tasks if task.path in wanted]
    return list(files_of(tasks, Tracking(dependencies, fingerprinting())))


def _maker(
    tasks: Sequence[Task],
    tracking: Tracking,
    graph: Graph,
    plan_site: PlanSite,
    scheduler: str,
) -> FileMaker:
    if not scheduler:
        return file_maker(tasks, tracking)
    from sourcebook.publishing.dask_executor import make_on_cluster  # noqa: PLC0415 - an extra

    payload = (graph, plan_site, program_digest())
    return make_on_cluster(scheduler, tasks, payload, make_share)


def unchanged_files(
    out: Path, plan: SitePlan, before: BuildState, now: BuildState
) -> Mapping[str, WrittenFile]:
    """The files whose inputs, dependencies and state on disk are unchanged."""
    if not before.files:
        return {}
    stale = stale_dependencies(before.traces, now.traces)
    stale |= {ALL} if before.version != now.version else set()
    fingerprinter, unchanged = Fingerprinter(), dict[str, WrittenFile]()
    tasks: Iterable[Task | DerivedTask] = (*plan.tasks, *plan.derived)
    for task in tasks:
        fingerprint = fingerprinter.fingerprint(task.inputs)
        file = before.files.get(task.path)
        if (
            file is not None
            and file.fingerprint == fingerprint.digest
            and stale.isdisjoint(fingerprint.dependencies)
            and stale.isdisjoint(file.dependencies)
            and _stat(out, task.path) == file.stat
        ):
            unchanged[task.path] = file
    for derived in plan.derived:
        if not unchanged.keys() >= set(derived.sources):
            unchanged.pop(derived.path, None)
    return unchanged


def _untouched(
    out: Path, files: Mapping[str, WrittenFile]
) -> Mapping[str, WrittenFile]:
    """The *files* unchanged since they were written, with their current FileStat."""
    current = {}
    for path, file in files.items():
        stat = _stat(out, path)
        if stat and stat[:-1] == file.stat[:-1]:
            current[path] = dataclasses.replace(file, stat=stat)
    return current


def _stat(out: Path, path: str) -> FileStat | None:
    try:
        return file_stat_at(f"{out}/{path}")
    except OSError:
        return None


def _program(graph: Graph) -> str:
    """The digest of all that a site depends on but the records."""
    words = (program_digest(), graph.schema.digest, repr(graph.base.description))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
