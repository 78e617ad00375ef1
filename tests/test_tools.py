"""The benchmark: its corpus is like real news and always the same, its tables and picture are well formed."""

from __future__ import annotations

import importlib
import math
import re
import statistics
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT

STORIES = 2000


@pytest.fixture(scope="module", autouse=True)
def _tools() -> Iterator[None]:
    """The tools are scripts that stand in one folder: they find each other there."""
    sys.path.insert(0, str(PROJECT / "tools"))
    yield
    sys.path.remove(str(PROJECT / "tools"))


def tool(name: str) -> Any:
    return importlib.import_module(name)


@cache
def corpus() -> list[Any]:
    return list(tool("corpus").articles(STORIES))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- the corpus


@pytest.mark.parametrize("write", ["write", "write_raw"])
def test_the_same_number_gives_the_same_bytes(tmp_path: Path, write: str) -> None:
    for name in ("one", "two"):
        getattr(tool("corpus"), write)(tmp_path / name, 50)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 50


def test_a_larger_corpus_begins_like_a_smaller_one() -> None:
    assert list(tool("corpus").articles(50)) == corpus()[:50]


def test_articles_are_as_long_as_news() -> None:
    lengths = [len(" ".join(piece.paragraphs).split()) for piece in corpus()]
    assert 260 < statistics.mean(lengths) < 320
    tenth, *_, last = statistics.quantiles(lengths, n=10)
    assert 40 < tenth < 180
    assert 300 < last < 950


@pytest.mark.parametrize(
    ("kind", "a_story", "first", "twenty"),
    [("countries", (1.1, 1.5), (0.14, 0.57), (0.6, 0.91)), ("topics", (1.3, 1.75), (0.07, 0.27), (0.6, 0.83))],
)
def test_a_few_labels_carry_most_stories(
    kind: str, a_story: tuple[float, float], first: tuple[float, float], twenty: tuple[float, float]
) -> None:
    counts = Counter(label for piece in corpus() for label in getattr(piece, kind))
    most = [count for _, count in counts.most_common()]
    assert a_story[0] < sum(most) / STORIES < a_story[1]
    assert first[0] < most[0] / sum(most) < first[1]
    assert twenty[0] < sum(most[:20]) / sum(most) < twenty[1]


def test_tags_grow_with_the_corpus_and_many_occur_once() -> None:
    uses = [tag for piece in corpus() for tag in piece.tags]
    assert 0.4 < len(uses) / STORIES < 0.65
    assert 0.5 < list(Counter(uses).values()).count(1) / len(set(uses)) < 0.8
    growth = math.log(len(set(uses)) / len(set(uses[:100]))) / math.log(len(uses) / 100)
    assert 0.6 < growth < 0.85


def test_texts_have_what_news_have() -> None:
    bodies = ["\n\n".join(piece.blocks) for piece in corpus()]
    share = {mark: sum(mark in body for body in bodies) / STORIES for mark in ("'", "](https://", "\n## ", "\n- ")}
    assert share["'"] > 0.8
    assert 0.05 < share["](https://"] < 0.15
    assert 0.01 < share["\n## "] < 0.08
    assert 0.01 < share["\n- "] < 0.08
    assert not any("## " in paragraph for piece in corpus() for paragraph in piece.paragraphs), (
        "raw text is no Markdown"
    )


def test_the_digest_takes_the_corpus_without_a_complaint(house: Any) -> None:
    tool("corpus").write(house.root, 20)
    done = house.run("build", "--strict")
    assert (done.status, "warning" in done.said) == (0, False), done.said


# ---- tables


def rows(*sizes: int) -> list[Any]:
    report, figure = tool("report"), tool("measure").Figure
    return [
        report.Row(size, case, program, figure(size / 1000 * speed, 2.0, 50.0, 60.0, 10, 1.5))
        for size in sizes
        for case in ("cold", "one body edited", "one new article", "copying the site")
        for program, speed in (("Press Digest", 3.0), ("Hugo", 1.0), ("Pelican", 20.0))
    ]


