"""Long shelves cut by month: the front shows the latest, months hold the rest, and old pages never shift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from digest.catalog import by_period
from digest.links import href, say
from digest.look import Look, printed
from digest.model import Card, Link, Shelf

Item = TypeVar("Item")

LATEST = 30
"""Stories on the front of a shelf; a shelf with more has month pages."""
PART = 100
"""Stories on a month page; a month with more has parts, numbered from the oldest, so that full ones stay full."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of an archive: the cards of a month or year, or a hundred of them, newest first."""

    period: str
    """``2020-06`` or ``2020``; empty for undated stories."""
    number: int
    """From 1, the oldest."""
    count: int
    """Parts that the period has."""
    url: str
    cards: tuple[Card, ...] = field(repr=False)


def parts(cards: tuple[Card, ...], folder: str, flat: bool = True, by: str = "month") -> Iterator[Part]:
    """Cut cards into parts, newest period first and within it newest part first; ``folder`` ends with ``/``.

    Addresses are ``2020-06.html``, ``2020-06-2.html`` below a shelf (``flat``), ``2020/06/``, ``2020/06/part-2.html``
    for the whole site. ``by`` is ``month``, or ``year``: ``2020.html``, ``2020-part-2.html``.
    """
    # By name, since two zones can print the days around the end of a month in the other order.
    for period, mine in sorted(by_period(cards, by).items(), reverse=True):
        oldest_first = mine[::-1]
        chunks = [oldest_first[i : i + PART] for i in range(0, len(mine), PART)]
        for number in range(len(chunks), 0, -1):
            url = folder + (_flat(period, number) if flat else _deep(period, number))
            yield Part(period, number, len(chunks), url, tuple(chunks[number - 1][::-1]))


def parts_of(shelf: Shelf) -> Iterator[Part]:
    """Cut a shelf: by month, and that of a country and a topic, which holds few stories a month, by year."""
    return parts(shelf.cards, shelf.url, by="year" if shelf.kind == "pair" else "month")


def _flat(period: str, number: int) -> str:
    mark = "-part" if len(period) == 4 else ""  # 2020-2 would look like a month
    return (period or "undated") + (f"{mark}-{number}" if number > 1 else "") + ".html"


def _deep(period: str, number: int) -> str:
    return (period.replace("-", "/") or "undated") + "/" + (f"part-{number}.html" if number > 1 else "")


def with_neighbours(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Yield (newer, item, older) of items that are sorted newest first."""
    for place, item in enumerate(items):
        yield items[place - 1] if place else None, item, items[place + 1] if place + 1 < len(items) else None


def named(part: Part, look: Look) -> str:
    """Name a part for readers: ``June 2020``, with its number where the month has several."""
    name = _period(part.period, look)
    return name if part.count == 1 else f"{name}, {say(look, 'part', number=part.number)}"


def _period(period: str, look: Look) -> str:
    if not period:
        return say(look, "undated")
    return printed(period, "month", look.site.language) if len(period) == 7 else period


def periods(shelf: Shelf, look: Look) -> tuple[Link, ...]:
    """Return the links from the front of a long shelf to its months or years, newest first; none for a short one."""
    if len(shelf.cards) <= LATEST:
        return ()
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for part in parts_of(shelf):
        counts[part.period] = counts.get(part.period, 0) + len(part.cards)
        first[part.period] = part.url
    return tuple(Link(_period(period, look), href(look, first[period]), count) for period, count in counts.items())
