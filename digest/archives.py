"""Long shelves cut by month: the front shows the latest, months hold the rest, and old pages never shift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from digest.catalog import by_month
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
    """One page of an archive: the cards of a month, or a hundred of them, newest first."""

    month: str
    """``2020-06``; empty for undated stories."""
    number: int
    """From 1, the oldest."""
    count: int
    """Parts that the month has."""
    url: str
    cards: tuple[Card, ...] = field(repr=False)


def parts(cards: tuple[Card, ...], folder: str, flat: bool) -> Iterator[Part]:
    """Cut cards into parts, newest month first and within it newest part first; ``folder`` ends with ``/``.

    Addresses are ``2020-06.html``, ``2020-06-2.html`` below a shelf (``flat``), ``2020/06/``, ``2020/06/part-2.html``
    for the whole site.
    """
    # By name, since two zones can print the days around the end of a month in the other order.
    for month, mine in sorted(by_month(cards).items(), reverse=True):
        oldest_first = mine[::-1]
        chunks = [oldest_first[i : i + PART] for i in range(0, len(mine), PART)]
        for number in range(len(chunks), 0, -1):
            url = folder + (_flat(month, number) if flat else _deep(month, number))
            yield Part(month, number, len(chunks), url, tuple(chunks[number - 1][::-1]))


def _flat(month: str, number: int) -> str:
    return (month or "undated") + (f"-{number}" if number > 1 else "") + ".html"


def _deep(month: str, number: int) -> str:
    return (month.replace("-", "/") or "undated") + "/" + (f"part-{number}.html" if number > 1 else "")


def with_neighbours(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Yield (newer, item, older) of items that are sorted newest first."""
    for place, item in enumerate(items):
        yield items[place - 1] if place else None, item, items[place + 1] if place + 1 < len(items) else None


def period(part: Part, look: Look) -> str:
    """Name a part for readers: ``June 2020``, with its number where the month has several."""
    name = _month(part.month, look)
    return name if part.count == 1 else f"{name}, {say(look, 'part', number=part.number)}"


def _month(month: str, look: Look) -> str:
    return printed(month, "month", look.site.language) if month else say(look, "undated")


def months(shelf: Shelf, look: Look) -> tuple[Link, ...]:
    """Return the links from the front of a long shelf to its months, newest first; none for a short one."""
    if len(shelf.cards) <= LATEST:
        return ()
    first = {p.month: p for p in parts(shelf.cards, shelf.url, flat=True) if p.number == 1}
    counts = {month: len(cards) for month, cards in by_month(shelf.cards).items()}
    return tuple(Link(_month(month, look), href(look, part.url), counts[month]) for month, part in first.items())
