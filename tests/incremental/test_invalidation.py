"""What became stale between two builds."""

from __future__ import annotations

from sourcebook.incremental.invalidation import RecordTrace, stale_dependencies


def test_a_record_that_becomes_one_of_another_kind() -> None:
    """Whoever links it has another address to lead to."""
    before = {"pond": RecordTrace("entity:1", "", ("pond",))}
    now = {"pond": RecordTrace("event:1", "", ("pond",))}

    assert "kind:pond" in stale_dependencies(before, now)
    assert "kind:pond" not in stale_dependencies(
        before, {"pond": RecordTrace("entity:2", "", ())}
    )
