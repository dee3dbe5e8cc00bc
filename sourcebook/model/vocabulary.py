"""
The schema: the shapes of records, and every word that the site shows.

The vocabulary of a base (types, roles, relations, modes, genres) is defined only there;
the program tests the properties of a `Term`, never its name.
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

# A JSON Schema is plain JSON; only this module and sourcebook.checking look into one.
Shape = Mapping[str, Any]
Json = Any


class Vocabulary(StrEnum):
    """The enumerations of the schema, each with its file and JSON pointer."""

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
    inverse: str  # of a relation: its wording seen from the other end
    belongs: bool  # of a relation: its holder speaks for the other's side
    description: str
    affirms: bool  # of a mode: the speaker asserts the claim
    must_answer: bool  # of a mode: meaningful only as an answer to a question
    needs_claim: bool  # of a status: a claim of the event must affirm it
    comes: str | None  # of a relation of events: "before" or "after" the other event
    schema_org: str | None  # of a type or genre: its type in schema.org
    cite_as: str  # of a genre: the CSL type of its citations
    area: bool  # of a precision: the point is the centre of an area
    is_person: bool  # of an entity type: a human being, not an organisation or thing


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """Words that the editors avoid in their own voice."""

    words: tuple[str, ...]
    instead: str
    allowed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """The content of the schema folder."""

    shapes: Mapping[str, Shape]  # by file name
    terms: Mapping[Vocabulary, Mapping[str, Term]]  # in the order of the schema
    avoided: tuple[AvoidedWord, ...]
    digest: str  # SHA-256 of the files, in hexadecimal

    def term(self, vocabulary: Vocabulary, word: str) -> Term:
        """The term for *word*, which the schema has validated."""
        return self.terms[vocabulary][word]

    def is_plain(self, status: str) -> bool:
        """Whether *status* is the first of its vocabulary, which needs no mark."""
        return status == next(iter(self.terms[Vocabulary.STATUSES]))

    def property_at(self, kind: Kind, path: DataPath) -> Shape:
        """The schema of the value at *path*: title, description, examples."""
        shape = self.resolved(self.shapes[FILES[kind]], FILES[kind])
        for step in path:
            shape = next(self._below(shape, step), {})
        return shape

    def resolved(self, shape: Shape, file: str) -> Shape:
        """*shape* with its `$ref` resolved; its own keywords take precedence."""
        while "$ref" in shape:
            target_file, _, pointer = shape["$ref"].partition("#")
            file = target_file or shape.get("x-file", file)
            target = at_pointer(self.shapes[file], pointer)
            siblings = {key: value for key, value in shape.items() if key != "$ref"}
            shape = {**target, **siblings, "x-file": file}
        return {"x-file": file, **shape}

    def _below(self, shape: Shape, step: str | int) -> Iterator[Shape]:
        """The schemas of a key or an item of *shape*, in all its branches."""
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
    The value in *shape* at the JSON *pointer*.

    Raises:
        KeyError: if there is none.

    """
    value: Json = shape
    for step in pointer.split("/")[1:]:
        value = value[step]
    return value
