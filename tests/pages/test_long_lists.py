"""Lists too long for one page continue on others, where each item is reached once."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import large
import pytest
from rendered import HTML, TOWN, files_of, graph_of, page, pages_of, text_of

from sourcebook.graph.statements import VoiceKind
from sourcebook.pages.lists.paging import Group, paged, pager_from
from sourcebook.pages.text.urls import to

SECTIONS = {"_said", "_within", "_about", "_took-part", "_here", "_mentions"}


def _section(kb: Path, path: str, anchor: str) -> list[str]:
    """The hrefs in a section and on the pages that continue its list."""
    hrefs, seen = [], set()
    for element in page(kb, path).iter(HTML + "section"):
        if element.get("aria-labelledby") != anchor:
            continue
        record_path = posixpath.splitext(path)[0]
        for link in element.iter(HTML + "a"):
            target = _target(path, link.get("href"))
            file = target.partition("#")[0]
            if file.startswith(f"{record_path}/"):
                seen.add(re.sub(r"(-\d+)?\.html$", "", file))
            else:
                hrefs.append(target)
    for stem in seen:
        for file in pages_of(kb):
            if re.fullmatch(re.escape(stem) + r"(-\d+)?\.html", file):
                links = page(kb, file).iter(HTML + "a")
                hrefs += [_target(file, link.get("href")) for link in links]
    return hrefs


def _target(path: str, href: str) -> str:
    file, _, anchor = href.partition("#")
    folder = posixpath.dirname(path)
    where = posixpath.normpath(posixpath.join(folder, file)) if file else path
    return f"{where}#{anchor}" if anchor else where


def _counts(kb: Path, path: str) -> dict[str, int]:
    """The count in the heading of each section that may be long."""
    return {
        heading.get("id"): int(text_of(heading).rsplit(" ", 1)[-1])
        for heading in page(kb, path).iter(HTML + "h2")
        if heading.get("id") in SECTIONS
    }


def _permalink(statement: object) -> str:
    record, _, claim = statement.reference.partition("#")  # type: ignore[attr-defined]
    kind = statement.record.kind  # type: ignore[attr-defined]
    folder = {"entity": "entities", "event": "events", "source": "sources"}[kind]
    return f"{folder}/{record}.html#{claim}"


@pytest.mark.parametrize("kb", [TOWN, large.kb()], ids=["town", "large"])
def test_every_claim_of_a_list_is_reached_once(kb: Path) -> None:
    """Each claim by, within and about an entity is listed once, and counted."""
    graph, wrong = graph_of(kb), []
    for entity in graph.base.entities:
        path = f"entities/{entity}.html"
        about = graph.said_about.get(entity, ())
        lists = {
            "_said": graph.by_voice.get((VoiceKind.NAMED, entity, ""), ()),
            "_within": graph.said_within.get(entity, ()),
            "_about": [s for s in about if s.record.id != entity],
        }
        counts = _counts(kb, path)
        for anchor, statements in lists.items():
            hrefs = _section(kb, path, anchor)
            occurrences = [hrefs.count(_permalink(s)) for s in statements]
            if set(occurrences) - {1} or len(statements) != counts.get(anchor, 0):
                wrong.append((path, anchor, len(statements), counts.get(anchor)))

    assert wrong == []


def test_the_pages_of_a_list_have_its_heading(tmp_path: Path) -> None:
    """Each page is titled as the list is; the later ones add their number."""
    kb = _base(tmp_path, {"events/ev.yaml": _event(250)})
    about = page(kb, "entities/one.html").find(f".//{HTML}h2[@id='_about']")
    first = page(kb, "entities/one/said-about.html").find(f".//{HTML}h1")
    third = page(kb, "entities/one/said-about-3.html").find(f".//{HTML}h1")

    assert text_of(about).startswith(text_of(first))
    assert text_of(third) == f"{text_of(first)}, page 3"


def test_every_group_of_a_list_is_linked_with_its_count(tmp_path: Path) -> None:
    """The counts on the links to the groups add up to the count of the list."""
    files = {f"events/ev-{n}.yaml": _event(n, first=n * n) for n in range(1, 20)}
    kb, path, total = _base(tmp_path, files), "entities/one.html", 0
    for element in page(kb, path).iter(HTML + "section"):
        if element.get("aria-labelledby") == "_about":
            items = element.iter(HTML + "li")
            total = sum(int(text_of(item).split()[-2]) for item in items)

    assert total == _counts(kb, path)["_about"] == sum(range(1, 20))


def test_anonymous_speakers_of_one_body_are_grouped() -> None:
    """All anonymous speakers attributed to one body are in one section."""
    graph = graph_of(TOWN)
    wanted = [
        voice
        for voice in graph.voices.values()
        if voice.kind is VoiceKind.ANONYMOUS and voice.of == ("weirworks",)
    ]
    section = page(TOWN, "speakers/index.html").find(
        f".//{HTML}section[@aria-labelledby='_of-weirworks']"
    )
    headings = [text_of(heading) for heading in section.iter(HTML + "h4")]

    assert len(headings) == len(wanted)
    assert all(any(v.description in text for text in headings) for v in wanted)


SOURCE = """\
title: Src
genre: news
publisher: one
published: "2024"
language: en
edition: e
paragraphs: 999
"""


def _base(tmp_path: Path, files: dict[str, str]) -> Path:
    files = {
        "entities/one.yaml": "name: One\ntype: place\nsummary: It is.\n",
        "sources/src.yaml": SOURCE,
        **files,
    }
    for name, content in files.items():
        path = tmp_path / "kb" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return tmp_path / "kb"


def _event(claims: int, speaker: str = "{ author: true }", first: int = 1) -> str:
    return (
        "title: Ev\ntype: call\nstatus: occurred\nsummary: It was. [@src#p1]\nclaims:\n"
    ) + "".join(
        f"  c{n}:\n    text: Number {n} of [[one]].\n"
        f"    by: [{speaker.replace('NUMBER', str(n))}]\n"
        f"    mode: asserts\n    cite: [src#p{n}]\n"
        for n in range(first, first + claims)
    )


@pytest.mark.parametrize("events", [1, 10])
def test_250_claims_take_three_pages(tmp_path: Path, events: int) -> None:
    """A page has at most a hundred claims, whether one record has them or ten."""
    each = 250 // events
    kb = _base(
        tmp_path,
        {
            f"events/ev-{n}.yaml": _event(each, first=1 + n * each)
            for n in range(events)
        },
    )
    paths = [p for p in pages_of(kb) if p.startswith("entities/one/said-about")]
    lines = [
        len([e for e in page(kb, p).iter() if e.get("class") == "claim-line"])
        for p in paths
    ]
    headings = [text_of(h) for p in paths for h in page(kb, p).iter(HTML + "h2")]

    assert paths == [
        "entities/one/said-about.html",
        "entities/one/said-about-2.html",
        "entities/one/said-about-3.html",
    ]
    assert lines == [100, 100, 50]
    assert _counts(kb, "entities/one.html")["_about"] == 250
    if events == 1:
        assert headings == ["Ev 100", "Ev, continued 100", "Ev, continued 50"]


def test_60_claims_stay_on_the_page(tmp_path: Path) -> None:
    """A list that is long, but not too long, is grouped on its record's page."""
    kb = _base(tmp_path, {"events/ev.yaml": _event(60)})

    assert not [p for p in pages_of(kb) if p.startswith("entities/one/")]


