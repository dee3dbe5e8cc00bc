"""A check after an edit looks at few records and finds what a full check finds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import large
import pytest
import yaml
from checks import SCHEMA, check_after_edit, check_whole
from mutants import leaves
from rendered import TINY

from sourcebook import flow
from sourcebook.cache.store import make_cache
from sourcebook.checking.rules import check_rules
from sourcebook.incremental import recheck
from sourcebook.model.base import Base
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem

CLOSED = "events/2021-05-04-bridge-closed.yaml"
COUNCIL = "events/2021-05-06-joint-council.yaml"
NIGHT = "events/2021-05-night-crossing.yaml"
HERALD = "sources/herald-who-pays.yaml"
GAZETTE_1 = "gazette-bridge-closed#p1"
GAZETTE = "sources/gazette-bridge-closed.yaml"

Found = list[str]


class Desk:
    """A base with its cache, and a count of the checks that were only partial."""

    def __init__(self, folder: Path, kb: Path) -> None:
        self.kb = Path(shutil.copytree(kb, folder / "kb"))
        self.folders = flow.Folders(self.kb, SCHEMA, folder / "site")
        self.in_part = 0
        make_cache(folder / "site")
        self.settle()

    def settle(self) -> None:
        """Check the whole base; later checks only look at edits made after it."""
        assert not check_whole(self.folders).errors
        self.in_part = 0

    def whole(self) -> Found:
        """The problems found by a full check without a cache."""
        nowhere = self.kb.parent / "nowhere"
        found = check_whole(flow.Folders(self.kb, SCHEMA, nowhere))
        return [str(problem) for problem in found.problems]

    def judged(self) -> Found:
        """The problems found by a check after an edit."""
        found = check_after_edit(self.folders)
        return [str(problem) for problem in found.problems]

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first *old* in *file* with *new*."""
        path = self.kb / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The small base after a full check."""
    return _desk(tmp_path, monkeypatch, TINY)


def _desk(folder: Path, patch: pytest.MonkeyPatch, kb: Path) -> Desk:
    desk = Desk(folder, kb)
    again = recheck._judged_again

    def counting(*given: Any) -> Any:
        found = again(*given)
        desk.in_part += 1
        return found

    patch.setattr(recheck, "_judged_again", counting)
    return desk


def _two_names(desk: Desk) -> None:
    desk.change("entities/birkholm.yaml", "name: Birkholm", "name: Alderby")


def _earlier_twin(desk: Desk) -> None:
    desk.change("entities/alderby.yaml", "name: Alderby", "name: Birkholm")


def _no_such_record(desk: Desk) -> None:
    desk.change(CLOSED, "[[alderby]] closed", "[[alderbyy]] closed")


def _no_such_paragraph(desk: Desk) -> None:
    desk.change(CLOSED, "cite: [herald-who-pays#p3]", "cite: [herald-who-pays#p300]")


def _fewer_paragraphs(desk: Desk) -> None:
    desk.change(HERALD, "paragraphs: 4", "paragraphs: 3")


def _more_paragraphs(desk: Desk) -> None:
    desk.change(HERALD, "paragraphs: 4", "paragraphs: 6")


def _uncited(desk: Desk) -> None:
    for before in ("cite: [", "[@"):
        place = f"{before}gazette-bridge-closed#p"
        desk.change(NIGHT, f"{place}3]", f"{place}2]")


def _one_sided(desk: Desk) -> None:
    desk.change(CLOSED, "    answers: { cause: lorries }\n", "")
    answers = "    answers: { 2021-05-04-bridge-closed#cause: lorries }\n"
    desk.change(NIGHT, answers, "")


def _anonymous(desk: Desk) -> None:
    desk.change(
        CLOSED,
        "    by: [{ author: true }]\n    mode: asserts",
        "    by: [{ anonymous: a driver }]\n    mode: asserts",
    )


def _another_position(desk: Desk) -> None:
    desk.change(CLOSED, "      lorries: Lorries", "      carts: Lorries")


def _another_question(desk: Desk) -> None:
    desk.change(CLOSED, "  cause:\n", "  reason:\n")


def _earlier_publication(desk: Desk) -> None:
    desk.change(GAZETTE, 'published: "2021-05-08"', 'published: "2021-05-01"')


def _retracted(desk: Desk) -> None:
    path = desk.kb / GAZETTE
    more = 'retracted: { date: "2021-06-01", reason: It was invented. }\n'
    path.write_text(path.read_text("utf-8") + more)


def _deleted(desk: Desk) -> None:
    (desk.kb / "entities/alderby.yaml").unlink()


def _nobody_names_it(desk: Desk) -> None:
    desk.change(GAZETTE, "[[2021-05-night-crossing]]", "[[hanna-vik]]")


def _added(desk: Desk) -> None:
    (desk.kb / "entities/dam.yaml").write_text(
        "name: The dam\ntype: place\nsummary: A dam above [[mill-bridge]].\n"
    )


def _copied(desk: Desk) -> None:
    shutil.copy(desk.kb / CLOSED, desk.kb / "events/2021-05-04-closed-again.yaml")


def _renamed(desk: Desk) -> None:
    (desk.kb / COUNCIL).rename(desk.kb / "events/2021-05-06-council.yaml")


def _of_another_kind(desk: Desk) -> None:
    (desk.kb / "entities/hanna-vik.yaml").rename(desk.kb / "events/hanna-vik.yaml")


def _in_a_ring(desk: Desk) -> None:
    path = desk.kb / CLOSED
    path.write_text(path.read_text("utf-8") + "part_of: 2021-05-04-bridge-closed\n")


def _ill_worded(desk: Desk) -> None:
    desk.change(CLOSED, "to all traffic", "to the regime")


def _misshapen(desk: Desk) -> None:
    desk.change(CLOSED, "status: occurred", "status: happened")


def _unreadable(desk: Desk) -> None:
    desk.change(CLOSED, "status: occurred", "status: [occurred")


def _quoted(desk: Desk) -> None:
    desk.change(CLOSED, "quote: a hand's breadth", "quote: a foot's breadth")


def _without_lock(desk: Desk) -> None:
    (desk.kb / "evidence.lock").unlink()


def _another_lock(desk: Desk) -> None:
    desk.change("evidence.lock", "herald-who-pays#p1", "herald-who-pays#p9")


def _described(desk: Desk) -> None:
    desk.change("base.yaml", "of: [birkholm]", "of: [birkholmm]")


def _a_side_that_goes(desk: Desk) -> None:
    shutil.move(desk.kb / "entities/birkholm.yaml", desk.kb / "events/birkholm.yaml")


def _moved_down(desk: Desk) -> None:
    desk.change(CLOSED, "title: ", "# Seen.\ntitle: ")


# The rules that each edit breaks, if any, and that a check must then report.
EDITS: dict[Callable[[Desk], None], set[str]] = {
    _two_names: {"twin-names"},
    _earlier_twin: {"twin-names"},
    _no_such_record: {"unknown-record"},
    _no_such_paragraph: {"paragraph-not-in-source"},
    _fewer_paragraphs: {"paragraph-not-in-source"},
    _more_paragraphs: {"uncited-paragraphs"},
    _uncited: {"uncited-paragraphs"},
    _one_sided: {"one-sided-question"},
    _anonymous: {"anonymous-position"},
    _another_position: {"unknown-position"},
    _another_question: {"unknown-question", "question-without-answer"},
    _earlier_publication: {"said-after-publication"},
    _retracted: {"retracted-source"},
    _deleted: {"unknown-record"},
    _nobody_names_it: {"unlinked-record"},
    _added: {"unlinked-record"},
    _copied: {"unlinked-record"},
    _renamed: set(),
    _of_another_kind: set(),
    _in_a_ring: {"part-of-cycle"},
    _ill_worded: {"loaded-wording"},
    _misshapen: set(),
    _unreadable: set(),
    _quoted: {"quote-not-in-lock"},
    _without_lock: {"no-lock"},
    _another_lock: {"locator-not-in-lock"},
    _described: {"unknown-record"},
    _a_side_that_goes: set(),
    _moved_down: set(),
}


# Edits that need a full check: a cycle of events, a file that is wrong by itself, the
# lock, the base's own file, an id shared by two files.
OF_ALL = {
    *(_in_a_ring, _misshapen, _unreadable, _without_lock, _another_lock, _described),
    *(_of_another_kind, _a_side_that_goes, _renamed),
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_check_after_an_edit_equals_a_full_check(
    desk: Desk, edit: Callable[[Desk], None]
) -> None:
    """A check after an edit equals a full check, also once the edit is undone."""
    before = shutil.copytree(desk.kb, desk.kb.parent / "before")
    edit(desk)
    found = desk.judged()
    rules = {rule for rule in EDITS[edit] if f"[{rule}]" in "".join(found)}

    assert found == desk.whole()
    assert rules == EDITS[edit]
    assert desk.in_part == (edit not in OF_ALL)

    shutil.rmtree(desk.kb)
    shutil.copytree(before, desk.kb)

    assert desk.judged() == desk.whole() == []


def test_an_error_that_is_fixed_along_with_another_edit(desk: Desk) -> None:
    """What the record said before it had an error is still cached."""
    _misshapen(desk)
    desk.judged()
    desk.change(CLOSED, "status: happened", "status: occurred")
    desk.change(CLOSED, "reportedly", "it is said")

    assert desk.judged() == desk.whole() == []
    assert desk.in_part == 1


def test_a_speaker_who_is_no_longer_named(desk: Desk) -> None:
    """The warning is reported in the question's record, which was not edited."""
    desk.change(CLOSED, "    answers: { cause: lorries }\n", "")
    desk.change(NIGHT, "anonymous: a resident of Birkholm", "anonymous: a resident")
    text = (desk.kb / NIGHT).read_text("utf-8")
    speakers = text[text.index("    by:\n") : text.index("    mode:")]
    desk.change(NIGHT, speakers, "    by: [hanna-vik]\n")
    desk.settle()
    desk.change(NIGHT, "    by: [hanna-vik]\n", speakers)
    found = desk.judged()

    assert desk.in_part == 1
    assert found == desk.whole()
    assert "anonymous-position" in "".join(found)


