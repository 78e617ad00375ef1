"""What each template is given: plain values, ready to show. ``docs/reference/theme.md`` is the contract."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec
from markupsafe import Markup

from digest import evidence, prose, stamps
from digest.catalog import with_parents
from digest.links import full, href
from digest.look import Look, direction
from digest.model import Article, Card, Link, Page, Stamp

_BETWEEN = re.compile("( )")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_WHOLE = 16
"""A word with a hyphen that is shorter than this stays on one line."""


def page(page: Page, look: Look, jsonld: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Describe a page itself: title, addresses, its own feed."""
    return {
        "url": page.url,
        "kind": page.kind,
        "section": page.section,
        "title": page.title,
        "description": page.description,
        "canonical": "" if page.robots else full(look, page.url),
        "robots": page.robots,
        "feed": page.feed,
        "language": look.site.language,
        "jsonld": _script(jsonld if jsonld is not None else _about_page(page, look)),
        "og_type": "article" if page.kind == "story" else "website",
    }


def _script(data: Mapping[str, Any]) -> Markup:
    """Write JSON that may stand inside <script>: no text in it can end the element."""
    text = msgspec.json.encode(data, order="sorted").decode() if data else ""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _about_page(page: Page, look: Look) -> dict[str, Any]:
    site = look.site
    whole = {"@type": "WebSite", "name": site.title, "url": site.url, "inLanguage": site.language}
    if page.kind == "front":
        return {"@context": "https://schema.org", **whole}
    if page.robots or not page.cards:
        return {}
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": page.title,
        "url": full(look, page.url),
        "inLanguage": site.language,
        "isPartOf": whole,
    }


def card(card: Card, look: Look) -> dict[str, Any]:
    """Show a story in a list."""
    names, slugs = look.names, look.names.slugs["country"]
    return {
        "href": href(look, f"/{card.path}.html"),
        "title": card.title,
        "headline": headline(card.title),
        "language": card.language,
        "dir": direction(card.language),
        "summary": card.summary,
        "date": card.date or "",
        "sources": ", ".join(card.source),
        "countries": tuple(
            _link(names.name("country", code), href(look, f"/country/{slugs[code]}/")) for code in card.countries
        ),
        "rights": card.rights,
        "url": card.url,
    }