def test_a_list_of_very_many_groups_links_its_pages(tmp_path: Path) -> None:
    """A record's page does not grow with the number of records that refer to it."""
    kb = _base(
        tmp_path, {f"events/ev-{n:03}.yaml": _event(1, first=n + 1) for n in range(250)}
    )
    parts = [
        text_of(item)
        for element in page(kb, "entities/one.html").iter(HTML + "section")
        if element.get("aria-labelledby") == "_about"
        for item in element.iter(HTML + "li")
    ]

    assert parts == ["Ev – Ev 100 claims", "Ev – Ev 100 claims", "Ev – Ev 50 claims"]


def test_long_lists_of_events_and_sentences_continue(tmp_path: Path) -> None:
    """More than a hundred events or sentences get pages of their own, in groups."""
    kb = _base(
        tmp_path,
        {
            f"events/20{n % 2 + 20}-ev-{n:03}.yaml": (
                f'title: Ev {n}\ntype: call\ndate: "20{n % 2 + 20}"\nstatus: occurred\n'
                "places: [one]\nsummary: It was in [[one]]. [@src#p1]\n"
            )
            for n in range(150)
        },
    )
    headings = {
        path: [text_of(h) for h in page(kb, path).iter(HTML + "h2")]
        for path in pages_of(kb)
        if path.startswith("entities/one/")
    }

    assert headings == {
        "entities/one/happened-here.html": ["2020 75"],
        "entities/one/happened-here-2.html": ["2021 75"],
        "entities/one/mentions.html": ["Events 100"],
        "entities/one/mentions-2.html": ["Events, continued 50"],
    }
    assert _counts(kb, "entities/one.html") == {"_here": 150, "_mentions": 150}


