"""What a page is about in a sentence or two, for those who see a link to it."""

from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Entity, Event, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.claims import Presenter

# Search engines and messengers cut longer ones, in the middle of a word.
_MOST_CHARACTERS = 200


def description_of(planned: PageSpec, presenter: Presenter) -> str:
    """The record's own summary in plain words, short enough to be shown whole."""
    return cut(_whole(planned, presenter))


def cut(text: str) -> str:
    """*text* in fewer than 200 characters, cut after a word."""
    if len(text) < _MOST_CHARACTERS:
        return text
    kept, _, _ = text[: _MOST_CHARACTERS - 1].rpartition(" ")
    return f"{kept or text[: _MOST_CHARACTERS - 2]}…"


def summary_of_event(event: Event, presenter: Presenter) -> str:
    """Its summary in plain words; any status but the plain one is said first."""
    summary = presenter.prose.plain(event.summary.markdown)
    schema = presenter.graph.schema
    if schema.is_plain(event.status):
        return summary
    label = schema.term(Vocabulary.STATUSES, event.status).label
    return f"{label[0].upper()}{label[1:]}. {summary}"


def _whole(planned: PageSpec, presenter: Presenter) -> str:
    description = presenter.graph.base.description
    match planned.subject or planned.part_of:
        case Entity() as entity:
            return presenter.prose.plain(entity.summary.markdown)
        case Event() as event:
            return summary_of_event(event, presenter)
        case Source(summary=summary) if summary:
            return presenter.prose.plain(summary.markdown)
        case QuestionStanding() as question:
            texts = (position.text.markdown for position in question.positions)
            return (
                f"Positions: {'; '.join(presenter.prose.plain(text) for text in texts)}"
            )
    summary = description.summary
    return presenter.prose.plain(summary.markdown) if summary else description.title
