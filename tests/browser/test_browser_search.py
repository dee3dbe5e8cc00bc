"""A reader types a name or a word and finds records and claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from hostile import PAYLOADS, records_of
from playwright.sync_api import Browser, ConsoleMessage, Page
from rendered import TOWN, files_of, graph_of

from sourcebook.graph.balance import sides_of_entities, sides_of_voice
from sourcebook.graph.statements import VoiceKind

pytestmark = pytest.mark.browser
# The elements that results may have.
OWN = {"section", "h2", "span", "ol", "li", "a", "bdi", "mark", "p", "button"}


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page in a new context, on which no script may fail or log a message."""
    with chromium.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(_complaint(message)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page

        assert [fault for fault in faults if fault] == []


def _complaint(message: ConsoleMessage) -> str:
    """A console message, unless it is about the missing icon of a test's server."""
    return "" if "favicon" in message.location["url"] else message.text


def _search(site: Path, query: str = "") -> str:
    return (site / "search/index.html").as_uri() + query


def _groups(tab: Page) -> list[str]:
    """The headings of the groups of results, with their counts."""
    return tab.locator(".found h2").all_inner_texts()


def _total(tab: Page) -> int:
    return sum(int(heading.rpartition(" ")[2]) for heading in _groups(tab))


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("اسماعیل صبیه", "entities/ismail-sabiya.html"),
        ("اسماعیل صبیة", "entities/ismail-sabiya.html"),
        ("إسماعيل صبية", "entities/ismail-sabiya.html"),
        ("اسماعيل صبيه", "entities/ismail-sabiya.html"),
        ("إسمـاعيل صَبيّة", "entities/ismail-sabiya.html"),
        ("علی خانه ای", "entities/ali-khanei.html"),
        ("בִּנְיָמִין לִינְד", "entities/benjamin-lind.html"),
        ("punters league", "entities/ferrymens-guild.html"),
        ("ＷＥＩＲＷ", "entities/weirworks.html"),
    ],
)
def test_a_name_in_its_own_script(
    tab: Page, town_site: Path, typed: str, path: str
) -> None:
    """In any spelling, the name and Enter lead to the person or body."""
    tab.goto(_search(town_site))
    tab.keyboard.type(typed)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{path}")


def test_every_name_is_its_own_best_hit(tab: Page, town_site: Path) -> None:
    """Each name or alias of an entity, typed in full, finds that entity first."""
    names = {
        name: f"../entities/{entity.id}.html"
        for entity in graph_of(TOWN).base.entities.values()
        for name in (entity.title, *(alias.name for alias in entity.aliases))
    }
    tab.goto(_search(town_site))
    best = tab.evaluate(
        """names => {
            const items = sourcebookItems(sourcebookRecords);
            const first = (q) => items.find({ q }).found[0]?.href;
            return Object.fromEntries(names.map((name) => [name, first(name)]));
        }""",
        list(names),
    )

    assert best == names


def test_results_are_grouped_names_first(tab: Page, town_site: Path) -> None:
    """Groups have counts; a claim shows speaker, mode, match, source and paragraph."""
    tab.goto(_search(town_site, "?q=bridge+told"))
    claim = tab.locator(".found-group").last.locator("li").first

    assert [heading.rpartition(" ")[0] for heading in _groups(tab)] == [
        "Events",
        "Questions",
        "Claims",
    ]
    assert claim.locator("mark").all_inner_texts() == ["told", "Bridge"]
    assert claim.locator(".speaker-name").inner_text() == "town officials"
    assert claim.locator(".mode").inner_text() == "say"
    cited = claim.locator(".citation")
    assert cited.inner_text() == "Valley Herald ¶2"
    assert (cited.get_attribute("href") or "").endswith(".html#p2")
    assert "published May 2021" in claim.inner_text()


def test_every_claim_by_anonymous_speakers_of_a_side(
    tab: Page, town_site: Path
) -> None:
    """Without a query, one filter lists them all, in the order of the graph."""
    graph = graph_of(TOWN)
    side_of = sides_of_entities(graph)
    expected = [
        statement.claim.id
        for statement in graph.statements
        if any(
            voice.kind is VoiceKind.ANONYMOUS
            and "Alderby" in sides_of_voice(voice, side_of)
            for voice in statement.voices
        )
    ]
    tab.goto(_search(town_site))
    tab.get_by_label("Speaker of a claim").select_option("_anonymous:Alderby")
    tab.get_by_role("link", name="Show all").click()
    anchors = tab.locator(".found-link").evaluate_all(
        "links => links.map((link) => link.hash.slice(1))"
    )

    assert anchors == expected
    assert tab.url.endswith("?kind=claim&speaker=_anonymous%3AAlderby")


def test_the_address_keeps_the_query(tab: Page, town_site: Path) -> None:
    """The address restores the filters, and so do back and forward."""
    tab.goto(_search(town_site, "?q=mill&kind=claim&source=post-inside-the-mill"))
    first = _total(tab)
    tab.get_by_label("Speaker of a claim").select_option("_own")
    second = _total(tab)
    tab.go_back()
    back = (_total(tab), tab.get_by_label("Speaker of a claim").input_value())
    tab.go_forward()

    assert 0 < second < first
    assert back == (first, "")
    assert _total(tab) == second
    assert tab.get_by_label("A name in any").input_value() == "mill"


