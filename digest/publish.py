"""The publishing stage: groups of pages to files. What several pages show is rendered once and joined into each."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from digest import disk, pages, press, profile, survey
from digest.desk import Desk, barred
from digest.disk import Ref
from digest.ledger import opened_group
from digest.look import Look
from digest.model import KEPT, Card, Group, Page, Plan, Problem, Story, key_of
from digest.press import Done, Order, Shop
from digest.render import StoryTask
from digest.survey import Account

_FEEDS = ("feed", "atom", "json")
_COPIES = ("file", "asset")
_SAVE_EVERY = 1000
_TOGETHER = 1000
"""Pages whose missing fragments are made together, before they are rendered."""
_MANY_CARDS = 5000
"""Cards for which it pays to start processes: one takes a tenth of the time of a story."""
_PARTS = ".digest/parts"
_STAGED = ".staged"
_MAKING, _STORIES, _LISTS = "making and keying pages", "rendering stories", "rendering lists and feeds"
"""Stages of a profile."""
_STAGES = {
    "story": "making pages of stories",
    **dict.fromkeys(_COPIES, "copying files"),
    **dict.fromkeys(("sitemap", "redirect"), "making the sitemap"),
}
"""Kind of page → the stage of the progress that it belongs to; others are lists and feeds."""
Part = tuple[str, str]
"""A fragment that pages join: what it is for (``card``, ``lead``, or a kind of feed), and the path of its story."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What pages are made of."""

    stories: Mapping[str, Story] = field(repr=False)
    """Path → story, released ones only, free pages aside."""
    released: tuple[Story, ...] = field(repr=False)
    """Those and the free pages."""
    files: Mapping[str, str] = field(repr=False)
    """Path of a story → its file below the root."""
    copied: Mapping[str, str] = field(repr=False)
    """Path on the site → file below the root."""
    fed: Mapping[str, frozenset[str]] = field(repr=False)
    """Kind of feed → paths of the stories that stand in one."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was done. ``done`` is False where a strict build was barred, and nothing was touched."""

    done: bool
    plan: Plan
    problems: tuple[Problem, ...]
    present: Mapping[str, str] = field(repr=False)
    """The files of the output now, with their state."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run of this stage: what it works with, and what it has made so far."""

    stock: Stock
    shop: Shop
    desk: Desk
    account: Account
    known: Mapping[str, tuple[bytes, bytes]] = field(repr=False)
    """What the ledger holds of groups."""
    parts: dict[Part, Ref] = field(default_factory=dict)
    spoiled: set[Part] = field(default_factory=set)
    """Fragments in which a template stands in for another, or of a text that is not the one that is known."""
    told: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """File of a page that is being made → how far its stage is once it is written (see ``desk.Progress``)."""


def publish(groups: Iterable[Group], stock: Stock, look: Look, desk: Desk) -> Published:
    """Write the pages that moved, then remove what is no longer wanted.

    With ``--strict`` everything is rendered before the first file is touched, and nothing is touched after a problem.
    """
    account = Account(disk.outputs(desk.options.output, KEPT))
    desk.options.lap("looking at the output")
    with _job(stock, look, desk, account, desk.book.groups()) as job:
        _write(list(groups), job)
        days = {file: day for file, day in account.days.items() if day is not None}
        _lists(_moved(list(pages.closing(days, stock.released, look)), job), job)
        done = _settle(job)
    removals: tuple[str, ...] = ()
    if done:
        removals = tuple(survey.gone(account))
        disk.remove(desk.options.output, removals)
        desk.book.keep_groups(account.keys)
    desk.options.lap("removing and remembering")
    plan = Plan(tuple(account.writes), removals, len(account.days) - len(account.writes))
    present = {file: account.present.get(file, "") for file in account.days}
    return Published(done, plan, tuple(dict.fromkeys(account.problems)), present)


