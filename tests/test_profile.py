"""``digest build --profile``: what took how long, by stage and by template. How long it took is no matter of tests."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from conftest import SETTINGS, TODAY, House

from digest.profile import Sums, add, laps, stages, templates

MINE = SETTINGS + 'theme = "mine"\n'


def some(house: House, number: int = 6) -> House:
    for n in range(number):
        house.story(f"2024/05/story-{n}", date="2024-05-14", source="Wire", countries="[Norway]", summary="A summary.")
    return house


def counts(out: str) -> dict[str, int]:
    """Read the table of templates: name → how often, in the order of the table."""
    table = out.partition("\ntemplate ")[2]
    rows = re.findall(r"^(\(.+?\)|\S+) +(\d+) +\d+\.\d{3} +\d+\.\d{3} +\d+\.\d{3}\b", table, re.MULTILINE)
    return {name: int(times) for name, times in rows}


def profile(house: House, *more: str) -> dict[str, int]:
    done = house.run("build", "--profile", *more)
    assert done.status == 0, done.said
    return counts(done.out)


def test_a_slow_template_stands_on_top(house: House) -> None:
    slow = "{% for n in range(2000000) %}{% endfor %}"
    some(house).put("pyproject.toml", MINE)
    house.put("themes/mine/templates/404.html", '{% extends "base.html" %}{% block main %}' + slow + "{% endblock %}")
    assert next(iter(profile(house))) == "404.html"
    house.delete("themes/mine/templates/404.html")
    house.put("themes/mine/templates/_item.xml", "<item><title>{{ item.title }}</title>" + slow + "</item>")
    assert next(iter(profile(house))) == "_item.xml"


def test_each_page_and_each_fragment_is_counted_once(house: House) -> None:
    found = profile(some(house))
    site = house.site()
    pages = {name: times for name, times in found.items() if name.endswith(".html") and name[0] not in "_("}
    assert sum(pages.values()) == sum(file.endswith(".html") for file in site)
    assert pages["story.html"] == 6
    assert found["feed.xml"] == sum(file.endswith("feed.xml") for file in site)
    assert found["_item.xml"] == 6
    assert found["_entry.atom"] == 6
    assert found["_card.html"] == 7, "six in lists, and the larger first one of the front page"


def test_reading_and_markdown_are_apart_from_the_template(house: House) -> None:
    some(house).put("content/pages/about.md", "---\ntitle: About\n---\n\nWho we are.\n")
    found = profile(house)
    assert found["(reading a story)"] == found["(Markdown)"] == 7
    assert found["(compiling templates)"] > 10


def test_the_slowest_page_is_named(house: House) -> None:
    some(house).put("pyproject.toml", MINE).edit("content/2024/05/story-3.md", "story 3", "A slow one")
    text = '{% if story.title == "A slow one" %}{% for n in range(2000000) %}{% endfor %}{% endif %}'
    house.put("themes/mine/templates/story.html", '{% extends "base.html" %}{% block main %}' + text + "{% endblock %}")
    out = house.run("build", "--profile").out
    assert re.search(r"^story\.html +6 .* 2024/05/story-3\.html$", out, re.MULTILINE), out


def test_times_of_other_processes_are_seen(house: House, tmp_path: Path) -> None:
    some(house, 320)
    alone = profile(house)
    other = house.clean_copy(tmp_path / "other")
    shared = counts(other.run_plain("build", "--profile", *_plain(other), "--jobs", "2").out)
    batches = ("(compiling templates)", "(keeping fragments)", "(fetching fragments)")
    assert {n: times for n, times in shared.items() if n not in batches} == {
        n: times for n, times in alone.items() if n not in batches
    }
    assert shared["story.html"] == 320


def _plain(house: House) -> tuple[str, ...]:
    return ("--root", str(house.root), "--today", TODAY, "--no-search")


def test_nothing_is_printed_and_nothing_else_is_built_without_the_option(house: House, tmp_path: Path) -> None:
    other = some(house).clean_copy(tmp_path / "other")
    plain, profiled = house.run("build").out, other.run("build", "--profile").out
    assert len(plain.splitlines()) == 1
    assert profiled.splitlines()[0].partition(" in ")[0] == plain.partition(" in ")[0]
    assert house.site() == other.site()


def test_a_build_with_nothing_to_do_shows_its_stages_and_says_how_to_see_the_templates(house: House) -> None:
    some(house).build()
    out = house.run("build", "--profile").out
    assert " 0 files written" in out
    assert re.search(r"^reading content +\d", out, re.MULTILINE)
    assert "no template was rendered" in out
    assert counts(out) == {}


def test_a_changed_template_is_measured_on_its_own_pages(house: House) -> None:
    some(house).put("pyproject.toml", MINE)
    house.put("themes/mine/templates/404.html", "one")
    house.build()
    house.put("themes/mine/templates/404.html", "two")
    assert [name for name in profile(house) if not name.startswith("(")] == ["404.html"]


def test_a_template_that_cannot_be_compiled_costs_no_more_than_without_a_profile(house: House) -> None:
    some(house).put("pyproject.toml", MINE).put("themes/mine/templates/404.html", "{% if %}")
    done = house.run("build", "--profile")
    assert done.status == 1
    assert done.err.count("themes/mine/templates/404.html:1: ") == 1
    assert counts(done.out)["404.html"] == 1
    assert house.has("404.html")


def test_a_strict_build_that_is_barred_shows_its_stages(house: House) -> None:
    some(house).story("2024/05/bad", date="never")
    done = house.run("build", "--strict", "--profile")
    assert done.status == 1
    assert "nothing was published" in done.out
    assert re.search(r"^total +\d", done.out, re.MULTILINE)


# ---- sums and tables


def test_a_lap_takes_the_time_since_the_one_before() -> None:
    ticks = count()  # a clock that is read twice a lap
    sums: Sums = {}
    lap = laps(lambda: float(next(ticks)) ** 2, sums)
    lap("a", "x.html")
    lap("b")
    lap("a", "y.html")
    assert sums["a"] == (2, 1 + 9, 9, "y.html")
    assert sums["b"] == (1, 5, 5, "")


def test_sums_of_several_workers_become_one() -> None:
    sums: Sums = {}
    for page, spent in (("one", 2.0), ("two", 5.0), ("three", 4.0)):
        mine: Sums = {}
        lap = laps(iter((0.0, spent, spent)).__next__, mine)
        lap("story.html", page)
        add(sums, mine)
    assert sums == {"story.html": (3, 11.0, 5.0, "two")}


def test_the_tables() -> None:
    sums: Sums = {}
    lap = laps(iter((0.0, 0.25, 1.0, 1.5, 2.0, 4.0, 4.0)).__next__, sums)
    for what, page in (("a.html", "x.html"), ("bb.html", "y/z.html"), ("(Markdown)", "x.md")):
        lap(what, page)
    assert templates(sums).splitlines() == [
        "template    count  seconds   mean ms  slowest ms  slowest page",
        "bb.html         1    0.500   500.000     500.000  y/z.html",
        "a.html          1    0.250   250.000     250.000  x.html",
        "",
        "(Markdown)      1    2.000  2000.000    2000.000  x.md",
    ]
    assert stages({"reading": sums["a.html"], "rendering": sums["bb.html"]}).splitlines() == [
        "stage      seconds  share",
        "reading      0.250    33%",
        "rendering    0.500    67%",
        "total        0.750   100%",
    ]
    assert stages({}).splitlines()[-1].split() == ["total", "0.000", "100%"]
