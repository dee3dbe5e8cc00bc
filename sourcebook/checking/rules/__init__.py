"""
All records against one another -> Problems.

A rule is one function that yields Problems, one heading in docs/rules.md, one folder in
tests/bases/broken/. The order of a family is the order of docs/rules.md.
What a rule asks of other records than the one that its Problem stands in, `recheck`
tells apart (`_exposed`, `_told`): a rule that asks for more is added there too, and one
that hangs on the whole base has it judged as a whole.
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

# What holds of any part of a base: judged even while other records are at fault. Some
# rules judge one record, given the base around it; some judge the base.
RECORD_RULES = (
    *links.RECORD_RULES,
    *citations.RECORD_RULES,
    *times.RECORD_RULES,
    *answers.RECORD_RULES,
    *evidence.RECORD_RULES,
)
BASE_RULES = (*links.BASE_RULES, *names.BASE_RULES, *evidence.BASE_RULES)

# What something is missing for: judged once no record is at fault, since the missing
# thing may stand in one of those.
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
    """Every problem that *base* has, errors and warnings, in no order."""
    problems = [p for record in base.written for p in _of_record(record, base, schema)]
    return [*problems, *_of_base(base, schema)]


def _of_record(record: Written, base: Base, schema: Schema) -> Iterator[Problem]:
    """Every problem that *record* has in *base*, as the rules of one record find it."""
    for rule in RECORD_RULES:
        yield from rule(record, base, schema)
    for rule in WHOLE_RECORD_RULES if base.is_whole else ():
        yield from rule(record, base, schema)


def _of_base(base: Base, schema: Schema) -> Iterator[Problem]:
    """Every problem that only *base* as a whole shows."""
    for rule in (*BASE_RULES, *(WHOLE_BASE_RULES if base.is_whole else ())):
        yield from rule(base, schema)
