"""Assembling the records of a base from the documents read."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from checks import FRAME, OUTLET, SCHEMA, BaseOf, check_whole
from rendered import TINY

from sourcebook import flow
from sourcebook.model.base import Base
from sourcebook.model.claims import Anonymous, Answer, Author, Figure, Named
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.locators import NOWHERE, citation_of
from sourcebook.model.mentions import Citation, LocalId, RecordId, Reference
from sourcebook.model.records import Alias, Location
from sourcebook.reading import assemble

AT = NOWHERE  # spots are ignored in comparisons


def tiny() -> Base:
    """The small base, which has no problems."""
    checked = check_whole(flow.Folders(TINY, SCHEMA, TINY.parent / "site"))
    assert checked.base is not None
    assert checked.problems == ()

    return checked.base


def test_records_by_id() -> None:
    """Entities, events and sources are sorted by id."""
    assert list(tiny().records) == [
        "alderby",
        "birkholm",
        "hanna-vik",
        "mill-bridge",
        "river-gazette",
        "valley-herald",
        "2021-05-04-bridge-closed",
        "2021-05-06-joint-council",
        "2021-05-night-crossing",
        "gazette-bridge-closed",
        "herald-who-pays",
    ]


def test_the_description() -> None:
    """base.yaml describes the base; without it, the title is the program's name."""
    description = tiny().description

    assert description.title == "The bridge between Alderby and Birkholm"
    assert description.licence == "CC0 1.0"
    assert assemble.base_of(()).description.title == "Sourcebook"


def test_an_entity() -> None:
    """Aliases, location and description match the record."""
    bridge = tiny().entities[RecordId("mill-bridge")]

    assert bridge.aliases == (
        Alias("גשר הטחנה", "he", (), None, AT),
        Alias("پلِ آسیاب", "fa", (), "As a sign at the south end has it.", AT),
    )
    assert bridge.location == Location(55.7, 9.53, "site")
    assert bridge.description is not None
    assert [link.target for link in bridge.description.links] == [
        "2021-05-04-bridge-closed"
    ]
    assert [cite.locator for cite in bridge.description.citations] == [
        "gazette-bridge-closed#p1",
        "gazette-bridge-closed#p1",
        "herald-who-pays#p1",
    ]


def test_a_claim() -> None:
    """Speakers, mode, answers, hedge, via, figure and date match the record."""
    claims = {claim.id: claim for _, claim in tiny().claims}
    denial, cost = claims[LocalId("no-crack-seen")], claims[LocalId("cost")]
    alderby = Reference(RecordId("alderby"), (Kind.ENTITY,), AT)

    assert denial.speakers == (Anonymous("two bridge wardens", (alderby,), 2),)
    assert denial.answers == (
        Answer(
            RecordId("2021-05-04-bridge-closed"),
            LocalId("cause"),
            LocalId("flood"),
            AT,
            AT,
        ),
    )
    assert (denial.mode, denial.hedge) == ("denies", "reportedly")
    assert [via.target for via in denial.via] == ["river-gazette"]
    assert cost.speakers == (Author(),)
    assert cost.figure == Figure("cost of the repair", 40000, None, "crowns", AT)
    mayor = claims[LocalId("flood-moved-a-pier")]
    assert mayor.speakers == (
        Named(Reference(RecordId("hanna-vik"), (Kind.ENTITY,), AT)),
    )
    assert mayor.said == PartialDate.of("2021-05-04")


def test_marks_point_at_values() -> None:
    """Every value that can be reported knows its position in the file."""
    event = tiny().events[RecordId("2021-05-04-bridge-closed")]
    text = event.summary
    spots = [event.date_spot, event.status_spot, event.title_spot, text.spot]

    assert [event.mark_of(spot).line for spot in spots] == [3, 5, 1, 10]
    assert [event.mark_of(link.spot).column for link in text.links] == [5, 24]


def test_records_survive_pickling() -> None:
    """A pickled record is equal to the original and keeps its positions."""
    event = tiny().events[RecordId("2021-05-04-bridge-closed")]
    sent = pickle.loads(pickle.dumps(event))  # noqa: S301 - our own data

    assert sent == event
    assert sent.data == event.data
    assert sent.mark_of(sent.date_spot) == event.mark_of(event.date_spot)


def test_equal_values_have_different_spots(base_of: BaseOf) -> None:
    """Two equal values in a record have different spots."""
    entity = OUTLET.replace("Newspaper.", "See [[monday]] [@monday#p1] [@monday#p1].")
    base = base_of({**FRAME, "entities/gazette.yaml": entity}).base
    assert base is not None
    one, other = base.entities[RecordId("gazette")].citations

    assert one == other
    assert one.spot != other.spot


