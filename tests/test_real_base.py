"""The base of this repository: what must hold for any base, whatever it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import faults_from_disk
from checks import SCHEMA, check_whole
from playwright.sync_api import Browser
from rendered import ROOT, files_of, written
from sweeps import SWEEPS, Sweep

from sourcebook import flow

KB = ROOT / "kb"


def test_it_checks_clean() -> None:
    """No record of the base has an error."""
    checked = check_whole(flow.Folders(KB, SCHEMA, KB.parent / "site"))

    assert [str(problem) for problem in checked.errors] == []


@pytest.mark.slow
@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_no_page_has_a_fault(sweep: Sweep) -> None:
    """No sweep finds an error on any page."""
    assert sweep(KB) == []


@pytest.mark.browser
def test_every_page_opens_from_disk(chromium: Browser, tmp_path: Path) -> None:
    """No page has errors, requests anything but files, or is wider than 320 pixels."""
    faults = faults_from_disk(chromium, written(files_of(KB), tmp_path))

    assert "\n".join(faults) == ""
