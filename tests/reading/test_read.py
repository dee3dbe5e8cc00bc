"""Reading the files of a base."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sourcebook.model.kinds import Kind
from sourcebook.problems import Mark, shown, unknown_file
from sourcebook.reading.document import Document
from sourcebook.reading.read import read_base, read_words

TOWN = "name: Alderby\ntype: place\nsummary: Town.\n"


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty base in a new working folder."""
    monkeypatch.chdir(tmp_path)
    for folder in ("entities", "events", "sources"):
        (tmp_path / "kb" / folder).mkdir(parents=True)
    return Path("kb")


def told(kb: Path) -> list[str]:
    """The problems that reading reports: file, line, column and rule."""
    return [f"{p.mark} {p.rule}" for p in read_base(kb).problems]


def test_records(kb: Path) -> None:
    """Records are read in order of kind, folder and name, with base.yaml first."""
    names = ["base.yaml", "sources/s.yaml", "events/e.yaml", "entities/b/c.yaml"]
    for name in [*names, "entities/a.yaml"]:
        (kb / name).parent.mkdir(exist_ok=True)
        (kb / name).write_text(TOWN)
    (kb / "evidence.lock").write_text("{}")
    reading = read_base(kb)

    assert [(d.file, d.kind, d.id) for d in reading.documents] == [
        ("kb/base.yaml", Kind.BASE, "base"),
        ("kb/entities/a.yaml", Kind.ENTITY, "a"),
        ("kb/entities/b/c.yaml", Kind.ENTITY, "c"),
        ("kb/events/e.yaml", Kind.EVENT, "e"),
        ("kb/sources/s.yaml", Kind.SOURCE, "s"),
    ]
    assert dict(reading.kinds) == {
        "a": Kind.ENTITY,
        "c": Kind.ENTITY,
        "e": Kind.EVENT,
        "s": Kind.SOURCE,
    }
    assert reading.problems == ()


def test_a_faulty_file_still_has_an_id(kb: Path) -> None:
    """An unreadable file still has an id, and the other files are read."""
    (kb / "entities/a.yaml").write_text("a: b: c")
    (kb / "entities/b.yaml").write_text(TOWN)
    reading = read_base(kb)

    assert list(reading.kinds) == ["a", "b"]
    assert [document.id for document in reading.documents] == ["b"]
    assert told(kb) == ["kb/entities/a.yaml:1:5 broken-yaml"]


def test_links_are_not_followed(kb: Path, tmp_path: Path) -> None:
    """Symbolic links are reported, wherever they are and wherever they point."""
    outside = tmp_path / "outside"
    (outside / "sources").mkdir(parents=True)
    (outside / "secret.yaml").write_text("secret")
    (kb / "sources").rmdir()
    (kb / "sources").symlink_to(outside / "sources")
    (kb / "base.yaml").symlink_to(outside / "secret.yaml")
    (kb / "entities/a.yaml").symlink_to(outside / "secret.yaml")
    (kb / "entities/b").symlink_to(outside)
    (kb / "entities/c.yaml").symlink_to("nowhere")

    assert told(kb) == [
        "kb/base.yaml:1:1 stray-file",
        "kb/entities/a.yaml:1:1 stray-file",
        "kb/entities/b:1:1 stray-file",
        "kb/entities/c.yaml:1:1 stray-file",
        "kb/sources:1:1 stray-file",
    ]


def test_a_file_replaced_by_a_link(kb: Path) -> None:
    """A file replaced by a link just before it is opened is not followed."""
    (kb / "link.yaml").symlink_to("entities")
    _document, problems = read_words(kb / "link.yaml")

    assert [p.message for p in problems] == ["the file cannot be read: a link"]


def test_nothing_is_skipped(kb: Path) -> None:
    """Everything that is not a record is reported."""
    deep = kb / "entities" / "/".join("abcdefgh")
    deep.mkdir(parents=True)
    for name in ("README.md", "entities/a.yml", "entities/b.YAML", "entities/c.yaml~"):
        (kb / name).write_text(TOWN)
    (kb / "events/.git").mkdir()
    (kb / "sources").rmdir()
    (kb / "sources").write_text("")

    assert told(kb) == [
        "kb/README.md:1:1 stray-file",
        "kb/entities/a/b/c/d/e/f/g/h:1:1 stray-file",
        "kb/entities/a.yml:1:1 stray-file",
        "kb/entities/b.YAML:1:1 stray-file",
        "kb/entities/c.yaml~:1:1 stray-file",
        "kb/events/.git:1:1 stray-file",
        "kb/sources:1:1 stray-file",
    ]