def amend(groups: Iterable[Group], stock: Stock, look: Look, desk: Desk, present: Mapping[str, str]) -> Published:
    """Write the pages of some groups that moved, on a site that is otherwise as it was left: ``present``."""
    some = list(groups)
    account = Account(dict(present))
    with _job(stock, look, desk, account, desk.book.some_groups(group.name for group in some)) as job:
        _write(some, job)
        done = _settle(job)
    plan = Plan(tuple(account.writes), (), len(present) - len(account.writes))
    return Published(done, plan, tuple(dict.fromkeys(account.problems)), account.present)


@contextlib.contextmanager
def _job(
    stock: Stock, look: Look, desk: Desk, account: Account, known: Mapping[str, tuple[bytes, bytes]]
) -> Iterator[Job]:
    """Lay out a job, with room for fragments and for pages that wait; both are gone afterwards."""
    root, output = desk.options.root, desk.options.output
    scratch = staged, parts = output / _STAGED, root / _PARTS
    target = staged if desk.options.strict else output
    for folder in scratch:
        disk.clear(folder)
    try:
        yield Job(stock, Shop(root, target, parts, look, desk.options.spent is not None), desk, account, known)
    finally:
        for folder in scratch:
            disk.clear(folder)


def _settle(job: Job) -> bool:
    """Bring pages that waited to their places, and remember all; False where a strict build is barred."""
    if barred(job.desk.options, job.account.problems):
        return False
    if job.desk.options.strict:
        _unstage(job.account, job.shop, job.desk)
    job.desk.book.save_groups(survey.filed(job.account, everything=True))
    return True


def _write(groups: list[Group], job: Job) -> None:
    """Render and write every page that moved, stories first: what lists and feeds show of them is made with them."""
    first = [group for group in groups if group.name.startswith("stories ")]
    tasks = (_task(page.story.card, job, page) for page in _moved(first, job, _STORIES) if page.story)
    for number, done in enumerate(job.desk.spread(press.stories, job.shop, tasks), 1):
        _note(done, job)
        if number % _SAVE_EVERY == 0:
            _save(job)
    job.desk.options.lap(_STORIES)
    _lists(_moved(groups[len(first) :], job), job)


def _moved(groups: list[Group], job: Job, use: str = _LISTS) -> Iterator[Page]:
    """Go through groups of pages, and yield the pages to write; ``use`` is the stage that takes them."""
    lap = job.desk.options.lap
    known = job.known
    for number, group in enumerate(groups, 1):
        before = opened_group(*known[group.name]) if group.name in known else None
        for page in survey.moved(group, before, job.stock.stories, job.shop.look, job.account):
            # A group of stories may hold most of the site: stories are counted, and groups of other pages.
            far = (len(job.account.days), len(job.stock.stories)) if page.kind == "story" else (number, len(groups))
            job.told[page.file] = (_STAGES.get(page.kind, "making lists and feeds"), *far)
            lap(_MAKING)
            yield page
            lap(use)
    lap(_MAKING)


def _lists(wanted: Iterable[Page], job: Job) -> None:
    """Write pages of lists, feeds and whatever else is not a story: first those whose fragments were made before."""
    lacking: list[Page] = []
    _order_all(_ready(wanted, lacking, job), job)
    for at in range(0, len(lacking), _TOGETHER):
        some = lacking[at : at + _TOGETHER]
        _complete(some, job)
        _order_all(some, job)
    job.desk.options.lap(_LISTS)


def _ready(wanted: Iterable[Page], lacking: list[Page], job: Job) -> Iterator[Page]:
    """Copy files, yield the pages that can be rendered now, and put aside those that lack a fragment."""
    for page in wanted:
        if page.kind in _COPIES:
            file = job.stock.copied.get(page.file)
            raw = disk.read(job.shop.root / file) if file else job.shop.look.theme.static[page.data["asset"]]
            sound = not file or key_of(raw).hex() == page.data["print"]
            _note(Done(page.file, disk.publish(job.shop.output, page.file, raw), sound=sound), job)
        elif all(part in job.parts for part in _joined(page)):
            yield page
        else:
            lacking.append(page)
            stage, _, total = job.told[page.file]
            job.told[page.file] = (stage, total, total)  # made when all groups were gone through


