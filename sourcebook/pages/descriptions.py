"""What a page is about in a sentence or two, for those who see a link to it."""

from __future__ import annotations

from sourcebook.pages.planned import Planned
from sourcebook.pages.show import Show
from sourcebook.questions import Asked
from sourcebook.records import Entity, Event, Source
from sourcebook.schema import Vocabulary

# Search engines and messengers cut longer ones, in the middle of a word.
_MOST_CHARACTERS = 200


def description_of(planned: Planned, show: Show) -> str:
    """The record's own summary in plain words, short enough to be shown whole."""
    return cut(_whole(planned, show))


def cut(text: str) -> str:
    """*text* in fewer than 200 characters, cut after a word."""
    if len(text) < _MOST_CHARACTERS:
        return text
    kept, _, _ = text[: _MOST_CHARACTERS - 1].rpartition(" ")
    return f"{kept or text[: _MOST_CHARACTERS - 2]}…"


def summary_of_event(event: Event, show: Show) -> str:
    """Its summary in plain words; any status but the plain one is said first."""
    summary = show.prose.plain(event.summary.markdown)
    schema = show.graph.schema
    if schema.is_plain(event.status):
        return summary
    label = schema.term(Vocabulary.STATUSES, event.status).label
    return f"{label[0].upper()}{label[1:]}. {summary}"


def _whole(planned: Planned, show: Show) -> str:
    description = show.graph.base.description
    match planned.subject or planned.part_of:
        case Entity() as entity:
            return show.prose.plain(entity.summary.markdown)
        case Event() as event:
            return summary_of_event(event, show)
        case Source(summary=summary) if summary:
            return show.prose.plain(summary.markdown)
        case Asked() as asked:
            texts = (held.position.text.markdown for held in asked.held)
            return f"Positions: {'; '.join(show.prose.plain(text) for text in texts)}"
    summary = description.summary
    return show.prose.plain(summary.markdown) if summary else description.title
