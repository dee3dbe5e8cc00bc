"""The program itself, as something that the bytes of a site depend on."""

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).parent.parent

# Whose changes may change a report or a page.
_LIBRARIES = ("pyyaml", "jsonschema", "jinja2", "markdown-it-py", "markupsafe")


def program_digest() -> str:
    """The SHA-256 of all files of the program and all versions it runs with, in hex."""
    made = hashlib.sha256(versions().encode())
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            name = path.relative_to(FOLDER).as_posix()
            made.update(f"\n{name} {len(content)}\n".encode() + content)
    return made.hexdigest()


def versions() -> str:
    """The versions of Python and of the libraries."""
    return f"{sys.version} {' '.join(map(_version, _LIBRARIES))}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
