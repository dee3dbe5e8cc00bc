"""Strict comparison with the source texts, and the lock that records it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from rendered import ROOT, TINY

from sourcebook.checking.evidence_lock import NAME
from sourcebook.checking.verify import holds, paragraphs_of
from sourcebook.command import main
from sourcebook.model.evidence import digest_of_quote, normalised

TEXTS = TINY.parent / "texts"
GAZETTE = (TEXTS / "gazette-bridge-closed.txt").read_text("utf-8")


def test_only_numbered_paragraphs_count() -> None:
    """Headlines and captions are not paragraphs; a paragraph may span lines."""
    assert paragraphs_of(GAZETTE) == {
        1: "The bridge was closed.",
        2: "The pier had moved by a hand's\nbreadth, said Hanna Vik.",
        3: "A lorry crossed.",
    }


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("a hand's breadth", True),
        ("moved by a hand's breadth, said", True),
        ("a hand’s breadth", False),
        ("hand's bread", False),
        ("and's breadth", False),
        ("A hand's breadth", False),
        ("a hand's ... breadth", False),
        ("pier moved", False),
    ],
)
def test_a_quote_is_a_run_of_whole_words(quote: str, found: bool) -> None:  # noqa: FBT001
    """A quote may differ from the text only in white space."""
    assert holds(paragraphs_of(GAZETTE)[2], quote) is found


def test_normal_form() -> None:
    """The normal form has composed characters and single spaces."""
    assert normalised(" e\N{COMBINING ACUTE ACCENT}\n  b ") == "é b"


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small base in a working folder, with the texts of its sources."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "kb", ignore=shutil.ignore_patterns(NAME))
    shutil.copytree(TEXTS, "texts")
    return Path("kb")


def _run(*arguments: str) -> int:
    return main([*arguments, "--schema", str(ROOT / "schema")])


def test_verify_writes_the_lock(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every locator and quote gets a digest; a second run changes no byte."""
    status = _run("verify", "--texts", "texts")
    first = (kb / NAME).read_bytes()
    lock = json.loads(first)
    again = _run("verify", "--texts", "texts")
    capsys.readouterr()

    assert (status, again) == (0, 0)
    assert first == (kb / NAME).read_bytes()
    assert sorted(path.name for path in kb.iterdir() if path.name.startswith(".")) == []
    assert list(lock["quotes"].items()) == [
        (
            "2021-05-04-bridge-closed#flood-moved-a-pier",
            digest_of_quote("a hand's breadth", ["gazette-bridge-closed#p2"]),
        )
    ]
    assert "herald-who-pays#p3-4" in lock["locators"]


def test_a_changed_quote_needs_to_be_verified_again(
    kb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` detects a changed quote without texts and names the command to run."""
    _run("verify", "--texts", "texts")
    record = kb / "events/2021-05-04-bridge-closed.yaml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("a hand's breadth", "by a hand's breadth"), "utf-8")
    capsys.readouterr()
    status = _run("check")
    report = capsys.readouterr().out

    assert status == 1
    assert "[quote-not-in-lock]" in report
    assert "verify --texts" in report
    assert _run("verify", "--texts", "texts") == 0
    assert _run("check") == 0


DEEP = "[" * 985 + "]" * 985  # can be read as JSON, but is too deep to be written


@pytest.mark.parametrize(
    "text",
    ["<<<<<<< HEAD\n", f'{{"locators":{{"a":{DEEP}}},"quotes":{{}}}}', "{}", "[]"],
    ids=["merge", "deep", "empty", "list"],
)
def test_a_corrupt_lock(
    kb: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """A corrupt lock, as after a merge, is reported; verify rewrites it."""
    (kb / NAME).write_text(text, "utf-8")
    status = _run("check")
    report = capsys.readouterr().out

    assert status == 1
    assert "kb/evidence.lock:1:1: this is not a lock" in report
    assert _run("verify", "--texts", "texts") == 0
    assert _run("check") == 0


def test_a_base_with_an_error_is_not_locked(
    kb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`verify` writes no lock while a record has errors."""
    (kb / "entities/alderby.yaml").write_text("name: Alderby\n", "utf-8")
    status = _run("verify", "--texts", "texts")

    assert status == 1
    assert "[missing-key]" in capsys.readouterr().out
    assert not (kb / NAME).exists()


def test_a_missing_folder(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing folder is a usage error, reported in one line."""
    status = _run("verify", "--texts", str(kb / "nowhere"))

    assert status == 2
    assert capsys.readouterr().err == "sourcebook: there is no folder kb/nowhere\n"
