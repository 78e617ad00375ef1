"""The verbs: each takes its arguments, lets a room do the work, prints, and ends with a status."""

from __future__ import annotations

import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest import __version__, console
from digest.arguments import DONE, ERRORS, HOME, JOBS, MISUSE, below, common, folder, settled, shown, today, watched
from digest.model import failed
from digest.profile import Sums, laps

if TYPE_CHECKING:
    from digest.desk import Options, Report
    from digest.disk import Scan


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest")
def main() -> None:
    """Turn a folder of raw press articles into a site grouped by country and topic."""
    console.in_utf8()


@main.command()
@common
@click.option("--why", is_flag=True, help="Say of each page why it was written.")
@click.option("--profile", is_flag=True, help="Say what took how long: the stages, and each template of the theme.")
@click.option("--no-search", is_flag=True, help="Make no search index (an outdated one is removed).")
@click.option("--cluster", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler has this address.")
def build(why: bool, profile: bool, no_search: bool, cluster: str | None, **common: Any) -> None:
    """Import new seeds, then bring the site up to date."""
    from digest import still

    stages: Sums = {}
    spent: Sums = {}
    measure: dict[str, Any] = {"lap": laps(time.perf_counter, stages), "spent": spent} if profile else {}
    with watched(common, search=not no_search, **measure) as (options, say):
        # Whoever asks for a profile wants to see the stages, also where all of them have nothing to do.
        report, scan = still.Glance() if profile else still.glance(options)
        if report is None:
            options.lap("loading the program")
            report = _made(options, cluster, common["jobs"], scan)
            options.lap("closing the ledger")
    if why:
        for change in report.plan.writes:
            click.echo(f"{change.file}: {change.why}")
        for file in report.plan.removals:
            click.echo(f"{file}: no longer wanted, removed")
    say(report)
    plan = report.plan
    where = shown(options.output)
    held = f", {report.held} held back" if report.held else ""
    if report.published:
        click.echo(
            f"{console.number(report.stories, 'story', 'stories')}{held};"
            f" {console.number(len(plan.writes), 'file', 'files')} written, {len(plan.removals)} removed,"
            f" {plan.kept} unchanged in {where}"
        )
    else:
        click.echo(f"nothing was published: {where} is as it was (--strict)")
    if profile:
        console.profile(stages, spent, where, options.jobs)
    sys.exit(ERRORS if report.failed else DONE)


def _made(options: Options, address: str | None, jobs: int | None, scan: Scan | None) -> Report:
    """Build here, or on the cluster at an address."""
    from digest import run  # loads all that renders

    if address is None:
        return run.build(options, scan=scan)
    from digest import cluster

    with cluster.joined(address, options) as (executor, threads):
        return run.build(replace(options, jobs=jobs or threads), executor, scan)


@main.command("import")
@common
@click.option("--again", is_flag=True, help="Import anew every story that nobody has edited.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def import_(again: bool, files: tuple[Path, ...], **common: Any) -> None:
    """Turn new seeds into Markdown. A seed that is named comes back even if its story was deleted."""
    from digest import run

    root = Path(common["root"]).resolve()
    named = frozenset(p for file in files for p in below(file, root, "seeds"))
    with watched(common, again=again, named=named) as (options, say):
        report = run.bring_in(options)
    say(report)
    sys.exit(ERRORS if report.failed else DONE)


@main.command()
@common
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "browser", is_flag=True, help="Open the page in a browser.")
def serve(port: int, browser: bool, **common: Any) -> None:
    """Preview the site and reload the browser when anything changes."""
    from digest import serve as server

    with watched(common, quiet=True) as (options, say):
        try:
            server.serve(options, port, browser, say)
        except server.PortTaken as error:
            raise click.UsageError(str(error)) from error


@main.command()
@common
def check(**common: Any) -> None:
    """Look for broken links, missing titles, unknown names and feeds that do not parse in the built site."""
    from digest import check as checking

    with watched(common) as (options, say):
        report = checking.check(options)
    say(report)
    if not report.failed:
        click.echo("no errors")
    sys.exit(ERRORS if report.failed else DONE)


@main.command()
@HOME
@JOBS
@folder(".", "root Folder whose words/ extend the word lists (default: here).")
def classify(home: str, jobs: int | None, root: Path) -> None:
    """Label articles: JSON Lines in, JSON Lines out, in the same order."""
    from digest import classifying, work

    with settled():
        classifying.settled(root)
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
@click.option("--html", "as_html", is_flag=True, help="A page for the browser, with the deciding words marked.")
@HOME
@folder(".", "root Folder whose settings and words/ hold (default: here).")
def explain(file: Path, as_json: bool, as_html: bool, home: str, root: Path) -> None:
    """Show what is found in FILE, a seed or a story, and the sentence that decided each label."""
    from digest import explain as explaining

    if as_json and as_html:
        raise click.UsageError("choose --json or --html")
    form: explaining.Form = "json" if as_json else "html" if as_html else "text"
    text, problems = explaining.explain(file, root, form, home)
    click.echo(text)
    console.problems(problems)
    sys.exit(ERRORS if failed(problems) else DONE)


@main.command()
@click.option("--write", is_flag=True, help="Write the changes into the files, and seal them again.")
@JOBS
@folder(".", "root Folder of the digest (default: here).")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def retag(write: bool, jobs: int | None, root: Path, files: tuple[Path, ...]) -> None:
    """Propose labels anew for the stories that nobody has edited, as a diff; for FILES only where they are named."""
    from digest import progress, work
    from digest import retag as retagging

    root = root.resolve()
    named = frozenset(p for file in files for p in below(file, root, "content"))
    with progress.shown() as tell, settled():
        done = retagging.retag(root, named if files else None, write, jobs or work.cores(), tell)
    for line in done.diff:
        click.echo(line, nl=False)
    console.problems(done.problems)
    counted = console.number(done.changed, "story", "stories")
    changes = f"{counted} changed" if write else f"{counted} would change"
    click.echo(f"{changes}, {done.same} as before, {done.edited} edited by hand and left alone", err=True)
    sys.exit(ERRORS if done.failed else DONE)


@main.command()
@JOBS
@folder(".", "root Folder of the digest (default: here).")
def learn(jobs: int | None, root: Path) -> None:
    """Learn from labels that people corrected: count them, and write words/learned.txt where that helps."""
    from digest import learn as learning
    from digest import work

    with settled():
        lesson = learning.learn(root.resolve(), jobs or work.cores())
    click.echo(lesson.says)
    console.problems(lesson.problems)
    sys.exit(ERRORS if lesson.failed else DONE)


@main.command()
@click.argument("title")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of the story (default: today, UTC).")
@folder(".", "root Folder of the digest (default: here).")
def new(title: str, date: dt.datetime | None, root: Path) -> None:
    """Begin a story of your own: a draft in content/, ready to edit."""
    from digest import start

    with console.failing(MISUSE):
        click.echo(start.story(title, (date.date() if date else today(None)), root))


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
