"""Malicious files and texts."""

from __future__ import annotations

import json
from collections.abc import Mapping

TOWN = "name: Alderby\ntype: place\nsummary: "
CLAIM = "{ text: T, by: [x], mode: asserts, cite: [s#p1] }"

HOSTILE: Mapping[str, str | bytes] = {
    # Values for which PyYAML's loader raises something other than a YAML error.
    "day that is not": TOWN + "2024-02-30",
    "integer without digits": TOWN + "!!int x",
    "hexadecimal without digits": TOWN + "0x_",
    "integer of 5,000 digits": TOWN + "9" * 5_000,
    "code point beyond Unicode": TOWN + '"\\U00110000"',
    "truth that is none": TOWN + "!!bool x",
    "time that is none": TOWN + "!!timestamp x",
    "integer of nothing": TOWN + '!!int ""',
    "object of Python": TOWN + "!!python/object/apply:os.system [id]",
    # Depth and breadth.
    "brackets": "[" * 30_000,
    "brackets on lines": "[\n" * 30_000,
    "dashes": "- " * 9_000,
    "dashes on lines": "".join(" " * n + "-\n" for n in range(600)),
    "braces": "{a: " * 4_900,
    "question marks": "? " * 9_000,
    "a thousand keys": "".join(f"k{n}: v\n" for n in range(4_900)),
    "a thousand faults": TOWN + "T\nidentifiers:\n" + " x: y\n" * 4_000,
    "wrong items": TOWN + "T\nalso_known_as: [" + "5, " * 4_900 + "]",
    "empty claims": TOWN + "T\nclaims:\n" + "".join(f" c{n}:\n" for n in range(2_000)),
    "one item many times": TOWN + "T\nalso_known_as: [" + "{ name: a }, " * 1_600 + "]",
    "billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "itself within itself": "&a [*a]",
    # Keys.
    "merge key": "<<: [{ a: b }]\n" + TOWN + "T",
    "no-break space before a key": "\u00a0name: Alderby\n",
    "key of a map": "? { a: b }\n: c\n",
    "key of Python": "__proto__: x\nconstructor: y\n__class__: z\n",
    "long key": "k" * 19_000 + ": v\n",
    # Characters.
    "null": TOWN + '"\\0"',
    "terminal colours": TOWN + '"\\e[31m"',
    "half a character": TOWN + '"\\ud800"',
    "text turned around": TOWN + '"\\u202e"',
    "byte order mark": b"\xef\xbb\xbf" + TOWN.encode() + b"T",
    "UTF-16": (TOWN + "T").encode("utf-16"),
    "half of UTF-8": TOWN.encode() + b"\xc3",
    "lone carriage return": "name: a\rtype: place\r",
    "tabs": "\t" * 100_000,
    "tabs on lines": "\t\n" * 100_000,
    "markers": "<<<<<<< a\n" * 20_000,
    "escapes": TOWN + '"' + "\\0" * 9_000 + '"',
    # Size.
    "too many bytes": b"x" * 300_000,
    "long line": TOWN + "x" * 250_000,
    # Documents and directives.
    "directive": "%YAML 9.9\n---\na: b\n",
    "unknown directive": "%FOO bar\n---\na: b\n",
    "two documents": "a: b\n---\nc: d\n",
    "many documents": "---\n" * 10_000,
    "end alone": "...\n",
    "null alone": "null",
    # Values that get past the parser.
    "superscript paragraph": TOWN + '"T [@s#p5-\u00b2]"',
    "paragraph of 9,000 digits": TOWN + "T [@s#p" + "9" * 400 + "]",
    "locator of nothing": TOWN + "T [@]  [@#] [@#p] [[#]] [[ ]] [[x#]]",
    "dotless i": TOWN + "The reg\u0131me and the REG\u0130ME.",
    "lines into a report": TOWN + 'T\nroles: "a\\n::error::x\\n"',
    "not a number": TOWN + "T\nlocation: { lat: .nan, lon: .inf, precision: city }",
    "decimal paragraphs": TOWN
    + "T\nclaims: { a: "
    + CLAIM.replace("p1", "p1.0")
    + " }",
    "reversed span": TOWN + "T\nroles: [{ title: t, from: 9999/0001, cite: [s#p1] }]",
    "catastrophe for patterns": "a" * 9_000 + "!: " + "-" * 9_000 + "\n",
    "links": TOWN + '"' + "[[" * 9_000 + '"',
    "citations": TOWN + '"' + "[@" * 9_000 + '"',
}

# Texts that must be rendered as plain text.
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "javascript:alert(1)",
    "<!-- --> ]]> &lt;b&gt; &amp;",
    "[a](javascript:alert(1))",
    "<a href=x>y</a> %3Cscript%3E",
    "\N{HEBREW LETTER ALEF}\N{ARABIC LETTER BEH}\N{ZERO WIDTH NON-JOINER} \N{PEACH}",
]


def records_of(text: str) -> dict[str, str]:
    """A base with *text* in every free-text field, as YAML in double quotes."""
    free, other, cited = (
        json.dumps(text + end, ensure_ascii=False) for end in ("", " 2", " [@src#p1]")
    )
    return {
        "base.yaml": (
            f"title: {free}\nsummary: {free}\nabout: {free}\nlicence: {free}\n"
        ),
        "entities/one.yaml": (
            f"name: {free}\ntype: person\n"
            f"also_known_as:\n  - {{ name: {other}, note: {free} }}\n"
            f"summary: {free}\nroles:\n"
            f"  - {{ title: {free}, at: two, cite: [src#p1] }}\n"
            "relations:\n  - { type: supports, to: two, cite: [src#p1] }\n"
            f"description: {cited}\n"
        ),
        "entities/two.yaml": "name: Two\ntype: place\nsummary: It links [[one]].\n",
        "events/ev.yaml": (
            f"title: {free}\ntype: call\ndate_note: {free}\nstatus: occurred\n"
            f"summary: {cited}\n"
            f"questions:\n  q:\n    ask: {free}\n"
            f"    positions: {{ a: {free}, b: {free} }}\n    note: {free}\n"
            f"claims:\n  c:\n    text: {free}\n    by:\n      - anonymous: {free}\n"
            "    mode: asserts\n    cite: [src#p1]\n    answers: { q: a }\n"
            f"    figure: {{ what: {free}, value: 1, unit: {free} }}\n"
            f"    hedge: {free}\n    quote: {free}\n    note: {free}\n"
            f"notes: {free}\n"
        ),
        "sources/src.yaml": (
            f"title: {free}\nsubtitle: {free}\ngenre: news\nauthors: [{free}]\n"
            f'publisher: one\npublished: "2024"\npublished_basis: {free}\n'
            "language: en\n"
            f"part_of_series: {free}\nedition: {free}\nparagraphs: 1\nsummary: {free}\n"
            "errata:\n  e:\n    at: src#p1\n"
            f"    says: {free}\n    reading: {free}\n    why: {free}\n"
        ),
    }
