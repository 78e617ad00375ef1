"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1): the items of stories, and the feeds that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from digest.look import Look
from digest.model import Page


def item(view: Mapping[str, Any]) -> str:
    """Write the item of a story, as ``views.feed_item`` shows it."""
    item = {
        "id": view["guid"],
        "url": view["link"],
        "external_url": view["source_url"],
        "title": view["title"],
        "summary": view["summary"],
        "content_html": view["content"],
        "date_published": view["published"],
        "date_modified": view["updated"],
        "authors": [{"name": name} for name in view["authors"]],
        "tags": view["categories"],
        "language": view["language"],
    }
    shown = {name: value for name, value in item.items() if value}
    if "content_html" not in shown:
        shown["content_text"] = view["summary"] or view["title"]
    return msgspec.json.format(msgspec.json.encode(shown), indent=1).decode()


def feed(page: Page, items: tuple[str, ...], look: Look) -> str:
    """Write a feed that holds ready-made items."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "home_page_url": page.data["page"],
        "feed_url": look.site.url + page.url[1:],
        "description": page.description,
        "language": look.site.language,
    }
    text = msgspec.json.format(msgspec.json.encode({**head, "items": []}), indent=1).decode()
    return text.replace('"items": []', '"items": [\n' + ",\n".join(items) + "\n]") + "\n"
