"""The small base with many faults at once: one run reports each at its position."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checks import SCHEMA, check_whole
from rendered import TINY

from sourcebook import flow

CLOSED = "events/2021-05-04-bridge-closed"
COUNCIL = "events/2021-05-06-joint-council"
NIGHT = "events/2021-05-night-crossing"
GAZETTE = "sources/gazette-bridge-closed"
HERALD = "sources/herald-who-pays"

# File, original text, replacement, and the problem that must be reported.
FAULTS = [
    ("base", "licence:", "license:", "10:1 unknown-key"),
    ("base", "[[mill-bridge]]", "[[mill-brigde]]", "2:47 unknown-record"),
    ("entities/birkholm", "type: place", "type: plaice", "2:7 not-in-vocabulary"),
    ("entities/alderby", '"1951"', "1951", "5:46 wrong-type"),
    ("entities/birkholm", "lat: 55.69", "lat: 155.69", "4:18 wrong-size"),
    ("entities/hanna-vik", '"2019-01"', '"2019-13"', "7:40 bad-date"),
    ("entities/mill-bridge", "lang: he", "lang: Hebrew", "5:11 wrong-form"),
    ("entities/mill-bridge", "name: Mill Bridge", "name: ALDERBY", "1:7 twin-names"),
    ("entities/river-gazette", "newspaper of", "newspaper of: ", "3:29 broken-yaml"),
    ("entities/valley-herald", "Daily newspaper of [[birkholm]].", "TBD",
     "3:10 no-value"),
    (CLOSED, "{ cause: lorries }", "{ cause: lorry }", "34:23 unknown-position"),
    (CLOSED, 'said: "2021-05-04"', 'said: "2021-06"', "24:11 said-after-publication"),
    (CLOSED, "  cost:", "  cause:", "45:3 twin-ids"),
    (COUNCIL, "as: follow", "az: follow", "6:5 missing-key"),
    (COUNCIL, "as: follow", "az: follow", "6:40 unknown-key"),
    (COUNCIL, "#cause|", "#cuase|", "11:19 unknown-anchor"),
    (COUNCIL, "05-06/2021-05-07", "05-06/2021-05-05", "3:7 ends-before-it-begins"),
    (COUNCIL, "host, cite: [herald-who-pays#p3]",
     "host, cite: [gazette-bridge-closed#p9]",
     "8:51 paragraph-not-in-source"),
    (COUNCIL, "entity: hanna-vik", "entity: herald-who-pays", "8:15 wrong-kind"),
    (COUNCIL, "talk about the repair. [@herald-who-pays#p3-4]", "talk obviously.",
     "9:10 uncited-text"),
    (COUNCIL, "talk about the repair. [@herald-who-pays#p3-4]", "talk obviously.",
     "10:60 loaded-wording"),
    (NIGHT, '"2021-05~"', "2021-05-04", "3:7 ambiguous-value"),
    (NIGHT, "[mill-bridge]\n", "[mill-bridge, mill-bridge]\n", "5:23 repeated-item"),
    (NIGHT, "[gazette-bridge-closed#p3]", "[gazete#p3]", "18:12 unknown-source"),
    (NIGHT, "#cause: lorries", "#cuase: lorries", "19:16 unknown-question"),
    (GAZETTE, "at: gazette-bridge-closed", "at: herald-who-pays",
     "12:9 erratum-elsewhere"),
    (GAZETTE, "genre: news\nauthors: [Ida Holm]", "authors: [Ida Holm]\ngenre: news",
     "3:1 keys-out-of-order"),
    (HERALD, "subtitle:", "title:", "2:1 repeated-key"),
    (HERALD, "relays: [", "relays: [&a ", "10:10 refused-yaml"),
]  # fmt: skip


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small base with every fault in FAULTS."""
    monkeypatch.chdir(tmp_path)
    kb = Path(shutil.copytree(TINY, "kb"))
    for name, old, new in dict.fromkeys(fault[:3] for fault in FAULTS):
        path = kb / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)

        path.write_text(text.replace(old, new), encoding="utf-8")
    return kb


def test_all_in_one_run(broken: Path) -> None:
    """Every fault is reported at its line and column, without follow-up errors."""
    checked = check_whole(flow.Folders(broken, SCHEMA, Path("site")))
    reports = [f"{p.mark} {p.rule}" for p in checked.problems]

    assert sorted(
        f"kb/{name}.yaml:{report}" for name, _, _, report in FAULTS
    ) == sorted(reports)


def test_more_than_twenty_rules_are_broken() -> None:
    """There are more than twenty faults, breaking more than twenty rules."""
    assert len(FAULTS) > 20
    assert len({report.split()[1] for *_, report in FAULTS}) > 20
