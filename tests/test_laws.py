"""The laws of the build: incremental equals clean, same input same bytes, a second build writes nothing."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import OIL, TODAY, House, Outcome
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from digest import articles, console, disk, importing, ledger, prose, quick, run, seeds, still, vocabulary, work
from digest.config import Site
from digest.desk import CACHE, Options
from digest.model import Labels
from digest.text import collapse

COUNTRIES = ("Norway", "Peru", "Chad", "Japan")
TOPICS = ("human-rights", "diplomacy", "elections")
TAGS = ("fish", "Boats", "COVID-19")


def states(house: House) -> dict[str, tuple[int, int]]:
    folder = house.root / "_site"
    return {
        str(p.relative_to(folder)): (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.rglob("*") if p.is_file()
    }


def errors(done: Outcome) -> list[str]:
    return [line for line in done.err.splitlines() if line.startswith("error: ")]


def story(house: House, rng: random.Random, number: int) -> None:
    month = rng.randint(1, 3)
    house.story(
        f"2025/0{month}/story-{number}",
        f"Text {rng.randint(0, 9)} of story {number}.\n\n[A link](/about/) and *more*.",
        title=f"Headline {number}",
        date=f"2025-0{month}-{rng.randint(1, 28):02d}",
        source=rng.choice(("Karvan", "Oguz Wire")),
        countries=f"[{', '.join(rng.sample(COUNTRIES, rng.randint(0, 2)))}]",
        topics=f"[{', '.join(rng.sample(TOPICS, rng.randint(0, 2)))}]",
        tags=f"[{', '.join(rng.sample(TAGS, rng.randint(0, 2)))}]",
        summary=f"Summary {rng.randint(0, 9)}.",
        draft=rng.choice(("false", "false", "true")),
    )


def edit(house: House, rng: random.Random) -> None:
    """Do one of the things that people do between two builds."""
    stories = sorted((house.root / "content").glob("2025/*/*.md"))
    picked = rng.choice(stories)
    rng.choice((add, delete, rename, extend, swap, retheme, reset, respell, regard, attach, import_raw, forget))(
        house, rng, picked
    )


def add(house: House, rng: random.Random, picked: Path) -> None:
    story(house, rng, rng.randint(100, 999))


def delete(house: House, rng: random.Random, picked: Path) -> None:
    picked.unlink()


def rename(house: House, rng: random.Random, picked: Path) -> None:
    picked.rename(picked.with_name(rng.choice(("Renamed Twice ", "renamed-")) + f"{rng.randint(0, 999)}.md"))


def extend(house: House, rng: random.Random, picked: Path) -> None:
    picked.write_text(picked.read_text("utf-8") + f"\nOne more line {rng.random()}.\n", "utf-8")


def swap(house: House, rng: random.Random, picked: Path) -> None:
    """Two files swap names and keep their times."""
    others = [p for p in (house.root / "content").glob("2025/*/*.md") if p != picked]
    if others:
        other, spare = rng.choice(others), picked.with_suffix(".spare")
        os.replace(picked, spare)
        os.replace(other, picked)
        os.replace(spare, other)


def retheme(house: House, rng: random.Random, picked: Path) -> None:
    house.put(
        *rng.choice(
            (
                ("themes/mine/templates/404.html", f"<title>Lost</title>{rng.random()}"),
                ("themes/mine/templates/_card.html", f"<li>{{{{ card.title }}}} {rng.random()}</li>"),
                ("themes/mine/templates/_footlinks.html", f"<li>{rng.random()}</li>"),
                ("themes/mine/strings/en.toml", f'countries = "Countries {rng.randint(0, 9)}"\n'),
                ("themes/mine/static/digest.css", f"/* {rng.random()} */"),
            )
        )
    )


def reset(house: House, rng: random.Random, picked: Path) -> None:
    """Change a setting."""
    lines = (
        f'description = "Words {rng.randint(0, 9)}"',
        'timezone = "Asia/Ashgabat"',
        'tags = ["fish"]',
        "feed_length = 3",
    )
    more = rng.choice((*lines, 'territory_names = { PE = "Piru" }', 'sources = { Karvan = "link" }', "search = false"))
    house.put("pyproject.toml", SETTINGS_OF_LAW + more + "\n")


def respell(house: House, rng: random.Random, picked: Path) -> None:
    """Extend a word list, so that a country has one more name, or take the list away."""
    house.put("words/countries.txt", rng.choice(("TD  names: Tchadland\n", "# nothing\n")))
    house.story("2025/01/tchad", date="2025-01-09", countries=rng.choice(("Chad", "Japan")))


def regard(house: House, rng: random.Random, picked: Path) -> None:
    """Change what may be shown of a story, and when, and where it was."""
    field = rng.choice(("rights: link", "rights: excerpt", "embargo_until: 2026-01-16", "aliases: [/old/place.html]"))
    text = picked.read_text("utf-8")
    if field.partition(":")[0] not in text:
        picked.write_text(text.replace("title:", f"{field}\ntitle:", 1), "utf-8")


def attach(house: House, rng: random.Random, picked: Path) -> None:
    name = f"map-{rng.randint(0, 3)}.png"
    picked.with_name(name).write_bytes(rng.randbytes(20))
    picked.write_text(picked.read_text("utf-8") + f"\n![A map]({name})\n", "utf-8")
    house.story("pages/imprint", f"Words {rng.random()}.", title=f"Imprint {rng.randint(0, 1)}")


def import_raw(house: House, rng: random.Random, picked: Path) -> None:
    house.seed(f"raw-{rng.randint(0, 5)}.txt", OIL.replace("seven", rng.choice(("six", "eight"))))


def forget(house: House, rng: random.Random, picked: Path) -> None:
    shutil.rmtree(house.root / rng.choice((".digest", "_site")), ignore_errors=True)


SETTINGS_OF_LAW = '[tool.digest]\nurl = "https://example.org/press/"\ntheme = "mine"\n'


@pytest.mark.parametrize("number", range(16))
def test_any_edits_then_a_build_give_the_same_site_as_a_clean_build(house: House, tmp_path: Path, number: int) -> None:
    rng = random.Random(number)
    house.put("pyproject.toml", SETTINGS_OF_LAW).put("themes/mine/templates/404.html", "<title>Lost</title>")
    for n in range(12):
        story(house, rng, n)
    house.build()
    for _ in range(4):
        for _ in range(rng.randint(1, 3)):
            edit(house, rng)
        last = house.run("build")
    clean = house.clean_copy(tmp_path / "clean")
    first = clean.run("build")
    assert (last.status, errors(last)) == (first.status, errors(first))
    assert house.content() == clean.content()
    mine, theirs = house.site(), clean.site()
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []


@pytest.mark.parametrize(
    "hands",
    [
        lambda house: house.edit("content/2023/01/s-00.md", "title: s 00", "title: Another"),
        lambda house: house.edit("content/2023/01/s-00.md", "Some text.", "Other text."),
        lambda house: house.delete("content/2023/01/s-01.md"),
        lambda house: house.edit("content/2023/01/s-02.md", "countries: Chad", "countries: Peru"),
        lambda house: house.edit("content/2024/01/s-03.md", "date: 2024-01-04", "date: 2024-02-04"),
        lambda house: [house.delete(f"content/2024/01/s-{n:02}.md") for n in range(4)],
        lambda house: house.story("2022/12/new", date="2022-12-01", countries="Chad"),
    ],
    ids=["headline", "text", "deleted", "another country", "another month", "a year of few", "a year more"],
)
def test_an_edit_deep_in_a_long_shelf_gives_the_same_site_as_a_clean_build(house: House, tmp_path: Path, hands) -> None:
    """A shelf with a year of months and a year of one page; most of the edits are where its front does not reach."""
    for year, count in ((2023, 5), (2024, 103)):
        for n in range(count):
            day = f"{year}-0{n // 28 + 1}-{n % 28 + 1:02}"
            house.story(f"{year}/01/s-{n:02}", title=f"s {n:02}", date=day, countries="Chad")
    house.build()
    assert house.has("country/chad/2024-01.html")
    hands(house)
    mine, theirs = house.build().site(), house.clean_copy(tmp_path / "clean").build().site()
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_a_second_build_writes_nothing(house: House) -> None:
    house.seed("oil.txt", OIL).story("2025/01/b", date="2025-01-02", tags="[fish]", countries="Peru").build()
    before, content = states(house), house.content()
    assert " 0 files written, 0 removed" in house.run("build").out
    assert states(house) == before
    assert house.content() == content


def test_a_theme_that_is_changed_while_a_build_runs_is_seen_by_the_next(house: House, tmp_path: Path) -> None:
    house.story("2025/01/a", date="2025-01-02").put("themes/default/templates/404.html", "<title>Lost</title>")
    time.sleep(0.3)  # no file may be so young that the next build looks at all of them anyway

    def change(stage: str, done: int, total: int) -> None:
        if stage == "making pages of stories":
            house.put("themes/default/templates/404.html", "<title>Found</title>")

    options = Options(house.root, house.root / "_site", dt.date.fromisoformat(TODAY), search=False)
    run.build(replace(options, progress=change))
    assert house.page("404.html") == "<title>Lost</title>"
    assert house.build().site() == house.clean_copy(tmp_path / "clean").build().site()
    assert still.glance(options).report is not None


def test_one_process_and_several_write_the_same_bytes(house: House, tmp_path: Path) -> None:
    rng = random.Random(1)
    for n in range(310):  # enough for the work to be shared out
        story(house, rng, n)
    other = house.clean_copy(tmp_path / "other").build("--jobs", "2")
    assert house.build("--jobs", "1").site() == other.site()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("files", [1, 400, 1200])
def test_a_build_that_was_killed_is_finished_by_the_next(house: House, tmp_path: Path, jobs: str, files: int) -> None:
    rng = random.Random(2)
    for n in range(320):
        story(house, rng, n)
    clean = house.clean_copy(tmp_path / "clean").build()
    command = [sys.executable, "-m", "digest", "build", "--no-search", "--jobs", jobs, "--root", str(house.root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and sum(1 for _ in (house.root / "_site").rglob("*.*")) < files:
            time.sleep(0.001)
        process.kill()
    _wait_until_gone(str(house.root))
    assert house.build().site() == clean.site()
    assert not [*house.root.rglob("*.tmp"), *(house.root / ".digest").glob("parts/*")]


def die_at_500(shared: None, items: tuple[int, ...]) -> list[int]:
    if 500 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def test_a_worker_that_is_ended_from_outside_costs_a_line_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, console.failing(1), work.workers(2) as spread:
        list(spread(die_at_500, None, range(1000)))
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "error: digest: a process that worked for this one was ended from outside" in said
    assert "build again" in said


def _wait_until_gone(said: str) -> None:
    """Wait until no process has this on its command line: the workers of a killed build end by themselves."""
    end = time.monotonic() + 30
    while left := [file.parent.name for file in Path("/proc").glob("[0-9]*/cmdline") if said in _command(file)]:
        assert time.monotonic() < end, f"still running: {left}"
        time.sleep(0.05)


def _command(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has just ended
        return ""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("part", [".digest/.import.*/*", "content/.import.*/*", "content/2020/*/*.md"])
def test_an_import_that_was_killed_is_finished_by_the_next(house: House, tmp_path: Path, jobs: str, part: str) -> None:
    for n in range(330):
        house.seed(f"{n:03}.txt", f" date 2020-{n % 3 + 1:02}-05 By Karvan\n\n{PLAIN}\n\nIt is number {n} of them.\n")
    clean = house.clean_copy(tmp_path / "clean")
    assert clean.run("import").status == 0
    command = [sys.executable, "-m", "digest", "import", "--jobs", jobs, "--root", str(house.root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(house.root.glob(part)):
            time.sleep(0.001)
        process.kill()
    _wait_until_gone(str(house.root))
    assert house.run("import").status == 0
    assert house.content() == clean.content()
    assert not [*house.root.glob(".digest/.*"), *house.root.glob("content/.*")]


def test_a_page_that_was_changed_or_deleted_in_the_output_is_written_again(house: House) -> None:
    house.story("2025/01/a", date="2025-01-02").build()
    good = house.site()
    house.put("_site/index.html", "spoilt").delete("_site/2025/01/a.html").put("_site/stray.html", "stray")
    assert house.build().site() == good


@pytest.mark.skipif(sys.platform == "win32", reason="no state of a file is trusted there")
def test_a_seed_that_was_imported_as_soon_as_it_was_saved_is_not_read_by_every_build(house: House) -> None:
    house.seed("a.txt", OIL).build()
    time.sleep(0.3)
    house.story("2025/01/a", date="2025-01-02").build()
    with ledger.opened(house.root / CACHE, disk.code_print().hex()) as book:
        [seed] = book.seeds().values()
    assert seed.state == disk.scan(house.root, "seeds")[0][0].state != ""


@pytest.mark.parametrize("spoil", [b"", b"not a database at all", None])
def test_a_ledger_that_is_damaged_or_gone_costs_time_only(house: House, spoil: bytes | None) -> None:
    house.story("2025/01/a", date="2025-01-02").build()
    good = house.site()
    path = house.root / ".digest/ledger.sqlite"
    path.unlink() if spoil is None else path.write_bytes(spoil)
    assert house.build().site() == good


def test_the_day_of_the_build_stands_nowhere(house: House, tmp_path: Path) -> None:
    house.story("2025/01/a", date="2025-01-02")
    other = house.clean_copy(tmp_path / "other").build("--today", "2030-01-01")
    assert house.build("--today", "2026-01-15").site() == other.site()


PLAIN = "Norway opened a bridge in the north on Friday, the ministry said."
TEXTS = st.text(st.sampled_from("ab1 .*_`[]()<>#+-~|!&;:=\\{}\"'/x@©"), min_size=1, max_size=40) | st.text(max_size=60)


@example(
    ["1986. A year", "#tag", "5*3*2", "    four leading spaces", "[Reuters]: LONDON", "<script>", "&amp;", "-----"]
)
@example(["soft\u00adhyphen, no\u00a0break", "a\x00b\x07c", "\ufeffmark"])
@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_visible_text_in_a_raw_file_is_visible_text_on_the_page(texts: list[str]) -> None:
    """From the raw file to HTML: white space collapsed; control characters, soft hyphens, lone surrogates dropped."""
    # A line end within a paragraph is the raw file's wrapping, and may cut a word: not the subject here.
    printed = [re.sub("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", t.encode("utf-8", "ignore").decode()) for t in texts]
    assume("---" not in (collapse(text) for text in printed))  # that line ends an article
    raw = "\n\n".join([" date 2020-06-19 By Karvan", PLAIN, *printed, PLAIN, "---"])
    [seed], _ = seeds.read(raw.encode(), "seeds/a.txt")
    names = vocabulary.load("en", (), ())
    text = articles.write(
        importing.article(
            seed,
            Labels(),
            importing.Step(importing.brief(seed, importing.print_of(seed)), "new", "2020/06/a"),
            Site(),
            names,
        ),
        names,
    )
    story, problems = articles.parse(text, "2020/06/a", "content/2020/06/a.md", names)
    assert story is not None
    assert problems == ()
    shown = " ".join(prose.paragraphs(prose.to_html(story.body)))
    assert shown == collapse(" ".join([PLAIN, *printed, PLAIN]))


# ---- the preview's quickest build


def warmed(house: House) -> tuple[Options, run.Warm]:
    options = Options(house.root, house.root / "_site", dt.date(2026, 1, 15), search=False)
    _, warm = run.built(options)
    assert warm is not None
    return options, warm


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("number", range(3))
def test_edited_texts_are_published_as_a_clean_build_would(
    house: House, tmp_path: Path, number: int, strict: bool
) -> None:
    rng = random.Random(number)
    house.put("pyproject.toml", SETTINGS_OF_LAW).put("themes/mine/templates/404.html", "<title>Lost</title>")
    house.story("2025/01/sure", date="2025-01-05", countries="Peru", tags="fish")
    for n in range(12):
        story(house, rng, n)
    options, warm = warmed(house)
    for n in range(4):
        out = [
            house.root / file for file, k in warm.known.items() if k.story and k.story.card.path in warm.catalog.stories
        ]
        files = rng.sample(out, min(len(out), 2))
        for file in files:
            file.write_text(file.read_text("utf-8") + f"\nOne more line, {n}.\n", "utf-8")
        done = quick.texts(warm, files, replace(options, strict=strict))
        assert done is not None
        warm = done[1]
        assert {change.file for change in done[0].plan.writes} >= {
            str(file.relative_to(house.root / "content").with_suffix(".html")) for file in files
        }
    assert house.site() == house.clean_copy(tmp_path / "clean").build().site()
    assert " 0 files written, 0 removed" in house.run("build").out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: a", "title: another"),
        ("countries: Peru", "countries: Chad"),
        ("tags: fish", "draft: true"),
        ("Some text.", "![A map](map.png)"),
        ("title: a", "titel: a"),
        ("---\n\nSome", "Some"),
    ],
)
def test_what_is_more_than_a_text_is_left_to_a_whole_build(house: House, old: str, new: str) -> None:
    house.story("2025/01/a", date="2025-01-05", countries="Peru", tags="fish").put("content/2025/01/map.png", b"map")
    options, warm = warmed(house)
    house.edit("content/2025/01/a.md", old, new)
    assert quick.texts(warm, [house.root / "content/2025/01/a.md"], options) is None


@pytest.mark.parametrize("path", ["content/2025/01/new.md", "content/2025/01", "pyproject.toml", "seeds/x.txt", "."])
def test_files_that_are_no_known_story_are_left_to_a_whole_build(house: House, path: str) -> None:
    house.story("2025/01/a", date="2025-01-05")
    options, warm = warmed(house)
    assert quick.texts(warm, [house.root / path], options) is None
