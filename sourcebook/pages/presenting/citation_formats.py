"""How a text is cited: in plain words, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcebook.model.dates import DatePoint, PartialDate
from sourcebook.pages.text.words import date_in_words

# JSON as it is written, without a name for each shape of it.
Json = str | int | bool | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A text to be cited; what is empty is not known, or does not apply."""

    type: str  # a type of CSL, such as webpage
    title: str
    authors: tuple[str, ...] = ()  # as printed: no form guesses a family name
    container: str = ""  # the outlet, or the base
    genre: str = ""
    language: str = ""
    published: PartialDate | None = None
    paragraphs: tuple[str, ...] = ()  # such as 5, 7-8
    version: str = ""  # of what was read: it stands for the day
    url: str = ""
    note: str = ""  # for the plain words; an `Entry` has its own


@dataclass(frozen=True, slots=True)
class _Manner:
    """How BibTeX and RIS call a type of CSL."""

    entry: str  # of BibTeX; one that the styles of old know as well
    container: str  # BibTeX's field for where it appeared
    ris: str


_MANNERS = {
    "article-journal": _Manner("article", "journal", "JOUR"),
    "article-magazine": _Manner("article", "journal", "MGZN"),
    "article-newspaper": _Manner("article", "journal", "NEWS"),
    "report": _Manner("techreport", "institution", "RPRT"),
    "webpage": _Manner("misc", "howpublished", "ELEC"),
}
_OTHER = _Manner("misc", "howpublished", "GEN")

# BibTeX counts every brace, an escaped one too: none may come from a text.
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
_OF_TEX = re.compile(r"[\\{}~^#$%&_]")

# Made once: `json.dumps` makes a new one for each value.
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class ArticleForms:
    """
    A text as the forms tell it, but for its key and for what is noted of it.

    In plain words it is one line: authors, “title”, container (genre), date,
    paragraphs. Version. Address. What is not known is left out, with its comma.
    """

    plain: str
    remarks: str  # what BibTeX and RIS have no field for
    bibtex: tuple[str, str]  # what stands before the key, and after it
    ris: tuple[str, str]
    csl: tuple[str, str]
    whole: tuple[str, str, str, str, str]  # what stands around the paragraphs

    @classmethod
    def of(cls, cited: CitedWork) -> ArticleForms:
        """What no key and no note changes of *cited*; the plain words have its note."""
        manner = _MANNERS.get(cited.type, _OTHER)
        fields = [f",\n  {name} = {{{v}}}" for name, v in _fields(cited) if v]
        tags = [f"\n{tag}  - {line(value)}" for tag, value in _tags(cited) if value]
        version = cited.version
        whole = (
            ", ".join(filter(None, _names(cited))),
            f", version {version}" if version else "",
            " ".join(filter(None, (cited.note, cited.url))),
            _variables(_before_locator(cited)),
            _variables(_after_locator(cited)),
        )
        told = cls(
            "",
            f"Version {version}." if version else "",
            (f"@{manner.entry}{{", "".join(fields)),
            (f"TY  - {manner.ris}\nID  - ", "".join(tags)),
            (' {\n  "id": ', whole[3] + whole[4]),
            whole,
        )
        return told.at(cited.paragraphs)

    def at(self, paragraphs: tuple[str, ...]) -> ArticleForms:
        """The same of certain *paragraphs*, or of none, where it has none so far."""
        before, after, end, first, last = self.whole
        words, remarks, variables = "", self.remarks, first + last
        if paragraphs:
            numbers, is_one = ", ".join(paragraphs), _is_one(paragraphs)
            told = numbers.replace("-", "–")
            words = f", {'paragraph' if is_one else 'paragraphs'} {told}"
            # As processors of CSL tell paragraphs from pages.
            locator = f"{'para.' if is_one else 'paras.'} {numbers}"
            remarks = f"{remarks} {locator}."
            variables = f'{first},\n  "locator": {_json(locator)}{last}'
        plain = line(f"{sentence(f'{before}{words}{after}')} {end}")
        csl = (self.csl[0], variables)
        return ArticleForms(plain, remarks, self.bibtex, self.ris, csl, self.whole)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A text with its key, and with what is noted of it."""

    told: ArticleForms
    key: str  # unique in the base: letters, digits, hyphens and colons, all ASCII
    note: str = ""


def bibtex(entries: Iterable[FormEntry]) -> str:
    """
    An entry for each text: a line `@type{key,`, a line for each field, a line `}`.

    Values stand in braces and hold no character that TeX reads as its own, but the
    address and the date, which are read literally. A title has two pairs of braces, so
    that no style changes its capitals; so has each author, who is not taken apart.
    """
    made = []
    for entry in entries:
        (before, after), note = entry.told.bibtex, _tex(_remarks(entry))
        noted = f",\n  note = {{{note}}}" if note else ""
        made.append(f"{before}{entry.key}{after}{noted},\n}}")
    return "\n".join(made)


def ris(entries: Iterable[FormEntry]) -> str:
    """
    A record for each text, a line for each of its tags.

    A line is the tag, two spaces, a hyphen, a space and the value; the last has none.
    """
    made = []
    for entry in entries:
        (before, after), note = entry.told.ris, line(_remarks(entry))
        noted = f"\nN1  - {note}" if note else ""
        made.append(f"{before}{entry.key}{after}{noted}\nER  - ")
    return "\n".join(made)


def csl(entries: Iterable[FormEntry]) -> str:
    """
    A JSON array with an item of CSL for each text, a line for each of its variables.

    Authors stand under `literal`; paragraphs are the `locator`, who says what the note.
    """
    made = []
    for entry in entries:
        (before, after), note = entry.told.csl, line(entry.note)
        noted = f',\n  "note": {_json(note)}' if note else ""
        made.append(f"{before}{_json(entry.key)}{after}{noted}\n }}")
    return "[\n" + ",\n".join(made) + "\n]"


def line(text: str) -> str:
    """*text* on one line, with single spaces."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """*text* with a full stop, where it has no sign at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _tex(text: str) -> str:
    return _OF_TEX.sub(_written_out, line(text))