def test_links_count_from_the_stripped_text(base_of: BaseOf) -> None:
    """The position of a link is counted in the text without leading white space."""
    entity = OUTLET.replace("Newspaper.", '"  See [[monday]]."')
    base = base_of({**FRAME, "entities/gazette.yaml": entity}).base
    assert base is not None
    summary = base.entities[RecordId("gazette")].summary

    assert summary.markdown[summary.links[0].start :] == "monday]]."


@pytest.mark.parametrize(
    ("locator", "first", "last", "anchor"),
    [
        ("a#p5", 5, 5, "p5"),
        ("a#p5-7", 5, 7, "p5-7"),
        ("a", 0, 0, "p0"),
        ("a#5", 0, 0, "p0"),
        ("a#p5-", 0, 0, "p0"),
        ("a#p\u0665", 0, 0, "p0"),
        ("a#p5-\u00b2", 0, 0, "p0"),
        ("a#p" + "9" * 5_000, 0, 0, "p0"),
    ],
)
def test_locators(locator: str, first: int, last: int, anchor: str) -> None:
    """A locator names paragraphs; one without any means paragraph 0, never present."""
    citation = citation_of(locator, AT)

    assert Citation(RecordId("a"), first, last, AT) == citation
    assert anchor == citation.anchor


def test_the_version_depends_on_content_alone(base_of: BaseOf) -> None:
    """The version depends only on the records and the schema."""
    one, again = base_of(FRAME).base, base_of(dict(reversed(FRAME.items()))).base
    other = base_of({**FRAME, "entities/gazette.yaml": OUTLET + "# note\n"}).base
    assert one and again and other  # noqa: PT018

    assert one.version == again.version
    assert one.version != other.version
    assert one.version != assemble.base_of((), schema_digest="other").version
    assert len(one.version) == 12


def test_a_faulty_record_keeps_its_id(base_of: BaseOf) -> None:
    """The id of a faulty record is known, so references to it are not reported."""
    checked = base_of({**FRAME, "entities/gazette.yaml": "name: b: c\n"})

    assert checked.base is not None
    assert checked.base.kinds.keys() == {"gazette", "monday"}
    assert checked.base.partial == {"gazette"}
    assert [problem.rule for problem in checked.problems] == ["broken-yaml"]


def test_the_description_is_no_record(base_of: BaseOf) -> None:
    """A faulty record with the id `base` is not mistaken for base.yaml."""
    files = {
        "base.yaml": "title: Two towns\nsummary: See [[gazette]]. [@monday#p2]\n",
        "entities/base.yaml": "name: Base\n",
    }
    checked = base_of({**FRAME, **files})

    assert [p.rule for p in checked.problems] == ["missing-key", "missing-key"]


def test_texts_of_the_description(base_of: BaseOf) -> None:
    """The rules apply to links and citations in base.yaml."""
    description = "title: T\nsummary: See [[nobody]].\nabout: So. [@nothing#p1]\n"
    checked = base_of({**FRAME, "base.yaml": description})
    errors = [f"{p.mark} {p.rule}" for p in checked.problems if p.is_error]

    assert errors == [
        "kb/base.yaml:2:16 unknown-record",
        "kb/base.yaml:3:14 unknown-source",
    ]


def test_a_faulty_description(base_of: BaseOf) -> None:
    """A base.yaml without a title is reported."""
    checked = base_of({"base.yaml": "summary: S\n"})

    assert [f"{p.mark} {p.rule}" for p in checked.problems] == [
        "kb/base.yaml:1:1 missing-key"
    ]


def test_twins_name_both_files(base_of: BaseOf) -> None:
    """Two files with the same id are reported, with unsafe folder names escaped."""
    files = {"entities/a\nb/gazette.yaml": OUTLET, "events/gazette.yaml": OUTLET}
    problems = [p for p in base_of({**FRAME, **files}).problems if p.rule == "twin-ids"]

    assert [p.message for p in problems] == [
        r"'gazette' already stands in kb/entities/a\nb/gazette.yaml"
    ]


def test_records_are_immutable() -> None:
    """Records are frozen."""
    entity = tiny().entities[RecordId("alderby")]

    with pytest.raises(AttributeError):
        entity.title = "other"  # type: ignore[misc]
    assert replace(entity) == entity
