"""The cache of rendered pieces that appear on many pages."""

from __future__ import annotations

from functools import partial

from rendered import TINY, files_of, graph_of

from sourcebook import pages
from sourcebook.cache.dependencies import Dependencies
from sourcebook.pages.rendering.piece_cache import PieceCache


def test_a_cached_value_is_made_once() -> None:
    """A second lookup of a key returns the same object."""
    cache: PieceCache[str, list[str]] = PieceCache(Dependencies())
    first = cache.get_or_make("a", lambda: ["made"])

    assert cache.get_or_make("a", lambda: ["made again"]) is first


def test_unused_values_are_dropped() -> None:
    """The cache keeps at most twice its bound, of what was used last."""
    results = []

    def make(key: int) -> int:
        results.append(key)
        return key

    cache: PieceCache[int, int] = PieceCache(Dependencies(), most=3)
    for key in range(20):
        for used_key in (0, key):
            cache.get_or_make(used_key, partial(make, used_key))

    assert results == list(range(20))
    assert len(cache) <= 6


def test_an_empty_value_is_cached() -> None:
    """An empty value is a value."""
    cache: PieceCache[str, str] = PieceCache(Dependencies())
    cache.get_or_make("a", str)

    assert cache.get_or_make("a", lambda: "other") == ""


def test_the_order_of_pages_does_not_matter() -> None:
    """Rendered last to first, with cached pieces, every page has the same bytes."""
    tasks = list(pages.tasks(graph_of(TINY)))
    results = {task.path: task.make() for task in reversed(tasks)}
    files = files_of(TINY)

    assert results == {path: files[path] for path in results}
