"""Citations of a work as plain text, BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcebook.model.dates import DatePoint, PartialDate
from sourcebook.pages.text.words import date_in_words

# Any JSON to be written, without a type for each shape of it.
Json = str | int | bool | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work to be cited; empty fields are unknown or do not apply."""

    type: str  # a type of CSL, such as webpage
    title: str
    authors: tuple[str, ...] = ()  # as printed: no format guesses a family name
    container: str = ""  # the outlet, or the base
    genre: str = ""
    language: str = ""
    published: PartialDate | None = None
    paragraphs: tuple[str, ...] = ()  # such as 5, 7-8
    version: str = ""  # of what was read; replaces the date of access
    url: str = ""
    note: str = ""  # for the plain text; a `FormEntry` has its own


@dataclass(frozen=True, slots=True)
class _TypeNames:
    """What BibTeX and RIS call a CSL type."""

    entry: str  # of BibTeX; one that older styles know as well
    container: str  # BibTeX's field for the container
    ris: str


_TYPE_NAMES = {
    "article-journal": _TypeNames("article", "journal", "JOUR"),
    "article-magazine": _TypeNames("article", "journal", "MGZN"),
    "article-newspaper": _TypeNames("article", "journal", "NEWS"),
    "report": _TypeNames("techreport", "institution", "RPRT"),
    "webpage": _TypeNames("misc", "howpublished", "ELEC"),
}
_OTHER = _TypeNames("misc", "howpublished", "GEN")

# BibTeX counts braces, even escaped ones: none may come from a text.
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
_TEX_SPECIAL = re.compile(r"[\\{}~^#$%&_]")

# Made once: `json.dumps` makes a new encoder for each value.
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class ArticleForms:
    """
    A work formatted in all citation formats, without its key and note.

    The plain text is one line: authors, “title”, container (genre), date, paragraphs,
    version. Note. URL. What is unknown is left out, with its comma.
    """

    plain: str
    remarks: str  # what BibTeX and RIS have no field for
    bibtex: tuple[str, str]  # before the key, and after it
    ris: tuple[str, str]
    csl: tuple[str, str]
    fragments: tuple[str, str, str, str, str]  # around the paragraphs

    @classmethod
    def of(cls, cited: CitedWork) -> "ArticleForms":
        """The formats of *cited*; only the plain text has its note."""
        names = _TYPE_NAMES.get(cited.type, _OTHER)
        fields = [f",\n  {name} = {{{v}}}" for name, v in _bibtex_fields(cited) if v]
        tags = [f"\n{tag}  - {line(value)}" for tag, value in _ris_tags(cited) if value]
        version = cited.version
        fragments = (
            ", ".join(filter(None, _plain_parts(cited))),
            f", version {version}" if version else "",
            " ".join(filter(None, (cited.note, cited.url))),
            _variables(_csl_before_locator(cited)),
            _variables(_csl_after_locator(cited)),
        )
        forms = cls(
            "",
            f"Version {version}." if version else "",
            (f"@{names.entry}{{", "".join(fields)),
            (f"TY  - {names.ris}\nID  - ", "".join(tags)),
            (' {\n  "id": ', fragments[3] + fragments[4]),
            fragments,
        )
        return forms.at(cited.paragraphs)

    def at(self, paragraphs: tuple[str, ...]) -> "ArticleForms":
        """A copy that cites *paragraphs*, made of one that cites none."""
        before, after, end, first, last = self.fragments
        words, remarks, variables = "", self.remarks, first + last
        if paragraphs:
            numbers, is_single = ", ".join(paragraphs), _is_single(paragraphs)
            ranges = numbers.replace("-", "–")
            words = f", {'paragraph' if is_single else 'paragraphs'} {ranges}"
            # CSL processors distinguish paragraphs from pages by this prefix.
            locator = f"{'para.' if is_single else 'paras.'} {numbers}"
            remarks = f"{remarks} {locator}."
            variables = f'{first},\n  "locator": {_json(locator)}{last}'
        plain = line(f"{sentence(f'{before}{words}{after}')} {end}")
        csl = (self.csl[0], variables)
        return ArticleForms(plain, remarks, self.bibtex, self.ris, csl, self.fragments)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A work with its key and its note."""

    forms: ArticleForms
    key: str  # unique in the base: letters, digits, hyphens and colons, all ASCII
    note: str = ""


def bibtex(entries: Iterable[FormEntry]) -> str:
    """
    An entry for each work: a line `@type{key,`, a line for each field, a line `}`.

    Values are in braces, TeX's special characters escaped, except in the URL and the
    date, which are read literally. A title has two pairs of braces, so that no style
    changes its capitals; so has each author, so that no style splits the name.
    """
    blocks = []
    for entry in entries:
        (before, after), note = entry.forms.bibtex, _tex(_remarks(entry))
        note_field = f",\n  note = {{{note}}}" if note else ""
        blocks.append(f"{before}{entry.key}{after}{note_field},\n}}")
    return "\n".join(blocks)


def ris(entries: Iterable[FormEntry]) -> str:
    """
    A record for each work, a line for each of its tags.

    A line is the tag, two spaces, a hyphen, a space and the value; the last has none.
    """
    blocks = []
    for entry in entries:
        (before, after), note = entry.forms.ris, line(_remarks(entry))
        note_tag = f"\nN1  - {note}" if note else ""
        blocks.append(f"{before}{entry.key}{after}{note_tag}\nER  - ")
    return "\n".join(blocks)


def csl(entries: Iterable[FormEntry]) -> str:
    """
    A JSON array with a CSL item for each work, a line for each of its variables.

    Authors are `literal`, paragraphs the `locator`; the `note` records who says what.
    """
    items = []
    for entry in entries:
        (before, after), note = entry.forms.csl, line(entry.note)
        note_variable = f',\n  "note": {_json(note)}' if note else ""
        items.append(f"{before}{_json(entry.key)}{after}{note_variable}\n }}")
    return "[\n" + ",\n".join(items) + "\n]"


def line(text: str) -> str:
    """*text* on one line, with single spaces."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """*text* with a full stop, unless it ends with punctuation."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(_escaped, line(text))


