"""The documentation matches the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from checks import check_whole
from rendered import ROOT

from sourcebook import flow

SOURCE = """\
title: A source
genre: news
publisher: beirut
published: "2023-10-08"
language: en
edition: As printed
paragraphs: 30
"""


def test_the_record_of_contributing_checks_clean(tmp_path: Path) -> None:
    """The annotated record in CONTRIBUTING.md can be copied and has no errors."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(r"```yaml\n(# kb/(\S+?):.*?)```", text, re.DOTALL)
    assert found is not None
    records = {found[2]: found[1], "sources/wsj-iran-helped-plot-attack.yaml": SOURCE}
    for name in ("hamas", "hezbollah", "beirut", "united-states"):
        records[f"entities/{name}.yaml"] = f"name: {name}\ntype: place\nsummary: It.\n"
    for path, content in records.items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    folders = flow.Folders(tmp_path / "kb", ROOT / "schema", tmp_path / "site")
    errors = [str(p) for p in check_whole(folders).problems if p.is_error]

    assert errors == []


def test_every_make_target_is_documented() -> None:
    """`make help` lists every phony target."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    documented = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)

    assert sorted(phony[1].split()) == sorted(documented)


def test_every_command_of_the_readme_exists() -> None:
    """Every command that the README shows exists."""
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = set(re.findall(r"python build\.py (\w+)", readme))
    shown = subprocess.run(
        [sys.executable, "build.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert [name for name in sorted(commands) if name not in shown] == []


def test_every_keyword_of_ours_is_documented() -> None:
    """docs/schema.md lists all x- annotations of the schema, and no others."""
    schemas = [path.read_text("utf-8") for path in (ROOT / "schema").glob("*.json")]
    used = {word for text in schemas for word in re.findall(r'"(x-[a-z-]+)"', text)}
    documented = set(
        re.findall(
            r"^\| `(x-[a-z-]+)", (ROOT / "docs/schema.md").read_text(), re.MULTILINE
        )
    )

    assert documented == used


def test_every_decision_has_its_four_parts() -> None:
    """Every decision record has a question, a decision, its reasons and its costs."""
    wrong = []
    for path in sorted((ROOT / "docs/decisions").glob("[0-9]*.md")):
        parts = re.findall(r"^\*\*(\w+)\.\*\*", path.read_text("utf-8"), re.MULTILINE)
        if parts != ["Question", "Decision", "Because", "Costs"]:
            wrong.append(path.name)

    assert wrong == []


def test_the_workflow_has_minimal_rights() -> None:
    """The workflow has a read-only token, pinned actions, and no secrets."""
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    actions = re.findall(r"uses: \S+@(\S+)", text)

    assert [a for a in actions if not re.fullmatch("[0-9a-f]{40}", a)] == []
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert "permissions:\n  contents: read\n" in text


def test_no_article_is_in_the_repository() -> None:
    """The texts of the articles are not in the repository."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()

    assert [name for name in listed if "articles/" in name] == []
