"""Where the files of a site are made: here, in workers, on a cluster."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rendered import TINY, files_of, graph_of
from sites import tree

from sourcebook.cache.dependencies import Dependencies
from sourcebook.cache.program_digest import program_digest
from sourcebook.flow import plan_site
from sourcebook.incremental.rebuild import make_share
from sourcebook.publishing import workers
from sourcebook.publishing.dask_executor import make_on_cluster
from sourcebook.publishing.dispatch import Tracking, file_maker
from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.publish import publish
from sourcebook.publishing.staging import StageWriter, WrittenFile
from sourcebook.publishing.tasks import File, Task

TASKS = [Task(str(number), partial(bytes, number)) for number in range(120)]
SITE = {str(number): bytes(number) for number in range(120)}


def published(folder: Path) -> dict[str, bytes]:
    """The files of the site in *folder*, without its manifest."""
    files = tree(folder)
    del files["data/manifest.json"]
    return files


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_many_files_are_made_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the process may fork, a worker makes half of them."""
    monkeypatch.setattr("sourcebook.publishing.dispatch.can_fork", lambda: True)
    parent = os.getpid()
    makers = [Task(f"maker-{n}", lambda: str(os.getpid()).encode()) for n in range(120)]
    publish(tmp_path / "site", file_maker(makers, Tracking(Dependencies(), str)))
    pids = set(published(tmp_path / "site").values())

    assert len(pids) == 2
    assert str(parent).encode() in pids


def test_a_path_that_is_written_twice(tmp_path: Path) -> None:
    """A file that a maker hands over twice is the programmer's mistake."""

    def make(writer: StageWriter) -> Iterator[list[WrittenFile]]:
        file = writer.write(File("a", b""))
        yield [file, file]

    with pytest.raises(ValueError, match=r"the path is taken already: 'a'"):
        publish(tmp_path / "site", make)


def test_a_worker_whose_parent_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at once, before it makes anything."""

    def end(status: int) -> None:
        raise SystemExit(status)

    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: NoSystem())
    monkeypatch.setattr(os, "_exit", end)
    with pytest.raises(SystemExit) as raised:
        workers._begin((), parent=-1)
    workers._calls = ()

    assert raised.value.code == 1


class NoSystem:
    """A system library whose calls do nothing."""

    def prctl(self, *_: object) -> int:
        return 0


class Cluster:
    """A client of a cluster of threads, with as many workers as it is made for."""

    def __init__(self, count: int) -> None:
        self.count = count

    @contextmanager
    def connect(self, *_: object, **__: object) -> Iterator[Cluster]:
        yield self

    def scheduler_info(self, **_: object) -> dict[str, Any]:
        return {"workers": range(self.count)}

    def scatter(self, payload: object, **_: object) -> object:
        return payload

    def get_executor(self, **_: object) -> Executor:
        return ThreadPoolExecutor(1)


def made_of(payload: dict[str, bytes], paths: Sequence[str]) -> list[File]:
    """A share of files, by their paths."""
    return [File(path, payload[path]) for path in paths]


@pytest.mark.parametrize("count", [1, 3])
def test_shares_of_a_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Each file comes back once, whatever the number of workers."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", Cluster(count).connect)
    publish(tmp_path / "site", make_on_cluster("x", TASKS, SITE, made_of))

    assert published(tmp_path / "site") == SITE


def test_a_cluster_without_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says so."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", Cluster(0).connect)
    with pytest.raises(PublishError, match=r"^the scheduler at x has no workers"):
        publish(tmp_path / "site", make_on_cluster("x", TASKS, SITE, made_of))


def test_a_cluster_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that it needs is named."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PublishError, match=r"pip install 'sourcebook\[cluster\]'$"):
        make_on_cluster("x", TASKS, SITE, made_of)


def test_a_share_of_the_planned_site() -> None:
    """A worker makes just the files that it is asked for, as the build would."""
    payload = (graph_of(TINY), plan_site, program_digest())
    paths = ["about/index.html", "index.html"]
    share = {file.path: file.content for file in make_share(payload, paths)}

    assert share == {path: files_of(TINY)[path] for path in paths}
