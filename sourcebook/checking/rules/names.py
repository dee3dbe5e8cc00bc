"""Ids and names are unique."""

import unicodedata
from collections.abc import Iterator

from sourcebook.model.base import Base
from sourcebook.model.mentions import SpotId
from sourcebook.model.records import Entity
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Mark, Problem, printable, quoted


def twin_ids(base: Base, _: Schema) -> Iterator[Problem]:
    """No two records, and no claim and question of one record, share an id."""
    for twin in base.twins:
        yield _shared_id(twin.mark, twin.id, f"in {printable(twin.first.file)}")
    for record in base.records.values():
        questions = {question.id: question.spot for question in record.questions}
        for claim in record.claims:
            if claim.id in questions:
                line = record.mark_of(questions[claim.id]).line
                where = f"as a question on line {line}"
                yield _shared_id(record.mark_of(claim.spot), claim.id, where)


def twin_names(base: Base, _: Schema) -> Iterator[Problem]:
    """No two entities share a name or an alias, regardless of case and accents."""
    holders: dict[str, tuple[Entity, SpotId]] = {}
    for entity in base.entities.values():
        for name, spot in _names(entity):
            holder, holder_spot = holders.setdefault(_folded(name), (entity, spot))
            if holder is not entity:
                first = holder.mark_of(holder_spot)
                yield Problem(
                    entity.mark_of(spot),
                    "twin-names",
                    f"{quoted(name)} is also a name of {quoted(holder.id)} "
                    f"({printable(first.file)}:{first.line})",
                    "one entity for one actor or place, with all its names",
                    "join the two records, or make the names distinct",
                )


BASE_RULES = (twin_ids, twin_names)


def _names(entity: Entity) -> Iterator[tuple[str, SpotId]]:
    yield entity.title, entity.title_spot
    for alias in entity.aliases:
        yield alias.name, alias.spot


def folded_names(entity: Entity) -> list[str]:
    """The names of *entity* in the form that is compared."""
    return [_folded(name) for name, _ in _names(entity)]


def _folded(name: str) -> str:
    """*name* without case, accents, punctuation and repeated spaces."""
    if name.isascii() and name.replace(" ", "a").isalnum():
        return " ".join(name.casefold().split())
    text = unicodedata.normalize("NFKD", name).casefold()
    letters = (c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return " ".join("".join(letters).split()) or name


def _shared_id(mark: Mark, id_: str, where: str) -> Problem:
    return Problem(
        mark,
        "twin-ids",
        f"{quoted(id_)} already stands {where}",
        "an id that nothing else has",
        "give one of them another id",
    )