def _written_out(sign: re.Match[str]) -> str:
    return _BIBTEX[sign[0]]


def _fields(cited: CitedWork) -> Iterator[tuple[str, str]]:
    """The fields of BibTeX but the note, in their order."""
    manner = _MANNERS.get(cited.type, _OTHER)
    yield "author", " and ".join([f"{{{_tex(author)}}}" for author in cited.authors])
    yield "title", f"{{{_tex(cited.title)}}}"
    yield manner.container, _tex(cited.container)
    yield "date", cited.published.text if cited.published else ""
    yield "year", _year(cited.published)
    yield "language", _tex(cited.language)
    yield "url", cited.url


def _tags(cited: CitedWork) -> Iterator[tuple[str, str]]:
    """The tags of RIS but the first two and the note, in their order."""
    for author in cited.authors:
        yield "AU", author
    yield "TI", cited.title
    yield "T2", cited.container
    yield "PY", _year(cited.published)
    yield "DA", _ris_date(cited.published)
    yield "LA", cited.language
    yield "UR", cited.url


def _names(cited: CitedWork) -> Iterator[str]:
    """What the plain words begin with."""
    yield ", ".join(cited.authors)
    yield f"“{cited.title}”"
    is_kind = cited.container and cited.genre
    yield f"{cited.container} ({cited.genre})" if is_kind else cited.container
    yield date_in_words(cited.published) if cited.published else ""


def _before_locator(cited: CitedWork) -> Iterator[tuple[str, Json]]:
    """The variables of CSL that stand before the paragraphs, but the name."""
    yield "type", cited.type
    yield "title", line(cited.title)
    yield "author", [{"literal": line(author)} for author in cited.authors]
    yield "container-title", line(cited.container)
    yield "genre", cited.genre
    yield "issued", _csl_date(cited.published)


def _after_locator(cited: CitedWork) -> Iterator[tuple[str, Json]]:
    """Those that stand after them, but the note."""
    yield "language", cited.language
    yield "version", cited.version
    yield "URL", cited.url


def _variables(named: Iterable[tuple[str, Json]]) -> str:
    """A line for each that has a value."""
    return "".join([f',\n  "{name}": {_json(value)}' for name, value in named if value])


def _remarks(entry: FormEntry) -> str:
    return f"{entry.told.remarks} {entry.note}"


def _is_one(paragraphs: tuple[str, ...]) -> bool:
    return len(paragraphs) == 1 and "-" not in paragraphs[0]


def _year(date: PartialDate | None) -> str:
    """The year, where it is one."""
    if date is None or date.start is None or date.end is None:
        return ""
    return f"{date.start.year}" if date.start.year == date.end.year else ""


def _ris_date(date: PartialDate | None) -> str:
    """
    YYYY/MM/DD/words: what both ends share.

    The words follow only where the numbers do not say it all.
    """
    if date is None:
        return ""
    numbers = ["", "", ""]
    if date.start and date.end:
        for place, (start, end) in enumerate(
            zip(_numbers(date.start), _numbers(date.end), strict=False)
        ):
            if start != end:
                break
            numbers[place] = f"{start:02}"
    told = not date.is_span and date.text[-1] not in "~?%"
    return "/".join((*numbers, "" if told else date_in_words(date)))


def _csl_date(date: PartialDate | None) -> Json:
    """The date in its parts; in words where one of its ends is open."""
    if date is None:
        return {}
    if date.start is None or date.end is None:
        return {"literal": date_in_words(date)}
    ends = (date.start, date.end) if date.is_span else (date.start,)
    parts: list[Json] = [list[Json](_numbers(end)) for end in ends]
    about = any(end.approximate or end.uncertain for end in ends)
    return {"date-parts": parts, **({"circa": True} if about else {})}


def _numbers(point: DatePoint) -> tuple[int, ...]:
    """The year, the month and the day, as far as they are known."""
    return tuple(n for n in (point.year, point.month, point.day) if n is not None)
