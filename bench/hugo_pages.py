"""A record as a page for Hugo: front matter with resolved references, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]  # as parsed from YAML: the base is valid
Head = dict[str, Any]

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
_CITED = re.compile(r"\[(@[^\[\]\n]+)\]")
_LOCATOR = re.compile(r"@([^\s;@]+)")
_BODIES = {"entities": "description", "events": "summary", "sources": "summary"}


@dataclass(frozen=True, slots=True)
class Page:
    """A content file of Hugo; the path has no extension."""

    path: str
    head: Head
    body: str


@dataclass(frozen=True, slots=True)
class Known:
    """The properties of a record that other pages need."""

    path: str
    title: str
    publisher: str  # the id; empty if it is not a source
    questions: Mapping[str, tuple[str, Mapping[str, str]]]  # text, text of positions


class Pages:
    """Makes the pages of records, with links to each other."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known

    @classmethod
    def of(cls, records: Iterable[tuple[str, str, Record]]) -> Pages:
        """The maker of pages for *records*: (folder, id, record)."""
        return cls(
            {
                id_: Known(
                    f"/{kind}/{id_}",
                    record.get("name") or record["title"],
                    record.get("publisher", ""),
                    {
                        name: (asked["ask"], asked["positions"])
                        for name, asked in record.get("questions", {}).items()
                    },
                )
                for kind, id_, record in records
            }
        )

    def record(self, kind: str, id_: str, record: Record) -> Page:
        """The page of a record."""
        refs: dict[str, None] = {}
        head: Head = {"title": self._known[id_].title, "id": id_}
        if kind == "events":
            head["month"] = _month(record.get("date", ""))
        head["line"] = record.get("date") or record.get("published") or record["type"]
        body = record.get(_BODIES[kind], "")
        head["record"] = _Front(self._known, id_, refs).of(record, _BODIES[kind])
        text = self._markdown(body, id_, refs)
        refs.pop(id_, None)
        head["refs"] = list(refs)
        return Page(f"{kind}/{id_}", head, text)

    def questions(self, id_: str, record: Record) -> Iterator[Page]:
        """The pages of a record's questions."""
        for name, asked in record.get("questions", {}).items():
            head: Head = {
                "title": asked["ask"],
                "key": f"{id_}#{name}",
                "about": self._known[id_].path,
                "positions": _rows(asked["positions"], "words"),
            }
            if "note" in asked:
                head["note"] = self.markdown(asked["note"])
            yield Page(f"questions/{id_}/{name}", head, "")

    def markdown(self, text: str) -> str:
        """*text* with its links and citations in standard Markdown."""
        return self._markdown(text, "", {})

    def _markdown(self, text: str, own: str, refs: dict[str, None]) -> str:
        return _Front(self._known, own, refs).markdown(text)


