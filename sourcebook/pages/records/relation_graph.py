"""An entity and its neighbours, drawn: a row for each, under what joins them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Entity
from sourcebook.pages.drawings.text_width import fitted
from sourcebook.pages.presenting.claims import Presenter

# In pixels, which are also the drawing's own units.
_SIZE, _LINE = 12, 15  # of letters, and from one line to the next
_LEFT, _MIDDLE, _RIGHT = 150, 172, 240  # the entity, what joins, the neighbours
_SPACE = 44  # between two of these columns, for the lines
_PADDING = 7
_ROW, _BETWEEN = 40, 10  # of a box of two lines; between two groups
_GAP = 6  # between two boxes
_MARGIN = 2
_TOP = 14  # two lines of words above the first line
_WIDTH = _LEFT + _MIDDLE + _RIGHT + 2 * _SPACE + 2 * _MARGIN
_MIDDLE_AT = _MARGIN + _LEFT + _SPACE
_RIGHT_AT = _MIDDLE_AT + _MIDDLE + _SPACE

# Rows that fit on a screen. In more, those joined in one way are counted, where they
# are so many that a count is shorter.
_MOST, _COUNTED = 16, 3
_HELD_HERE = "a role here is held by"
_FURTHER = "joined in further ways"


@dataclass(slots=True)
class BoxView:
    """A box with words in lines."""

    x: int
    y: int
    width: int
    height: int
    text_at: int
    lines: tuple[tuple[str, int], ...]  # each with its base line
    title: str  # the words in full
    href: str  # empty where it leads nowhere


@dataclass(slots=True)
class LabelView:
    """Words above a line."""

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
    labels: tuple[LabelView, ...]
    edges: tuple[EdgeView, ...]
    has_past: bool
    has_counted: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbours that are joined in one way, and whether that has ended for each."""

    label: str
    neighbours: Mapping[RecordId, bool]
    is_counted: bool = False

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return 1 if self.is_counted else len(self.neighbours)


def relation_graph(entity: Entity, presenter: Presenter) -> RelationGraphView | None:
    """The drawing of *entity*; None where it has fewer than two relations."""
    groups = tuple(_groups(entity, presenter))
    if sum(len(group.neighbours) for group in groups) < 2:
        return None
    groups = _few(groups)
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
            at = y + _ROW // 2
            boxes.append(_box(_RIGHT_AT, at, _RIGHT, title, href))
            edges.append(
                _edge(_MIDDLE_AT + _MIDDLE, centre, _RIGHT_AT, at, is_past=is_past)
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


def _groups(entity: Entity, presenter: Presenter) -> Iterator[_Group]:
    """The neighbours by what joins them, in the order of the lists on the page."""
    joined: dict[str, dict[RecordId, bool]] = {}

    def join(label: str, other: RecordId, end: PartialDate | None) -> None:
        found = joined.setdefault(label, {})
        found[other] = found.get(other, True) and end is not None

    for role in entity.roles:
        if role.at:
            join(role.title, role.at.target, role.end)
    for relation in presenter.graph.relations.get(entity.id, ()):
        join(relation.label, relation.other, relation.end)
    for holder in presenter.graph.holders.get(entity.id, ()):
        join(_HELD_HERE, holder.entity.id, holder.role.end)
    for label, neighbours in joined.items():
        yield _Group(label, neighbours)


def _few(groups: tuple[_Group, ...]) -> tuple[_Group, ...]:
    """The same in few rows: the largest groups are counted, then the last ones."""
    made = list(groups)
    while sum(group.rows for group in made) > _MOST:
        largest = max(made, key=lambda group: group.rows)
        if largest.rows < _COUNTED and len(made) <= _MOST:
            break
        if largest.rows == 1:
            rest = {
                id_: past
                for g in made[_MOST - 1 :]
                for id_, past in g.neighbours.items()
            }
            return (*made[: _MOST - 1], _Group(_FURTHER, rest, is_counted=True))
        made[made.index(largest)] = replace(largest, is_counted=True)
    return tuple(made)


def _neighbours(group: _Group, presenter: Presenter) -> Iterator[tuple[str, str, bool]]:
    """The rows of a group: words, where they lead, whether it has ended."""
    if group.is_counted:
        yield f"{len(group.neighbours)}, listed below", "", False
        return
    for id_, is_past in group.neighbours.items():
        link = presenter.record(id_)
        yield link.label, link.href or "", is_past


def _box(
    x: int, centre: int, width: int, title: str, href: str = "", lines: int = 2
) -> BoxView:
    """A box around words, of which *centre* is the middle."""
    words = fitted(title, _SIZE, width - 2 * _PADDING, lines)
    height = max(_ROW - _GAP, len(words) * _LINE + _GAP)
    first = centre - (len(words) - 1) * _LINE // 2 + 4
    return BoxView(
        x=x,
        y=centre - height // 2,
        width=width,
        height=height,
        text_at=x + _PADDING,
        lines=_set(words, first),
        title=title,
        href=href,
    )


def _label(line: int, title: str) -> LabelView:
    """Words that stand above a line."""
    words = fitted(title, _SIZE, _MIDDLE - 2 * _PADDING)
    first = line - 5 - (len(words) - 1) * _LINE
    return LabelView(
        x=_MIDDLE_AT,
        end=_MIDDLE_AT + _MIDDLE,
        y=line,
        middle=_MIDDLE_AT + _MIDDLE // 2,
        lines=_set(words, first),
        title=title,
    )


def _set(words: tuple[str, ...], first: int) -> tuple[tuple[str, int], ...]:
    """The lines of *words* with their base lines, from the *first* downwards."""
    return tuple((line, first + _LINE * i) for i, line in enumerate(words))


def _edge(x: int, y: int, to_x: int, to_y: int, *, is_past: bool = False) -> EdgeView:
    half = (x + to_x) // 2
    return EdgeView(f"M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}", is_past)
