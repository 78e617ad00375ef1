"""The site: shelves of cards, pages, and the plan of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from digest.model.stories import Card, Story


@dataclass(frozen=True, slots=True)
class Shelf:
    """The stories that share something, newest first. ``kind`` is one of ``catalog.KINDS``."""

    kind: str
    key: str
    """Slug; the last part of its URL."""
    label: str
    """Code or name that the cards carry: ``TM``, ``EU``, ``human-rights``, ``COVID-19``, ``Trend``."""
    name: str
    url: str
    """From the root of the site: ``/country/turkmenistan/``."""
    cards: tuple[Card, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Link:
    """A name on a page, with the address that it leads to (empty: plain text) and, in lists, a count."""

    name: str
    href: str = ""
    count: int | None = None
    key: str = ""
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A file that the site must have, and all that shapes it.

    ``url`` is a path from the root of the site: ``/country/peru/`` is the file ``country/peru/index.html``.
    """

    url: str
    kind: str
    template: str
    """Empty for a copied file."""
    cards: tuple[Card, ...] = field(default=(), repr=False)
    """The stories that it lists, newest first."""
    story: Story | None = field(default=None, repr=False)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What else it shows: small plain values only, since they are part of its fingerprint."""
    title: str = ""
    description: str = ""
    section: str = ""
    feed: Link | None = None
    robots: str = ""

    @property
    def file(self) -> str:
        """The file below the output folder."""
        return self.url[1:] + ("index.html" if self.url.endswith("/") else "")


@dataclass(frozen=True, slots=True)
class Change:
    """A page to write, and why."""

    page: Page
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build does: pages to write, files to remove, and how many pages stay as they are."""

    writes: tuple[Change, ...]
    removals: tuple[str, ...]
    kept: int
