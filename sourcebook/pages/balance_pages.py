"""The page of the balance: claims by side, by source, by who makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcebook.balance import Balance, Share, balance_of
from sourcebook.pages.show import Show
from sourcebook.pages.views import LinkView, QuestionView
from sourcebook.schema import Vocabulary


@dataclass(frozen=True, slots=True)
class ShareView:
    """A row of counts."""

    link: LinkView
    counts: tuple[int, ...]  # claims, named, anonymous, own voice, then by genre


@dataclass(frozen=True, slots=True)
class BalancePage:
    """How the record is shared among the sides."""

    has_sides: bool
    genres: tuple[str, ...]
    sides: tuple[ShareView, ...]
    sources: tuple[ShareView, ...]
    answered_by_one: tuple[tuple[str, tuple[QuestionView, ...]], ...]  # by side


def balance_page(show: Show) -> BalancePage:
    """The page of the balance."""
    balance = balance_of(show.graph)
    terms = show.graph.schema.terms[Vocabulary.GENRES]
    used = {source.genre for source in show.graph.base.sources.values()}
    genres = [genre for genre in terms if genre in used]
    return BalancePage(
        has_sides=bool(show.graph.base.description.sides),
        genres=tuple(terms[genre].label for genre in genres),
        sides=tuple(_rows(balance.sides, genres, show)),
        sources=tuple(_rows(balance.sources, (), show)),
        answered_by_one=tuple(_by_side(balance, show)),
    )


def _rows(
    shares: Iterable[Share], genres: Iterable[str], show: Show
) -> Iterator[ShareView]:
    wanted = tuple(genres)
    for share in shares:
        link = LinkView(share.name)
        if share.source:
            link = show.record(share.source.id, show.genre(share.source))
        counts = (share.claims, share.named, share.anonymous, share.own_voice)
        yield ShareView(link, (*counts, *(share.by_genre.get(g, 0) for g in wanted)))


def _by_side(
    balance: Balance, show: Show
) -> Iterator[tuple[str, tuple[QuestionView, ...]]]:
    for share in balance.sides:
        asked = [a for a, name in balance.answered_by_one if name == share.name]
        if asked:
            yield share.name, tuple(show.question(a) for a in asked)
