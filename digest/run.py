"""The stages in order, read top to bottom: refresh what content/ holds, import seeds/, build the site."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace

from digest import catalog, config, content, disk, intake, ledger, pages, plan, publish, search, theme
from digest.catalog import released
from digest.content import Listing
from digest.desk import Desk, Options, Report, barred, settings
from digest.ledger import Known
from digest.look import Look, look
from digest.model import Problem, Story, key_of
from digest.work import workers

CACHE = ".digest/ledger.sqlite"
_READING = "reading"


def build(options: Options, executor: Executor | None = None) -> Report:
    """Bring the site up to date with seeds/ and content/. Raises ``Unusable`` and ``disk.NotOurs``.

    ``executor`` is where to work when not in processes of this machine.
    """
    disk.claim(options.output, options.root)
    with desk(options, executor) as at:
        report, stories, listing = gather(at)
        out = [story for story in stories.values() if released(story, options.today, at.site.timezone)]
        free = tuple(story for story in out if story.card.path.startswith(content.FREE))
        articles = (story for story in out if not story.card.path.startswith(content.FREE))
        skin, mistakes = _look(at, free)
        shelved = catalog.catalog(articles, at.site, at.names, options.today)
        unread = {content.path_of(file) for file in listing.stories if file not in stories}
        copied = catalog.published_files(listing.copied, stories.values(), out, unread)
        prints = [(path, key_of(disk.read(options.root / file)).hex()) for path, file in copied.items()]
        wanted, clashes = pages.all_pages(shelved, free, prints, skin)
        keys = {file: plan.key(page, shelved.stories, skin) for file, page in wanted.items()}
        decided = plan.decide(wanted, keys, *_on_disk(at))
        report = replace(report, plan=decided, stories=len(shelved.cards))
        report = _with(report, (*mistakes, *clashes))
        if barred(options, report.problems):
            return replace(report, published=False)
        stock = publish.Stock(keys, {s.card.path: file for file, s in stories.items()}, copied)
        done, failures = publish.carry_out(decided, stock, skin, at)
        found = search.index(shelved.stories, skin, at) if done else ()
        return replace(_with(report, (*failures, *found)), published=done)


def bring_in(options: Options, executor: Executor | None = None) -> Report:
    """Import seeds/ into content/, and do no more. Raises ``Unusable``."""
    with desk(options, executor) as at:
        return gather(at)[0]


def gather(at: Desk) -> tuple[Report, dict[str, Story], Listing]:
    """Read what changed in content/, import what is new in seeds/, and read that too.

    Returns what happened, the stories by their file, and all the files of content/.
    """
    known, listing = refresh(at)
    places = {content.path_of(file): file for file in known}
    done = intake.bring_in(at, {path: known[file].story for path, file in places.items()}, places)
    if done.written:
        known, listing = refresh(at)
    problems = (*at.problems, *done.problems, *listing.problems, *(p for k in known.values() for p in k.problems))
    stories = {file: k.story for file, k in known.items() if k.story}
    return _with(Report(imported=done.counts), problems), stories, listing


def refresh(at: Desk) -> tuple[dict[str, Known], Listing]:
    """Bring the ledger up to date with content/, reading only the files whose bytes are not those it knows."""
    root, book = at.options.root, at.book
    found, strays = disk.scan(root, content.FOLDER)
    listing = content.listing(file.path for file in found)
    reading = key_of(config.key(at.site), at.words.key, disk.code_print())
    known = book.stories() if book.meta(_READING) == reading else {}
    changed: list[tuple[str, bytes]] = []
    unread: dict[str, Known] = {}
    for number, file in enumerate(listing.stories):
        at.options.progress("reading content", number + 1, len(listing.stories))
        raw = disk.try_read(root, file)
        if isinstance(raw, Problem):
            unread[file] = Known(b"", None, (raw,))
        elif file not in known or known[file].print != key_of(raw):
            changed.append((file, raw))
    fresh = unread | {
        read.file: Known(read.print, read.story, read.problems)
        for read in at.spread(content.read, (at.site, at.names), changed)
    }
    book.save_stories(fresh, book.stories().keys() - set(listing.stories))
    book.set_meta(_READING, reading)
    now = {**known, **fresh}
    listing = replace(listing, problems=(*strays, *listing.problems))
    return {file: now[file] for file in listing.stories}, listing


# ---- what a run works with


@contextlib.contextmanager
def desk(options: Options, executor: Executor | None = None) -> Iterator[Desk]:
    """Lay out what the stages share: settings, names, ledger, workers. Raises ``Unusable``."""
    said = settings(options.root, options.url)
    code = disk.code_print().hex()
    with ledger.opened(options.root / CACHE, code) as book, workers(options.jobs, executor) as spread:
        anew = Problem(CACHE, 0, f"{book.fresh}: everything is built anew", "", "note")
        advice = (*said.problems, *config.advice(said.site), *((anew,) if book.fresh else ()))
        yield Desk(options, said.site, said.names, said.words, book, spread, advice)


def _look(at: Desk, free: Iterable[Story]) -> tuple[Look, tuple[Problem, ...]]:
    """Load the theme and make the look of the site."""
    layers = disk.theme_layers(at.options.root, at.site.theme)
    skin, problems = theme.load(layers, at.site.language)
    if not any(layer.name == f"themes/{at.site.theme}" for layer in layers):
        says = f"there is no folder themes/{at.site.theme}; the default theme is used"
        problems = (*problems, Problem(config.FILE, 0, says, "make the folder, or mend `theme`"))
    titles = {story.card.path.removeprefix(content.FREE): story.card.title for story in free}
    return look(at.site, at.names, skin, disk.code_print(), titles), problems


def _on_disk(at: Desk) -> tuple[dict[str, bytes], set[str]]:
    """Return the keys of the pages that are as this program wrote them, and all files of the output folder."""
    present = disk.outputs(at.options.output, pages.KEPT)
    return {file: key for file, (key, state) in at.book.pages().items() if present.get(file) == state}, set(present)


def _with(report: Report, problems: Iterable[Problem]) -> Report:
    return replace(report, problems=tuple(sorted({*report.problems, *problems})))
