"""Another team's schema may use features that ours does not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from checks import check_whole
from rendered import ROOT

from sourcebook import flow

TREE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"below": {"$ref": "#/$defs/tree"}},
}
OTHERS = {
    "choice": {"oneOf": [{"type": "integer"}, {"type": "string", "pattern": "^a+$"}]},
    "short": {"$ref": "terms.schema.json#/$defs/id", "maxLength": 3},
    "tree": {"$ref": "#/$defs/tree"},
}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("choice: 1", []),
        ("choice: aa", []),
        ("choice: b", ["kb/entities/a.yaml:4:9 not-in-vocabulary"]),
        ("short: abc", []),
        ("short: abcd", ["kb/entities/a.yaml:4:8 wrong-size"]),
        ("short: a-", ["kb/entities/a.yaml:4:8 wrong-form"]),
        ("tree: { below: { below: {} } }", []),
        ("tree: { below: { up: {} } }", ["kb/entities/a.yaml:4:18 unknown-key"]),
    ],
)
def test_shapes_of_another_team(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, told: list[str]
) -> None:
    """oneOf, a $ref with its own bounds and a recursive $ref are supported."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "schema", "schema")
    file = Path("schema/entity.schema.json")
    shape = json.loads(file.read_bytes())
    shape["properties"] |= OTHERS
    shape["$defs"]["tree"] = TREE
    file.write_text(json.dumps(shape), "utf-8")
    Path("kb/entities").mkdir(parents=True)
    record = f"name: A\ntype: place\nsummary: See [[a]].\n{value}\n"
    Path("kb/entities/a.yaml").write_text(record, "utf-8")
    checked = check_whole(flow.Folders(Path("kb"), Path("schema"), Path("site")))
    errors = [f"{p.mark} {p.rule}" for p in checked.problems if p.is_error]

    assert errors == told