def test_a_table_has_a_row_a_measurement_and_ratios_to_hugo() -> None:
    lines = tool("report").table(rows(1000), "Hugo").splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert len(lines) == 2 + 12
    assert "| 3.00 (3×) |" in lines[2]
    assert "| 20.00 (20×) |" in lines[4]


def test_what_was_not_measured_is_a_dash_and_has_no_ratio() -> None:
    report, figure = tool("report"), tool("measure").Figure
    lines = report.table([report.Row(10, "cold", "Press Digest", figure(1.5))], "Hugo").splitlines()
    assert lines[-1] == "| cold | Press Digest | 1.50 | – | – | – | – | – |"


def test_figures_take_the_place_of_the_last_ones_in_the_documentation() -> None:
    report = tool("report")
    page = (PROJECT / "docs/performance.md").read_text(encoding="utf-8")
    once = report.placed(page, "the figures of yesterday")
    assert report.placed(once, "new") == once.replace("the figures of yesterday", "new")
    with pytest.raises(ValueError, match="begin"):
        report.placed("no marks", "text")


def test_the_median_is_taken_column_by_column() -> None:
    measure = tool("measure")
    figures = [measure.Figure(wall, cpu, 1, 1, 1, 1) for wall, cpu in ((1, 9), (5, 1), (3, 3))]
    assert measure.median(figures) == measure.Figure(3, 3, 1, 1, 1, 1)


# ---- the picture


@pytest.mark.parametrize("sizes", [(1000,), (1000, 10_000, 100_000)])
def test_the_picture_is_well_formed_and_has_all_lines_in_its_bounds(sizes: tuple[int, ...]) -> None:
    text = tool("bench").picture(tuple(rows(*sizes)))
    svg = ET.fromstring(text)
    assert "prefers-color-scheme: dark" in text
    names = [node.text for node in svg.findall(".//{*}text") if "name" in node.get("class", "")]
    assert Counter(names) == {"Press Digest": 4, "Hugo": 4, "Pelican": 4, "copy of our site": 1}
    plot = tool("plot")
    for path in svg.findall(".//{*}path"):
        if path.get("class") == "line":
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
            assert len(numbers) == 2 * len(sizes)
            assert all(plot.LEFT <= x <= plot.WIDTH - plot.RIGHT for x in numbers[::2])
            assert all(plot.TOP <= y <= plot.HEIGHT - plot.BOTTOM for y in numbers[1::2])


def test_the_picture_tells_its_numbers_in_words() -> None:
    svg = ET.fromstring(tool("bench").picture(tuple(rows(1000, 10_000))))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby", "").split() == [svg[0].get("id"), svg[1].get("id")]
    assert "Hugo: 1 at 1,000 articles, 10 at 10,000 articles" in (svg[1].text or "")


def test_names_of_lines_do_not_overlap() -> None:
    plot = tool("plot")
    lines = {name: [(1.0, 1.0), (10.0, 2.0)] for name in ("one", "two", "three", "four")}
    svg = ET.fromstring(plot.svg([plot.Panel("Title & more", lines)], "All", "things"))
    heights = sorted(float(node.get("y", "")) for node in svg.findall(".//{*}text") if "name" in node.get("class", ""))
    assert min(b - a for a, b in pairwise(heights)) >= plot.GAP - 0.2


# ---- the peers


def test_what_the_programs_are_given_can_be_changed(tmp_path: Path) -> None:
    """The texts that the cases look for stand in the templates, else a changed template would change nothing."""
    peers = tool("peers")
    names = {"hugo": ("layouts/list.html", "layouts/single.html"), "pelican": ("theme/templates/_list.html",)}
    for peer, templates in names.items():
        for template in templates:
            assert "<ul>" in (peers.SITES / peer / template).read_text(encoding="utf-8")
    ours = peers.ours(tmp_path, 1)
    peers.lay_out(ours, 3)
    for template, before in (ours.story_template, ours.list_template):
        assert before in (ours.root / template).read_text(encoding="utf-8")
