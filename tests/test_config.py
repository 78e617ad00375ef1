"""The settings: what they may hold, and what is said of anything else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import config
from digest.config import Site
from digest.model import Problem


def site(lines: str) -> Site:
    """Read settings that must be right."""
    found, problems = config.read(f"[tool.digest]\n{lines}\n")
    assert problems == ()
    return found


def problem(lines: str) -> Problem:
    """Read settings in which exactly one thing is wrong."""
    problems = config.read(f"[tool.digest]\n{lines}\n")[1]
    assert len(problems) == 1
    assert problems[0].path == "pyproject.toml"
    assert problems[0].level == "error"
    assert problems[0].hint
    return problems[0]


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "[tool.ruff]\nline-length = 1\n", "[tool.digest]\n"])
def test_a_folder_without_settings_builds_with_defaults(text: str) -> None:
    assert config.read(text) == (Site(), ())


def test_every_option_can_be_set() -> None:
    lines = """title = "Oguz Digest"
url = "https://user.github.io/repo"
language = "ru"
timezone = "Asia/Ashgabat"
description = "News"
theme = "my-theme"
tags = ["COVID-19"]
search = false
home = "TM"
feed_length = 50
rights = "excerpt"
sources = { Trend = "link" }
territory_names = { TR = "Turkey" }
names = "un"
counts_as = { XK = "RS", crimea = "none" }"""
    found = site(lines)
    default = Site()
    assert {f.name for f in fields(Site) if getattr(found, f.name) == getattr(default, f.name)} == set()
    assert found.url == "https://user.github.io/repo/"
    assert found.base == "/repo/"
    assert found.tags == ("COVID-19",)
    assert found.sources == {"Trend": "link"}


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://user.github.io/repo", "/repo/"),
        ("https://user.github.io/repo/", "/repo/"),
        ("http://localhost:8000/a/b", "/a/b/"),
        ("https://EXAMPLE.org/New s/", "/New%20s/"),
    ],
)
def test_the_base_path_begins_and_ends_with_a_slash(url: str, base: str) -> None:
    found = site(f'url = "{url}"')
    assert found.base == base
    assert found.url.endswith(base)


def test_the_address_of_the_command_line_wins() -> None:
    text = '[tool.digest]\nurl = "https://example.org/old/"\n'
    assert config.read(text, "https://example.org/new/")[0].url == "https://example.org/new/"
    assert config.read("", "https://example.org/new/")[0].url == "https://example.org/new/"


def test_a_wrong_address_on_the_command_line_is_not_blamed_on_the_file() -> None:
    problems = config.read('[tool.digest]\nurl = "https://example.org/"\n', "nonsense")[1]
    assert [(p.path, p.line) for p in problems] == [("--url", 0)]


@pytest.mark.parametrize(
    ("line", "says", "hint"),
    [
        ("feed_lenght = 3", "has no option `feed_lenght`", "did you mean `feed_length`?"),
        ("zzz = 1", "has no option `zzz`", "known: title, url"),
        ('url = "example.org"', 'is "example.org", which is not a web address', "https://user.github.io/repo/"),
        ('url = "ftp://example.org/"', "not a web address", "https://"),
        ('url = "https://"', "not a web address", "https://"),
        ('url = "https://[x/"', "not a web address", "https://"),
        ('url = "https://e.org/?q=1"', "not a web address", "https://"),
        ('url = "https://e.org:port/"', "not a web address", "https://"),
        ('url = "https://e x.org/"', "not a web address", "https://"),
        ("url = 3", "is 3, which is not text", 'url = "'),
        ('language = "klingon"', "CLDR", "pt-BR"),
        ('language = ""', "CLDR", "pt-BR"),
        ('timezone = "Ashgabat"', "not a time zone", "Asia/Ashgabat"),
        ('timezone = "../../etc/passwd"', "not a time zone", "Asia/Ashgabat"),
        ('timezone = ""', "not a time zone", "Asia/Ashgabat"),
        ('home = "USA"', "not a country code", "US"),
        ('home = "us"', "not a country code", "US"),
        ("feed_length = 0", "is 0", "from 1 to 500"),
        ("feed_length = 501", "is 501", "from 1 to 500"),
        ('feed_length = "30"', 'is "30", which is not a whole number', "write feed_length = 30"),
        ('search = "yes"', 'is "yes", which is neither true nor false', "write search = true"),
        ('theme = "../elsewhere"', 'is "../elsewhere"', "folder in themes/"),
        ('rights = "all"', 'is "all", which is none of full, excerpt and link', 'write rights = "excerpt"'),
        (
            'sources = { Trend = "some" }',
            'has "Trend", which is "some", which is none of full',
            'write "Trend" = "excerpt"',
        ),
        ("sources = 3", "is 3, which is no table", "write [tool.digest.sources]"),
        ("sources = { Trend = 3 }", 'has "Trend", which is 3', 'write "Trend" = "excerpt"'),
        ('home = "ZZ"', "not a country code", "US"),
        ('home = "EU"', "not a country code", "US"),
        ('tags = "one"', 'is "one", which is not a list of texts', 'write tags = ["one", "two"]'),
        ("tags = [1]", "is [1]", "write tags = ["),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_what_to_write(line: str, says: str, hint: str) -> None:
    found = problem(f'title = "T"\n{line}')
    assert found.line == 3
    assert says in found.says
    assert hint in found.hint


def test_a_wrong_entry_of_a_table_is_named_with_its_own_line() -> None:
    found = problem('[tool.digest.sources]\n"Harbour Wire" = "full"\n"Closed Post" = "closed"')
    assert (found.line, found.hint) == (4, 'write "Closed Post" = "excerpt"')


def test_a_table_whose_name_is_nearly_ours_is_refused_with_its_line() -> None:
    _, [found] = config.read(
        '[project]\nname = "x"\n\n[tool.digset]\ntitle = "x"\n\n[tool.ruff]\nline-length = 3\n[tool.ingest]\nrate = 3\n'
    )
    assert (found.line, found.hint) == (4, "did you mean [tool.digest]?")


def test_text_without_quotes_gets_the_advice_to_quote_it() -> None:
    _, [found] = config.read("[tool.digest]\ntitle = Press\n")
    assert (found.line, found.says) == (2, "is not TOML: Invalid value")
    assert "between double quotes" in found.hint


def test_all_problems_are_told_at_once_and_the_good_settings_stand() -> None:
    found, problems = config.read('[tool.digest]\ntitel = "x"\nurl = "x"\nlanguage = "ru"\nfeed_length = -1\n')
    assert {p.line for p in problems} == {2, 3, 5}
    assert found == Site(language="ru")


def test_the_line_is_that_of_our_table_not_of_another_with_the_same_name() -> None:
    found, problems = config.read('[project]\nurl = "x"\n\n[tool.digest]\ntitle = "T"\nurl = "x"\n')
    assert [p.line for p in problems] == [6]
    assert found.title == "T"


@pytest.mark.parametrize("text", ["[tool.digest]\ntitle = \n", "[tool.digest\n", 'title = "a"\ntitle = "b"\n'])
def test_what_is_not_toml_is_a_problem_with_a_line(text: str) -> None:
    found, problems = config.read(text)
    assert found == Site()
    assert [p.says.startswith("is not TOML") for p in problems] == [True]
    assert problems[0].line in (1, 2)


@pytest.mark.parametrize("text", ["[tool]\ndigest = 3\n", "tool = 3\n", "[[tool.digest]]\ntitle = 'x'\n"])
def test_a_table_that_is_no_table_is_a_problem_not_a_crash(text: str) -> None:
    found, problems = config.read(text)
    assert found == Site()
    assert len(problems) == 1


def test_any_changed_setting_changes_the_fingerprint() -> None:
    plain = Site()
    others = [
        replace(plain, title="x"),
        replace(plain, url="https://e.org/"),
        replace(plain, tags=("a",)),
        replace(plain, tags=("a", "b")),
        replace(plain, search=False),
        replace(plain, sources={"a": "link"}),
        replace(plain, territory_names={"a": "link"}),
        replace(plain, names="un"),
        replace(plain, counts_as={"a": "link"}),
    ]
    assert len({config.key(s) for s in (plain, *others)}) == len(others) + 1


def test_the_order_of_a_table_does_not_matter() -> None:
    one = Site(sources={"A": "link", "B": "full"})
    two = Site(sources={"B": "full", "A": "link"})
    assert config.key(one) == config.key(two)


VALUES = st.one_of(st.text(max_size=6), st.integers(), st.booleans(), st.lists(st.integers(), max_size=2))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([f.name for f in fields(Site)] + ["x", "titel"]), VALUES, max_size=4))
def test_no_settings_crash_the_reader_and_bad_ones_leave_the_default(table: dict[str, object]) -> None:
    lines = "".join(f"{name} = {_toml(value)}\n" for name, value in table.items())
    found, problems = config.read(f"[tool.digest]\n{lines}")
    wrong = {name for name in table if any(f"`{name}`" in p.says for p in problems)}
    for name in wrong & {f.name for f in fields(Site)}:
        assert getattr(found, name) == getattr(Site(), name)
    assert len(problems) == len(wrong)


def _toml(value: object) -> str:
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" for c in value if not 0xD800 <= ord(c) < 0xE000) + '"'
    return str(value).lower()
