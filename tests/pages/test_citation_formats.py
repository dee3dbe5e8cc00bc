"""Citations as plain text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model.dates import PartialDate
from sourcebook.pages.presenting import citation_formats
from sourcebook.pages.presenting.citation_formats import (
    ArticleForms,
    CitedWork,
    FormEntry,
)

ARTICLE = CitedWork(
    type="article-newspaper",
    title="Lorries & 50% of {tolls}: “who pays_?”",
    authors=("Ida Holm", "The Editors, and Friends"),
    container="River Gazette",
    genre="news report",
    language="en",
    published=PartialDate.of("2021-05-08"),
    paragraphs=("3", "5-6"),
    url="https://example.org/a_b%20c#d",
    note="Somebody says: it is closed.",
)
KEY = "events:bridge:lorry"
ANY = st.text(st.characters(exclude_categories=["Cs"]))
TEXTS = [
    '\\input{x} \\ { } # $ % & _ ^ ~ " @',
    "a\nTY  - GEN\r\nER  - \u2028x\x85y\x0bz",
    "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} \N{ARABIC LETTER BEH}",
]


def _entry(cited: CitedWork, key: str = KEY) -> FormEntry:
    return FormEntry(ArticleForms.of(cited), key, cited.note)


def test_plain() -> None:
    """A plain citation is one line with everything that is known of the work."""
    assert ArticleForms.of(ARTICLE).plain == (
        "Ida Holm, The Editors, and Friends, “Lorries & 50% of {tolls}: “who pays_?””, "
        "River Gazette (news report), 8 May 2021, paragraphs 3, 5–6. "
        "Somebody says: it is closed. https://example.org/a_b%20c#d"
    )


def test_plain_omits_what_is_not_known() -> None:
    """The citation of a page has its title, base, version and address."""
    page = CitedWork("webpage", "T", container="Base", version="1a", note="x.html")

    assert ArticleForms.of(page).plain == "“T”, Base, version 1a. x.html"


def test_bibtex() -> None:
    """TeX special characters are escaped, except in the URL; names stay whole."""
    title = r"Lorries \& 50\% of \textbraceleft{}tolls\textbraceright{}: “who pays\_?”"

    assert citation_formats.bibtex([_entry(ARTICLE)]).split("\n") == [
        "@article{events:bridge:lorry,",
        "  author = {{Ida Holm} and {The Editors, and Friends}},",
        f"  title = {{{{{title}}}}},",
        "  journal = {River Gazette},",
        "  date = {2021-05-08},",
        "  year = {2021},",
        "  language = {en},",
        "  url = {https://example.org/a_b%20c#d},",
        "  note = {paras. 3, 5-6. Somebody says: it is closed.},",
        "}",
    ]


def test_ris() -> None:
    """One tag per line, one line per author, and ER at the end."""
    assert citation_formats.ris([_entry(ARTICLE)]).split("\n") == [
        "TY  - NEWS",
        "ID  - events:bridge:lorry",
        "AU  - Ida Holm",
        "AU  - The Editors, and Friends",
        "TI  - Lorries & 50% of {tolls}: “who pays_?”",
        "T2  - River Gazette",
        "PY  - 2021",
        "DA  - 2021/05/08/",
        "LA  - en",
        "UR  - https://example.org/a_b%20c#d",
        "N1  - paras. 3, 5-6. Somebody says: it is closed.",
        "ER  - ",
    ]


def test_csl() -> None:
    """Fields become CSL variables, and the paragraphs become the locator."""
    assert json.loads(citation_formats.csl([_entry(ARTICLE)])) == [
        {
            "id": "events:bridge:lorry",
            "type": "article-newspaper",
            "title": "Lorries & 50% of {tolls}: “who pays_?”",
            "author": [
                {"literal": "Ida Holm"},
                {"literal": "The Editors, and Friends"},
            ],
            "container-title": "River Gazette",
            "genre": "news report",
            "issued": {"date-parts": [[2021, 5, 8]]},
            "locator": "paras. 3, 5-6",
            "language": "en",
            "URL": "https://example.org/a_b%20c#d",
            "note": "Somebody says: it is closed.",
        }
    ]


def test_a_type_that_bibtex_and_ris_lack() -> None:
    """A CSL type without a counterpart becomes the generic type."""
    other = replace(ARTICLE, type="treaty")

    assert citation_formats.bibtex([_entry(other)]).startswith("@misc{")
    assert "  howpublished = {River Gazette}," in citation_formats.bibtex(
        [_entry(other)]
    )
    assert citation_formats.ris([_entry(other)]).startswith("TY  - GEN\n")
    assert json.loads(citation_formats.csl([_entry(other)]))[0]["type"] == "treaty"


@pytest.mark.parametrize(
    ("date", "year", "ris", "csl"),
    [
        ("2021", "2021", "2021///", {"date-parts": [[2021]]}),
        ("2021-05", "2021", "2021/05//", {"date-parts": [[2021, 5]]}),
        (
            "2021-05~",
            "2021",
            "2021/05//about May 2021",
            {"date-parts": [[2021, 5]], "circa": True},
        ),
        (
            "2024-08-01/2024-08-03",
            "2024",
            "2024/08//1–3 August 2024",
            {"date-parts": [[2024, 8, 1], [2024, 8, 3]]},
        ),
        (
            "2023-12/2024-01",
            "",
            "///December 2023 – January 2024",
            {"date-parts": [[2023, 12], [2024, 1]]},
        ),
        ("2024-08/..", "", "///since August 2024", {"literal": "since August 2024"}),
    ],
)
def test_dates(date: str, year: str, ris: str, csl: object) -> None:
    """Each format gives a date only as precisely as it is known."""
    cited = replace(ARTICLE, published=PartialDate.of(date))
    years = re.findall(
        r"^  year = \{(.*)\},$", citation_formats.bibtex([_entry(cited)]), re.MULTILINE
    )

    assert years == ([year] if year else [])
    assert f"  date = {{{date}}},\n" in citation_formats.bibtex([_entry(cited)])
    assert f"\nDA  - {ris}\n" in citation_formats.ris([_entry(cited)])
    assert json.loads(citation_formats.csl([_entry(cited)]))[0]["issued"] == csl


def test_two_sources_are_cited_separately() -> None:
    """Each source has its own BibTeX entry, RIS record and CSL item."""
    two = [_entry(ARTICLE), _entry(ARTICLE, "other")]

    assert citation_formats.bibtex(two).count("@article{") == 2
    assert citation_formats.ris(two).count("ER  - ") == 2
    assert [item["id"] for item in json.loads(citation_formats.csl(two))] == [
        "events:bridge:lorry",
        "other",
    ]


def _hostile(text: str) -> CitedWork:
    return replace(
        ARTICLE, title=text, authors=(text,), container=text, note=text, genre=text
    )


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts(text: str) -> None:
    """The properties that are tested below for any text hold for these."""
    test_bibtex_is_well_formed.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    test_ris_is_well_formed.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    test_csl_keeps_every_text.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(ANY)
def test_bibtex_is_well_formed(text: str) -> None:
    """Braces balance on every line, and every TeX special character is escaped."""
    first, *fields, last = citation_formats.bibtex(
        [_entry(_hostile(text))]
    ).splitlines()

    assert first == "@article{events:bridge:lorry,"
    assert last == "}"
    for field in fields:
        match = re.fullmatch(r"  ([a-z]+) = \{(.*)\},", field)
        assert match is not None, field
        name, value = match.groups()
        depth = 0
        for character in value:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0
        assert depth == 0
        bare = re.sub(r"\\(?:text[a-z]+\{\}|[#$%&_])", "", value)
        assert name in {"url", "date"} or not re.search(r"[\\#$%&_^~]", bare)


@given(ANY)
def test_ris_is_well_formed(text: str) -> None:
    """Every line has its own tag; there is one record, and it is closed."""
    lines = citation_formats.ris([_entry(_hostile(text))]).splitlines()
    tags = [line[:6] for line in lines]

    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - ", tag) for tag in tags)
    assert [tags.index("TY  - "), tags.index("ER  - ")] == [0, len(lines) - 1]
    assert tags.count("TI  - ") == (1 if text else 0)


@given(ANY)
def test_csl_keeps_every_text(text: str) -> None:
    """Any text comes back from JSON unchanged, on one line."""
    item = json.loads(citation_formats.csl([_entry(_hostile(text))]))[0]

    assert item.get("title", "") == " ".join(text.split())
