"""The size of a base in words."""

from sourcebook.graph.graph import Graph
from sourcebook.pages.text.words import count_in_words, listed

_ENTITIES = "actors, places and things"


def counts_in_words(graph: Graph) -> str:
    """The number of records, claims, speakers and questions, listed in words."""
    base = graph.base
    return listed(
        [
            count_in_words(len(base.sources), "source"),
            count_in_words(len(graph.statements), "claim"),
            count_in_words(len(graph.voices), "speaker"),
            count_in_words(len(graph.questions), "question"),
            count_in_words(len(base.events), "event"),
            count_in_words(len(base.entities), "actor, place or thing", _ENTITIES),
        ]
    )
