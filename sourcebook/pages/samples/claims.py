"""Sample claims for the pattern library: a village, its bridge, a newspaper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from sourcebook.graph.statements import VoiceKind
from sourcebook.model.dates import PartialDate
from sourcebook.model.vocabulary import Term, Vocabulary
from sourcebook.pages.lists.paging import PagerView
from sourcebook.pages.lists.speakers import SpokenGroupView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import to
from sourcebook.pages.views import (
    AnswerView,
    CiteView,
    ClaimListView,
    ClaimView,
    DateView,
    FormView,
    GroupView,
    LinkView,
    OriginView,
    PartView,
    SpeakerView,
    SpokenView,
)

LONG_NAME = (
    "Committee for the Upkeep of the Bridge, the Ford and the Footpaths of Upper and "
    "Lower Millwater, formerly the Brückeninstandsetzungsgemeinschaftsvorsitz"
)


@dataclass(frozen=True, slots=True)
class Samples:
    """Makes sample views; every link leads to the home page."""

    presenter: Presenter

    @property
    def href(self) -> str:
        """The target of every sample link."""
        return to(urls.HOME)

    def words(self, text: str) -> Markup:
        """An editorial text."""
        return self.presenter.prose.line(text)

    def terms(self, vocabulary: Vocabulary) -> Sequence[Term]:
        """The terms of a vocabulary of the base's schema."""
        return tuple(self.presenter.graph.schema.terms[vocabulary].values())

    def link(self, label: str, language: str | None = None) -> LinkView:
        """A link."""
        return LinkView(label, self.href, language=language)

    def date(self, text: str) -> DateView:
        """A date in the site's wording."""
        return self.presenter.date(PartialDate.of(text)) or DateView("")

    def rendered_link(self, label: str) -> Markup:
        """A link, rendered."""
        return self.presenter.templates.part("link")(self.link(label))

    def date_html(self, text: str) -> Markup:
        """A date in the site's wording, rendered."""
        return self.presenter.date_html(PartialDate.of(text))

    def citation_of(self, number: int) -> tuple[str, str, str]:
        """The arguments of a citation of paragraph *number*: link, label, title."""
        title = f"The bridge at Millwater, paragraph {number}"
        return self.href, f"Mill Courier ¶{number}", title

    def each_citation(self, count: int) -> tuple[Markup, ...]:
        """Citations of one source, paragraph after paragraph, each rendered."""
        part = self.presenter.templates.part("citation")
        return tuple(part(*self.citation_of(n)) for n in range(1, count + 1))

    def citations(self, count: int) -> Markup:
        """The citations from `each_citation` in brackets."""
        part = self.presenter.templates.part("citations", "citation")
        return part(self.each_citation(count))

    def speaker(self, label: str, kind: VoiceKind = VoiceKind.NAMED) -> SpeakerView:
        """A speaker."""
        words = "in its own voice" if kind is VoiceKind.AUTHOR else kind.value
        return SpeakerView(label, self.href, kind.value, words)

    def speakers(self) -> tuple[SpeakerView, ...]:
        """A speaker of each kind."""
        return (
            self.speaker("Hanna Vik"),
            replace(
                self.speaker("three wardens of the bridge", VoiceKind.ANONYMOUS),
                of=(self.link("Bridge wardens"),),
            ),
            self.speaker("Mill Courier (Ole Brandt)", VoiceKind.AUTHOR),
        )

    def spoken_by(self, *speakers: SpeakerView) -> tuple[Markup, ...]:
        """The *speakers*, or one of each kind, rendered."""
        part = self.presenter.templates.part("speaker")
        return tuple(part(speaker) for speaker in speakers or self.speakers())

    def cite(self, id_: str) -> CiteView:
        """How to cite something."""
        forms = (
            FormView("Plain text", f"Brandt, Ole. {LONG_NAME}. Mill Courier, 2021."),
            FormView("Link", "index.html", "index.html"),
            FormView("BibTeX", "@misc{bridge,\n  title = {The bridge},\n}"),
        )
        return CiteView("Cite this", id_, forms)

    def origin(self, cites: int = 1) -> OriginView:
        """A source of a claim."""
        genre = self.terms(Vocabulary.GENRES)[0].label
        return OriginView(
            genre, self.date_html("2021-05-08"), self.each_citation(cites)
        )

    def claim(self, text: str = "The spring flood moved a pier.") -> ClaimView:
        """A claim with the required fields only."""
        mode = self.terms(Vocabulary.MODES)[0]
        return ClaimView(
            id=None,
            basis="",
            name="Who does what",
            href=self.href,
            text=self.words(text),
            speakers=self.spoken_by()[:1],
            mode=mode.id,
            mode_label=mode.label,
            via=(),
            origins=(self.origin(),),
            said=Markup(),
            hedge=None,
            quote=None,
            figure=None,
            note=Markup(),
            answers=(),
            record=self.rendered_link("Mill Bridge is closed"),
            cite_href=self.href,
            cite=None,
        )

    def rendered_claim(self) -> Markup:
        """The claim from `claim`, rendered."""
        return self.presenter.templates.part("claim")(self.claim())

    def claims_by_state(self) -> dict[str, ClaimView]:
        """A claim in each state, by the name of the state."""
        plain = self.claim()
        named, anonymous, author = ((speaker,) for speaker in self.spoken_by())
        full = replace(
            plain,
            said=self.date_html("2021-05-04"),
            via=(
                self.rendered_link("Valley Radio"),
                self.rendered_link("Hill Gazette"),
            ),
            origins=(self.origin(2), self.origin()),
            hedge="reportedly",
            quote="the second pier stands a hand lower",
            figure="lorries that crossed: at least 12",
            note=self.words("The paper corrected the day *twice*."),
            answers=(
                AnswerView("What moved the pier?", self.href, self.words("The flood")),
                AnswerView("When did it move?", self.href, self.words("In the night")),
            ),
        )
        long = replace(
            self.claim(f"The {LONG_NAME} says so. {LONG_NAME.replace(' ', '')}"),
            speakers=self.spoken_by(self.speaker(LONG_NAME.replace(" ", ""))),
            record=self.rendered_link(LONG_NAME),
        )
        return {
            "by someone named": replace(plain, speakers=named),
            "by someone anonymous": replace(plain, speakers=anonymous),
            "by the source itself": replace(plain, speakers=author),
            "by several": replace(plain, speakers=self.spoken_by()),
            "with all that it can have": full,
            "with long words": long,
        }

    def claims_by_mode(self) -> dict[str, ClaimView]:
        """A claim in each mode of the schema."""
        return {
            f"mode: {term.label}": replace(
                self.claim(), mode=term.id, mode_label=term.label
            )
            for term in self.terms(Vocabulary.MODES)
        }

    def groups(self, *, at_home: bool = False) -> tuple[GroupView, ...]:
        """Claims in two groups, with and without a date; a line each, or *at_home*."""
        views = self.claims_by_state().values()
        full, line = (self.presenter.templates.part(p) for p in ("claim", "claim_line"))
        claims = tuple(full(v, not at_home) if at_home else line(v) for v in views)
        closed, opened = self.link("The bridge is closed"), self.link("It opens")
        day = self.date("2021-05-04")
        return (GroupView(closed, day, claims[:2]), GroupView(opened, None, claims[2:]))

    def parts(self) -> tuple[PartView, ...]:
        """The parts of a long list."""
        closed, opened = self.link("The bridge is closed"), self.link("It opens")
        return (
            PartView(closed, self.date("2021-05-04"), "40 claims"),
            PartView(opened, None, "1 claim"),
        )

    def pager(self) -> PagerView:
        """The pager on the second of three pages."""
        first, third = self.link("1"), self.link("3")
        return PagerView(first, (first, LinkView("2"), third), third)

    def spoken(self, id_: str, *, is_of_a_body: bool) -> SpokenGroupView:
        """A group of anonymous speakers."""
        claims = ClaimListView(1, (self.rendered_claim(),), ())
        heading = "Bridge wardens" if is_of_a_body else "Others"
        source = self.link("The bridge at Millwater")
        _, warden, _ = self.speakers()
        spoken = SpokenView(f"{id_}-one", warden, "1 claim", (source,), claims)
        of = warden.of if is_of_a_body else ()
        return SpokenGroupView(id_, heading, of, 1, not is_of_a_body, (spoken,))
