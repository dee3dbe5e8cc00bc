"""The presenter of claims and questions."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from sourcebook.graph.questions import PositionStanding, QuestionStanding, Standing
from sourcebook.graph.statements import Statement
from sourcebook.model.claims import Claim, Figure
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Record, Source
from sourcebook.pages.drawings.charts import figure_bars
from sourcebook.pages.presenting.citations import anchor_of_cite
from sourcebook.pages.presenting.record_presenter import RecordPresenter
from sourcebook.pages.text.words import count_in_words, listed, range_in_words
from sourcebook.pages.views import (
    AnswerView,
    CiteView,
    ClaimLineView,
    ClaimListView,
    ClaimView,
    FigureRowView,
    FigureTableView,
    GroupView,
    LinkView,
    OriginView,
    PositionView,
    QuestionView,
)

# Longer lists of claims are grouped: this is about three screens of a desktop.
_MANY = 12

# Whether a claim shows a link to its record.
_AT_HOME, _ELSEWHERE = False, True

_STANDINGS = {
    Standing.CONTESTED: "Contested",
    Standing.ONE_SIDED: "One-sided: no counter-claim recorded",
    Standing.OPEN: "Open: no claim recorded",
}


class Presenter(RecordPresenter):
    """Makes views of records, claims and questions, and rendered claims."""

    def claim(
        self,
        statement: Statement,
        *,
        on: QuestionStanding | None = None,
        cite: CiteView | None = None,
    ) -> ClaimView:
        """
        A claim; *cite* is given only on its record's page, where its anchor is.

        If it is shown *on* a question, its answer to that question is left out.
        """
        claim, record = statement.claim, statement.record
        label = self.mode(statement)
        names = [self.voice(voice).label for voice in statement.voices]
        home = self.record(record.id).href
        return ClaimView(
            id=claim.id if cite else None,
            basis=self.basis.claim(statement),
            name=f"{listed(names)} {label}",
            href=f"{home}#{claim.id}",
            text=self.prose.line(claim.text.markdown),
            speakers=tuple([self._speaker(voice) for voice in statement.voices]),
            mode=claim.mode,
            mode_label=label,
            via=tuple([self.record_html(via.target) for via in claim.via]),
            origins=tuple([self._origin(s, claim) for s in statement.sources]),
            said=self.date_html(claim.said),
            hedge=claim.hedge,
            quote=claim.quote,
            figure=figure_in_words(claim.figure) if claim.figure else None,
            note=self._line(claim.note),
            answers=tuple(self._answers(claim, on)) if claim.answers else (),
            record=self.record_html(record.id),
            cite_href=f"{home}#{anchor_of_cite(claim)}",
            cite=cite,
        )

    def _own_claim(self, statement: Statement) -> Markup:
        """A claim on its record's page, where its anchor and its citations are."""
        speakers = tuple([self.voice(voice) for voice in statement.voices])
        plain = self.prose.plain(statement.claim.text.markdown)
        label = self.mode(statement)
        cite = self.cites.claim(statement, speakers, label, plain)
        view = self.claim(statement, cite=cite)
        return self.templates.part("claim")(view, _AT_HOME)

    def _claim_on(
        self, question: QuestionStanding, statement: Statement, position: str
    ) -> Markup:
        view = self.claim(statement, on=question)
        return self.templates.part("claim")(view, _ELSEWHERE, position)

    def claims_html(self, statements: Iterable[Statement]) -> tuple[Markup, ...]:
        """Claims for a page other than their record's, rendered, in the order given."""
        return tuple([self._claim_elsewhere(statement) for statement in statements])

    def _claim_elsewhere(self, statement: Statement) -> Markup:
        return self._pieces.claims.get_or_make(
            statement.reference,
            lambda: self.templates.part("claim")(self.claim(statement)),
        )

    def claim_lines_html(self, statements: Iterable[Statement]) -> tuple[Markup, ...]:
        """Claims on one line each, rendered, in the order given."""
        return tuple([self._claim_line(statement) for statement in statements])

    def _claim_line(self, statement: Statement) -> Markup:
        return self._pieces.claim_lines.get_or_make(
            statement.reference,
            lambda: self.templates.part("claim_line")(self._claim_line_view(statement)),
        )

    def _claim_line_view(self, statement: Statement) -> ClaimLineView:
        claim = statement.claim
        return ClaimLineView(
            basis=self.basis.claim(statement),
            href=f"{self.record(statement.record.id).href}#{claim.id}",
            text=self.prose.line(claim.text.markdown),
            speakers=tuple([self._speaker(voice) for voice in statement.voices]),
            mode_label=self.mode(statement),
            via=tuple([self.record_html(via.target) for via in claim.via]),
            origins=tuple([self._origin(s, claim) for s in statement.sources]),
            said=self.date_html(claim.said),
            hedge=claim.hedge,
        )

    def listed(self, statements: Sequence[Statement]) -> ClaimListView:
        """Claims for a page other than their record's; many are grouped by record."""
        if len(statements) <= _MANY:
            return ClaimListView(len(statements), self.claims_html(statements), ())
        by_record: dict[RecordId, list[Statement]] = {}
        for statement in statements:
            by_record.setdefault(statement.record.id, []).append(statement)
        groups = (
            GroupView(
                self.record(id_), self._date_of(id_), self.claim_lines_html(group)
            )
            for id_, group in by_record.items()
        )
        return ClaimListView(len(statements), (), tuple(groups))

    def own_claims(self, record: Record) -> ClaimListView:
        """The claims of *record*, for its page; many are grouped by question."""
        statements = self.graph.by_record.get(record.id, ())
        views = {s.reference: self._own_claim(s) for s in statements}
        if len(statements) <= _MANY or not record.questions:
            return ClaimListView(len(statements), tuple(views.values()), ())
        groups = []
        for question in self.graph.questions_in[record.id]:
            ids = [s.reference for s in question.statements if s.record.id == record.id]
            claims = tuple(views.pop(id_) for id_ in ids if id_ in views)
            link = LinkView(
                self.prose.plain(question.ask.markdown),
                self.urls.question(record.id, question.id),
            )
            groups += [GroupView(link, None, claims)] if claims else []
        groups += [GroupView(None, None, tuple(views.values()))] if views else []
        return ClaimListView(len(statements), (), tuple(groups))

    def question(
        self, question: QuestionStanding, *, with_claims: bool = False
    ) -> QuestionView:
        """A question with its positions and, *with_claims*, all their claims."""
        if with_claims:
            return self._question(question, with_claims=True)
        make = self._question
        return self._pieces.questions.get_or_make(
            question.reference, lambda: make(question, with_claims=False)
        )

    def _question(
        self, question: QuestionStanding, *, with_claims: bool
    ) -> QuestionView:
        return QuestionView(
            id=question.id,
            title=self.prose.plain(question.ask.markdown),
            href=self.urls.question(question.record.id, question.id),
            record=self.record(question.record.id),
            standing=question.standing.value,
            standing_label=standing_in_words(question),
            note=self._line(question.note),
            positions=tuple(
                self._position(question, position, with_claims=with_claims)
                for position in question.positions
            ),
        )

    def figures(
        self, record: RecordId, only: Iterable[str] | None = None
    ) -> tuple[FigureTableView, ...]:
        """The figures of a record; *only* limits them to claims, by reference."""
        tables = []
        for table in self.graph.figures.get(record, ()):
            pairs = [r for r in table.rows if only is None or r[0].reference in only]
            bars = figure_bars([figure for _, figure in pairs]) or [None] * len(pairs)
            rows = tuple(
                FigureRowView(
                    range_in_words(figure.minimum, figure.maximum, figure.unit),
                    self.claim(statement),
                    bar,
                )
                for (statement, figure), bar in zip(pairs, bars, strict=True)
            )
            if rows:
                tables.append(FigureTableView(table.what, rows))
        return tuple(tables)

    def _origin(self, source: Source, claim: Claim) -> OriginView:
        citations = [cite for cite in claim.cites if cite.source == source.id]
        return OriginView(
            genre=self.genre(source),
            date=self.date_html(source.published),
            citations=tuple([self.prose.citation(cite) for cite in citations]),
        )

    def _answers(
        self, claim: Claim, on: QuestionStanding | None
    ) -> Iterable[AnswerView]:
        current = (on.record.id, on.question.id) if on else None
        for answer in claim.answers:
            if (answer.record, answer.question) == current:
                continue
            question = self.graph.base.questions[answer.record, answer.question]
            text = next(
                position.text.markdown
                for position in question.positions
                if position.id == answer.position
            )
            yield AnswerView(
                title=self.prose.plain(question.ask.markdown),
                href=self.urls.question(answer.record, answer.question),
                position=self.prose.line(text),
            )

    def _position(
        self,
        question: QuestionStanding,
        position: PositionStanding,
        *,
        with_claims: bool,
    ) -> PositionView:
        statements = position.statements if with_claims else ()
        plain = self.prose.plain(position.text.markdown)
        return PositionView(
            id=position.id,
            text=self.prose.line(position.text.markdown),
            plain=plain,
            claims=tuple([self._claim_on(question, s, plain) for s in statements]),
            tally=tally_in_words(position),
            is_held=bool(position.statements),
            basis=self.basis.claims(position.statements),
        )


def standing_in_words(question: QuestionStanding) -> str:
    """The standing of a question, such as "Contested: 3 of 4 positions held"."""
    label = _STANDINGS[question.standing]
    if question.standing is not Standing.CONTESTED:
        return label
    number = sum(bool(position.statements) for position in question.positions)
    return f"{label}: {number} of {len(question.positions)} positions held"


def tally_in_words(position: PositionStanding) -> str:
    """Who speaks, such as "3 speakers: 2 anonymous, the source itself; 1 …"."""
    named, anonymous = position.named_speakers, position.anonymous_speakers
    count = position.own_voices
    authors = "the source itself" if count == 1 else f"{count} sources themselves"
    kinds = [f"{named} named"] if named else []
    kinds += [f"{anonymous} anonymous"] if anonymous else []
    kinds += [authors] if count else []
    speakers = count_in_words(position.speakers, "speaker")
    outlets = count_in_words(position.outlets, "independent outlet")
    return f"{speakers}: {', '.join(kinds)}; {outlets}"


def figure_in_words(figure: Figure) -> str:
    """A figure with what it counts, such as "people killed: at least 700"."""
    value = range_in_words(figure.minimum, figure.maximum, figure.unit)
    return f"{figure.what}: {value}"
