"""Preview with live reload: a server for this machine alone, around ``run.build``.

Of the package livereload its socket and its script serve here. Its server does not: it polls every 800 ms, drops a
reload within 3 s of the last, knows no base path, and answers any origin.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import traceback
import webbrowser
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import escape, netutil, web
from tornado.httpserver import HTTPServer

from digest import config, disk, preview, progress, quick, run, watch
from digest.desk import Options, Report, Unusable
from digest.model import Problem
from digest.preview import Answer, View
from digest.run import Warm

HOST = "127.0.0.1"
CALM = 2.0
"""Seconds without a change before the search index, which takes longer than a build, is brought up to date."""

_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}

Say = Callable[[Report], None]


class PortTaken(Exception):
    """The port cannot be listened on; the text says why, and what to do."""


def serve(options: Options, port: int, browser: bool, say: Say) -> None:
    """Build, then serve the site on ``port`` of this machine until Ctrl-C, building again whenever a file changes.

    ``browser`` opens the page; ``say`` prints a report. Raises ``PortTaken``, ``disk.NotOurs``, and ``Unusable`` for an
    address on the command line; whatever is wrong in files is shown, and mended while the server runs.
    """
    _, wrong = config.read("", options.url)
    if wrong:
        raise Unusable(wrong)
    disk.claim(options.output, options.root)
    sockets = _listen(port)
    try:
        report, warm = _attempt(options)
        say(report)
        view = View(_base(options), f"v{secrets.token_hex(4)}", problems=_mistakes(report))
        asyncio.run(_run(options, sockets, _app(options.output, port, view), browser, say, report, warm))
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        for each in sockets:
            each.close()


def _listen(port: int) -> list[socket.socket]:
    """Listen on the port, before the first build: whether it is free should not take a build to learn."""
    try:
        return netutil.bind_sockets(port, HOST, socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PortTaken(f"port {port} cannot be used ({reason}); choose another one with --port") from error


async def _run(
    options: Options,
    sockets: list[socket.socket],
    app: web.Application,
    browser: bool,
    say: Say,
    first: Report,
    warm: Warm | None,
) -> None:
    HTTPServer(app).add_sockets(sockets)
    address = _address(app)
    click.echo(f"serving {address} (Ctrl-C stops)")
    changed = watch.Changes()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(watch.watch(options.root, changed))
        tasks.create_task(_keep_building(options, app, changed, say, first, warm))
        if browser:
            tasks.create_task(asyncio.to_thread(webbrowser.open, address))


def _address(app: web.Application) -> str:
    return f"http://{HOST}:{app.settings['port']}{app.settings['view'].base}"


# ---- builds


async def _keep_building(
    options: Options, app: web.Application, changed: watch.Changes, say: Say, last: Report, warm: Warm | None
) -> None:
    """Build after every burst of changes, one build at a time, and index for search once all is calm.

    An edited text is shown at once. Once a site is shown, a new mistake publishes nothing, and the last good page
    stays; what was wrong all along does not keep other changes from being shown.
    """
    options = replace(options, jobs=1)  # what a change touches is little: processes would only cost
    clock = asyncio.get_running_loop().time
    known, shown, stale, ended, calm = _mistakes(last), last.published, False, 0.0, CALM
    while True:
        indexing = not await watch.begun(changed, calm if stale and last.published else None)
        started = clock()
        tolerated = frozenset() if options.strict else frozenset(known)
        order = replace(options, search=indexing, strict=options.strict or shown, tolerated=tolerated)
        with progress.in_thread() as tell:
            order = replace(order, progress=tell)
            if indexing:
                report, warm = await asyncio.to_thread(_attempt, order)
            else:
                report, warm = await _build(order, warm, changed, ended)
        fresh = tuple(problem for problem in _mistakes(report) if problem not in tolerated)
        if report.published:
            known, shown = _mistakes(report), True
        stale = (stale or _touched(report)) and not (indexing and report.published)
        ended = clock()
        # An index that takes long is made when a longer calm promises that nobody waits for it.
        calm = max(CALM, 3 * (ended - started)) if indexing else calm
        _tell(report, last, ended - started, say)
        _show(app, report, _base(options), fresh)
        last = report


async def _build(order: Options, warm: Warm | None, changed: watch.Changes, ended: float) -> tuple[Report, Warm | None]:
    """Publish edited texts, the first of a burst at once; where more changed, wait for the end of it and build."""
    burst = asyncio.get_running_loop().time() - ended < watch.SOON
    if burst:
        await watch.settled(changed, ended)
    quickly = await asyncio.to_thread(_quick, warm, changed.taken(), order)
    if quickly:
        return quickly
    if not burst:
        await watch.settled(changed, ended)
    changed.taken()
    return await asyncio.to_thread(_attempt, order)


def _quick(warm: Warm | None, files: Collection[Path], order: Options) -> tuple[Report, Warm] | None:
    """Publish edited texts; None where a whole build is to find out what changed."""
    if warm is None or not files:
        return None
    try:
        return quick.texts(warm, files, order)
    except OSError:  # a file that is just being written, or a ledger in use: the build will see
        return None


def _attempt(options: Options) -> tuple[Report, Warm | None]:
    """Build; whatever goes wrong becomes a report, for the server goes on."""
    try:
        return run.built(options)
    except Unusable as error:
        return Report(error.problems, published=False), None
    except Exception as error:
        traceback.print_exc()
        says = f"the build broke off: {type(error).__name__}: {error}"
        return Report((Problem("digest", 0, says, "the terminal shows where"),), published=False), None


def _touched(report: Report) -> bool:
    """Say whether a build changed the site."""
    return report.published and bool(report.plan.writes or report.plan.removals)


def _mistakes(report: Report) -> tuple[Problem, ...]:
    return tuple(problem for problem in report.problems if problem.level == "error")


def _base(options: Options) -> str:
    """Return the base path that the settings ask for now."""
    return config.read(disk.read_text(options.root / config.FILE), options.url)[0].base


def _tell(report: Report, last: Report, seconds: float, say: Say) -> None:
    """Print what is new in a report: not the same warnings after every save."""
    fresh = report.problems != last.problems
    if fresh or report.imported.get("new") or report.imported.get("rewrite"):
        say(report)
    if _touched(report):
        plan = report.plan
        click.echo(f"{len(plan.writes)} files written, {len(plan.removals)} removed in {seconds:.2f} s")
    elif fresh and not report.published:
        click.echo("nothing is published until that is mended")
    elif fresh and not last.published:
        click.echo("mended: the site is as it was")


def _show(app: web.Application, report: Report, base: str, mistakes: tuple[Problem, ...]) -> None:
    """Reload the browsers where a build changed what they show: the site, or the panel of mistakes to mend."""
    view: View = app.settings["view"]
    moved = report.published and base != view.base
    if not moved and not _touched(report) and mistakes == view.problems:
        return
    now = replace(view, version=view.version + 1, problems=mistakes)
    if moved:
        now = replace(now, base=base, former=tuple({*view.former, view.base} - {base}))
    app.settings["view"] = now
    if moved:
        click.echo(f"now at {_address(app)}")
    for waiter in tuple(LiveReloadHandler.waiters):
        waiter.send_message(_RELOAD)


# ---- requests


def _app(output: Path, port: int, view: View) -> web.Application:
    """Make the web application. ``view`` in its settings is what browsers are shown; it is replaced as a whole."""
    handlers: list[Any] = [("/livereload", Socket), (r"/livereload\.js", LiveReloadJSHandler), (".*", Page)]
    return web.Application(handlers, output=output, port=port, view=view, log_function=_log_nothing)


def _log_nothing(_: web.RequestHandler) -> None:
    """Print no line a request: the terminal is for what is wrong in the digest."""


class Page(web.RequestHandler):
    """A class because Tornado asks for one; the work is done in functions."""

    def prepare(self) -> None:
        """Refuse foreign names of this machine."""
        _guard(self)

    def get(self) -> None:
        """Answer with a file of the site."""
        _answer(self)

    head = get


class Socket(LiveReloadHandler):  # type: ignore[misc]
    """The package's socket, which answers anyone, for this server's own pages only. A class because Tornado asks so."""

    def prepare(self) -> None:
        """Refuse foreign names of this machine."""
        _guard(self)

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other servers."""
        return preview.local_origin(origin, self.settings["port"])

    def on_message(self, message: str) -> None:
        """Reload a page that was already out of date when it said hello."""
        super().on_message(message)
        hello = escape.json_decode(message)
        if hello.get("command") == "hello" and hello.get("snipver") != self.settings["view"].stamp:
            self.send_message(_RELOAD)


