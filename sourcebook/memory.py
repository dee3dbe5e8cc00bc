"""What a build leaves for the next one, in a file that anybody may delete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from sourcebook.changes import Trace
from sourcebook.manifest import Entry
from sourcebook.sealed import ODD, read_sealed, write_sealed
from sourcebook.stage import Written

_FILE = "files.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build leaves for the next one."""

    program: str = ""  # the digest of all that makes a site but the records
    version: str = ""  # of the base
    traces: Mapping[str, Trace] = field(default_factory=dict)
    files: Mapping[str, Written] = field(default_factory=dict)


def write_memory(memory: Memory, out: Path) -> None:
    """The next build of *out* has *memory*; none where it cannot be written."""
    words = {note: number for number, note in enumerate(_all_notes(memory))}
    parts = {
        "version": memory.version,
        "traces": {
            id_: [trace.content, trace.face, *trace.names]
            for id_, trace in memory.traces.items()
        },
        "notes": list(words),
        "files": {
            path: [
                known.chosen,
                known.entry.sha256,
                *known.signature,
                *(words[note] for note in known.rests_on),
            ]
            for path, known in memory.files.items()
        },
    }
    told = json.dumps(parts, separators=(",", ":"))
    write_sealed(out, _FILE, f"{memory.program}\n{told}".encode("ascii"))


def _all_notes(memory: Memory) -> dict[str, None]:
    notes = (known.rests_on for known in memory.files.values())
    return dict.fromkeys(chain.from_iterable(notes))


def read_memory(out: Path, program: str) -> Memory:
    """What the last build of *out* left; nothing of another *program* than this one."""
    content = read_sealed(out, _FILE) or b""
    if not content.startswith(f"{program}\n".encode()):
        return Memory()
    try:
        return _told(program, json.loads(content[len(program) + 1 :]))
    except ODD:
        return Memory()  # some other program's, or made to mislead


def _told(program: str, parts: Any) -> Memory:  # noqa: ANN401 - whatever stands there
    """
    The memory that *parts* tell.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: where they tell none.

    """
    notes = parts["notes"]
    traces = {
        id_: Trace(content, face, tuple(names))
        for id_, (content, face, *names) in parts["traces"].items()
    }
    files = {}
    for path, (chosen, sha256, *rest) in parts["files"].items():
        (inode, size, mode, written, changed), numbers = rest[:5], rest[5:]
        signature = (inode, size, mode, written, changed)
        rests_on = tuple([notes[number] for number in numbers])
        files[path] = Written(path, Entry(sha256, size), signature, chosen, rests_on)
    return Memory(program, parts["version"], traces, files)
