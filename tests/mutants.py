"""Damaged texts and data, identical in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import large

BASES = Path(__file__).parent / "bases"

SCRAPS = [
    *("\n", " ", "  ", ": ", "- ", "[", "]", "{", "}", '"', "'", "|", ">-\n", "#", ","),
    *("&a ", "*a", "!!x ", "! ", "<<: ", "? ", "~", "null", "true", "0", "-1", "1.0"),
    *("[[", "]]", "[@", "#p", "#p0", "\u202e", "\u0131", "\u00b2", "\\", "\t", "\r"),
    *("2021-02-30", "..", "/", "%", "p5", "cite: ", "by: ", "answers: {}", "type: "),
    *("---\n", "...\n", "%YAML 1.1\n---\n", "=======\n", "<<<<<<< a\n", "||||||| \n"),
    *("yes", "No", "on", "y", "N", "1e9", "0o7", "0x1f", "1_000", "12:30:00", ".5"),
    *("=", "<<", "!", "@", "`", "\u00a0", "\u200d", "e\u0301", "\u0338", "\ufeff"),
    *(
        '"\\0"',
        '"\\u202e"',
        '"\\x41"',
        "'it''s'",
        '"a\\\n  b"',
        "\x85",
        "\u2028",
        "\x07",
    ),
    *("2024-01-01", "9" * 16, "1.00000000001", "-0", "00", "+1", "name: x\n", "x" * 30),
    *("[[[[[[[[[[[[", "- - - - - - - - - - - -", "[" + "a, " * 40 + "]", "\ud800"),
]


@cache
def texts() -> list[str]:
    """The text of every record of the small bases and of a large one."""
    files = sorted(large.kb().rglob("*.yaml")) + sorted(BASES.rglob("*.yaml"))
    contents = []
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        contents.append(content.decode("utf-8", "replace").replace("\r\n", "\n"))
    return contents


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in *value*, as its container and its key or index."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from leaves(value[key])


def examples(shape: Any) -> Iterator[Any]:
    """Every example in *shape*."""
    match shape:
        case dict():
            yield from shape.get("examples", ())
            for key, below in shape.items():
                if key != "examples":
                    yield from examples(below)
        case list():
            for below in shape:
                yield from examples(below)


def mutants(of: list[str], count: int, seed: int) -> Iterator[str]:
    """*count* of the texts with scraps inserted, pieces removed or lines moved."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        text = chance.choice(of)
        change = chance.choice([_scraps, _scraps, _lines, _tokens])
        yield change(text, chance)


def _scraps(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 5, 30]))
        text = text[:start] + chance.choice(SCRAPS) + text[end:]
    return text


def _lines(text: str, chance: random.Random) -> str:
    """*text* with one line deleted, duplicated, indented or dedented."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    to = chance.randrange(len(lines) + 1)
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, line)
        case 2:
            lines[at] = " " * chance.randint(1, 4) + line
        case _:
            lines[at] = line[chance.randint(1, 4) :]
    return "\n".join(lines)


def _tokens(text: str, chance: random.Random) -> str:
    """*text* with one value or key replaced by a scrap or by another part."""
    parts = text.replace(": ", "\0: \0").replace("- ", "\0- \0").split("\0")
    at = chance.randrange(len(parts))
    parts[at] = chance.choice([chance.choice(SCRAPS), chance.choice(parts)])
    return "".join(parts)
