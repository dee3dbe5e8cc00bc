"""How pages, claims and articles are cited."""

from __future__ import annotations

import json
from pathlib import Path

from checks import BaseOf
from rendered import HTML, TINY, files_of, graph_of, page, text_of

from sourcebook.cache.dependencies import Dependencies
from sourcebook.graph.graph import Graph
from sourcebook.model.mentions import RecordId
from sourcebook.pages.presenting.citations import CitationMaker
from sourcebook.pages.rendering.finishing import VERSION, finished

TITLE = "The bridge between Alderby and Birkholm"
CROSSING = "events/2021-05-night-crossing.html"

_MARK = VERSION.encode()


def _cites(kb: Path, path: str) -> list[tuple[str, dict[str, str]]]:
    """The citations that a page offers: summary, and each format's text by its name."""
    cites = []
    for fold in page(kb, path).iter(HTML + "details"):
        if fold.get("class") == "cite":
            names = [text_of(term) for term in fold.iter(HTML + "dt")]
            texts = ["".join(form.itertext()) for form in fold.iter(HTML + "pre")]
            summary = text_of(next(fold.iter(HTML + "summary")))
            cites.append((summary, dict(zip(names, texts, strict=True))))
    return cites


def test_the_citation_of_a_claim_is_complete() -> None:
    """It has speaker, paraphrase, article, paragraph, base, version and address."""
    version = _version(CROSSING)
    summary, forms = _cites(TINY, CROSSING)[0]
    recorded = f"Recorded in {TITLE}, version {version}, {CROSSING}#lorry-crossed"
    said = (
        "A resident of Birkholm (anonymous, of Birkholm) says: A lorry crossed Mill "
        "Bridge at night, after the closing. [Paraphrase.]"
    )

    assert summary == "Cite"
    assert list(forms) == ["Plain text", "Link", "BibTeX", "RIS", "CSL-JSON"]
    assert forms["Plain text"] == (
        f"{said} In Ida Holm, “Mill Bridge closed”, The River Gazette (news report), "
        f"8 May 2021, paragraph 3. {recorded}"
    )
    assert forms["Link"] == f"{CROSSING}#lorry-crossed"
    assert json.loads(forms["CSL-JSON"]) == [
        {
            "id": "events:2021-05-night-crossing:lorry-crossed",
            "type": "article-newspaper",
            "title": "Mill Bridge closed",
            "author": [{"literal": "Ida Holm"}],
            "container-title": "The River Gazette",
            "genre": "news report",
            "issued": {"date-parts": [[2021, 5, 8]]},
            "locator": "para. 3",
            "language": "en",
            "note": f"{said} {recorded}",
        }
    ]


def test_a_page_is_cited_by_its_version() -> None:
    """The citation has title, base, version and address, but no access date."""
    version = _version(CROSSING)
    summary, forms = _cites(TINY, CROSSING)[-1]

    assert summary == "Cite this page"
    assert forms["Plain text"] == (
        f"“Lorry on the closed bridge”, {TITLE}, version {version}. {CROSSING}"
    )


def test_an_article_is_cited_apart_from_its_page() -> None:
    """The article's own citation names neither the base nor its version."""
    first, last = _cites(TINY, "sources/gazette-bridge-closed.html")

    assert first[0] == "Cite the article itself"
    assert first[1]["Plain text"] == (
        "Ida Holm, “Mill Bridge closed”, The River Gazette (news report), 8 May 2021."
    )
    assert last[0] == "Cite this page"
    assert TITLE in last[1]["Plain text"]


def test_every_page_but_404_can_be_cited() -> None:
    """Only 404.html offers no citation of itself."""
    uncited = {
        path
        for path in files_of(TINY)
        if path.endswith(".html")
        and "Cite this page" not in [summary for summary, _ in _cites(TINY, path)]
    }

    assert uncited == {"404.html"}


def test_the_home_page_is_cited_as_the_base() -> None:
    """The base's title is not repeated."""
    cite = CitationMaker(graph_of(TINY), Dependencies()).page(TITLE, "index.html")

    assert cite.forms[0].text == f"“{TITLE}”, version {VERSION}. index.html"


def test_the_version_of_a_page_depends_on_that_page_alone() -> None:
    """The version is a hash of the rest of the page, and changes with it alone."""
    content = files_of(TINY)[CROSSING].decode()
    version = _version(CROSSING)

    assert finished(content.replace(version, VERSION), "").decode() == content
    assert finished(f"a {VERSION} b {VERSION}", "") != finished(f"a {VERSION}", "")
    assert version != _version("index.html")
    assert not [path for path, content in files_of(TINY).items() if _MARK in content]


def _version(path: str) -> str:
    """The version that the footer of a page shows."""
    (footer,) = page(TINY, path).iter(HTML + "footer")
    return text_of(footer).partition("Version of this page: ")[2].partition(".")[0]


def test_a_base_with_a_base_url_is_cited_by_it(base_of: BaseOf) -> None:
    """Pages and claims have full URLs, which no script needs to complete."""
    graph = _graph(base_of)
    cite = CitationMaker(graph, Dependencies()).page("T", "events/ev.html")
    forms = {form.label: form for form in cite.forms}

    assert forms["Link"].text == "https://example.org/base/events/ev.html"
    assert forms["Link"].path == ""
    assert "  url = {https://example.org/base/events/ev.html}," in forms["BibTeX"].text
    assert forms["Plain text"].text.endswith("https://example.org/base/events/ev.html")


def test_a_retracted_article_is_cited_as_retracted(base_of: BaseOf) -> None:
    """Every format but the link states it; a genre without a type is a document."""
    graph = _graph(base_of)
    cite = CitationMaker(graph, Dependencies()).article(
        graph.base.sources[RecordId("src")]
    )

    assert [form.label for form in cite.forms] == [
        *("Plain text", "Link", "BibTeX", "RIS", "CSL-JSON")
    ]
    for form in cite.forms:
        is_stated = "Retracted by its publisher, 2 November 2024." in form.text
        assert is_stated or form.label == "Link"
    assert json.loads(cite.forms[-1].text)[0]["type"] == "document"


_RETRACTED = {
    "base.yaml": "title: B\nsummary: A base.\nbase_url: https://example.org/base/\n",
    "entities/pub.yaml": "name: Pub\ntype: media_outlet\nsummary: It prints.\n",
    "sources/src.yaml": (
        "title: Found out\ngenre: reference\npublisher: pub\n"
        'published: "2024"\nlanguage: en\nurl: https://example.org/a\n'
        "edition: As printed\nparagraphs: 1\n"
        'retracted: { date: "2024-11-02", reason: After a review. }\n'
    ),
}


def _graph(base_of: BaseOf) -> Graph:
    checked = base_of(_RETRACTED)
    assert checked.base is not None, checked.problems
    assert checked.schema is not None

    return Graph.of(checked.base, checked.schema)


def test_a_claim_on_another_page_links_its_citation() -> None:
    """The "cite" link leads to the citations on the page of the claim's record."""
    links = [
        link.get("href")
        for link in page(TINY, "sources/gazette-bridge-closed.html").iter(HTML + "a")
        if text_of(link) == "cite"
    ]

    assert f"../{CROSSING}#_cite-lorry-crossed" in links
