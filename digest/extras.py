"""The pages that every site has besides its stories and shelves: feeds of the whole, search, free pages, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import PurePosixPath

import msgspec

from digest import stamps
from digest.catalog import KINDS, Catalog
from digest.links import full, href, say, to_feed, to_shelf
from digest.look import Look
from digest.model import Card, Group, Link, Page, Story, key_of

_encode = msgspec.msgpack.encode

HEADINGS = {"country": "countries", "bloc": "blocs", "topic": "topics", "tag": "tags", "source": "sources"}
"""Kind of shelf → the word that heads its list."""
SITEMAP_LIMIT = 45_000
"""Addresses in one sitemap file (the protocol allows 50,000)."""


def feeds(catalog: Catalog, look: Look) -> Iterator[Group]:
    """RSS, Atom and JSON Feed of the whole site, the page of all feeds, and the same as OPML."""
    cards = catalog.cards[: look.site.feed_length]
    prints = (card.key + catalog.stories[card.path].print for card in cards)
    yield Group("feeds", key_of(*prints), partial(_whole, cards, look))
    yield Group("list of feeds", catalog.census, partial(_all_feeds, catalog, look))


def _whole(cards: tuple[Card, ...], look: Look) -> Iterator[Page]:
    data: dict[str, object] = {"page": look.site.url}
    about = look.site.description or look.site.title
    for url, kind in (("/feed.xml", "feed"), ("/feed.atom", "atom"), ("/feed.json", "json")):
        yield Page(url, kind, url[1:], cards, None, data, look.site.title, about)


def _all_feeds(catalog: Catalog, look: Look) -> Iterator[Page]:
    # Link.key carries the address of the page beside that of its feed.
    groups = tuple(
        (HEADINGS[kind], tuple(Link(s.name, to_feed(s, look).href, key=href(look, s.url)) for s in catalog.kind(kind)))
        for kind in KINDS
    )
    whole = tuple(
        Link(name, href(look, url))
        for name, url in (("RSS", "/feed.xml"), ("Atom", "/feed.atom"), ("JSON Feed", "/feed.json"))
    )
    data = {"groups": groups, "site_feeds": whole, "opml": href(look, "/feeds.opml")}
    about = say(look, "about_feeds", site=look.site.title)
    yield Page("/feeds/", "feeds", "feeds.html", (), None, data, say(look, "feeds"), about, "feeds")
    yield Page("/feeds.opml", "opml", "feeds.opml", (), None, {"groups": groups}, look.site.title)


def services(catalog: Catalog, look: Look) -> Iterator[Group]:
    """The search page, the page for an address that does not exist, and the file that leads crawlers."""
    yield Group("services", catalog.census, partial(_services, catalog, look))


def _services(catalog: Catalog, look: Look) -> Iterator[Page]:
    if look.site.search:
        # Without JavaScript, the search page names the countries and topics.
        shown = {
            "countries": tuple(to_shelf(s, look) for s in catalog.kind("country")),
            "topics": tuple(to_shelf(s, look) for s in catalog.kind("topic") if s.label not in look.names.parents),
        }
        about = say(look, "about_search")
        yield Page("/search/", "search", "search.html", (), None, shown, say(look, "search"), about, "search")
    yield Page("/404.html", "404", "404.html", (), None, {}, say(look, "page_not_found"), robots="noindex")
    yield Page("/robots.txt", "robots", "robots.txt", (), None, {"sitemap": full(look, "/sitemap.xml")})


def free_pages(free: Iterable[Story], look: Look) -> Group:
    """The pages of ``content/pages/``: ``about.md`` becomes ``/about/``."""
    return Group("free pages", b"", partial(_free_pages, tuple(free)))


def _free_pages(free: tuple[Story, ...]) -> Iterator[Page]:
    for story in free:
        name = story.card.path.removeprefix("pages/")
        yield Page(f"/{name}/", "free", "free.html", (), story, {}, story.card.title, story.card.summary, name)


def redirects(stories: Iterable[Story], look: Look) -> Group:
    """A page at each old address of a story, which leads to the new one."""
    moved = [story for story in stories if story.aliases]
    return Group("redirects", b"", partial(_redirects, moved, look))


def _redirects(stories: Iterable[Story], look: Look) -> Iterator[Page]:
    for story in sorted(stories, key=lambda s: s.card.path):
        path = story.card.path
        url = f"/{path.removeprefix('pages/')}/" if path.startswith("pages/") else f"/{path}.html"
        data = {"path": path, "target": href(look, url), "target_absolute": full(look, url)}
        for alias in story.aliases:
            old = alias if alias.endswith("/") or PurePosixPath(alias).suffix else alias + "/"
            yield Page(old, "redirect", "redirect.html", (), None, data, say(look, "page_moved"), robots="noindex")


def copies(files: Iterable[tuple[str, str]], look: Look) -> Group:
    """Files that are published as they are: (path below ``content/``, fingerprint), and the theme's static ones."""
    return Group("copies", b"", partial(_copies, tuple(files), look))


def _copies(files: Iterable[tuple[str, str]], look: Look) -> Iterator[Page]:
    for path, print_ in files:
        yield Page(f"/{path}", "file", "", data={"print": print_})
    for name, published in look.theme.assets.items():
        yield Page(f"/{published}", "asset", "", data={"asset": name})


def listed(page: Page) -> str | None:
    """Return what the sitemap says of a page: the day of its story, or of the newest that it lists, perhaps empty.

    None where the sitemap does not name the page.
    """
    if not page.template.endswith(".html") or page.robots:
        return None
    card = page.story.card if page.story else next((c for c in page.cards if c.date), None)
    stamp = (card.updated or card.date) if card else None
    return _day(stamp) if stamp else ""


@lru_cache(maxsize=8192)  # for one text a day, not one a page, in the memory of a large site
def _day(stamp: str) -> str:
    return stamps.day(stamp)


def sitemaps(days: Mapping[str, str], look: Look) -> Group:
    """The sitemap of pages, given as file → day: one file, or an index of several where there are very many pages."""
    return Group("sitemaps", key_of(_encode(days)), partial(_sitemaps, days, look))


def _sitemaps(days: Mapping[str, str], look: Look) -> Iterator[Page]:
    urls = [(look.site.url + file.removesuffix("index.html"), day) for file, day in days.items()]
    chunks = [tuple(urls[i : i + SITEMAP_LIMIT]) for i in range(0, len(urls), SITEMAP_LIMIT)]
    if len(chunks) == 1:
        yield Page("/sitemap.xml", "sitemap", "sitemap.xml", data={"urls": chunks[0]})
        return
    names = [f"/sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield Page(name, "sitemap", "sitemap.xml", data={"urls": chunk})
    index = tuple((full(look, name), "") for name in names)
    yield Page("/sitemap.xml", "sitemap", "sitemap-index.xml", data={"urls": index})
