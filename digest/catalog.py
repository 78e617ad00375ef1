"""Articles to stories, stories to cards, cards to shelves."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec

from digest import prose, stamps
from digest.config import Site
from digest.model import Article, Card, Rights, Shelf, Stamp, Story, key_of
from digest.text import alphabetical, slug
from digest.vocabulary import Names

KINDS = ("country", "bloc", "topic", "tag", "source")
"""The kinds of shelf that have an index, a page and a feed each."""
PAIR_MIN = 3
"""Stories that a country and a topic must share to have a page of their own."""
TAG_MIN = 2
"""Stories that a tag must have for a page, unless the settings name it."""
_encode = msgspec.msgpack.encode


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every released story, newest first, and the shelves they stand on."""

    cards: tuple[Card, ...]
    stories: Mapping[str, Story]
    """Path → story, released ones only."""
    shelves: Mapping[tuple[str, str], Shelf]
    """(kind, label) → shelf; several tags or sources with one slug share a shelf."""
    pairs: Mapping[tuple[str, str], Shelf]
    """(country, topic) → shelf."""

    kinds: Mapping[str, tuple[Shelf, ...]]
    """Kind → its shelves, each once, by name."""
    census: bytes
    """Fingerprint of which shelves there are, and how many stories stand on each."""

    def kind(self, kind: str) -> tuple[Shelf, ...]:
        """Return the shelves of a kind, each once, by name."""
        return self.kinds.get(kind, ())


def story_of(article: Article, site: Site, print_: bytes, sealed: bool) -> Story:
    """Keep of an article what the build needs between runs; ``print_`` and ``sealed`` are those of its file."""
    return Story(
        card=_card(article, site),
        print=print_,
        draft=article.draft,
        embargo_until=article.embargo_until,
        mentions=article.mentions,
        aliases=article.aliases,
        files=_files(article),
        seed=article.seed,
        sealed=sealed,
    )


def _card(article: Article, site: Site) -> Card:
    rights = article.rights or _rights(article, site)
    shown: dict[str, Any] = {
        "path": article.path,
        "title": article.title,
        "date": article.date,
        "when": _when(article.date, site.timezone) if article.date else "",
        "source": article.source or ((article.publication,) if article.publication else ()),
        "publication": article.publication,
        "countries": article.countries,
        "blocs": article.blocs,
        "topics": article.topics,
        "tags": article.tags,
        # A summary is part of the text: where only a link is allowed it stays at home, in lists and feeds alike.
        "summary": "" if rights == "link" else article.summary,
        "language": article.language or site.language,
        "author": article.author,
        "url": article.url,
        "guid": article.guid or _guid(article, site),
        "rights": rights,
        "updated": article.updated,
    }
    return Card(**shown, key=key_of(msgspec.msgpack.encode(shown)))


@lru_cache(maxsize=16_384)
def _when(date: Stamp, timezone: str) -> str:
    return stamps.instant(date, timezone).isoformat()


def _files(article: Article) -> tuple[str, ...]:
    """Return the files that a text names: paths below content/, or an address from the root of some site, ``/…``."""
    named = prose.named_files(article.body)
    if not named:
        return ()
    folder = posixpath.dirname(article.path)
    found = set()
    for address in named:
        whole = urlsplit(address) if "//" in address else None
        path = whole.path if whole else address
        found.add(path if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path)))
    return tuple(sorted(found))


def published_files(
    files: Mapping[str, str], stories: Iterable[Story], out: Iterable[Story], unread: Collection[str]
) -> dict[str, str]:
    """Return, of ``files`` (file → path on the site), those that are published: path on the site → file.

    A file is, which a released story shows in full or which no story names. A file that only drafts, embargoed or
    restricted stories name is not, nor one in a folder where a story could not be read (``unread``: paths).
    """
    shown = {name for story in out if story.card.rights == "full" for name in story.files}
    named = {name for story in stories for name in story.files}
    folders = {posixpath.dirname(path) for path in unread}
    return {
        path: file
        for file, path in files.items()
        if _names(shown, path) or not (_names(named, path) or posixpath.dirname(path) in folders)
    }


def _names(names: Collection[str], path: str) -> bool:
    return path in names or any(name.endswith(f"/{path}") for name in names if name.startswith("/"))


def _rights(article: Article, site: Site) -> Rights:
    """Return the strictest of the rights that the settings give to the story's sources and its publication.

    Spellings that share a shelf (``TREND``, ``Trend``) share their rights, and so does a credit that names a source
    among others (``Trend, Report``).
    """
    if not site.sources:
        return site.rights
    mine = "--".join(map(_source_slug, (*article.source, article.publication)))
    order: tuple[Rights, ...] = ("link", "excerpt", "full")
    found = [rights for name, rights in site.sources.items() if f"-{_source_slug(name)}-" in f"-{mine}-"]
    return min(found, key=order.index, default=site.rights)


@lru_cache(maxsize=4096)
def _source_slug(name: str) -> str:
    return slug(name, 200)


def _guid(article: Article, site: Site) -> str:
    """Make the id of a story that was written by hand and has none (RFC 4151: a tag URI)."""
    return f"tag:{site.host},{(article.date or '2000')[:4]}:{slug(article.path, 200)}"


