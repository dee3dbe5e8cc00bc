"""Names by first letter, in every script, and the pages of long lists of names."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sourcebook.pages.lists.paging import Group, Slice, joined, sliced

Item = TypeVar("Item")

DIGITS, LATIN, SCRIPT, SIGNS = range(4)
_WORD = re.compile(r"[^\W_]+")
# The part of a letter's Unicode name that its page is named after, unless ASCII.
_UNICODE_NAME = re.compile(r"(?:LATIN )?(?:(?:SMALL|CAPITAL) )?(?:LETTER )?(.+)")


def bare(text: str) -> str:
    """*text* in lower case, without accents and other marks."""
    if text.isascii():  # fast path: the code below gives the same result
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def looked_up(text: str) -> str:
    """The sort key of a name: its words, of letters and digits only."""
    return " ".join(_WORD.findall(bare(text)))


def section_of(label: str) -> tuple[int, str]:
    """The section of *label*, by its first letter or digit: order and heading."""
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
    The pages of *items*, which are in order: one or more for each letter.

    A script other than Latin counts as one letter, or as several if it has more than
    *most* names and Unicode calls its signs letters. Page names begin with *prefix*.
    """
    sections: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        sections.setdefault(section_of(name(item)), []).append(item)
    groups = [
        group
        for section, members in sorted(sections.items())
        for group in _groups(section, members, name, most)
    ]
    prefixed = (Group(f"_{prefix}{g.anchor[1:]}", g.label, g.items) for g in groups)
    return joined(sliced(index, prefixed, most, name))


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
        letters.setdefault(first if " LETTER " in _name(first) else "", []).append(item)
    for letter, members in sorted(letters.items()):
        end = f"-{_name(letter).split(' LETTER ')[1]}" if letter else ""
        label = f"{heading}, {letter}" if letter else heading
        yield Group(f"_{slug}{_hyphenated(end)}", label, tuple(members))


def _slug(kind: int, label: str) -> str:
    first = _first(label)
    if kind == DIGITS:
        return "digits"
    if kind == SIGNS:
        return "signs"
    if kind == LATIN and first.isascii():
        return first
    if kind == LATIN:
        match = _UNICODE_NAME.fullmatch(_name(first))
        return "letter-" + _hyphenated(match[1] if match else "")
    return f"{_hyphenated(_script(first))}-script"


def _hyphenated(name: str) -> str:
    return name.lower().replace(" ", "-")


def _first(label: str) -> str:
    """The first letter or digit of *label*; empty if it has none."""
    return next((c for c in bare(label) if c.isalnum()), "")


def _script(sign: str) -> str:
    return _name(sign).split()[0]


def _name(sign: str) -> str:
    return unicodedata.name(sign, "OTHER")
