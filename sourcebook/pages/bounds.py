"""Size limits: how long a list may be before it is split over several pages."""

from dataclasses import dataclass

from sourcebook.graph.data_shards import MOST


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    The limits of a page: at most about 60 KB compressed and 600 lines.

    Compressed, a record's line takes 25 to 55 bytes, a name 40, a timeline event with
    its marks 100 to 120, a question 60 to 170, a source with its summary 90 to 250. A
    list over its limit is split, and its page links to the pages of its parts.
    """

    lines: int = 600  # of actors, events by kind, speakers, places
    names: int = 1_000  # in the A to Z index
    events: int = 300  # on the timeline
    questions: int = 300
    sources: int = 200
    # A month of the timeline also lists the latest of the events that began earlier.
    reaching: int = 24
    # The home page lists the latest sources: about one screen.
    home: int = 24
    # On a comparison page: items that only one of the two sources has.
    only: int = 150
    # A table of all pairs has this many rows and columns. More sources are listed, and
    # each is compared with the *beside* sources that share the most with it: two with a
    # single question in common already meet on the page of that question.
    table: int = 24
    beside: int = 8
    compared: int = 48  # sources on a page of those lists, about ten lines each
    # Names and claims in a single search script: above this it is split into several
    # files, of which a query loads a few. 3,200 take 140 KB compressed.
    found: int = 6_000
    loaded: int = 16  # item files that a query loads at first: about 10 KB each
    addresses: int = 50_000  # in a sitemap: the limit of the protocol
    entries: int = 100  # in the feed, which announces what is new
    records: int = MOST  # in one data file; above this there are shards beside it


BOUNDS = Bounds()
