"""The JSON file of every record, and the single file that contains all records."""

from __future__ import annotations

import json

from rendered import TINY, files_of, graph_of

from sourcebook.model.mentions import RecordId

CLOSED = RecordId("2021-05-04-bridge-closed")
CROSSING = RecordId("2021-05-night-crossing")


def test_the_json_of_a_record() -> None:
    """An event's JSON has its YAML data, id, kind, URL and question standings."""
    twin = json.loads(files_of(TINY)[f"events/{CLOSED}.json"])
    written = graph_of(TINY).base.events[CLOSED].data

    assert {key: twin[key] for key in written} == dict(written)
    assert (twin["id"], twin["kind"]) == (CLOSED, "event")
    assert twin["url"] == f"events/{CLOSED}.html"
    assert twin["computed"]["questions"] == {
        "cause": {
            "url": f"questions/{CLOSED}/cause.html",
            "standing": "contested",
            "positions": {
                "flood": {
                    "claims": [
                        f"{CLOSED}#no-crack-seen",
                        f"{CLOSED}#flood-moved-a-pier",
                    ],
                    "speakers": 2,
                    "named_speakers": 1,
                    "anonymous_speakers": 1,
                    "own_voices": 0,
                    "independent_outlets": 1,
                },
                "lorries": {
                    "claims": [
                        f"{CLOSED}#lorries-cracked-the-deck",
                        f"{CROSSING}#lorry-crossed",
                    ],
                    "speakers": 2,
                    "named_speakers": 0,
                    "anonymous_speakers": 1,
                    "own_voices": 1,
                    "independent_outlets": 2,
                },
            },
        }
    }


def test_kb_json_contains_every_record() -> None:
    """kb.json contains the JSON of every record, grouped by kind."""
    whole = json.loads(files_of(TINY)["data/kb.json"])
    twins = {
        path: json.loads(content)
        for path, content in files_of(TINY).items()
        if path.endswith(".json") and path != "data/kb.json"
    }

    assert twins == {
        f"{kind}/{id_}.json": record
        for kind in ("entities", "events", "sources")
        for id_, record in whole[kind].items()
    }
    assert whole["version"] == graph_of(TINY).base.version
