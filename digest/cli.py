"""Arguments, progress, printing, exit status; the one place where problems become words."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest import __version__, console, progress

if TYPE_CHECKING:  # each verb imports what it needs: `digest --version` needs none of it
    from digest.desk import Options, Report

DONE, ERRORS, MISUSE = 0, 1, 2
"""Exit status: done; errors in the input, after everything else was done; wrong use."""


def _folder(default: str | None, text: str) -> Callable[[Any], Any]:
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option(f"--{text.split()[0].lower()}", type=kind, default=default, help=text.partition(" ")[2])


def _country(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from digest import config

    try:
        return config.country(value.upper())
    except config.Refused as error:
        raise click.BadParameter(f"{error.says}; {error.hint}") from error


_JOBS = click.option("--jobs", type=click.IntRange(1), help="Processes to work with (default: the cores there are).")
_HOME = click.option(
    "--home", default="", callback=_country, help="House country (ISO code), for texts that name none."
)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every verb shares which reads a digest."""
    for option in (
        _JOBS,
        click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Day that decides what is released (UTC)."),
        click.option("--strict", is_flag=True, help="Publish nothing when anything is wrong."),
        _folder(None, "output Where the site goes (default: _site in the root)."),
        click.option("--url", help="Address of the published site, in place of the settings' one."),
        _folder(".", "root Folder of the digest (default: here)."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest")
def main() -> None:
    """Turn a folder of raw press articles into a site grouped by country and topic."""
    console.in_utf8()


@main.command()
@_common
@click.option("--why", is_flag=True, help="Say of each page why it was written.")
@click.option("--no-search", is_flag=True, help="Make no search index (an outdated one is removed).")
def build(why: bool, no_search: bool, **common: Any) -> None:
    """Import new seeds, then bring the site up to date."""
    from digest import run

    with _watched(common, search=not no_search) as (options, say):
        report = run.build(options)
    if why:
        for change in report.plan.writes:
            click.echo(f"{change.page.file}: {change.why}")
        for file in report.plan.removals:
            click.echo(f"{file}: no longer wanted, removed")
    say(report)
    plan = report.plan
    where = _shown(options.output)
    if report.published:
        click.echo(
            f"{console.number(report.stories, 'story', 'stories')};"
            f" {console.number(len(plan.writes), 'file', 'files')} written, {len(plan.removals)} removed,"
            f" {plan.kept} unchanged in {where}"
        )
    else:
        click.echo(f"nothing was published: {where} is as it was (--strict)")
    sys.exit(ERRORS if report.failed else DONE)


@main.command("import")
@_common
@click.option("--again", is_flag=True, help="Import anew every story that nobody has edited.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def import_(again: bool, files: tuple[Path, ...], **common: Any) -> None:
    """Turn new seeds into Markdown. A seed that is named comes back even if its story was deleted."""
    from digest import run

    root = Path(common["root"]).resolve()
    named = frozenset(p for file in files for p in _below(file, root))
    with _watched(common, again=again, named=named) as (options, say):
        report = run.bring_in(options)
    say(report)
    sys.exit(ERRORS if report.failed else DONE)


@main.command()
@_common
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "browser", is_flag=True, help="Open the page in a browser.")
def serve(port: int, browser: bool, **common: Any) -> None:
    """Preview the site and reload the browser when anything changes."""
    from digest import serve as server

    with _watched(common, quiet=True) as (options, say):
        try:
            server.serve(options, port, browser, say)
        except server.PortTaken as error:
            raise click.UsageError(str(error)) from error


@main.command()
@_common
def check(**common: Any) -> None:
    """Look for broken links, missing titles, unknown names and feeds that do not parse in the built site."""
    from digest import check as checking

    with _watched(common) as (options, say):
        report = checking.check(options)
    say(report)
    if not report.failed:
        click.echo("no errors")
    sys.exit(ERRORS if report.failed else DONE)


@main.command()
@_HOME
@_JOBS
@_folder(".", "root Folder whose words/ extend the word lists (default: here).")
def classify(home: str, jobs: int | None, root: Path) -> None:
    """Label articles: JSON Lines in, JSON Lines out, in the same order."""
    from digest import classifying, work

    failed = False
    for batch in classifying.classified(sys.stdin.buffer, home, root, jobs or work.cores()):
        sys.stdout.write("".join(f"{answer}\n" for _, answer, _ in batch if answer))
        sys.stdout.flush()
        for number, _, wrong in batch:
            if wrong:
                failed = True
                click.echo(f"error: <stdin>:{number}: is not a JSON object: {wrong}", err=True)
    sys.exit(ERRORS if failed else DONE)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as JSON.")
@_HOME
@_folder(".", "root Folder whose settings and words/ hold (default: here).")
def explain(file: Path, as_json: bool, home: str, root: Path) -> None:
    """Show what is found in FILE, a seed or a story, and the sentence that decided each label."""
    from digest import explain as explaining

    text, problems = explaining.explain(file, root, as_json, home)
    click.echo(text)
    console.problems(problems)
    sys.exit(ERRORS if any(p.level == "error" for p in problems) else DONE)


@main.command()
@click.argument("title")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of the story (default: today, UTC).")
@_folder(".", "root Folder of the digest (default: here).")
def new(title: str, date: dt.datetime | None, root: Path) -> None:
    """Begin a story of your own: a draft in content/, ready to edit."""
    from digest import start

    with console.failing(MISUSE):
        click.echo(start.story(title, (date.date() if date else _today(None)), root))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a new digest in FOLDER, which builds at once."""
    from digest import start

    with console.failing(MISUSE):
        try:
            made = start.digest(folder)
        except FileExistsError as error:
            raise click.UsageError(f"{error.filename} is already there; choose an empty folder") from error
    click.echo(f"made {len(made)} files in {folder}; next: cd {folder} && digest build")


# ---- between a verb and the rooms


@contextlib.contextmanager
def _watched(
    common: dict[str, Any], quiet: bool = False, **more: Any
) -> Iterator[tuple[Options, Callable[[Report], None]]]:
    """Give the options of a verb and a printer for its report; show progress; turn misuse into exit status 2."""
    from digest import disk, work
    from digest.desk import Options, Unusable

    root: Path = common["root"].resolve()
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}")
    with progress.shown(quiet) as tell:
        options = Options(
            root=root,
            output=(common["output"] or root / "_site").resolve(),
            today=_today(common["today"]),
            url=common["url"],
            jobs=common["jobs"] or work.cores(),
            strict=common["strict"],
            progress=tell,
            **more,
        )
        try:
            with console.failing(ERRORS):
                yield options, console.tell
        except Unusable as error:
            console.problems(error.problems)
            sys.exit(MISUSE)
        except disk.NotOurs as error:
            raise click.UsageError(str(error)) from error


def _below(file: Path, root: Path) -> list[str]:
    """Return the files that a path names, below the root."""
    files = [p for p in file.rglob("*") if p.is_file()] if file.is_dir() else [file]
    try:
        return [(root / "seeds" / p.resolve().relative_to(root / "seeds")).relative_to(root).as_posix() for p in files]
    except ValueError as error:
        raise click.UsageError(f"{file} is not in {root / 'seeds'}") from error


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _today(given: dt.datetime | None) -> dt.date:
    """Return the day of the build: as given, as SOURCE_DATE_EPOCH says, or the UTC date of now."""
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch}, which is no time in seconds") from error
    return now.date()
