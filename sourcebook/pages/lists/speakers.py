"""The pages of speakers: named speakers, sources, anonymous speakers in groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.mentions import RecordId
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up
from sourcebook.pages.lists.paging import Group, PagerView, Slice, paged, pager_from
from sourcebook.pages.lists.split_lists import PartOfView, part_of, parts_of
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import (
    SPEAKERS,
    VoiceKey,
    anchor_of_voice,
    page_of_speakers,
    to,
)
from sourcebook.pages.text.words import count_in_words, listed
from sourcebook.pages.views import LinkView, PartView, SpokenView

# Claims of anonymous speakers on one page, at most: about 24 KB compressed.
_MOST_CLAIMS = 150

Pages = tuple[tuple[Group[Voice], ...], ...]

_UNSTATED = "Belonging not stated"
_NAMED, _AUTHORS = "Named speakers", "Sources in their own voice"
_NOUNS = ("speaker", "speakers")
# Groups linked from the page of all speakers, at most; of more, runs are linked.
_MOST_GROUPS = 150


@dataclass(frozen=True, slots=True)
class SpokenGroupView:
    """Anonymous speakers that belong together according to their sources."""

    id: str
    heading: str
    of: tuple[LinkView, ...]
    count: int
    is_continued: bool  # from the previous page
    speakers: tuple[SpokenView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerListView:
    """The speakers of one kind, one a line, or links to their pages if many."""

    count: int
    speakers: tuple[SpokenView, ...]  # empty if there are parts
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """All speakers."""

    named: SpeakerListView
    authors: SpeakerListView
    anonymous: int
    groups: tuple[SpokenGroupView, ...]  # empty if there are parts
    parts: tuple[PartView, ...]  # groups that have separate pages


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The named speakers, or the sources in their own voice, under one letter."""

    title: str
    speakers: tuple[SpokenView, ...]
    part: PartOfView