def test_a_pipe_does_not_block(kb: Path) -> None:
    """A pipe, or a folder with the name of a file, is refused immediately."""
    os.mkfifo(kb / "entities/a.yaml")
    (kb / "base.yaml").mkdir()

    assert told(kb) == [
        "kb/base.yaml:1:1 unreadable-file",
        "kb/entities/a.yaml:1:1 unreadable-file",
    ]


def test_a_folder_that_cannot_be_listed(
    kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without read permission is reported, at the top level or below."""

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    listed = os.scandir
    monkeypatch.setattr(
        os, "scandir", lambda f: refuse(f) if f.name == "entities" else listed(f)
    )
    below = told(kb)
    monkeypatch.setattr(os, "scandir", refuse)

    assert below == ["kb/entities:1:1 unreadable-file"]
    assert told(kb) == ["kb:1:1 unreadable-file"]


def test_a_missing_folder(tmp_path: Path) -> None:
    """A base that does not exist has no records and no problems."""
    reading = read_base(tmp_path / "kb")

    assert (reading.documents, reading.problems) == ((), ())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name: caf\xe9", "1:10 not-utf8"),
        (b"a: b\r\nc: \xc3\xa9\xff", "2:5 not-utf8"),
        ("name: a".encode("utf-16"), "1:1 not-utf8"),
        (b"\xef\xbb\xbfname: a", "1:1 forbidden-character"),
        (b"a: b\rc: d", "1:5 forbidden-character"),
        (b"#" + b"x\n" * 131_072, "1:1 too-big"),
    ],
)
def test_bytes(kb: Path, content: bytes, problem: str) -> None:
    """A file must be UTF-8 without a BOM, with LF or CRLF, and limited in size."""
    (kb / "entities/a.yaml").write_bytes(content)

    assert told(kb) == [f"kb/entities/a.yaml:{problem}"]


def test_line_ends(kb: Path) -> None:
    """Windows line endings are accepted and normalised."""
    (kb / "entities/a.yaml").write_bytes(b"a: b\r\nc: d\r\n")
    (document,) = read_base(kb).documents

    assert ("a: b\nc: d\n", {"a": "b", "c": "d"}) == (document.text, document.data)


@pytest.mark.parametrize(
    "name", ["A", "a_b", "a--b", "-a", "é", "con", "index", "a" * 81]
)
def test_ids(kb: Path, name: str) -> None:
    """A file name that is not a valid id is reported."""
    (kb / f"entities/{name}.yaml").write_text(TOWN)

    assert told(kb) == [f"kb/entities/{name}.yaml:1:1 bad-id"]


def _document(kb: Path, text: str) -> Document:
    (kb / "entities/a.yaml").write_text(text)
    (document,) = read_base(kb).documents
    return document


def test_marks(kb: Path) -> None:
    """A missing value gets the mark of its parent; an item's key is the item."""
    document = _document(kb, "a:\n  - b: c\n")

    assert document.mark(("a", 0, "b")) == Mark("kb/entities/a.yaml", 2, 8)
    assert document.mark(("a", 0, "x", "y")) == Mark("kb/entities/a.yaml", 2, 5)
    assert document.key_mark(("a", 0)) == Mark("kb/entities/a.yaml", 2, 5)
    assert document.key_mark(("a",)) == Mark("kb/entities/a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "words", "which", "place"),
    [
        ("a: one two one\n", "one", 1, (1, 12)),
        ("a: >-\n  one two\n  one two\n", "one", 1, (3, 3)),
        ("a: >-\n  one two\n  three\n", "two three", 0, (2, 7)),
        ('a: "o\\x6ee two"\n', "one", 0, (1, 4)),
        ("a: aaaa\n", "aa", 1, (1, 6)),
    ],
)
def test_marks_within(
    kb: Path, text: str, words: str, which: int, place: tuple[int, int]
) -> None:
    """Words are marked at their position; after an escape, at the value's start."""
    document = _document(kb, text)
    assert isinstance(document.data, dict)
    value = str(document.data["a"])
    start = -len(words)
    for _ in range(which + 1):
        start = value.index(words, start + len(words))
    position = document.mark_within(("a",), value, start, start + len(words))

    assert place == (position.line, position.column)


def test_paths_in_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown relative to the working folder, or absolute if outside it."""
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "kb/a.yaml") == "kb/a.yaml"
    assert shown(Path("kb/a.yaml")) == "kb/a.yaml"
    assert shown(Path("/elsewhere/a.yaml")) == "/elsewhere/a.yaml"


def test_unknown_files() -> None:
    """For an unknown file, a similar file name is suggested."""
    assert unknown_file("kb/a.yml", ["kb/a.yaml"]).startswith(
        "did you mean 'kb/a.yaml'?"
    )
