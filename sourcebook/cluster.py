"""A running Dask cluster makes the files: shares go there, their bytes come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from typing import Any

from sourcebook import edition
from sourcebook.files import File, Task
from sourcebook.graph import Graph
from sourcebook.program import program_digest
from sourcebook.publish import Making
from sourcebook.refused import PublishError
from sourcebook.spread import dealt, made
from sourcebook.stage import Writer, Written
from sourcebook.watched import watched

# To plan all files again costs a worker what 2,000 of them cost: a share is no smaller
# than a quarter of that, and no worker has more than two.
_IN_A_SHARE = 500
_FOR_A_WORKER = 2
_PATIENCE = 10  # seconds until a scheduler that does not answer is given up


def on_cluster(address: str, graph: Graph, tasks: Sequence[Task]) -> Making:
    """
    The files of *tasks* are made by the workers of the scheduler at *address*.

    *graph* is the one that they are planned for; each worker gets it once, and plans
    the same files for each share. The workers have this very program; the result is
    the same bytes.

    Raises:
        PublishError: where the extra `cluster` is not installed.

    """
    try:
        from distributed import Client  # noqa: PLC0415 - it is an extra
    except ImportError as error:
        message = "--executor needs Dask: pip install 'sourcebook[cluster]'"
        raise PublishError(message) from error

    def making(writer: Writer) -> Iterator[list[Written]]:
        with _asked(Client, address) as client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                message = f"the scheduler at {address} has no workers; start some"
                raise PublishError(message)
            held = client.scatter(graph, broadcast=True, hash=False)
            program = program_digest()
            least = -(-len(tasks) // _IN_A_SHARE)
            count = min(least, _FOR_A_WORKER * workers)
            executor = client.get_executor(pure=False)
            coming = [
                executor.submit(share_of, held, [task.path for task in share], program)
                for share in dealt(tasks, count)
            ]
            for one in as_completed(coming):
                yield [writer.write(file) for file in one.result()]

    return making


def _asked(client: Any, address: str) -> Any:  # noqa: ANN401 - Dask tells no types
    """A client of the scheduler at *address*."""
    try:
        return client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no scheduler answers at {address}; start it, or name another"
        raise PublishError(message) from error


def share_of(graph: Graph, paths: Sequence[str], program: str) -> list[File]:
    """
    The files at *paths* among all that are planned for *graph*.

    Raises:
        RuntimeError: where this program has another digest than *program*.

    """
    if program_digest() != program:
        message = "this worker has another version of the program than the build"
        raise RuntimeError(message)
    seen, wanted = watched(graph), frozenset(paths)
    return list(made((t for t in edition.tasks(seen) if t.path in wanted), seen.notes))
