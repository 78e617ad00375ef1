"""Every page the site must have, feeds and indexes included. A new kind is one more function in ``MAKERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from digest import archives, extras, shelves
from digest.archives import LATEST
from digest.catalog import KINDS, Catalog, with_parents
from digest.extras import HEADINGS
from digest.links import href, ranked, say, to_card, to_feed, to_shelf
from digest.look import Look, printed
from digest.model import Link, Page, Problem, Shelf, Story

TOP = 12
"""Countries, topics and months that the front page names."""
KEPT = "pagefind"
"""Folder of the site that is the search index's alone."""

Maker = Callable[[Catalog, Look], Iterable[Page]]


def all_pages(
    catalog: Catalog, free: tuple[Story, ...], files: Iterable[tuple[str, str]], look: Look
) -> tuple[dict[str, Page], tuple[Problem, ...]]:
    """Name every page by its file. Where two want one file, the first stays and the other is a problem.

    ``free`` are the released stories of ``content/pages/``, ``files`` the (path, fingerprint) of what lies beside
    stories and is published with them.
    """
    made = [page for make in MAKERS for page in make(catalog, look)]
    made += extras.free_pages(free, look)
    made += extras.copies(files, look)
    wanted: dict[str, Page] = {}
    folders: dict[str, Page] = {}
    problems = list(_place(made, wanted, folders))
    problems += _place(extras.sitemaps(tuple(wanted.values()), look), wanted, folders)
    problems += _place(extras.redirects((*catalog.stories.values(), *free), look), wanted, folders)
    return {page.file: page for page in wanted.values()}, tuple(problems)


def _place(pages: Iterable[Page], wanted: dict[str, Page], folders: dict[str, Page]) -> Iterator[Problem]:
    """Add pages to the ``wanted`` files and the ``folders`` that these lie in, or say what stands in their place."""
    for page in pages:
        # Some file systems know no case: two names that differ in nothing else are one.
        name = page.file.casefold()
        above = [name[:at] for at, sign in enumerate(name) if sign == "/"]
        if above and above[0] == KEPT:
            says = f"its address {page.url} is kept for the search index"
            yield Problem(_owner(page) or f"content{page.url}", 0, says, "give it another name")
            continue
        first = wanted.get(name) or folders.get(name) or next((wanted[f] for f in above if f in wanted), None)
        if first is not None:
            yield _twice(page, first)
            continue
        wanted[name] = page
        for folder in above:
            folders.setdefault(folder, page)


def _twice(page: Page, first: Page) -> Problem:
    """Say that the address of a page is taken, at the content file that can be mended."""
    mine, other = _owner(page), _owner(first)
    if mine or not other:
        says = f"its address {page.url} is taken by {other or f'the {first.kind} page'}"
    else:
        says = f"its address {page.url} is that of the {page.kind} page too"
    return Problem(mine or other or f"content{page.url}", 0, says, "give one of them another name")


def _owner(page: Page) -> str:
    """Return the content file that asks for a page; nothing for a page that the program makes of itself."""
    if page.kind == "file":
        return f"content{page.url}"
    path = page.story.card.path if page.story else page.data.get("path", "")
    return f"content/{path}.md" if path else ""


# ---- the front page and the stories


def front(catalog: Catalog, look: Look) -> Iterator[Page]:
    """The front page: the latest stories, and where to go from there."""
    months = {p.month: p for p in archives.parts(catalog.cards, "/", flat=False) if p.number == 1 and p.month}
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


def stories(catalog: Catalog, look: Look) -> Iterator[Page]:
    """A page a story, with its neighbours in time. It shows no counts: one new story must not touch every page."""
    for newer, card, older in archives.with_neighbours(catalog.cards):
        story = catalog.stories[card.path]
        feed = next((to_feed(catalog.shelves["country", code], look) for code in card.countries), None)
        data = {"hrefs": _hrefs(story, catalog, look), "newer": to_card(newer, look), "older": to_card(older, look)}
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


def months(catalog: Catalog, look: Look) -> Iterator[Page]:
    """The archive: a page a month of the whole site, and the list of months."""
    pieces = list(archives.parts(catalog.cards, "/", flat=False))
    for newer, part, older in archives.with_neighbours(pieces):
        name = archives.period(part, look)
        same = [p for p in pieces if p.month == part.month][::-1] if part.count > 1 else []
        kind = "month" if part.month else "undated"
        data = {
            "shelf": {"kind": kind, "name": name, "count": len(part.cards), "period": "", "href": href(look, part.url)},
            "parts": tuple(Link(str(p.number), href(look, p.url)) for p in same),
            "newer": Link(archives.period(newer, look), href(look, newer.url)) if newer else None,
            "older": Link(archives.period(older, look), href(look, older.url)) if older else None,
        }
        about = say(look, f"about_{kind}", name=name)
        yield Page(part.url, "month", "month.html", part.cards, None, data, name, about)
    yield _archive(pieces, look)


def _archive(pieces: list[archives.Part], look: Look) -> Page:
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for part in pieces:
        counts[part.month] = counts.get(part.month, 0) + len(part.cards)
        first[part.month] = part.url
    years: dict[str, list[Link]] = {}
    for month in sorted(filter(None, counts), reverse=True):
        name = printed(month, "month", look.site.language)
        years.setdefault(month[:4], []).append(Link(name, href(look, first[month]), counts[month]))
    undated = Link(say(look, "undated"), href(look, first[""]), counts[""]) if "" in counts else None
    data = {"years": tuple((year, tuple(links)) for year, links in years.items()), "undated": undated}
    title, about = say(look, "archive"), say(look, "about_archive")
    return Page("/archive/", "archive", "archive.html", (), None, data, title, about)


def indexes(catalog: Catalog, look: Look) -> Iterator[Page]:
    """The index of each kind, with counts; topics under their first-level topic."""
    for kind in KINDS:
        mine = catalog.kind(kind)
        entries = tuple(to_shelf(s, look, count=True) for s in mine)
        if kind == "topic":
            entries = _tree(mine, look)
        data = {
            "kind": kind,
            "entries": entries,
            "feeds_href": href(look, f"/feeds/#g-{HEADINGS[kind]}") if mine else "",
        }
        about = say(look, f"about_index_{kind}")
        yield Page(f"/{kind}/", "index", "index.html", (), None, data, say(look, HEADINGS[kind]), about, kind)


def _tree(mine: list[Shelf], look: Look) -> tuple[Link, ...]:
    parents = look.names.parents
    return tuple(
        replace(
            to_shelf(top, look, count=True),
            children=tuple(to_shelf(s, look, count=True) for s in mine if parents.get(s.label) == top.label),
        )
        for top in mine
        if top.label not in parents
    )


MAKERS: tuple[Maker, ...] = (
    front,
    stories,
    shelves.shelves,
    shelves.pairs,
    months,
    indexes,
    extras.feeds,
    extras.search,
    extras.not_found,
    extras.robots,
)
