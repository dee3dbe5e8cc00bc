"""The checks of the HTML rules that html5lib does not enforce find violations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import html_rules
import pytest

Rule = Callable[[Any], Iterator[str]]

# Each rule, with pieces of HTML that break it and one that does not.
EXAMPLES: list[tuple[Rule, list[str], str]] = [
    (html_rules.id_with_a_space, ["<p id='a b'>", "<p id=''>"], "<p id=a>"),
    (
        html_rules.lost_reference,
        ["<label for=a>", "<p aria-labelledby='b c' id=b>", "<table><td headers=a>"],
        "<label for=a>A</label><input id=a>",
    ),
    (
        html_rules.list_of_something_else,
        ["<ul><p></ul>", "<ol><li></li><div></div></ol>", "<div><li></div>"],
        "<ul><li>a<ol><li>b</ol></ul>",
    ),
    (
        html_rules.facts_out_of_order,
        ["<dl><dd>a</dl>", "<dl><dt>a</dl>", "<dl><dt>a<dd>b<p></p></dd><p>c</dl>"],
        "<dl><dt>a<dt>b<dd>c<dd>d<dt>e<dd>f</dl>",
    ),
    (
        html_rules.interactive_inside_another,
        [
            "<a href=x><button>a</button></a>",
            "<button><span tabindex=0>a</span></button>",
        ],
        "<label>a <input></label><details><summary>a</summary><a>b</a></details>",
    ),
    (
        html_rules.block_among_phrases,
        ["<span><div>a</div></span>", "<span><a href=x><p>b</a></span>", "<q><ul></q>"],
        "<p><a href=x><em>a</em></a> <svg><g></g></svg></p><a href=x><p>b</a>",
    ),
    (
        html_rules.field_without_a_label,
        ["<input>", "<select id=a></select>", "<button></button>"],
        "<label for=a>a</label><select id=a></select><button>b</button>",
    ),
    (
        html_rules.heading_without_a_scope,
        ["<table><tr><th>a</table>"],
        "<table><tr><th scope=col>a</table>",
    ),
    (
        html_rules.rows_of_different_width,
        ["<table><tr><td>a<td>b<tr><td>c</table>"],
        "<table><tr><td>a<td>b<tr><td colspan=2>c</table>",
    ),
    (
        html_rules.time_that_is_none,
        [
            "<time>May</time>",
            "<time datetime=2021-02-30>",
            "<time datetime=2021-5>",
            "<time datetime=2021/2022>",
        ],
        "<time>2021<time datetime=2021-05><time datetime=2021-05-04T09:30Z>",
    ),
    (
        html_rules.language_out_of_form,
        ["<p lang=''>", "<p lang=en_GB>", "<p lang=english>"],
        "<p lang=zh-Hans><p lang=en-GB><p lang=he>",
    ),
    (
        html_rules.picture_without_words,
        ["<svg></svg>", "<img src=x>", "<svg role=img></svg>"],
        "<svg role=img aria-label=a></svg><p aria-hidden=true><svg></svg></p>",
    ),
    (
        html_rules.fold_without_a_summary,
        ["<details>a</details>", "<details><p>b</p><summary>a</summary></details>"],
        "<details><summary>a</summary>b</details>",
    ),
]
NAMES = [rule.__name__ for rule, _, _ in EXAMPLES]


@pytest.mark.parametrize(("rule", "broken", "sound"), EXAMPLES, ids=NAMES)
def test_a_rule_finds_violations(rule: Rule, broken: list[str], sound: str) -> None:
    """Every piece that breaks the rule is reported, and the valid one is not."""
    missed = [piece for piece in broken if not list(rule(html5lib.parse(piece)))]

    assert missed == []
    assert list(rule(html5lib.parse(sound))) == []


def test_every_rule_has_examples() -> None:
    """Every rule that is applied to pages is shown here to find violations."""
    assert [rule for rule, _, _ in EXAMPLES] == list(html_rules.RULES)
