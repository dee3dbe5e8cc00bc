"""A running Dask cluster makes the files: shares go there, their bytes come back."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from typing import Any

from sourcebook.publishing.dispatch import deal
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.publish import FileMaker
from sourcebook.publishing.staging import StageWriter, WrittenFile
from sourcebook.publishing.tasks import File, Task

# To plan all files again costs a worker what 2,000 of them cost: a share is no smaller
# than a quarter of that, and no worker has more than two.
_IN_A_SHARE = 500
_FOR_A_WORKER = 2
_PATIENCE = 10  # seconds until a scheduler that does not answer is given up

# Makes the files at some paths from the payload that every worker holds.
MakeShare = Callable[[Any, Sequence[str]], list[File]]


def make_on_cluster(
    address: str, tasks: Sequence[Task], payload: object, make_share: MakeShare
) -> FileMaker:
    """
    Have the workers of the scheduler at *address* make the files of *tasks*.

    Each worker gets *payload* once, and *make_share*, which it must be able to import,
    for each share. The workers have this very program; the result is the same bytes.

    Raises:
        PublishError: where the extra `cluster` is not installed.

    """
    try:
        from distributed import Client  # noqa: PLC0415 - it is an extra
    except ImportError as error:
        message = "--executor needs Dask: pip install 'sourcebook[cluster]'"
        raise PublishError(message) from error

    def make(writer: StageWriter) -> Iterator[list[WrittenFile]]:
        with _connected(Client, address) as client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                message = f"the scheduler at {address} has no workers; start some"
                raise PublishError(message)
            held = client.scatter(payload, broadcast=True, hash=False)
            least = -(-len(tasks) // _IN_A_SHARE)
            count = min(least, _FOR_A_WORKER * workers)
            executor = client.get_executor(pure=False)
            results = [
                executor.submit(make_share, held, [task.path for task in share])
                for share in deal(tasks, count)
            ]
            for result in as_completed(results):
                yield [writer.write(file) for file in result.result()]

    return make


def _connected(client: Any, address: str) -> Any:  # noqa: ANN401 - Dask has no types
    """A client of the scheduler at *address*."""
    try:
        return client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no scheduler answers at {address}; start it, or name another"
        raise PublishError(message) from error
