"""What a worker does, in this process or in another that sees the same disk: read, render, write; batch by batch.

Only short notes of it travel: texts and pages go from disk to disk, and what several pages show (a card, the item of a
feed) lies in a file of fragments until it is joined into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

from digest import content, disk, render
from digest.config import Site
from digest.disk import Ref
from digest.ledger import Known, packed
from digest.look import Look
from digest.model import Card, Page, Problem, key_of
from digest.profile import Lap, Sum, Sums, laps, unmeasured
from digest.render import PageTask, StoryTask
from digest.vocabulary import Names

Item = TypeVar("Item")

_RUN = 40
"""Items that go step by step together: enough to gain by it, few enough to hold all their pages in memory."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Where to work: the digest, its site, a folder for fragments, and the look of it all."""

    root: Path
    output: Path
    """Where pages go: the output folder, or one beside it from which they are taken later."""
    parts: Path
    look: Look = field(repr=False)
    clock: bool = False
    """Whether to measure what takes how long."""


class Order(NamedTuple):
    """A page to render, with the fragments that it joins, or the file of its text below the root."""

    page: Page
    parts: tuple[Ref, ...] = ()
    file: str = ""


class Done(NamedTuple):
    """What came of an order: fragments of a story by kind, problems, and the state of the file that was written."""

    file: str = ""
    """Empty where no page was asked for."""
    state: str = ""
    """Empty where the page could not be rendered."""
    path: str = ""
    """Of the story that the fragments are of."""
    parts: tuple[tuple[str, Ref], ...] = ()
    problems: tuple[Problem, ...] = ()
    sound: bool = True
    """False where the text was not the one that is known, which its file may hold again by the next build."""
    spent: tuple[tuple[str, Sum], ...] = ()
    """In the first of a batch, where asked for: what the batch took (see ``profile.Sums``)."""


def read(shared: tuple[Path, Site, Names], files: tuple[tuple[str, str], ...]) -> list[tuple[str, bytes]]:
    """Read a batch of content files, given as (path below the root, state); return (path, what the ledger keeps)."""
    root, site, names = shared
    found: list[tuple[str, bytes]] = []
    for file, state in files:
        raw = disk.try_read(root, file)
        if isinstance(raw, Problem):
            known = Known(b"", None, (raw,), state)
        else:
            one = content.read(file, raw, site, names)
            known = Known(one.print, one.story, one.problems, state)
        found.append((file, packed(known)))
    return found


def stories(shop: Shop, tasks: tuple[StoryTask, ...]) -> list[Done]:
    """Render stories, whose texts are read here: their pages, and fragments of them."""
    lap, sums = _measured(shop)
    return _with([done for some in _runs(tasks) for done in _stories(shop, some, lap)], sums)


def _stories(shop: Shop, tasks: Sequence[StoryTask], lap: Lap) -> Iterator[Done]:
    read = [_text(shop, task.file, task.print, lap) for task in tasks]
    made = render.stories(shop.look, tasks, [text for text, _ in read], lap)
    shown = render.cards(shop.look, [(task.card, False) for task in tasks], lap)
    texts = [
        {"card": card.item, "feed": m.item, "atom": m.entry, "json": m.json}
        for m, card in zip(made, shown, strict=True)
    ]
    told = zip(tasks, read, made, shown, _stored(shop, texts, lap), strict=True)
    for task, (_, sound), m, card, parts in told:
        file = task.page.file if task.page else ""
        state = disk.publish(shop.output, file, m.page) if file and m.page is not None else ""
        lap("(writing files)", file)
        yield Done(file, state, m.name, parts, (*m.problems, *card.problems), sound)


def cards(shop: Shop, tasks: tuple[tuple[Card, bool], ...]) -> list[Done]:
    """Render the cards of stories; the flag asks for the larger form of a front page's lead."""
    lap, sums = _measured(shop)
    made = render.cards(shop.look, tasks, lap)
    texts = [{"lead" if lead else "card": m.item} for (_, lead), m in zip(tasks, made, strict=True)]
    parts = _stored(shop, texts, lap)
    return _with([Done("", "", m.name, mine, m.problems) for m, mine in zip(made, parts, strict=True)], sums)


def pages(shop: Shop, orders: tuple[Order, ...]) -> list[Done]:
    """Render other pages."""
    lap, sums = _measured(shop)
    return _with([done for some in _runs(orders) for done in _pages(shop, some, lap)], sums)


def _pages(shop: Shop, orders: Sequence[Order], lap: Lap) -> Iterator[Done]:
    joined = disk.fetch(shop.parts, [order.parts for order in orders])
    lap("(fetching fragments)")
    read = [_text(shop, o.file, o.page.story.print, lap) if o.page.story else ("", True) for o in orders]
    tasks = [PageTask(o.page, parts, text) for o, parts, (text, _) in zip(orders, joined, read, strict=True)]
    for made, (_, sound) in zip(render.pages(shop.look, tasks, lap), read, strict=True):
        state = disk.publish(shop.output, made.name, made.page) if made.page is not None else ""
        lap("(writing files)", made.name)
        yield Done(made.name, state, "", (), made.problems, sound)


def _runs(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a batch into what goes step by step together (see ``render``)."""
    return (items[at : at + _RUN] for at in range(0, len(items), _RUN))


def _text(shop: Shop, file: str, known: bytes, lap: Lap) -> tuple[str, bool]:
    """Read the text of a file, empty where there is none; say whether it is the one of the fingerprint ``known``."""
    raw = disk.try_read(shop.root, file)
    lap("(reading files)", file)
    if isinstance(raw, Problem):
        return "", False
    return disk.text_of(raw), key_of(raw) == known


def _stored(shop: Shop, texts: list[dict[str, str]], lap: Lap) -> list[tuple[tuple[str, Ref], ...]]:
    """Keep fragments, given for each story by kind, in files; say where they lie."""
    refs = iter(disk.store(shop.parts, [text for mine in texts for text in mine.values() if text]))
    lap("(keeping fragments)")
    return [tuple((kind, next(refs)) for kind, text in mine.items() if text) for mine in texts]


def _measured(shop: Shop) -> tuple[Lap, Sums]:
    """Return what measures a batch, and where it adds up."""
    sums: Sums = {}
    if not shop.clock:
        return unmeasured, sums
    lap = laps(perf_counter, sums)
    render.ready(shop.look, lap)
    return lap, sums


def _with(done: list[Done], sums: Sums) -> list[Done]:
    """Let what a batch took travel with the first of it."""
    return [done[0]._replace(spent=tuple(sums.items())), *done[1:]] if sums else done
