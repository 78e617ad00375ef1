"""The site: shelves of cards, pages, and the plan of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from msgspec import Struct

from digest.model.stories import Card, Story

KEPT = "pagefind"
"""Folder of the site that is the search index's alone."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of a theme: ``name`` is how problems name it, ``files`` its contents by path below it."""

    name: str
    files: Mapping[str, bytes]


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


class Link(Struct, frozen=True, gc=False):
    """A name on a page, with the address that it leads to (empty: plain text) and, in lists, a count."""

    name: str
    href: str = ""
    count: int | None = None
    key: str = ""
    children: tuple[Link, ...] = ()


class Page(NamedTuple):
    """A file that the site must have, and all that shapes it.

    ``url`` is a path from the root of the site: ``/country/peru/`` is the file ``country/peru/index.html``.
    """

    url: str
    kind: str
    template: str
    """Empty for a copied file."""
    cards: tuple[Card, ...] = ()
    """The stories that it lists, newest first."""
    story: Story | None = None
    data: Mapping[str, Any] = {}
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
class Group:
    """Pages that are made together, or not at all: a shelf with its years and its feed, the stories of a month."""

    name: str
    key: bytes
    """Fingerprint of all that shapes the pages, the look of the site aside; empty: they are made by every build."""
    pages: Callable[[], Iterable[Page]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Filed:
    """What is remembered of a group: its key, and (file, key, state of the file, day for the sitemap) of its pages."""

    key: bytes
    pages: tuple[tuple[str, bytes, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was written, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build did: pages written, files removed, and how many pages stayed as they were."""

    writes: tuple[Change, ...]
    removals: tuple[str, ...]
    kept: int
