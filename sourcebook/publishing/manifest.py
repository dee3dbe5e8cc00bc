"""The manifest, which lists all files of a site, and the search for unlisted ones."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Its path in a site; the one file that it does not list.
MANIFEST = "data/manifest.json"

READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW  # no links; no waiting on pipes

# Files that file browsers leave in any folder that they show.
_LITTER = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])


@dataclass(frozen=True, slots=True)
class Entry:
    """The manifest's entry for one file."""

    sha256: str
    size: int


def manifest(entries: Mapping[str, Entry]) -> bytes:
    """The manifest as JSON, one line per file, sorted by path; *entries* by path."""
    rows = [
        f'"{path}": {{"sha256": "{entry.sha256}", "size": {entry.size}}}'
        for path, entry in sorted(entries.items(), key=lambda item: item[0])
    ]
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode("ascii")


def unlisted(site: Path) -> Iterator[str]:
    """
    The paths of files below *site* that its manifest does not list, in a fixed order.

    Anything but a folder counts as a file, even links and pipes. Litter is skipped.

    Raises:
        OSError: if the system refuses to list a folder.

    """
    listed = _listed(site / MANIFEST)
    folders = [""]
    while folders:
        prefix = folders.pop()
        with os.scandir(site / prefix) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
        for entry in children:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            elif path not in listed and entry.name not in _LITTER:
                yield path


def _listed(file: Path) -> frozenset[str]:
    """The paths that *file* lists, and its own; none if it is not a manifest."""
    try:
        with os.fdopen(os.open(file, READ), "rb") as opened:
            entries = json.load(opened)
        for entry in entries.values():
            Entry(**entry)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (ValueError, AttributeError, TypeError, RecursionError):
        return frozenset()  # another program's file of that name
    return frozenset([MANIFEST, *entries])
