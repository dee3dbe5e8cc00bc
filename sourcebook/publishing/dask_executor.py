"""Makes files on a running Dask cluster: it receives shares and returns bytes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from typing import Any

from sourcebook.publishing.dispatch import deal
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.publish import FileMaker
from sourcebook.publishing.staging import StageWriter, WrittenFile
from sourcebook.publishing.tasks import File, Task

# For each share, a worker plans the whole site, at the cost of making 2,000 files: a
# share is no smaller than a quarter of that, and no worker gets more than two.
_FILES_PER_SHARE = 500
_SHARES_PER_WORKER = 2
_TIMEOUT = 10  # seconds to wait for a scheduler that does not answer

# Makes the files at some paths from the payload that every worker holds.
MakeShare = Callable[[Any, Sequence[str]], list[File]]


def make_on_cluster(
    address: str, tasks: Sequence[Task], payload: object, make_share: MakeShare
) -> FileMaker:
    """
    Make the files of *tasks* on the workers of the scheduler at *address*.

    Each worker gets *payload* once and, for each share, *make_share*, which it must be
    able to import. Workers run this same program, so the resulting bytes are the same.

    Raises:
        PublishError: if the extra `cluster` is not installed.

    """
    try:
        from distributed import Client  # noqa: PLC0415 - it is an extra
    except ImportError as error:
        message = "--executor needs Dask: pip install 'sourcebook[cluster]'"
        raise PublishError(message) from error

    def make(writer: StageWriter) -> Iterator[list[WrittenFile]]:
        with _connect(Client, address) as client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                message = f"the scheduler at {address} has no workers; start some"
                raise PublishError(message)
            future = client.scatter(payload, broadcast=True, hash=False)
            shares = -(-len(tasks) // _FILES_PER_SHARE)
            count = min(shares, _SHARES_PER_WORKER * workers)
            executor = client.get_executor(pure=False)
            results = [
                executor.submit(make_share, future, [task.path for task in share])
                for share in deal(tasks, count)
            ]
            for result in as_completed(results):
                yield [writer.write(file) for file in result.result()]

    return make


def _connect(client: Any, address: str) -> Any:  # noqa: ANN401 - Dask has no types
    try:
        return client(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no scheduler answers at {address}; start it, or name another"
        raise PublishError(message) from error