def test_dates_limit_the_results(tab: Page, town_site: Path) -> None:
    """Both dates are inclusive; undated records are left out, and the page says so."""
    tab.goto(_search(town_site, "?from=2021-05-04&to=2021-05-06&kind=event"))
    expected = [
        event.title
        for event in graph_of(TOWN).base.events.values()
        if event.date
        and str(event.date.latest) >= "2021-05-04"
        and str(event.date.earliest) <= "2021-05-06"
    ]

    assert tab.locator(".found-link").all_inner_texts() == expected
    assert "have no date" in tab.locator(".found").inner_text()


def test_keys_move_through_the_results(tab: Page, town_site: Path) -> None:
    """Down enters the results, Up leaves them, Esc clears and returns to the box."""
    tab.goto(_search(town_site))
    tab.keyboard.type("weirworks")
    focused = "document.activeElement.textContent"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    first = tab.evaluate(focused)
    tab.keyboard.press("ArrowUp")
    box = tab.evaluate("document.activeElement.id")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")

    assert first == "Weirworks"
    assert box == "_finder-q"
    assert tab.evaluate("document.activeElement.id") == "_finder-q"
    assert tab.locator("#_finder-q").input_value() == ""
    assert tab.locator(".names").is_visible()


def test_the_number_of_results_is_announced(tab: Page, town_site: Path) -> None:
    """A polite live region gives the number, and says what Enter opens."""
    tab.goto(_search(town_site))
    tab.keyboard.type("lind")
    status = tab.get_by_role("status")
    status.get_by_text("Enter opens: Benjamin Lind").wait_for()

    assert status.inner_text().startswith(f"{_total(tab)} results")
    assert tab.url.endswith("?q=lind")


def test_a_word_one_letter_off_is_corrected(tab: Page, town_site: Path) -> None:
    """The page says which word is used instead, and shows what it finds."""
    tab.goto(_search(town_site, "?q=weirwerks"))

    assert tab.locator(".found > p").first.inner_text() == (
        "Nothing has “weirwerks”, so “weirworks” is shown."
    )
    assert tab.locator(".found-link").first.inner_text() == "Weirworks"


def test_no_results_are_explained(tab: Page, town_site: Path) -> None:
    """The page says so if no word is near the one typed."""
    tab.goto(_search(town_site, "?q=xyzzyx"))

    assert tab.get_by_role("status").inner_text() == "Nothing found"
    assert tab.get_by_text("No word here begins with “xyzzyx”.").is_visible()


def test_words_that_never_occur_together(tab: Page, town_site: Path) -> None:
    """Each word is offered by itself, and so is the search without the filters."""
    tab.goto(_search(town_site, "?q=ferry+survey&genre=news"))

    assert tab.get_by_role("link", name="ferry").is_visible()
    tab.get_by_role("link", name="Look without the filters").click()
    assert tab.url.endswith("?q=ferry+survey")


def test_search_from_any_page(tab: Page, town_site: Path) -> None:
    """What is typed in the masthead of a page is found on the search page."""
    tab.goto((town_site / "events/index.html").as_uri())
    tab.get_by_label("Search the base").fill("sabiya")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=sabiya")

    assert tab.locator(".found-link").first.inner_text() == "Ismail Sabiya"


def test_without_scripts(chromium: Browser, town_site: Path) -> None:
    """The form on any page leads to the list of all names."""
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((town_site / "index.html").as_uri())
        tab.get_by_role("button", name="Search").click()

        assert tab.get_by_role("heading", name="All names from A to Z").is_visible()
        assert not tab.get_by_label("Kind").is_visible()


def test_over_http_as_from_disk(tab: Page, town_site: Path) -> None:
    """The served site gives the same results as the one opened from disk."""
    tab.goto(_search(town_site, "?q=lorries"))
    expected = _groups(tab)
    with served(town_site) as address:
        tab.goto(f"{address}search/index.html?q=lorries")

        assert _groups(tab) == expected != []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_are_shown_as_texts(
    tab: Page, tmp_path: Path, payload: str
) -> None:
    """In results, a text is only text: no element, no script."""
    for path, content in records_of(payload).items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    for path, data in files_of(tmp_path / "kb").items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    tab.goto(_search(tmp_path / "site", "?genre=news"))
    tab.get_by_label("Genre of the source").select_option("")
    tab.locator("#_finder-q").press_sequentially(payload)
    titles = [
        *tab.locator(".found-link").all_text_contents(),
        *tab.locator(".speaker-name").all_text_contents(),
    ]
    tags = tab.locator(".found *").evaluate_all(
        "all => [...new Set(all.map((one) => one.tagName.toLowerCase()))]"
    )

    assert payload in titles
    assert set(tags) <= OWN


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("who said that the weir was opened", "Opening of the weir"),
        ("Sabya", "Ismail Sabiya"),
    ],
)
def test_long_and_misspelt_queries_find_results(
    chromium: Browser, town_site: Path, typed: str, title: str
) -> None:
    """Stop words are ignored, and a word one letter off is corrected."""
    page = chromium.new_page()
    page.goto((town_site / "search/index.html").as_uri())
    page.get_by_role("searchbox").fill(typed)

    assert page.locator(".found-link", has_text=title).first.is_visible()
    page.close()


def test_a_name_typed_in_the_masthead_opens_its_page(
    chromium: Browser, town_site: Path
) -> None:
    """A whole name in any script opens its page; other words show the results."""
    page = chromium.new_page()
    page.goto((town_site / "index.html").as_uri())
    page.get_by_role("searchbox").fill("اسماعیل صبیه")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/ismail-sabiya.html")
    page.go_back()
    page.get_by_role("searchbox").fill("ferry landing gate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=ferry+landing+gate")
    page.close()
