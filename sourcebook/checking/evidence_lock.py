"""
The evidence lock: digests of the source texts, as of the last `verify`.

The texts belong to their publishers and are not in the base. `verify` reads them where
they are held and writes their digests to the lock; `check` needs only the lock.
"""

import json
from pathlib import Path

from sourcebook.model.evidence import Lock
from sourcebook.problems import Mark, Problem, shown

NAME = "evidence.lock"


def read_lock(kb: Path) -> tuple[Lock | None, list[Problem]]:
    """The lock of the base in the folder *kb*; None if it has none."""
    file = kb / NAME
    try:
        parts = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None, []
    except (OSError, ValueError, RecursionError):
        parts = None
    match parts:
        case {"locators": dict(locators), "quotes": dict(quotes)}:
            digests = (*locators.values(), *quotes.values())
            if all(isinstance(digest, str) for digest in digests):
                return Lock(locators, quotes), []
    return None, [broken_lock(Mark(shown(file)))]


def write_lock(lock: Lock, kb: Path) -> None:
    """Replace the lock of the base in the folder *kb* by *lock*."""
    stage = kb / f".{NAME}-stage"
    stage.write_text(str(lock), encoding="utf-8")
    stage.replace(kb / NAME)


def broken_lock(mark: Mark) -> Problem:
    """The evidence lock is as `verify` wrote it."""
    return Problem(
        mark,
        "broken-lock",
        "this is not a lock that verify wrote",
        "JSON with locators and quotes; it is never edited by hand",
        "run: python build.py verify --texts DIR",
    )


RULES = (broken_lock,)
