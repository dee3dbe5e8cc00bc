"""Single-key shortcuts in a browser: their effects, their limits, the switch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

CLOSED = "events/2021-05-04-bridge-closed.html"

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, town_site: Path) -> Iterator[Page]:
    """An event of the base of the two towns, opened from disk."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto((town_site / CLOSED).as_uri())
    yield page
    context.close()


def _focused(page: Page) -> str:
    """The id of the focused element; empty if it has none."""
    return str(page.evaluate("document.activeElement.id"))


def _claims(page: Page) -> list[str]:
    return [
        claim.get_attribute("id") or "" for claim in page.locator("main .claim").all()
    ]


def test_j_and_k_go_from_claim_to_claim(page: Page) -> None:
    """The focus moves back and forth, visibly and in view, and not past the ends."""
    claims = _claims(page)
    went = []
    for key in "jjjkk":
        page.keyboard.press(key)
        went.append(_focused(page))

    assert went == [claims[i] for i in (0, 1, 2, 1, 0)]
    expect(page.locator(f"#{claims[0]}")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.keyboard.press("k")
    assert _focused(page) == claims[0]


def test_hidden_claims_are_skipped(page: Page) -> None:
    """A claim that a filter hides is not focused."""
    claims = _claims(page)
    page.evaluate(
        "(id) => document.getElementById(id).style.setProperty('display', 'none')",
        claims[0],
    )
    page.keyboard.press("j")

    assert _focused(page) == claims[1]


def test_on_a_list_they_go_from_line_to_line(page: Page, town_site: Path) -> None:
    """On a page without claims, they move through its lines."""
    page.goto((town_site / "timeline/index.html").as_uri())
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.className") == "event-line"


def test_the_help_opens_and_closes(page: Page) -> None:
    """? opens it and Esc closes it; the button in the footer opens it as well."""
    dialog = page.get_by_role("dialog", name="Keyboard")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard").click()

    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_the_slash_goes_to_the_search_field(page: Page, town_site: Path) -> None:
    """/ focuses the search field of the masthead and types nothing into it."""
    page.add_init_script(
        """addEventListener("readystatechange", () => {
             const masthead = document.querySelector(".masthead");
             if (masthead && !masthead.querySelector("input[type=search]")) {
               masthead.append(Object.assign(document.createElement("input"),
                 { type: "search" }));
             }
           }, true);"""
    )
    page.goto((town_site / CLOSED).as_uri())
    page.keyboard.press("/")
    field = page.locator(".masthead input[type=search]")

    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_no_shortcut_acts_while_typing(page: Page) -> None:
    """In a field, and with Ctrl, Alt or Meta, keys have no effect of ours."""
    page.evaluate(
        """() => document.querySelector("main").prepend(Object.assign(
             document.createElement("input"), { id: "_field" }))"""
    )
    page.locator("#_field").focus()
    page.keyboard.type("jk?")

    expect(page.locator("#_field")).to_have_value("jk?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    for command in ("Control+j", "Alt+j", "Meta+j"):
        page.keyboard.press(command)
        assert _focused(page) == ""


def test_the_keys_can_be_switched_off(page: Page) -> None:
    """They are off at once and on the next page, and the button restores them."""
    page.keyboard.press("?")
    page.get_by_label("Single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.reload()
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Single keys").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_everything_works_without_storage(chromium: Browser, town_site: Path) -> None:
    """Without localStorage, the keys work and the switch holds for one page."""
    context = chromium.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('refused', 'SecurityError'); } });"
    )
    page.goto((town_site / CLOSED).as_uri())
    page.keyboard.press("?")
    page.get_by_label("Single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")

    assert _focused(page) == ""
    assert errors == []
    context.close()
