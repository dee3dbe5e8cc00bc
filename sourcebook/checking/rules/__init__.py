"""
Records checked against one another -> Problems. May import: what checking may.

A rule is one function that yields Problems, one line in the tuple of its family, one
heading in docs/rules.md, one folder in tests/bases/broken/. A family is in the order of
docs/rules.md.
`incremental.recheck` lists what rules read of records other than that of their Problem.
A rule that reads more is added there too; one that depends on the whole base makes
`recheck` check the whole base.
"""

from collections.abc import Iterator

from sourcebook.checking.rules import (
    answers,
    citations,
    evidence,
    links,
    names,
    times,
    warnings,
)
from sourcebook.model.base import Base
from sourcebook.model.records import Written
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem

# Rules that hold for any part of a base, and run even if other records are faulty. Some
# check one record, given the base around it; some check the base.
RECORD_RULES = (
    *links.RECORD_RULES,
    *citations.RECORD_RULES,
    *times.RECORD_RULES,
    *answers.RECORD_RULES,
    *evidence.RECORD_RULES,
)
BASE_RULES = (*links.BASE_RULES, *names.BASE_RULES, *evidence.BASE_RULES)

# Rules about what is missing: they run only if no record is faulty, since a faulty one
# may have it.
WHOLE_RECORD_RULES = answers.WHOLE_RECORD_RULES
WHOLE_BASE_RULES = (*answers.WHOLE_BASE_RULES, *warnings.WHOLE_BASE_RULES)

# All of them, in the order of docs/rules.md.
RULES = (
    *(*links.RECORD_RULES, *links.BASE_RULES),
    *citations.RECORD_RULES,
    *times.RECORD_RULES,
    *names.BASE_RULES,
    *answers.RECORD_RULES,
    *(*evidence.RECORD_RULES, *evidence.BASE_RULES),
    *(*answers.WHOLE_BASE_RULES, *answers.WHOLE_RECORD_RULES),
    *warnings.WHOLE_BASE_RULES,
)


def check_rules(base: Base, schema: Schema) -> list[Problem]:
    """Every problem of *base*, errors and warnings, unordered."""
    problems = [p for record in base.written for p in _of_record(record, base, schema)]
    return [*problems, *_of_base(base, schema)]


def _of_record(record: Written, base: Base, schema: Schema) -> Iterator[Problem]:
    for rule in RECORD_RULES:
        yield from rule(record, base, schema)
    for rule in WHOLE_RECORD_RULES if base.is_whole else ():
        yield from rule(record, base, schema)


def _of_base(base: Base, schema: Schema) -> Iterator[Problem]:
    for rule in (*BASE_RULES, *(WHOLE_BASE_RULES if base.is_whole else ())):
        yield from rule(base, schema)