def _escaped(match: re.Match[str]) -> str:
    return _BIBTEX[match[0]]


def _bibtex_fields(cited: CitedWork) -> Iterator[tuple[str, str]]:
    names = _TYPE_NAMES.get(cited.type, _OTHER)
    yield "author", " and ".join([f"{{{_tex(author)}}}" for author in cited.authors])
    yield "title", f"{{{_tex(cited.title)}}}"
    yield names.container, _tex(cited.container)
    yield "date", cited.published.text if cited.published else ""
    yield "year", _year(cited.published)
    yield "language", _tex(cited.language)
    yield "url", cited.url


def _ris_tags(cited: CitedWork) -> Iterator[tuple[str, str]]:
    for author in cited.authors:
        yield "AU", author
    yield "TI", cited.title
    yield "T2", cited.container
    yield "PY", _year(cited.published)
    yield "DA", _ris_date(cited.published)
    yield "LA", cited.language
    yield "UR", cited.url


def _plain_parts(cited: CitedWork) -> Iterator[str]:
    yield ", ".join(cited.authors)
    yield f"“{cited.title}”"
    is_kind = cited.container and cited.genre
    yield f"{cited.container} ({cited.genre})" if is_kind else cited.container
    yield date_in_words(cited.published) if cited.published else ""


def _csl_before_locator(cited: CitedWork) -> Iterator[tuple[str, Json]]:
    yield "type", cited.type
    yield "title", line(cited.title)
    yield "author", [{"literal": line(author)} for author in cited.authors]
    yield "container-title", line(cited.container)
    yield "genre", cited.genre
    yield "issued", _csl_date(cited.published)


def _csl_after_locator(cited: CitedWork) -> Iterator[tuple[str, Json]]:
    yield "language", cited.language
    yield "version", cited.version
    yield "URL", cited.url


def _variables(pairs: Iterable[tuple[str, Json]]) -> str:
    return "".join([f',\n  "{name}": {_json(value)}' for name, value in pairs if value])


def _remarks(entry: FormEntry) -> str:
    return f"{entry.forms.remarks} {entry.note}"


def _is_single(paragraphs: tuple[str, ...]) -> bool:
    return len(paragraphs) == 1 and "-" not in paragraphs[0]


def _year(date: PartialDate | None) -> str:
    if date is None or date.start is None or date.end is None:
        return ""
    return f"{date.start.year}" if date.start.year == date.end.year else ""


def _ris_date(date: PartialDate | None) -> str:
    """YYYY/MM/DD/words: what both ends share; words only if numbers do not suffice."""
    if date is None:
        return ""
    numbers = ["", "", ""]
    if date.start and date.end:
        for index, (start, end) in enumerate(
            zip(_numbers(date.start), _numbers(date.end), strict=False)
        ):
            if start != end:
                break
            numbers[index] = f"{start:02}"
    is_exact = not date.is_span and date.text[-1] not in "~?%"
    return "/".join((*numbers, "" if is_exact else date_in_words(date)))


def _csl_date(date: PartialDate | None) -> Json:
    if date is None:
        return {}
    if date.start is None or date.end is None:
        return {"literal": date_in_words(date)}
    ends = (date.start, date.end) if date.is_span else (date.start,)
    parts: list[Json] = [list[Json](_numbers(end)) for end in ends]
    is_approximate = any(end.approximate or end.uncertain for end in ends)
    return {"date-parts": parts, **({"circa": True} if is_approximate else {})}


def _numbers(point: DatePoint) -> tuple[int, ...]:
    return tuple(n for n in (point.year, point.month, point.day) if n is not None)
