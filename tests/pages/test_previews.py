"""The data of previews: what a link shows of its target."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from rendered import HTML, TINY, TOWN, files_of, graph_of, page

from sourcebook.pages.metadata.previews import preview, shard_of, shards_of, subjects
from sourcebook.pages.text.prose import Prose


def _held(files: Mapping[str, bytes]) -> dict[int, dict[str, list[object]]]:
    """What every file of previews hands over, by its number."""
    held = {}
    for path, content in files.items():
        if match := re.fullmatch(r"assets/previews/(\d+)\.js", path):
            call = re.fullmatch(
                r'document\.dispatchEvent\(new CustomEvent\("sourcebook-previews",'
                r"\{detail:(.*)\}\)\)\n",
                content.decode(),
            )
            assert call is not None, path
            held[int(match[1])] = json.loads(call[1])
    return held


def test_each_kind_of_page() -> None:
    """Title, what tells it from others, one paragraph; of a question its positions."""
    graph = graph_of(TINY)
    found = {
        key: preview(one, graph, Prose(graph.base)) for key, one in subjects(graph)
    }

    assert found["entities/mill-bridge"][:2] == ("Mill Bridge", "place")
    assert found["events/2021-05-night-crossing"] == (
        "Lorry on the closed bridge",
        "incident; about May 2021; alleged",
        (
            "Whether a lorry crossed Mill Bridge at night after it was closed is told "
            "by one side only."
        ),
        (),
    )
    assert found["sources/gazette-bridge-closed"][:2] == (
        "Mill Bridge closed",
        "The River Gazette; news report; 8 May 2021",
    )
    question = found["questions/2021-05-04-bridge-closed/cause"]
    assert question[1].startswith("question; Contested")
    assert len(question[3]) == len(
        graph.questions_in[graph.questions[0].record.id][0].question.positions
    )


def test_every_record_and_question_stands_in_its_file() -> None:
    """Each preview is where the script will look for it, and no file is another's."""
    graph, held = graph_of(TOWN), _held(files_of(TOWN))
    wanted = {key for key, _ in subjects(graph)}
    wrong = [
        key
        for number, entries in held.items()
        for key in entries
        if shard_of(key, len(held)) != number
    ]

    assert sorted(held) == list(range(shards_of(graph)))
    assert {key for entries in held.values() for key in entries} == wanted
    assert {f"{key}.html" for key in wanted} <= files_of(TOWN).keys()
    assert wrong == []


def test_a_file_stays_small_and_a_summary_short() -> None:
    """No file holds far more than its share, no summary runs on."""
    held = _held(files_of(TOWN))
    summaries = [str(p[2]) for entries in held.values() for p in entries.values()]

    assert max(map(len, held.values())) < 300
    assert max(map(len, summaries)) < 250
    assert not [s for s in summaries if "[[" in s or "[@" in s or "\n" in s]


@pytest.mark.parametrize(
    ("key", "mark"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_the_hash_is_the_known_one(key: str, mark: int) -> None:
    """FNV-1a of 32 bits, by the values that its authors publish."""
    assert shard_of(key, 1 << 32) == mark


def test_a_page_says_how_many_files_there_are() -> None:
    """The script reads the number from the page's root element."""
    root = page(TOWN, "index.html")

    assert root.tag == HTML + "html"
    assert root.get("data-previews") == str(shards_of(graph_of(TOWN)))
