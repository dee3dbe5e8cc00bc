"""
All records against one another -> Problems.

A rule is one function that yields Problems, one heading in docs/rules.md, one folder in
tests/bases/broken/. The order of a family is the order of docs/rules.md.
"""

from __future__ import annotations

from sourcebook.base import Base
from sourcebook.check.rules import (
    answers,
    citations,
    evidence,
    links,
    names,
    times,
    warnings,
)
from sourcebook.problems import Problem
from sourcebook.schema import Schema

# What holds of any part of a base: judged even while other records are at fault.
RULES = (
    *links.RULES,
    *citations.RULES,
    *times.RULES,
    *names.RULES,
    *answers.RULES,
    *evidence.RULES,
)

# What something is missing for: judged once no record is at fault, since the missing
# thing may stand in one of those.
WHOLE_RULES = (*answers.WHOLE_RULES, *warnings.WHOLE_RULES)


def check(base: Base, schema: Schema) -> list[Problem]:
    """Every problem that *base* has, errors and warnings, in no order."""
    rules = (*RULES, *WHOLE_RULES) if base.is_whole else RULES
    return [problem for rule in rules for problem in rule(base, schema)]
