"""The description of a page in a sentence or two, shown with links to it."""

from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.records import Entity, Event, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter

# Search engines and messengers truncate longer ones within a word.
_MOST_CHARACTERS = 200


def description_of(spec: PageSpec, presenter: Presenter) -> str:
    """The record's own summary in plain text, short enough to be shown whole."""
    return cut(_summary(spec, presenter))


def cut(text: str) -> str:
    """*text* in fewer than 200 characters, cut after a word."""
    if len(text) < _MOST_CHARACTERS:
        return text
    head, _, _ = text[: _MOST_CHARACTERS - 1].rpartition(" ")
    return f"{head or text[: _MOST_CHARACTERS - 2]}…"


def summary_of_event(event: Event, presenter: Presenter) -> str:
    """Its summary in plain text, after its status unless that is the plain one."""
    summary = presenter.prose.plain(event.summary.markdown)
    schema = presenter.graph.schema
    if schema.is_plain(event.status):
        return summary
    label = schema.term(Vocabulary.STATUSES, event.status).label
    return f"{label[0].upper()}{label[1:]}. {summary}"


def _summary(spec: PageSpec, presenter: Presenter) -> str:
    description = presenter.graph.base.description
    match spec.subject or spec.part_of:
        case Entity() as entity:
            return presenter.prose.plain(entity.summary.markdown)
        case Event() as event:
            return summary_of_event(event, presenter)
        case Source(summary=summary) if summary:
            return presenter.prose.plain(summary.markdown)
        case QuestionStanding() as question:
            texts = (position.text.markdown for position in question.positions)
            return f"Positions: {'; '.join(presenter.prose.plain(t) for t in texts)}"
    summary = description.summary
    return presenter.prose.plain(summary.markdown) if summary else description.title
