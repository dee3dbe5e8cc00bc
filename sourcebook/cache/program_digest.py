"""The digest of the program, on which the bytes of a site depend."""

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).parent.parent

# Changes of these may change a report or a page.
_LIBRARIES = ("pyyaml", "jsonschema", "jinja2", "markdown-it-py", "markupsafe")


def program_digest() -> str:
    """The SHA-256, in hex, of all program files and of the versions it runs with."""
    digest = hashlib.sha256(versions().encode())
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            name = path.relative_to(FOLDER).as_posix()
            digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def versions() -> str:
    """The versions of Python and of the libraries."""
    return f"{sys.version} {' '.join(map(_version, _LIBRARIES))}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