class _Front:
    """Resolves the references in values of a record; *refs* collects their targets."""

    def __init__(
        self, known: Mapping[str, Known], own: str, refs: dict[str, None]
    ) -> None:
        self._known = known
        self._own = own
        self._refs = refs

    def of(self, record: Record, body: str) -> Head:
        """The front matter of *record*, without its name and *body*."""
        head = {k: v for k, v in record.items() if k not in ("name", "title", body)}
        for key in ("publisher", "part_of"):
            if key in head:
                head[key] = self._page(head[key])
        for key in ("places", "relays"):
            if key in head:
                head[key] = [self._page(id_) for id_ in head[key]]
        for key, label, page in (
            ("roles", "title", "at"),
            ("relations", "type", "to"),
            ("participants", "role", "entity"),
            ("related", "as", "event"),
        ):
            if key in head:
                head[key] = [self._tie(tie, label, page) for tie in head[key]]
        for key in ("summary", "notes"):
            if key in head:
                head[key] = self.markdown(head[key])
        return head | self._noted(record) | self._disputed(record)

    def markdown(self, text: str) -> str:
        """*text* with its links and citations in standard Markdown."""
        linked = _LINK.sub(lambda match: self._link(match[1].strip(), match[2]), text)
        return _CITED.sub(lambda match: self._citations(match[1]), linked)

    def _noted(self, record: Record) -> Head:
        head: Head = {}
        if "also_known_as" in record:
            aliases = record["also_known_as"]
            head["also_known_as"] = [self._cited(alias) for alias in aliases]
        if "errata" in record:
            head["errata"] = [
                {**erratum, "at": self._cite(erratum["at"])}
                for erratum in record["errata"].values()
            ]
        return head

    def _disputed(self, record: Record) -> Head:
        head: Head = {}
        if "questions" in record:
            head["questions"] = [
                {
                    **asked,
                    "id": name,
                    "href": f"/questions/{self._own}/{name}.html",
                    "positions": _rows(asked["positions"], "words"),
                }
                for name, asked in record["questions"].items()
            ]
        if "claims" in record:
            head["claims"] = [
                self._claim(id_, claim) for id_, claim in record["claims"].items()
            ]
        return head

    def _claim(self, id_: str, claim: Record) -> Head:
        made = self._cited({"id": id_, **claim, "text": self.markdown(claim["text"])})
        made["by"] = [self._speaker(speaker) for speaker in claim["by"]]
        for key in ("via", "about"):
            if key in claim:
                made[key] = [self._page(one) for one in claim[key]]
        if "note" in claim:
            made["note"] = self.markdown(claim["note"])
        if "answers" in claim:
            made["answers"] = [
                self._answer(question, position)
                for question, position in claim["answers"].items()
            ]
        return made

    def _speaker(self, speaker: str | Record) -> Head:
        if isinstance(speaker, str):
            return {"page": self._page(speaker)}
        made = dict(speaker)
        if "of" in made:
            made["of"] = [self._page(id_) for id_ in made["of"]]
        return made

    def _answer(self, question: str, position: str) -> Head:
        record, _, name = question.rpartition("#")
        record = record or self._own
        self._refs[record] = None
        ask, positions = self._known[record].questions[name]
        return {
            "question": f"{record}#{name}",
            "position": position,
            "href": f"/questions/{record}/{name}.html",
            "ask": ask,
            "words": positions[position],
        }

    def _tie(self, tie: Record, label: str, page: str) -> Head:
        made = self._cited(tie)
        made["label"] = made.pop(label).replace("_", " ")
        if label == "title" and "to" in made:
            made["until"] = made.pop("to")
        if page in tie:
            made["page"] = self._page(tie[page])
            made.pop(page, None)
        return made

    def _cited(self, part: Record) -> Head:
        if "cite" not in part:
            return dict(part)
        return {**part, "cite": [self._cite(locator) for locator in part["cite"]]}

    def _cite(self, locator: str) -> Head:
        source, _, place = locator.partition("#")
        page = self._page(source)
        href = f"{page}.html#{place.partition('-')[0]}"
        outlet = self._known[self._known[source].publisher].title
        return {"href": href, "label": f"{outlet} {_paragraphs(place)}"}

    def _page(self, id_: str) -> str:
        self._refs[id_] = None
        return self._known[id_].path

    def _link(self, target: str, words: str | None) -> str:
        id_, _, anchor = target.partition("#")
        page = self._page(id_)
        end = f"#{anchor}" if anchor else ""
        return f"[{words or self._known[id_].title}]({page}.html{end})"

    def _citations(self, group: str) -> str:
        shown = []
        for locator in _LOCATOR.findall(group):
            cite = self._cite(locator)
            shown.append(f"[{cite['label']}]({cite['href']})")
        return f"({'; '.join(shown)})"


def _rows(texts: Mapping[str, str], name: str) -> list[Head]:
    return [{"id": id_, name: text} for id_, text in texts.items()]


def _paragraphs(place: str) -> str:
    return "¶" + place.removeprefix("p").replace("-", "–")


def _month(date: str) -> str:
    """The month in which *date* begins; the year if the month is not known."""
    found = re.search(r"\d{4}(-\d{2})?", date)
    return found[0] if found else "No date known"
