"""Every reference names an existing record of the right kind."""

from collections.abc import Iterable, Iterator

from sourcebook.checking.rules.cycles import Edges, cycles
from sourcebook.model.base import Base
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.mentions import RecordId, SpotId
from sourcebook.model.records import Record, Written
from sourcebook.model.vocabulary import Schema, Vocabulary
from sourcebook.problems import Mark, Problem, did_you_mean, quoted

_FOLDERS_OF_ALL = ", ".join(f"kb/{folder}/" for folder in FOLDERS.values())


def unknown_record(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every reference names a record that exists."""
    for target, _kinds, spot in _references(record):
        if target not in base.kinds:
            mark = record.mark_of(spot)
            yield no_such_record(target, "record", base.kinds, mark)


def wrong_kind(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every reference names a record of the kind that belongs there."""
    for target, kinds, spot in _references(record):
        kind = base.kinds.get(target)
        if kind is not None and kind not in kinds:
            expected = " or ".join(kinds)
            yield Problem(
                record.mark_of(spot),
                "wrong-kind",
                f"{quoted(target)} is of kind {kind}",
                f"the id of a record of kind {expected}",
                f"name one of kb/{FOLDERS[kinds[0]]}/ here, or use another key",
            )


def unknown_anchor(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every link to a claim or a question names one that its record has."""
    for link in (link for text in record.texts for link in text.links if link.anchor):
        target = base.records.get(link.target)
        if target is None or target.id in base.partial:
            continue
        ids = [question.id for question in target.questions]
        ids += [claim.id for claim in target.claims]
        if link.anchor not in ids:
            yield Problem(
                record.mark_of(link.spot),
                "unknown-anchor",
                f"{quoted(link.target)} has no claim or question {quoted(link.anchor)}",
                "the id of a claim or a question of that record",
                did_you_mean(str(link.anchor), ids, "look the id up in that record"),
            )


def part_of_cycle(base: Base, _: Schema) -> Iterator[Problem]:
    """No event is part of itself, directly or indirectly."""
    edges: Edges[_Where] = {
        event.id: [(event.part_of.target, (event, event.part_of.spot))]
        for event in base.events.values()
        if event.part_of
    }
    for path, where in cycles(edges):
        yield _cycle(where, "part-of-cycle", "part of itself", path)


def related_cycle(base: Base, schema: Schema) -> Iterator[Problem]:
    """No event precedes itself, by what it led to, followed or answered."""
    edges: dict[str, list[tuple[str, _Where]]] = {}
    for event in base.events.values():
        for related in event.related:
            comes = schema.term(Vocabulary.RELATED_AS, related.as_).comes
            pair = (event.id, related.event.target)
            if comes:
                earlier, later = pair if comes == "before" else pair[::-1]
                edges.setdefault(earlier, []).append((later, (event, related.spot)))
    for path, where in cycles(edges):
        yield _cycle(where, "related-cycle", "before itself", path)


RECORD_RULES = (unknown_record, wrong_kind, unknown_anchor)
BASE_RULES = (part_of_cycle, related_cycle)

_ANY_KIND = tuple(FOLDERS)
_Where = tuple[Record, SpotId]


def no_such_record(
    target: str,
    kind: str,
    among: Iterable[str],
    mark: Mark,
    rule: str = "unknown-record",
) -> Problem:
    """The Problem of a reference to a record that does not exist."""
    folders = "kb/sources/" if kind == "source" else _FOLDERS_OF_ALL
    return Problem(
        mark,
        rule,
        f"no {kind} {quoted(target)}",
        f"the name of a file in {folders}, without .yaml",
        did_you_mean(target, among, f"If the {kind} is new, add its file first"),
    )


def _references(record: Written) -> Iterator[tuple[RecordId, tuple[Kind, ...], SpotId]]:
    """Every reference but citations: its target, the kinds it may name, its spot."""
    for text in record.texts:
        for link in text.links:
            yield link.target, _ANY_KIND, link.spot
    for reference in record.references:
        yield reference.target, reference.kinds, reference.spot
    if isinstance(record, Record):
        for claim in record.claims:
            for answer in claim.answers:
                yield answer.record, _ANY_KIND, answer.question_spot


def _cycle(where: _Where, rule: str, what: str, path: list[str]) -> Problem:
    way = " - ".join((*path[:6], "...", path[0]) if len(path) > 6 else (*path, path[0]))
    record, spot = where
    return Problem(
        record.mark_of(spot),
        rule,
        f"{quoted(path[0])} is {what}: {way}",
        "events that lead from earlier to later, from part to whole",
        "delete the one that is wrong",
    )
