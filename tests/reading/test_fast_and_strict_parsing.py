"""The fast parser gives the same result as the strict one, or gives up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

import large
import pytest
import yaml
from checks import SCHEMA
from hostile import HOSTILE
from mutants import examples, mutants, texts
from rendered import TOWN

from sourcebook.model.characters import FORBIDDEN
from sourcebook.model.kinds import Kind
from sourcebook.reading import document, parse_fast, read
from sourcebook.reading.parse_fast import plain_data
from sourcebook.reading.parse_strict import MAX_DEPTH, MAX_LINE, MAX_NODES, parse
from sourcebook.reading.positions import located, root_of

pytestmark = pytest.mark.skipif(parse_fast._Events is None, reason="needs libyaml")


def disagreement(text: str) -> str | None:
    """How the two parsers differ; None if they agree, including on every position."""
    fast = plain_data(text)
    slow, problems = parse(text, "f")
    is_sound = slow is not None and not problems and isinstance(slow.data, dict)
    if fast is None or slow is None or not is_sound:
        judged = ("passes" if fast is not None else "gives up on", is_sound)
        return f"{judged}: {text!r:.200}" if (fast is not None) != is_sound else None
    if exact(fast) != exact(slow.data):
        return f"other data: {text!r:.200}"
    is_located = located(text, fast) == slow
    is_located &= root_of(text)[:3] == slow.values[()][:3]
    return None if is_located else f"other positions: {text!r:.200}"


def exact(data: object) -> str:
    """A text of *data* that shows the types of values and the order of keys."""
    return repr(data)


def found(given: Iterator[str] | list[str]) -> list[str]:
    """Every disagreement in *given*."""
    return [difference for difference in map(disagreement, given) if difference]


def test_agreement_on_every_record() -> None:
    """The parsers agree on a large base, on all small bases and on the blanks."""
    blanks = [path.read_text("utf-8") for path in sorted(SCHEMA.rglob("*.yaml"))]
    passed = [text for text in texts() if plain_data(text) is not None]

    assert found(texts() + blanks) == []
    assert len(passed) > 500  # the fast parser must handle most records


def test_agreement_on_hostile_texts() -> None:
    """The parsers agree on hostile files."""
    given = [
        text if isinstance(text, str) else text.decode("utf-8", "replace")
        for text in HOSTILE.values()
    ]

    assert found(given) == []


def test_agreement_on_the_examples_of_the_schema() -> None:
    """The parsers agree on every example of the schema, written in two styles."""
    given = [
        yaml.safe_dump({"a": example}, allow_unicode=True, default_flow_style=style)
        for file in sorted(SCHEMA.glob("*.json"))
        for example in examples(json.loads(file.read_bytes()))
        for style in (True, False)
    ]

    assert len(given) > 250
    assert found(given) == []


@pytest.mark.slow
def test_agreement_on_mutants() -> None:
    """The parsers agree on 6,000 damaged records, some of them still valid."""
    given = list(mutants(texts(), 6_000, seed=17))
    passed = sum(plain_data(text) is not None for text in given)

    assert found(given) == []
    assert 1_500 < passed < 4_500


PRINTABLE = [chr(number) for number in range(0x20, 0x7F)]


@pytest.mark.slow
def test_agreement_on_short_words() -> None:
    """The parsers agree on one or two ASCII characters as a value or key."""
    words = [*PRINTABLE, *map("".join, product(PRINTABLE, repeat=2))]

    assert found(f"a: {word}\n" for word in words) == []
    assert found(f"{word}: a\n" for word in words) == []


WORDS = [
    *("yes", "no", "on", "off", "true", "false", "null", "none", "nan", "y", "n", "~"),
    *("=", "<<", "0", "-0", "00", "+1", "1_0", "0x1f", "0o7", "0b1", "1e9", "1.0"),
    *("-1.5", "1.", ".5", ".inf", "-.inf", ".nan", "1:30", "12:30:00", "1.5e3"),
    *("2024-01-01", "2024-1-1", "2024-01-01T00:00:00Z", "9" * 15, "9" * 16),
    *("0.12345678901", "1.0123456789", "truely", "nullify", "yes-man", "no-one", "1st"),
]


@pytest.mark.parametrize("quotes", ["{}", "'{}'", '"{}"', "! '{}'", "[{}]", "{{{}: }}"])
def test_agreement_on_special_words(quotes: str) -> None:
    """The parsers agree on booleans, nulls, numbers, dates etc., plain or quoted."""
    cases = [form(word) for word in WORDS for form in (str, str.upper, str.title)]

    assert found(f"a: {quotes.format(word)}\n" for word in cases) == []


REFUSED = [
    *("a: &b c\n", "a: !b c\n", "a: !!str c\n", "&b a: c\n", "!b a: c\n", "a: *b\n"),
    *("&b\na: c\n", "!b\na: c\n", "--- !!map\na: c\n", "a: &b\n  c: d\n"),
    *("a: !b\n  c: d\n", "a: !b { c: d }\n", "a: &b { c: d }\n", "a: !b [c]\n"),
    *("a: &b [c]\n", "a: [&b c]\n", "a: [!b c]\n", "a: [!b { c: d }]\n", "a: [*b]\n"),
    *("a: b\na: c\n", "a: { b: c, b: c }\n", 'a: b\n"a": c\n', "? [a]\n: b\n"),
    *("? { a: b }\n: c\n", "a: b\n--- \nc: d\n", "a: b\n---\n", "a\n", "[a]\n"),
    *("%YAML 1.1\n---\na: b\n", "%TAG ! tag:a,2000:\n---\na: b\n", "---\n", "# a\n"),
    *("a: 'b\n=======\n c'\n", 'a: "b\n<<<<<<< c\n d"\n', "a: {\n  b: c,\n||||||| d\n"),
    *("<<: a\n", "null\n", ""),
    *('a: "\\u202e"\n', 'a: "\\0"\n', 'a: ["\\x7f"]\n', '"\\u202e": a\n', "a\tb: c\n"),
    *("\u00e9: a\n", "' a': b\n", "'': b\n", ": b\n", "~: b\n", "1: b\n", "yes: b\n"),
    *(
        "a: 'b\n>>>>>>> c\n d'\n",
        "a: 'b\n||||||| c\n d'\n",
        "a: '\n======= b'\n",
        "a: [\n======= b]\n",
    ),
]


@pytest.mark.parametrize("text", REFUSED)
def test_refused_texts(text: str) -> None:
    """The fast parser gives up on every construct that records may not contain."""
    assert plain_data(text) is None
    assert disagreement(text) is None


@pytest.mark.parametrize("more", [0, 1])
def test_agreement_at_the_limits(more: int) -> None:
    """The parsers agree on texts at a limit and on texts just over it."""
    depth, nodes = MAX_DEPTH - 1 + more, MAX_NODES - 3 + more
    given = [
        "a: " + "x" * (MAX_LINE - 3 + more) + "\n",
        "a: " + "[" * depth + "]" * depth + "\n",
        "".join(f"{'  ' * level}a:\n" for level in range(depth + 1)),
        "a: [" + "b, " * nodes + "]\n",
        "".join(f"k{number}: v\n" for number in range(MAX_NODES // 2 + more)),
    ]

    assert found(given) == []
    assert [plain_data(text) is None for text in given][:2] == [bool(more)] * 2


def test_no_printable_character_is_forbidden() -> None:
    """No character that Python considers printable is forbidden."""
    printable = filter(str.isprintable, map(chr, range(0x110000)))

    assert [character for character in printable if FORBIDDEN.match(character)] == []


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml, the strict parser reads every text."""
    monkeypatch.setattr(parse_fast, "_Events", None)
    record, problems = document.document_of("a: b\n", "f", Kind.BASE, "base")

    assert problems == []
    assert record is not None
    assert record.data == {"a": "b"}
    assert record.found is not None


def test_a_clean_base_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The strict parser is never called for a base without problems."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(document, "parse", refuse)
    readings = [read.read_base(kb) for kb in (TOWN, large.kb())]

    assert [reading.problems for reading in readings] == [(), ()]
    assert len(readings[1].documents) > 300