def test_links_to_anonymous_speakers_lead_to_them(tmp_path: Path) -> None:
    """If they fill several pages, each link leads to the page that has the speaker."""
    voice = "{ anonymous: official NUMBER, of: [one] }"
    kb = _base(tmp_path, {"events/ev.yaml": _event(200, voice)})
    ids = {path: {e.get("id") for e in page(kb, path).iter()} for path in pages_of(kb)}
    links = [
        _target("events/ev.html", link.get("href")).partition("#")
        for link in page(kb, "events/ev.html").iter(HTML + "a")
        if link.get("class") == "speaker-name"
    ]
    parts = [
        link.get("href")
        for link in page(kb, "speakers/index.html").iter(HTML + "a")
        if link.get("href").startswith("../speakers/")
    ]

    assert len(links) == 200
    assert all(anchor in ids[path] for path, _, anchor in links)
    assert {path for path, _, _ in links} == {
        "speakers/anonymous.html",
        "speakers/anonymous-2.html",
    }
    assert parts[-1] == "../speakers/anonymous.html#_of-one"
    assert "speakers/anonymous.html" in files_of(kb)


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([], []),
        ([3, 3, 3], [[3], [3], [3]]),
        ([2, 3, 1, 4], [[2, 3], [1, 4]]),
        ([2, 12, 3], [[2], [5], [5], [2, 3]]),
        ([5, 5], [[5], [5]]),
    ],
)
def test_paged(sizes: list[int], pages: list[list[int]]) -> None:
    """With five items per page, only a group larger than a page is split."""
    groups = [Group(f"_{n}", "", tuple(range(size))) for n, size in enumerate(sizes)]
    shared = [[len(group.items) for group in page] for page in paged(groups, 5)]

    assert shared == pages


def test_a_heavy_item_has_a_page_of_its_own() -> None:
    """An item is never split, however heavy it is."""
    groups = [Group("_a", "", (1, 9, 1))]
    shared = [[group.items for group in page] for page in paged(groups, 5, int)]

    assert shared == [[(1,)], [(9,)], [(1,)]]


def test_a_page_links_the_first_the_nearest_and_the_last() -> None:
    """However many pages a list has, each of them links only a few."""
    ways = pager_from(50, [f"{n}.html" for n in range(1, 101)])
    first = pager_from(1, ["a.html"])

    assert [way.label for way in ways.pages] == [
        *("Page 1", "Page 46", "Page 47", "Page 48", "Page 49", "Page 50"),
        *("Page 51", "Page 52", "Page 53", "Page 54", "Page 100"),
    ]
    assert ways.before is not None
    assert ways.after is not None
    assert (ways.before.href, ways.after.href) == (to("49.html"), to("51.html"))
    assert (first.before, first.pages, first.after) == (None, (), None)
