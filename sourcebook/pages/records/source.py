"""The page of a source: its skeleton, paragraph by paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.comparison import Comparison
from sourcebook.graph.statements import Statement
from sourcebook.model.records import Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.lists.comparison import compared_with
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.records.long_lists import mentions_of
from sourcebook.pages.views import (
    CiteView,
    DateView,
    ErratumView,
    LinkView,
    MentionListView,
    ParagraphView,
)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of a source."""

    id: str
    title: str
    language: str
    subtitle: str
    genre: str
    genre_description: str
    authors: str
    publisher: LinkView
    published: DateView
    published_basis: str
    url: str
    part_of_series: str
    edition: str
    relays: tuple[LinkView, ...]
    summary: Markup
    retracted: DateView | None
    retraction_reason: str
    errata: tuple[ErratumView, ...]
    paragraphs: tuple[ParagraphView, ...]
    claims: int
    compared: tuple[LinkView, ...]  # its comparisons with other sources
    mentions: MentionListView
    cite: CiteView  # of the article, not of the page


def source_page(
    source: Source, compared: tuple[Comparison, ...], presenter: Presenter
) -> SourcePage:
    """The page of *source*; *compared* are its comparisons with other sources."""
    graph = presenter.graph
    genre = graph.schema.term(Vocabulary.GENRES, source.genre)
    statements = graph.by_source.get(source.id, ())
    return SourcePage(
        id=source.id,
        title=source.title,
        language=source.language,
        subtitle=source.subtitle or "",
        genre=genre.label,
        genre_description=genre.description,
        authors=", ".join(source.authors),
        publisher=presenter.record(source.publisher.target),
        published=presenter.date(source.published) or DateView(""),
        published_basis=source.published_basis or "",
        url=source.url or "",
        part_of_series=source.part_of_series or "",
        edition=source.edition,
        relays=presenter.records(reference.target for reference in source.relays),
        summary=presenter.prose.block(source.summary),
        retracted=presenter.date(source.retracted),
        retraction_reason=source.retraction_reason or "",
        errata=tuple(
            ErratumView(
                erratum.id,
                presenter.prose.citation(erratum.at),
                erratum.says,
                erratum.reading,
                presenter.prose.line(erratum.why.markdown),
                presenter.prose.citations(erratum.cites),
            )
            for erratum in source.errata
        ),
        paragraphs=tuple(_paragraphs(source, statements, presenter)),
        claims=len(statements),
        compared=compared_with(source, compared, presenter),
        mentions=mentions_of(source, presenter),
        cite=presenter.cites.article(source),
    )


def _paragraphs(
    source: Source, statements: Iterable[Statement], presenter: Presenter
) -> Iterator[ParagraphView]:
    claims: dict[int, list[Statement]] = {}
    for statement in statements:
        first = min(c.first for c in statement.claim.cites if c.source == source.id)
        claims.setdefault(first, []).append(statement)
    for number in range(1, source.paragraphs + 1):
        leaning = presenter.graph.leaning.get((source.id, number), ())
        yield ParagraphView(
            number,
            presenter.claims_html(claims.get(number, ())),
            tuple([presenter.record_html(record.id) for record in leaning]),
            tuple(
                LinkView(erratum.says, f"#_erratum-{erratum.id}")
                for erratum in source.errata
                if erratum.at.first <= number <= erratum.at.last
            ),
        )
