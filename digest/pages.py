"""Every page the site must have, feeds and indexes included, in groups. A new kind is one more in ``MAKERS``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from msgspec import structs

from digest import archives, extras, shelves
from digest.archives import LATEST, Part
from digest.catalog import KINDS, Catalog, with_parents
from digest.extras import HEADINGS
from digest.links import href, ranked, say, to_card, to_feed, to_shelf
from digest.look import Look, printed
from digest.model import Card, Group, Link, Page, Shelf, Story, key_of

TOP = 12
"""Countries, topics and months that the front page names."""

Maker = Callable[[Catalog, Look], Iterable[Group]]


def groups(catalog: Catalog, free: tuple[Story, ...], files: Iterable[tuple[str, str]], look: Look) -> Iterator[Group]:
    """Name every page but those of ``closing``.

    ``free`` are the released stories of ``content/pages/``, ``files`` the (path, fingerprint) of what lies beside
    stories and is published with them. Where two pages want one file, the first has it (see ``plan.take``).
    """
    for make in MAKERS:
        yield from make(catalog, look)
    yield extras.free_pages(free, look)
    yield extras.copies(files, look)


def closing(days: Mapping[str, str], released: Iterable[Story], look: Look) -> Iterator[Group]:
    """The pages that must know all others: sitemaps of file → day, and redirects, which take what places are left."""
    yield extras.sitemaps(days, look)
    yield extras.redirects(released, look)


def carrying(paths: Collection[str], catalog: Catalog, look: Look) -> Iterator[Group]:
    """The groups in which the texts of some stories stand, given by path: their own pages and the feeds of them."""
    yield from stories(catalog, look, paths)
    yield from shelves.shelves(catalog, look, paths)
    yield from extras.feeds(catalog, look)


# ---- the front page and the stories


def front(catalog: Catalog, look: Look) -> Iterator[Group]:
    """The front page: the latest stories, and where to go from there."""
    yield Group("front", b"", partial(_front, catalog, look))


def _front(catalog: Catalog, look: Look) -> Iterator[Page]:
    months = {p.period: p for p in archives.by_month(catalog.cards, "/") if p.number == 1 and p.period}
    dated = [c for c in catalog.cards if c.date]
    data = {
        "newest": dated[0].date if dated else "",
        "counts": {
            "stories": len(catalog.cards),
            "sources": len(catalog.kind("source")),
            "countries": len(catalog.kind("country")),
        },
        "countries": ranked(catalog.kind("country"), look)[:TOP],
        "topics": ranked((s for s in catalog.kind("topic") if s.label not in look.names.parents), look)[:TOP],
        "months": tuple(Link(printed(m, "month", look.site.language), href(look, p.url)) for m, p in months.items())[
            :TOP
        ],
        "more": Link(say(look, "archive"), href(look, "/archive/")),
    }
    feed = Link(look.site.title, href(look, "/feed.xml"))
    yield Page(
        "/", "front", "front.html", catalog.cards[:LATEST], None, data, look.site.title, look.site.description, "", feed
    )


def stories(catalog: Catalog, look: Look, only: Collection[str] = ()) -> Iterator[Group]:
    """A page a story, with its neighbours in time; a group a month; ``only`` those of some stories, given by path.

    It shows no counts: one new story must not touch every page.
    """
    parts = list(archives.by_month(catalog.cards, "/"))
    for newer, part, older in archives.with_neighbours(parts):
        if only and not any(card.path in only for card in part.cards):
            continue
        before = newer.cards[-1] if newer else None
        after = older.cards[0] if older else None
        key = _key(part, (before, after), catalog)
        yield Group(f"stories {part.url}", key, partial(_stories, part.cards, before, after, catalog, look))


def _key(part: Part, edges: Iterable[Card | None], catalog: Catalog) -> bytes:
    """Fingerprint stories, the neighbours of the first and the last, and which of their labels have a page."""
    found = [catalog.stories[card.path] for card in part.cards]
    labels = {("tag", tag) for card in part.cards for tag in card.tags}
    labels |= {("country", country) for story in found for country in story.mentions}
    linked = sorted(label for label in labels if label in catalog.shelves)
    prints = b"".join([story.card.key + story.print for story in found])
    return key_of(prints, *(card.key if card else b"" for card in edges), repr(linked))


def _stories(
    cards: tuple[Card, ...], before: Card | None, after: Card | None, catalog: Catalog, look: Look
) -> Iterator[Page]:
    for newer, card, older in archives.with_neighbours(cards):
        story = catalog.stories[card.path]
        feed = next((to_feed(catalog.shelves["country", code], look) for code in card.countries), None)
        neighbours = {"newer": to_card(newer or before, look), "older": to_card(older or after, look)}
        data = {"hrefs": _hrefs(story, catalog, look), **neighbours}
        yield Page(f"/{card.path}.html", "story", "story.html", (), story, data, card.title, card.summary, "", feed)


def _hrefs(story: Story, catalog: Catalog, look: Look) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, label, address) of those of a story's labels that have a page."""
    card = story.card
    labels = {
        "country": (*card.countries, *story.mentions),
        "bloc": card.blocs,
        "topic": with_parents(card.topics, look.names),
        "tag": card.tags,
        "source": card.source,
    }
    return tuple(
        (kind, label, href(look, catalog.shelves[kind, label].url))
        for kind, mine in labels.items()
        for label in mine
        if (kind, label) in catalog.shelves
    )


