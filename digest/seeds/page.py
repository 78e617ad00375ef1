"""What the head of a web page says of its article: title, author, day, paper, address, language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from digest.seeds.dates import printed
from digest.seeds.items import Item
from digest.seeds.marks import language_code
from digest.seeds.people import by_items, read_by, strip_by
from digest.text import collapse

_TITLE = re.compile(r"<title\b[^<>]*>(?P<text>[^<]{1,400})", re.IGNORECASE)
_TAG = re.compile(r"<(?P<name>meta|link|time|html)\s(?P<rest>[^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]{1,40})\s?=\s?(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_LAST = re.compile(r"\s+[|–—-]\s+(?=[^|–—]*$)")
_META = {
    "author": "author", "article:author": "author", "article:published_time": "printed", "date": "printed",
    "datepublished": "printed", "article:modified_time": "updated", "og:site_name": "publication", "og:url": "url",
}  # fmt: skip


def page_items(text: str) -> tuple[Item, ...]:
    """Read the head of a page: at most one item of each kind but ``author``, the first that says something."""
    found: dict[str, tuple[Item, ...]] = {}
    for kind, value in _told(text):
        if kind not in found and (items := _items(kind, collapse(html.unescape(value)))):
            found[kind] = items
    if "printed" not in found and "time" in found:
        found["printed"] = found["time"]
    return tuple(item for kind, items in found.items() if kind != "time" for item in items)


def page_title(text: str) -> str:
    """Return the title of a page without the name of its site behind a bar; empty where it has none."""
    match = _TITLE.search(text)
    if match is None:
        return ""
    title = collapse(html.unescape(match["text"]))
    site = next((value for kind, value in _told(text) if kind == "publication"), "")
    last = _LAST.search(title)
    if last and ("|" in last.group() or title[last.end() :].casefold() == site.casefold()):
        return title[: last.start()]
    return title


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind of item, value) of each tag that tells something."""
    for tag in _TAG.finditer(text):
        parts = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag["rest"])}
        name = tag["name"].lower()
        if name == "meta":
            key = parts.get("property") or parts.get("name") or parts.get("itemprop") or ""
            if key.lower() in _META:
                yield _META[key.lower()], parts.get("content", "")
        elif name == "link" and parts.get("rel", "").lower() == "canonical":
            yield "url", parts.get("href", "")
        elif name == "time":
            yield "time", parts.get("datetime", "")
        elif name == "html":
            yield "language", parts.get("lang", "")


def _items(kind: str, value: str) -> tuple[Item, ...]:
    """Items of a value; none where it is not what its key promises."""
    if not value or len(value) > 400:
        return ()
    if kind == "author":
        return () if "/" in value else by_items(read_by(strip_by(value), single="author"))
    if kind in ("printed", "updated", "time"):
        day = printed(value)
        return (Item("updated" if kind == "updated" else "printed", day.stamp),) if day and day.stamp else ()
    if kind == "url":
        return (Item("url", value),) if re.match(r"https?://\S+$", value) else ()
    if kind == "language":
        return (Item("language", code),) if (code := language_code(value)) else ()
    return (Item(kind, value),)
