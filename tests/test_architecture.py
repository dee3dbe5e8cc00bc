"""
The program flows one way: a module imports only from those above it in the map.

The map is the docstring of sourcebook/__init__.py; the order within check and within
pages is that of these packages' own imports, which may form no ring.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sourcebook
from sourcebook.check.rules.graphs import cycles
from sourcebook.problems import Mark

PROGRAM = Path(sourcebook.__file__).parent
SCHEMA = PROGRAM.parent / "schema"
MAP = [
    name
    for line in re.findall(
        r"^    ([a-z, ]*[a-z])  ", sourcebook.__doc__ or "", re.MULTILINE
    )
    for name in line.strip().split(", ")
]
APART = {("pages", "export"), ("export", "pages")}


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


def _parts(module: str) -> tuple[str, ...]:
    return tuple(module.split(".")[1:])


def _file_of(parts: tuple[str, ...]) -> Path | None:
    path = PROGRAM.joinpath(*parts)
    choices = (path.with_suffix(".py"), path / "__init__.py")
    return next((choice for choice in choices if choice.exists()), None)


FILES = sorted(
    path
    for path in PROGRAM.rglob("*.py")
    if path.parent != PROGRAM or path.stem != "__init__"
)


def _part_of(file: Path) -> str:
    return file.relative_to(PROGRAM).parts[0].removesuffix(".py")


def test_the_map_is_whole() -> None:
    """The map names every module and package of the program, and no other."""
    assert sorted(MAP) == sorted({_part_of(file) for file in FILES})


def test_one_way() -> None:
    """No module imports from below it in the map."""
    wrong = [
        f"{file.relative_to(PROGRAM)}:{line}: {importer} imports {parts[0]}"
        for file in FILES
        for importer in [_part_of(file)]
        for line, parts in _imports(file)
        if parts[0] != importer
        and (MAP.index(parts[0]) > MAP.index(importer) or (importer, parts[0]) in APART)
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
    }

    assert [ring for ring, _mark in cycles(edges)] == []


def test_files_are_read_at_one_door() -> None:
    """Only read, lock, schema, publish and its parts, and the renderer open files."""
    doors = {"read", "lock", "schema", "publish", "manifest", "stage", "pages"}
    doors |= {"program", "sealed", "unchanged"}
    calls = r"\b(open|read_text|read_bytes|write_text|write_bytes|scandir)\("
    found = {_part_of(f) for f in FILES if re.search(calls, f.read_text("utf-8"))}

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
