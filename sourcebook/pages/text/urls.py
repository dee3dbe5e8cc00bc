"""URL builder: the paths of all pages, and links to them from any page."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.graph.statements import Voice, VoiceKind
from sourcebook.model.base import Base
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.mentions import Citation, LocalId, RecordId
from sourcebook.pages.rendering.finishing import ROOT

HOME = "index.html"
QUESTIONS = "questions/index.html"
TIMELINE = "timeline/index.html"
COMPARE = "compare/index.html"
MAP = "map/index.html"
SPEAKERS = "speakers/index.html"
SEARCH = "search/index.html"
SEARCH_RECORDS = "search/records.js"
ABOUT = "about/index.html"
BALANCE = "about/balance.html"
DATA = "data/index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
FEED = "feed.xml"
ROBOTS = "robots.txt"
PARTS = "parts.html"  # for developers
# Pages that nothing links to, and that the sitemap leaves out.
UNLISTED = frozenset({NOT_FOUND, PARTS})

VoiceKey = tuple[str, str, str]


def index_of(kind: Kind) -> str:
    """The page that lists the records of *kind*."""
    return f"{FOLDERS[kind]}/index.html"


def page_of(kind: Kind, id_: RecordId) -> str:
    """The page of a record."""
    return f"{FOLDERS[kind]}/{id_}.html"


def page_of_list(kind: Kind, id_: RecordId, name: str, number: int) -> str:
    """A page of a list too long for its record's page; pages count from 1."""
    end = "" if number == 1 else f"-{number}"
    return f"{FOLDERS[kind]}/{id_}/{name}{end}.html"


def page_of_speakers(number: int) -> str:
    """A page of the split list of anonymous speakers; pages count from 1."""
    return f"speakers/anonymous{'' if number == 1 else f'-{number}'}.html"


def page_of_part(index: str, name: str, number: int = 1) -> str:
    """A page of a part of a list too long for *index*; pages count from 1."""
    end = "" if number == 1 else f"-{number}"
    return f"{index.removesuffix('.html')}/{name}{end}.html"


def page_of_sitemap(number: int) -> str:
    """A part of a sitemap too large for one file; parts count from 1."""
    return f"sitemap-{number}.xml"


def file_of_words(beginning: str) -> str:
    """The search script with the words that start with *beginning*."""
    is_plain = beginning.isascii() and beginning.isalnum()
    name = beginning if is_plain else "-".join(f"u{ord(c):04x}" for c in beginning)
    return f"search/words/{name}.js"


def file_of_items(number: int) -> str:
    """A search script with some of the records and all their claims."""
    return f"search/items/{number}.js"


def page_of_question(record: RecordId, question: LocalId) -> str:
    """The page of a question."""
    return f"questions/{record}/{question}.html"


def page_of_comparison(first: RecordId, second: RecordId) -> str:
    """The page that compares two sources, given in either order."""
    lower, higher = sorted((first, second))
    return f"compare/{lower}/{higher}.html"


def anchor_of_voice(voice: Voice) -> str:
    """
    The anchor of an anonymous speaker on the page of speakers.

    It starts with an underscore, like all anchors that must not equal an id, and ends
    with a short hash: two descriptions may differ in punctuation only.
    """
    words = re.sub(r"[^a-z0-9]+", "-", voice.key[2]).strip("-")
    digest = hashlib.sha256("\n".join(voice.key).encode()).hexdigest()[:6]
    return f"_{voice.source}-{words[:60]}-{digest}"


def to(path: str, anchor: str = "") -> str:
    """A link from any page to a file of the site, or to an anchor in it."""
    return f"{ROOT}{path}#{anchor}" if anchor else ROOT + path


@dataclass(frozen=True, slots=True)
class UrlBuilder:
    """Links from any page; *speakers* has the pages of those not on `SPEAKERS`."""

    base: Base
    speakers: Mapping[VoiceKey, str] = field(default_factory=dict)  # anonymous ones

    def record(self, id_: RecordId, anchor: str = "") -> str:
        """A link to a record's page, or to a claim or question on it."""
        return to(page_of(self.base.kinds[id_], id_), anchor)

    def question(self, record: RecordId, question: LocalId) -> str:
        """A link to a question's own page."""
        return to(page_of_question(record, question))

    def citation(self, citation: Citation) -> str:
        """A link to the first cited paragraph."""
        return to(page_of(Kind.SOURCE, citation.source), f"p{citation.first}")

    def voice(self, voice: Voice) -> str:
        """A link to a speaker's claims."""
        if voice.kind is VoiceKind.NAMED and voice.entity:
            return self.record(voice.entity, "_said")
        if voice.kind is VoiceKind.AUTHOR and voice.source:
            return self.record(voice.source, "_paragraphs")
        return to(self.page_of_anonymous(voice), anchor_of_voice(voice))

    def page_of_anonymous(self, voice: Voice) -> str:
        """The page that shows an anonymous speaker."""
        return self.speakers.get(voice.key, SPEAKERS)

    def name(self, path: str, anchor: str = "") -> str:
        """For machines: the full URL if the base has a base_url, else a link."""
        if not self.site:
            return to(path, anchor)
        return self.site + path + (f"#{anchor}" if anchor else "")

    @property
    def site(self) -> str:
        """The base_url of the site, with a trailing slash; empty if none is set."""
        return self.base.description.base_url or ""
