"""Long shelves cut by year and month: the front shows the latest, years hold the rest, and old pages never shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from digest.catalog import by_period
from digest.links import href, say
from digest.look import Look, printed
from digest.model import Card, Link, Shelf

Item = TypeVar("Item")

LATEST = 30
"""Stories on the front of a shelf; a shelf with more has pages of years."""
PART = 100
"""Stories on a month page; a month with more has parts, numbered from the oldest, so that full ones stay full."""
YEAR = 60
"""Stories on a year page of a shelf; a year with more is cut into months. A card of real news takes 160 to 220 bytes of
the line (gzip), so that the page with its style sheet stays below 20 KB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of an archive: the cards of a year or month, or a hundred of them, newest first."""

    period: str
    """``2020`` or ``2020-06``; empty for undated stories."""
    number: int
    """From 1, the oldest."""
    count: int
    """Parts that the period has."""
    url: str
    cards: tuple[Card, ...] = field(repr=False)


def by_month(cards: Sequence[Card], folder: str, flat: bool = False) -> Iterator[Part]:
    """Cut cards into months, newest first, and within a month into parts, newest first; ``folder`` ends with ``/``.

    Addresses are ``2020/06/``, ``2020/06/part-2.html`` for the whole site, ``2020-06.html``, ``2020-06-2.html`` below
    a shelf (``flat``).
    """
    # By name, since two zones can print the days around the end of a month in the other order.
    for month, mine in sorted(by_period(cards, "month").items(), reverse=True):
        oldest_first = mine[::-1]
        chunks = [oldest_first[i : i + PART] for i in range(0, len(mine), PART)]
        for number in range(len(chunks), 0, -1):
            url = folder + (_flat(month, number) if flat else _deep(month, number))
            yield Part(month, number, len(chunks), url, tuple(chunks[number - 1][::-1]))


def parts(shelf: Shelf) -> Iterator[Part]:
    """Cut a long shelf into years, newest first, and a year with many stories into months; a short one is all front."""
    if len(shelf.cards) <= LATEST:
        return
    for year, mine in sorted(by_period(shelf.cards, "year").items(), reverse=True):
        if len(mine) <= YEAR:
            yield Part(year, 1, 1, shelf.url + _flat(year, 1), tuple(mine))
        else:
            yield from by_month(mine, shelf.url, flat=True)


def cut_years(pieces: Iterable[Part]) -> dict[str, list[Part]]:
    """Return the years that were cut into months, with these."""
    years: dict[str, list[Part]] = {}
    for part in pieces:
        if len(part.period) > len("2020"):
            years.setdefault(part.period[:4], []).append(part)
    return years


def whole(shelf: Shelf, year: str) -> Part:
    """Return the page of a year that was cut: without stories, at the address that it has while it has few."""
    return Part(year, 1, 1, shelf.url + _flat(year, 1), ())


def _flat(period: str, number: int) -> str:
    return (period or "undated") + (f"-{number}" if number > 1 else "") + ".html"


def _deep(period: str, number: int) -> str:
    return (period.replace("-", "/") or "undated") + "/" + (f"part-{number}.html" if number > 1 else "")


def with_neighbours(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Yield (newer, item, older) of items that are sorted newest first."""
    for place, item in enumerate(items):
        yield items[place - 1] if place else None, item, items[place + 1] if place + 1 < len(items) else None


def named(part: Part, look: Look) -> str:
    """Name a part for readers: ``June 2020``, or ``2020``, with its number where there are several."""
    name = _period(part.period, look)
    return name if part.count == 1 else f"{name}, {say(look, 'part', number=part.number)}"


def _period(period: str, look: Look) -> str:
    if not period:
        return say(look, "undated")
    return printed(period, "month", look.site.language) if len(period) == 7 else period


def periods(pieces: Iterable[Part], look: Look) -> dict[str, Link]:
    """Return a link to each year or month with the number of its stories, in the order of the parts."""
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for part in pieces:
        counts[part.period] = counts.get(part.period, 0) + len(part.cards)
        first[part.period] = part.url
    return {period: Link(_period(period, look), href(look, first[period]), count) for period, count in counts.items()}


def years(shelf: Shelf, pieces: Iterable[Part], look: Look) -> tuple[Link, ...]:
    """Return the links from the front of a shelf to its years, of which ``pieces`` are the parts, newest first."""
    counts: dict[str, int] = {}
    for part in pieces:
        counts[part.period[:4]] = counts.get(part.period[:4], 0) + len(part.cards)
    return tuple(
        Link(_period(year, look), href(look, shelf.url + _flat(year, 1)), count) for year, count in counts.items()
    )


def beside(newer: Part | None, older: Part | None, look: Look) -> dict[str, Link | None]:
    """Return the links from a part to its neighbours, as pages name them."""
    return {
        "newer": Link(named(newer, look), href(look, newer.url)) if newer else None,
        "older": Link(named(older, look), href(look, older.url)) if older else None,
    }
