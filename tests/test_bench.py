"""The bases used for benchmarks; nothing is timed here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rendered import ROOT, graph_of

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import Standing
from sourcebook.model.claims import Anonymous, Author


def _run(script: str, *arguments: str | Path) -> None:
    command = [sys.executable, ROOT / "bench" / script, *arguments]
    subprocess.run(command, check=True, cwd=ROOT)


def _files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a generated base of 60 records in kb/."""
    folder = tmp_path_factory.mktemp("bench")
    _run("generate.py", "60", folder)
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    """The graph of that base, which has no problems."""
    return graph_of(folder / "kb")


def test_the_same_seed_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """The same seed generates the same base; another seed, another base."""
    _run("generate.py", "60", tmp_path / "again")
    _run("generate.py", "60", tmp_path / "other", "--seed", "2")

    assert _files(tmp_path / "again") == _files(folder)
    assert _files(tmp_path / "other") != _files(folder)


def test_a_base_has_as_many_records_as_asked(graph: Graph) -> None:
    """A base has 60 % events, 35 % entities and 5 % sources."""
    base = graph.base

    assert len(base.events) == 36
    assert len(base.entities) == 21
    assert len(base.sources) == 3


def test_a_base_has_each_kind_of_thing(graph: Graph) -> None:
    """The generated base has everything that a page can show."""
    entities, events = graph.base.entities.values(), graph.base.events.values()
    claims = [claim for _record, claim in graph.base.claims]
    speakers = [speaker for claim in claims for speaker in claim.speakers]
    languages = {alias.language for entity in entities for alias in entity.aliases}

    assert {"ar", "fa", "he"} <= languages
    assert any(entity.location for entity in entities)
    assert any(entity.roles for entity in entities)
    assert any(entity.relations for entity in entities)
    assert any(event.part_of for event in events)
    assert any(event.related for event in events)
    assert any(claim.via for claim in claims)
    assert any(claim.figure for claim in claims)
    assert any(claim.hedge for claim in claims)
    assert any(claim.said for claim in claims)
    assert {Anonymous, Author} < {type(speaker) for speaker in speakers}


def test_questions_are_contested_and_answered_from_elsewhere(graph: Graph) -> None:
    """Some questions are contested; some are answered by claims of other records."""
    standings = {question.standing for question in graph.questions}
    elsewhere = [
        answer
        for record, claim in graph.base.claims
        for answer in claim.answers
        if answer.record != record.id
    ]

    assert Standing.CONTESTED in standings
    assert elsewhere


def test_each_record_is_a_page_for_hugo(folder: Path, tmp_path: Path) -> None:
    """Each Hugo page has JSON front matter with the record's title and claims."""
    _run("to_hugo.py", folder / "kb", tmp_path / "hugo")
    content = tmp_path / "hugo/content"
    heads = {}
    for file in content.rglob("*.md"):
        head, _end = json.JSONDecoder().raw_decode(file.read_text("utf-8"))
        heads[file.relative_to(content).as_posix()] = head
    base = graph_of(folder / "kb").base

    for kind, records in (
        ("entities", base.entities),
        ("events", base.events),
        ("sources", base.sources),
    ):
        for id_, record in records.items():
            head = heads[f"{kind}/{id_}.md"]
            claims = [claim["id"] for claim in head["record"].get("claims", ())]
            assert head["title"] == record.title
            assert claims == [claim.id for claim in record.claims]
    for record_id, question in base.questions:
        assert f"questions/{record_id}/{question}.md" in heads