def released(story: Story, today: dt.date, timezone: str) -> bool:
    """Say whether a story may be published on a build of ``today`` (a UTC date).

    A draft never; a story whose printed day is yet to come, not before that day; an embargo, once its moment has
    passed by the first minute of ``today`` (a build knows the day, not the hour: late rather than early). A moment
    without a zone is meant in ``timezone``.
    """
    if story.draft:
        return False
    if story.card.date and stamps.day(story.card.date) > today.isoformat():
        return False
    if story.embargo_until is None:
        return True
    midnight = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC)
    return stamps.instant(story.embargo_until, timezone) <= midnight


def catalog(stories: Iterable[Story], site: Site, names: Names) -> Catalog:
    """Set released stories on their shelves."""
    out = {story.card.path: story for story in stories}
    cards = tuple(newest_first(story.card for story in out.values()))
    found, together = _labelled(cards, names)
    shelves = _shelves(found, site, names)
    pairs = {pair: _pair(pair, tuple(both), shelves, names) for pair, both in together.items() if len(both) >= PAIR_MIN}
    kinds = _kinds(shelves)
    every = [(s.kind, s.url, s.label, s.name, len(s.cards)) for mine in kinds.values() for s in mine]
    census = key_of(_encode((every, [(shelf.url, len(shelf.cards)) for shelf in pairs.values()])))
    return Catalog(cards, out, shelves, pairs, kinds, census)


def _labelled(
    cards: Iterable[Card], names: Names
) -> tuple[dict[tuple[str, str], list[Card]], dict[tuple[str, str], list[Card]]]:
    """Return the cards that carry each (kind, label), and each (country, topic)."""
    found: dict[tuple[str, str], list[Card]] = defaultdict(list)
    together: dict[tuple[str, str], list[Card]] = defaultdict(list)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for card in cards:
        topics = known.get(card.topics)
        if topics is None:
            topics = known[card.topics] = with_parents(card.topics, names)
        for kind, labels in zip(KINDS, (card.countries, card.blocs, topics, card.tags, card.source), strict=True):
            for label in labels:
                found[kind, label].append(card)
        for country in card.countries:
            for topic in topics:
                together[country, topic].append(card)
    return found, together


def _kinds(shelves: Mapping[tuple[str, str], Shelf]) -> dict[str, tuple[Shelf, ...]]:
    found: dict[str, dict[str, Shelf]] = {}
    for shelf in shelves.values():
        found.setdefault(shelf.kind, {})[shelf.key] = shelf
    by_name = {kind: sorted(mine.values(), key=lambda s: (alphabetical(s.name), s.key)) for kind, mine in found.items()}
    return {kind: tuple(mine) for kind, mine in by_name.items()}


def newest_first(cards: Iterable[Card]) -> list[Card]:
    """Sort by time of publication, latest first; undated ones last; the same moment by path."""
    return sorted(sorted(cards, key=lambda c: c.path), key=lambda c: c.when, reverse=True)


def with_parents(topics: Iterable[str], names: Names) -> tuple[str, ...]:
    """Add to topics the first-level ones above them: a story on human rights is one on politics too."""
    topics = tuple(topics)
    return tuple(dict.fromkeys((*topics, *(names.parents[t] for t in topics if t in names.parents))))


def _shelves(found: Mapping[tuple[str, str], list[Card]], site: Site, names: Names) -> dict[tuple[str, str], Shelf]:
    """Make shelves of labelled cards. Spellings with one slug (``Covid-19``, ``COVID-19``) share a shelf."""
    spellings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, label in found:
        spellings[kind, _slug(kind, label, names)].append(label)
    wanted_tags = {slug(tag) for tag in site.tags}
    shelves: dict[tuple[str, str], Shelf] = {}
    for (kind, key), labels in spellings.items():
        cards = found[kind, labels[0]]
        if len(labels) > 1:
            cards = newest_first({c.path: c for label in labels for c in found[kind, label]}.values())
        if kind == "tag" and len(cards) < TAG_MIN and key not in wanted_tags:
            continue
        count = Counter({label: len(found[kind, label]) for label in sorted(labels)})
        label = count.most_common(1)[0][0]
        shelf = Shelf(kind, key, label, _name(kind, label, names), f"/{kind}/{key}/", tuple(cards))
        shelves.update({(kind, spelling): shelf for spelling in labels})
    return shelves


def _pair(
    pair: tuple[str, str], cards: tuple[Card, ...], shelves: Mapping[tuple[str, str], Shelf], names: Names
) -> Shelf:
    country, topic = shelves["country", pair[0]], shelves["topic", pair[1]]
    name = f"{country.name}: {topic.name}"
    return Shelf("pair", topic.key, "/".join(pair), name, f"{country.url}{topic.key}/", cards)


def _slug(kind: str, label: str, names: Names) -> str:
    return (names.slugs[kind].get(label) if kind in names.slugs else None) or slug(label)


def _name(kind: str, label: str, names: Names) -> str:
    return names.name(kind, label) if kind in names.names else label


def by_period(cards: Iterable[Card], by: str) -> dict[str, list[Card]]:
    """Group cards by their printed ``month``, ``2020-06``, or ``year``; undated ones under the empty text.

    Order is kept.
    """
    length = {"month": 7, "year": 4}[by]
    periods: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        periods[(card.date or "")[:length]].append(card)
    return dict(periods)


def fed(catalog: Catalog, length: int) -> dict[str, frozenset[str]]:
    """Return the paths of the stories that stand in an RSS feed of ``length``, and in those of other kinds."""
    shelves = (shelf for kind in catalog.kinds.values() for shelf in kind)
    latest = frozenset(card.path for card in catalog.cards[:length])
    return {"feed": latest.union(card.path for s in shelves for card in s.cards[:length]), "atom": latest}
