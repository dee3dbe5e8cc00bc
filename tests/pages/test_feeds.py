"""Sitemap, feed and robots.txt, and the metadata that other sites show of a page."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from checks import BaseOf
from rendered import HTML, TINY, TOWN, files_of, graph_of, page, pages_of

from sourcebook import flow
from sourcebook.model.dates import PartialDate
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.metadata.descriptions import cut
from sourcebook.pages.metadata.feeds import last_day

UNLISTED = {"404.html", "parts.html"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=["https://example.org/b/", "http://a.test/"])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The small base with a base_url, in a folder and at the root of a host."""
    kb = tmp_path_factory.mktemp("published") / "kb"
    shutil.copytree(TINY, kb)
    with (kb / "base.yaml").open("a", encoding="utf-8") as file:
        file.write(f"base_url: {request.param}\n")
    return kb, request.param


def _meta(kb: Path, path: str) -> dict[str, str]:
    """The metadata in the head of a page, by name or property; links by their rel."""
    said: dict[str, str] = {}
    for element in page(kb, path).find(HTML + "head"):
        if element.tag == HTML + "meta":
            key = element.get("property") or element.get("name")
            said[key] = element.get("content")
        elif element.tag == HTML + "link":
            said[f"{element.get('rel')} {element.get('type') or ''}".strip()] = (
                element.get("href")
            )
    return said


def test_the_sitemap_lists_every_page(published: tuple[Path, str]) -> None:
    """It has the full address of every page but 404.html and parts.html."""
    kb, site = published
    root = ET.fromstring(files_of(kb)["sitemap.xml"])  # noqa: S314 - our own
    addresses = [element.text for element in root.iter(SITEMAP + "loc")]

    assert root.tag == SITEMAP + "urlset"
    assert addresses == [site + p for p in pages_of(kb) if p not in UNLISTED]


def test_the_feed_has_the_sources_in_order(published: tuple[Path, str]) -> None:
    """An entry is dated by its latest possible day, the feed by its latest entry."""
    kb, site = published
    root = ET.fromstring(files_of(kb)["feed.xml"])  # noqa: S314 - our own
    entries = [
        (entry.findtext(ATOM + "id"), entry.findtext(ATOM + "updated"))
        for entry in root.iter(ATOM + "entry")
    ]
    links = [link.get("href", "") for link in root.iter(ATOM + "link")]

    assert entries == [
        (f"{site}sources/herald-who-pays.html", "2021-05-31T00:00:00Z"),
        (f"{site}sources/gazette-bridge-closed.html", "2021-05-08T00:00:00Z"),
    ]
    assert root.findtext(ATOM + "updated") == "2021-05-31T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert all(link.removeprefix(site) in files_of(kb) for link in links)
    assert all(link.startswith(site) for link in links)


def test_every_page_states_its_address(published: tuple[Path, str]) -> None:
    """Canonical link, Open Graph and JSON-LD agree, and every page links the feed."""
    kb, site = published
    wrong = []
    for path in pages_of(kb):
        said = _meta(kb, path)
        addresses = {said["canonical"], said["og:url"]}
        feed = said["alternate application/atom+xml"]
        if addresses != {site + path} or feed != f"{site}feed.xml":
            wrong.append(path)
        if f'"@id":"{site}{path}"' not in files_of(kb)[path].decode():
            wrong.append(path)

    assert wrong == []


def test_robots_txt_is_written_at_the_root_of_a_host_only(
    published: tuple[Path, str],
) -> None:
    """Crawlers do not read robots.txt anywhere else."""
    kb, site = published
    robots = files_of(kb).get("robots.txt", b"").decode()

    assert bool(robots) == (site == "http://a.test/")
    assert not robots or robots.endswith("Sitemap: http://a.test/sitemap.xml\n")


def test_nothing_is_absolute_without_a_base_url() -> None:
    """Without one there is no sitemap, feed, robots.txt, canonical link or og:url."""
    said = _meta(TINY, "index.html")

    assert not {"sitemap.xml", "feed.xml", "robots.txt"} & files_of(TINY).keys()
    assert {"canonical", "og:url", "alternate application/atom+xml"} & said.keys() == (
        set()
    )


