"""The search of a large base loads little and finds what one script would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Heard
from large import files, graph
from playwright.sync_api import Browser, Page, expect

from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.search import index
from sourcebook.pages.search.words import words_of

pytestmark = pytest.mark.browser

# What a query finds if all data is in one script, and if only what it needs is loaded.
_BOTH = """async ([tables, query]) => {
  const state = { q: query };
  const hrefs = (items) => items.find(state).found.map((item) => item.href).sort();
  const far = new sourcebookFar(sourcebookRecords);
  far.most = Infinity;
  await far.load(query);
  const loaded = hrefs(sourcebookItems(far.head, ...far.tables));
  return [hrefs(sourcebookItems(tables)), loaded, far.tables.length, far.left];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search of a base that is too large for one script."""
    folder = tmp_path_factory.mktemp("far")
    for path, content in files().items():
        if path.startswith(("search/", "assets/")):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return folder


@pytest.fixture
def tab(chromium: Browser, site: Path) -> Iterator[tuple[Page, Heard]]:
    """The page of the search, on which no error may occur."""
    page = chromium.new_page()
    heard = Heard.on(page)
    page.goto((site / "search/index.html").as_uri())
    yield page, heard
    page.close()

    assert heard.faults == []


def test_a_query_finds_what_one_script_would(tab: tuple[Page, Heard]) -> None:
    """A name, words of a claim, two words, a prefix, an alias and a misspelling."""
    page, _ = tab
    base = graph().base
    presenter = Presenter(graph())
    tables = json.loads(json.dumps(index._tables(presenter)))
    entity = max(base.entities.values(), key=lambda e: len(e.title))
    alias = next(a.name for e in base.entities.values() for a in e.aliases)
    claim = graph().statements[5].claim.text.markdown.split()[-2:]
    title = graph().sources[0].title
    slip = entity.title[:3] + entity.title[4:]
    queries = [entity.title, alias, " ".join(claim), title, entity.title[:3], slip]
    wrong = []
    for query in queries:
        whole, loaded, _, left = page.evaluate(_BOTH, [tables, query])
        if whole != loaded or left or (query is not slip and not whole):
            wrong.append((query, len(whole), len(loaded), left))

    assert wrong == []


def test_texts_are_split_into_the_same_words(tab: tuple[Page, Heard]) -> None:
    """Python writes the files of words, and the script reads them."""
    page, _ = tab
    line = (
        "Ya'alon U.S. Österreich إسماعيل هَنيّة خامنه‌ای ΣΟΦΟΣ ＨＥＺＢ straße 1٢۳ Łódź "
        "نتنياهو، ﬁre-fly 北京市 Đà İstanbul ½kg"
    )
    texts = line.split(" ")
    script = "texts => texts.map((text) => sourcebookWords.words(text))"

    assert page.evaluate(script, texts) == [[*words_of(text)] for text in texts]


def test_what_is_typed_is_found(tab: tuple[Page, Heard]) -> None:
    """The record whose name is typed comes first, and only few files are loaded."""
    page, heard = tab
    entity = max(graph().base.entities.values(), key=lambda e: len(e.title))
    heard.requests.clear()
    page.keyboard.type(entity.title)
    page.wait_for_selector(".found-link")
    expect(page.locator(".finder-count")).not_to_have_text("")
    first = page.locator(".found-link").first.inner_text()
    loaded = [url for url in heard.requests if "/search/items/" in url]

    assert first == entity.title
    assert 0 < len(loaded) <= 40


def test_a_name_from_the_masthead_opens_its_page(
    tab: tuple[Page, Heard], site: Path
) -> None:
    """As with one script, a whole name leads to its page without a choice."""
    page, _ = tab
    entity = max(graph().base.entities.values(), key=lambda e: len(e.title))
    target = site / f"entities/{entity.id}.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text("<!doctype html><title>x</title>", "utf-8")
    page.goto((site / "search/index.html").as_uri() + f"?q={entity.title}&go=1")
    page.wait_for_url(target.as_uri())


def test_a_choice_in_the_address_is_kept(tab: tuple[Page, Heard], site: Path) -> None:
    """The chosen speaker is offered before any of their claims is loaded."""
    page, _ = tab
    said = graph().statements[0]
    word = said.claim.text.markdown.split()[-1].strip(".[]")
    query = f"?q={word}&speaker=_named"
    page.goto((site / "search/index.html").as_uri() + query)
    expect(page.locator(".finder-count")).not_to_have_text("")

    assert page.locator("#_finder-speaker").input_value() == "_named"


def test_the_rest_can_be_loaded(tab: tuple[Page, Heard]) -> None:
    """For a word in very many records, a button offers to look through all of them."""
    page, _ = tab
    page.keyboard.type("side")
    page.wait_for_selector(".found-more >> text=Look through all of them")
    before = page.locator(".finder-count").inner_text()
    page.click("text=Look through all of them")
    expect(page.locator(".finder-count")).not_to_have_text(before)

    assert page.locator("text=Look through all of them").count() == 0
