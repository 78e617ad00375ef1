"""How one page names another: addresses under the base path, counts, feeds, words of the interface."""

from __future__ import annotations

from collections.abc import Iterable

from digest.look import Look, word
from digest.model import Card, Link, Shelf
from digest.text import alphabetical


def href(look: Look, url: str) -> str:
    """Return the address of a page under the base path."""
    return look.base + url.removeprefix("/")


def full(look: Look, url: str) -> str:
    """Return the full address of a page."""
    return look.site.url + url.removeprefix("/")


def say(look: Look, key: str, **values: object) -> str:
    """Return a text of the interface in the site's language."""
    return word(look.theme, look.site.language, key, **values)


def to_shelf(shelf: Shelf, look: Look, count: bool = False) -> Link:
    """Link to the front of a shelf, with the number of its stories where ``count`` is set."""
    return Link(shelf.name, href(look, shelf.url), len(shelf.cards) if count else None)


def ranked(shelves: Iterable[Shelf], look: Look) -> tuple[Link, ...]:
    """Link to shelves with counts, most stories first."""
    by_count = sorted(shelves, key=lambda s: (-len(s.cards), alphabetical(s.name), s.key))
    return tuple(to_shelf(s, look, count=True) for s in by_count)


def to_card(card: Card | None, look: Look) -> Link | None:
    """Link to a story, where there is one."""
    return Link(card.title, href(look, f"/{card.path}.html")) if card else None


def to_feed(shelf: Shelf, look: Look) -> Link:
    """Link to the feed of a shelf."""
    return Link(say(look, "feed_name", name=shelf.name, site=look.site.title), href(look, shelf.url + "feed.xml"))