def headline(title: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a headline, and of each whether it is a short word with a hyphen, to be kept on one line."""
    if "-" not in title:
        return ((title, False),)
    words = ((word, "-" in word and len(word) < _WHOLE) for word in _BETWEEN.split(title) if word)
    return tuple(("".join(word for word, _ in run), whole) for whole, run in groupby(words, lambda word: word[1]))


@lru_cache(maxsize=4096)
def _link(name: str, address: str) -> Link:
    """Return a link that many pages show: the same one to each, since making one takes longer than finding it."""
    return Link(name, address)


def story(article: Article, page: Page, html: str, look: Look) -> dict[str, Any]:
    """Show a story on its own page. ``html`` is its whole body; what rights forbid is left out here."""
    card = page.story.card if page.story else None
    assert card is not None, "a story page has its story"
    decided = evidence.shown(article, html, look.names)
    shown = {
        **_labels(article, card, page, look),
        "title": article.title,
        "headline": headline(article.title),
        "language": card.language,
        "dir": direction(card.language),
        "date": article.date or "",
        "updated": article.updated or "",
        # A publication that stands in for a missing credit is not named twice.
        "publication": article.publication if article.source else "",
        "author": article.author,
        "dateline": article.dateline,
        "cited": article.cited,
        "people": article.people,
        "organisations": article.organisations,
        "summary": card.summary,
        "repeated": card.rights == "full" and _opens_with(html, card.summary),
        "body": Markup(prose.at_home(html, look.base)) if card.rights == "full" else "",
        "rights": card.rights,
        "url": article.url,
        "archive_url": article.archive_url,
        "copyright": article.copyright,
        "accession": article.accession,
        "correction": article.correction,
        "title_origin": article.title_origin,
        "evidence": decided if card.rights == "full" else (),
        "machine": bool(decided),
        "retrieved": article.retrieved or "",
        "extra": dict(article.extra),
    }
    return {"story": shown, "newer": page.data["newer"], "older": page.data["older"]}


def _opens_with(html: str, summary: str) -> bool:
    """Say whether a text begins with its own summary, which then need not stand above it."""
    wanted = summary.rstrip(" .…")
    start = html[3 : 3 + len(wanted)] if html.startswith("<p>") else ""
    if start[:1].isalpha() and start.isprintable() and not any(mark in start for mark in ("<", "&", "  ")):
        return start == wanted  # plain words, which ``prose.plain`` would leave as they are
    return bool(summary) and prose.plain(html[: 2 * len(summary) + 200]).startswith(wanted)


def _labels(article: Article, card: Card, page: Page, look: Look) -> dict[str, Any]:
    """Link a story to the shelves that hold it."""
    hrefs = {(kind, label): address for kind, label, address in page.data["hrefs"]}
    countries = _links("country", article.countries, hrefs, look)
    return {
        "sources": _links("source", card.source, hrefs, look),
        "countries": countries,
        "country_names": ", ".join(link.name for link in countries),
        "mentions": _links("country", article.mentions, hrefs, look),
        "blocs": _links("bloc", article.blocs, hrefs, look),
        "topics": _links("topic", article.topics, hrefs, look),
        "tags": _links("tag", article.tags, hrefs, look),
    }


def _links(kind: str, labels: Sequence[str], hrefs: Mapping[tuple[str, str], str], look: Look) -> tuple[Link, ...]:
    if not labels:
        return ()
    names = look.names.names.get(kind, {})
    return tuple(_link(names.get(label, label), hrefs.get((kind, label), "")) for label in labels)


def story_data(article: Article, page: Page, look: Look) -> dict[str, Any]:
    """Describe a story as JSON-LD (schema.org NewsArticle, based on the original where its address is known)."""
    card = page.story.card if page.story else None
    names = look.names
    topics = (names.name("topic", topic) for topic in with_parents(article.topics, names))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "url": full(look, page.url),
        "mainEntityOfPage": full(look, page.url),
        "inLanguage": card.language if card else look.site.language,
        "description": card.summary if card else "",
        "datePublished": article.date or "",
        "dateModified": article.updated or "",
        "author": [{"@type": "Person", "name": name} for name in article.author],
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in article.source],
        "publisher": {"@type": "Organization", "name": look.site.title, "url": look.site.url},
        "contentLocation": [{"@type": "Country", "name": names.name("country", c)} for c in article.countries],
        "articleSection": list(topics),
        "keywords": list(article.tags),
        "isBasedOn": article.url,
        "copyrightNotice": article.copyright,
    }
    return {name: value for name, value in data.items() if value}


# ---- feeds


def feed_item(card: Card, html: str, look: Look) -> dict[str, Any]:
    """Show a story in a feed: RSS and Atom dates, absolute addresses, no more text than its rights allow."""
    link = full(look, f"/{card.path}.html")
    names = look.names
    categories = [names.name("country", c) for c in card.countries] + [names.name("bloc", c) for c in card.blocs]
    categories += [names.name("topic", t) for t in card.topics] + list(card.tags)
    return {
        "title": unmarked(card.title),
        "link": link,
        "guid": card.guid,
        "id": card.guid,
        "pubdate": _rfc822(card.date, look.site.timezone) if card.date else "",
        "published": rfc3339(card.date, look),
        "updated": rfc3339(card.updated, look),
        "creators": card.author or card.source,
        "authors": card.author or card.source,
        "categories": list(dict.fromkeys(categories)),
        "description": card.summary,
        "summary": card.summary,
        "content": prose.absolute(prose.at_home(html, look.base), link) if card.rights == "full" else "",
        "source_url": card.url,
        "language": card.language,
    }


def unmarked(title: str) -> str:
    """Keep a headline that holds ``<b>`` or ``&amp;`` from being read as markup.

    The title of a feed item is plain text, but many readers decode it twice.
    """
    whole = _ENTITY.sub("＆", title) if "&" in title else title
    return whole.replace("<", "‹").replace(">", "›")


def rfc3339(stamp: str | None, look: Look) -> str:
    """Return a stamp as a moment of RFC 3339 in UTC; empty where there is none."""
    return _rfc3339(stamp, look.site.timezone) if stamp else ""


@lru_cache(maxsize=4096)
def _rfc3339(stamp: Stamp, timezone: str) -> str:
    return stamps.instant(stamp, timezone).isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=4096)
def _rfc822(stamp: Stamp, timezone: str) -> str:
    return format_datetime(stamps.instant(stamp, timezone))


def feed(page: Page, look: Look) -> dict[str, Any]:
    """Describe a feed, and when its newest story appeared."""
    newest = next((card.date for card in page.cards if card.date), None)
    updated = _rfc822(newest, look.site.timezone) if newest else ""
    return {
        "feed": {
            "title": page.title,
            "description": page.description,
            "href": full(look, page.url),
            "page": page.data["page"],
            "language": look.site.language,
        },
        "updated": updated if page.kind == "feed" else rfc3339(newest, look),
    }
