"""
The pattern library: every part of the pages in each of its states, for review.

Nothing links to this page. To show a new part, add a `Part` to one of the lists: the
name of its macro, its file in templates/parts/, and the arguments of each sample.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sourcebook.pages.lists.paging import PagerView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.samples.charts import ChartSamples
from sourcebook.pages.samples.claims import LONG_NAME
from sourcebook.pages.views import (
    ClaimListView,
    EventListView,
    LinkView,
    MentionListView,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A macro with a sample for each of its states."""

    macro: str
    file: str  # in templates/parts/
    samples: Mapping[str, tuple[object, ...]]  # state -> arguments, in their order
    list_class: str = ""  # of the list that it is an item of; empty if it is none
    caption: str = ""  # the content of its call block; empty if it takes none


@dataclass(frozen=True, slots=True)
class SamplesPage:
    """The view of the pattern library: all parts."""

    parts: tuple[Part, ...]


def parts_page(presenter: Presenter) -> SamplesPage:
    """Every part with sample content; the terms of the vocabulary are the schema's."""
    make = ChartSamples(presenter)
    groups = (_basics, _claims, _questions, _lists, _charts)
    return SamplesPage(tuple(part for parts in groups for part in parts(make)))


def _basics(make: ChartSamples) -> tuple[Part, ...]:
    dates = {
        "a day": "2021-05-04",
        "a month": "2021-05",
        "a span": "2021-05-04/2021-05-08",
        "about": "2021-05~",
        "uncertain": "2021?",
    }
    links = {
        "to a record": make.link("Mill Bridge"),
        "nowhere": LinkView("a footpath"),
        "in another language": make.link("Die Brücke", "de"),
        "with a long name": make.link(LONG_NAME),
    }
    speakers = {speaker.kind: (speaker,) for speaker in make.speakers()}
    sections = tuple(
        LinkView(label, "index.html", str(count))
        for count, label in enumerate(("Questions", "Relations", LONG_NAME), 1)
    )
    retracted = (make.date("2021-06-01"), "The photographs showed another bridge.")
    return (
        Part("citation", "citation", {"one": make.citation_of(1)}),
        Part(
            "citations",
            "citation",
            {"several": (make.each_citation(3),), "none": ((),)},
        ),
        Part("date", "date", {s: (make.date(text),) for s, text in dates.items()}),
        Part("link", "link", {state: (link,) for state, link in links.items()}),
        Part("alias", "alias", {a.language or "English": (a,) for a in make.aliases()}),
        Part("retraction", "notice", {"of a day": retracted}),
        Part("speaker", "speaker", speakers),
        Part("cite", "cite", {"folded": (make.cite("_cite"),)}),
        Part("contents", "contents", {"several": (sections,), "none": ((),)}),
        Part("references", "references", {"one": (make.references(),), "none": ((),)}),
    )


def _claims(make: ChartSamples) -> tuple[Part, ...]:
    states = {state: (claim,) for state, claim in make.claims_by_state().items()}
    modes = {state: (claim,) for state, claim in make.claims_by_mode().items()}
    plain, rendered, groups = make.claim(), make.rendered_claim(), make.groups()
    at_home = replace(plain, id="_claim-at-home", cite=make.cite("_cite-claim"))
    whole = make.groups(at_home=True)
    in_full = (*whole, replace(whole[0], link=None))
    # Their anchors are the targets of the links in the sample of `glance`.
    lists = {
        "whole": (
            "_position-flood",
            "Claims",
            ClaimListView(2, (rendered, rendered), ()),
        ),
        "in groups": (
            "_position-lorries",
            "Claims",
            ClaimListView(6, (), groups),
            "By day.",
        ),
        "in parts": (
            "_position-nothing",
            "Claims",
            ClaimListView(41, (), (), make.parts()),
        ),
        "of its own": (
            "_claims-own",
            "Claims",
            ClaimListView(8, (), in_full),
            "",
            False,
        ),
        "none": ("_claims-none", "Claims", ClaimListView(0, (), ())),
    }
    spoken = {
        "of a body": (make.spoken("_spoken", is_of_a_body=True), 3),
        "of none, continued": (make.spoken("_spoken-of-none", is_of_a_body=False), 3),
    }
    places = {
        "on the page of its record": (at_home, False),
        "under a position": (plain, True, "The flood did"),
    }
    return (
        Part("claim", "claim", {**states, **modes, **places}),
        Part("claim_line", "claim_line", states, "claim-lines"),
        Part("claims", "claims", lists),
        Part("fold", "claims", {"of an event": (groups[0],)}),
        Part("spoken_group", "spoken", spoken),
    )


def _questions(make: ChartSamples) -> tuple[Part, ...]:
    questions = make.questions()
    positions = questions[0].positions
    by_standing = {question.standing: (question,) for question in questions}
    several = (questions, "Questions", False, True)
    glances = {"plain": (positions,), "with a chart": (positions, make.chart())}
    tallies = {"held": positions[:1], "not held": positions[2:]}
    return (
        Part("tally", "tally", tallies),
        Part("question", "question", by_standing),
        Part("questions", "questions", {"of a record": several, "none": ((),)}),
        Part("glance", "glance", glances),
        Part("lens", "lens", {"hidden until its script runs": (make.lens(),)}),
    )


def _lists(make: ChartSamples) -> tuple[Part, ...]:
    events, mentions = make.events(), make.mentions()
    lines = {
        event.status_label or ("contested" if event.is_contested else "plain"): (event,)
        for event in events
    }
    event_lists = {
        "whole": ("_events-whole", "Events", EventListView(len(events), events)),
        "in parts": ("_events-in-parts", "Events", EventListView(41, (), make.parts())),
        "none": ("_events-none", "Events", EventListView(0, ())),
    }
    mention_lists = {
        "whole": (MentionListView(len(mentions), mentions),),
        "none": (MentionListView(0, ()),),
    }
    relation_lists = {
        "two": ("_relations", "Relations", make.relations()),
        "none": ("_relations-none", "Relations", ()),
    }
    pagers = {
        "in the middle": ("Pages of a list", make.pager()),
        "of one page": ("Pages of another list", PagerView(None, (), None)),
    }
    return (
        Part("event_line", "event_line", lines, "event-lines"),
        Part("event_lines", "event_line", event_lists),
        Part("mentions", "mentions", mention_lists),
        Part("relations", "relation", relation_lists),
        Part(
            "figures", "figures", {"drawn and alone": (make.figures(),), "none": ((),)}
        ),
        Part("list_parts", "list_parts", {"two": (make.parts(),), "none": ((),)}),
        Part("parts_sections", "list_parts", {"two": (make.split_lists(),)}),
        Part("shares", "shares", {"two sources": (make.shares(),)}),
        Part("asked_lines", "shares", {"of each standing": (make.questions(),)}),
        Part("page_links", "page_links", pagers),
        Part("part_of", "part_of", {"with parts of its own": (make.part(),)}),
    )


def _charts(make: ChartSamples) -> tuple[Part, ...]:
    alone, with_others = make.names()
    names = {"alone": (alone,), "with others": (with_others,)}
    filters = {"hidden until its script runs": (make.filters(), 1, 4)}
    caption = "What is drawn, in words."
    return (
        Part("name", "name", names, "record-lines"),
        Part("filters", "filters", filters),
        Part("strip", "strip", {"two months": (make.months(),)}, caption=caption),
        Part("map_panel", "map_panel", {"two": (make.panel(),)}, caption=caption),
        Part("relation_graph", "relation_graph", {"two": (make.graph(),)}),
    )
