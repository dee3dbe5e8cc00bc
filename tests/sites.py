"""Small sites to publish, and the complete contents of a folder afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sourcebook.publishing import publish as publishing
from sourcebook.publishing.tasks import File

Site = Mapping[str, bytes]  # content by path, without the manifest

OLD: Site = {"index.html": b"old", "gone/page.html": b"gone soon"}
NEW: Site = {"index.html": b"the new one", "a/b/c.html": b"", "a/d.css": b"d"}


def publish(out: Path, files: Iterable[File]) -> None:
    """Publish exactly *files*, taken one by one, and their manifest to *out*."""
    publishing.publish(out, lambda writer: ([writer.write(file)] for file in files))


def files(site: Site) -> list[File]:
    """The files of *site*, as `publish` takes them."""
    return [File(path, content) for path, content in site.items()]


def whole(site: Site) -> dict[str, bytes]:
    """The expected contents of the published folder: *site* and its manifest."""
    entries = (
        f"{json.dumps(path)}: "
        + json.dumps({"sha256": hashlib.sha256(content).hexdigest(), "size": size})
        for path, content, size in sorted((p, c, len(c)) for p, c in site.items())
    )
    manifest = "{\n" + ",\n".join(entries) + "\n}\n"
    return {**site, "data/manifest.json": manifest.encode()}


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file below *folder*, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def names(folder: Path) -> list[str]:
    """The names in *folder*, sorted."""
    return sorted(path.name for path in folder.iterdir())
