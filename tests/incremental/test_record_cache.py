"""A record that is known is not read again, and judged as if it had been."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import large
import pytest
from checks import SCHEMA, check_after_edit, check_whole
from mutants import mutants, texts
from rendered import ROOT, TINY

from sourcebook import flow
from sourcebook.cache.store import cache_of, make_cache, read_bound, write_bound
from sourcebook.incremental.record_cache import RecordCache
from sourcebook.model.kinds import Kind
from sourcebook.reading import document as reading_document
from sourcebook.reading.document import CachedRecord, document_of
from sourcebook.reading.parse_fast import plain_data

# One of them has no fault until a pipe is put there (test_rules.py).
BROKEN = sorted(
    path
    for path in (ROOT / "tests/bases/broken").iterdir()
    if path.name != "unreadable-file"
)
FILE = "records.jsonl"

Counted = list[str]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The texts of records that are parsed from now on."""
    found: Counted = []
    wording = (SCHEMA / "wording.yaml").read_text("utf-8")

    def counting(text: str) -> object:
        if text != wording:
            found.append(text)
        return plain_data(text)

    monkeypatch.setattr(reading_document, "plain_data", counting)
    return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a base and a cache of its site."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "kb")
    make_cache(Path("site"))
    return tmp_path


def _checked() -> flow.Checked:
    return check_whole(flow.Folders(Path("kb"), SCHEMA, Path("site")))


def _told(checked: flow.Checked) -> tuple[list[str], str, list[str]]:
    """All that a check tells: its problems, the base's version, what records say."""
    base = checked.base
    assert base
    written = [repr(one) for one in base.written]
    return [str(problem) for problem in checked.problems], base.version, written


@pytest.mark.usefixtures("place")
def test_only_what_changed_is_parsed(parsed: Counted) -> None:
    """Of all records, one."""
    first = _checked()
    count = len(parsed)
    parsed.clear()

    assert _told(_checked()) == _told(first)
    assert count > 10
    assert parsed == []

    file = Path("kb/entities/alderby.yaml")
    file.write_text(file.read_text() + "# a remark\n")

    assert _told(_checked())[0] == _told(first)[0]
    assert parsed == [file.read_text()]


