"""Names by their first letter, in every script, and the pages of long lists of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sourcebook.pages.lists.paging import Group, Slice, joined, sliced

Item = TypeVar("Item")

DIGITS, LATIN, SCRIPT, SIGNS = range(4)
_WORD = re.compile(r"[^\W_]+")
# As a page of a list is named: after the letter, or after what Unicode calls it.
_UNICODE_NAME = re.compile(r"(?:LATIN )?(?:(?:SMALL|CAPITAL) )?(?:LETTER )?(.+)")


def bare(text: str) -> str:
    """*text* in small letters, without accents and other marks."""
    if text.isascii():  # what follows gives the same, and takes the time
        return text.lower()
    parted = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()


def looked_up(text: str) -> str:
    """What a reader looks a name up by: its letters and digits."""
    return " ".join(_WORD.findall(bare(text)))


def section_of(label: str) -> tuple[int, str]:
    """Where *label* is looked up, as its first letter or digit has it."""
    first = _first(label)
    if not first:
        return SIGNS, "Signs"
    if first.isdigit():
        return DIGITS, "0–9"
    script = _script(first)
    if script == "LATIN":
        return LATIN, first.upper()
    return SCRIPT, f"{script.capitalize()} script"


def letter_slices(
    index: str,
    items: Iterable[Item],
    name: Callable[[Item], str],
    most: int,
    prefix: str = "",
) -> tuple[Slice[Item], ...]:
    """
    The pages of *items*, which stand in order, one or more to a letter.

    Another script is one letter, or several where it has more names than fit a page
    and its signs are letters to Unicode. The pages' names begin with *prefix*.
    """
    sections: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        sections.setdefault(section_of(name(item)), []).append(item)
    groups = [
        group
        for section, found in sorted(sections.items())
        for group in _groups(section, found, name, most)
    ]
    named = (Group(f"_{prefix}{g.anchor[1:]}", g.label, g.items) for g in groups)
    return joined(sliced(index, named, most, name))


def _groups(
    section: tuple[int, str], items: list[Item], name: Callable[[Item], str], most: int
) -> Iterator[Group[Item]]:
    kind, heading = section
    slug = _slug(kind, name(items[0]))
    if kind != SCRIPT or len(items) <= most:
        yield Group(f"_{slug}", heading, tuple(items))
        return
    letters: dict[str, list[Item]] = {}
    for item in items:
        first = _first(name(item))
        letters.setdefault(first if _is_letter(first) else "", []).append(item)
    for letter, found in sorted(letters.items()):
        end = f"-{_name(letter).split(' LETTER ')[1]}" if letter else ""
        label = f"{heading}, {letter}" if letter else heading
        yield Group(f"_{slug}{_plain(end)}", label, tuple(found))


def _slug(kind: int, label: str) -> str:
    first = _first(label)
    if kind == DIGITS:
        return "digits"
    if kind == SIGNS:
        return "signs"
    if kind == LATIN and first.isascii():
        return first
    if kind == LATIN:
        found = _UNICODE_NAME.fullmatch(_name(first))
        return "letter-" + _plain(found[1] if found else "")
    return f"{_plain(_script(first))}-script"


def _plain(name: str) -> str:
    return name.lower().replace(" ", "-")


def _first(label: str) -> str:
    """The first letter or digit of *label*; empty where it has none."""
    return next((c for c in bare(label) if c.isalnum()), "")


def _is_letter(sign: str) -> bool:
    return " LETTER " in _name(sign)


def _script(sign: str) -> str:
    return _name(sign).split()[0]


def _name(sign: str) -> str:
    return unicodedata.name(sign, "OTHER")
