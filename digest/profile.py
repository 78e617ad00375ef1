"""What took how long: times are added up by name, and become tables. The clock is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol


class Sum(NamedTuple):
    """How often one thing was done, a stage, a template or a step beside them, and how many seconds it took."""

    times: int
    seconds: float
    most: float
    page: str
    """The page that took the most; empty where no page is meant."""


Sums = dict[str, Sum]
"""Name → its times. A name in parentheses is a step beside the templates."""


class Lap(Protocol):
    """Told what has just ended, and of which page: it took the time since the call before."""

    def __call__(self, what: str, page: str = "", /) -> None: ...


def unmeasured(what: str, page: str = "", /) -> None:
    """Measure nothing: nobody asked."""


def laps(clock: Callable[[], float], sums: Sums) -> Lap:
    """Return a ``Lap`` that adds to ``sums``; the first one begins now. ``clock`` tells seconds, from any moment on."""
    last = clock()

    def lap(what: str, page: str = "", /) -> None:
        nonlocal last
        spent = clock() - last
        add(sums, {what: Sum(1, spent, spent, page)})
        last = clock()  # so that the time spent on adding up is nobody's

    return lap


def add(sums: Sums, more: Mapping[str, Sum]) -> None:
    """Add times to ``sums``."""
    for what, new in more.items():
        old = sums.get(what, Sum(0, 0.0, -1.0, ""))
        slowest = new if new.most > old.most else old
        sums[what] = Sum(old.times + new.times, old.seconds + new.seconds, slowest.most, slowest.page)


def stages(sums: Mapping[str, Sum]) -> str:
    """Write the table of stages, in the order in which they came."""
    total = sum(one.seconds for one in sums.values())
    rows = [(what, f"{one.seconds:.3f}", f"{one.seconds / (total or 1):.0%}") for what, one in sums.items()]
    return "\n".join(_table(("stage", "seconds", "share"), [*rows, ("total", f"{total:.3f}", "100%")]))


def templates(sums: Mapping[str, Sum]) -> str:
    """Write the table of templates, the one that took most time first; after a blank line, what is beside them."""
    ordered = sorted(sums.items(), key=lambda pair: -pair[1].seconds)
    mine = [_row(what, one) for what, one in ordered if not what.startswith("(")]
    beside = [_row(what, one) for what, one in ordered if what.startswith("(")]
    head = ("template", "count", "seconds", "mean ms", "slowest ms", "slowest page")
    lines = _table(head, [*mine, *beside])
    return "\n".join([*lines[: len(mine) + 1], "", *lines[len(mine) + 1 :]] if beside else lines)


def _row(what: str, one: Sum) -> tuple[str, ...]:
    mean = one.seconds / one.times * 1000
    return what, str(one.times), f"{one.seconds:.3f}", f"{mean:.3f}", f"{one.most * 1000:.3f}", one.page


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Put rows below their head; numbers stand at the right of their columns, names at the left."""
    cells = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    named = (0, 5)
    return [
        "  ".join(
            cell.ljust(width) if number in named else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
