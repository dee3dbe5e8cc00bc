"""Citations in a browser: opened by a link, copied by a button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, Page, expect
from rendered import TINY, files_of, written

CROSSING = "events/2021-05-night-crossing.html"
CLAIM = "lorry-crossed"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small base, in a folder."""
    return written(files_of(TINY), tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which the small site is served, on this machine only."""
    with served(site) as address:
        yield address.rstrip("/")


def _opened(chromium: Browser, address: str, *, scripts: bool = True) -> Page:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_citation_opens_it(
    chromium: Browser, site: Path, *, scripts: bool
) -> None:
    """From another page, "cite" leads to the open citation, even without scripts."""
    source = site / "sources/gazette-bridge-closed.html"
    page = _opened(chromium, source.as_uri(), scripts=scripts)
    page.locator(f"a[href$='#_cite-{CLAIM}']").first.click()

    expect(page.locator(f"#_cite-{CLAIM}")).to_be_visible()
    expect(page.locator(".cite[open]")).to_have_count(1)
    page.context.close()


def test_without_scripts_there_are_no_buttons(chromium: Browser, site: Path) -> None:
    """A button that would do nothing is not shown."""
    page = _opened(chromium, (site / CROSSING).as_uri(), scripts=False)

    expect(page.locator("main button:visible")).to_have_count(0)
    page.context.close()


def test_every_format_is_copied(chromium: Browser, address: str) -> None:
    """Each button copies its format and announces it to screen readers."""
    page = _opened(chromium, f"{address}/{CROSSING}#_cite-{CLAIM}")
    page.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=address
    )
    cite = page.locator(f".cite:has(#_cite-{CLAIM})")
    copied = []
    for name in ("Plain text", "Link", "BibTeX", "RIS", "CSL-JSON"):
        cite.get_by_role("button", name=f"Copy {name}").click()
        expect(cite.get_by_role("status")).to_have_text(f"{name} copied.")
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    assert copied == cite.locator("pre").all_text_contents()
    assert copied[1] == f"{address}/{CROSSING}#{CLAIM}"
    page.context.close()


def test_without_clipboard_access_the_text_is_selected(
    chromium: Browser, address: str
) -> None:
    """The status says which keys copy the selected text."""
    page = _opened(chromium, f"{address}/{CROSSING}#_cite-{CLAIM}")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }"
    )
    cite = page.locator(f".cite:has(#_cite-{CLAIM})")
    cite.get_by_role("button", name="Copy RIS").click()

    expect(cite.get_by_role("status")).to_contain_text("press")
    assert page.evaluate("String(getSelection())").startswith("TY  - NEWS\nID  - ")
    page.context.close()


def test_from_disk_the_link_is_a_path_in_the_base(
    chromium: Browser, site: Path
) -> None:
    """It is not an address on the reader's own disk."""
    page = _opened(chromium, f"{(site / CROSSING).as_uri()}#_cite-{CLAIM}")
    shown = page.locator(f"#_cite-{CLAIM} [data-path]")

    expect(page.get_by_role("button", name="Copy Link")).to_be_visible()
    expect(shown).to_have_text(f"{CROSSING}#{CLAIM}")
    page.context.close()