def _steps(desk: Desk) -> list[str]:
    """Write six events, each of which leads to the next, and return their ids."""
    names = [f"2021-06-0{number}-step" for number in range(1, 7)]
    for name, following in zip(names, (*names[1:], ""), strict=True):
        related = f"{{ event: {following}, as: led_to, cite: [{GAZETTE_1}] }}"
        _event(desk, name, f"related:\n  - {related}\n" if following else "")
    desk.settle()
    return names


def test_a_new_event_that_closes_a_cycle(desk: Desk) -> None:
    """A new event that follows the last of six and leads to the first is a cycle."""
    names = _steps(desk)
    _event(
        desk,
        "2021-06-09-new",
        "related:\n"
        f"  - {{ event: {names[-1]}, as: follow_up_of, cite: [herald-who-pays#p1] }}\n"
        f"  - {{ event: {names[0]}, as: led_to, cite: [herald-who-pays#p1] }}\n",
        "herald-who-pays#p1",
    )
    found = desk.judged()

    assert "related-cycle" in "".join(found)
    assert found == desk.whole()


def test_a_long_cycle_of_events(desk: Desk) -> None:
    """An edit that closes a cycle is found, however long the cycle is."""
    names = _steps(desk)
    ring = f"{{ event: {names[0]}, as: led_to, cite: [{GAZETTE_1}] }}"
    _event(desk, names[-1], f"related:\n  - {ring}\n")
    found = desk.judged()

    assert "related-cycle" in "".join(found)
    assert found == desk.whole()


