"""Progress for people: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

_PATIENCE = 5.0
"""Seconds between plain lines: quick builds print none."""


@contextlib.contextmanager
def shown(quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that is told (stage, done, total); ``quiet`` for a verb that goes on and on: plain lines only."""
    if sys.stderr.isatty() and not quiet:
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


def _lines() -> Callable[[str, int, int], None]:
    last = time.monotonic()

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PATIENCE:
            last = time.monotonic()
            print(f"{stage}: {done} of {total}", file=sys.stderr, flush=True)

    return tell
