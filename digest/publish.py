"""The publishing stage: a plan to files. What several pages show is rendered once and joined into each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from digest import disk, render
from digest.desk import Desk, barred
from digest.look import Look
from digest.model import Card, Page, Plan, Problem
from digest.render import Made, PageTask, StoryTask

_ITEMS = ("feed",)
_ENTRIES = ("atom", "json")
_COPIES = ("file", "asset")
_SAVE_EVERY = 500
Part = tuple[str, str]
"""A fragment that pages join: what it is for (``card``, ``lead``, or a kind of feed), and the path of its story."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a plan needs at hand: keys of pages, the file of each story, the source of each copied file."""

    keys: Mapping[str, bytes] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    """Path of a story → its file below the root."""
    copied: Mapping[str, str] = field(repr=False)
    """Path on the site → file below the root."""


def carry_out(plan: Plan, stock: Stock, look: Look, desk: Desk) -> tuple[bool, tuple[Problem, ...]]:
    """Write and remove what the plan says; return whether it was done, and problems of templates.

    With ``--strict`` everything is rendered before the first file is touched, and nothing is touched after a problem.
    """
    made: Iterable[Made] = _progress(_make(plan, stock, look, desk), plan, desk)
    if desk.options.strict:
        made = list(made)
        found = _once(p for m in made for p in m.problems)
        if barred(desk.options, found):
            return False, found
    disk.remove(desk.options.output, plan.removals)
    desk.book.save_pages((), plan.removals)
    problems: list[Problem] = []
    rows: list[tuple[str, bytes, str]] = []
    for one in made:
        problems += one.problems
        if one.page is not None:
            target = desk.options.output / one.name
            disk.publish(desk.options.output, one.name, one.page)
            # A page made with a stand-in is made again by the next build, so that its problem is not forgotten.
            sound = one.sound and not one.problems
            rows.append((one.name, stock.keys[one.name] if sound else b"", disk.state(target)))
        if len(rows) >= _SAVE_EVERY:
            desk.book.save_pages(rows, ())
            rows = []
    desk.book.save_pages(rows, ())
    return True, _once(problems)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep one problem a mistake, however many pages it spoils."""
    return tuple(dict.fromkeys(problems))


def _progress(made: Iterable[Made], plan: Plan, desk: Desk) -> Iterator[Made]:
    done = 0
    for one in made:
        done += one.page is not None
        desk.options.progress("writing pages", done, len(plan.writes))
        yield one


def _make(plan: Plan, stock: Stock, look: Look, desk: Desk) -> Iterator[Made]:
    """Yield every page of the plan, stories first, since their items go into the feeds."""
    pages = [change.page for change in plan.writes]
    parts: dict[Part, str] = {}
    spoiled: set[Part] = set()
    for made in desk.spread(render.stories, look, _story_tasks(pages, stock, desk)):
        for kind, fragment in (("feed", made.item), ("atom", made.entry), ("json", made.json)):
            parts[kind, made.name] = fragment
            spoiled |= {(kind, made.name)} if made.problems else set()
        yield Made(f"{made.name}.html", made.page, problems=made.problems)
    wanted = _cards(pages)
    for (card, lead), made in zip(wanted, desk.spread(render.cards, look, wanted), strict=True):
        part = ("lead" if lead else "card", card.path)
        parts[part] = made.item
        spoiled |= {part} if made.problems else set()
        yield Made(card.path, problems=made.problems)
    others = [page for page in pages if page.kind not in ("story", *_COPIES)]
    tasks = [_page_task(page, parts, stock, desk) for page in others]
    for page, made in zip(others, desk.spread(render.pages, look, tasks), strict=True):
        yield replace(made, sound=made.sound and spoiled.isdisjoint(_joined(page)))
    for page in pages:
        if page.kind == "file":
            yield Made(page.file, disk.read(desk.options.root / stock.copied[page.file]))
        elif page.kind == "asset":
            yield Made(page.file, look.theme.static[page.data["asset"]])


def _story_tasks(pages: list[Page], stock: Stock, desk: Desk) -> list[StoryTask]:
    """Name every story that must be read, for its own page or for a feed that carries it."""
    own = {page.story.card.path: page for page in pages if page.kind == "story" and page.story}
    items = {card.path: card for page in pages if page.kind in _ITEMS for card in page.cards}
    entries = {card.path: card for page in pages if page.kind in _ENTRIES for card in page.cards}
    cards = {path: page.story.card for path, page in own.items() if page.story} | items | entries
    root = desk.options.root
    return [
        StoryTask(
            card,
            stock.files[path],
            disk.read_text(root / stock.files[path]),
            own.get(path),
            path in items,
            path in entries,
        )
        for path, card in cards.items()
    ]


def _listing(page: Page) -> bool:
    return page.template.endswith(".html") and bool(page.cards)


def _cards(pages: list[Page]) -> list[tuple[Card, bool]]:
    """Name every card that a list shows, and whether as the lead of the front page."""
    wanted: dict[tuple[str, bool], Card] = {}
    for page in filter(_listing, pages):
        for number, card in enumerate(page.cards):
            wanted[card.path, _leads(page, number)] = card
    return [(card, lead) for (_, lead), card in wanted.items()]


def _leads(page: Page, number: int) -> bool:
    return page.kind == "front" and number == 0


def _joined(page: Page) -> list[Part]:
    """Name the fragments that a page joins, in order."""
    if page.kind in (*_ITEMS, *_ENTRIES):
        return [(page.kind, card.path) for card in page.cards]
    if not _listing(page):
        return []
    return [("lead" if _leads(page, number) else "card", card.path) for number, card in enumerate(page.cards)]


def _page_task(page: Page, parts: Mapping[Part, str], stock: Stock, desk: Desk) -> PageTask:
    if page.kind == "free" and page.story:
        return PageTask(page, text=disk.read_text(desk.options.root / stock.files[page.story.card.path]))
    return PageTask(page, tuple(parts[part] for part in _joined(page)))
