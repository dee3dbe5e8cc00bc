"""
The packages ("rooms") of the program, and which may import which.

The map is the docstring of sourcebook/__init__.py. Imports within a room may not form a
cycle; within pages, each group imports only groups before it.
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
    """What each room may import except itself: whole rooms, or single modules."""
    rows = re.findall(
        r"^    ([a-z]+)  +.*?<-(.*(?:\n {5,}.*)?)$", text, flags=re.MULTILINE
    )
    rooms: dict[str, set[str]] = {}
    for room, imports in rows:
        words = set(re.findall(r"[a-z.]+", imports)) - {"nothing"}
        rooms[room] = {*rooms} if "all above" in imports else words
    return rooms


MAY_IMPORT: Mapping[str, set[str]] = _table(sourcebook.__doc__ or "")

# The groups of pages: each imports only groups in the lines above its own.
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
    """What *file* imports from the program: line, and parts of the module's name."""
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
    """The program's docstring names all rooms in its folder, and at most twelve."""
    assert sorted(MAY_IMPORT) == sorted({_room_of(file) for file in FILES})
    assert len(MAY_IMPORT) <= 12


def test_the_map_is_read() -> None:
    """The table is read correctly from the docstring, for each form of a row."""
    assert MAY_IMPORT["graph"] == {"model"}
    assert MAY_IMPORT["problems"] == set()
    assert MAY_IMPORT["exports"] == {"graph", "model", "publishing.tasks"}
    assert MAY_IMPORT["flow"] == set(MAY_IMPORT) - {"flow", "command"}


def test_rooms_import_only_what_they_may() -> None:
    """Every import within the program is allowed by the table."""
    wrong = [
        f"{file.relative_to(PROGRAM.parent)}:{line}: {room} imports {'.'.join(parts)}"
        for file in FILES
        for room in [_room_of(file)]
        for line, parts in _imports(file)
        if not _may_import(room, parts)
    ]

    assert wrong == []


def test_groups_of_pages_import_only_those_above() -> None:
    """Within pages, each group imports only groups in the lines above its own."""
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


def test_no_import_cycles() -> None:
    """No module imports itself, directly or through others."""
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
    """The docstring of every package says what it may import."""
    undocumented = [
        str(file.relative_to(PROGRAM))
        for file in FILES
        if file.stem == "__init__"
        and "May import: "
        not in (ast.get_docstring(ast.parse(file.read_bytes())) or "")
    ]

    assert undocumented == []


def test_no_module_is_long() -> None:
    """No module has more than 350 lines."""
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in FILES}

    assert [str(file) for file, length in lengths.items() if length > 350] == []


def test_few_modules_open_files() -> None:
    """Only the listed modules open files."""
    allowed = {
        *("cache/program_digest.py", "cache/snapshot.py", "cache/store.py"),
        *("checking/evidence_lock.py", "reading/read.py", "reading/schema_folder.py"),
        *("publishing/manifest.py", "publishing/publish.py", "publishing/staging.py"),
        *("pages/assets.py", "pages/rendering/templates.py"),
    }
    calls = r"\b(open|read_text|read_bytes|write_text|write_bytes|scandir)\("
    openers = {
        file.relative_to(PROGRAM).as_posix()
        for file in FILES
        if re.search(calls, file.read_text("utf-8"))
    }

    assert openers <= allowed


# Vocabulary words that also have another meaning in the program.
ALLOWED = {
    "published",  # a key of every source
    "part_of",  # a key of events
    "place",  # a filter of the timeline, in its URL
    "site",  # a command-line argument; a precision of places
    "speaker",  # a noun counted on pages; a role in events
    "reference",  # a part of pages: the full details of a source
    "caller",  # Jinja's name for a block that is passed to a macro
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


def test_no_vocabulary_word_in_the_program() -> None:
    """Types, roles, relations, modes and genres are only named in the schema."""
    words = {
        word
        for path in SCHEMA.glob("*.json")
        for word in _words(json.loads(path.read_bytes()))
    }
    uses = [
        f"{file.relative_to(PROGRAM)}:{node.lineno}: {node.value!r}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Constant) and node.value in words - ALLOWED
    ]

    assert len(words) > 90
    assert uses == []
