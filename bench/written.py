"""A record of the story -> the text of its file, with keys in schema order."""

from __future__ import annotations

import datetime as dt

from draw import Draw
from made_up import LANGUAGES, native_word, short_word
from phrases import AGREED, EDITION, MATTERS, OCCASIONS, ROLES, STATEMENTS
from story import Entity, Event, Source, Story
from telling import Question, Telling, questions_of, written

_FEW_TIES = 2
_PARTS = (
    "took_part",
    "host",
    "visitor",
    "negotiator",
    "informed",
    "affected",
    "subject",
)
_AFTER = ("response_to", "follow_up_of", "report_of", "same_subject")
_BEFORE = ("led_to", "preparation_for")
_TIES = ("works_for", "member_of", "close_to", "supports", "party_to", "counterpart_of")
_GENRES = ("news", "news", "news", "investigation", "analysis", "opinion", "reference")
_PRECISIONS = ("site", "city", "city", "region")
_FIRST_YEAR = 1985


class Writer:
    """Writes the files of the records of a story, each drawn when requested."""

    def __init__(self, story: Story, draw: Draw) -> None:
        self._story = story
        self._draw = draw
        self._telling = Telling(story, draw)

    def base(self) -> str:
        """The description of the base."""
        first, second = self._story.entities[:2]
        return "\n".join(
            [
                "title: Tolls, ferries and orchards",
                "summary: >-",
                f"  Who says what about [[{first.id}]] and [[{second.id}]].",
                "  All of it is made up, to measure how long a build takes.",
                "about: Nobody and nothing in this base exists.",
                "sides:",
                f"  one: {{ name: {first.name}, of: [{first.id}] }}",
                f"  other: {{ name: {second.name}, of: [{second.id}] }}",
                "licence: CC0 1.0",
                "",
            ]
        )

    def entity(self, entity: Entity) -> str:
        """The file of an entity."""
        draw, tell = self._draw, self._telling
        day = draw.one(self._story.events).day
        tell.begin(day)
        lines = [f"name: {entity.name}", f"type: {entity.type}"]
        lines += self._aliases(entity)
        lines += written("summary", self._who(entity))
        lines += self._roles(entity) + self._relations(entity)
        if entity.type == "place" and draw.chance(0.8):
            degrees = f"lat: {draw.below(120) - 60}.{draw.within(1, 999):03}"
            degrees += f", lon: {draw.below(300) - 150}.{draw.within(1, 999):03}"
            lines.append(
                f"location: {{ {degrees}, precision: {draw.one(_PRECISIONS)} }}"
            )
        if draw.chance(0.05):
            lines.append(f"identifiers: {{ opensanctions: made-up-{entity.number} }}")
        if draw.chance(0.5):
            paragraphs = 1 + min(draw.about(0.9, 1.0), 12)
            text = tell.markdown(paragraphs, STATEMENTS)
            lines += written("description", text)
        lines += tell.questions(entity.questions)
        claims = len(entity.questions) * draw.within(1, 3)
        if not claims and draw.chance(0.1):
            claims = draw.within(1, 4)
        lines += tell.claims(claims, entity.questions, (), day)
        return "\n".join([*lines, ""])

    def event(self, event: Event) -> str:
        """The file of an event."""
        draw, tell, story = self._draw, self._telling, self._story
        tell.begin(event.day)
        place = story.place(draw) if draw.chance(0.6) else None
        claims = min(draw.about(2.0, 0.95), 80)
        claims = max(claims, len(event.questions) * draw.within(1, 2))
        status = self._status(claims)
        whole = self._whole(event)
        near = story.events[max(0, event.number - 1 - draw.about(4, 1.0))]
        lines = [*written("title", self._title(event, place)), f"type: {event.type}"]
        if event.date:
            lines.append(f'date: "{event.date}"')
        if draw.chance(0.15):
            lines.append(f"date_note: {tell.date_note()}")
        lines.append(f"status: {status}")
        if place:
            lines.append(f"places: [{place.id}]")
        if whole:
            lines.append(f"part_of: {whole.id}")
        lines += self._related(event, near) + self._participants(event)
        paragraphs = 1 + min(draw.about(0.4, 1.0), 6)
        lines += written("summary", tell.markdown(paragraphs, AGREED))
        lines += tell.questions(event.questions)
        others = self._open_questions(whole, near if near is not event else None)
        lines += tell.claims(claims, event.questions, others, event.day)
        if draw.chance(0.08):
            lines += written("notes", tell.sentence())
        return "\n".join([*lines, ""])

    def source(self, source: Source) -> str:
        """The file of a source."""
        draw, tell, story = self._draw, self._telling, self._story
        language = draw.one(LANGUAGES) if draw.chance(0.15) else "en"
        matter = draw.one(MATTERS)
        title = f"What the {draw.one(OCCASIONS)} means for the {matter}"
        if language != "en":
            title = " ".join(
                native_word(source.number * 3 + i, language) for i in range(4)
            )
        lines = [f"title: {title}"]
        if draw.chance(0.3):
            lines.append(f"subtitle: A letter about the {matter} and its cost")
        lines.append(f"genre: {draw.one(_GENRES)}")
        if draw.chance(0.85):
            names = {self._byline() for _ in range(draw.within(1, 3))}
            lines.append(f"authors: [{', '.join(sorted(names))}]")
        lines += [f"publisher: {source.publisher}", f'published: "{source.published}"']
        if len(source.published) < len("2001-01-01"):
            lines.append("published_basis: The month stands at the head of the page.")
        lines.append(f"language: {language}")
        if draw.chance(0.5):
            lines.append(f"url: https://example.org/{source.id}/")
        lines += [f"edition: {EDITION}", f"paragraphs: {source.paragraphs}"]
        if source.number and draw.chance(0.25):
            relayed = story.sources[draw.below(source.number)].id
            lines.append(f"relays: [{relayed}]")
        about = " ".join(tell.sentence() for _ in range(1 + min(draw.about(1, 1.0), 9)))
        lines += written("summary", about) + self._errata(source)
        if source.is_retracted:
            lines.append("retracted:")
            lines.append(f'  date: "{int(source.published[:4]) + 1}"')
            lines.append("  reason: The outlet withdrew it after a review of its own.")
        return "\n".join([*lines, ""])

    def _byline(self) -> str:
        return (
            f"{short_word(self._draw.below(90))} {short_word(self._draw.below(4000))}"
        )

    def _who(self, entity: Entity) -> str:
        other = self._telling.link(self._story.entity(self._draw).id, "the county")
        kind = entity.type.replace("_", " ")
        return f"A {kind} known for the {self._draw.one(MATTERS)}, near {other}."

    def _aliases(self, entity: Entity) -> list[str]:
        draw = self._draw
        lines = []
        for language in LANGUAGES:
            if draw.chance(0.15):
                name = native_word(entity.number, language)
                if entity.type == "person":
                    name += " " + native_word(draw.below(4000), language)
                cite = f", {self._telling.cite()}" if draw.chance(0.3) else ""
                lines.append(f"  - {{ name: {name}, lang: {language}{cite} }}")
        if draw.chance(0.1):
            name = f"{entity.name} the {draw.one(('Elder', 'Lower', 'Old'))}"
            lines.append(f"  - {{ name: {name}, note: As one article has it. }}")
        return ["also_known_as:", *lines] if lines else []

    def _roles(self, entity: Entity) -> list[str]:
        draw = self._draw
        if entity.type != "person" or draw.chance(0.3):
            return []
        lines = ["roles:"]
        year = _FIRST_YEAR
        for _ in range(1 + min(draw.about(0.8, 0.8), 6)):
            at, title = self._story.entity(draw).id, draw.one(ROLES)
            year += draw.below(4)
            span = f'from: "{year}", ' if draw.chance(0.6) else ""
            if draw.chance(0.5):
                year += 1 + draw.below(3)
                span += f'to: "{year}-{draw.within(1, 12):02}", '
            cite = self._telling.cite()
            lines.append(f"  - {{ title: {title}, at: {at}, {span}{cite} }}")
        return lines

    def _relations(self, entity: Entity) -> list[str]:
        draw = self._draw
        if draw.chance(0.4):
            return []
        lines = []
        for _ in range(1 + min(draw.about(_FEW_TIES, 0.8), 40)):
            other = self._story.entity(draw)
            if other is entity:
                continue
            since = (
                f'from: "{_FIRST_YEAR + draw.below(25)}", ' if draw.chance(0.3) else ""
            )
            cite = self._telling.cite()
            type_ = draw.one(_TIES)
            lines.append(f"  - {{ type: {type_}, to: {other.id}, {since}{cite} }}")
        return ["relations:", *lines] if lines else []

    def _title(self, event: Event, place: Entity | None) -> str:
        kind = event.type.replace("_", " ").capitalize()
        where = f" in {place.name}" if place else ""
        return f"{kind} on the {self._draw.one(MATTERS)}{where}"

    def _status(self, claims: int) -> str:
        choice = self._draw.below(100)
        if choice < 12 and claims:
            return "alleged"
        return {97: "planned", 98: "did_not_happen"}.get(choice, "occurred")

    def _whole(self, event: Event) -> Event | None:
        """An earlier, longer event that *event* is part of."""
        draw, events = self._draw, self._story.events
        longer = (event.number + 39) // 40
        if not longer or not draw.chance(0.2 if event.is_long else 0.4):
            return None
        # Half of the time the latest one: most parts are close in time.
        number = longer - 1 if draw.chance(0.5) else draw.often(longer)
        return events[number * 40]

    def _related(self, event: Event, near: Event) -> list[str]:
        draw, events = self._draw, self._story.events
        lines = []
        if near is not event and draw.chance(0.35):
            as_ = draw.one(_AFTER)
            cite = self._telling.cite()
            lines.append(f"  - {{ event: {near.id}, as: {as_}, {cite} }}")
        later = event.number + 1 + draw.about(4, 1.0)
        if later < len(events) and draw.chance(0.12):
            as_ = draw.one(_BEFORE)
            cite = self._telling.cite()
            lines.append(f"  - {{ event: {events[later].id}, as: {as_}, {cite} }}")
        return ["related:", *lines] if lines else []

    def _participants(self, event: Event) -> list[str]:
        draw = self._draw
        if draw.chance(0.1):
            return []
        lines = ["participants:"]
        entities = self._story.entities
        whoever = [entities[event.number % len(entities)]]  # each takes part in one
        more = range(min(draw.about(1.4, 0.8), 30))
        whoever += [self._story.entity(draw) for _ in more]
        for who in dict.fromkeys(entity.id for entity in whoever):
            cite = self._telling.cite()
            role = draw.one(_PARTS)
            lines.append(f"  - {{ entity: {who}, role: {role}, {cite} }}")
        return lines

    def _open_questions(
        self, whole: Event | None, near: Event | None
    ) -> tuple[Question, ...]:
        """The questions of other records that claims of an event may answer."""
        hub = self._story.entities[self._draw.below(min(3, len(self._story.entities)))]
        of_hub = [Question(f"{hub.id}#{asked.id}", asked) for asked in hub.questions]
        found = [
            question
            for event in (whole, near)
            if event
            for question in questions_of(event)
        ]
        return tuple(found or (of_hub if self._draw.chance(0.1) else ()))

    def _errata(self, source: Source) -> list[str]:
        draw = self._draw
        if not draw.chance(0.08):
            return []
        place = f"{source.id}#p{draw.within(1, source.paragraphs)}"
        day = dt.date.fromordinal(source.day)
        return [
            "errata:",
            "  day-of-the-week:",
            f"    at: {place}",
            f"    says: Monday, {day.day}.{day.month}.",
            "    reading: Tuesday",
            "    why: The paragraph before counts from a Monday.",
        ]
