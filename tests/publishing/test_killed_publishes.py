"""A publish that is killed, or meets an error, at each of its system calls."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from rendered import ROOT
from sites import NEW, OLD, Site, files, names, publish, tree, whole

from sourcebook.publishing.swap import restore


def _strace_works() -> bool:
    """Whether strace is installed and may trace a process here."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], check=False)
    return tried.returncode == 0


pytestmark = [
    pytest.mark.strace,
    pytest.mark.skipif(
        not _strace_works(), reason="strace is not installed, or may not trace here"
    ),
]

LAST: Site = {"index.html": b"after all that"}

PUBLISH = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from sourcebook.publishing.tasks import File
from sourcebook.publishing.publish import publish
from sourcebook.publishing.errors import PublishError
files = [File(path, content) for path, content in {dict(NEW)!r}.items()]
try:
    publish(Path(sys.argv[1]), lambda w: ([w.write(one)] for one in files))
except PublishError as error:
    sys.exit(str(error))
"""

# A system without an atomic exchange of folders.
RENAMING = ("-e", "inject=renameat2:error=ENOSYS")

# Stops the program at traced calls only; with it, strace 6.1 loses signals.
FAST = "--seccomp-bpf"

# Calls that change nothing: being killed there equals being killed at the next one.
LOOKING = re.compile(r"read|lseek|ioctl|fcntl|\w*stat\w*|getdents64|close")

# Full, broken and read-only disks, and the calls that can meet such an error.
FAULTS = ("ENOSPC", "EIO", "EROFS")
REFUSED = ("openat", "write", "fsync", "syncfs", "mkdir", "rename", "renameat2")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call during a publish."""

    name: str
    number: int  # among the calls with that name, from 1

    def inject(self, fault: str) -> tuple[str, ...]:
        """The options that make strace inject *fault* at this call."""
        inject = f"inject={self.name}:{fault}:when={self.number}"
        return ("-e", f"trace={self.name},renameat2", "-e", inject)


def start(folder: Path) -> Path:
    """*folder*, with the old site and the remains of an earlier killed build."""
    (folder / ".site-stage-1/a").mkdir(parents=True)
    (folder / ".site-stage-1/a/b").write_bytes(b"left")
    for path, content in whole(OLD).items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(content)
    return folder


def traced(folder: Path, *options: str) -> tuple[int, str]:
    """Publish into *folder* under strace; return the exit status and stderr."""
    strace = ["strace", "-f", "-y", "-qq", "-o", f"{folder}.calls"]
    program = [sys.executable, "-I", "-S", "-B", "-c", PUBLISH, f"{folder}/site"]
    done = subprocess.run(
        [*strace, *options, *program], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def calls(folder: Path, *system: str) -> list[Call]:
    """The calls of a publish that name a path in *folder*, in order."""
    assert traced(start(folder), "-e", "trace=%file,%desc", *system) == (0, "")
    numbers: Counter[str] = Counter()
    in_folder = []
    for line in Path(f"{folder}.calls").read_text().splitlines():
        name = line.split("(")[0].split()[-1]
        numbers[name] += 1
        if str(folder) in line and name != "execve" and "INJECTED" not in line:
            in_folder.append(Call(name, numbers[name]))
    return in_folder


def state(folder: Path) -> str:
    """Which complete site *folder* contains, or "torn"."""
    whole_sites = {"old": whole(OLD), "new": whole(NEW)}
    site = tree(folder / "site")
    return next(
        (name for name, content in whole_sites.items() if content == site), "torn"
    )


def is_healed(folder: Path) -> bool:
    """Whether the next build publishes and removes all remains of the killed one."""
    publish(folder / "site", files(LAST))
    beside = names(folder) == [".site.lock", "site"]
    return beside and whole(LAST) == tree(folder / "site")


def test_killed_at_every_call_that_changes(tmp_path: Path) -> None:
    """Either site is left complete, and the next build needs no manual repair."""
    every = [c for c in calls(tmp_path / "all") if not LOOKING.fullmatch(c.name)]

    def kill(call: Call) -> tuple[int, str, bool]:
        folder = start(tmp_path / f"{call.name}-{call.number}")
        status, _ = traced(folder, *call.inject("signal=SIGKILL"))
        return status, state(folder), is_healed(folder)

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(kill, every))

    swap = [call.name for call in every].index("renameat2")
    after = len(every) - swap - 1
    assert [(-9, "old", True)] * (swap + 1) + [(-9, "new", True)] * after == ends


def test_killed_at_every_renaming(tmp_path: Path) -> None:
    """Without an atomic exchange, the old site is at worst set aside, but complete."""
    renamings = [c for c in calls(tmp_path / "all", *RENAMING) if c.name == "rename"]
    ends = []
    for call in renamings:
        folder = start(tmp_path / str(call.number))
        traced(folder, *RENAMING, *call.inject("signal=SIGKILL"))
        before = state(folder)
        restore(folder / "site", folder / ".site-aside")
        ends.append((before, state(folder), is_healed(folder)))

    assert ends == [
        ("old", "old", True),  # restoring after a killed build
        ("old", "old", True),  # moving the old site aside
        ("torn", "old", True),  # moving the new site in: none is in place
        ("new", "new", True),  # moving the old site to where the new one was
    ]


def test_refused_at_every_call(tmp_path: Path) -> None:
    """
    The build fails with one clear line, and only the old site is left.

    Once the new site is durable, all that remains is to delete the old one: an error
    there does not fail the build, and the next build deletes the rest.
    """
    every = calls(tmp_path / "all")
    last = max(i for i, call in enumerate(every) if call.name == "fsync")
    points = [
        (call, fault, i > last)
        for i, call in enumerate(every)
        for fault in FAULTS
        if call.name in REFUSED
    ]

    def refuse(point: tuple[Call, str, bool]) -> tuple[object, ...]:
        call, fault, is_late = point
        folder = start(tmp_path / f"{call.name}-{call.number}-{fault}")
        status, said = traced(folder, FAST, *call.inject(f"error={fault}"))
        is_one_line = bool(re.fullmatch(r"cannot [^\n]+: [^\n]+; [^\n]+\n", said))
        beside = {".site.lock", ".site-stage-1", "site"}
        is_clean = is_late or beside.issuperset(names(folder))
        return status, is_one_line, state(folder), is_clean, is_healed(folder)

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(refuse, points))

    refused = (1, True, "old", True, True)
    published = (0, False, "new", True, True)
    assert [published if is_late else refused for _, _, is_late in points] == ends
