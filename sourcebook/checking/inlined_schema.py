"""The schema of each kind of record, with its references inlined."""

from collections.abc import Mapping

from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import FILES, Json, Schema, Shape, at_pointer

# Keywords that validate nothing: of two, the one nearest to the value is shown.
ANNOTATIONS = frozenset(("title", "description", "examples", "$defs"))


def inlined(schema: Schema) -> Mapping[Kind, Json]:
    """
    The shape of each kind with every `$ref` replaced by its target.

    Following a reference costs jsonschema as much as validating its target, so this
    halves the time for a base of 440 records. Fast validators do not support references
    at all. Recursive references stay.
    """
    return {
        kind: _inlined(schema.shapes[file], file, schema.shapes, ())
        for kind, file in FILES.items()
    }


def _inlined(
    shape: Json, file: str, shapes: Mapping[str, Shape], inside: tuple[str, ...]
) -> Json:
    if isinstance(shape, list):
        return [_inlined(item, file, shapes, inside) for item in shape]
    if not isinstance(shape, dict):
        return shape
    keywords = {
        key: _inlined(value, file, shapes, inside)
        for key, value in shape.items()
        if key != "$ref"
    }
    if "$ref" not in shape:
        return keywords
    name, _, pointer = shape["$ref"].partition("#")
    file = name or file
    uri = f"{file}#{pointer}"
    if uri in inside:
        return {**keywords, "$ref": uri}
    target = _inlined(at_pointer(shapes[file], pointer), file, shapes, (*inside, uri))
    if (keywords.keys() & target.keys()) - ANNOTATIONS:
        return {**keywords, "allOf": [target]}
    return {**target, **keywords}
