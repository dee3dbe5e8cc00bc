"""
Every part of the pages in each of its states, to be looked at with every change.

Nothing links to this page. To show a new part, add a `Part` to one of the lists: the
name of its macro, its file in templates/parts/, and the arguments of each sample.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sourcebook.pages.lists.paging import PagerView
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.samples.charts import ChartSamples
from sourcebook.pages.samples.claims import LONG_NAME
from sourcebook.pages.views import ClaimsView, EventsView, LinkView, MentionsView


@dataclass(frozen=True, slots=True)
class Part:
    """A macro with a sample for each of its states."""

    macro: str
    file: str  # in templates/parts/
    samples: Mapping[str, tuple[object, ...]]  # state -> arguments, in their order
    list_class: str = ""  # of the list that it is an item of; empty where it is none
    caption: str = ""  # what it is called with; empty where it takes nothing


@dataclass(frozen=True, slots=True)
class PartsPage:
    """All parts."""

    parts: tuple[Part, ...]


def parts_page(presenter: Presenter) -> PartsPage:
    """Every part with made-up content; the words of the vocabulary are the schema's."""
    made = ChartSamples(presenter)
    several = (_small, _claims, _questions, _lists, _charts)
    return PartsPage(tuple(part for parts in several for part in parts(made)))


def _small(made: ChartSamples) -> tuple[Part, ...]:
    dates = {
        "a day": "2021-05-04",
        "a month": "2021-05",
        "a span": "2021-05-04/2021-05-08",
        "about": "2021-05~",
        "uncertain": "2021?",
    }
    links = {
        "to a record": made.link("Mill Bridge"),
        "nowhere": LinkView("a footpath"),
        "in another language": made.link("Die Brücke", "de"),
        "with a long name": made.link(LONG_NAME),
    }
    speakers = {speaker.kind: (speaker,) for speaker in made.speakers()}
    sections = tuple(
        LinkView(label, "index.html", str(count))
        for count, label in enumerate(("Questions", "Relations", LONG_NAME), 1)
    )
    retracted = (made.date("2021-06-01"), "The photographs showed another bridge.")
    return (
        Part("citation", "citation", {"one": made.citation_of(1)}),
        Part(
            "citations",
            "citation",
            {"several": (made.each_citation(3),), "none": ((),)},
        ),
        Part("date", "date", {s: (made.date(text),) for s, text in dates.items()}),
        Part("link", "link", {state: (link,) for state, link in links.items()}),
        Part("alias", "alias", {a.language or "English": (a,) for a in made.aliases()}),
        Part("retraction", "notice", {"of a day": retracted}),
        Part("speaker", "speaker", speakers),
        Part("cite", "cite", {"folded": (made.cite("_cite"),)}),
        Part("contents", "contents", {"several": (sections,), "none": ((),)}),
        Part("references", "references", {"one": (made.references(),), "none": ((),)}),
    )


def _claims(made: ChartSamples) -> tuple[Part, ...]:
    states = {state: (claim,) for state, claim in made.claims_by_state().items()}
    modes = {state: (claim,) for state, claim in made.claims_by_mode().items()}
    plain, finished, groups = made.claim(), made.finished_claim(), made.groups()
    at_home = replace(plain, id="_claim-at-home", cite=made.cite("_cite-claim"))
    whole = made.groups(at_home=True)
    own = (*whole, replace(whole[0], link=None))
    # Their anchors are the places that the glance at a question leads to.
    shown = {
        "whole": ("_position-flood", "Claims", ClaimsView(2, (finished, finished), ())),
        "in groups": (
            "_position-lorries",
            "Claims",
            ClaimsView(6, (), groups),
            "By day.",
        ),
        "in parts": (
            "_position-nothing",
            "Claims",
            ClaimsView(41, (), (), made.parts()),
        ),
        "of its own": ("_claims-own", "Claims", ClaimsView(8, (), own), "", False),
        "none": ("_claims-none", "Claims", ClaimsView(0, (), ())),
    }
    spoken = {
        "of a body": (made.spoken("_spoken", is_of_a_body=True), 3),
        "of none, continued": (made.spoken("_spoken-of-none", is_of_a_body=False), 3),
    }
    places = {
        "on the page of its record": (at_home, False),
        "under a position": (plain, True, "The flood did"),
    }
    return (
        Part("claim", "claim", {**states, **modes, **places}),
        Part("claim_line", "claim_line", states, "claim-lines"),
        Part("claims", "claims", shown),
        Part("fold", "claims", {"of an event": (groups[0],)}),
        Part("spoken_group", "spoken", spoken),
    )


def _questions(made: ChartSamples) -> tuple[Part, ...]:
    questions = made.questions()
    positions = questions[0].positions
    asked = {question.standing: (question,) for question in questions}
    several = (questions, "Questions", False, True)
    seen = {"plain": (positions,), "with a chart": (positions, made.chart())}
    held = {"held": positions[:1], "not held": positions[2:]}
    return (
        Part("tally", "tally", held),
        Part("question", "question", asked),
        Part("questions", "questions", {"of a record": several, "none": ((),)}),
        Part("glance", "glance", seen),
        Part("lens", "lens", {"hidden until its script runs": (made.lens(),)}),
    )


def _lists(made: ChartSamples) -> tuple[Part, ...]:
    events, mentions = made.events(), made.mentions()
    lines = {
        event.status_label or ("contested" if event.is_contested else "plain"): (event,)
        for event in events
    }
    listed = {
        "whole": ("_events-whole", "Events", EventsView(len(events), events)),
        "in parts": ("_events-in-parts", "Events", EventsView(41, (), made.parts())),
        "none": ("_events-none", "Events", EventsView(0, ())),
    }
    mentioned = {
        "whole": (MentionsView(len(mentions), mentions),),
        "none": (MentionsView(0, ()),),
    }
    related = {
        "two": ("_relations", "Relations", made.relations()),
        "none": ("_relations-none", "Relations", ()),
    }
    ways = {
        "in the middle": ("Pages of a list", made.ways()),
        "of one page": ("Pages of another list", PagerView(None, (), None)),
    }
    return (
        Part("event_line", "event_line", lines, "event-lines"),
        Part("event_lines", "event_line", listed),
        Part("mentions", "mentions", mentioned),
        Part("relations", "relation", related),
        Part(
            "figures", "figures", {"drawn and alone": (made.figures(),), "none": ((),)}
        ),
        Part("list_parts", "list_parts", {"two": (made.parts(),), "none": ((),)}),
        Part("parts_sections", "list_parts", {"two": (made.parted(),)}),
        Part("shares", "shares", {"two sources": (made.shares(),)}),
        Part("asked_lines", "shares", {"of each standing": (made.questions(),)}),
        Part("page_links", "page_links", ways),
        Part("part_of", "part_of", {"with parts of its own": (made.part(),)}),
    )


def _charts(made: ChartSamples) -> tuple[Part, ...]:
    alone, with_others = made.names()
    names = {"alone": (alone,), "with others": (with_others,)}
    chosen = {"hidden until its script runs": (made.filters(), 1, 4)}
    caption = "What is drawn, in words."
    return (
        Part("name", "name", names, "record-lines"),
        Part("filters", "filters", chosen),
        Part("strip", "strip", {"two months": (made.months(),)}, caption=caption),
        Part("map_panel", "map_panel", {"two": (made.panel(),)}, caption=caption),
        Part("relation_graph", "relation_graph", {"two": (made.graph(),)}),
    )