@pytest.mark.parametrize("base", BROKEN, ids=lambda path: path.name)
def test_every_problem_is_told_again(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the same place, in the same words."""
    monkeypatch.chdir(base)
    schema = Path("schema") if Path("schema").is_dir() else SCHEMA
    site = tmp_path / "site"
    make_cache(site)
    folders = flow.Folders(Path("kb"), schema, site)
    told = [[str(p) for p in check_whole(folders).problems] for _ in range(3)]

    assert told[0] == told[1] == told[2]
    assert told[0]


def test_a_large_base_is_the_same_from_what_is_known(
    tmp_path: Path, parsed: Counted
) -> None:
    """Every record and every position of a problem."""
    make_cache(tmp_path / "site")
    folders = flow.Folders(large.kb(), SCHEMA, tmp_path / "site")
    first = _told(check_whole(folders))
    parsed.clear()

    assert _told(check_whole(folders)) == first
    assert parsed == []


def test_what_is_written_is_what_was_read() -> None:
    """JSON holds the data of every text with its types and the order of its keys."""
    given = [*texts(), *mutants(texts(), 3000, seed=11)]
    found = [data for text in given if (data := plain_data(text)) is not None]

    assert [repr(json.loads(json.dumps(data))) for data in found] == [
        repr(data) for data in found
    ]
    assert len(found) > 1000


@pytest.mark.usefixtures("place")
def test_a_record_that_is_ill_worded_is_not_known() -> None:
    """It is told each time."""
    file = Path("kb/entities/alderby.yaml")
    text = file.read_text()
    file.write_text(text.replace("summary: ", "summary: Its regime. ", 1))
    rules = [[p.rule for p in _checked().problems] for _ in range(2)]

    assert rules[0] == rules[1]
    assert "loaded-wording" in rules[0]


def test_another_schema_knows_nothing(place: Path) -> None:
    """What is well-shaped under one may not be under another."""
    _checked()

    assert RecordCache(place / "site", "another").records() == {}


@pytest.mark.usefixtures("place")
def test_one_text_is_two_records_of_two_kinds(parsed: Counted) -> None:
    """An entity that is moved among the events is judged as an event."""
    _checked()
    parsed.clear()
    Path("kb/entities/alderby.yaml").rename("kb/events/2024-alderby.yaml")

    assert any(problem.is_error for problem in _checked().problems)
    assert len(parsed) == 1


def _copied(cache: Path) -> None:
    shutil.copytree(cache, "copy")
    shutil.rmtree(cache)
    shutil.copytree("copy", cache)


def _rewritten(cache: Path) -> None:
    content = (cache / FILE).read_bytes()
    (cache / FILE).write_bytes(content)


def _cut(cache: Path) -> None:
    (cache / FILE).write_bytes((cache / FILE).read_bytes()[:-5])


def _without_bond(cache: Path) -> None:
    (cache / f"{FILE}.bond").unlink()


def _linked(cache: Path) -> None:
    (cache / FILE).rename("elsewhere")
    (cache / FILE).symlink_to(Path("elsewhere").absolute())


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("change", [_copied, _rewritten, _cut, _without_bond, _linked])
def test_what_others_put_there_is_not_believed(
    change: Callable[[Path], None], parsed: Counted
) -> None:
    """Only the file that the last run wrote, and as it wrote it."""
    first = _checked()
    count = len(parsed)
    change(cache_of(Path("site")))
    parsed.clear()

    assert _told(_checked()) == _told(first)
    assert len(parsed) == count


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", [FILE, "judged.json"])
@pytest.mark.parametrize("is_folder", [False, True])
def test_what_stands_where_we_cannot_write_is_not_bound(
    parsed: Counted, name: str, *, is_folder: bool
) -> None:
    """Not even where somebody keeps us from writing our own."""
    _checked()
    count = len(parsed)
    cache = cache_of(Path("site"))
    theirs = (cache / name).read_bytes()
    shutil.rmtree(cache)
    cache.mkdir()
    (cache / name).write_bytes(theirs)
    aside = cache / f"{name}-{os.getpid()}"
    if is_folder:
        (aside / "full").mkdir(parents=True)
    else:
        aside.touch()
    _checked()
    parsed.clear()

    assert read_bound(Path("site"), name) is None
    assert (cache / name).read_bytes() == theirs
    if name == FILE:
        _checked()
        assert len(parsed) == count


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", [FILE, "judged.json"])
@pytest.mark.parametrize(
    "rest",
    [b"", b"x", b"[", b"[]", b"5", b'["a",{},[[1],[2]]]', b"[[[[", b"\xff", b"{}"],
)
def test_an_odd_file_that_is_bound(name: str, rest: bytes) -> None:
    """Nothing is known, and nothing fails."""
    first = _told(_checked())
    site = Path("site")
    head = (read_bound(site, name) or b"").partition(b"\n")[0]
    if name == FILE:
        content = b"\n".join((head, rest))
    else:
        key = json.loads(head)["key"]
        content = json.dumps({"key": key, "records": rest.decode("latin-1")}).encode()
    write_bound(site, name, content)
    again = check_after_edit(flow.Folders(Path("kb"), SCHEMA, site))

    assert [str(problem) for problem in again.problems] == first[0]
    assert _told(_checked()) == first


@pytest.mark.usefixtures("place")
def test_the_bond_is_what_guards() -> None:
    """A false record in a file that is bound would be believed; so it must be bound."""
    _checked()
    site = Path("site")
    content = (read_bound(site, FILE) or b"").replace(b"Alderby", b"Elderby")
    write_bound(site, FILE, content)

    assert "Elderby" in "".join(_told(_checked())[2])


def test_a_check_alone_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no build has made a cache, none is made."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "kb")
    _checked()

    assert [path.name for path in tmp_path.iterdir()] == ["kb"]


def test_a_known_text_is_taken_as_it_is() -> None:
    """And the Document says so."""
    text = "name: x\n"
    document, _ = document_of(text, "kb/entities/x.yaml", Kind.ENTITY, "x")
    assert document
    known = {document.digest: CachedRecord({"name": "y"}, {3: (1, 2)})}
    again, problems = document_of(text, "a.yaml", Kind.ENTITY, "x", known)

    assert again
    assert (again.data, again.is_cached, again.marks) == (
        {"name": "y"},
        True,
        {3: (1, 2)},
    )
    assert problems == []