def _event(desk: Desk, name: str, related: str, cite: str = GAZETTE_1) -> None:
    (desk.kb / f"events/{name}.yaml").write_text(
        f'title: {name}\ntype: meeting\ndate: "{name[:10]}"\nstatus: occurred\n'
        f"{related}summary: It happened. [@{cite}]\n"
    )


@pytest.mark.parametrize("mended", ["# Seen.\n", ""])
def test_a_blank_quote_in_a_base_without_a_lock(desk: Desk, mended: str) -> None:
    """The warning about a missing lock appears and disappears with the quote."""
    (desk.kb / "evidence.lock").unlink()
    desk.change(CLOSED, "quote: a hand's breadth", "quote: ' '")
    desk.settle()
    path = desk.kb / CLOSED
    if mended:
        path.write_text(mended + path.read_text("utf-8"), "utf-8")
    else:
        desk.change(CLOSED, "    quote: ' '\n", "")

    assert desk.judged() == desk.whole()


def test_the_warning_of_a_base_without_a_lock(desk: Desk) -> None:
    """The warning is reported in one record, but depends on the quotes of all."""
    (desk.kb / "evidence.lock").unlink()
    (desk.kb / "events/2022-fair.yaml").write_text(
        "title: Fair\ntype: meeting\ndate: '2022'\nstatus: occurred\n"
        "summary: A fair. [@gazette-bridge-closed#p1]\n"
        "claims:\n  said:\n    text: There was a fair.\n    by: [{author: true}]\n"
        "    mode: asserts\n    cite: [gazette-bridge-closed#p1]\n    quote: a fair\n"
    )
    paper, linked = "entities/valley-herald.yaml", " and the [[2022-fair]]"
    desk.change(paper, "[[birkholm]]", f"[[birkholm]]{linked}")
    desk.settle()
    warned = desk.judged()
    desk.change(paper, linked, "")
    unlinked = desk.judged()
    answers = "    answers: { 2021-05-04-bridge-closed#cause: lorries }\n"
    desk.change(NIGHT, answers, "")
    unanswered = desk.judged()

    assert [one.partition(":")[0].endswith(CLOSED) for one in warned] == [True]
    assert desk.in_part == 3
    assert ["no-lock" in "".join(found) for found in (warned, unlinked)] == [True] * 2
    assert unanswered == desk.whole()
    assert len(unanswered) == 2

    desk.change(CLOSED, "    quote: a hand's breadth\n", "")

    assert desk.judged() == desk.whole()
    assert desk.in_part == 3


