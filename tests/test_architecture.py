"""
The rooms of the program, and which may import which.

The map is the docstring of sourcebook/__init__.py. Within a room no imports may form a
ring; within pages each group imports only those before it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sourcebook
from sourcebook.checking.rules.cycles import cycles
from sourcebook.problems import Mark

PROGRAM = Path(sourcebook.__file__).parent
SCHEMA = PROGRAM.parent / "schema"


def _table(text: str) -> dict[str, set[str]]:
    """What each room may import besides itself: a whole room, or one module of it."""
    rows = re.findall(
        r"^    ([a-z]+)  +.*?<-(.*(?:\n {5,}.*)?)$", text, flags=re.MULTILINE
    )
    rooms: dict[str, set[str]] = {}
    for room, imports in rows:
        words = set(re.findall(r"[a-z.]+", imports)) - {"nothing"}
        rooms[room] = {*rooms} if "all above" in imports else words
    return rooms


MAY_IMPORT: Mapping[str, set[str]] = _table(sourcebook.__doc__ or "")

# The groups of pages: each imports only groups of the lines above its own.
GROUPS_OF_PAGES = (
    ("rendering", "bounds", "assets"),
    ("text",),
    ("drawings",),
    ("views",),
    ("presenting",),
    ("page",),
    ("lists", "metadata"),
    ("records", "search", "front", "layout"),
    ("renderer", "samples"),
    ("plan",),
)


def _parts(module: str) -> tuple[str, ...]:
    return tuple(module.split(".")[1:])


def _file_of(parts: tuple[str, ...]) -> Path | None:
    path = PROGRAM.joinpath(*parts)
    choices = (path.with_suffix(".py"), path / "__init__.py")
    return next((choice for choice in choices if choice.exists()), None)


def _imports(file: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What *file* imports of the program: line, and parts of the module's name."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [n if _file_of(_parts(n)) else node.module for n in inside]
        for name in names:
            if name.startswith("sourcebook.") and isinstance(node, ast.stmt):
                yield node.lineno, _parts(name)


FILES = sorted(
    path
    for path in PROGRAM.rglob("*.py")
    if path.parent != PROGRAM or not path.stem.startswith("__")
)


def _room_of(file: Path) -> str:
    return file.relative_to(PROGRAM).parts[0].removesuffix(".py")


def _may_import(room: str, parts: tuple[str, ...]) -> bool:
    allowed = MAY_IMPORT[room]
    return parts[0] == room or parts[0] in allowed or ".".join(parts[:2]) in allowed


def test_the_map_names_every_room() -> None:
    """The docstring of the program names the rooms of its folder, twelve at most."""
    assert sorted(MAY_IMPORT) == sorted({_room_of(file) for file in FILES})
    assert len(MAY_IMPORT) <= 12


def test_the_map_is_read() -> None:
    """What the docstring says of four rooms, one of each form."""
    assert MAY_IMPORT["graph"] == {"model"}
    assert MAY_IMPORT["problems"] == set()
    assert MAY_IMPORT["exports"] == {"graph", "model", "publishing.tasks"}
    assert MAY_IMPORT["flow"] == set(MAY_IMPORT) - {"flow", "command"}


def test_rooms_import_only_what_they_may() -> None:
    """Each import of the program is one that the table allows."""
    wrong = [
        f"{file.relative_to(PROGRAM.parent)}:{line}: {room} imports {'.'.join(parts)}"
        for file in FILES
        for room in [_room_of(file)]
        for line, parts in _imports(file)
        if not _may_import(room, parts)
    ]

    assert wrong == []


def test_groups_of_pages_import_only_those_above() -> None:
    """Within pages too the data flows one way."""
    floors = {
        name: floor for floor, names in enumerate(GROUPS_OF_PAGES) for name in names
    }
    wrong = [
        f"{file.relative_to(PROGRAM.parent)}:{line}: {group} imports {'.'.join(parts)}"
        for file in FILES
        if _room_of(file) == "pages" and file.parent.name + file.stem != "pages__init__"
        for group in [file.relative_to(PROGRAM / "pages").parts[0].removesuffix(".py")]
        for line, parts in _imports(file)
        if parts[0] == "pages"
        and parts[1] != group
        and floors[parts[1]] >= floors[group]
    ]

    assert wrong == []


def test_no_rings() -> None:
    """No module imports itself, over however many others."""
    edges = {
        str(file.relative_to(PROGRAM)): [
            (str(target.relative_to(PROGRAM)), Mark(str(file), line))
            for line, parts in _imports(file)
            if (target := _file_of(parts)) is not None
        ]
        for file in FILES
        if file.stem != "__init__" or file.parent.name == "rules"
    }

    assert [ring for ring, _mark in cycles(edges)] == []


def test_every_room_says_what_it_may_import() -> None:
    """The docstring of a package names its job and what it may import."""
    silent = [
        str(file.relative_to(PROGRAM))
        for file in FILES
        if file.stem == "__init__"
        and file.parent.parent == PROGRAM
        and "May import: "
        not in (ast.get_docstring(ast.parse(file.read_bytes())) or "")
    ]

    assert silent == []


def test_no_module_is_long() -> None:
    """At most 350 lines."""
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in FILES}

    assert [str(file) for file, length in lengths.items() if length > 350] == []


def test_files_are_opened_at_few_doors() -> None:
    """Only these modules open files."""
    doors = {
        *("cache/program_digest.py", "cache/snapshot.py", "cache/store.py"),
        *("checking/evidence_lock.py", "reading/read.py", "reading/schema_folder.py"),
        *("publishing/manifest.py", "publishing/publish.py", "publishing/staging.py"),
        *("pages/assets.py", "pages/rendering/templates.py"),
    }
    calls = r"\b(open|read_text|read_bytes|write_text|write_bytes|scandir)\("
    found = {
        file.relative_to(PROGRAM).as_posix()
        for file in FILES
        if re.search(calls, file.read_text("utf-8"))
    }

    assert found <= doors


# Words of the vocabularies that are also something else in the program.
ALLOWED = {
    "published",  # a key of every source
    "part_of",  # a key of events
    "place",  # what the timeline can be chosen by, in its address
    "site",  # a folder's argument on the command line; a precision of places
    "speaker",  # a noun that pages count; a role in events
    "reference",  # a part of pages: a source told in full
    "caller",  # what Jinja calls a block that is handed to a part
}


def _words(shape: Any) -> Iterator[str]:
    """Every word of every vocabulary in *shape*."""
    match shape:
        case {"const": str(word)}:
            yield word
        case dict():
            for below in shape.values():
                yield from _words(below)
        case list():
            for below in shape:
                yield from _words(below)


def test_no_word_of_the_subject() -> None:
    """The program names no type, role, relation, mode or genre: the schema has them."""
    words = {
        word
        for path in SCHEMA.glob("*.json")
        for word in _words(json.loads(path.read_bytes()))
    }
    found = [
        f"{file.relative_to(PROGRAM)}:{node.lineno}: {node.value!r}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Constant) and node.value in words - ALLOWED
    ]

    assert len(words) > 90
    assert found == []
