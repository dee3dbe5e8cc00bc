"""
What every run of the program computes, computed only once for all tests.

Tests run the program in their own process, many hundred times, with one schema and one
program. Tests of these functions import them from where they are defined.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from checks import SCHEMA

from sourcebook import reading
from sourcebook.cache import program_digest
from sourcebook.checking import shape
from sourcebook.checking.fast_validators import FastValidator, fast_validators
from sourcebook.model.kinds import Kind
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem
from sourcebook.reading.schema_folder import read_schema

_made: dict[str, Mapping[Kind, FastValidator]] = {}


def share_between_runs() -> None:
    """Digest only one package of the program, and read the schema only once."""
    program_digest.FOLDER /= "cache"
    program_digest._version = cache(program_digest._version)
    shape.fast_validators = _fast_validators  # type: ignore[attr-defined]
    reading.read_schema = _read_schema


def _fast_validators(schema: Schema) -> Mapping[Kind, FastValidator]:
    if schema.digest not in _made:
        _made[schema.digest] = fast_validators(schema)
    return _made[schema.digest]


@cache
def _own_schema() -> tuple[Schema | None, list[Problem]]:
    return read_schema(SCHEMA)


def _read_schema(folder: Path) -> tuple[Schema | None, list[Problem]]:
    return _own_schema() if Path(folder) == SCHEMA else read_schema(folder)
