"""The fast way of reading finds what the strict way finds, or gives up."""

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
    """How the two ways differ; None where they agree, also on every position."""
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
    """*data* with the types of its values and the order of its keys."""
    return repr(data)


def found(given: Iterator[str] | list[str]) -> list[str]:
    """Every disagreement in *given*."""
    return [told for told in map(disagreement, given) if told]


def test_agreement_on_every_record() -> None:
    """On a large base, the small bases, valid and broken, and the blanks."""
    blanks = [path.read_text("utf-8") for path in sorted(SCHEMA.rglob("*.yaml"))]
    passed = [text for text in texts() if plain_data(text) is not None]

    assert found(texts() + blanks) == []
    assert len(passed) > 500  # so that the fast way is the way


def test_agreement_on_hostile_texts() -> None:
    """On whatever is written to do harm."""
    given = [
        text if isinstance(text, str) else text.decode("utf-8", "replace")
        for text in HOSTILE.values()
    ]

    assert found(given) == []


def test_agreement_on_the_examples_of_the_schema() -> None:
    """On every example of the schema, written in two styles."""
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
    """On 6,000 damaged records, some of them still sound, most of them not."""
    given = list(mutants(texts(), 6_000, seed=17))
    passed = sum(plain_data(text) is not None for text in given)

    assert found(given) == []
    assert 1_500 < passed < 4_500


PRINTABLE = [chr(number) for number in range(0x20, 0x7F)]


@pytest.mark.slow
def test_agreement_on_short_words() -> None:
    """On every text of one or two ASCII characters, as a value and as a key."""
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
def test_agreement_on_words_that_readers_know(quotes: str) -> None:
    """On truth, nothing, numbers, dates and their likes, without and with quotes."""
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
def test_what_is_not_plainly_fine(text: str) -> None:
    """Each thing that a record may not have, wherever it may stand."""
    assert plain_data(text) is None
    assert disagreement(text) is None


@pytest.mark.parametrize("more", [0, 1])
def test_agreement_at_the_bounds(more: int) -> None:
    """On texts that just keep within a bound, and on those that do not."""
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


def test_what_is_printable_may_stand_in_a_record() -> None:
    """No character that Python calls printable is one that is refused."""
    printable = filter(str.isprintable, map(chr, range(0x110000)))

    assert [character for character in printable if FORBIDDEN.match(character)] == []


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the wheel lacks libyaml, every text is read the strict way."""
    monkeypatch.setattr(parse_fast, "_Events", None)
    found, problems = document.document_of("a: b\n", "f", Kind.BASE, "base")

    assert problems == []
    assert found is not None
    assert found.data == {"a": "b"}
    assert found.found is not None


def test_a_clean_base_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a sound base is read the strict way."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(document, "parse", refuse)
    readings = [read.read_base(kb) for kb in (TOWN, large.kb())]

    assert [reading.problems for reading in readings] == [(), ()]
    assert len(readings[1].documents) > 300
