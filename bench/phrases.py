"""The vocabulary of generated records: tolls, ferries, orchards. Plain words only."""

from __future__ import annotations

MATTERS = (
    "ferry timetable",
    "harbour toll",
    "north pier",
    "grain weighing hall",
    "orchard survey",
    "night lighting of the quay",
    "repair of the lock gates",
    "school kitchen",
    "river gauge",
    "cattle market",
    "tram extension",
    "library hours",
    "mill pond",
    "bell tower",
    "postal round",
    "water main",
    "footbridge",
    "seed store",
    "county map",
    "dredging of the channel",
    "winter fodder",
    "choir festival",
    "new weights and measures",
    "ice house",
    "apprentice workshop",
    "glass works",
    "sheep crossing",
    "dam inspection",
    "telegraph line",
    "town archive",
)
OCCASIONS = (
    "spring meeting",
    "second reading",
    "open day",
    "autumn fair",
    "joint inspection",
    "council session",
    "hearing of the board",
    "signing",
    "annual audit",
    "first delivery",
    "visit of the surveyors",
    "press briefing",
)
OTHERS = (
    "the other side",
    "the two towns on the far bank",
    "those who had asked for it",
    "the office that keeps the accounts",
    "the engineers of the county",
    "the board",
)
TIMES = (
    "before the winter",
    "a week earlier than planned",
    "after the second vote",
    "within the same month",
    "once the accounts were closed",
    "without a new survey",
    "at the request of both towns",
    "on the day of the fair",
    "in a letter to the board",
    "against the advice of the engineers",
)
# {a} and {b} are links, {m} a matter, {o} an occasion, {t} a time.
STATEMENTS = (
    "{a} knew of the {m} before the {o}, and {b} had been told of it {t}.",
    "The {m} was put off {t} because {a} had not answered the letter of {b}.",
    "{a} and {b} agreed on the {m} {t}.",
    "No more than half of the {m} had been paid for when {a} asked at the {o}.",
    "The plan for the {m} came from {a}; {b} only signed it {t}.",
    "{a} would have taken the {m} up {t} had {b} sent the figures.",
    "At the {o} nobody from {a} spoke about the {m}.",
    "The share of {a} in the {m} was settled with {b} {t}.",
    "{b} measured the {m} again {t}, and {a} accepted the result.",
    "The {m} will be finished {t} if {a} keeps to what was said at the {o}.",
    "Work on the {m} had begun {t}, when {a} and {b} met for the {o}.",
    "{a} left the {o} early, and the {m} was decided {t} without it.",
    "Two drafts on the {m} were on the table, one by {a} and one by {b}.",
    "What {a} paid for the {m} was returned {t}.",
)
AGREED = (
    "{a} met {b} for the {o} on the {m}.",
    "The {m} was on the agenda of the {o}, to which {a} had invited {b}.",
    "{a} published the terms for the {m} {t}.",
    "The {o} was about the {m}, as {a} and {b} had announced.",
    "{a} opened the {m} to the public {t}.",
    "Those present at the {o} looked at the {m} together with {a}.",
)
HEDGES = ("reportedly", "apparently", "is believed to", "as far as is known", "perhaps")
NOTES = (
    "The article does not say who was present.",
    "The article gives the day of the week only.",
    "It stays open whether the whole sum is meant.",
    "A later paragraph of the same article puts it less firmly.",
    "The article names the office and not the person.",
)
DATE_NOTES = (
    "Worked out from the day of the week in the article.",
    "The article says early in the morning, local time.",
    "The month is given, and the day follows from the next paragraph.",
)
UNNAMED = (
    "a member of the board",
    "two clerks of the harbour office",
    "an engineer who saw the drawings",
    "people close to the talks",
    "a former treasurer",
    "several ferrymen",
    "an official who was not at the meeting",
)
COUNTED = (
    ("cost of the work", "crowns"),
    ("boats moored", "boats"),
    ("length of the new wall", "metres"),
    ("letters received", "letters"),
    ("share of the toll", "%"),
    ("days of work", "days"),
    ("trees counted", "trees"),
    ("loads delivered", "loads"),
    ("seats in the hall", "seats"),
    ("water level", "centimetres"),
)
ROLES = (
    "Treasurer",
    "Surveyor",
    "Chair of the board",
    "Harbour master",
    "Clerk",
    "Envoy",
)
EDITION = "Text as printed; headline and byline not counted."
