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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.changes import stale_notes, traces_of
from sourcebook.chosen import Teller
from sourcebook.files import Late, Task
from sourcebook.graph import Graph
from sourcebook.manifest import MANIFEST
from sourcebook.memory import Memory, read_memory, write_memory
from sourcebook.notes import ALL
from sourcebook.program import program_digest
from sourcebook.publish import Making
from sourcebook.sealed import make_cache
from sourcebook.spread import spread, then
from sourcebook.stage import Signature, Written, signature_at


@dataclass(frozen=True, slots=True)
class Reuse:
    """What of the last build holds, and what is to be made."""

    out: Path
    kept: Mapping[str, Written]
    tasks: tuple[Task, ...]
    late: tuple[Late, ...]
    _graph: Graph
    _now: Memory

    @classmethod
    def of(
        cls, out: Path, graph: Graph, tasks: Iterable[Task], late: Iterable[Late]
    ) -> Reuse:
        """What holds of the site *out* now that its watched *graph* makes these."""
        make_cache(out)
        tasks, late = tuple(tasks), tuple(late)
        program, base = _program(graph), graph.base
        memory = read_memory(out, program)
        now = Memory(program, base.version, traces_of(base))
        kept = _kept(out, (*tasks, *late), memory, now)
        for one in late:
            if not kept.keys() >= set(one.of):
                kept.pop(one.path, None)
        return cls(
            out,
            kept,
            tuple(task for task in tasks if task.path not in kept),
            tuple(one for one in late if one.path not in kept),
            graph,
            now,
        )

    def making(self, scheduler: str = "") -> Making:
        """What makes the files that are not kept: here, or where a *scheduler* says."""
        if scheduler:
            from sourcebook.cluster import on_cluster  # noqa: PLC0415 - an extra

            making = on_cluster(scheduler, self._graph, self.tasks)
        else:
            making = spread(self.tasks, self._graph.notes)
        return then(making, self.late)

    def remember(self, written: Iterable[Written]) -> None:
        """What stands now is known to the next build, where nobody has changed it."""
        files = {**self.kept, **{one.path: one for one in written}}
        files.pop(MANIFEST, None)  # made of all others, each time
        stands = {
            path: dataclasses.replace(one, signature=found)
            for path, one in files.items()
            if (found := _signature(self.out, path))
            and found[:-1] == one.signature[:-1]
        }
        write_memory(dataclasses.replace(self._now, files=stands), self.out)


def _kept(
    out: Path, coming: Iterable[Task | Late], memory: Memory, now: Memory
) -> dict[str, Written]:
    """The files that are chosen as before, of what is as before, and stand as left."""
    if not memory.files:
        return {}
    stale = stale_notes(memory.traces, now.traces)
    stale |= {ALL} if memory.version != now.version else set()
    teller, kept = Teller(), dict[str, Written]()
    for one in coming:
        told, known = teller.chosen(one.chosen), memory.files.get(one.path)
        if (
            known is not None
            and known.chosen == told.words
            and stale.isdisjoint(told.notes)
            and stale.isdisjoint(known.rests_on)
            and _signature(out, one.path) == known.signature
        ):
            kept[one.path] = known
    return kept


def _signature(out: Path, path: str) -> Signature | None:
    try:
        return signature_at(f"{out}/{path}")
    except OSError:
        return None


def _program(graph: Graph) -> str:
    """The digest of all that makes a site but the records."""
    words = (program_digest(), graph.schema.digest, repr(graph.base.description))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
