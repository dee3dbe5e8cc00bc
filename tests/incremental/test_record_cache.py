"""A cached record is not parsed again, and is checked as if it had been."""

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

# "unreadable-file" has no error until a pipe is put there (test_rules.py).
BROKEN = sorted(
    path
    for path in (ROOT / "tests/bases/broken").iterdir()
    if path.name != "unreadable-file"
)
FILE = "records.jsonl"

Counted = list[str]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The texts of the records that are parsed from now on."""
    texts_parsed: Counted = []
    wording = (SCHEMA / "wording.yaml").read_text("utf-8")

    def counting(text: str) -> object:
        if text != wording:
            texts_parsed.append(text)
        return plain_data(text)

    monkeypatch.setattr(reading_document, "plain_data", counting)
    return texts_parsed


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a base and a cache of its site."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "kb")
    make_cache(Path("site"))
    return tmp_path


def _checked() -> flow.Checked:
    return check_whole(flow.Folders(Path("kb"), SCHEMA, Path("site")))


def _results_of(checked: flow.Checked) -> tuple[list[str], str, list[str]]:
    """The results of a check: problems, the base's version, what the records say."""
    base = checked.base
    assert base
    written = [repr(record) for record in base.written]
    return [str(problem) for problem in checked.problems], base.version, written


@pytest.mark.usefixtures("place")
def test_only_what_changed_is_parsed(parsed: Counted) -> None:
    """Only the record that changed is parsed."""
    first = _checked()
    count = len(parsed)
    parsed.clear()

    assert _results_of(_checked()) == _results_of(first)
    assert count > 10
    assert parsed == []

    file = Path("kb/entities/alderby.yaml")
    file.write_text(file.read_text() + "# a remark\n")

    assert _results_of(_checked())[0] == _results_of(first)[0]
    assert parsed == [file.read_text()]


@pytest.mark.parametrize("base", BROKEN, ids=lambda path: path.name)
def test_every_problem_is_reported_every_time(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A problem is reported at the same place and in the same words every time."""
    monkeypatch.chdir(base)
    schema = Path("schema") if Path("schema").is_dir() else SCHEMA
    site = tmp_path / "site"
    make_cache(site)
    folders = flow.Folders(Path("kb"), schema, site)
    reports = [[str(p) for p in check_whole(folders).problems] for _ in range(3)]

    assert reports[0] == reports[1] == reports[2]
    assert reports[0]


def test_a_large_base_is_the_same_from_the_cache(
    tmp_path: Path, parsed: Counted
) -> None:
    """A large base has the same records and problems when read from the cache."""
    make_cache(tmp_path / "site")
    folders = flow.Folders(large.kb(), SCHEMA, tmp_path / "site")
    first = _results_of(check_whole(folders))
    parsed.clear()

    assert _results_of(check_whole(folders)) == first
    assert parsed == []


def test_json_preserves_the_data() -> None:
    """JSON preserves the data of every text, with its types and the order of keys."""
    given = [*texts(), *mutants(texts(), 3000, seed=11)]
    values = [data for text in given if (data := plain_data(text)) is not None]

    assert [repr(json.loads(json.dumps(data))) for data in values] == [
        repr(data) for data in values
    ]
    assert len(values) > 1000


@pytest.mark.usefixtures("place")
def test_a_record_with_loaded_wording_is_not_cached() -> None:
    """A record with loaded wording is not cached, so it is reported every time."""
    file = Path("kb/entities/alderby.yaml")
    text = file.read_text()
    file.write_text(text.replace("summary: ", "summary: Its regime. ", 1))
    rules = [[p.rule for p in _checked().problems] for _ in range(2)]

    assert rules[0] == rules[1]
    assert "loaded-wording" in rules[0]


def test_another_schema_has_no_cached_records(place: Path) -> None:
    """Records cached under one schema are not reused under another."""
    _checked()

    assert RecordCache(place / "site", "another").records() == {}


@pytest.mark.usefixtures("place")
def test_one_text_is_two_records_of_two_kinds(parsed: Counted) -> None:
    """An entity's file that is moved to the events is checked as an event."""
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
def test_a_cache_file_that_was_touched_is_not_trusted(
    change: Callable[[Path], None], parsed: Counted
) -> None:
    """A copied, rewritten, cut, unbound or linked cache file is ignored."""
    first = _checked()
    count = len(parsed)
    change(cache_of(Path("site")))
    parsed.clear()

    assert _results_of(_checked()) == _results_of(first)
    assert len(parsed) == count


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", [FILE, "judged.json"])
@pytest.mark.parametrize("is_folder", [False, True])
def test_a_cache_file_that_cannot_be_replaced_is_not_bound(
    parsed: Counted, name: str, *, is_folder: bool
) -> None:
    """Another's file is not bound as ours, even if we cannot write our own."""
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
def test_a_malformed_file_that_is_bound(name: str, rest: bytes) -> None:
    """A malformed file that is bound is ignored, and nothing fails."""
    first = _results_of(_checked())
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
    assert _results_of(_checked()) == first


@pytest.mark.usefixtures("place")
def test_the_bond_is_the_protection() -> None:
    """A false record in a bound file is trusted; the bond is the only protection."""
    _checked()
    site = Path("site")
    content = (read_bound(site, FILE) or b"").replace(b"Alderby", b"Elderby")
    write_bound(site, FILE, content)

    assert "Elderby" in "".join(_results_of(_checked())[2])


def test_a_check_alone_creates_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check does not create a cache."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "kb")
    _checked()

    assert [path.name for path in tmp_path.iterdir()] == ["kb"]


def test_a_cached_text_is_not_parsed() -> None:
    """A cached text is not parsed, and its Document says that it is cached."""
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
