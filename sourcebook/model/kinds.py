"""The kinds of record and their folders."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of record, or the description of the base."""

    ENTITY = "entity"
    EVENT = "event"
    SOURCE = "source"
    BASE = "base"


FOLDERS = {Kind.ENTITY: "entities", Kind.EVENT: "events", Kind.SOURCE: "sources"}
