"""The build state: what a build leaves for the next, in a file that may be deleted."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcebook.cache.store import MALFORMED, read_cached, write_cached
from sourcebook.incremental.invalidation import RecordTrace
from sourcebook.publishing.manifest import Entry
from sourcebook.publishing.staging import WrittenFile

_FILE = "files.json"


@dataclass(frozen=True, slots=True)
class BuildState:
    """What a build leaves for the next one."""

    program: str = ""  # the digest of all that a site depends on but the records
    version: str = ""  # of the base
    traces: Mapping[str, RecordTrace] = field(default_factory=dict)
    files: Mapping[str, WrittenFile] = field(default_factory=dict)


def write_build_state(state: BuildState, out: Path) -> None:
    """Save *state* for the next build of *out*, if it can be written."""
    dependencies = dict.fromkeys(_all_dependencies(state))
    numbers = {dependency: number for number, dependency in enumerate(dependencies)}
    parts = {
        "version": state.version,
        "traces": {
            id_: [trace.content, trace.link, *trace.names]
            for id_, trace in state.traces.items()
        },
        "dependencies": list(numbers),
        "files": {
            path: [
                file.fingerprint,
                file.entry.sha256,
                *file.stat,
                *(numbers[dependency] for dependency in file.dependencies),
            ]
            for path, file in state.files.items()
        },
    }
    content = json.dumps(parts, separators=(",", ":"))
    write_cached(out, _FILE, f"{state.program}\n{content}".encode("ascii"))


def _all_dependencies(state: BuildState) -> Iterator[str]:
    for file in state.files.values():
        yield from file.dependencies


def read_build_state(out: Path, program: str) -> BuildState:
    """What the last build of *out* left; empty if its *program* was another."""
    content = read_cached(out, _FILE) or b""
    if not content.startswith(f"{program}\n".encode()):
        return BuildState()
    try:
        return _parse(program, json.loads(content[len(program) + 1 :]))
    except MALFORMED:
        return BuildState()  # another program's file, or a forged one


def _parse(program: str, parts: Any) -> BuildState:  # noqa: ANN401 - any JSON
    """The state that *parts* describe; raises one of MALFORMED if they do not."""
    words = parts["dependencies"]
    traces = {
        id_: RecordTrace(content, link, tuple(names))
        for id_, (content, link, *names) in parts["traces"].items()
    }
    files = {}
    for path, (fingerprint, sha256, *rest) in parts["files"].items():
        (inode, size, mode, written, changed), numbers = rest[:5], rest[5:]
        stat = (inode, size, mode, written, changed)
        dependencies = tuple([words[number] for number in numbers])
        files[path] = WrittenFile(
            path, Entry(sha256, size), stat, fingerprint, dependencies
        )
    return BuildState(program, parts["version"], traces, files)
