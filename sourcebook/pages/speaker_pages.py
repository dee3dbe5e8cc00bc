"""The pages of speakers: the named, the sources themselves, the anonymous in groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.graph import Graph
from sourcebook.pages.links import (
    SPEAKERS,
    VoiceKey,
    anchor_of_voice,
    page_of_speakers,
)
from sourcebook.pages.paging import Group, WaysView, paged, ways_from
from sourcebook.pages.show import Show
from sourcebook.pages.views import (
    LinkView,
    PartView,
    SpokenView,
)
from sourcebook.pages.words import count_in_words, listed
from sourcebook.statements import Statement, Voice, VoiceKind

# What anonymous speakers say, at most, on a page: about 24 KB compressed.
_MOST_CLAIMS = 150

Pages = tuple[tuple[Group[Voice], ...], ...]

_UNSTATED = "Belonging not stated"


@dataclass(frozen=True, slots=True)
class SpokenGroupView:
    """Anonymous speakers whom their sources describe as belonging together."""

    id: str
    heading: str
    of: tuple[LinkView, ...]
    count: int
    is_continued: bool  # from the page before
    speakers: tuple[SpokenView, ...]


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """All who speak."""

    named: tuple[SpokenView, ...]
    authors: tuple[SpokenView, ...]
    anonymous: int
    groups: tuple[SpokenGroupView, ...]  # empty where there are parts
    parts: tuple[PartView, ...]  # the groups on pages of their own


@dataclass(frozen=True, slots=True)
class AnonymousPage:
    """Some of the anonymous speakers, where they are too many for one page."""

    heading: str
    all: LinkView
    ways: WaysView
    groups: tuple[SpokenGroupView, ...]


def speakers_page(show: Show) -> SpeakersPage:
    """All who speak: the named by name, the others by source."""
    groups = _groups(show.graph)
    named = _speakers(VoiceKind.NAMED, show)
    is_long = bool(show.links.speakers)
    return SpeakersPage(
        named=tuple(sorted(named, key=lambda s: s.speaker.label.casefold())),
        authors=tuple(_speakers(VoiceKind.AUTHOR, show)),
        anonymous=sum(len(group.items) for group in groups),
        groups=() if is_long else tuple(_group(group, show) for group in groups),
        parts=tuple(_part(group, show) for group in groups) if is_long else (),
    )


def anonymous_page(pages: Pages, number: int, show: Show) -> AnonymousPage:
    """One of the *pages* of anonymous speakers; they count from 1."""
    paths = [page_of_speakers(n) for n in range(1, len(pages) + 1)]
    return AnonymousPage(
        heading=title_of(number),
        all=LinkView("All speakers", show.links.to(SPEAKERS, "_anonymous")),
        ways=ways_from(number, paths, show.links),
        groups=tuple(_group(group, show) for group in pages[number - 1]),
    )


def title_of(number: int) -> str:
    """The first heading of one of the pages of anonymous speakers."""
    return "Anonymous speakers" + ("" if number == 1 else f", page {number}")


def anonymous_pages(graph: Graph) -> Pages:
    """The anonymous speakers of each of their pages; none where one page is enough."""

    def weight(voice: Voice) -> int:
        return len(graph.by_voice[voice.key])

    groups = _groups(graph)
    if sum(weight(voice) for group in groups for voice in group.items) <= _MOST_CLAIMS:
        return ()
    return paged(groups, _MOST_CLAIMS, weight)


def pages_by_voice(graph: Graph) -> Mapping[VoiceKey, str]:
    """The page of every anonymous speaker; none where they stand with the others."""
    return {
        voice.key: page_of_speakers(number)
        for number, groups in enumerate(anonymous_pages(graph), 1)
        for group in groups
        for voice in group.items
    }


def _groups(graph: Graph) -> tuple[Group[Voice], ...]:
    """The anonymous by what they are said to belong to, by name, then by source."""
    order = {source.id: index for index, source in enumerate(graph.sources)}
    kept: dict[tuple[bool, str, str], list[Voice]] = {}
    for voice in sorted(graph.voices.values(), key=lambda v: v.key):
        if voice.kind is VoiceKind.ANONYMOUS:
            names = listed([graph.base.records[id_].title for id_ in voice.of])
            anchor = "_of-" + "_".join(voice.of) if voice.of else "_unstated"
            key = (not voice.of, names or _UNSTATED, anchor)
            kept.setdefault(key, []).append(voice)
    return tuple(
        Group(
            anchor,
            label,
            tuple(sorted(voices, key=lambda v: order[v.source] if v.source else 0)),
        )
        for (_, label, anchor), voices in sorted(
            kept.items(), key=lambda item: (item[0][0], item[0][1].casefold(), item[0])
        )
    )


def _group(group: Group[Voice], show: Show) -> SpokenGroupView:
    return SpokenGroupView(
        id=group.anchor,
        heading=group.label,
        of=show.records(group.items[0].of),
        count=len(group.items),
        is_continued=group.is_continued,
        speakers=tuple(_spoken(voice, show) for voice in group.items),
    )


def _part(group: Group[Voice], show: Show) -> PartView:
    path = show.links.speakers[group.items[0].key]
    link = LinkView(group.label, show.links.to(path, group.anchor))
    return PartView(link, None, count_in_words(len(group.items), "speaker"))


def _speakers(kind: VoiceKind, show: Show) -> Iterator[SpokenView]:
    for voice in sorted(show.graph.voices.values(), key=lambda v: v.key):
        if voice.kind is kind:
            yield _spoken(voice, show)


def _spoken(voice: Voice, show: Show) -> SpokenView:
    statements: tuple[Statement, ...] = show.graph.by_voice[voice.key]
    ids = dict.fromkeys(s.id for statement in statements for s in statement.sources)
    claims = count_in_words(len(statements), "claim")
    sources = count_in_words(len(ids), "source")
    is_anonymous = voice.kind is VoiceKind.ANONYMOUS
    return SpokenView(
        id=anchor_of_voice(voice) if is_anonymous else "",
        speaker=show.voice(voice),
        counts=claims if is_anonymous else f"{claims} in {sources}",
        sources=show.records(ids) if is_anonymous else (),
        claims=show.listed(statements if is_anonymous else ()),
    )
