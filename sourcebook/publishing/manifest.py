"""The list of all files of a site, and what stands in a site unlisted."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Where it stands in a site; the one file that it does not list.
MANIFEST = "data/manifest.json"

READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW  # no link; a pipe does not wait

# What file browsers leave behind in any folder that they show.
_LITTER = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a file."""

    sha256: str
    size: int


def manifest(entries: Mapping[str, Entry]) -> bytes:
    """JSON, one line a file, sorted by path; *entries* by path."""
    rows = [
        f'"{path}": {{"sha256": "{entry.sha256}", "size": {entry.size}}}'
        for path, entry in sorted(entries.items(), key=lambda item: item[0])
    ]
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode("ascii")


def unlisted(site: Path) -> Iterator[str]:
    """
    The path of each file below *site* that its manifest does not list, in one order.

    What is no folder counts as a file: links, pipes. Litter is passed over.

    Raises:
        OSError: where the system refuses to look.

    """
    listed = _listed(site / MANIFEST)
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(site / below) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            elif path not in listed and entry.name not in _LITTER:
                yield path


def _listed(file: Path) -> frozenset[str]:
    """The paths that *file* lists, and its own; none where it is no manifest."""
    try:
        with os.fdopen(os.open(file, READ), "rb") as opened:
            entries = json.load(opened)
        for entry in entries.values():
            Entry(**entry)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (ValueError, AttributeError, TypeError, RecursionError):
        return frozenset()  # some other program's file of that name
    return frozenset([MANIFEST, *entries])
