"""The quickest build, for a preview: only texts were edited, in a digest that the last build knows by heart.

Lists show cards, and cards hold no text: what an edited text changes is its own page and the feeds that carry it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from digest import content, disk, ledger, pages, publish
from digest.desk import CACHE, LOCK, Options, Report, barred
from digest.ledger import Known, packed
from digest.model import Problem
from digest.run import Warm
from digest.work import workers


def texts(warm: Warm, files: Collection[Path], options: Options) -> tuple[Report, Warm] | None:
    """Publish edited texts; None where more than texts may have changed, and ``run.build`` is to find out."""
    root = options.root
    named = [file.relative_to(root).as_posix() for file in files if file.is_relative_to(root)]
    if len(named) < len(files):
        return None
    edited: dict[str, Known] = {}
    for name in named:
        new = _read(name, warm, options)
        if new is None:
            return None
        edited[name] = new
    report = _told(edited, warm)
    if barred(options, report.problems):
        return None
    return _publish(edited, replace(warm, report=report), options)


def _read(name: str, warm: Warm, options: Options) -> Known | None:
    """Read an edited story; None where it is new, gone, not published, or more than its text is another."""
    old = warm.known.get(name)
    if old is None or old.story is None or old.story.card.path not in warm.catalog.stories:
        return None
    raw = disk.try_read(options.root, name)
    if isinstance(raw, Problem):
        return None
    read = content.read(name, raw, warm.desk.site, warm.desk.names)
    if read.story is None or structs.replace(read.story, print=old.story.print, sealed=old.story.sealed) != old.story:
        return None
    return Known(read.print, read.story, read.problems)


def _told(edited: dict[str, Known], warm: Warm) -> Report:
    """Return what there is to say: as before, save for what is told of the edited files."""
    before = {problem for name in edited for problem in warm.known[name].problems}
    now = {problem for known in edited.values() for problem in known.problems}
    return replace(warm.report, problems=tuple(sorted({*warm.report.problems} - before | now)))


def _publish(edited: dict[str, Known], warm: Warm, options: Options) -> tuple[Report, Warm] | None:
    """Write the pages that carry the edited texts."""
    stories = {known.story.card.path: known.story for known in edited.values() if known.story}
    catalog = replace(warm.catalog, stories={**warm.catalog.stories, **stories})
    stock = replace(warm.stock, stories=catalog.stories)
    groups = pages.carrying(stories.keys(), catalog, warm.look)
    code = disk.code_print().hex()
    alone = ledger.alone(options.root / LOCK, lambda: None, patience=0)  # beside another run, there is no quick way
    with alone, ledger.opened(options.root / CACHE, code) as book, workers(1) as spread:
        if book.fresh:
            return None
        desk = replace(warm.desk, options=options, book=book, spread=spread)
        done = publish.amend(groups, stock, warm.look, desk, warm.present)
        if not done.done or done.problems:
            return None
        book.save_stories(((file, packed(known)) for file, known in edited.items()), ())
    report = replace(warm.report, plan=done.plan, imported={}, published=True)
    known = {**warm.known, **edited}
    return report, Warm(desk, known, catalog, warm.look, stock, done.present, report)
