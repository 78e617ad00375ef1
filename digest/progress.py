"""Progress for people: a bar on a terminal, a plain line every few seconds elsewhere; neither for what is quick."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator

Clock = Callable[[], float]
Tell = Callable[[str, int, int], None]
"""Told (stage, done, total), up to thousands of times a second: most calls may cost only a look at a clock."""

_LINES = 5.0
"""Seconds between plain lines: quick builds print none."""
_BAR = 0.2
"""Seconds between pictures of the bar."""
_WINDOW = 15.0
"""Seconds over which the rate is taken: short enough to follow what becomes slower, long enough to stand still."""


@contextlib.contextmanager
def shown(quiet: bool = False, clock: Clock = time.monotonic) -> Iterator[Tell]:
    """Give a function that is told (stage, done, total); ``quiet`` for a verb that goes on and on: plain lines only."""
    if sys.stderr.isatty() and not quiet:
        with contextlib.ExitStack() as stack:
            yield _paced(_bar(stack), _BAR, clock)
    else:
        yield _paced(_line, _LINES, clock)


@contextlib.contextmanager
def in_thread() -> Iterator[Tell]:
    """Give one for work in a thread, which Ctrl-C does not reach: once this is left, it ends the work, if that goes on.

    It raises KeyboardInterrupt there.
    """
    left = False
    with shown(quiet=True) as tell:

        def told(stage: str, done: int, total: int) -> None:
            if left:
                raise KeyboardInterrupt
            tell(stage, done, total)

        try:
            yield told
        finally:
            left = True


def _paced(draw: Callable[[str, int, int, str], None], every: float, clock: Clock) -> Tell:
    """Pass on one telling in ``every`` seconds, with its rate; the first one that late, and then each new stage too."""
    now_at, due = "", clock() + every
    marks: deque[tuple[float, int]] = deque(maxlen=round(_WINDOW / every) + 1)
    drawn = False

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal now_at, due, drawn
        now = clock()
        if now < due and stage == now_at:
            return
        if stage != now_at or done < marks[-1][1]:  # some stages come twice in a build
            now_at = stage
            marks.clear()
        marks.append((now, done))
        if now >= due or drawn:
            due, drawn = now + every, True
            since, before = marks[0]
            rate = (done - before) / (now - since) if now > since else 0.0
            draw(stage, done, total, _worded(done, total, rate))

    return tell


def _worded(done: int, total: int, rate: float) -> str:
    """Say how far a stage is, how fast (items a second), and how long it will take; nothing of a single item."""
    if total < 2:
        return ""
    counted = f"{done} of {total}"
    if rate <= 0:
        return counted
    fast = f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
    return f"{counted}, {fast} a second, {_left((total - done) / rate)} left"


def _left(seconds: float) -> str:
    """Write a time as people say it."""
    if seconds < 59.5:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _line(stage: str, done: int, total: int, says: str) -> None:
    print(f"{stage}: {says}" if says else stage, file=sys.stderr, flush=True)


def _bar(stack: contextlib.ExitStack) -> Callable[[str, int, int, str], None]:
    """Draw a bar, which comes with its first picture and goes when ``stack`` ends."""
    bar, task = None, None

    def draw(stage: str, done: int, total: int, says: str) -> None:
        nonlocal bar, task
        if bar is None or task is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[says]}"))
            # Without a thread of its own: it is drawn when there is news.
            made = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            bar = stack.enter_context(made)
            task = bar.add_task(stage, says=says)
        # A stage of which nothing can be counted shows no share of it.
        whole = total if total > 1 else None
        bar.update(task, description=stage, completed=done, total=whole, says=says, refresh=True)

    return draw
