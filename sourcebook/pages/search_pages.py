"""The page of the search: without scripts, all names from A to Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.pages import links as places
from sourcebook.pages.search_index import GROUPS
from sourcebook.pages.show import Show
from sourcebook.pages.views import LinkView
from sourcebook.schema import Vocabulary


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that a reader may look up."""

    link: LinkView  # its note says what it is, or of whom it is another name
    others: tuple[LinkView, ...] = ()  # other names, in their languages


@dataclass(frozen=True, slots=True)
class LetterView:
    """The names that begin with a letter, or that are in another script."""

    id: str
    heading: str
    names: tuple[NameView, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """All names, and what the search needs to know."""

    records: str  # the script that holds what can be found
    groups: tuple[tuple[str, str], ...]  # kind of result, heading
    genres: tuple[tuple[str, str], ...]  # word, plural; only those in use
    letters: tuple[LetterView, ...]


def search_page(show: Show) -> SearchPage:
    """The page of the search."""
    used = {source.genre for source in show.graph.sources}
    genres = show.graph.schema.terms[Vocabulary.GENRES]
    return SearchPage(
        records=show.links.to(places.SEARCH_RECORDS),
        groups=tuple(GROUPS.items()),
        genres=tuple((g, term.plural) for g, term in genres.items() if g in used),
        letters=tuple(_letters(show)),
    )


def _letters(show: Show) -> Iterator[LetterView]:
    """Digits first, then Latin letters, then every other script by its name."""
    names = sorted(_names(show), key=lambda name: (_sorted_by(name), name.link.href))
    sections: dict[tuple[int, str], list[NameView]] = {}
    for name in names:
        sections.setdefault(_section(name.link.label), []).append(name)
    for (_, heading), found in sorted(sections.items()):
        id_ = "_letter-" + heading.lower().replace(" ", "-")
        yield LetterView(id_, heading, tuple(found))


def _names(show: Show) -> Iterator[NameView]:
    """Every record and question by its name, every other name that is apart from it."""
    base, terms = show.graph.base, show.graph.schema.terms
    for entity in base.entities.values():
        type_ = terms[Vocabulary.ENTITY_TYPES][entity.type].label
        link = show.record(entity.id, type_)
        others = tuple(LinkView(a.name, None, "", a.language) for a in entity.aliases)
        yield NameView(link, others)
        for other in others:
            if _section(other.label) != _section(entity.title):
                yield NameView(
                    LinkView(other.label, link.href, entity.title, other.language)
                )
    for event in base.events.values():
        date = show.date(event.date)
        yield NameView(show.record(event.id, date.words if date else "event"))
    for source in base.sources.values():
        yield NameView(show.record(source.id, show.genre(source)))
    for asked in show.graph.asked:
        ask = show.prose.plain(asked.question.ask.markdown)
        href = show.links.question(asked.record.id, asked.question.id)
        yield NameView(LinkView(ask, href, "question"))


def _bare(text: str) -> str:
    """*text* in small letters, without accents and other marks."""
    parted = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()


def _sorted_by(name: NameView) -> str:
    """What a reader looks a name up by: its letters and digits."""
    bare = _bare(name.link.label)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def _section(label: str) -> tuple[int, str]:
    """Where *label* is looked up, as its first letter or digit has it."""
    first = next((c for c in _bare(label) if c.isalnum()), "")
    if not first:
        return 3, "Signs"
    if first.isdigit():
        return 0, "0–9"
    script = unicodedata.name(first, "OTHER").split()[0]
    if script == "LATIN":
        return 1, first.upper()
    return 2, f"{script.capitalize()} script"
