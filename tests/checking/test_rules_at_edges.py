"""Edge cases of the rules that span records; test_rules.py covers the rest."""

from __future__ import annotations

import pytest
from checks import FRAME, BaseOf

from sourcebook.checking.rules.cycles import cycles
from sourcebook.problems import Mark

AT = Mark("")


@pytest.mark.parametrize(
    ("ends", "rings"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [["a"]]),
        ({"a": "b", "b": "a", "c": "a"}, [["a", "b"]]),
        ({"a": "bd", "b": "c", "c": "a", "d": "c"}, [["a", "b", "c"]]),
        ({"a": "b", "b": "ac", "c": "b"}, [["a", "b"], ["b", "c"]]),
    ],
)
def test_cycles(ends: dict[str, str], rings: list[list[str]]) -> None:
    """Every cycle is found, and no chain is mistaken for one."""
    edges = {node: [(target, AT) for target in all_] for node, all_ in ends.items()}

    assert rings == [ring for ring, _mark in cycles(edges)]


def test_a_long_chain_ends() -> None:
    """A chain of ten thousand has no cycle; a cycle of that length is found."""
    chain = {str(n): [(str(n + 1), AT)] for n in range(10_000)}
    ring = {**chain, "10000": [("0", AT)]}

    assert list(cycles(chain)) == []
    assert [len(cycle) for cycle, _ in cycles(ring)] == [10_001]


EVENT = """title: Meeting
type: meeting
date: "2021-05-03"
status: occurred
summary: They met. [@monday#p1]
"""


@pytest.mark.parametrize(
    ("id_", "date", "warned"),
    [
        ("2021-05-03-meeting", "2021-05-03", False),
        ("2021-05-03-meeting-2", "2021-05-03", False),
        ("2021-05-03-2nd-meeting", "2021-05-03", False),
        ("2021-meeting", "2021-05-03", False),
        ("2021-05-meeting", "2021-05~", False),
        ("2021-05-meeting", "2021-05-03/2021-06", False),
        ("meeting", "../2021", False),
        ("2021-05-03", "2021-05-03", True),
        ("2021-05-meeting", "2021", True),
        ("2020-meeting", "2021", True),
    ],
)
def test_dated_ids(base_of: BaseOf, id_: str, date: str, warned: bool) -> None:  # noqa: FBT001
    """The id of an event may be less precise than its date, but not more precise."""
    event = EVENT.replace("2021-05-03", date)
    rules = {p.rule for p in base_of({**FRAME, f"events/{id_}.yaml": event}).problems}

    assert warned == ("event-id-without-date" in rules)


def test_a_long_cycle_is_abbreviated(base_of: BaseOf) -> None:
    """The message about a long cycle is abbreviated."""
    files = {
        f"events/2021-05-03-part-{n}.yaml": EVENT.replace(
            "summary", f"part_of: 2021-05-03-part-{(n + 1) % 8}\nsummary"
        )
        for n in range(8)
    }
    (report,) = [
        p.message
        for p in base_of({**FRAME, **files}).problems
        if p.rule == "part-of-cycle"
    ]

    assert report.endswith("- 2021-05-03-part-5 - ... - 2021-05-03-part-0")


def test_a_faulty_position_is_reported_once(base_of: BaseOf) -> None:
    """An empty position is reported once, not again where a claim takes it."""
    event = EVENT + (
        "questions:\n"
        "  toll: { ask: A toll?, positions: { a: It is, b: It is not, c: } }\n"
        "claims:\n"
        "  x: { text: T, by: [gazette], mode: asserts, cite: [monday#p1], "
        "answers: { toll: c } }\n"
    )
    problems = base_of({**FRAME, "events/2021-05-03-a.yaml": event}).problems

    assert [problem.rule for problem in problems] == ["no-value"]
