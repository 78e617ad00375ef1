"""What a person sees while a long verb works: a bar on a terminal, lines elsewhere, nothing for what is quick."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from conftest import House

from digest import progress, run
from digest.arguments import today
from digest.desk import Options
from digest.progress import Tell


@dataclass
class Clock:
    """A clock that goes only when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def steady(tell: Tell, clock: Clock, stage: str, total: int, rate: int, until: int) -> None:
    """Tell of a stage that does ``rate`` items a second, one by one."""
    for done in range(1, until + 1):
        clock.now += 1 / rate
        tell(stage, done, total)


# ---- lines


def lines(capsys: pytest.CaptureFixture[str], work: Callable[[Tell, Clock], None]) -> list[str]:
    clock = Clock()
    with progress.shown(clock=clock) as tell:
        work(tell, clock)
    return capsys.readouterr().err.splitlines()


def test_a_line_every_five_seconds_says_how_far_how_fast_and_how_long(capsys: pytest.CaptureFixture[str]) -> None:
    said = lines(capsys, lambda tell, clock: steady(tell, clock, "reading seeds", 20_000, 800, 8_400))
    assert said == [
        "reading seeds: 4000 of 20000, 800 a second, 20 s left",
        "reading seeds: 8000 of 20000, 800 a second, 15 s left",
    ]


def test_what_is_done_within_five_seconds_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        steady(tell, clock, "reading content", 800, 800, 800)
        steady(tell, clock, "importing", 800, 800, 800)

    assert lines(capsys, work) == []


def test_a_long_build_tells_of_each_new_stage_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        steady(tell, clock, "importing", 600, 100, 600)
        tell("indexing for search", 0, 1)

    assert lines(capsys, work)[-1] == "indexing for search"


def test_the_rate_follows_work_that_becomes_slower(capsys: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        steady(tell, clock, "importing", 10_000, 1000, 9_000)
        for done in range(9_001, 9_300):
            clock.now += 0.1
            tell("importing", done, 10_000)

    last = lines(capsys, work)[-1]
    assert ", 10 a second, " in last or ", 10.0 a second, " in last


def test_a_stage_that_comes_again_is_counted_anew(capsys: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        steady(tell, clock, "reading content", 600, 100, 600)
        steady(tell, clock, "reading content", 50_000, 100, 1_200)

    rates = re.findall(r"([\d.]+) a second", "\n".join(lines(capsys, work)))
    assert set(rates) == {"100"}


@pytest.mark.parametrize(
    ("rate", "total", "says"),
    [(0.5, 100, "0.5 a second, 3 min left"), (2, 20_000, "2.0 a second, 2 h 47 min left"), (50, 500, "4 s left")],
)
def test_times_are_said_as_people_say_them(
    capsys: pytest.CaptureFixture[str], rate: float, total: int, says: str
) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        tell("importing", 0, total)
        clock.now += 6
        tell("importing", round(6 * rate), total)

    assert says in lines(capsys, work)[0]


def test_what_is_told_too_often_costs_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell, clock: Clock) -> None:
        for done in range(100_000):
            tell("importing", done, 100_000)

    assert lines(capsys, work) == []


# ---- a terminal


@dataclass
class Terminal:
    """What was drawn on it."""

    drawn: bytearray = field(default_factory=bytearray)

    def text(self) -> str:
        return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", self.drawn.decode("utf-8"))


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Make standard error a terminal within the block; afterwards all is read that was drawn there."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    for name, value in (("TERM", "xterm"), ("COLUMNS", "100")):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    reading, writing = pty.openpty()
    seen = Terminal()

    def read() -> None:
        try:
            while raw := os.read(reading, 4096):
                seen.drawn.extend(raw)
        except OSError:  # how Linux says that the other end is closed
            pass

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    with open(writing, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        yield seen
    reader.join(10)
    os.close(reading)


def test_a_terminal_shows_a_bar_with_stage_count_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with terminal(monkeypatch) as seen, progress.shown(clock=clock) as tell:
        steady(tell, clock, "importing", 5_000, 100, 300)
        tell("indexing for search", 0, 1)
    text = seen.text()
    assert re.search(r"importing ━+.* 2\d\d of 5000, 100 a second, 48 s left", text)
    assert "indexing for search" in text
    assert "of 1" not in text


def test_the_bar_of_a_quick_verb_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with terminal(monkeypatch) as seen, progress.shown(clock=clock) as tell:
        steady(tell, clock, "importing", 100, 1000, 100)
    assert seen.drawn == b""


def test_the_bar_goes_when_the_work_is_done_and_the_cursor_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with terminal(monkeypatch) as seen, pytest.raises(KeyboardInterrupt), progress.shown(clock=clock) as tell:
        steady(tell, clock, "importing", 5_000, 100, 300)
        raise KeyboardInterrupt
    drawn = bytes(seen.drawn)
    assert drawn.rindex(b"\x1b[?25h") > drawn.rindex(b"\x1b[?25l")
    assert drawn.rindex(b"\x1b[2K") > drawn.rindex(b"importing")


def test_a_verb_that_goes_on_and_on_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with terminal(monkeypatch) as seen, progress.shown(quiet=True, clock=clock) as tell:
        steady(tell, clock, "importing", 5_000, 100, 600)
    assert "\x1b" not in seen.drawn.decode("utf-8")


# ---- what a build tells


def test_a_build_counts_stories_one_by_one_then_lists_and_never_backwards(house: House) -> None:
    for n in range(40):
        house.story(f"2025/01/story-{n}", date="2025-01-02", countries="Peru")
    told: dict[str, list[tuple[int, int]]] = {}

    def tell(stage: str, done: int, total: int) -> None:
        told.setdefault(stage, []).append((done, total))

    run.build(Options(house.root, house.root / "_site", today(None), search=False, progress=tell))
    assert told["making pages of stories"] == [(n, 40) for n in range(1, 41)]
    assert told["reading content"][-1] == (40, 40)
    far = [done / total for done, total in told["making lists and feeds"]]
    assert far == sorted(far)
    assert far[0] < 0.5 < far[-1]
