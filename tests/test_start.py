"""A new digest and a new story, as `init` and `new` make them."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import OIL, TODAY, House, Outcome
from hypothesis import given
from hypothesis import strategies as st

from digest import articles, config, start, wordlists
from digest.cli import main
from digest.config import Site
from digest.disk import word_files
from digest.text import collapse

MADE = {
    ".gitattributes",
    ".github/workflows/pages.yml",
    ".gitignore",
    "README.md",
    "content/pages/about.md",
    "pyproject.toml",
    "requirements.txt",
    "seeds/sample.txt",
}


def invoke(*args: str) -> Outcome:
    done = CliRunner().invoke(main, args)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.stdout, done.stderr)


def new(house: House, title: str, date: str = "2026-01-10") -> Outcome:
    return invoke("new", title, "--date", date, "--root", str(house.root))


@pytest.fixture
def fresh(tmp_path: Path) -> House:
    folder = tmp_path / "fresh"
    assert invoke("init", str(folder)).status == 0
    return House(folder)


# ---- init


def test_a_new_digest_has_the_files_that_one_needs(fresh: House) -> None:
    assert {p.relative_to(fresh.root).as_posix() for p in fresh.root.rglob("*") if p.is_file()} == MADE
    assert "content/imported.txt merge=union" in fresh.read(".gitattributes")
    assert "* text=auto eol=lf" in fresh.read(".gitattributes")
    assert fresh.read(".gitignore").splitlines() == ["_site/", ".digest/"]


def test_a_new_digest_builds_at_once_and_has_nothing_to_mend(fresh: House) -> None:
    fresh.build()
    assert fresh.has("country/uruguay/index.html")
    assert fresh.has("about/index.html")
    done = fresh.run("check")
    assert (done.status, done.said) == (0, "no errors\n")


def test_every_setting_that_the_starter_shows_is_one_and_may_be_set(fresh: House) -> None:
    lines = fresh.read("pyproject.toml").splitlines()
    opened = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    table = tomllib.loads(opened)["tool"]["digest"]
    assert len(table) > 5
    assert config.read(opened)[1] == ()


def test_the_sample_says_that_it_is_one(fresh: House) -> None:
    fresh.build()
    (story,) = (file for file in fresh.content() if file.startswith("2024/"))
    assert "This report is a sample" in fresh.read(f"content/{story}")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    done = invoke("init", str(tmp_path))
    assert done.status == 2
    assert "is already there" in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(FileExistsError) as error:
        start.digest(tmp_path)
    assert error.value.filename == str(tmp_path)


def test_an_empty_folder_and_a_fresh_clone_are_welcome(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert {path.relative_to(tmp_path).as_posix() for path in start.digest(tmp_path)} == MADE


def test_files_have_lf_line_ends_on_every_system(fresh: House) -> None:
    assert not any(b"\r" in p.read_bytes() for p in fresh.root.rglob("*") if p.is_file())


# ---- new


def test_a_new_story_is_a_draft_until_its_author_says_otherwise(house: House) -> None:
    done = new(house, "Talks on water")
    file = "content/2026/01/talks-on-water.md"
    assert file in done.out
    assert "`draft: true`" in done.out
    assert not house.build().has("2026/01/talks-on-water.html")
    assert house.edit(file, "draft: true\n", "").build().has("2026/01/talks-on-water.html")


def test_a_new_story_is_a_persons_and_no_import_touches_it(house: House) -> None:
    new(house, "Talks on water")
    text = house.read("content/2026/01/talks-on-water.md")
    assert not articles.untouched(text)
    house.run("import", "--again")
    assert house.read("content/2026/01/talks-on-water.md") == text


def test_its_fields_take_what_an_editor_writes(house: House) -> None:
    new(house, "Talks on water")
    file = "content/2026/01/talks-on-water.md"
    house.edit(file, "source:\n", "source: Karvan\n").edit(file, "countries: []", "countries: [Peru]")
    house.edit(file, "topics: []", "topics: [diplomacy]").edit(file, "draft: true\n", "").build()
    assert "Talks on water" in house.page("country/peru/index.html")
    assert "Talks on water" in house.page("topic/diplomacy/index.html")
    assert house.has("source/karvan/index.html")


def test_a_second_story_of_one_title_gets_a_name_of_its_own(house: House) -> None:
    for _ in range(3):
        new(house, "Talks on water")
    assert set(house.content()) == {f"2026/01/talks-on-water{n}.md" for n in ("", "-2", "-3")}


def test_the_name_of_a_story_that_was_deleted_is_not_given_again(house: House) -> None:
    house.seed("oil.txt", OIL).build()
    name = "content/1987/03/norway-will-cut-its-oil-output-by-seven-per-cent"
    house.delete(f"{name}.md")
    new(house, "Norway will cut its oil output by seven per cent", "1987-03-20")
    assert f"{name.removeprefix('content/')}-2.md" in house.content()
    house.run("import", "--again")
    assert "draft: true" in house.read(f"{name}-2.md")


def test_without_a_date_a_story_is_of_today(house: House) -> None:
    env = {"SOURCE_DATE_EPOCH": str(int(dt.datetime.fromisoformat(f"{TODAY}T12:00+00:00").timestamp()))}
    done = CliRunner().invoke(main, ["new", "Talks", "--root", str(house.root)], env=env)
    assert done.exit_code == 0
    assert "date: 2026-01-15" in house.read("content/2026/01/talks.md")


NAMES = wordlists.names(Site(), wordlists.checked(word_files(Path()))[0])


@given(st.text(max_size=60))
def test_any_title_is_read_back_as_it_was_typed(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    root = tmp_path_factory.mktemp("new")
    start.story(title, dt.date(2026, 1, 15), root)
    (file,) = root.rglob("*.md")
    article, problems = articles.parse(file.read_text("utf-8"), "2026/01/x", "x.md", NAMES)
    assert problems == ()
    assert article is not None
    assert article.draft
    assert article.title == (collapse(title) or "Untitled")
