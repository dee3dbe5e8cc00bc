"""Fixtures of all tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from checks import SCHEMA, BaseOf, check_whole
from playwright.sync_api import Browser, sync_playwright
from rendered import TOWN, files_of, written
from sharing import share_between_runs

from sourcebook import flow

# The names under which systems install it; the first that is there is taken.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_sessionstart() -> None:
    """A thousand runs of the program share what does not differ between them."""
    share_between_runs()


@pytest.fixture
def base_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BaseOf:
    """Writes a base of path -> text into kb/ of a new working folder, and checks it."""
    monkeypatch.chdir(tmp_path)

    def write_and_check(files: Mapping[str, str | bytes]) -> flow.Checked:
        kb = Path("kb")
        for name, content in files.items():
            path = kb / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        return check_whole(flow.Folders(kb, SCHEMA, Path("site")))

    return write_and_check


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium without a window; tests that need it skip where none is."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("needs Chromium: none is installed")
    # Without its own sandbox: it runs as root in containers, and opens our pages only.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the two towns, to be opened from disk."""
    return written(files_of(TOWN), tmp_path_factory.mktemp("town"))
