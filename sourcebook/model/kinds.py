"""The kinds of record, and the folders that hold them."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of record, and the description of the base."""

    ENTITY = "entity"
    EVENT = "event"
    SOURCE = "source"
    BASE = "base"


FOLDERS = {Kind.ENTITY: "entities", Kind.EVENT: "events", Kind.SOURCE: "sources"}
