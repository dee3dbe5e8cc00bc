"""
Documents and Base -> Problems: shapes, wording, rules, evidence.

May import: reading, model, problems.
"""

from typing import TYPE_CHECKING

from sourcebook import lazy_names

if TYPE_CHECKING:
    from sourcebook.checking.evidence_lock import read_lock, write_lock
    from sourcebook.checking.loaded_words import loaded_wording
    from sourcebook.checking.rules import check_rules
    from sourcebook.checking.shape import check_shapes
    from sourcebook.checking.verify import RULES_OF_LOCK, verify_texts

__all__ = [
    "RULES_OF_LOCK",
    "check_rules",
    "check_shapes",
    "loaded_wording",
    "read_lock",
    "verify_texts",
    "write_lock",
]

__getattr__ = lazy_names(
    __name__,
    evidence_lock="read_lock write_lock",
    loaded_words="loaded_wording",
    rules="check_rules",
    shape="check_shapes",
    verify="RULES_OF_LOCK verify_texts",
)
