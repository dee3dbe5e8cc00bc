"""The data of previews: what is shown of the target of a link."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from rendered import HTML, TINY, TOWN, files_of, graph_of, page

from sourcebook.pages.metadata.previews import preview, shard_of, shards_of, subjects
from sourcebook.pages.text.prose import Prose


def _previews_by_file(files: Mapping[str, bytes]) -> dict[int, dict[str, list[object]]]:
    """The previews in each file, by the number of the file."""
    by_file = {}
    for path, content in files.items():
        if match := re.fullmatch(r"assets/previews/(\d+)\.js", path):
            call = re.fullmatch(
                r'document\.dispatchEvent\(new CustomEvent\("sourcebook-previews",'
                r"\{detail:(.*)\}\)\)\n",
                content.decode(),
            )
            assert call is not None, path
            by_file[int(match[1])] = json.loads(call[1])
    return by_file


def test_each_kind_of_page() -> None:
    """Title, facts and one paragraph are shown; for a question, also its positions."""
    graph = graph_of(TINY)
    previews = {
        key: preview(subject, graph, Prose(graph.base))
        for key, subject in subjects(graph)
    }

    assert previews["entities/mill-bridge"][:2] == ("Mill Bridge", "place")
    assert previews["events/2021-05-night-crossing"] == (
        "Lorry on the closed bridge",
        "incident; about May 2021; alleged",
        (
            "Whether a lorry crossed Mill Bridge at night after it was closed is told "
            "by one side only."
        ),
        (),
    )
    assert previews["sources/gazette-bridge-closed"][:2] == (
        "Mill Bridge closed",
        "The River Gazette; news report; 8 May 2021",
    )
    question = previews["questions/2021-05-04-bridge-closed/cause"]
    assert question[1].startswith("question; Contested")
    assert len(question[3]) == len(
        graph.questions_in[graph.questions[0].record.id][0].question.positions
    )


def test_every_record_and_question_is_in_its_file() -> None:
    """Each preview is in the file where the script looks for it, and in no other."""
    graph, by_file = graph_of(TOWN), _previews_by_file(files_of(TOWN))
    wanted = {key for key, _ in subjects(graph)}
    wrong = [
        key
        for number, entries in by_file.items()
        for key in entries
        if shard_of(key, len(by_file)) != number
    ]

    assert sorted(by_file) == list(range(shards_of(graph)))
    assert {key for entries in by_file.values() for key in entries} == wanted
    assert {f"{key}.html" for key in wanted} <= files_of(TOWN).keys()
    assert wrong == []


def test_a_file_stays_small_and_a_summary_short() -> None:
    """No file is much larger than its share, and every summary is short plain text."""
    by_file = _previews_by_file(files_of(TOWN))
    summaries = [str(p[2]) for entries in by_file.values() for p in entries.values()]

    assert max(map(len, by_file.values())) < 300
    assert max(map(len, summaries)) < 250
    assert not [s for s in summaries if "[[" in s or "[@" in s or "\n" in s]


@pytest.mark.parametrize(
    ("key", "mark"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_the_hash_is_fnv_1a(key: str, mark: int) -> None:
    """The values are those that the authors of 32-bit FNV-1a publish."""
    assert shard_of(key, 1 << 32) == mark


def test_a_page_states_how_many_files_there_are() -> None:
    """The script reads the number from the page's root element."""
    root = page(TOWN, "index.html")

    assert root.tag == HTML + "html"
    assert root.get("data-previews") == str(shards_of(graph_of(TOWN)))
