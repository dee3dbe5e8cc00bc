"""Sample questions, events and lists for the pattern library."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from sourcebook.graph.questions import Standing
from sourcebook.graph.statements import VoiceKind
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.drawings.charts import BarView, StripView, TickView, TimeChartView
from sourcebook.pages.lists.balance import ShareView
from sourcebook.pages.lists.split_lists import PartListView, PartOfView
from sourcebook.pages.presenting.basis import LensOutletView, LensSourceView, LensView
from sourcebook.pages.samples.claims import LONG_NAME, Samples
from sourcebook.pages.views import (
    AliasView,
    EventView,
    FigureRowView,
    FigureTableView,
    MentionView,
    PositionView,
    QuestionView,
    RecordLineView,
    RelationView,
)


@dataclass(frozen=True, slots=True)
class ListSamples(Samples):
    """Adds sample views of questions, events and lists."""

    def position(self, id_: str, text: str, *, is_held: bool = True) -> PositionView:
        """A position of a question."""
        return PositionView(
            id=id_,
            text=self.words(text),
            plain=text,
            claims=(self.rendered_claim(),) if is_held else (),
            tally="3 speakers: 2 named, the source itself; 1 independent outlet",
            is_held=is_held,
            basis="",
        )

    def questions(self) -> tuple[QuestionView, ...]:
        """A question of each standing."""
        labels = ("Contested: 2 of 3 positions held", "One-sided", "Open")
        return tuple(
            QuestionView(
                id=f"_{standing.value}",
                title=f"What moved the pier of the bridge at {place}?",
                href=self.href,
                record=self.link("Mill Bridge is closed"),
                standing=standing.value,
                standing_label=label,
                note=Markup(),
                positions=(
                    self.position("flood", "The flood did", is_held=held > 0),
                    self.position("lorries", "Lorries did", is_held=held > 1),
                    self.position(
                        "nothing", f"Nothing did: {LONG_NAME}", is_held=False
                    ),
                ),
            )
            for standing, label, place, held in zip(
                Standing, labels, ("Millwater", "Ford", "Weir"), (2, 1, 0), strict=True
            )
        )

    def chart(self) -> TimeChartView:
        """A time chart of three positions."""
        bars = tuple(
            BarView(start, start + wide, 8, kind.value)
            for start, wide, kind in zip((5, 40, 80), (0, 0, 9), VoiceKind, strict=True)
        )
        strips = (bars, bars[1:], ())
        labels = ("1 and 4 May 2021", "4 May 2021", "no claim")
        return TimeChartView(
            tuple(
                StripView(strip, 16, label)
                for strip, label in zip(strips, labels, strict=True)
            ),
            (
                TickView(3.0, "1 May 2021", is_last=False),
                TickView(97.0, "June", is_last=True),
            ),
        )

    def events(self) -> tuple[EventView, ...]:
        """An event of each status, dated ever less exactly; the last is contested."""
        type_ = self.terms(Vocabulary.EVENT_TYPES)[0].label
        dates = ("2021-05-04", "2021-05", "2021-05-04/2021-05-08", "2021-05~", "2021?")
        statuses = self.terms(Vocabulary.STATUSES)
        events = tuple(
            EventView(
                link=self.link("Mill Bridge is closed"),
                date=self.date(dates[number % len(dates)]),
                type=type_,
                status_label="" if number == 0 else status.label,
            )
            for number, status in enumerate(statuses)
        )
        last = replace(
            events[0],
            link=self.link(LONG_NAME),
            date=None,
            note="as its owner",
            citations=self.citations(2),
            is_contested=True,
        )
        return (*events, last)

    def figures(self) -> tuple[FigureTableView, ...]:
        """Figures that differ, with bars, and one alone."""
        said, unsaid = self.claims_by_state()["with all that it can have"], self.claim()
        rows = (
            FigureRowView("12", said, BarView(40.0, 40.0, 8, "exact")),
            FigureRowView("at least 20", unsaid, BarView(60.0, 100.0, 8, "range")),
        )
        alone = (FigureRowView("3 piers", unsaid, None),)
        return (
            FigureTableView("lorries that crossed", rows),
            FigureTableView("piers", alone),
        )

    def mentions(self) -> tuple[MentionView, ...]:
        """Sentences of other records that mention a record."""
        sentence = self.words("The wardens of the bridge closed it before the flood.")
        return (
            MentionView(sentence, self.rendered_link("The flood"), ""),
            MentionView(self.words(LONG_NAME), self.rendered_link(LONG_NAME), ""),
        )

    def relations(self) -> tuple[RelationView, ...]:
        """A relation with every field, and one with few."""
        label = self.terms(Vocabulary.RELATION_TYPES)[0].label
        two = (self.rendered_link("Hanna Vik"), self.rendered_link(LONG_NAME))
        return (
            RelationView(label, two, "since about 2019", self.citations(2)),
            RelationView("warden", (), "", Markup()),
        )

    def reference(self) -> RecordLineView:
        """A source in full."""
        link = self.link("Die Brücke", "de")
        return RecordLineView(link, Markup(), "Mill Courier, 8 May 2021")

    def references(self) -> tuple[Markup, ...]:
        """Sources in full, rendered."""
        part = self.presenter.templates.part("reference_line", "references")
        return (part(self.reference()),)

    def aliases(self) -> tuple[AliasView, ...]:
        """Names in several scripts."""
        names = {
            "he": "\N{HEBREW LETTER GIMEL}\N{HEBREW LETTER SHIN}\N{HEBREW LETTER RESH}",
            "ar": "\N{ARABIC LETTER JEEM}\N{ARABIC LETTER SEEN}\N{ARABIC LETTER REH}",
            "fa": "\N{ARABIC LETTER PEH}\N{ARABIC LETTER LAM}",
            "ru": "\N{CYRILLIC CAPITAL LETTER EM}\N{CYRILLIC SMALL LETTER O}",
            None: "The Old Crossing",
        }
        return tuple(
            AliasView(name, language, "a bridge (1850)", self.citations(1))
            for language, name in names.items()
        )

    def lens(self) -> LensView:
        """What readers can exclude."""
        genres = self.terms(Vocabulary.GENRES)
        source = LensSourceView(
            name="k3f",
            title="The bridge at Millwater",
            language="en",
            genre=genres[0].id,
            genre_label=genres[0].label,
            published="2021-05-08",
            published_words="8 May 2021",
        )
        outlet = LensOutletView("mill-courier", "Mill Courier", (source,))
        kinds = tuple((term.id, term.plural) for term in genres)
        return LensView((outlet,), kinds, "2021-05-08")

    def split_lists(self) -> tuple[PartListView, ...]:
        """The parts of two long lists."""
        parts = self.parts()
        return (
            PartListView("_parted-2020", "2020", 41, parts),
            PartListView("_parted-2021", "2021", 1, parts[1:]),
        )

    def shares(self) -> tuple[ShareView, ...]:
        """The claims of two sources."""
        news = replace(self.link("The bridge at Millwater"), note="a report")
        opinion = replace(self.link(LONG_NAME), note="a letter")
        return ShareView(news, (12, 4, 5, 3)), ShareView(opinion, (1, 0, 0, 1))

    def part(self) -> PartOfView:
        """A part of a long list that has parts itself."""
        whole = self.link("Everything about the bridge")
        return PartOfView("41 claims", whole, self.pager(), self.parts())
