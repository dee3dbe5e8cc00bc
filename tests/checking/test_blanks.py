"""The blank records in schema/blank/ pass the checks, both unchanged and filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from checks import SCHEMA, BaseOf

from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.plain_data import Data
from sourcebook.model.plain_data import DataPath as Place
from sourcebook.model.vocabulary import Schema
from sourcebook.reading.schema_folder import read_schema

FILES = {
    Kind.ENTITY: "entities/example-entity.yaml",
    Kind.EVENT: "events/2021-05-04-example-event.yaml",
    Kind.SOURCE: "sources/example-source.yaml",
}
# Records that the optional lines refer to, and an event that cites no withdrawn source.
OTHERS = {
    "events/example-larger-event.yaml": """
title: Repair of the bridge
type: incident
status: planned
summary: The bridge is to be repaired. [@other-source#p1]
""",
    "sources/other-source.yaml": """
title: Bridge to be repaired
genre: news
publisher: example-entity
published: "2021-05-08"
language: en
edition: Text as printed
paragraphs: 1
""",
}


def blank(kind: Kind) -> str:
    """The text of a blank, unchanged."""
    return (SCHEMA / f"blank/{kind}.yaml").read_text(encoding="utf-8")


def filled(kind: Kind) -> str:
    """A blank with every optional line uncommented."""
    return re.sub(r"^# ", "", blank(kind), flags=re.MULTILINE)


def test_unchanged_blanks(base_of: BaseOf) -> None:
    """The three blanks together form a base without errors or warnings."""
    checked = base_of({FILES[kind]: blank(kind) for kind in FOLDERS})

    assert checked.problems == ()


@pytest.mark.parametrize("kind", FOLDERS)
def test_filled_in_blanks(kind: Kind, base_of: BaseOf) -> None:
    """A blank with every optional line has no errors when checked with the others."""
    files = {FILES[other]: blank(other) for other in FOLDERS}
    if kind is Kind.SOURCE:
        files = {
            name: text.replace("[@example-source", "[@other-source")
            for name, text in files.items()
        }
    checked = base_of({**files, **OTHERS, FILES[kind]: filled(kind)})

    assert [problem for problem in checked.problems if problem.is_error] == []


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_line_is_explained(kind: Kind) -> None:
    """Every top-level key, required or optional, has a comment above it."""
    lines = blank(kind).splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"(# )?[a-z_]+:", line)
        and not above.startswith("## ")
        and line != "# claims:"
    ]

    assert bare == []


def test_every_key_is_shown() -> None:
    """The blanks contain every key of the schema, at every depth."""
    schema, problems = read_schema(SCHEMA)
    assert schema is not None, problems
    shown: dict[str, set[str]] = defaultdict(set)
    known: dict[str, set[str]] = defaultdict(set)
    for kind in FOLDERS:
        _keys(yaml.safe_load(filled(kind)), kind, (), schema, (shown, known))

    assert dict(shown) == dict(known)


def _keys(
    value: Data,
    kind: Kind,
    path: Place,
    schema: Schema,
    into: tuple[dict[str, set[str]], dict[str, set[str]]],
) -> None:
    if isinstance(value, list):
        for index, item in enumerate(value):
            _keys(item, kind, (*path, index), schema, into)
    if isinstance(value, dict):
        shape = schema.property_at(kind, path)
        if "properties" in shape:
            title = shape["title"]
            into[0][title] |= value.keys()
            into[1][title] |= shape["properties"].keys()
        for key, item in value.items():
            _keys(item, kind, (*path, key), schema, into)


def test_the_folder_has_only_blanks() -> None:
    """The blank folder contains one file for each kind and nothing else."""
    names = sorted(path.name for path in Path(SCHEMA / "blank").iterdir())

    assert names == ["entity.yaml", "event.yaml", "source.yaml"]
