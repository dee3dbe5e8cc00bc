"""Lists of the whole base continue on other pages once they are too long for one."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from functools import cache
from html import unescape
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from large import LOW, files, graph, planned
from rendered import HTML, text_of

from sourcebook.graph import comparison
from sourcebook.graph.comparison import comparisons_of
from sourcebook.graph.questions import Standing
from sourcebook.graph.statements import VoiceKind
from sourcebook.pages.lists.letters import letter_slices
from sourcebook.pages.lists.paging import Group, joined, sliced
from sourcebook.pages.text.urls import UNLISTED

# The templates of records; all others list the whole base or a part of it.
OF_RECORDS = {"entity", "event", "source", "question", "part"}


@cache
def _page(path: str) -> tuple[Any, list[Any]]:
    parser = html5lib.HTMLParser()
    root = parser.parse(files()[path], transport_encoding="utf-8")
    return root, parser.errors


def _lists() -> list[str]:
    return [page.path for page in planned() if page.template not in OF_RECORDS]


def _parts(index: str) -> list[str]:
    """The pages on which the list of the page *index* continues."""
    folder = index.removesuffix(".html") + "/"
    return [page.path for page in planned() if page.path.startswith(folder)]


@cache
def _links(path: str) -> tuple[tuple[str, str], ...]:
    """The files and anchors that a page links to."""
    links = []
    text = re.sub(r"<script type.*?</script>", "", files()[path].decode())
    for address in re.findall(r' (?:href|src)="([^"]*)"', text):
        target, _, anchor = unescape(address).partition("#")
        where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if ":" not in target:
            links.append((where if target else path, anchor))
    return tuple(links)


@cache
def _ids(path: str) -> frozenset[str]:
    return frozenset(re.findall(r' id="([^"]*)"', files()[path].decode()))


def _linked(paths: list[str], folder: str) -> Counter[str]:
    """How many lines of these pages link to each page of a folder."""
    counts: Counter[str] = Counter()
    for path in paths:
        main = next(_page(path)[0].iter(HTML + "main"))
        for item in main.iter(HTML + "li"):
            link = item.find(HTML + "a")
            href = link.get("href").partition("#")[0] if link is not None else ""
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
            if re.fullmatch(rf"{folder}/(?!index\.)[^/]+\.html", where):
                counts[where] += 1
    return counts


def test_every_link_and_anchor_leads_somewhere() -> None:
    """This includes the pages that are parts of a list."""
    known = {*files(), "data/manifest.json"}
    lost = [
        (path, where, anchor)
        for path in files()
        if path.endswith(".html")
        for where, anchor in _links(path)
        if where not in known or (anchor and anchor not in _ids(where))
    ]

    assert lost == []


def test_every_page_can_be_reached() -> None:
    """Links lead from the home page to every other page."""
    paths = {path for path in files() if path.endswith(".html")}
    reached, new = set[str](), {"index.html"}
    while new:
        reached |= new
        new = {where for path in new for where, _ in _links(path)} & paths - reached

    assert paths - reached == UNLISTED


def test_every_list_is_valid_html() -> None:
    """There is no parse error, one h1, no skipped level and no duplicate id."""
    wrong = []
    for path in _lists():
        root, errors = _page(path)
        elements = list(root.iter())
        tags = [str(e.tag) for e in elements]
        levels = [int(t[-1]) for t in tags if re.fullmatch(HTML + "h[1-6]", t)]
        steps = [after - before for before, after in pairwise(levels)]
        ids = [e.get("id") for e in elements if e.get("id")]
        if errors or levels.count(1) != 1 or max(steps, default=0) > 1:
            wrong.append((path, errors, levels))
        if len(ids) != len(set(ids)):
            wrong.append((path, [id_ for id_ in ids if ids.count(id_) > 1], []))

    assert wrong == []


@pytest.mark.parametrize(
    ("folder", "most"), [("entities", 20), ("events", 20), ("sources", 5)]
)
def test_every_record_is_in_one_part_of_its_index(folder: str, most: int) -> None:
    """The index links only its parts; each record has one line in one of them."""
    index = f"{folder}/index.html"
    parts = _parts(index)
    lines = _linked(parts, folder)
    sizes = [sum(_linked([part], folder).values()) for part in parts]
    records = {
        "entities": graph().base.entities,
        "events": graph().base.events,
        "sources": graph().base.sources,
    }[folder]

    assert len(parts) > 3
    assert lines == Counter({f"{folder}/{id_}.html": 1 for id_ in records})
    assert max(sizes) <= most
    assert not _linked([index], folder)


def test_every_name_is_in_one_part_of_the_alphabet() -> None:
    """Every record and question is listed under the first letter of its name."""
    parts = _parts("search/index.html")
    linked = {where for part in parts for where, _ in _links(part)}
    records = [*graph().base.entities, *graph().base.events, *graph().base.sources]
    ids = {posixpath.basename(path).removesuffix(".html") for path in linked}
    question = {f"questions/{a.record.id}/{a.id}.html" for a in graph().questions}

    assert set(records) <= ids
    assert question <= linked
    assert {"search/index/a.html", "search/index/digits.html"} & set(parts)


def test_every_question_is_in_one_part() -> None:
    """Contested questions are apart from the others, grouped by their subject."""
    kinds: dict[str, set[str]] = {"contested": set(), "one-sided": set()}
    cards: Counter[str] = Counter()
    for part in _parts("questions/index.html"):
        root, _ = _page(part)
        question = [
            posixpath.normpath(
                posixpath.join(posixpath.dirname(part), h[0].get("href"))
            )
            for h in root.iter(HTML + "h3")
            if h.get("class") == "question-ask"
        ]
        cards.update(question)
        name = posixpath.basename(part)
        kinds["contested" if name.startswith("contested-") else "one-sided"] |= {
            *question
        }
    expected: dict[bool, set[str]] = {True: set(), False: set()}
    for entry in graph().questions:
        path = f"questions/{entry.record.id}/{entry.question.id}.html"
        expected[entry.standing is Standing.CONTESTED].add(path)

    assert set(cards.values()) == {1}
    assert kinds == {"contested": expected[True], "one-sided": expected[False]}


def test_every_event_has_one_line_on_the_timeline() -> None:
    """Each event is in one part of the timeline, and no part has too many."""
    ids, sizes = [], []
    for part in _parts("timeline/index.html"):
        root, _ = _page(part)
        lines = [
            e.get("data-event")
            for e in root.iter(HTML + "li")
            if e.get("class") == "event-line"
        ]
        ids += lines
        sizes.append(len(lines))

    assert Counter(ids) == Counter(event.id for event in graph().timeline)
    assert max(sizes) <= LOW.events


def test_the_strip_leads_to_the_parts() -> None:
    """Each bar on the first page of the timeline links the section of its month."""
    root, _ = _page("timeline/index.html")
    bars = [
        e.get("href")
        for e in root.iter("{http://www.w3.org/2000/svg}a")
        if e.get("tabindex") == "-1"
    ]

    assert len(bars) > 12
    assert all(re.fullmatch(r"\.\./timeline/index/.+\.html#_\d+-\d\d", b) for b in bars)


def test_a_year_that_is_split_keeps_its_page() -> None:
    """The page of a year links its months, so that its address stays valid."""
    years = [p for p in _parts("timeline/index.html") if re.search(r"/\d{4}\.html", p)]
    named = [
        [w for w, _ in _links(year) if re.search(r"/\d{4}-\d\d\.html", w)]
        for year in years
    ]

    assert any(named)


def test_an_event_that_reaches_into_a_month_has_its_marks() -> None:
    """An event with its line on another page can be filtered on this one, too."""
    wrong, reaching = [], 0
    for part in _parts("timeline/index.html"):
        root, _ = _page(part)
        here = {e.get("data-event") for e in root.iter(HTML + "li")}
        for item in root.iter(HTML + "li"):
            if item.get("data-of"):
                reaching += 1
                if (item.get("data-of") in here) == bool(item.get("data-type")):
                    wrong.append((part, item.attrib))

    assert wrong == []
    assert reaching > 0


def test_every_speaker_is_on_the_pages_of_speakers() -> None:
    """Each named speaker is listed once, by first letter."""
    parts = _parts("speakers/index.html")
    named = [p for p in parts if posixpath.basename(p).startswith("named-")]
    voices = [v for v in graph().voices.values() if v.kind is VoiceKind.NAMED]

    assert len(named) > 3
    assert sum(_linked(named, "entities").values()) == len(voices)


def test_the_home_page_lists_the_latest_sources_only() -> None:
    """The others are on the page of all sources."""
    root, _ = _page("index.html")
    section = root.find(f".//{HTML}section[@aria-labelledby='_sources']")
    latest = [source.title for source in graph().sources[-LOW.home :]]
    links = [text_of(link) for link in section.iter(HTML + "a")]
    rest = len(graph().sources) - LOW.home

    assert links == [*latest, f"{rest} earlier sources"]


def test_pages_of_a_group_are_named_after_it() -> None:
    """A letter with three pages names each by its first and last item."""
    groups = [
        Group("_a", "A", ("aa", "ab", "ac", "ad", "ae")),
        Group("_b", "B", ("b",)),
    ]
    parts = joined(sliced("x/index.html", groups, 2, str))

    assert [
        (part.path, part.label, part.reach, part.group.items) for part in parts
    ] == [
        ("x/index/a.html", "A", "aa – ab", ("aa", "ab")),
        ("x/index/a-2.html", "A, page 2", "ac – ad", ("ac", "ad")),
        ("x/index/a-3.html", "A, page 3", "ae – ae", ("ae",)),
        ("x/index/b.html", "B", "", ("b",)),
    ]
    assert parts[3].near == tuple((part.label, part.path) for part in parts)


def test_names_of_every_script_have_a_page() -> None:
    """Another script has one page, or one per letter if it has many names."""
    names = ["Äpfel", "9th", "Østen", "اب", "ابن", "بيت", "北京", "上海", "東京", "!"]
    by_script = letter_slices("x/index.html", names, str, 3)
    by_letter = letter_slices("x/index.html", names, str, 2)

    assert [(part.path, part.group.items) for part in by_script] == [
        ("x/index/digits.html", ("9th",)),
        ("x/index/a.html", ("Äpfel",)),
        ("x/index/letter-o-with-stroke.html", ("Østen",)),
        ("x/index/arabic-script.html", ("اب", "ابن", "بيت")),
        ("x/index/cjk-script.html", ("北京", "上海", "東京")),
        ("x/index/signs.html", ("!",)),
    ]
    assert [(part.label, part.path) for part in by_letter[3:]] == [
        ("Arabic script, ا", "x/index/arabic-script-alef.html"),
        ("Arabic script, ب", "x/index/arabic-script-beh.html"),
        ("Cjk script", "x/index/cjk-script.html"),
        ("Cjk script, page 2", "x/index/cjk-script-2.html"),
        ("Signs", "x/index/signs.html"),
    ]


def test_comparisons_grow_only_with_the_number_of_sources() -> None:
    """Each source is compared with those most like it, and no others."""
    paths = [p for p in files() if re.fullmatch(r"compare/(?!index/)[^/]+/[^/]+", p)]
    beside: dict[str, set[str]] = {}
    for pair in comparisons_of(graph(), LOW.table, LOW.beside):
        beside.setdefault(pair.first.id, set()).add(pair.second.id)
        beside.setdefault(pair.second.id, set()).add(pair.first.id)
    shared: dict[str, list[tuple[int, int, str]]] = {}
    for pair in comparisons_of(graph(), few=len(graph().sources)):
        how_much = (len(pair.questions), len(pair.events))
        shared.setdefault(pair.first.id, []).append((*how_much, pair.second.id))
        shared.setdefault(pair.second.id, []).append((*how_much, pair.first.id))
    wrong = []
    for id_, others in shared.items():
        ranked = sorted((row[:2] for row in others), reverse=True)
        least = ranked[: LOW.beside][-1]
        better = {other for *rank, other in others if tuple(rank) > least}
        wrong += [] if better <= beside[id_] else [id_]

    assert wrong == []
    assert len(paths) <= LOW.beside * len(graph().sources)
    assert set(beside) == set(shared)


def test_every_comparison_is_listed_under_both_its_sources() -> None:
    """The lists that replace the table link each comparison twice."""
    counts: Counter[str] = Counter()
    for part in _parts("compare/index.html"):
        if part.startswith("compare/index/"):
            counts.update(
                where
                for where, _ in _links(part)
                if re.fullmatch(r"compare/(?!index/)[^/]+/[^/]+", where)
            )
    paths = [p for p in files() if re.fullmatch(r"compare/(?!index/)[^/]+/[^/]+", p)]

    assert counts == Counter(dict.fromkeys(paths, 2))


def test_what_only_one_of_two_sources_has_is_cut() -> None:
    """At most three questions and events are listed, then the number of the rest."""
    paths = [p for p in files() if re.fullmatch(r"compare/(?!index/)[^/]+/[^/]+", p)]
    root = next(_page(path)[0] for path in paths if b"more questions" in files()[path])
    only = root.find(f".//{HTML}section[@aria-labelledby='_only']")
    lists = [len(list(e)) for e in only.iter() if e.get("class") == "record-lines"]
    cut = [text_of(e) for e in only.iter(HTML + "p") if "more" in text_of(e)]

    assert max(lists) == LOW.only
    assert re.fullmatch(r"And \d+ more .+; see .+\.", cut[0])


def test_a_question_of_many_sources_pairs_few_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What most sources share counts only for those published closest together."""
    counted = comparison._shared_by_pairs(graph(), 0, 2)
    monkeypatch.setattr(comparison, "_MANY", 1)
    nearest = comparison._shared_by_pairs(graph(), 0, 2)

    assert set(nearest) < set(counted)
    assert all(nearest[pair] <= counted[pair] for pair in nearest)


def test_the_shards_hold_what_the_single_file_holds() -> None:
    """Each record is in one shard of its kind, and the data page links every shard."""
    whole = json.loads(files()["data/kb.json"])
    merged: dict[str, dict[str, Any]] = {"entities": {}, "events": {}, "sources": {}}
    shards = [p for p in files() if re.fullmatch(r"data/[a-z]+-[a-z0-9]+\.json", p)]
    size = 0
    for path in shards:
        shard = json.loads(files()[path])
        size += len(shard)
        merged[posixpath.basename(path).split("-")[0]].update(shard)
    named = {where for where, _ in _links("data/index.html")}

    assert merged == {kind: whole[kind] for kind in merged}
    assert size == len(graph().base.records)
    assert set(shards) <= named


def test_the_single_file_has_one_record_per_line() -> None:
    """So that two versions can be compared line by line."""
    lines = files()["data/kb.json"].decode().split("\n")
    records = [line for line in lines if re.match(r'"[a-z0-9-]+":\{"id":', line)]
    twins = [
        path
        for path in files()
        if re.fullmatch(r"(entities|events|sources)/.+\.json", path)
    ]

    assert len(records) == len(twins) == len(graph().base.records)
