"""`digest classify` on many lines, and the page of `digest explain --html`, through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner
from conftest import OIL, PROJECT, House
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import classifying, work
from digest.cli import main

ENV = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
COMMAND = (sys.executable, "-m", "digest", "classify")
PLACES = ("Norway", "Peru", "Chad", "Japan", "Kenya")


def lines(count: int) -> bytes:
    """Return articles whose ids are their numbers and whose countries follow from them."""
    rows = ({"id": n, "title": f"{PLACES[n % 5]} opens bridge {n}", "text": "It opened."} for n in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def run(given: bytes, *more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *more], input=given, capture_output=True, env=ENV, cwd=PROJECT, check=False)


# ---- classify


def test_two_processes_answer_the_same_bytes_as_one_in_the_order_of_the_lines() -> None:
    given = lines(classifying.ALONE + 10 * work.BATCH)
    one, two = (run(given, "--jobs", jobs) for jobs in "12")
    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    assert one.stdout == two.stdout
    told = [json.loads(line) for line in one.stdout.splitlines()]
    assert [row["id"] for row in told] == list(range(len(told)))
    codes = ("NO", "PE", "TD", "JP", "KE")
    assert [row["countries"] for row in told] == [[codes[n % 5]] for n in range(len(told))]


def test_the_first_answer_comes_before_the_second_line_is_given() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENV, cwd=PROJECT) as program:
        assert program.stdin and program.stdout
        program.stdin.write(lines(1))
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["countries"] == ["NO"]


def test_what_can_not_be_read_costs_its_own_line(house: House) -> None:
    given = b"\xef\xbb\xbf" + lines(1) + b"\xff\xfe{}\n\n[1]\n" + b"[" * 100_000 + b"\n" + lines(1)
    done = CliRunner().invoke(main, ["classify", "--root", str(house.root), "--jobs", "1"], input=given)
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 0]
    assert [line.split(":")[2] for line in done.stderr.splitlines()] == ["2", "4", "5"]


@pytest.mark.parametrize("given", ["7", "é\u2028/", "\ud800", 10**30, -5, 1.5, None, ["a", {"b": 0}]])
def test_an_answer_has_the_id_of_its_article_whatever_that_is(given: object) -> None:
    line = json.dumps({"id": given, "text": "Norway sings."}).encode()
    (answer,) = next(classifying.classified((line,), "", PROJECT, 1))
    assert json.loads(answer[1])["id"] == given
    assert answer[1] == json.dumps(json.loads(answer[1]), ensure_ascii=False)


def test_an_endless_input_is_read_no_further_than_a_few_batches() -> None:
    read = 0

    def endless() -> object:
        nonlocal read
        while True:
            read += 1
            yield b'{"text": "Norway sings."}'

    answers = classifying.classified(endless(), "", PROJECT, 1)  # type: ignore[arg-type]
    told = sum(len(next(answers)) for _ in range(10))
    assert told == read


def test_batches_come_in_order_and_none_is_lost() -> None:
    for count in (0, 1, 2, 7, 120):
        assert [n for batch in work.stream(_double, 2, range(count), 1, 10) for n in batch] == [
            2 * n for n in range(count)
        ]


def _double(factor: int, numbers: tuple[int, ...]) -> list[int]:
    return [factor * n for n in numbers]


# ---- the page of explain


class Page(HTMLParser):
    """Reads a page and insists that what opens is closed."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        self.marks += [(str(given["title"]), "")] if tag == "mark" else []
        self.open += [tag] if tag not in self.VOID else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["mark"]:
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def shown(house: House, file: str) -> str:
    done = CliRunner().invoke(main, ["explain", "--html", "--root", str(house.root), str(house.root / file)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_page_marks_the_words_that_decided_each_label(house: House) -> None:
    page = Page(shown(house.seed("oil.txt", OIL), "seeds/oil.txt"))
    assert ("About: Norway (NO)", "Norway") in page.marks
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_needs_nothing_else_and_follows_the_colours_of_the_system(house: House) -> None:
    text = shown(house.seed("oil.txt", OIL), "seeds/oil.txt")
    assert text.startswith("<!doctype html>")
    assert {"script", "link", "img", "iframe"}.isdisjoint(Page(text).tags)
    assert "http" not in text
    assert "prefers-color-scheme: dark" in text


@pytest.mark.parametrize(
    "odd", ["<script>alert(1)</script>", "</title></style>", '"><img src=x>', "A & B < C", "&amp; <b>", "نص «عربي»"]
)
def test_marks_of_html_in_a_text_stay_text(house: House, odd: str) -> None:
    house.seed("odd.txt", f" date 2020-01-02 Norway {odd} sings\n\nBy Karvan\n\nNorway sings {odd} in Oslo.\n")
    page = Page(shown(house, "seeds/odd.txt"))
    assert {"script", "img", "b"}.isdisjoint(page.tags)


def test_the_words_of_a_dateline_are_marked_where_they_stand(house: House) -> None:
    text = " date 2020-06-22 A new harbour\n\nBy Karvan\n\nLIMA, June 21 (Northern Courier) - It opened on Monday.\n"
    page = Page(shown(house.seed("port.txt", text), "seeds/port.txt"))
    assert any("Peru (PE)" in says and words.casefold() == "lima" for says, words in page.marks)


def test_a_story_is_shown_as_its_file_stands(house: House) -> None:
    house.story(
        "2025/01/a", "Norway sings.", date="2025-01-02", countries="[Sweden, Norway]", evidence="{Norway: '1.1'}"
    )
    text = shown(house, "content/2025/01/a.md")
    assert "Sweden (SE)" in text
    assert ("About: Norway (NO)", "Norway") in Page(text).marks


def test_two_forms_at_once_are_wrong_use(house: House) -> None:
    file = house.seed("oil.txt", OIL).root / "seeds/oil.txt"
    assert CliRunner().invoke(main, ["explain", "--html", "--json", str(file)]).exit_code == 2


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 60))
def test_runs_are_a_batch_in_order_and_no_heavier_than_one_item_allows(weights: list[int], most: int) -> None:
    runs = [list(run) for run in work.runs(weights, lambda weight: weight, most)]
    assert [weight for run in runs for weight in run] == weights
    assert all(run and sum(run[:-1]) < most for run in runs)
