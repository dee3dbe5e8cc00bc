"""What is made once and shown on many pages."""

from __future__ import annotations

from functools import partial

from rendered import TINY, files_of, graph_of

from sourcebook import pages
from sourcebook.cache.dependencies import Dependencies
from sourcebook.pages.rendering.piece_cache import PieceCache


def test_what_is_kept_is_made_once() -> None:
    """A second look at a key makes nothing."""
    cache: PieceCache[str, list[str]] = PieceCache(Dependencies())
    first = cache.get_or_make("a", lambda: ["made"])

    assert cache.get_or_make("a", lambda: ["made again"]) is first


def test_what_is_used_stays_and_the_unused_leaves() -> None:
    """At most twice the bound is kept, of what was used last."""
    made = []

    def make(key: int) -> int:
        made.append(key)
        return key

    cache: PieceCache[int, int] = PieceCache(Dependencies(), most=3)
    for key in range(20):
        for one in (0, key):
            cache.get_or_make(one, partial(make, one))

    assert made == list(range(20))
    assert len(cache) <= 6


def test_nothing_may_be_kept_as_well() -> None:
    """An empty value is a value."""
    cache: PieceCache[str, str] = PieceCache(Dependencies())
    cache.get_or_make("a", str)

    assert cache.get_or_make("a", lambda: "other") == ""


def test_the_order_of_pages_leaves_no_trace() -> None:
    """Made last to first, with pieces of other pages, each has the same bytes."""
    tasks = list(pages.tasks(graph_of(TINY)))
    made = {task.path: task.make() for task in reversed(tasks)}
    files = files_of(TINY)

    assert made == {path: files[path] for path in made}