def _order_all(wanted: Iterable[Page], job: Job) -> None:
    """Have pages rendered, and note what comes of it; pages are asked for while others are rendered."""
    asked: deque[list[Part]] = deque()

    def orders() -> Iterator[Order]:
        for page in wanted:
            asked.append(_joined(page))
            yield _order(page, asked[-1], job)

    for number, done in enumerate(job.desk.spread(press.pages, job.shop, orders()), 1):
        _note(done, job, sound=job.spoiled.isdisjoint(asked.popleft()))
        if number % _SAVE_EVERY == 0:
            _save(job)
    _save(job)


def _note(done: Done, job: Job, sound: bool = True) -> None:
    """Note what came of an order."""
    if job.desk.options.spent is not None:
        profile.add(job.desk.options.spent, dict(done.spent))
    job.account.problems.extend(done.problems)
    for kind, ref in done.parts:
        part = (kind, job.stock.stories[done.path].card.path)  # the card's own text of it: memory of a large site
        job.parts[part] = ref
        if done.problems or not done.sound:
            job.spoiled.add(part)
    if done.file:
        job.desk.options.progress(*job.told.pop(done.file))
        # A page made with a stand-in is made again by the next build, so that its problem is not forgotten. So is
        # one of a file that was changed meanwhile: it may be changed back by then.
        survey.written(done.file, done.state, sound and done.sound and not done.problems, job.account)


def _save(job: Job) -> None:
    """Remember the groups that are complete; a strict build remembers nothing before it is done."""
    if not job.desk.options.strict:
        job.desk.book.save_groups(survey.filed(job.account))


def _unstage(account: Account, shop: Shop, desk: Desk) -> None:
    """Bring every page that was rendered to its place, now that all of them are."""
    for change in account.writes:
        if account.present.get(change.file):
            account.present[change.file] = disk.move(shop.output, desk.options.output, change.file)


# ---- what a page is made of


def _task(card: Card, job: Job, page: Page | None = None) -> StoryTask:
    """Ask for a story: for its page, where that moved, and for what feeds show of it."""
    path, fed = card.path, job.stock.fed
    known = job.stock.stories[path].print
    return StoryTask(card, job.stock.files[path], known, page, path in fed["feed"], path in fed["atom"])


def _complete(wanted: list[Page], job: Job) -> None:
    """Make the fragments that pages join, and that are not made yet."""
    missing: dict[Part, Card] = {}
    for page in wanted:
        missing |= {part: card for part, card in zip(_joined(page), page.cards, strict=False) if part not in job.parts}
    shown = [(card, kind == "lead") for (kind, _), card in missing.items() if kind not in _FEEDS]
    told = {path: _task(card, job) for (kind, path), card in missing.items() if kind in _FEEDS}
    for done in job.desk.spread(press.cards, job.shop, shown, worth=_MANY_CARDS):
        _note(done, job)
    for done in job.desk.spread(press.stories, job.shop, told.values()):
        _note(done, job)


def _joined(page: Page) -> list[Part]:
    """Name the fragments that a page joins, in order."""
    if page.kind in _FEEDS:
        return [(page.kind, card.path) for card in page.cards]
    if not page.template.endswith(".html"):
        return []
    front = page.kind == "front"
    return [("lead" if front and number == 0 else "card", card.path) for number, card in enumerate(page.cards)]


def _order(page: Page, joined: list[Part], job: Job) -> Order:
    if page.kind == "free" and page.story:
        return Order(page, (), job.stock.files[page.story.card.path])
    parts = tuple(job.parts[part] for part in joined)
    # The cards themselves stay here: the page is made of their fragments, and of the date of the newest.
    newest = next((card for card in page.cards if card.date), page.cards[0] if page.cards else None)
    return Order(page._replace(cards=(newest,) if newest else ()), parts)
