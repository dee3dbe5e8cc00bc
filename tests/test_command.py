"""The command `check`: its output on stdout and stderr, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from checks import SCHEMA, BaseOf
from rendered import ROOT, TINY

from sourcebook.command import main

TOWN = "name: Alderby\ntype: place\nsummary: Town.\n"
WARNED = {"entities/alderby.yaml": TOWN}
FAULTY = {
    "entities/alderby.yaml": TOWN.replace("place", "plac"),
    "entities/birkholm.yaml": TOWN.replace("Alderby", "100%, or: so\nx: y"),
}


def run(*arguments: str) -> int:
    """Run `check` in the working folder with the project's schema."""
    return main(["check", "--schema", str(SCHEMA), *arguments])


def test_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """A clean base gives nothing on stdout, one line on stderr, exit status 0."""
    status = run("--kb", str(TINY))
    printed = capsys.readouterr()

    assert (0, "", "No problems in 12 files.\n") == (status, printed.out, printed.err)


def test_warnings_alone(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings are reported, and the exit status is still 0."""
    base_of(WARNED)
    status = run()
    printed = capsys.readouterr()

    assert (0, "1 warning in 1 file.\n") == (status, printed.err)
    assert printed.out == (
        "kb/entities/alderby.yaml:1:1: warning: nothing links to 'alderby' "
        "[unlinked-record]\n"
        "    expected: another record that names it\n"
        "    fix:      link it where it belongs, or delete it\n"
    )


def test_errors(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors are printed on stdout and counted on stderr; the exit status is 1."""
    base_of(FAULTY)
    status = run()
    printed = capsys.readouterr()

    assert (1, "2 problems in 2 files.\n") == (status, printed.err)
    first, second = (p for p in printed.out.splitlines() if p[0] != " ")
    assert first == (
        "kb/entities/alderby.yaml:2:7: 'plac' is not a word for 'type' "
        "[not-in-vocabulary]"
    )
    assert second == (
        "kb/entities/birkholm.yaml:1:15: a colon and a space inside a text without "
        "quotes, or a key too far in [broken-yaml]"
    )


def test_as_json(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON, each problem has the keys that other programs rely on."""
    base_of(WARNED)
    status = run("--format", "json")
    rows = json.loads(capsys.readouterr().out)

    assert status == 0
    assert rows == [
        {
            "file": "kb/entities/alderby.yaml",
            "line": 1,
            "column": 1,
            "rule": "unlinked-record",
            "severity": "warning",
            "message": "nothing links to 'alderby'",
            "expected": "another record that names it",
            "fix": "link it where it belongs, or delete it",
        }
    ]


def test_clean_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON, the report of a clean base is an empty list."""
    status = run("--kb", str(TINY), "--format=json")

    assert (0, "[]\n") == (status, capsys.readouterr().out)


def test_for_github(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """For GitHub, each problem is one line with special characters escaped."""
    base_of({"entities/a,b: 100%.yaml": TOWN})
    status = run("--format", "github")

    assert status == 1
    assert capsys.readouterr().out == (
        "::error file=kb/entities/a%2Cb%3A 100%25.yaml,line=1,col=1,title=bad-id::"
        "'a,b: 100%25' cannot be an id: only a-z, 0-9 and single hyphens between them "
        "can stand in it"
        "%0Aexpected: lower-case ASCII words joined by hyphens, such as "
        "2024-04-01-damascus-strike"
        "%0Afix: rename the file\n"
    )


def test_no_line_from_a_value(
    base_of: BaseOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """A multi-line value cannot start a new line or a command in a report."""
    base_of({"entities/a.yaml": TOWN + "roles: |-\n  a\n  ::stop-commands::x\n"})
    run("--format", "github")
    run()
    starts = [line[:2] for line in capsys.readouterr().out.splitlines()]

    assert starts == ["::", "kb", "  ", "  "]


def test_files(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """If files are named, only their problems are reported and counted."""
    base_of(FAULTY)
    status = run("kb/entities/birkholm.yaml")
    printed = capsys.readouterr()

    assert (1, "1 problem in 1 file.\n") == (status, printed.err)
    assert printed.out.startswith("kb/entities/birkholm.yaml:1:15:")


def test_a_clean_file(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean file among faulty ones is reported as clean; its path may be absolute."""
    base_of({**FAULTY, "entities/cedarwick.yaml": TOWN.replace("Alderby", "Cedarwick")})
    status = run(str(Path("kb/entities/cedarwick.yaml").absolute()))
    printed = capsys.readouterr()

    assert (0, "", "No problems in 1 file.\n") == (status, printed.out, printed.err)


def test_an_unknown_file(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """A file outside the base is a usage error that suggests the nearest name."""
    base_of(WARNED)
    status = run("kb/entities/alderbi.yaml")
    printed = capsys.readouterr()

    assert (2, "") == (status, printed.out)
    assert printed.err == (
        "sourcebook: kb/entities/alderbi.yaml is no record of this base; did you mean "
        "'kb/entities/alderby.yaml'? give the path of a file below the base's folder\n"
    )


def test_no_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a folder of records the exit status is 2."""
    monkeypatch.chdir(tmp_path)
    status = run()
    printed = capsys.readouterr()

    assert (2, "") == (status, printed.out)
    assert printed.err == "sourcebook: there is no folder kb (see --kb)\n"


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown format is a usage error."""
    with pytest.raises(SystemExit) as stopped:
        run("--format", "rainbow")

    assert stopped.value.code == 2
    assert "invalid choice: 'rainbow'" in capsys.readouterr().err


def test_folders_before_or_after_the_command(
    base_of: BaseOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder options may be given before or after the command."""
    base_of(WARNED)
    statuses = [
        main(["--kb", "kb", "--schema", str(SCHEMA), "check"]),
        main(["check", "--kb", "kb", "--schema", str(SCHEMA)]),
    ]

    assert statuses == [0, 0]
    assert capsys.readouterr().err == 2 * "1 warning in 1 file.\n"


def test_a_broken_schema(base_of: BaseOf, capsys: pytest.CaptureFixture[str]) -> None:
    """For an unusable schema, only the schema's problems are reported."""
    base_of(FAULTY)
    status = main(["check", "--schema", "none"])
    rules = {
        line[-15:] for line in capsys.readouterr().out.splitlines() if line[0] != " "
    }

    assert (1, {"[broken-schema]"}) == (status, rules)


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": "1", "TERM": "xterm"}])
def test_as_a_process(base_of: BaseOf, variables: dict[str, str]) -> None:
    """Run as a process, it prints the same, and no colour codes to a pipe."""
    base_of(FAULTY)
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "check", "--schema", SCHEMA],
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", **variables},
    )

    assert (1, b"2 problems in 2 files.\n") == (done.returncode, done.stderr)
    assert b"\x1b" not in done.stdout
    assert done.stdout.startswith(b"kb/entities/alderby.yaml:2:7: 'plac' is not a word")
