"""The stages in order, read top to bottom: refresh what content/ holds, import seeds/, build the site."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from digest import catalog, config, content, disk, ledger, pages, press, publish, search, still, theme
from digest.catalog import Catalog, released
from digest.content import Listing
from digest.desk import CACHE, LOCK, WAITING, Desk, Imported, Options, Report, barred, counted, read_site, remembered
from digest.disk import Scan
from digest.ledger import Known, packed, unpacker
from digest.look import Look, look
from digest.model import Problem, Story, key_of
from digest.work import unhurried, workers

_READING = "reading"
_CONTENT = "reading content"


@dataclass(frozen=True, slots=True)
class Warm:
    """What a build knows of a digest at its end, for a quicker one after it (see ``quick``)."""

    desk: Desk
    """Its ledger and its workers are closed."""
    known: Mapping[str, Known]
    catalog: Catalog
    look: Look
    stock: publish.Stock
    present: Mapping[str, str]
    """The files of the output, with their state."""
    report: Report


def build(options: Options, executor: Executor | None = None, scan: Scan | None = None) -> Report:
    """Bring the site up to date with seeds/ and content/. Raises ``Unusable`` and ``disk.NotOurs``.

    ``executor`` is where to work when not in processes of this machine, ``scan`` the files of content/, where
    they were just looked at.
    """
    return built(options, executor, scan)[0]


def built(options: Options, executor: Executor | None = None, scan: Scan | None = None) -> tuple[Report, Warm | None]:
    """Build, and return what is known at the end; None where nothing was published."""
    disk.claim(options.output, options.root)
    inputs = still.inputs(options)
    with desk(options, executor) as at:
        report, known, listing, seen = gather(at, None if at.late else scan)
        stories = {file: k.story for file, k in known.items() if k.story}
        out = [story for story in stories.values() if released(story, options.today, at.site.timezone)]
        free = tuple(story for story in out if story.card.path.startswith(content.FREE))
        articles = (story for story in out if not story.card.path.startswith(content.FREE))
        skin, mistakes = _look(at, free)
        options.lap("theme")
        shelved = catalog.catalog(articles, at.site, at.names)
        copied = _copied(stories, out, listing)
        prints = [(path, key_of(disk.read(options.root / file)).hex()) for path, file in copied.items()]
        held = sum(not story.card.path.startswith(content.FREE) for story in stories.values()) - len(out) + len(free)
        report = replace(_with(report, mistakes), stories=len(shelved.cards), held=held)
        if barred(options, report.problems):
            return replace(report, published=False), None
        files = {story.card.path: file for file, story in stories.items()}
        stock = publish.Stock(shelved.stories, tuple(out), files, copied, catalog.fed(shelved, at.site.feed_length))
        still.forget(at.book)
        options.lap("catalog")
        done = publish.publish(pages.groups(shelved, free, prints, skin), stock, skin, at)
        found = search.index(shelved.stories, skin, at) if done.done else ()
        options.lap("search index")
        report = replace(_with(report, (*done.problems, *found)), plan=done.plan, published=done.done)
        if done.done and not found:
            still.remember(options, at.book, report, (inputs, *seen), done.present)
        return report, Warm(at, known, shelved, skin, stock, done.present, report) if done.done else None


def _copied(stories: Mapping[str, Story], out: Iterable[Story], listing: Listing) -> dict[str, str]:
    """Return the files to publish as they are: path on the site → file below the root."""
    unread = {content.path_of(file) for file in listing.stories if file not in stories}
    return catalog.published_files(listing.copied, stories.values(), out, unread)


def bring_in(options: Options, executor: Executor | None = None) -> Report:
    """Import seeds/ into content/, and do no more. Raises ``Unusable``."""
    with desk(options, executor) as at:
        return gather(at)[0]


def gather(at: Desk, scan: Scan | None = None) -> tuple[Report, dict[str, Known], Listing, tuple[bytes, bytes]]:
    """Read what changed in content/, import what is new in seeds/, and read that too.

    Returns what happened, what is known of each story file, all the files of content/, and fingerprints of the two
    folders: empty where the next build will find or say something else.
    """
    known, listing = refresh(at, scan)
    at.options.lap(_CONTENT)
    done, strays, seeds = _import(known, at)
    at.options.lap("importing seeds")
    if done.written:
        known, listing = refresh(at)
        at.options.lap(_CONTENT)
    told = (*at.problems, *strays, *done.problems, *listing.problems, *(p for k in known.values() for p in k.problems))
    return _with(Report(imported=done.counts), told), known, listing, (listing.seen, seeds)


def _import(known: Mapping[str, Known], at: Desk) -> tuple[Imported, tuple[Problem, ...], bytes]:
    """Import seeds/: return what was done, what is wrong with its files, and their fingerprint (see ``gather``)."""
    files, strays = disk.scan(at.options.root, "seeds")
    if not files:
        return Imported(), strays, disk.seen(files, strays)
    from digest import intake  # loads the readers of raw texts and the classifier, which few builds need

    places = {content.path_of(file): file for file in known}
    done = intake.bring_in(files, {path: known[file].story for path, file in places.items()}, places, at)
    return done, strays, disk.seen(files, strays) if done.quiet else b""


def refresh(at: Desk, scan: Scan | None = None) -> tuple[dict[str, Known], Listing]:
    """Bring the ledger up to date with content/, reading only the files whose bytes are not those it knows."""
    root, book = at.options.root, at.book
    files, strays = scan or disk.scan(root, content.FOLDER)
    found = list(files)
    listing = content.listing(file.path for file in found)
    reading = key_of(config.key(at.site), at.words.key, disk.code_print())
    before = book.stories()
    known = before if book.meta(_READING) == reading else {}
    state = {file.path: file.state for file in found}
    moved = [f for f in listing.stories if not (f in known and state[f] and known[f].state == state[f])]
    same = {file for file in moved if file in known and _print(root, file) == known[file].print}
    fresh = {file: structs.replace(known[file], state=state[file]) for file in same}
    unread = [(file, state[file]) for file in moved if file not in same]
    asked = counted(unread, len(unread), _CONTENT, at.options.progress)
    read = at.spread(press.read, (root, at.site, at.names), asked)
    book.save_stories(_noted(read, fresh), before.keys() - set(listing.stories))
    book.set_meta(_READING, reading)
    now = {**known, **fresh}
    listing = replace(listing, problems=(*strays, *listing.problems), seen=disk.seen(found, strays))
    return {file: now[file] for file in listing.stories}, listing


def _print(root: Path, file: str) -> bytes:
    """Fingerprint a file as it is; of one that cannot be read, nothing."""
    raw = disk.try_read(root, file)
    return b"" if isinstance(raw, Problem) else key_of(raw)


def _noted(read: Iterable[tuple[str, bytes]], fresh: dict[str, Known]) -> Iterator[tuple[str, bytes]]:
    """Yield what the ledger is to keep: what is fresh already, then what was read, which is noted there as well."""
    yield from [(file, packed(known)) for file, known in fresh.items()]
    unpacked = unpacker()
    for file, raw in read:
        fresh[file] = unpacked(raw)
        yield file, raw


# ---- what a run works with


@contextlib.contextmanager
def desk(options: Options, executor: Executor | None = None) -> Iterator[Desk]:
    """Lay out what the stages share: settings, names, ledger, workers. Raises ``Unusable``.

    One run at a time works on a digest: a second would clear away what the first has set down, and would take for
    deleted by a person what the first took back.
    """
    site = read_site(options.root, options.url)
    code = disk.code_print().hex()
    cache = options.root / CACHE
    alone = ledger.alone(options.root / LOCK, lambda: options.progress(WAITING, 0, 1))
    with unhurried(), alone as late, ledger.opened(cache, code) as book, workers(options.jobs, executor) as spread:
        said = remembered(options.root, site, book)
        anew = Problem(CACHE, 0, f"{book.fresh}: everything is built anew", "", "note")
        advice = (*said.problems, *config.advice(said.site), *((anew,) if book.fresh else ()))
        options.lap("settings, words and ledger")
        yield Desk(options, said.site, said.names, said.words, book, spread, advice, late)


def _look(at: Desk, free: Iterable[Story]) -> tuple[Look, tuple[Problem, ...]]:
    """Load the theme and make the look of the site."""
    layers = disk.theme_layers(at.options.root, at.site.theme)
    skin, problems = theme.load(layers, at.site.language)
    if not any(layer.name == f"themes/{at.site.theme}" for layer in layers):
        says = f"there is no folder themes/{at.site.theme}; the default theme is used"
        problems = (*problems, Problem(config.FILE, 0, says, "make the folder, or mend `theme`"))
    titles = {story.card.path.removeprefix(content.FREE): story.card.title for story in free}
    return look(at.site, at.names, skin, disk.code_print(), titles), problems


def _with(report: Report, problems: Iterable[Problem]) -> Report:
    return replace(report, problems=tuple(sorted({*report.problems, *problems})))
