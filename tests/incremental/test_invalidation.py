"""Which dependencies become stale between two builds."""

from __future__ import annotations

from sourcebook.incremental.invalidation import RecordTrace, stale_dependencies


def test_a_record_that_changes_its_kind() -> None:
    """A record that changes kind makes every page that links to it stale."""
    before = {"pond": RecordTrace("entity:1", "", ("pond",))}
    now = {"pond": RecordTrace("event:1", "", ("pond",))}

    assert "kind:pond" in stale_dependencies(before, now)
    assert "kind:pond" not in stale_dependencies(
        before, {"pond": RecordTrace("entity:2", "", ())}
    )