# ---- months, indexes, the rest


def months(catalog: Catalog, look: Look) -> Iterator[Group]:
    """The archive: a page a month of the whole site, and the list of months."""
    key = key_of(b"".join([card.key for card in catalog.cards]))
    yield Group("months", key, partial(_months, catalog, look))


def _months(catalog: Catalog, look: Look) -> Iterator[Page]:
    pieces = list(archives.by_month(catalog.cards, "/"))
    for newer, part, older in archives.with_neighbours(pieces):
        name = archives.named(part, look)
        same = [p for p in pieces if p.period == part.period][::-1] if part.count > 1 else []
        kind = "month" if part.period else "undated"
        data = {
            "shelf": {"kind": kind, "name": name, "count": len(part.cards), "period": "", "href": href(look, part.url)},
            "parts": tuple(Link(str(p.number), href(look, p.url)) for p in same),
            **archives.beside(newer, older, look),
        }
        about = say(look, f"about_{kind}", name=name)
        yield Page(part.url, "month", "month.html", part.cards, None, data, name, about)
    yield _archive(pieces, look)


def _archive(pieces: list[Part], look: Look) -> Page:
    months = archives.periods(pieces, look)
    undated = months.pop("", None)
    years: dict[str, list[Link]] = {}
    for month, link in months.items():
        years.setdefault(month[:4], []).append(link)
    data = {"years": tuple((year, tuple(links)) for year, links in years.items()), "undated": undated}
    title, about = say(look, "archive"), say(look, "about_archive")
    return Page("/archive/", "archive", "archive.html", (), None, data, title, about)


def indexes(catalog: Catalog, look: Look) -> Iterator[Group]:
    """The index of each kind, with counts; topics under their first-level topic."""
    yield Group("indexes", catalog.census, partial(_indexes, catalog, look))


def _indexes(catalog: Catalog, look: Look) -> Iterator[Page]:
    for kind in KINDS:
        mine = catalog.kind(kind)
        entries = _tree(mine, look) if kind == "topic" else tuple(to_shelf(s, look, count=True) for s in mine)
        data = {
            "kind": kind,
            "entries": entries,
            "feeds_href": href(look, f"/feeds/#g-{HEADINGS[kind]}") if mine else "",
        }
        about = say(look, f"about_index_{kind}")
        yield Page(f"/{kind}/", "index", "index.html", (), None, data, say(look, HEADINGS[kind]), about, kind)


def _tree(mine: tuple[Shelf, ...], look: Look) -> tuple[Link, ...]:
    parents = look.names.parents
    return tuple(
        structs.replace(
            to_shelf(top, look, count=True),
            children=tuple(to_shelf(s, look, count=True) for s in mine if parents.get(s.label) == top.label),
        )
        for top in mine
        if top.label not in parents
    )


MAKERS: tuple[Maker, ...] = (
    stories,
    front,
    shelves.shelves,
    shelves.pairs,
    months,
    indexes,
    extras.feeds,
    extras.services,
)
"""Stories first: what lists and feeds show of them is made with their pages."""
