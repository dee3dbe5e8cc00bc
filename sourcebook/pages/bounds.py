"""How long a list of the whole base may be before it goes on on other pages."""

from dataclasses import dataclass

from sourcebook.graph.data_shards import MOST


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    The most that a page shows: at most about 60 KB compressed and 600 lines.

    A line of a record has 25 to 55 bytes compressed, a name 40, an event of the
    timeline with its marks 100 to 120, a question 60 to 170, a source with its summary
    90 to 250. Where a list is longer, its page names the parts that it goes on on.
    """

    lines: int = 600  # of actors, of events by kind, of speakers, of places
    names: int = 1_000  # from A to Z
    events: int = 300  # of the timeline
    questions: int = 300
    sources: int = 200
    # A month of the timeline also names what began before it: the latest of them.
    reaching: int = 24
    # The home page names the latest sources: about a screen of them.
    home: int = 24
    # On the page of a comparison, what only one of the two sources has.
    only: int = 150
    # A table of all pairs has as many rows and columns; of more sources there is a
    # list, and each is set beside those that share the most with it: two sources with
    # one question in common stand side by side on the page of that question already.
    table: int = 24
    beside: int = 8
    compared: int = 48  # sources on a page of those lists, about ten lines each
    # Names and claims in the one script of the search: above that it is shared among
    # files, of which a query loads a few. 3,200 have 140 KB compressed.
    found: int = 6_000
    loaded: int = 16  # files of items that a query loads at first: about 10 KB each
    addresses: int = 50_000  # in a sitemap: the protocol allows no more
    entries: int = 100  # in the feed, which tells what is new
    records: int = MOST  # in one file of data, before there are others beside it


BOUNDS = Bounds()
