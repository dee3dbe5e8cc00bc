"""Builds that run at the same time, and readers of the site during a build."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from rendered import ROOT
from sites import OLD, files, names, publish, tree, whole

from sourcebook.publishing.tasks import File

# Publishes twenty files that contain its number, and finishes once stdin is closed.
BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from sourcebook.publishing.tasks import File
from sourcebook.publishing.publish import publish
from sourcebook.publishing.errors import PublishError
def files():
    for number in range(20):
        yield File(f"{number}.txt", sys.argv[3].encode())
    sys.stdin.read()
try:
    publish(Path(sys.argv[2]), lambda w: ([w.write(one)] for one in files()))
except PublishError as error:
    sys.exit(str(error))
"""


def test_eight_builds_at_once(tmp_path: Path) -> None:
    """One build publishes; the other seven exit while it still writes, and say why."""
    site = tmp_path / "site"
    publish(site, files(OLD))
    builds = [
        subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", BUILD, ROOT, site, str(number)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    deadline = time.monotonic() + 10
    while sum(build.poll() is None for build in builds) > 1:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    before = tree(site)
    ends = [(build.communicate()[1], build.returncode) for build in builds]

    assert whole(OLD) == before
    refused = (f"another build is writing {site}; let it end first\n", 1)
    assert sorted([("", 0), *[refused] * 7]) == sorted(ends)
    winner = str(ends.index(("", 0))).encode()
    assert whole({f"{number}.txt": winner for number in range(20)}) == tree(site)
    assert names(tmp_path) == [".site.lock", "site"]


def test_readers_see_one_site_or_the_next(tmp_path: Path) -> None:
    """While fifty sites are published, no page is missing or reverts to an old one."""
    site = tmp_path / "site"
    publish(site, [File("index.html", b"0")])
    read: list[int] = []
    is_over = threading.Event()

    def reader() -> None:
        while not is_over.is_set():
            try:
                read.append(int((site / "index.html").read_bytes()))
            except OSError:
                read.append(-1)

    thread = threading.Thread(target=reader)
    thread.start()
    for number in range(1, 51):
        publish(site, [File("index.html", str(number).encode())])
    is_over.set()
    thread.join()

    assert [number for number in read if number < 0] == []
    assert sorted(read) == read
