"""The pages of shelves: a front, months where it is long, and a feed each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digest import archives
from digest.archives import LATEST
from digest.catalog import KINDS, Catalog
from digest.links import full, href, ranked, say, to_feed, to_shelf
from digest.look import Look
from digest.model import Card, Link, Page, Shelf


def shelves(catalog: Catalog, look: Look) -> Iterator[Page]:
    """The page of each country, bloc, topic, tag and source, its months where it is long, and its feed."""
    for kind in KINDS:
        for shelf in catalog.kind(kind):
            feed = to_feed(shelf, look)
            page = _shelf_page(shelf, shelf.cards[:LATEST], look, kind, feed, _related(shelf, catalog, look))
            yield page
            yield from _parts(shelf, page, look)
            yield _feed_page(shelf, page, look)


def pairs(catalog: Catalog, look: Look) -> Iterator[Page]:
    """The page of each country and topic that share enough stories; the feed is the country's."""
    for (country, topic), shelf in sorted(catalog.pairs.items()):
        of, on = catalog.shelves["country", country], catalog.shelves["topic", topic]
        related = (("part_of", (to_shelf(of, look), to_shelf(on, look))),)
        page = _shelf_page(shelf, shelf.cards[:LATEST], look, "country", to_feed(of, look), related)
        page = replace(page, description=say(look, "about_pair", country=of.name, topic=on.name))
        yield page
        yield from _parts(shelf, page, look)


def _shelf_page(
    shelf: Shelf,
    cards: tuple[Card, ...],
    look: Look,
    section: str,
    feed: Link,
    related: tuple[tuple[str, tuple[Link, ...]], ...],
) -> Page:
    data = {
        "shelf": {
            "kind": shelf.kind,
            "name": shelf.name,
            "count": len(shelf.cards),
            "period": "",
            "href": href(look, shelf.url),
        },
        "months": archives.months(shelf, look),
        "related": related,
        "newer": None,
        "older": None,
    }
    about = "" if shelf.kind == "pair" else say(look, f"about_{shelf.kind}", name=shelf.name)
    return Page(shelf.url, shelf.kind, "shelf.html", cards, None, data, shelf.name, about, section, feed)


def _parts(shelf: Shelf, page: Page, look: Look) -> Iterator[Page]:
    """The month pages of a shelf that is longer than its front."""
    if len(shelf.cards) <= LATEST:
        return
    pieces = list(archives.parts(shelf.cards, shelf.url, flat=True))
    for newer, part, older in archives.with_neighbours(pieces):
        name = archives.period(part, look)
        data = {
            **page.data,
            "shelf": {**page.data["shelf"], "count": len(part.cards), "period": name},
            # No counts of other shelves here: a new story must not touch the old pages of an archive.
            "months": (),
            "related": (),
            "newer": Link(archives.period(newer, look), href(look, newer.url)) if newer else None,
            "older": Link(archives.period(older, look), href(look, older.url)) if older else None,
        }
        title = f"{shelf.name}{say(look, 'colon')} {name}"
        about = f"{page.description.rstrip('.')} ({name})."
        yield replace(page, url=part.url, cards=part.cards, data=data, title=title, description=about)


def _related(shelf: Shelf, catalog: Catalog, look: Look) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return what lies beside a shelf: a country's topics, a topic's countries, broader and narrower topics."""
    groups: list[tuple[str, tuple[Link, ...]]] = []
    if shelf.kind == "country":
        mine = [s for (country, _), s in catalog.pairs.items() if country == shelf.label]
        named = [replace(s, name=look.names.name("topic", s.key)) for s in mine]
        groups.append(("topics_here", ranked(named, look)))
    if shelf.kind == "topic":
        parent = catalog.shelves.get(("topic", look.names.parents.get(shelf.label, "")))
        narrower = [s for s in catalog.kind("topic") if look.names.parents.get(s.label) == shelf.label]
        mine = [s for (_, topic), s in catalog.pairs.items() if topic == shelf.label]
        named = [replace(s, name=look.names.name("country", s.label.split("/")[0])) for s in mine]
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