def test_few_records_are_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of hundreds of records, only the edited one and its neighbours are checked."""
    desk = _desk(tmp_path, monkeypatch, large.islands())
    judged: list[int] = []

    def counting(base: Base, schema: Schema) -> list[Problem]:
        judged.append(len(base.records))
        return check_rules(base, schema)

    monkeypatch.setattr(recheck, "check_rules", counting)
    path = desk.kb / "events/2021-05-06-joint-council-7.yaml"
    path.write_text(f"{path.read_text('utf-8')} Seen again.\n", "utf-8")
    desk.judged()

    assert desk.in_part == 1
    assert len(judged) == 1
    assert judged[0] < 30


def _edited(path: Path, files: list[Path], chance: random.Random) -> None:
    """Make a random change to the record at *path*, which may be an error."""
    data = yaml.safe_load(path.read_text("utf-8"))
    other = yaml.safe_load(chance.choice(files).read_text("utf-8"))
    holder, key = chance.choice([*leaves(data)])
    taken = [h[k] for h, k in leaves(other) if type(h[k]) is type(holder[key])]
    change = chance.choice(["more", "less", "taken", "link", "comment"])
    if change == "taken" and taken:
        holder[key] = chance.choice(taken)
    elif change == "less":
        del holder[key]
    elif isinstance(holder[key], int):
        holder[key] += chance.choice([-1, 1])
    elif isinstance(holder[key], str) and change == "link":
        holder[key] += f" [[{chance.choice(files).stem}]]"
    elif isinstance(holder[key], str):
        holder[key] += " too"
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    path.write_text(f"# Seen.\n{text}" if change == "comment" else text, "utf-8")


def _a_step(desk: Desk, chance: random.Random) -> None:
    """Edit, copy, rename or delete a random record."""
    files = sorted(desk.kb.rglob("*.yaml"))
    path = chance.choice(files)
    match chance.choice(["edit"] * 12 + ["copy", "rename", "delete"]):
        case "copy" if path.parent != desk.kb and len(path.stem) < 60:
            shutil.copy(path, path.with_stem(f"{path.stem}-too"))
        case "rename" if path.parent != desk.kb and len(path.stem) < 60:
            path.rename(path.with_stem(f"{path.stem}-now"))
        case "delete" if path.parent != desk.kb:
            path.unlink()
        case _:
            _edited(path, files, chance)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kb", "steps", "seed"), [(TINY, 120, 1), (TINY, 120, 2), (large.kb(), 15, 3)]
)
def test_many_random_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kb: Path, steps: int, seed: int
) -> None:
    """Checks equal full checks after many random edits, with some errors undone."""
    desk, chance = _desk(tmp_path, monkeypatch, kb), random.Random(seed)  # noqa: S311
    sound = tmp_path / "sound"
    shutil.copytree(desk.kb, sound)
    for _ in range(steps):
        _a_step(desk, chance)
        found = desk.judged()

        assert found == desk.whole()

        if all("warning: " in line.partition("\n")[0] for line in found):
            shutil.rmtree(sound)
            shutil.copytree(desk.kb, sound)
        elif chance.random() < 0.7:
            shutil.rmtree(desk.kb)
            shutil.copytree(sound, desk.kb)
    assert desk.in_part > steps / 10
