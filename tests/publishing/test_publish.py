"""What a publish leaves, and what it refuses."""

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
    """What a publish that must be refused says."""
    with pytest.raises(PublishError) as refused:
        publish(out, files(site))
    return str(refused.value)


def test_first_publish(tmp_path: Path) -> None:
    """The folder holds every file and the manifest; beside it only the lock stands."""
    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_second_publish_replaces_the_first_whole(tmp_path: Path) -> None:
    """Files that the new site lacks are gone."""
    publish(tmp_path / "site", files(OLD))

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")
    assert names(tmp_path) == [".site.lock", "site"]


def test_empty_folder_is_published_into(tmp_path: Path) -> None:
    """An empty folder is nobody's work."""
    (tmp_path / "site").mkdir()

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")


def test_site_without_files(tmp_path: Path) -> None:
    """It holds a manifest that lists nothing, and can be replaced."""
    publish(tmp_path / "site", [])

    assert whole({}) == tree(tmp_path / "site")
    publish(tmp_path / "site", files(NEW))
    assert whole(NEW) == tree(tmp_path / "site")


def test_relative_path_with_a_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be named from the working folder, in any letters."""
    monkeypatch.chdir(tmp_path)

    publish(Path("sítě [x] *"), files(OLD))
    publish(Path("sítě [x] *"), files(NEW))

    assert whole(NEW) == tree(tmp_path / "sítě [x] *")
    assert names(tmp_path) == [".sítě [x] *.lock", "sítě [x] *"]


def test_manifest_tells_size_and_digest(tmp_path: Path) -> None:
    """Any JSON reader finds each file but the manifest itself, sorted by path."""
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
    """Everyone may read files and enter folders; only the owner may write."""
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
    """The same files in another order give the same bytes."""
    publish(tmp_path / "one", files(NEW))
    publish(tmp_path / "two", reversed(files(NEW)))

    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize("failure", [RuntimeError, OSError, KeyboardInterrupt])
def test_files_that_fail_half_way(tmp_path: Path, failure: type[BaseException]) -> None:
    """The failure comes out as it is; the old site stands, the stage does not."""
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
    """A programmer's error: nothing is published."""
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
    """A programmer's error: two files, or a file and a folder, of one path."""
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
def test_work_of_others_is_not_replaced(
    tmp_path: Path, theirs: Site, quoted: str
) -> None:
    """A folder that holds any file that our manifest does not list stays as it is."""
    site = tmp_path / "site"
    for path, content in theirs.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)

    said = refusal(site)

    assert f"{site} holds '{quoted}', which no build wrote; {ELSEWHERE}" == said
    assert theirs == tree(site)
    assert names(tmp_path) == [".site.lock", "site"]


def test_link_inside_the_site_is_work_of_others(tmp_path: Path) -> None:
    """A link is no file that a build wrote; a pipe in place of the manifest neither."""
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


def test_litter_of_file_browsers_is_no_work(tmp_path: Path) -> None:
    """Who looked at the site in a file browser can still publish."""
    publish(tmp_path / "site", files(OLD))
    (tmp_path / "site/gone/.DS_Store").write_bytes(b"")

    publish(tmp_path / "site", files(NEW))

    assert whole(NEW) == tree(tmp_path / "site")


def test_link_in_place_of_the_site(tmp_path: Path) -> None:
    """Nothing is published through a link, not even one to a site."""
    publish(tmp_path / "real", files(OLD))
    (tmp_path / "site").symlink_to("real")

    assert f"{tmp_path}/site is a link; {ELSEWHERE}" == refusal(tmp_path / "site")
    assert whole(OLD) == tree(tmp_path / "real")


def test_file_in_place_of_the_site(tmp_path: Path) -> None:
    """A file is nobody's site."""
    (tmp_path / "site").write_text("mine")

    said = refusal(tmp_path / "site")

    assert f"{tmp_path}/site is not a folder; {ELSEWHERE}" == said
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.parametrize("out", [".", "/", "..", "a/.."])
def test_folder_without_a_name_of_its_own(out: str) -> None:
    """A site is replaced under its name, so it must be given one."""
    said = f"{Path(out)} does not name the site's folder; name it in full"

    assert said == refusal(Path(out))


def test_folder_above_is_missing(tmp_path: Path) -> None:
    """Folders above the site are not made: the path may be a slip."""
    said = refusal(tmp_path / "none\n" / "site")

    where = f"{tmp_path}/none\\n"
    assert f"there is no folder {where} for the site; make it first" == said
    assert names(tmp_path) == []


def test_another_build_holds_the_lock(tmp_path: Path) -> None:
    """The second build goes at once, before it takes the first file."""
    publish(tmp_path / "site", files(OLD))
    with (tmp_path / ".site.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        said = refusal(tmp_path / "site")

    assert f"another build is writing {tmp_path}/site; let it end first" == said
    assert whole(OLD) == tree(tmp_path / "site")


def test_lock_cannot_be_had(tmp_path: Path) -> None:
    """Whatever stands in place of the lock is named."""
    (tmp_path / ".site.lock").mkdir()

    why = f"{os.strerror(errno.EISDIR)}; mend that, then build again"
    assert f"cannot lock {tmp_path}/.site.lock: {why}" == refusal(tmp_path / "site")


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    """It goes; what merely has a name like it stays."""
    alike = [".a.b-stage-7.lock", ".a.b-stage-x", ".a+b-stage-7", "a.b-stage-7"]
    for name in [".a.b-stage-7", ".a.b-stage-8", *alike]:
        (tmp_path / name / "c").mkdir(parents=True)

    publish(tmp_path / "a.b", files(NEW))

    assert names(tmp_path) == sorted([".a.b.lock", "a.b", *alike])
