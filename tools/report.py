"""Figures of the benchmark as tables in Markdown, and their place in the documentation. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from measure import Figure

BEGIN, END = "<!-- figures of make bench: begin -->", "<!-- figures of make bench: end -->"
"""Marks in the documentation; what stands between them is replaced."""

_HEAD = """\
| {count:,} articles | program | wall s | CPU s | main MB | all MB | files | MB written |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one case cost one program, with a corpus of ``count`` articles."""

    count: int
    case: str
    program: str
    figure: Figure


def table(rows: Iterable[Row], base: str) -> str:
    """Return the table of one size; times and memory with their ratio to what the same case cost ``base``."""
    rows = tuple(rows)
    bases = {row.case: row.figure for row in rows if row.program == base}
    lines = [_HEAD.format(count=rows[0].count)]
    last = ""
    for row in rows:
        lines.append(_line(row, bases.get(row.case, Figure(math.nan)), "" if row.case == last else row.case))
        last = row.case
    return "\n".join(lines)


def _line(row: Row, base: Figure, case: str) -> str:
    figure = row.figure
    cells = (
        case,
        row.program,
        _cell(figure.wall, base.wall, 2),
        _cell(figure.cpu, base.cpu, 2),
        _cell(figure.main, base.main, 0),
        _cell(figure.tree, base.tree, 0),
        _cell(figure.files, math.nan, 0),
        _cell(figure.size, math.nan, 1),
    )
    return "| " + " | ".join(cells) + " |"


def _cell(value: float, base: float, places: int) -> str:
    """Write a number, with its ratio to the base where both are known."""
    if math.isnan(value):
        return "–"
    text = f"{value:,.{places}f}"
    if math.isnan(base) or not base:
        return text
    ratio = value / base
    return f"{text} ({ratio:,.0f}×)" if ratio >= 10 else f"{text} ({ratio:.2g}×)"


def document(rows: Iterable[Row], base: str, about: str) -> str:
    """Return all that a run found: machine and versions (``about``), the picture, a table for each size."""
    sizes: dict[int, list[Row]] = {}
    for row in rows:
        sizes.setdefault(row.count, []).append(row)
    picture = (
        "![Time and memory of the programs by number of articles; the tables below have the numbers](performance.svg)"
    )
    return "\n\n".join((about, picture, "Both axes are logarithmic.", *(table(mine, base) for mine in sizes.values())))


def placed(page: str, text: str) -> str:
    """Return a page of documentation with ``text`` between its marks. Raises ``ValueError`` where it lacks them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def lines_of(rows: Iterable[Row], case: str, column: str) -> Mapping[str, tuple[tuple[int, float], ...]]:
    """Return, for the picture, the (articles, value) of each program in one case and column of the tables."""
    found: dict[str, tuple[tuple[int, float], ...]] = {}
    for row in rows:
        value = getattr(row.figure, column)
        if row.case == case and value > 0:
            found[row.program] = (*found.get(row.program, ()), (row.count, value))
    return found
