"""What is made once and shown on many pages."""

from __future__ import annotations

from functools import partial

from rendered import ROOT, files_of, graph_of

from sourcebook import pages
from sourcebook.notes import Notes
from sourcebook.pages.kept import Kept

TINY = ROOT / "tests/bases/valid/tiny/kb"


def test_what_is_kept_is_made_once() -> None:
    """A second look at a key makes nothing."""
    kept: Kept[str, list[str]] = Kept(Notes())
    first = kept.kept("a", lambda: ["made"])

    assert kept.kept("a", lambda: ["made again"]) is first


def test_what_is_used_stays_and_the_unused_leaves() -> None:
    """At most twice the bound is kept, of what was used last."""
    made = []

    def make(key: int) -> int:
        made.append(key)
        return key

    kept: Kept[int, int] = Kept(Notes(), most=3)
    for key in range(20):
        for one in (0, key):
            kept.kept(one, partial(make, one))

    assert made == list(range(20))
    assert len(kept) <= 6


def test_nothing_may_be_kept_as_well() -> None:
    """An empty value is a value."""
    kept: Kept[str, str] = Kept(Notes())
    kept.kept("a", str)

    assert kept.kept("a", lambda: "other") == ""


def test_the_order_of_pages_leaves_no_trace() -> None:
    """Made last to first, with pieces of other pages, each has the same bytes."""
    tasks = list(pages.tasks(graph_of(TINY)))
    made = {task.path: task.make() for task in reversed(tasks)}
    files = files_of(TINY)

    assert made == {path: files[path] for path in made}
