"""A drawing of an entity and its neighbours: one row each, grouped by relation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Entity
from sourcebook.pages.drawings.text_width import fitted
from sourcebook.pages.presenting.presenter import Presenter

# In pixels, which are also the units of the drawing.
_SIZE, _LINE = 12, 15  # of the font, and from one line to the next
_LEFT, _MIDDLE, _RIGHT = 150, 172, 240  # widths: entity, relations, neighbours
_SPACE = 44  # between two of these columns, for the edges
_PADDING = 7
_ROW, _BETWEEN = 40, 10  # height of a box of two lines; between two groups
_GAP = 6  # between two boxes
_MARGIN = 2
_TOP = 14  # two lines of words above the first line
_WIDTH = _LEFT + _MIDDLE + _RIGHT + 2 * _SPACE + 2 * _MARGIN
_MIDDLE_AT = _MARGIN + _LEFT + _SPACE
_RIGHT_AT = _MIDDLE_AT + _MIDDLE + _SPACE

# Rows that fit on a screen. Beyond that, groups of at least _COUNTED neighbours are
# replaced by their counts.
_MOST, _COUNTED = 16, 3
_HELD_HERE = "a role here is held by"
_FURTHER = "joined in further ways"


@dataclass(slots=True)
class BoxView:
    """A box with lines of text."""

    x: int
    y: int
    width: int
    height: int
    text_at: int
    lines: tuple[tuple[str, int], ...]  # each with the y of its baseline
    title: str  # the full text
    href: str  # empty if it is not a link


@dataclass(slots=True)
class EdgeLabelView:
    """Text above a line."""

    x: int
    end: int
    y: int
    middle: int
    lines: tuple[tuple[str, int], ...]
    title: str


@dataclass(slots=True)
class EdgeView:
    """A line from one box to another."""

    path: str
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class RelationGraphView:
    """A drawing of an entity with its neighbours."""

    width: int
    height: int
    boxes: tuple[BoxView, ...]
    labels: tuple[EdgeLabelView, ...]
    edges: tuple[EdgeView, ...]
    has_past: bool
    has_counted: bool


@dataclass(frozen=True, slots=True)
class _BoxGroup:
    """Neighbours with the same relation, each with whether that has ended."""

    label: str
    neighbours: Mapping[RecordId, bool]
    is_counted: bool = False

    @property
    def rows(self) -> int:
        """How many rows the group occupies."""
        return 1 if self.is_counted else len(self.neighbours)


def relation_graph(entity: Entity, presenter: Presenter) -> RelationGraphView | None:
    """The drawing of *entity*; None if it has fewer than two relations."""
    groups = tuple(_groups(entity, presenter))
    if sum(len(group.neighbours) for group in groups) < 2:
        return None
    groups = _condensed(groups)
    rows = sum(group.rows for group in groups)
    height = _TOP + rows * _ROW + (len(groups) - 1) * _BETWEEN + _MARGIN
    middle = height // 2
    boxes = [_box(_MARGIN, middle, _LEFT, entity.title, lines=3)]
    labels, edges, y = [], [], _TOP
    for group in groups:
        centre = y + group.rows * _ROW // 2
        labels.append(_label(centre, group.label))
        edges.append(_edge(_MARGIN + _LEFT, middle, _MIDDLE_AT, centre))
        for title, href, is_past in _neighbours(group, presenter):
            row_y = y + _ROW // 2
            boxes.append(_box(_RIGHT_AT, row_y, _RIGHT, title, href))
            edges.append(
                _edge(_MIDDLE_AT + _MIDDLE, centre, _RIGHT_AT, row_y, is_past=is_past)
            )
            y += _ROW
        y += _BETWEEN
    return RelationGraphView(
        width=_WIDTH,
        height=height,
        boxes=tuple(boxes),
        labels=tuple(labels),
        edges=tuple(edges),
        has_past=any(edge.is_past for edge in edges),
        has_counted=any(group.is_counted for group in groups),
    )


def _groups(entity: Entity, presenter: Presenter) -> Iterator[_BoxGroup]:
    """The neighbours by relation, in the order of the lists on the page."""
    joined: dict[str, dict[RecordId, bool]] = {}

    def join(label: str, other: RecordId, end: PartialDate | None) -> None:
        ends = joined.setdefault(label, {})
        ends[other] = ends.get(other, True) and end is not None

    for role in entity.roles:
        if role.at:
            join(role.title, role.at.target, role.end)
    for relation in presenter.graph.relations.get(entity.id, ()):
        join(relation.label, relation.other, relation.end)
    for holder in presenter.graph.holders.get(entity.id, ()):
        join(_HELD_HERE, holder.entity.id, holder.role.end)
    for label, neighbours in joined.items():
        yield _BoxGroup(label, neighbours)


def _condensed(groups: tuple[_BoxGroup, ...]) -> tuple[_BoxGroup, ...]:
    """The groups in fewer rows: the largest are counted, then the last are merged."""
    drawn = list(groups)
    while sum(group.rows for group in drawn) > _MOST:
        largest = max(drawn, key=lambda group: group.rows)
        if largest.rows < _COUNTED and len(drawn) <= _MOST:
            break
        if largest.rows == 1:
            rest = {
                id_: past
                for g in drawn[_MOST - 1 :]
                for id_, past in g.neighbours.items()
            }
            return (*drawn[: _MOST - 1], _BoxGroup(_FURTHER, rest, is_counted=True))
        drawn[drawn.index(largest)] = replace(largest, is_counted=True)
    return tuple(drawn)


def _neighbours(
    group: _BoxGroup, presenter: Presenter
) -> Iterator[tuple[str, str, bool]]:
    """The rows of *group*: text, href, whether the relation has ended."""
    if group.is_counted:
        yield f"{len(group.neighbours)}, listed below", "", False
        return
    for id_, is_past in group.neighbours.items():
        link = presenter.record(id_)
        yield link.label, link.href or "", is_past


def _box(
    x: int, centre: int, width: int, title: str, href: str = "", lines: int = 2
) -> BoxView:
    """A box around *title*, vertically centred at *centre*."""
    words = fitted(title, _SIZE, width - 2 * _PADDING, lines)
    height = max(_ROW - _GAP, len(words) * _LINE + _GAP)
    first = centre - (len(words) - 1) * _LINE // 2 + 4
    return BoxView(
        x=x,
        y=centre - height // 2,
        width=width,
        height=height,
        text_at=x + _PADDING,
        lines=_baselines(words, first),
        title=title,
        href=href,
    )


def _label(y: int, title: str) -> EdgeLabelView:
    """The label above the line at *y*."""
    words = fitted(title, _SIZE, _MIDDLE - 2 * _PADDING)
    first = y - 5 - (len(words) - 1) * _LINE
    return EdgeLabelView(
        x=_MIDDLE_AT,
        end=_MIDDLE_AT + _MIDDLE,
        y=y,
        middle=_MIDDLE_AT + _MIDDLE // 2,
        lines=_baselines(words, first),
        title=title,
    )


def _baselines(words: tuple[str, ...], first: int) -> tuple[tuple[str, int], ...]:
    """The lines of *words* with their baselines, from *first* downwards."""
    return tuple((line, first + _LINE * i) for i, line in enumerate(words))


def _edge(x: int, y: int, to_x: int, to_y: int, *, is_past: bool = False) -> EdgeView:
    half = (x + to_x) // 2
    return EdgeView(f"M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}", is_past)