@pytest.mark.parametrize(
    ("path", "title", "kind", "description"),
    [
        ("entities/hanna-vik.html", "Hanna Vik", "article", "Mayor of Alderby."),
        (
            "events/2021-05-night-crossing.html",
            "Lorry on the closed bridge",
            "article",
            (
                "Alleged. Whether a lorry crossed Mill Bridge at night "
                "after it was closed is told by one side only."
            ),
        ),
        (
            "questions/2021-05-04-bridge-closed/cause.html",
            "What had damaged Mill Bridge?",
            "article",
            (
                "Positions: The spring flood had moved a pier; "
                "Lorries had cracked the deck"
            ),
        ),
        (
            "timeline/index.html",
            "Timeline",
            "website",
            "Who says what about the closing of Mill Bridge, in two articles.",
        ),
    ],
)
def test_a_link_to_a_page_shows_what_it_is_about(
    path: str, title: str, kind: str, description: str
) -> None:
    """Other sites show title, kind and description, which states a dispute."""
    said = _meta(TINY, path)

    assert said["description"] == said["og:description"] == description
    assert said["og:title"] == title
    assert said["og:type"] == kind
    assert said["og:site_name"] == "The bridge between Alderby and Birkholm"
    assert said["og:locale"] == "en_GB"


def test_descriptions_are_short_and_plain() -> None:
    """Every description has 1 to 199 characters and no Markdown."""
    said = {path: _meta(TOWN, path)["description"] for path in pages_of(TOWN)}
    odd = ("[[", "]]", "[@", "**")

    assert [p for p, text in said.items() if not 0 < len(text) < 200] == []
    assert [p for p, text in said.items() if any(mark in text for mark in odd)] == []


def test_only_records_have_a_json_twin() -> None:
    """The pages of records, and no others, link a JSON file, which exists."""
    twins = {
        path: said["alternate application/json"]
        for path in pages_of(TOWN)
        if "alternate application/json" in (said := _meta(TOWN, path))
    }
    graph = graph_of(TOWN)

    assert len(twins) == len(graph.base.records)
    assert all(
        path.rpartition("/")[0] + "/" + twin in files_of(TOWN)
        for path, twin in twins.items()
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short.", "Short."),
        ("a" * 199, "a" * 199),
        ("a" * 300, "a" * 198 + "…"),
        ("word " * 60, "word " * 38 + "word…"),
    ],
)
def test_cut(text: str, shown: str) -> None:
    """A long description is cut, after a word if possible, and gets an ellipsis."""
    assert cut(text) == shown
    assert len(cut(text)) < 200


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2021", "2021-12-31"),
        ("2021-02", "2021-02-28"),
        ("2021-05-08", "2021-05-08"),
        ("2021-05/..", "2021-05-31"),
        ("../2021-05-08", "2021-05-08"),
    ],
)
def test_last_day(published: str, day: str) -> None:
    """The last day that a date can mean; an open end is ignored."""
    assert last_day(PartialDate.of(published)).isoformat() == day


@pytest.mark.parametrize(
    "address",
    ["https://example.org/b", "https://example.org/?b=/", "https://example.org/b#a/"],
)
def test_an_unusable_base_url_is_reported(base_of: BaseOf, address: str) -> None:
    """A base_url ends with a slash and has no query or fragment."""
    checked = base_of({"base.yaml": f"title: T\nsummary: S.\nbase_url: {address}\n"})

    assert [problem.rule for problem in checked.problems] == ["wrong-form"]


def test_a_long_sitemap_is_split_into_several(published: tuple[Path, str]) -> None:
    """No file has too many addresses; together they list every page."""
    kb, site = published
    bounds = Bounds(addresses=5)
    contents = {
        file.path: file.content
        for file in flow.plan_site(graph_of(kb), bounds=bounds).files()
    }
    index = ET.fromstring(contents["sitemap.xml"])  # noqa: S314 - our own
    parts = [str(e.text).removeprefix(site) for e in index.iter(SITEMAP + "loc")]
    addresses = [
        [e.text for e in ET.fromstring(contents[part]).iter(SITEMAP + "loc")]  # noqa: S314
        for part in parts
    ]

    assert index.tag == SITEMAP + "sitemapindex"
    assert parts == [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    assert max(map(len, addresses)) == 5
    assert [address for part in addresses for address in part] == [
        site + path for path in pages_of(kb) if path not in UNLISTED
    ]


def test_a_long_feed_has_the_latest_sources(published: tuple[Path, str]) -> None:
    """With a limit of one entry, the feed has only the later of two sources."""
    kb, site = published
    bounds = Bounds(entries=1)
    contents = {
        file.path: file.content
        for file in flow.plan_site(graph_of(kb), bounds=bounds).files()
    }
    feed = ET.fromstring(contents["feed.xml"])  # noqa: S314 - our own
    ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]

    assert ids == [f"{site}sources/{graph_of(kb).sources[-1].id}.html"]
