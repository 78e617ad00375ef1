"""Problems and reports as words on the terminal, and on GitHub as annotations of the files."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from digest import profile as profiling
from digest.model import Problem
from digest.profile import Sums

if TYPE_CHECKING:
    from digest.desk import Report

_IMPORTED = {
    "new": "imported",
    "rewrite": "imported again",
    "edited": "edited by hand, left alone",
    "kept": "edited by hand, left alone",
    "deleted": "deleted, left so",
}
"""What became of a seed article (see ``importing.What``) → how to say it; others are not worth a word."""


def in_utf8() -> None:
    """Let the program print any character, whatever the terminal of a system can show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(report: Report) -> None:
    """Print the problems of a report, and what an import did."""
    problems(report.problems)
    counts: dict[str, int] = {}
    for what, words in _IMPORTED.items():
        counts[words] = counts.get(words, 0) + report.imported.get(what, 0)
    done = [f"{count} {words}" for words, count in counts.items() if count]
    if done:
        click.echo("seeds: " + ", ".join(done))


def profile(stages: Sums, spent: Sums, output: str, jobs: int) -> None:
    """Print what took how long: the stages, then the templates."""
    click.echo(f"\n{profiling.stages(stages)}\n")
    if not spent:
        click.echo(f"no template was rendered; to measure them all, delete {output} and build again")
        return
    click.echo(profiling.templates(spent))
    if jobs > 1:
        click.echo(f"\ntimes of templates are those of all processes together, of which there may be {jobs}")


def problems(found: Iterable[Problem]) -> None:
    """Print problems, a line each and one for the hint."""
    for problem in found:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        click.echo(f"{problem.level}: {place}: {problem.says}", err=True)
        if problem.hint:
            click.echo(f"  hint: {problem.hint}", err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(_annotation(problem))


def _annotation(problem: Problem) -> str:
    """Write a problem as a workflow command, which GitHub shows beside the line."""
    level = "notice" if problem.level == "note" else problem.level
    text = f"{problem.says} ({problem.hint})" if problem.hint else problem.says
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, code)
    path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={path},line={max(problem.line, 1)}::{text}"


@contextlib.contextmanager
def failing(status: int) -> Iterator[None]:
    """Turn a file that cannot be read or written into a line and an exit status."""
    try:
        yield
    except ChildProcessError as error:
        hint = "build again: what was done is kept; with --jobs 1 it takes less memory"
        problems([Problem("digest", 0, error.strerror or str(error), hint)])
        sys.exit(status)
    except OSError as error:
        says = f"cannot be used: {error.strerror or error}"
        problems([Problem(str(error.filename or "disk"), 0, says, "make room, or give yourself the right to it")])
        sys.exit(status)


def number(count: int, one: str, many: str) -> str:
    """Return a count with its noun."""
    return f"{count} {one if count == 1 else many}"
