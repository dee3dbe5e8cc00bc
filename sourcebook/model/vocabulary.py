"""
What the schema says: the shapes of records, and every word that the site shows.

The vocabulary of a base (types, roles, relations, modes, genres) is written there and
nowhere else; the program asks a `Term` what it means, never what it is called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sourcebook.model.kinds import Kind
from sourcebook.model.plain_data import DataPath

FILES = {
    Kind.ENTITY: "entity.schema.json",
    Kind.EVENT: "event.schema.json",
    Kind.SOURCE: "source.schema.json",
    Kind.BASE: "base.schema.json",
}
TERMS = "terms.schema.json"

# A JSON Schema is plain JSON; only this module and sourcebook.checking look inside one.
Shape = Mapping[str, Any]
Json = Any


class Vocabulary(StrEnum):
    """The enumerations of the schema, each by the file and the place it stands in."""

    ENTITY_TYPES = "entity.schema.json#/properties/type"
    RELATION_TYPES = "entity.schema.json#/$defs/relation/properties/type"
    PRECISIONS = "entity.schema.json#/$defs/location/properties/precision"
    EVENT_TYPES = "event.schema.json#/properties/type"
    STATUSES = "event.schema.json#/properties/status"
    ROLES = "event.schema.json#/$defs/participant/properties/role"
    RELATED_AS = "event.schema.json#/$defs/related_event/properties/as"
    GENRES = "source.schema.json#/properties/genre"
    MODES = "terms.schema.json#/$defs/mode"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary, with the wording that the site shows."""

    id: str
    label: str
    plural: str  # of a type: the heading of its list; of a mode: with several speakers
    inverse: str  # of a relation: its wording from the other end
    belongs: bool  # of a relation: who has it speaks on the other's side
    description: str
    affirms: bool  # of a mode: the speaker says that it is so
    must_answer: bool  # of a mode: it makes sense only as an answer to a question
    needs_claim: bool  # of a status: a claim of the event must affirm it
    comes: str | None  # of a relation of events: "before" or "after" the other event
    schema_org: str | None  # of a type or genre: what schema.org calls such a thing
    cite_as: str  # of a genre: the type of CSL that such a source is cited as
    area: bool  # of a precision: the point is the middle of an area
    is_person: bool  # of an entity type: one human being, not a body or a thing


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """Words that the editors' own voice avoids."""

    words: tuple[str, ...]
    instead: str
    allowed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """All that the schema folder says."""

    shapes: Mapping[str, Shape]  # by file name
    terms: Mapping[Vocabulary, Mapping[str, Term]]  # in the order of the schema
    avoided: tuple[AvoidedWord, ...]
    digest: str  # SHA-256 of the files, in hexadecimal

    def term(self, vocabulary: Vocabulary, word: str) -> Term:
        """The term that a record names; its schema has let no other word pass."""
        return self.terms[vocabulary][word]

    def is_plain(self, status: str) -> bool:
        """Whether *status* is the first of its vocabulary, which needs no mark."""
        return status == next(iter(self.terms[Vocabulary.STATUSES]))

    def property_at(self, kind: Kind, path: DataPath) -> Shape:
        """What the schema says of the value at *path*: title, description, examples."""
        found = self.resolved(self.shapes[FILES[kind]], FILES[kind])
        for step in path:
            found = next(self._below(found, step), {})
        return found

    def resolved(self, shape: Shape, file: str) -> Shape:
        """*shape* with what its `$ref` points at filled in, its own words first."""
        while "$ref" in shape:
            target_file, _, pointer = shape["$ref"].partition("#")
            file = target_file or shape.get("x-file", file)
            target = at_pointer(self.shapes[file], pointer)
            own = {key: value for key, value in shape.items() if key != "$ref"}
            shape = {**target, **own, "x-file": file}
        return {"x-file": file, **shape}

    def _below(self, shape: Shape, step: str | int) -> Iterator[Shape]:
        """What *shape* says of a key or an item; all branches are looked through."""
        file = shape.get("x-file", TERMS)
        if isinstance(step, int):
            choices = [shape.get("items")]
        else:
            choices = [shape.get("properties", {}).get(step)]
            choices.append(shape.get("additionalProperties"))
        yield from (self.resolved(c, file) for c in choices if isinstance(c, dict))
        for branch in ("then", "else"):
            if branch in shape:
                yield from self._below(self.resolved(shape[branch], file), step)


def at_pointer(shape: Shape, pointer: str) -> Json:
    """
    What stands in *shape* at the JSON *pointer*.

    Raises:
        KeyError: where nothing stands there.

    """
    found: Json = shape
    for step in pointer.split("/")[1:]:
        found = found[step]
    return found
