"""The texts of generated records: statements, links, citations, answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from draw import Draw
from phrases import (
    COUNTED,
    DATE_NOTES,
    HEDGES,
    MATTERS,
    NOTES,
    OCCASIONS,
    OTHERS,
    STATEMENTS,
    TIMES,
    UNNAMED,
)
from story import Asked, Event, Source, Story

_OTHER_MODES = ("opines", "predicts", "calls_for", "declines_to_comment")
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a record that claims may answer."""

    name: str  # the key in `answers`
    asked: Asked


class Telling:
    """Draws the parts of records from a story: lines of YAML and parts of lines."""

    def __init__(self, story: Story, draw: Draw) -> None:
        self.story = story
        self.draw = draw
        self._sources: list[Source] = []

    def link(self, id_: str, words: str) -> str:
        """A link to a record, sometimes with *words* as its text."""
        if self.draw.chance(0.4):
            return f"[[{id_}|{words}]]"
        return f"[[{id_}]]"

    def sentence(self, forms: Sequence[str] = STATEMENTS) -> str:
        """A sentence with links."""
        draw, story = self.draw, self.story
        matter = draw.one(MATTERS)
        other = draw.one(OTHERS)
        said = draw.one(forms).format(
            a=self.link(story.entity(draw).id, f"the side that spoke of the {matter}"),
            b=self.link(story.entity(draw).id, other) if draw.chance(0.4) else other,
            m=matter,
            o=draw.one(OCCASIONS),
            t=draw.one(TIMES),
        )
        return said[0].upper() + said[1:]

    def begin(self, day: int) -> None:
        """Begin a record about *day*, which one or a few sources report."""
        few = 1 + min(self.draw.about(0.55, 0.9), 7)
        self._sources = [self._sound_source(day) for _ in range(few)]

    def locator(self, source: Source) -> str:
        """The locator of a paragraph of *source*, or of a range."""
        first = self.draw.within(1, source.paragraphs)
        if self.draw.chance(0.1) and first < source.paragraphs:
            last = min(first + self.draw.within(1, 3), source.paragraphs)
            return f"{source.id}#p{first}-{last}"
        return f"{source.id}#p{first}"

    def locators(self) -> list[str]:
        """The locators of a statement, without duplicates."""
        number = 2 if self.draw.chance(0.15) else 1
        found = [self.locator(self.draw.one(self._sources)) for _ in range(number)]
        return list(dict.fromkeys(found))

    def cited(self) -> str:
        """A citation in Markdown."""
        return "[" + "; ".join(f"@{locator}" for locator in self.locators()) + "]"

    def cite(self) -> str:
        """The key `cite` with its locators."""
        return f"cite: [{', '.join(self.locators())}]"

    def markdown(self, paragraphs: int, forms: Sequence[str]) -> str:
        """Paragraphs of one to four cited sentences, sometimes with a list."""
        draw, made = self.draw, []
        for number in range(paragraphs):
            wordings = STATEMENTS if number else forms
            said = [
                f"{self.sentence(wordings)} {self.cited()}"
                for _ in range(draw.within(1, 4 if number else 2))
            ]
            is_list = number > 0 and draw.chance(0.15)
            made.append(
                "\n".join(f"- {one}" for one in said) if is_list else " ".join(said)
            )
        if draw.chance(0.05):
            made[-1] += " See [the *full* table](https://example.org/tables/a?b=1)."
        return "\n\n".join(made)

    def questions(self, questions: Sequence[Asked]) -> list[str]:
        """The key `questions` of a record; no lines if it has none."""
        lines = ["questions:"] if questions else []
        for asked in questions:
            lines += [f"  {asked.id}:", f"    ask: {asked.ask}", "    positions:"]
            lines += [f"      {id_}: {words}" for id_, words in asked.positions]
            if self.draw.chance(0.2):
                lines.append("    note: The positions need not exclude each other.")
        return lines

    def claims(
        self, number: int, own: Sequence[Asked], others: Sequence[Question], day: int
    ) -> list[str]:
        """
        The key `claims` with *number* claims made on *day* or later.

        The first ones answer the questions *own* of the record, each at least once;
        some of the rest answer one of the *others*.
        """
        lines = ["claims:"] if number else []
        offset = self.draw.below(len(COUNTED))
        # Only claims that answer the same question may count the same people.
        counting = next((asked for asked in own if asked.counts), None) or next(
            (other for other in others if other.asked.counts), None
        )
        for index in range(number):
            answers = ""
            counts, denies = False, False
            if index < 2 * len(own):
                asked = own[index % len(own)]
                place = index // len(own) if self.draw.chance(0.85) else 0
                answers = f"{asked.id}: {asked.positions[place][0]}"
                counts, denies = asked is counting, place > 0 and self.draw.chance(0.4)
            elif others and self.draw.chance(0.6):
                other = self.draw.one(others)
                position = other.asked.positions[
                    self.draw.often(len(other.asked.positions))
                ]
                answers = f"{other.name}: {position[0]}"
                counts, denies = other is counting, index > 0 and self.draw.chance(0.15)
            figure = self._figure(counts, index, offset)
            lines += self._claim(index, answers, figure, denies=denies, day=day)
        return lines

    def _figure(self, counts: bool, index: int, offset: int) -> str:  # noqa: FBT001 - inner
        """A figure or nothing; in a record, only answers count the same thing twice."""
        draw = self.draw
        if counts:
            what, unit = "people who came", "people"
        elif index < len(COUNTED) and draw.chance(0.12):
            what, unit = COUNTED[(index + offset) % len(COUNTED)]
        else:
            return ""
        low = 1 + draw.about(300, 1.5)
        size = draw.one(
            (
                f"value: {low}",
                f"min: {low}, max: {low * 2}",
                f"min: {low}",
                f"max: {low}",
            )
        )
        return f"{{ what: {what}, {size}, unit: {quoted_if_needed(unit)} }}"

    def _claim(
        self, index: int, answers: str, figure: str, *, denies: bool, day: int
    ) -> list[str]:
        draw, story = self.draw, self.story
        note = draw.one(NOTES) if draw.chance(0.15) else ""
        source = draw.one(self._sources)
        if note and draw.chance(0.2):
            source = story.source(day, draw)  # may be retracted
            note += " The publisher withdrew it later." if source.is_retracted else ""
        matter = draw.one(MATTERS).replace(" ", "-")
        text = self.sentence()
        if draw.chance(0.12):
            text += " " + self.sentence()
        mode = "denies" if denies else "asserts"
        if index and not denies and draw.chance(0.25):
            mode = draw.one(_OTHER_MODES)
        lines = [f"  {matter}-{index + 1}:", *written("    text", text)]
        lines += ["    by:", *self._speakers(), f"    mode: {mode}"]
        if draw.chance(0.12):
            lines.append(f"    via: [{story.outlet(draw).id}]")
        if day <= source.day and draw.chance(0.5):
            said = dt.date.fromordinal(draw.within(day, source.day)).isoformat()
            lines.append(f'    said: "{said if draw.chance(0.85) else said[:7]}"')
        lines.append(f"    cite: [{self.locator(source)}]")
        if draw.chance(0.25):
            lines.append(f"    about: [{self._other(day)}]")
        if answers:
            lines.append(f"    answers: {{ {answers} }}")
        if figure:
            lines.append(f"    figure: {figure}")
        if draw.chance(0.1):
            lines.append(f"    hedge: {draw.one(HEDGES)}")
        return lines + (written("    note", note) if note else [])

    def _other(self, day: int) -> str:
        """What a claim is about apart from its links: an entity or a close event."""
        if self.draw.chance(0.4):
            return self.story.entity(self.draw).id
        return self.story.event_near(day, self.draw).id

    def _sound_source(self, day: int) -> Source:
        """A source that anything may cite: one that is not retracted."""
        source = self.story.source(day, self.draw)
        if source.is_retracted:
            return self.story.sources[source.number - 1]
        return source

    def _speakers(self) -> list[str]:
        draw, story = self.draw, self.story
        choice = draw.below(100)
        if choice < 45:
            return ["      - author: true"]
        if choice < 75:
            first, second = (story.person(draw) or story.entity(draw) for _ in range(2))
            speakers = {first.id, second.id} if choice < 50 else {first.id}
            return [f"      - {id_}" for id_ in sorted(speakers)]
        of = f", of: [{story.entity(draw).id}]" if choice < 95 else ""
        count = f", count: {draw.within(1, 4)}" if choice % 2 else ""
        return [f"      - {{ anonymous: {draw.one(UNNAMED)}{of}{count} }}"]

    def date_note(self) -> str:
        """A note on how a date was inferred."""
        return self.draw.one(DATE_NOTES)


def questions_of(event: Event) -> tuple[Question, ...]:
    """The questions of *event*, by the names that claims of other records use."""
    return tuple(Question(f"{event.id}#{asked.id}", asked) for asked in event.questions)


def written(key: str, text: str) -> list[str]:
    """*text* under *key*: on one line, folded, or literal if it has paragraphs."""
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    if "\n" in text:
        return [f"{key}: |-", *((indent + row).rstrip() for row in text.split("\n"))]
    if len(key) + len(text) + 2 <= _WIDTH:
        return [f"{key}: {quoted_if_needed(text)}"]
    lines, line = [f"{key}: >-"], indent
    for part in text.split(" "):
        if len(line) + len(part) > _WIDTH:
            lines.append(line[:-1])
            line = indent
        line += part + " "
    return [*lines, line[:-1]]


def quoted_if_needed(text: str) -> str:
    """*text*, quoted if a YAML parser would read it as something else."""
    return f'"{text}"' if text[0] in "[%" or ": " in text else text
