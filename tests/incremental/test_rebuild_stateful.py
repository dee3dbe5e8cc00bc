"""After any sequence of edits, an incremental build equals a full build."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import large
import pytest
import yaml
from checks import check_whole
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from mutants import leaves
from rendered import ROOT, TINY
from sites import tree

from sourcebook import flow
from sourcebook.cache import program_digest
from sourcebook.graph.graph import Graph
from sourcebook.pages.bounds import BOUNDS
from sourcebook.publishing import staging
from sourcebook.publishing.manifest import MANIFEST
from sourcebook.publishing.tasks import File

pytestmark = pytest.mark.slow

NUMBERS = st.integers(0, 10_000)


class Edits(RuleBasedStateMachine):
    """A curator at work: after each step the site is built again."""

    bounds = BOUNDS

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.make_base()
        shutil.copytree(ROOT / "schema", self.folder / "schema")
        names = (self.folder / name for name in ("kb", "schema", "site"))
        self.folders = flow.Folders(*names)
        self.patch = pytest.MonkeyPatch()
        self.bound()
        self.program = 0

    def make_base(self) -> None:
        """Create a small, hand-written base."""
        shutil.copytree(TINY, self.folder / "kb")
        (self.folder / "kb/evidence.lock").unlink(missing_ok=True)

    def bound(self) -> None:
        """Set the bounds; here every list fits on one page."""

    def teardown(self) -> None:
        """Undo the patches and delete the folder."""
        self.patch.undo()
        shutil.rmtree(self.folder)

    @property
    def files(self) -> list[Path]:
        """The files of all records."""
        return sorted((self.folder / "kb").rglob("*.yaml"))

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.folder / "site"

    def cache(self) -> Path:
        """The cache file that a build leaves for the next one."""
        return self.folder / ".site-cache" / "files.json"

    def is_sound(self) -> bool:
        """Whether the base has no error."""
        return not check_whole(self.folders).errors

    @rule(file=NUMBERS, leaf=NUMBERS, words=st.sampled_from([" again", "", "x", "2"]))
    def edit(self, file: int, leaf: int, words: str) -> None:
        """Change or delete a value of a record; undo the edit if it causes an error."""
        path = self.files[file % len(self.files)]
        before = path.read_bytes()
        data = yaml.safe_load(before)
        places = list(leaves(data))
        holder, key = places[leaf % len(places)]
        if isinstance(holder[key], str) and words:
            holder[key] += words
        elif isinstance(holder[key], int) and words:
            holder[key] += 1
        else:
            del holder[key]
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
        if not self.is_sound():
            path.write_bytes(before)

    @rule(file=NUMBERS)
    def remark(self, file: int) -> None:
        """Add a comment, which no page shows."""
        path = self.files[file % len(self.files)]
        path.write_text(f"# Seen.\n{path.read_text()}")

    @rule(file=NUMBERS)
    def add(self, file: int) -> None:
        """Copy a record under another id."""
        path = self.files[file % len(self.files)]
        if path.parent.name != "kb":
            shutil.copy(path, path.with_stem(f"{path.stem}-too"))
            if not self.is_sound():
                path.with_stem(f"{path.stem}-too").unlink()

    @rule(file=NUMBERS)
    def delete(self, file: int) -> None:
        """Delete a record, unless another one refers to it."""
        path = self.files[file % len(self.files)]
        content = path.read_bytes()
        path.unlink()
        if not self.is_sound():
            path.write_bytes(content)

    @rule(file=NUMBERS)
    def rename(self, file: int) -> None:
        """Give a record another id, and change every reference to it."""
        path = self.files[file % len(self.files)]
        if path.parent.name == "kb" or len(path.stem) > 60:
            return
        new = f"{path.stem}-now"
        name = re.compile(rf"(?<![\w-]){re.escape(path.stem)}(?![\w-])")
        for other in self.files:
            other.write_text(name.sub(new, other.read_text()))
        path.rename(path.with_stem(new))
        assert self.is_sound()

    @rule()
    def change_the_schema(self) -> None:
        """Change some titles in the schema."""
        path = self.folder / "schema/event.schema.json"
        text = path.read_text()
        path.write_text(re.sub(r'("title": "[^"]+)"', r'\1 *"', text, count=9))

    @rule()
    def change_the_program(self) -> None:
        """Change the digest of the program."""
        self.program += 1
        libraries = ("jinja2",) * (1 + self.program % 5)
        self.patch.setattr(program_digest, "_LIBRARIES", libraries)

    @rule(cut=NUMBERS)
    def spoil_the_cache(self, cut: int) -> None:
        """Truncate the cache or change a byte of it."""
        if self.cache().exists():
            content = self.cache().read_bytes()
            at = cut % len(content)
            spoilt = [content[:at], content[:at] + b"7" + content[at + 1 :]]
            self.cache().write_bytes(spoilt[cut % 2])

    @rule()
    def delete_the_cache(self) -> None:
        """Delete the cache, which may happen at any time."""
        shutil.rmtree(self.cache().parent, ignore_errors=True)

    @rule(file=NUMBERS, how=st.sampled_from(["write", "replace", "unlink"]))
    def meddle(self, file: int, how: str) -> None:
        """Change, replace or delete a file of the site from outside."""
        files = sorted(path for path in self.site.rglob("*") if path.is_file())
        if not files:
            return
        path = files[file % len(files)]
        if how == "unlink":
            path.unlink()
        elif how == "write":
            path.write_bytes(path.read_bytes() + b" ")
        else:
            shutil.copy(path, path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)

    @rule()
    def delete_the_site(self) -> None:
        """Delete the site, but not the cache."""
        shutil.rmtree(self.site, ignore_errors=True)

    @rule(after=NUMBERS)
    def die(self, after: int) -> None:
        """Abort a build midway; its remains must not mislead the next build."""
        left, write = after % 60, staging.StageWriter.write
        # Without this file the build cannot be skipped as up to date.
        self.cache().with_name("last.json").unlink(missing_ok=True)

        def writing(writer: staging.StageWriter, file: File) -> staging.WrittenFile:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return write(writer, file)

        def ending(*_: object) -> None:
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(staging.StageWriter, "write", writing)
            patch.setattr("sourcebook.incremental.build_state.write_cached", ending)
            with pytest.raises(KeyboardInterrupt):
                flow.build(self.folders)

    @invariant()
    def the_site_is_as_from_nothing(self) -> None:
        """The incremental build equals a full build, byte for byte."""
        if (self.site / MANIFEST).exists() or not self.site.exists():
            problems = flow.build(self.folders).problems
            assert [problem for problem in problems if problem.is_error] == []
        else:
            shutil.rmtree(self.site)
            flow.build(self.folders)
        assert self.cache().exists()
        checked = check_whole(self.folders)
        assert checked.base is not None
        assert checked.schema is not None
        graph = Graph.of(checked.base, checked.schema)
        expected = {
            file.path: file.content
            for file in flow.plan_site(graph, bounds=self.bounds).files()
        }
        actual = tree(self.site)
        listed = actual.pop(MANIFEST)

        assert {
            path for path in expected | actual if expected.get(path) != actual.get(path)
        } == (set())
        assert listed.count(b"sha256") == len(expected)


class EditsOfMany(Edits):
    """The same for a base with lists split over several pages by lower bounds."""

    bounds = replace(large.LOW, found=100, table=2, beside=2, compared=2, records=10)

    def make_base(self) -> None:
        """Generate a base."""
        script = str(ROOT / "bench/generate.py")
        command = [sys.executable, script, "60", str(self.folder), "--seed", "3"]
        subprocess.run(command, check=True, cwd=ROOT)

    def bound(self) -> None:
        """Lower the bounds, so that lists are split."""
        plan = flow.plan_site
        self.patch.setattr(
            flow, "plan_site", lambda g, d=None, **_: plan(g, d, self.bounds)
        )


_OPTIONS = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)
Edits.TestCase.settings = settings(_OPTIONS, max_examples=3, stateful_step_count=8)
EditsOfMany.TestCase.settings = settings(
    _OPTIONS, max_examples=1, stateful_step_count=8
)
TestEdits = Edits.TestCase
TestEditsOfMany = EditsOfMany.TestCase
