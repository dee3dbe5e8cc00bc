"""What a publish writes, and what it refuses."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sites import NEW, OLD, Site, files, names, publish, tree, whole

from sourcebook.publishing.errors import PublishError
from sourcebook.publishing.tasks import File

ELSEWHERE = "move it away, or give --out another folder"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def refusal(out: Path, site: Site = NEW) -> str:
    """The message of a publish that must be refused."""
    with pytest.raises(PublishError) as refused:
        publish(out, files(site))
    return str(refused.value)


def test_first_publish(tmp_path: Path) -> None:
    """The folder contains all files and the manifest; only the lock is beside it."""
    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_second_publish_replaces_the_first_whole(tmp_path: Path) -> None:
    """Files that are not in the new site are removed."""
    publish(tmp_path / "site", files(OLD))

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_empty_folder_is_published_into(tmp_path: Path) -> None:
    """An empty folder may be replaced."""
    (tmp_path / "site").mkdir()

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")


def test_site_without_files(tmp_path: Path) -> None:
    """A site without files has an empty manifest, and can be replaced."""
    publish(tmp_path / "site", [])

    assert whole({}) == tree(tmp_path / "site")
    publish(tmp_path / "site", files(NEW))
    assert whole(NEW) == tree(tmp_path / "site")


def test_relative_path_with_a_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path may be relative, and contain spaces and any letters."""
    monkeypatch.chdir(tmp_path)

    publish(Path("sítě [x] *"), files(OLD))
    publish(Path("sítě [x] *"), files(NEW))

    assert whole(NEW) == tree(tmp_path / "sítě [x] *")
    assert names(tmp_path) == [".sítě [x] *.lock", "sítě [x] *"]


def test_manifest_lists_size_and_digest(tmp_path: Path) -> None:
    """The manifest is JSON and lists all other files, sorted by path."""
    publish(tmp_path / "site", [File("z.txt", b"abc"), File("a/b.txt", b"")])

    text = (tmp_path / "site/data/manifest.json").read_text()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert [
        ("a/b.txt", {"sha256": empty, "size": 0}),
        ("z.txt", {"sha256": abc, "size": 3}),
    ] == list(json.loads(text).items())
    assert text.endswith("}\n")


@pytest.mark.parametrize("mask", [0o077, 0o000, 0o022])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, mask: int) -> None:
    """Everyone can read files and enter folders; only the owner can write."""
    with umask(mask):
        publish(tmp_path / "site", files(OLD))

    modes = {
        path.relative_to(tmp_path).as_posix(): oct(path.stat().st_mode)
        for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    }
    file, folder = oct(0o100644), oct(0o40755)
    assert {
        "site": folder,
        "site/data": folder,
        "site/data/manifest.json": file,
        "site/gone": folder,
        "site/gone/page.html": file,
        "site/index.html": file,
    } == modes


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """The same files in another order produce the same bytes."""
    publish(tmp_path / "one", files(NEW))
    publish(tmp_path / "two", reversed(files(NEW)))

    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize("failure", [RuntimeError, OSError, KeyboardInterrupt])
def test_files_that_fail_midway(tmp_path: Path, failure: type[BaseException]) -> None:
    """The exception propagates, the old site is kept and the stage is removed."""
    publish(tmp_path / "site", files(OLD))

    def failing() -> Iterator[File]:
        yield File("index.html", b"new")
        raise failure

    with pytest.raises(failure):
        publish(tmp_path / "site", failing())

    assert whole(OLD) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a/..."),
        *("a\\b", "C:a", "a b", "A", "ä", "a\n", "a\0", "a%2e", "~/a*"),
    ],
)
def test_path_that_is_not_below_the_site(tmp_path: Path, path: str) -> None:
    """A path outside the site is a programming error, and nothing is published."""
    with pytest.raises(ValueError, match="not a path below the site"):
        publish(tmp_path / "site", [File(path, b"")])

    assert names(tmp_path) == [".site.lock"]


@pytest.mark.parametrize(
    "paths",
    [
        *(("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b"), ("a", "a/b/c")),
        *(("data/manifest.json",), ("data",), ("data/manifest.json/a",)),
    ],
)
def test_path_that_is_taken(tmp_path: Path, paths: tuple[str, ...]) -> None:
    """Two files, or a file and a folder, with one path are a programming error."""
    with pytest.raises(ValueError, match="the path is taken already: '"):
        publish(tmp_path / "site", [File(path, b"") for path in paths])

    assert names(tmp_path) == [".site.lock"]