@dataclass(frozen=True, slots=True)
class AnonymousPage:
    """One page of the anonymous speakers, if they are too many for the page of all."""

    heading: str
    all: LinkView
    ways: PagerView
    groups: tuple[SpokenGroupView, ...]


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The page of all speakers, then the pages of those that are too many for it."""
    named = _by_letter(VoiceKind.NAMED, graph, bounds.lines)
    authors = _by_letter(VoiceKind.AUTHOR, graph, bounds.lines)
    page = partial(_speakers_page, named, authors)
    yield PageSpec(SPEAKERS, "speakers", "Speakers", page)
    for title, slices in ((_NAMED, named), (_AUTHORS, authors)):
        for slice_ in slices:
            heading = f"{title}: {slice_.label}"
            show_part = partial(_part_page, slice_, heading)
            yield PageSpec(slice_.path, "speakers_part", heading, show_part)
    anonymous = anonymous_pages(graph)
    paths = tuple(page_of_speakers(n) for n in range(1, len(anonymous) + 1))
    for number, groups in enumerate(anonymous, 1):
        show_page = partial(_anonymous_page, groups, number, paths)
        yield PageSpec(paths[number - 1], "anonymous", title_of(number), show_page)


def _by_letter(kind: VoiceKind, graph: Graph, most: int) -> tuple[Slice[Voice], ...]:
    """The pages of the voices of *kind*; none if they fit the page of all speakers."""
    voices = [voice for voice in graph.voices.values() if voice.kind is kind]
    if len(voices) <= most:
        return ()

    def name(voice: Voice) -> str:
        if voice.entity:
            return graph.base.link_summaries[voice.entity].title
        return graph.base.outlet(voice.source or RecordId(""))

    voices.sort(key=lambda voice: (looked_up(name(voice)), voice.key))
    prefix = "named-" if kind is VoiceKind.NAMED else "own-voice-"
    return letter_slices(SPEAKERS, voices, name, most, prefix)


def _speakers_page(
    named: tuple[Slice[Voice], ...],
    authors: tuple[Slice[Voice], ...],
    presenter: Presenter,
) -> SpeakersPage:
    """All speakers: named ones by name, the others by source."""
    groups = _groups(presenter.graph)
    is_long = bool(presenter.urls.speakers)
    return SpeakersPage(
        named=_in_lines(VoiceKind.NAMED, named, presenter),
        authors=_in_lines(VoiceKind.AUTHOR, authors, presenter),
        anonymous=sum(len(group.items) for group in groups),
        groups=() if is_long else tuple(_group(group, presenter) for group in groups),
        parts=tuple(_runs(groups, presenter)) if is_long else (),
    )


def _in_lines(
    kind: VoiceKind, slices: tuple[Slice[Voice], ...], presenter: Presenter
) -> SpeakerListView:
    if slices:
        count = sum(len(slice_.group.items) for slice_ in slices)
        return SpeakerListView(count, (), parts_of(slices, _NOUNS))
    speakers = tuple(_speakers(kind, presenter))
    if kind is VoiceKind.NAMED:
        speakers = tuple(sorted(speakers, key=lambda s: s.speaker.label.casefold()))
    return SpeakerListView(len(speakers), speakers)


def _part_page(slice_: Slice[Voice], title: str, presenter: Presenter) -> LettersPage:
    return LettersPage(
        title,
        tuple(_spoken(voice, presenter) for voice in slice_.group.items),
        part_of(slice_, SPEAKERS, "Speakers", _NOUNS),
    )


def _anonymous_page(
    groups: tuple[Group[Voice], ...],
    number: int,
    paths: tuple[str, ...],
    presenter: Presenter,
) -> AnonymousPage:
    """Page *number* of the anonymous speakers, counted from 1."""
    return AnonymousPage(
        heading=title_of(number),
        all=LinkView("All speakers", to(SPEAKERS, "_anonymous")),
        ways=pager_from(number, paths),
        groups=tuple(_group(group, presenter) for group in groups),
    )


def title_of(number: int) -> str:
    """The main heading of page *number* of the anonymous speakers."""
    return "Anonymous speakers" + ("" if number == 1 else f", page {number}")


def anonymous_pages(graph: Graph) -> Pages:
    """The groups on each page of anonymous speakers; none if one page suffices."""

    def weight(voice: Voice) -> int:
        return len(graph.by_voice[voice.key])

    groups = _groups(graph)
    if sum(weight(voice) for group in groups for voice in group.items) <= _MOST_CLAIMS:
        return ()
    return paged(groups, _MOST_CLAIMS, weight)


def pages_by_voice(graph: Graph) -> Mapping[VoiceKey, str]:
    """The page of every anonymous speaker; empty if the page of all has them."""
    return {
        voice.key: page_of_speakers(number)
        for number, groups in enumerate(anonymous_pages(graph), 1)
        for group in groups
        for voice in group.items
    }


def _groups(graph: Graph) -> tuple[Group[Voice], ...]:
    """The anonymous speakers by the names of what they belong to, then by source."""
    order = {source.id: index for index, source in enumerate(graph.sources)}
    groups: dict[tuple[bool, str, str], list[Voice]] = {}
    for voice in sorted(graph.voices.values(), key=lambda v: v.key):
        if voice.kind is VoiceKind.ANONYMOUS:
            names = listed([graph.base.link_summaries[id_].title for id_ in voice.of])
            anchor = "_of-" + "_".join(voice.of) if voice.of else "_unstated"
            key = (not voice.of, names or _UNSTATED, anchor)
            groups.setdefault(key, []).append(voice)
    return tuple(
        Group(
            anchor,
            label,
            tuple(sorted(voices, key=lambda v: order[v.source] if v.source else 0)),
        )
        for (_, label, anchor), voices in sorted(
            groups.items(), key=lambda row: (row[0][0], row[0][1].casefold(), row[0])
        )
    )


def _group(group: Group[Voice], presenter: Presenter) -> SpokenGroupView:
    return SpokenGroupView(
        id=group.anchor,
        heading=group.label,
        of=presenter.records(group.items[0].of),
        count=len(group.items),
        is_continued=group.is_continued,
        speakers=tuple(_spoken(voice, presenter) for voice in group.items),
    )


def _runs(groups: Sequence[Group[Voice]], presenter: Presenter) -> Iterator[PartView]:
    """Links to the groups, or to runs of groups if they are many."""
    step = -(-len(groups) // _MOST_GROUPS)
    for first in range(0, len(groups), step):
        run = groups[first : first + step]
        path = presenter.urls.speakers[run[0].items[0].key]
        label = run[0].label if len(run) == 1 else f"{run[0].label} – {run[-1].label}"
        link = LinkView(label, to(path, run[0].anchor))
        count = sum(len(group.items) for group in run)
        yield PartView(link, None, count_in_words(count, "speaker"))


def _speakers(kind: VoiceKind, presenter: Presenter) -> Iterator[SpokenView]:
    for voice in sorted(presenter.graph.voices.values(), key=lambda v: v.key):
        if voice.kind is kind:
            yield _spoken(voice, presenter)


def _spoken(voice: Voice, presenter: Presenter) -> SpokenView:
    statements: tuple[Statement, ...] = presenter.graph.by_voice[voice.key]
    ids = dict.fromkeys(s.id for statement in statements for s in statement.sources)
    claims = count_in_words(len(statements), "claim")
    sources = count_in_words(len(ids), "source")
    is_anonymous = voice.kind is VoiceKind.ANONYMOUS
    return SpokenView(
        id=anchor_of_voice(voice) if is_anonymous else "",
        speaker=presenter.voice(voice),
        counts=claims if is_anonymous else f"{claims} in {sources}",
        sources=presenter.records(ids) if is_anonymous else (),
        claims=presenter.listed(statements if is_anonymous else ()),
    )
