"""What verbs share: their options, and what stands between a verb and the rooms that do its work."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest import console, progress

if TYPE_CHECKING:  # each verb imports what it needs: `digest --version` needs none of it
    from digest.desk import Options, Report

DONE, ERRORS, MISUSE = 0, 1, 2
"""Exit status: done; errors in the input, after everything else was done; wrong use."""


def folder(default: str | None, text: str) -> Callable[[Any], Any]:
    """Make the option of a folder: its name, then what it is."""
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option(f"--{text.split()[0].lower()}", type=kind, default=default, help=text.partition(" ")[2])


def country(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Read the code of a country; nothing for none."""
    from digest import config

    try:
        return config.country(value.upper())
    except config.Refused as error:
        raise click.BadParameter(f"{error.says}; {error.hint}") from error


JOBS = click.option("--jobs", type=click.IntRange(1), help="Processes to work with (default: the cores there are).")
HOME = click.option("--home", default="", callback=country, help="House country (ISO code), for texts that name none.")


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every verb shares which reads a digest."""
    for option in (
        JOBS,
        click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Day that decides what is released (UTC)."),
        click.option("--strict", is_flag=True, help="Publish nothing when anything is wrong."),
        folder(None, "output Where the site goes (default: _site in the root)."),
        click.option("--url", help="Address of the published site, in place of the settings' one."),
        folder(".", "root Folder of the digest (default: here)."),
    ):
        command = option(command)
    return command


# ---- between a verb and the rooms


@contextlib.contextmanager
def watched(
    common: dict[str, Any], quiet: bool = False, **more: Any
) -> Iterator[tuple[Options, Callable[[Report], None]]]:
    """Give the options of a verb and a printer for its report; show progress; turn misuse into exit status 2."""
    from digest import work
    from digest.desk import Options

    root: Path = common["root"].resolve()
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}")
    with progress.shown(quiet) as tell:
        options = Options(
            root=root,
            output=(common["output"] or root / "_site").resolve(),
            today=today(common["today"]),
            url=common["url"],
            jobs=common["jobs"] or work.cores(),
            strict=common["strict"],
            progress=tell,
            **more,
        )
        with settled():
            yield options, console.tell


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """Turn what a verb cannot work with into words and an exit status."""
    from digest import disk
    from digest.desk import Unusable

    try:
        with console.failing(ERRORS):
            yield
    except Unusable as error:
        console.problems(error.problems)
        sys.exit(MISUSE)
    except disk.NotOurs as error:
        raise click.UsageError(str(error)) from error


def below(file: Path, root: Path, folder: str) -> list[str]:
    """Return the files that a path names in a folder of the digest, below its root."""
    files = [p for p in file.rglob("*") if p.is_file()] if file.is_dir() else [file]
    try:
        return [f"{folder}/{p.resolve().relative_to(root / folder).as_posix()}" for p in files]
    except ValueError as error:
        raise click.UsageError(f"{file} is not in {root / folder}") from error


def shown(path: Path) -> str:
    """Name a path as people will look for it from where they are."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def today(given: dt.datetime | None) -> dt.date:
    """Return the day of the build: as given, as SOURCE_DATE_EPOCH says, or the UTC date of now."""
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch}, which is no time in seconds") from error
    return now.date()