def _guard(handler: web.RequestHandler) -> None:
    if not preview.local(handler.request.host, handler.settings["port"]):
        raise web.HTTPError(403, reason="This preview answers to localhost only")


def _answer(handler: web.RequestHandler) -> None:
    """Answer a request with what ``preview`` finds for it."""
    output, port = handler.settings["output"], handler.settings["port"]
    request, view = handler.request, handler.settings["view"]
    found = preview.find(request.path, view, lambda name: _file(output, name) is not None)
    handler.set_header("Cache-Control", "no-store")
    if found.location:
        handler.redirect(found.location + (f"?{request.query}" if request.query else ""), status=found.status)
        return
    what = preview.kind(found.file or "404.html")
    try:
        page = disk.read(output / found.file) if found.file else preview.NOTHING
    except OSError:  # a build has just removed it; the reload that follows gets what there is then
        found, what, page = Answer(404), "text/html; charset=utf-8", preview.NOTHING
    handler.set_status(found.status)
    handler.set_header("Content-Type", what)
    handler.finish(preview.dress(page, view, port) if what.startswith("text/html") else page)


def _file(output: Path, name: str) -> Path | None:
    """Return a file of the output folder; None where there is none, or a link leads out of it."""
    try:
        path = (output / name).resolve()
        return path if path.is_relative_to(output) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # too long a name, a link to itself, a character no name may have
        return None
