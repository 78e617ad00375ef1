"""What happens to a digest beside a run: another run, the hands of an editor. Neither loses what the other did."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import OIL, PROJECT, House
from test_serve import PATIENCE, Running, start, until

from digest import disk, ledger, quick, retag, run
from digest.desk import LOCK, WAITING, Options, Progress, Report, silent

with_control_c = pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C for one process alone on Windows")


def options(house: House, progress: Progress = silent) -> Options:
    return Options(house.root, house.root / "_site", dt.date(2026, 1, 15), search=False, progress=progress)


def test_two_runs_come_one_after_the_other_and_both_see_all_stories(house: House) -> None:
    """The second began while the first had half of its stories made, and had looked at content/ before."""
    for number in range(5):
        house.seed(f"{number}.txt", OIL.replace("Norway", f"Norway {number}"))
    waits, second = threading.Event(), list[Report]()
    scan = disk.scan(house.root, "content")

    def other() -> None:
        second.append(
            run.build(options(house, lambda stage, *_: waits.set() if "waiting" in stage else None), None, scan)
        )

    thread = threading.Thread(target=other)

    def meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "importing" and done == 3:
            thread.start()
            waits.wait(timeout=5)

    first = run.build(options(house, meanwhile))
    thread.join()
    for report in (first, *second):
        assert (report.failed, report.stories) == (False, 5)
    assert (first.imported, second[0].imported) == ({"new": 5}, {})


def test_a_run_that_waited_too_long_says_so(house: House) -> None:
    lock = house.root / LOCK
    with ledger.alone(lock, lambda: None) as late:
        assert not late
        with pytest.raises(OSError, match="another run"), ledger.alone(lock, lambda: None, patience=0):
            pass
    with ledger.alone(lock, lambda: None, patience=0):
        pass


def test_the_preview_publishes_nothing_quickly_beside_another_run(house: House) -> None:
    house.story("2025/01/a", date="2025-01-05")
    _, warm = run.built(options(house))
    assert warm is not None
    house.edit("content/2025/01/a.md", "Some text.", "Other text.")
    files = [house.root / "content/2025/01/a.md"]
    with run.desk(options(house)), pytest.raises(OSError, match="another run"):
        quick.texts(warm, files, options(house))
    assert quick.texts(warm, files, options(house)) is not None


def test_labels_are_not_written_beside_another_run(house: House) -> None:
    house.seed("a.txt", OIL).build().put("words/tags.txt", "Karvan | Norway\n")
    before = house.content()
    with run.desk(options(house)), pytest.raises(OSError, match="another run"):
        retag.retag(house.root, None, write=True, jobs=1, patience=0)
    assert house.content() == before
    assert retag.retag(house.root, None, write=True, jobs=1).changed == 1
    assert house.content() != before


def test_labels_are_found_in_what_the_run_before_has_left(house: House) -> None:
    [name] = house.seed("a.txt", OIL).build().content().keys() - {"imported.txt"}
    house.seed("a.txt", OIL.replace("seven", "nine")).put("words/tags.txt", "Karvan | Norway\n")
    waits, done = threading.Event(), list[retag.Done]()

    def told(stage: str, *_: int) -> None:
        if stage == WAITING:
            waits.set()

    thread = threading.Thread(target=lambda: done.append(retag.retag(house.root, None, True, 1, told)))

    def meanwhile(stage: str, number: int, total: int) -> None:
        if stage == "importing" and number == total:
            house.put("words/tags.txt", "Karvan post | Norway\n")
            thread.start()
            waits.wait(timeout=5)

    assert run.build(options(house, meanwhile)).imported == {"rewrite": 1}
    thread.join()
    assert [one.changed for one in done] == [1]
    assert "nine per cent" in house.read(f"content/{name}")
    assert "tags: [Karvan post]" in house.read(f"content/{name}")


@with_control_c
@pytest.mark.parametrize("verb", [("build",), ("retag", "--write")])
def test_a_run_that_waits_says_so_and_control_c_ends_it(house: House, tmp_path: Path, verb: tuple[str, ...]) -> None:
    house.seed("a.txt", OIL).build().put("words/tags.txt", "Karvan | Norway\n")
    before, log = house.content(), tmp_path / "log.txt"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a test in the background would lack, and its child
    with run.desk(options(house)), log.open("wb") as out:
        command = [sys.executable, "-m", "digest", *verb, "--root", str(house.root)]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=out) as process:
            until(lambda: log.read_text("utf-8") == f"{WAITING}\n" or process.poll() is not None)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 1
    assert log.read_text("utf-8").split() == [*WAITING.split(), "Aborted!"]
    assert house.content() == before


@with_control_c
def test_control_c_ends_a_preview_that_waits_for_another_run(house: House, tmp_path: Path) -> None:
    house.edit("pyproject.toml", "[tool.digest]", "[tool.digest]\nsearch = false").story("2025/01/a", date="2025-01-05")
    server: Running = start(house.root, tmp_path / "log.txt")
    try:
        with run.desk(options(house)):
            server.save("content/2025/01/b.md", "---\ntitle: Another one\n---\n\nText.\n")
            until(lambda: WAITING in server.printed())
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(PATIENCE) == 0
        assert server.printed().splitlines()[-2:] == [WAITING, "stopped"]
    finally:
        server.process.kill()
        server.process.wait()


def test_a_story_that_is_edited_while_its_changed_seed_is_imported_keeps_the_edit(house: House) -> None:
    [name] = house.seed("a.txt", OIL).build().content().keys() - {"imported.txt"}
    house.seed("a.txt", OIL.replace("seven", "nine")).seed("b.txt", OIL.replace("Norway", "Peru"))
    before = house.content()

    def hands(stage: str, done: int, total: int) -> None:
        if stage == "importing" and done == total:
            house.edit(f"content/{name}", "Norway", "Noreg")

    report = run.build(options(house, hands))
    assert [p.says for p in report.problems if name in p.says and p.level == "error"]
    assert house.content() == before | {name: before[name].replace(b"Norway", b"Noreg")}
    after = house.build().content()
    assert b"Noreg" in after[name]
    assert len(after) == 3


def test_a_story_that_is_deleted_while_its_changed_seed_is_imported_stays_deleted(house: House) -> None:
    [name] = house.seed("a.txt", OIL).build().content().keys() - {"imported.txt"}
    house.seed("a.txt", OIL.replace("seven", "nine"))

    def hands(stage: str, done: int, total: int) -> None:
        if stage == "importing" and done == total:
            house.delete(f"content/{name}")

    assert run.build(options(house, hands)).failed
    assert name not in house.build().content()


def test_a_file_that_a_person_makes_where_an_import_is_about_to_put_a_story_stays(house: House) -> None:
    clean = house.seed("a.txt", OIL).clean_copy(house.root.parent / "clean")
    [name] = clean.build().content().keys() - {"imported.txt"}

    def hands(stage: str, done: int, total: int) -> None:
        if stage == "importing" and done == total:
            house.story(name.removesuffix(".md"), "Written by hand.")

    assert run.build(options(house, hands)).failed
    assert house.build().content()[name].endswith(b"Written by hand.\n")
    assert len(house.content()) == 3


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("content/2025/01/a.md", "2025/01/a.html"),
        ("content/2025/01/a.md", "feed.xml"),
        ("content/2025/01/a.md", "source/karvan/feed.xml"),
        ("content/pages/about.md", "about/index.html"),
        ("content/2025/01/map.png", "2025/01/map.png"),
    ],
)
def test_an_edit_that_is_taken_back_while_a_build_runs_leaves_nothing_behind(
    house: House, file: str, page: str
) -> None:
    """As by a look at another branch: at its end the file is as the build had found it, but the page was not."""
    house.story("2025/01/a", "FIRST", date="2025-01-01", source="Karvan").story("pages/about", "FIRST")
    house.put("content/2025/01/map.png", "FIRST")

    def other_branch(step: str, *_: object) -> None:
        if step == "catalog":
            house.edit(file, "FIRST", "OTHER")
        if step == "removing and remembering":
            house.put(file, house.read(file).replace("OTHER", "FIRST"))

    run.build(replace(options(house), lap=other_branch))
    assert house.read(file).count("FIRST") == 1
    house.build()
    assert "FIRST" in house.page(page)
    assert "OTHER" not in house.page(page)
    assert " 0 files written" in house.run("build").out
