"""What the preview answers: which file a URL is, as GitHub Pages would have it, and what is added to a page. Pure.

Nothing that is added here is ever in the output folder: the script that reloads the page, and the list of mistakes that
lies over the last good page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote, urlsplit

from digest.model import Problem

HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""Names under which a browser on this machine may ask. Any other is a foreign page's, made to lead here."""

_TYPES = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "css": "text/css",
    "gif": "image/gif",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "application/javascript",
    "json": "application/json",
    "mjs": "application/javascript",
    "opml": "text/x-opml",
    "pdf": "application/pdf",
    "png": "image/png",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Types as GitHub Pages gives them; the table that ``mimetypes`` reads differs from machine to machine."""
_TEXT = re.compile(r"text/|application/(javascript|json)$|.*[/+](xml|json)$")

NOTHING = b"<!doctype html><title>404</title><p>There is no such page."
"""Stands in where the site has no 404.html yet."""

_DANGER = re.compile(r"[\x00-\x1f\x7f\\:]")
"""Control characters, and what makes a path absolute or a stream on Windows."""
_HEAD = re.compile(rb"<head(\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """What browsers are shown now."""

    base: str
    """Path under which the site lies, as its links have it: ``/`` or ``/repo/``."""
    run: str = "v"
    """Tells this run of the server from every other. Begins with a letter: livereload.js turns digits into a number."""
    version: int = 0
    problems: tuple[Problem, ...] = ()
    former: tuple[str, ...] = ()
    """Bases that the site had earlier in this run; they lead to the present one."""

    @property
    def stamp(self) -> str:
        """Name what a page shows; a page with another stamp is out of date."""
        return f"{self.run}-{self.version}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets: a file of the output folder, or a redirect. A status of 404 may have no file."""

    status: int
    file: str = ""
    location: str = ""


def local(host: str, port: int) -> bool:
    """Say whether a Host header names this server, not a foreign page that leads here (DNS rebinding)."""
    return host.lower() in {f"{name}:{port}" for name in HOSTS} | (set(HOSTS) if port == 80 else set())


def local_origin(origin: str, port: int) -> bool:
    """Say whether an Origin header names a page of this server."""
    parts = urlsplit(origin)
    return parts.scheme == "http" and local(parts.netloc, port)


def find(path: str, view: View, exists: Callable[[str], bool]) -> Answer:
    """Find what the path of a URL (percent-encoded, without its query) gets.

    ``exists`` says whether the output folder has a file. As on GitHub Pages, ``page`` is ``page.html``, a folder
    without its slash leads to the one with it, and whatever is missing gets 404.html. Status 302 even where Pages has
    301, which browsers would remember for whatever is served on this port next.
    """
    path, base = unquote(path), unquote(view.base)
    if path != base and path in ("/", base.rstrip("/")):
        return Answer(302, location=view.base)
    under = path.startswith(base)
    if under and (found := _below(path.removeprefix(base), view.base, exists)):
        return found
    for former in sorted(map(unquote, view.former), key=len, reverse=True):
        if path.startswith(former) and (not under or len(former) > len(base)):
            return Answer(302, location=view.base + quote(path.removeprefix(former).lstrip("/")))
    return Answer(404, "404.html" if exists("404.html") else "")


def _below(rest: str, base: str, exists: Callable[[str], bool]) -> Answer | None:
    """Find what a path below the base gets; None where there is nothing, or nothing that may be seen."""
    folder, _, name = rest.rpartition("/")
    parts = folder.split("/") if folder else []
    if _DANGER.search(rest) or rest.startswith("/") or any(p == "" or p.startswith(".") for p in (*parts, name or "-")):
        return None
    for file in (rest, f"{rest}.html") if name else (f"{rest}index.html",):
        if exists(file):
            return Answer(200, file)
    return Answer(302, location=f"{base}{quote(rest)}/") if name and exists(f"{rest}/index.html") else None


def kind(file: str) -> str:
    """Return the value of Content-Type for a file by its name."""
    found = _TYPES.get(file.rpartition(".")[2].lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if _TEXT.match(found) else found


def dress(page: bytes, view: View, port: int) -> bytes:
    """Add to an HTML page the script that reloads it, and the mistakes there are.

    The script comes first, so that a page that ends inside a comment is reloaded too once it is mended; a browser takes
    what stands behind the end of a page as part of its body.
    """
    script = f'<script src="/livereload.js?port={port}&amp;snipver={escape(view.stamp)}" async></script>'.encode()
    over = _overlay(view.problems).encode()
    if head := _HEAD.search(page):
        return page[: head.end()] + script + page[head.end() :] + over
    return page + script + over


_STYLE = """
#digest-mistakes, #digest-mistakes * { all: revert; font: 1rem/1.5 system-ui, sans-serif; color: #fff }
#digest-mistakes { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
  padding: .75rem 1.25rem; background: #5f1414; border-top: 3px solid #ff8a80 }
#digest-mistakes summary { cursor: pointer; font-weight: 700 }
#digest-mistakes code { font-family: ui-monospace, monospace; color: #ffd6d1 }
@media print { #digest-mistakes { display: none } }
"""


def _overlay(problems: tuple[Problem, ...]) -> str:
    """Write the mistakes as a panel at the foot of the window, which a click on its heading folds; empty for none."""
    if not problems:
        return ""
    items = "".join(f"<li>{_item(problem)}</li>" for problem in problems)
    count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    said = f"{count} to mend. Until then, pages may be older than your last change."
    panel = f'<details id="digest-mistakes" role="alert" open><summary>{said}</summary><ul>{items}</ul></details>'
    return f"<style>{_STYLE}</style>{panel}"


def _item(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    hint = f"<br>hint: {escape(problem.hint)}" if problem.hint else ""
    return f"<code>{escape(place)}</code> {escape(problem.says)}{hint}"
