"""What the machine-read files of a built site must hold: RSS, Atom, JSON Feed, OPML, sitemaps. Pure.

Required parts are those of RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287, 4.1), JSON Feed 1.1
(https://jsonfeed.org/version/1.1), OPML 2.0 (http://opml.org/spec2.opml) and the sitemap protocol
(https://www.sitemaps.org/protocol.html).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ENDINGS = (".xml", ".atom", ".rss", ".opml", ".json")
"""Of the files that are read."""
_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_JSON_FEED = "https://jsonfeed.org/version/"
_HINT = "mend the template of the feed; `docs/reference/theme.md` tells what it is given"

Says = Iterator[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one file: (line, what is wrong), and the addresses that must lead somewhere."""

    wrong: tuple[tuple[int, str], ...] = ()
    links: tuple[str, ...] = ()
    hint: str = _HINT


def read(file: str, raw: bytes) -> Reading:
    """Read one file; what is of no kind that is known need only parse."""
    return _json(file, raw) if file.endswith(".json") else _xml(raw)


# ---- XML


def _xml(raw: bytes) -> Reading:
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        return Reading(((error.position[0], f"is not XML: {error}"),))
    kinds: Mapping[str, tuple[Callable[[Element], Says], Callable[[Element], Says]]] = {
        "rss": (_rss, _rss_links),
        f"{_ATOM}feed": (_atom, _atom_links),
        "opml": (_opml, _opml_links),
        f"{_SITEMAP}urlset": (_sitemap, _locations),
        f"{_SITEMAP}sitemapindex": (_sitemap, _locations),
    }
    if root.tag not in kinds:
        return Reading()
    wrong, links = kinds[root.tag]
    return Reading(tuple((0, says) for says in wrong(root)), tuple(links(root)))


def _text(parent: Element, path: str) -> str:
    return (parent.findtext(path) or "").strip()


def _rss(root: Element) -> Says:
    channel = root.find("channel")
    if channel is None:
        yield "the feed has no <channel>"
        return
    for part in ("title", "link"):
        if not _text(channel, part):
            yield f"the feed has no <{part}>"
    if channel.find("description") is None:
        yield "the feed has no <description>"
    items = channel.findall("item")
    yield from _twice(filter(None, (_text(item, "guid") for item in items)), "guid")
    for item in items:
        name = _text(item, "title") or _text(item, "guid")
        if not _text(item, "title") and not _text(item, "description"):
            yield f"the item {name!r} has neither title nor description"
        date = _text(item, "pubDate")
        if date and not _is_rfc822(date):
            yield f"the item {name!r} has the date {date!r}, which is none of RFC 822"


def _rss_links(root: Element) -> Says:
    for channel in root.findall("channel"):
        yield _text(channel, "link")
        yield from (link.get("href", "") for link in channel.findall(f"{_ATOM}link"))
        for item in channel.findall("item"):
            yield _text(item, "link")
            yield from (part.get("url", "") for part in item.findall("enclosure"))


def _atom(root: Element) -> Says:
    for part in ("id", "title", "updated"):
        if not _text(root, _ATOM + part):
            yield f"the feed has no <{part}>"
    entries = root.findall(f"{_ATOM}entry")
    yield from _twice((_text(entry, f"{_ATOM}id") for entry in entries), "id")
    authored = root.find(f"{_ATOM}author") is not None
    for entry in entries:
        name = _text(entry, f"{_ATOM}title") or _text(entry, f"{_ATOM}id")
        for part in ("id", "title", "updated"):
            if entry.find(_ATOM + part) is None:
                yield f"the entry {name!r} has no <{part}>"
        if not authored and entry.find(f"{_ATOM}author") is None:
            yield f"the entry {name!r} has no <author>, and the feed has none"
    for date in (e.text or "" for part in ("updated", "published") for e in root.iter(_ATOM + part)):
        if not _is_rfc3339(date.strip()):
            yield f"the feed has the date {date!r}, which is none of RFC 3339"


def _atom_links(root: Element) -> Says:
    yield from (link.get("href", "") for link in root.iter(f"{_ATOM}link"))


def _opml(root: Element) -> Says:
    if root.find("head") is None or root.find("body") is None:
        yield "the list of feeds has no <head> or no <body>"
    for outline in root.iter("outline"):
        if not outline.get("text"):
            yield "an <outline> of the list of feeds has no text"


def _opml_links(root: Element) -> Says:
    for outline in root.iter("outline"):
        yield from filter(None, (outline.get(name) for name in ("xmlUrl", "htmlUrl")))


def _sitemap(root: Element) -> Says:
    places = [(loc.text or "").strip() for loc in root.iter(f"{_SITEMAP}loc")]
    yield from _twice(places, "address")
    if len(places) < len(root):
        yield "an entry of the sitemap has no <loc>"


def _locations(root: Element) -> Says:
    yield from ((loc.text or "").strip() for loc in root.iter(f"{_SITEMAP}loc"))


# ---- JSON


def _json(file: str, raw: bytes) -> Reading:
    try:
        feed = json.loads(raw)
    except ValueError as error:
        return Reading(((getattr(error, "lineno", 0), f"is not JSON: {error}"),))
    version = str(feed.get("version", "")) if isinstance(feed, dict) else ""
    if not version.startswith(_JSON_FEED) and file.rpartition("/")[2] != "feed.json":
        return Reading()
    if not isinstance(feed, dict):
        return Reading(((0, "the feed is no JSON object"),))
    items = [item for item in feed.get("items") or () if isinstance(item, dict)]
    links = [feed.get("home_page_url"), feed.get("feed_url"), *(item.get("url") for item in items)]
    return Reading(tuple((0, says) for says in _json_feed(feed, items)), tuple(str(link) for link in links if link))


def _json_feed(feed: Mapping[str, Any], items: list[dict[str, Any]]) -> Says:
    if not str(feed.get("version", "")).startswith(_JSON_FEED):
        yield "the feed has no `version` of JSON Feed"
    if not feed.get("title"):
        yield "the feed has no `title`"
    if not isinstance(feed.get("items"), list):
        yield "the feed has no list of `items`"
    yield from _twice((str(item.get("id") or "") for item in items), "id")
    for item in items:
        name = item.get("title") or item.get("id") or ""
        if not item.get("id"):
            yield f"the item {name!r} has no `id`"
        if "content_html" not in item and "content_text" not in item:
            yield f"the item {name!r} has neither `content_html` nor `content_text`"


# ---- what all have in common


def _twice(values: Iterable[str], what: str) -> Says:
    yield from (f"the {what} {value!r} stands twice" for value, times in Counter(values).items() if times > 1 and value)


def _is_rfc822(date: str) -> bool:
    try:
        return bool(parsedate_to_datetime(date))
    except ValueError:
        return False


def _is_rfc3339(date: str) -> bool:
    try:
        return dt.datetime.fromisoformat(date).tzinfo is not None
    except ValueError:
        return False
