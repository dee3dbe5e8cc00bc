"""Fixtures for all tests."""

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

# The names under which systems install Chromium; the first one found is used.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_sessionstart() -> None:
    """Share what is the same in all runs of the program, as tests run it a lot."""
    share_between_runs()


@pytest.fixture
def base_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BaseOf:
    """Writes a base given as path -> text to kb/ in a new working folder; checks it."""
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
    """A headless Chromium; tests that need it are skipped if none is installed."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.skip("needs Chromium: none is installed")
    # Without a sandbox, as it runs as root in containers; it opens only our own pages.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of the two towns, to be opened from disk."""
    return written(files_of(TOWN), tmp_path_factory.mktemp("town"))
