"""
View models: plain values for the templates, nothing left to compute.

Views that live for one page or one piece are not frozen: freezing one costs more than
making it, and a page has dozens of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.pages.drawings.charts import BarView

# What `tojson` accepts in templates.
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Node = dict[str, Json]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; plain text if `href` is None."""

    label: str
    href: str | None = None
    note: str = ""  # the kind of target, in a word or two
    language: str | None = None  # of the label, if not English


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words and, if it is one day, month or year, for machines."""

    words: str
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker, and whether they are named."""

    label: str
    href: str
    kind: str  # named, anonymous, author; also the CSS class
    kind_label: str  # named, anonymous, in its own voice
    of: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The position that a claim takes on a question."""

    title: str  # the question, in plain text
    href: str
    position: Markup


@dataclass(slots=True)
class OriginView:
    """A source of a claim, with its genre."""

    genre: str
    date: Markup
    citations: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A citation in one format."""

    label: str  # the format: Plain text, Link, BibTeX, RIS, CSL-JSON
    text: str
    path: str = ""  # of a link without a full URL: the path within the site


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite something, in every format."""

    summary: str
    id: str  # the anchor of the citations; empty if nothing links to it
    forms: tuple[FormView, ...]


@dataclass(slots=True)
class ClaimView:
    """A claim from its speakers to its paragraphs; what claims share is rendered."""

    id: str | None  # its anchor, on its record's page only
    basis: str  # its marks, as presenting/basis.py defines them
    name: str  # speakers and verb, for screen readers
    href: str  # its permalink
    text: Markup
    speakers: tuple[Markup, ...]
    mode: str  # a term of the schema; also the CSS class
    mode_label: str  # says, denies, ...
    via: tuple[Markup, ...]
    origins: tuple[OriginView, ...]
    said: Markup  # empty if it has no date of its own
    hedge: str | None
    quote: str | None
    figure: str | None
    note: Markup
    answers: tuple[AnswerView, ...]
    record: Markup  # link to its record
    cite_href: str  # to its citations, on its record's page
    cite: CiteView | None  # on that page only


@dataclass(slots=True)
class ClaimLineView:
    """The fields of a `ClaimView` that a claim on one line shows."""

    basis: str
    href: str
    text: Markup
    speakers: tuple[Markup, ...]
    mode_label: str
    via: tuple[Markup, ...]
    origins: tuple[OriginView, ...]
    said: Markup
    hedge: str | None


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position of a question with the claims that take it."""

    id: str
    text: Markup
    plain: str  # the text without links
    claims: tuple[Markup, ...]  # rendered
    tally: str  # number and kinds of its speakers, number of outlets
    is_held: bool
    basis: str  # the marks of its claims


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in short, for its record's page and for lists."""

    id: str
    title: str  # the question, in plain text
    href: str
    record: LinkView
    standing: str  # contested, one-sided, open; also the CSS class
    standing_label: str
    note: Markup
    positions: tuple[PositionView, ...]


@dataclass(slots=True)
class CellView:
    """One speaker's claims for one position: where and when."""

    claims: tuple[tuple[LinkView, Markup, DateView | None, str], ...]  # basis last


@dataclass(slots=True)
class RowView:
    """A speaker's row in the table of positions, one cell per position."""

    speaker: SpeakerView
    cells: tuple[CellView, ...]
    basis: str  # the marks of its claims


@dataclass(frozen=True, slots=True)
class KnownView:
    """The standing of a question once a source was published."""

    date: DateView
    sources: tuple[LinkView, ...]
    standing_label: str
    counts: tuple[int, ...]  # of claims, per position


@dataclass(frozen=True, slots=True)
class FigureRowView:
    """A figure with the claim that gives it."""

    value: str
    claim: ClaimView
    bar: BarView | None  # its place among the others, if they differ


@dataclass(frozen=True, slots=True)
class FigureTableView:
    """All figures that count the same thing."""

    what: str
    rows: tuple[FigureRowView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event on one line."""

    link: LinkView
    date: DateView | None
    type: str
    status_label: str  # empty if it simply occurred
    note: str = ""
    citations: Markup = Markup()  # noqa: RUF009
    is_contested: bool = False
    basis: str = ""  # the marks of everything its record says
    disputes: str = ""  # marks of positions, separated by |; questions by ~


@dataclass(slots=True)
class RelationView:
    """A relation to other records, with its time and citations."""

    label: str
    links: tuple[Markup, ...]
    time: str
    citations: Markup
    basis: str = ""  # its marks


@dataclass(slots=True)
class MentionView:
    """A sentence of another record that links to this one."""

    sentence: Markup
    record: Markup
    basis: str  # the marks of the record's texts


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a list too long for this page: its own page and its size."""

    link: LinkView
    date: DateView | None
    count: str  # in words


@dataclass(frozen=True, slots=True)
class EventListView:
    """A list of events; split into parts on other pages once it is long."""

    count: int
    events: tuple[EventView, ...]  # empty if there are parts
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionListView:
    """A list of sentences that link to a record; split like `EventListView`."""

    count: int
    mentions: tuple[MentionView, ...]  # empty if there are parts
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """Claims that belong together: of one record, or on one question."""

    link: LinkView | None  # the record or question; None for the remaining claims
    date: DateView | None
    claims: tuple[Markup, ...]  # rendered: one line each, or in full at their record


@dataclass(frozen=True, slots=True)
class ClaimListView:
    """A list of claims: in full while short, then in groups, then on other pages."""

    count: int
    claims: tuple[Markup, ...]  # rendered; empty if there are groups or parts
    groups: tuple[GroupView, ...]
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasView:
    """An alternative name, in its own script."""

    name: str
    language: str | None
    note: str
    citations: Markup


@dataclass(frozen=True, slots=True)
class ErratumView:
    """An apparent error in a source."""

    id: str
    at: Markup
    says: str
    reading: str
    why: Markup
    citations: Markup


@dataclass(slots=True)
class ParagraphView:
    """A paragraph of a source, with the claims and records that cite it."""

    number: int
    claims: tuple[Markup, ...]  # rendered
    leaning: tuple[Markup, ...]  # links to records that cite it outside of claims
    errata: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class RecordLineView:
    """A record in a list."""

    link: LinkView
    summary: Markup
    counts: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with the records below it."""

    id: str
    heading: str
    lines: tuple[RecordLineView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of the vocabulary, as the about page explains it."""

    label: str
    description: str
    count: int


@dataclass(frozen=True, slots=True)
class SpokenView:
    """A speaker with all their claims."""

    id: str  # of an anonymous speaker; others have their own page
    speaker: SpeakerView
    counts: str
    sources: tuple[LinkView, ...]  # of an anonymous speaker
    claims: ClaimListView
