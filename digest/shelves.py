"""The pages of shelves: a front, years and months where it is long, and a feed each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from digest import archives
from digest.archives import LATEST, Part
from digest.catalog import KINDS, Catalog
from digest.links import full, href, ranked, say, to_feed, to_shelf
from digest.look import Look
from digest.model import Group, Link, Page, Shelf, key_of

Related = tuple[tuple[str, tuple[Link, ...]], ...]
"""Groups of links beside a list: (name of the group, links)."""
_encode = msgspec.msgpack.encode


def shelves(catalog: Catalog, look: Look, only: Collection[str] = ()) -> Iterator[Group]:
    """The page of each country, bloc, topic, tag and source, its years where it is long, and its feed.

    ``only`` those whose feed carries one of some stories, given by path.
    """
    beside = _beside(catalog)
    for kind in KINDS:
        for shelf in catalog.kind(kind):
            if only and not any(card.path in only for card in shelf.cards[: look.site.feed_length]):
                continue
            related = _related(shelf, beside.get((kind, shelf.label), ()), catalog, look)
            latest = (catalog.stories[card.path].print for card in shelf.cards[: look.site.feed_length])
            key = key_of(_key(shelf), b"".join(latest), _encode(related))
            yield Group(shelf.url, key, partial(_of_shelf, shelf, related, look))


def _key(shelf: Shelf) -> bytes:
    """Fingerprint a shelf and the cards on it."""
    return key_of(shelf.kind, shelf.label, shelf.name, shelf.url, b"".join([card.key for card in shelf.cards]))


def _of_shelf(shelf: Shelf, related: Related, look: Look) -> Iterator[Page]:
    about = say(look, f"about_{shelf.kind}", name=shelf.name)
    page = _shelf_page(shelf, look, related, (shelf.kind, about, to_feed(shelf, look)))
    yield from _with_years(shelf, page, look)
    yield _feed_page(shelf, page, look)


def pairs(catalog: Catalog, look: Look) -> Iterator[Group]:
    """The page of each country and topic that share enough stories; the feed is the country's."""
    for (country, topic), shelf in sorted(catalog.pairs.items()):
        of, on = catalog.shelves["country", country], catalog.shelves["topic", topic]
        key = key_of(_key(shelf), of.name, of.url, on.name, on.url)
        yield Group(shelf.url, key, partial(_of_pair, shelf, of, on, look))


def _of_pair(shelf: Shelf, of: Shelf, on: Shelf, look: Look) -> Iterator[Page]:
    related = (("part_of", (to_shelf(of, look), to_shelf(on, look))),)
    about = say(look, "about_pair", country=of.name, topic=on.name)
    yield from _with_years(shelf, _shelf_page(shelf, look, related, ("country", about, to_feed(of, look))), look)


def _shelf_page(shelf: Shelf, look: Look, related: Related, shown: tuple[str, str, Link]) -> Page:
    """The front of a shelf, without its years; ``shown`` are its section, its description and its feed."""
    section, about, feed = shown
    data = {
        "shelf": {
            "kind": shelf.kind,
            "name": shelf.name,
            "count": len(shelf.cards),
            "period": "",
            "href": href(look, shelf.url),
        },
        "periods": (),
        "related": related,
        "newer": None,
        "older": None,
    }
    return Page(shelf.url, shelf.kind, "shelf.html", shelf.cards[:LATEST], None, data, shelf.name, about, section, feed)


def _with_years(shelf: Shelf, page: Page, look: Look) -> Iterator[Page]:
    """The front of a shelf, and the pages of its years and months where it is longer than that."""
    pieces = list(archives.parts(shelf))
    yield page._replace(data={**page.data, "periods": archives.years(shelf, pieces, look)})
    for newer, part, older in archives.with_neighbours(pieces):
        yield _below(page, part, len(part.cards), archives.beside(newer, older, look), look)
    for year, months in archives.cut_years(pieces).items():
        links = tuple(archives.periods(months, look).values())
        count = sum(len(part.cards) for part in months)
        yield _below(page, archives.whole(shelf, year), count, {"periods": links}, look)


def _below(page: Page, part: Part, count: int, more: Mapping[str, Any], look: Look) -> Page:
    """The page of a year or a month of a shelf whose front is ``page``; ``more`` is what it links to."""
    name = archives.named(part, look)
    shelf = {**page.data["shelf"], "count": count, "period": name}
    # No counts of other shelves here: a new story must not touch the old pages of an archive.
    data = {**page.data, "shelf": shelf, "related": (), **more}
    title = f"{page.title}{say(look, 'colon')} {name}"
    about = f"{page.description.rstrip('.')} ({name})."
    return page._replace(url=part.url, cards=part.cards, data=data, title=title, description=about)


def _beside(catalog: Catalog) -> dict[tuple[str, str], list[Shelf]]:
    """Return the pairs that each country and each topic is part of."""
    beside: dict[tuple[str, str], list[Shelf]] = defaultdict(list)
    for (country, topic), shelf in catalog.pairs.items():
        beside["country", country].append(shelf)
        beside["topic", topic].append(shelf)
    return beside


def _related(shelf: Shelf, pairs: Iterable[Shelf], catalog: Catalog, look: Look) -> Related:
    """Return what lies beside a shelf: a country's topics, a topic's countries, broader and narrower topics."""
    groups: list[tuple[str, tuple[Link, ...]]] = []
    if shelf.kind == "country":
        named = [replace(s, name=look.names.name("topic", s.key)) for s in pairs]
        groups.append(("topics_here", ranked(named, look)))
    if shelf.kind == "topic":
        parent = catalog.shelves.get(("topic", look.names.parents.get(shelf.label, "")))
        narrower = [s for s in catalog.kind("topic") if look.names.parents.get(s.label) == shelf.label]
        named = [replace(s, name=look.names.name("country", s.label.split("/")[0])) for s in pairs]
        groups.append(("parent_topic", (to_shelf(parent, look),) if parent else ()))
        groups.append(("subtopics", ranked(narrower, look)))
        groups.append(("countries_here", ranked(named, look)))
    return tuple((key, links) for key, links in groups if links)


def _feed_page(shelf: Shelf, page: Page, look: Look) -> Page:
    """The RSS feed of a shelf: its latest stories."""
    title = say(look, "feed_name", name=shelf.name, site=look.site.title)
    data = {"page": full(look, shelf.url)}
    cards = shelf.cards[: look.site.feed_length]
    return Page(f"{shelf.url}feed.xml", "feed", "feed.xml", cards, None, data, title, page.description)
