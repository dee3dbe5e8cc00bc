"""Fixtures of all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from checks import check_whole
from playwright.sync_api import Browser, sync_playwright
from rendered import ROOT, files_of

from sourcebook import flow

SCHEMA = Path(__file__).parent.parent / "schema"
# The names under which systems install it; the first that is there is taken.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

BaseOf = Callable[[Mapping[str, str | bytes]], flow.Checked]


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
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of this repository's own base, to be opened from disk."""
    site = tmp_path_factory.mktemp("site")
    for path, content in files_of(ROOT / "kb").items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return site
