"""
The schema folder: the shapes of records, and every word that the site shows for them.

The vocabulary of a base (types, roles, relations, modes, genres) stands there and
nowhere else; the program asks a `Term` what it means, never what it is called.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path as Folder
from typing import Any

from sourcebook.parse import Path
from sourcebook.problems import Mark, Problem, quoted, shown
from sourcebook.read import Document, Kind, read_words

FILES = {
    Kind.ENTITY: "entity.schema.json",
    Kind.EVENT: "event.schema.json",
    Kind.SOURCE: "source.schema.json",
    Kind.BASE: "base.schema.json",
}
TERMS = "terms.schema.json"
WORDING = "wording.yaml"

# A JSON Schema is plain JSON; only this module and sourcebook.check look inside one.
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

    def property_at(self, kind: Kind, path: Path) -> Shape:
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


def read_schema(folder: Folder) -> tuple[Schema | None, list[Problem]]:
    """What *folder* says; or every fault that keeps it from being used."""
    problems: list[Problem] = []
    shapes: dict[str, Shape] = {}
    digest = hashlib.sha256()
    for name in (TERMS, *FILES.values()):
        try:
            content = (folder / name).read_bytes()
            shapes[name] = json.loads(content)
        except OSError as error:
            fault = f"the file cannot be read: {error.strerror}"
            problems.append(broken_schema(Mark(shown(folder / name)), fault))
        except json.JSONDecodeError as error:
            at = Mark(shown(folder / name), error.lineno, error.colno)
            problems.append(broken_schema(at, f"not JSON: {error.msg}"))
        except (UnicodeDecodeError, RecursionError):
            at = Mark(shown(folder / name))
            problems.append(broken_schema(at, "not JSON that can be read"))
        else:
            digest.update(content)
    problems += _lost_references(folder, shapes)
    if problems:
        return None, problems
    avoided, problems = _avoided(folder / WORDING)
    terms = {}
    for vocabulary in Vocabulary:
        try:
            terms[vocabulary] = _terms(shapes, vocabulary)
        except (KeyError, TypeError):
            at = Mark(shown(folder / vocabulary.partition("#")[0]))
            fault = f"no enumeration (oneOf, each with const and title) at {vocabulary}"
            problems.append(broken_schema(at, fault))
    if problems:
        return None, problems
    digest.update(repr(avoided).encode())
    return Schema(shapes, terms, avoided, digest.hexdigest()), []


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


def _lost_references(folder: Folder, shapes: Mapping[str, Shape]) -> list[Problem]:
    problems = []
    for name, shape in shapes.items():
        for reference in _references(shape):
            file, _, pointer = str(reference).partition("#")
            try:
                at_pointer(shapes[file or name], pointer)
            except (KeyError, TypeError):
                fault = f"nothing stands at $ref {quoted(reference)}"
                problems.append(broken_schema(Mark(shown(folder / name)), fault))
    return problems


def _references(shape: Json) -> Iterator[Json]:
    """What every `$ref` in *shape* says."""
    match shape:
        case dict():
            if "$ref" in shape:
                yield shape["$ref"]
            for below in shape.values():
                yield from _references(below)
        case list():
            for below in shape:
                yield from _references(below)


def _terms(shapes: Mapping[str, Shape], vocabulary: Vocabulary) -> Mapping[str, Term]:
    file, _, pointer = vocabulary.partition("#")
    choices = at_pointer(shapes[file], pointer)["oneOf"]
    return {
        choice["const"]: Term(
            id=choice["const"],
            label=choice["title"],
            plural=choice.get("x-plural", choice["title"]),
            inverse=choice.get("x-inverse", choice["title"]),
            belongs=choice.get("x-belongs", False),
            description=choice.get("description", ""),
            affirms=choice.get("x-affirms", False),
            must_answer=choice.get("x-must-answer", False),
            needs_claim=choice.get("x-needs-claim", False),
            comes=choice.get("x-comes"),
            schema_org=choice.get("x-schema-org"),
            cite_as=choice.get("x-cite-as", "document"),
            area=choice.get("x-area", False),
        )
        for choice in choices
    }


def _avoided(file: Folder) -> tuple[tuple[AvoidedWord, ...], list[Problem]]:
    """The words of *file*; none where it does not exist."""
    if not file.exists():
        return (), []
    document, problems = read_words(file)
    if document is None:
        return (), problems
    match document.data:
        case {"avoid": list(entries)}:
            words = [
                _avoided_word(entry, document, i) for i, entry in enumerate(entries)
            ]
        case _:
            words = [broken_schema(document.mark(()), "it has no list under 'avoid'")]
    problems = [word for word in words if isinstance(word, Problem)]
    return tuple(word for word in words if isinstance(word, AvoidedWord)), problems


def _avoided_word(
    entry: object, document: Document, index: int
) -> AvoidedWord | Problem:
    match entry:
        case {"words": list(words), "instead": str(instead), **rest} if words:
            allowed = rest.get("allowed_in", [])
            if _are_words(words) and isinstance(allowed, list) and _are_words(allowed):
                return AvoidedWord(tuple(words), instead, tuple(allowed))
    mark = document.mark(("avoid", index))
    return broken_schema(mark, "an entry needs words (a list) and instead (a text)")


def _are_words(items: list[Any]) -> bool:
    return all(isinstance(item, str) and item.strip() for item in items)


def broken_schema(mark: Mark, fault: str) -> Problem:
    """The schema folder can be used."""
    return Problem(
        mark,
        "broken-schema",
        fault,
        "the five JSON Schema files and wording.yaml that docs/schema.md describes",
        "mend the file; the one that came with the program shows the form",
    )
