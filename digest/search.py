"""The search stage: Pagefind's bundle, made anew only when the text that it indexes changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import msgspec

from digest import disk
from digest.desk import Desk
from digest.look import Look
from digest.model import KEPT, Problem, Story, key_of

_REMEMBERED = "search"
_encode = msgspec.msgpack.encode


def index(stories: Mapping[str, Story], look: Look, desk: Desk) -> tuple[Problem, ...]:
    """Bring the search bundle up to date: into a fresh folder, which then takes the old one's place."""
    output = desk.options.output
    bundle = output / KEPT
    if not desk.site.search or not stories or not (desk.options.search or bundle.exists()):
        disk.clear(bundle)
        desk.book.set_meta(_REMEMBERED, b"")
        return ()
    prints = _encode(sorted((path, story.print, story.card.key) for path, story in stories.items()))
    template = look.theme.prints.get("story.html", b"")
    key = key_of(prints, template, look.settings, look.code)
    if desk.book.meta(_REMEMBERED) == key and (bundle / "pagefind.js").is_file():
        return ()
    # An outdated index may hold a text that was withdrawn since: it goes, whether or not a new one is made.
    disk.clear(bundle)
    desk.book.set_meta(_REMEMBERED, b"")
    if not desk.options.search:
        return ()
    desk.options.progress("indexing for search", 0, 1)
    fresh = output / f".{KEPT}"
    disk.clear(fresh)
    command = [sys.executable, "-m", "pagefind", "--site", str(output), "--output-path", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode or not (fresh / "pagefind.js").is_file():
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        hint = "install it with `pip install 'pagefind[bin]'`, or set search = false"
        return (Problem("pagefind", 0, f"the search index could not be made: {last[0]}", hint, "warning"),)
    disk.swap(fresh, bundle)
    desk.options.progress("indexing for search", 1, 1)
    desk.book.set_meta(_REMEMBERED, key)
    return ()
