"""
What a page shows: plain values, nothing left to compute.

What is made for one page or one piece, shown and forgotten, is not frozen: to freeze it
takes longer than to make it, and there are dozens of it on a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.pages.drawings.charts import BarView

# What the templates' `tojson` takes.
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Node = dict[str, Json]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; without `href`, words that lead nowhere."""

    label: str
    href: str | None = None
    note: str = ""  # what kind of thing it is, in a word or two
    language: str | None = None  # of the label, where it is not English


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words and, where it is a single day, month or year, for machines."""

    words: str
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Who speaks, and whether they are known by name."""

    label: str
    href: str
    kind: str  # named, anonymous, author: also the class in CSS
    kind_label: str  # named, anonymous, in its own voice
    of: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The position that a claim takes on a question."""

    title: str  # the question, in plain words
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
    """A citation in one form."""

    label: str  # the form: Plain text, Link, BibTeX, RIS, CSL-JSON
    text: str
    path: str = ""  # of a link: within the base, where it has no full address


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite something, in every form."""

    summary: str
    id: str  # the anchor of the forms; empty where nothing leads to them
    forms: tuple[FormView, ...]


@dataclass(slots=True)
class ClaimView:
    """
    A claim with the whole way from its speaker to its paragraph.

    Names, dates, links and citations are finished: most claims share them.
    """

    id: str | None  # its anchor, on the page that it lives on
    basis: str  # what it rests on, as lens.py marks it
    name: str  # who does what in it, for who hears the page
    href: str  # its permalink
    text: Markup
    speakers: tuple[Markup, ...]
    mode: str  # the schema's word for it, also in CSS
    mode_label: str  # says, denies, ...
    via: tuple[Markup, ...]
    origins: tuple[OriginView, ...]
    said: Markup  # empty where no date of its own is known
    hedge: str | None
    quote: str | None
    figure: str | None
    note: Markup
    answers: tuple[AnswerView, ...]
    record: Markup  # where it is kept
    cite_href: str  # to its citations, on the page that it lives on
    cite: CiteView | None  # on that page only


@dataclass(slots=True)
class ClaimLineView:
    """What a line shows of a claim: as much as that, by the same names."""

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
    plain: str  # the text without its links
    claims: tuple[Markup, ...]  # finished
    tally: str  # how many speak for it and of which kinds, how many outlets
    is_held: bool
    basis: str  # of its claims, as lens.py marks them


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in short: for the page of its record, and for lists."""

    id: str
    title: str  # the question, in plain words
    href: str
    record: LinkView
    standing: str  # contested, one-sided, open: also the class in CSS
    standing_label: str
    note: Markup
    positions: tuple[PositionView, ...]


@dataclass(slots=True)
class CellView:
    """What one speaker says for one position: where, and when."""

    claims: tuple[tuple[LinkView, Markup, DateView | None, str], ...]  # basis last


@dataclass(slots=True)
class RowView:
    """A speaker's row in the table of positions, a cell for each."""

    speaker: SpeakerView
    cells: tuple[CellView, ...]
    basis: str  # of its claims, as lens.py marks them


@dataclass(frozen=True, slots=True)
class KnownView:
    """How a question stood once a source was published."""

    date: DateView
    sources: tuple[LinkView, ...]
    standing_label: str
    counts: tuple[int, ...]  # of claims, for each position


@dataclass(frozen=True, slots=True)
class FigureRowView:
    """A figure with who gives it."""

    value: str
    claim: ClaimView
    bar: BarView | None  # where it stands among the others, if they differ


@dataclass(frozen=True, slots=True)
class FigureTableView:
    """All figures for one thing."""

    what: str
    rows: tuple[FigureRowView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event in a line."""

    link: LinkView
    date: DateView | None
    type: str
    status_label: str  # empty where it simply occurred
    note: str = ""
    citations: Markup = Markup()  # noqa: RUF009
    is_contested: bool = False
    basis: str = ""  # of all that its record says, as lens.py marks it
    disputes: str = ""  # of its questions: positions parted by |, questions by ~


@dataclass(slots=True)
class RelationView:
    """A relation to another record, with its time and its citations."""

    label: str
    links: tuple[Markup, ...]
    time: str
    citations: Markup
    basis: str = ""  # as lens.py marks it


@dataclass(slots=True)
class MentionView:
    """A sentence elsewhere that links this record."""

    sentence: Markup
    record: Markup
    basis: str  # of the record's texts, as lens.py marks it


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a list too long for this page: where it stands, how much it holds."""

    link: LinkView
    date: DateView | None
    count: str  # in words


@dataclass(frozen=True, slots=True)
class EventsView:
    """A list of events; in parts elsewhere once it is long."""

    count: int
    events: tuple[EventView, ...]  # empty where there are parts
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionsView:
    """A list of sentences that link a record; in parts elsewhere once it is long."""

    count: int
    mentions: tuple[MentionView, ...]  # empty where there are parts
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """Claims that belong together: of one record, or on one question."""

    link: LinkView | None  # what they are about; None for all that is left
    date: DateView | None
    claims: tuple[Markup, ...]  # finished: in lines, or whole on their record's page


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """A list of claims: whole while it is short, then in groups, then elsewhere."""

    count: int
    claims: tuple[Markup, ...]  # finished; empty where there are groups or parts
    groups: tuple[GroupView, ...]
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another name, in its script."""

    name: str
    language: str | None
    note: str
    citations: Markup


@dataclass(frozen=True, slots=True)
class ErratumView:
    """What looks wrong in a source."""

    id: str
    at: Markup
    says: str
    reading: str
    why: Markup
    citations: Markup


@dataclass(slots=True)
class ParagraphView:
    """A paragraph of a source, with what the base takes from it."""

    number: int
    claims: tuple[Markup, ...]  # finished
    leaning: tuple[Markup, ...]  # links to records that cite it otherwise
    errata: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class RecordLineView:
    """A record in a list."""

    link: LinkView
    summary: Markup
    counts: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with records below it."""

    id: str
    heading: str
    lines: tuple[RecordLineView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A word of the vocabulary, as the about page explains it."""

    label: str
    description: str
    count: int


@dataclass(frozen=True, slots=True)
class SpokenView:
    """A speaker with all that they say."""

    id: str  # of an anonymous speaker: the others have pages of their own
    speaker: SpeakerView
    counts: str
    sources: tuple[LinkView, ...]  # of an anonymous speaker
    claims: ClaimsView
