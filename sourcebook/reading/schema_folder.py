"""The schema folder -> the Schema, or every problem that makes it unusable."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sourcebook.model.vocabulary import (
    FILES,
    TERMS,
    AvoidedWord,
    Json,
    Schema,
    Shape,
    Term,
    Vocabulary,
    at_pointer,
)
from sourcebook.problems import Mark, Problem, quoted, shown
from sourcebook.reading.document import Document
from sourcebook.reading.read import read_words

WORDING = "wording.yaml"


def read_schema(folder: Path) -> tuple[Schema | None, list[Problem]]:
    """The Schema in *folder*, or every problem that makes it unusable."""
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
            mark = Mark(shown(folder / name), error.lineno, error.colno)
            problems.append(broken_schema(mark, f"not JSON: {error.msg}"))
        except (UnicodeDecodeError, RecursionError):
            mark = Mark(shown(folder / name))
            problems.append(broken_schema(mark, "not JSON that can be read"))
        else:
            digest.update(content)
    problems += _broken_references(folder, shapes)
    if problems:
        return None, problems
    avoided, problems = _avoided(folder / WORDING)
    terms = {}
    for vocabulary in Vocabulary:
        try:
            terms[vocabulary] = _terms(shapes, vocabulary)
        except (KeyError, TypeError):
            mark = Mark(shown(folder / vocabulary.partition("#")[0]))
            fault = f"no enumeration (oneOf, each with const and title) at {vocabulary}"
            problems.append(broken_schema(mark, fault))
    if problems:
        return None, problems
    digest.update(repr(avoided).encode())
    return Schema(shapes, terms, avoided, digest.hexdigest()), []


def _broken_references(folder: Path, shapes: Mapping[str, Shape]) -> list[Problem]:
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
            is_person=choice.get("x-person", False),
        )
        for choice in choices
    }


def _avoided(file: Path) -> tuple[tuple[AvoidedWord, ...], list[Problem]]:
    """The avoided words in *file*; none if it does not exist."""
    if not file.exists():
        return (), []
    document, problems = read_words(file)
    if document is None:
        return (), problems
    match document.data:
        case {"avoid": list(entries)}:
            words = [_avoided_word(e, document, i) for i, e in enumerate(entries)]
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
    """The schema folder is usable."""
    return Problem(
        mark,
        "broken-schema",
        fault,
        "the five JSON Schema files and wording.yaml that docs/schema.md describes",
        "mend the file; the one that came with the program shows the form",
    )