@pytest.mark.parametrize(
    ("theirs", "quoted"),
    [
        ({"notes.txt": b"mine"}, "notes.txt"),
        ({**whole(OLD), "notes.txt": b"mine"}, "notes.txt"),
        ({**whole(OLD), "gone/notes.txt": b"mine"}, "gone/notes.txt"),
        ({"data/manifest.json": b"[]"}, "data/manifest.json"),
        ({"data/manifest.json": b'{"data/manifest.json": 1}'}, "data/manifest.json"),
        ({"data/manifest.json": b'{"name": {"size": 1}}'}, "data/manifest.json"),
        ({"data/manifest.json": b"[" * 100_000}, "data/manifest.json"),
        ({"data/manifest.json": b"\xff{"}, "data/manifest.json"),
        ({"data": b""}, "data"),
    ],
)
def test_foreign_files_are_not_replaced(
    tmp_path: Path, theirs: Site, quoted: str
) -> None:
    """A folder with any file that our manifest does not list is left untouched."""
    site = tmp_path / "site"
    for path, content in theirs.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)

    said = refusal(site)

    assert f"{site} holds '{quoted}', which no build wrote; {ELSEWHERE}" == said
    assert theirs == tree(site)
    assert names(tmp_path) == [".site.lock", "site"]


def test_link_inside_the_site_is_a_foreign_file(tmp_path: Path) -> None:
    """A link inside the site, or a pipe as its manifest, counts as foreign."""
    (tmp_path / "site/data").mkdir(parents=True)
    os.mkfifo(tmp_path / "site/data/manifest.json")
    site = tmp_path / "site"
    said = [refusal(site)]
    (tmp_path / "site/data/manifest.json").unlink()
    (tmp_path / "site/link").symlink_to(tmp_path)
    said += [refusal(site)]

    assert [
        f"{site} holds 'data/manifest.json', which no build wrote; {ELSEWHERE}",
        f"{site} holds 'link', which no build wrote; {ELSEWHERE}",
    ] == said


def test_files_left_by_file_browsers_are_ignored(tmp_path: Path) -> None:
    """Files left by a file browser, such as .DS_Store, do not prevent a publish."""
    publish(tmp_path / "site", files(OLD))
    (tmp_path / "site/gone/.DS_Store").write_bytes(b"")

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")


def test_link_in_place_of_the_site(tmp_path: Path) -> None:
    """A publish does not follow a link, even one that leads to a site."""
    publish(tmp_path / "real", files(OLD))
    (tmp_path / "site").symlink_to("real")

    assert f"{tmp_path}/site is a link; {ELSEWHERE}" == refusal(tmp_path / "site")
    assert whole(OLD) == tree(tmp_path / "real")


def test_file_in_place_of_the_site(tmp_path: Path) -> None:
    """A file in place of the site is not replaced."""
    (tmp_path / "site").write_text("mine")

    said = refusal(tmp_path / "site")

    assert f"{tmp_path}/site is not a folder; {ELSEWHERE}" == said
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.parametrize("out", [".", "/", "..", "a/.."])
def test_folder_without_a_name_of_its_own(out: str) -> None:
    """The path must end in the site's name, under which it is replaced."""
    said = f"{Path(out)} does not name the site's folder; name it in full"

    assert said == refusal(Path(out))


def test_folder_above_is_missing(tmp_path: Path) -> None:
    """Missing parent folders are not created: the path may be a typo."""
    said = refusal(tmp_path / "none\n" / "site")

    where = f"{tmp_path}/none\\n"
    assert f"there is no folder {where} for the site; make it first" == said
    assert names(tmp_path) == []


def test_another_build_holds_the_lock(tmp_path: Path) -> None:
    """The second build exits at once, before it makes the first file."""
    publish(tmp_path / "site", files(OLD))
    with (tmp_path / ".site.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        said = refusal(tmp_path / "site")

    assert f"another build is writing {tmp_path}/site; let it end first" == said
    assert whole(OLD) == tree(tmp_path / "site")


def test_lock_cannot_be_opened(tmp_path: Path) -> None:
    """A lock that cannot be opened is named in the error."""
    (tmp_path / ".site.lock").mkdir()

    why = f"{os.strerror(errno.EISDIR)}; mend that, then build again"
    assert f"cannot lock {tmp_path}/.site.lock: {why}" == refusal(tmp_path / "site")


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    """Remains of killed builds are removed; folders with similar names are not."""
    alike = [".a.b-stage-7.lock", ".a.b-stage-x", ".a+b-stage-7", "a.b-stage-7"]
    for name in [".a.b-stage-7", ".a.b-stage-8", *alike]:
        (tmp_path / name / "c").mkdir(parents=True)

    publish(tmp_path / "a.b", files(NEW))

    assert names(tmp_path) == sorted([".a.b.lock", "a.b", *alike])
