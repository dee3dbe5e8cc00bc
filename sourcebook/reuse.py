"""
What of the last build still holds: files that need not be made again.

A site NAME has the folder .NAME-cache beside it. It can be deleted at any time: then
all files are made. It holds plain data, and what it says is believed only of a file
that stands where and as the last build left it, by inode, size and time, which nobody
can send along with a repository.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, cast

from sourcebook import edition
from sourcebook.changes import Trace, stale_notes, traces_of
from sourcebook.files import Late, Task
from sourcebook.graph import Graph
from sourcebook.manifest import Entry
from sourcebook.notes import ALL, Notes
from sourcebook.program import program_digest
from sourcebook.publish import Making
from sourcebook.sealed import cache_of, make_cache, read_sealed, write_sealed
from sourcebook.shown import Teller
from sourcebook.spread import spread, then
from sourcebook.stage import Signature, Written, signature_of
from sourcebook.watched import watched


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a file of the site."""

    shows: str  # the digest of what was chosen for it
    entry: Entry
    signature: Signature
    rests_on: tuple[str, ...]  # notes


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build leaves for the next one."""

    program: str = ""  # the digest of all that makes a site but the records
    version: str = ""  # of the base
    traces: Mapping[str, Trace] = field(default_factory=dict)
    files: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reuse:
    """What of the last build holds, and what is to be made."""

    out: Path
    kept: Mapping[str, Entry]
    tasks: tuple[Task, ...]
    late: tuple[Late, ...]
    _graph: Graph
    _notes: Notes
    _next: Memory
    _shown: Mapping[str, str]  # the digest of what is chosen for each file

    @classmethod
    def of(cls, out: Path, graph: Graph) -> Reuse:
        """What holds of the site *out* now that its records make *graph*."""
        make_cache(out)
        seen = watched(graph)
        tasks, late = tuple(edition.tasks(seen)), tuple(edition.late(graph))
        base = graph.base
        memory = _read(_file_of(out))
        now = Memory(_program(graph), base.version, traces_of(base))
        if memory.program != now.program:
            memory = Memory()
        stale = stale_notes(memory.traces, now.traces)
        stale |= {ALL} if memory.version != now.version else set()
        shown, kept = dict[str, str](), dict[str, Known]()
        teller, coming = Teller(), cast("tuple[Task | Late, ...]", (*tasks, *late))
        for one in coming:
            told = teller.shown(one.shows)
            shown[one.path] = told.words
            known = memory.files.get(one.path)
            if (
                known is not None
                and known.shows == told.words
                and stale.isdisjoint(told.notes)
                and stale.isdisjoint(known.rests_on)
                and _signature(out / one.path) == known.signature
            ):
                kept[one.path] = known
        for one in late:
            if not kept.keys() >= set(one.of):
                kept.pop(one.path, None)
        return cls(
            out,
            {path: known.entry for path, known in kept.items()},
            tuple(task for task in tasks if task.path not in kept),
            tuple(one for one in late if one.path not in kept),
            graph,
            seen.notes,
            dataclasses.replace(now, files=kept),
            shown,
        )

    def making(self, scheduler: str = "") -> Making:
        """What makes the files that are not kept: here, or where a *scheduler* says."""
        if scheduler:
            from sourcebook.cluster import on_cluster  # noqa: PLC0415 - an extra

            return then(on_cluster(scheduler, self._graph, self.tasks), self.late)
        return then(spread(self.tasks, self._notes), self.late)

    def remember(self, written: Iterable[Written]) -> None:
        """What stands now is known to the next build."""
        files = dict(self._next.files)
        for one in written:
            if one.path in self._shown:
                shown, rests_on = self._shown[one.path], tuple(sorted(one.rests_on))
                files[one.path] = Known(shown, one.entry, one.signature, rests_on)
        _write(_file_of(self.out), dataclasses.replace(self._next, files=files))


def _file_of(out: Path) -> Path:
    return cache_of(out) / "files.json"


def _signature(path: Path) -> Signature | None:
    try:
        return signature_of(path.lstat())
    except OSError:
        return None


def _program(graph: Graph) -> str:
    """The digest of all that makes a site but the records."""
    words = (program_digest(), graph.schema.digest, repr(graph.base.description))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _write(file: Path, memory: Memory) -> None:
    """*memory* stands in *file*; where it cannot, nothing does, and nothing is lost."""
    words = {note: number for number, note in enumerate(_all_notes(memory))}
    parts = {
        "program": memory.program,
        "version": memory.version,
        "traces": {
            id_: [trace.content, trace.face, *trace.names]
            for id_, trace in memory.traces.items()
        },
        "notes": list(words),
        "files": {
            path: [
                known.shows,
                known.entry.sha256,
                *known.signature,
                *(words[note] for note in known.rests_on),
            ]
            for path, known in memory.files.items()
        },
    }
    content = json.dumps(parts, separators=(",", ":")).encode("ascii")
    write_sealed(file, content)


def _all_notes(memory: Memory) -> dict[str, None]:
    notes = (known.rests_on for known in memory.files.values())
    return dict.fromkeys(chain.from_iterable(notes))


def _read(file: Path) -> Memory:
    """What the last build left in *file*; nothing where that cannot be relied on."""
    content = read_sealed(file)
    if content is None:
        return Memory()
    try:
        return _told(json.loads(content))
    except (LookupError, TypeError, ValueError, AttributeError):
        return Memory()  # some other program's, or made to mislead


def _told(parts: Any) -> Memory:  # noqa: ANN401 - whatever stands in the file
    """
    The memory that *parts* tell.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: where they tell none.

    """
    notes = parts["notes"]
    return Memory(
        parts["program"],
        parts["version"],
        {
            id_: Trace(content, face, tuple(names))
            for id_, (content, face, *names) in parts["traces"].items()
        },
        {
            path: Known(
                shows,
                Entry(sha256, size),
                (inode, size, changed),
                tuple([notes[number] for number in numbers]),
            )
            for path, (shows, sha256, inode, size, changed, *numbers) in parts[
                "files"
            ].items()
        },
    )
