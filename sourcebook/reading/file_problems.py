"""
The wording of problems with files: the rules of reading.

Each function makes the Problem that its heading in docs/rules.md explains.
"""

import errno

from sourcebook.model.characters import name_of
from sourcebook.problems import Mark, Problem, mark_at, printable, quoted


def stray_file(file: str, why: str) -> Problem:
    """Every entry of the base's folders is a record."""
    return Problem(
        Mark(file),
        "stray-file",
        f"this is not a record: {why}",
        "entities/, events/ and sources/ with .yaml files, and base.yaml beside them",
        "move or delete it; a record's file ends in .yaml",
    )


def unreadable_file(file: str, error: OSError) -> Problem:
    """Every record's file can be read."""
    reason = "a link" if error.errno == errno.ELOOP else (error.strerror or "unknown")
    return Problem(
        Mark(file),
        "unreadable-file",
        f"the file cannot be read: {reason}",
        "a regular file that everyone may read",
        "replace it by a plain file, or mend its permissions",
    )


def bad_id(file: str, name: str, fault: str) -> Problem:
    """Every record's file name is a valid id."""
    return Problem(
        Mark(file),
        "bad-id",
        f"{quoted(name)} cannot be an id: {fault}",
        "lower-case ASCII words joined by hyphens, such as 2024-04-01-damascus-strike",
        "rename the file",
    )


def not_utf8(byte: int, mark: Mark) -> Problem:
    """Every file is UTF-8."""
    return Problem(
        mark,
        "not-utf8",
        f"the byte 0x{byte:02X} is not part of any UTF-8 character",
        "a text file in UTF-8, without a byte order mark",
        "save the file again as UTF-8",
    )


def forbidden_character(character: str, mark: Mark) -> Problem:
    """No file has invisible characters that change how others are displayed."""
    return Problem(
        mark,
        "forbidden-character",
        f"the character {name_of(character)} may not stand in a record",
        "visible characters, the space and the line feed",
        "delete it; where it is a tab, write spaces",
    )


def conflict_marker(marker: str, mark: Mark) -> Problem:
    """No file has markers left over from a merge."""
    return Problem(
        mark,
        "conflict-marker",
        f"{quoted(marker)} is left over from a merge",
        "a record with all conflicts resolved",
        "choose one of the two versions and delete the marker lines",
    )


def too_big(message: str, mark: Mark) -> Problem:
    """No record exceeds the limits."""
    return Problem(
        mark,
        "too-big",
        message,
        "a record that a person can read through",
        "split the record, or shorten it",
    )


def empty_file(message: str, mark: Mark) -> Problem:
    """No file is empty."""
    return Problem(
        mark,
        "empty-file",
        message,
        "a record: keys and values",
        "fill it in (schema/blank/ has a commented blank of each kind), or delete it",
    )


def refused_yaml(what: str, mark: Mark) -> Problem:
    """No file uses features of YAML that hide a value or its type."""
    return Problem(
        mark,
        "refused-yaml",
        f"{printable(what)} is not used in records",
        "one document of plain keys, texts, numbers, lists and maps",
        "write the value out where it belongs; put a text that begins with "
        "& * ! or % in quotes",
    )


def bad_key(what: str, mark: Mark) -> Problem:
    """Every key is a plain ASCII word."""
    return Problem(
        mark,
        "bad-key",
        f"{what} cannot be a key",
        "a key of the schema or an id, in ASCII letters",
        "check the spelling; if it is a text, put it in quotes as a value",
    )


def repeated_key(key: str, mark: Mark, first: Mark) -> Problem:
    """Every key occurs once in its map."""
    return Problem(
        mark,
        "repeated-key",
        f"{quoted(key)} already stands on line {first.line}",
        "each key once in its map",
        "join the two, or give one of them another id",
    )


def ambiguous_value(text: str, mark: Mark) -> Problem:
    """Every unquoted value means the same to every YAML reader."""
    return Problem(
        mark,
        "ambiguous-value",
        f"{quoted(text)} without quotes is not text to every reader of YAML",
        "text in quotes, a plain number, true or false",
        f'put it in quotes: "{printable(text[:40])}"',
    )


def broken_yaml(error: Exception, text: str, file: str) -> Problem:
    """Every file is valid YAML."""
    fault = getattr(error, "problem", None)
    message, fix, points_at_start = _FAULTS.get(fault or "", _OTHER_FAULT)
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    yaml_mark = (context or problem) if points_at_start else (problem or context)
    mark = Mark(file)
    if yaml_mark is not None:
        mark = mark_at(text, min(yaml_mark.index, len(text.rstrip())), file)
    expected = "YAML: a key, a colon, a space and a value on each line"
    return Problem(mark, "broken-yaml", message, expected, fix)


_QUOTE_IT = "put the whole text in quotes"
_CLOSE_IT = "close the quote, bracket or brace, on the same line if you can"
_INDENT = "give keys of one map, and items of one list, the same number of spaces"
_OTHER_FAULT = ("the file stops being YAML here", _INDENT + "; " + _QUOTE_IT, False)

# libyaml's message -> our message, the fix, and whether to point at the start of the
# value instead. The messages are from yaml-0.2.5, src/scanner.c and src/parser.c.
_FAULTS = {
    "mapping values are not allowed in this context": (
        "a colon and a space inside a text without quotes, or a key too far in",
        f"{_QUOTE_IT}; or {_INDENT}",
        False,
    ),
    "did not find expected key": (
        "here a key should begin",
        f"{_INDENT}; {_QUOTE_IT} if it begins with [ {{ \" ' or contains ': '",
        False,
    ),
    "did not find expected '-' indicator": (
        "here an item of the list should begin",
        f"{_INDENT}, each item after '- '",
        False,
    ),
    "did not find expected ',' or ']'": (
        "the list in [ ] is not closed, or lacks a comma",
        f"{_CLOSE_IT}; a text that begins with [[ stands in quotes",
        False,
    ),
    "did not find expected ',' or '}'": (
        "the map in { } is not closed, or lacks a comma",
        _CLOSE_IT,
        False,
    ),
    "found unexpected end of stream": (
        "a quote is opened here and never closed",
        _CLOSE_IT,
        True,
    ),
    "found character that cannot start any token": (
        "no value begins with this character",
        f"{_QUOTE_IT}; in front of a line write spaces, no tab",
        False,
    ),
    "could not find expected ':'": (
        "a key without its colon",
        "write a colon and a space after the key; indent the lines of a long text",
        True,
    ),
    "did not find expected alphabetic or numeric character": (
        "a text that begins with * or & needs quotes",
        _QUOTE_IT,
        False,
    ),
    "found unknown escape character": (
        "a backslash in double quotes begins an escape that does not exist",
        "write two backslashes, or use single quotes",
        False,
    ),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here",
        "begin it on the line below its key, each item after '- '",
        False,
    ),
    "did not find expected <document start>": (
        "after the record something else follows",
        f"{_INDENT}; one record a file",
        False,
    ),
}

RULES = (
    stray_file,
    unreadable_file,
    bad_id,
    not_utf8,
    forbidden_character,
    conflict_marker,
    too_big,
    empty_file,
    refused_yaml,
    bad_key,
    repeated_key,
    ambiguous_value,
    broken_yaml,
)
