"""What a built page says of itself: title, language, ids, and every address that it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from digest.text import collapse

Attributes = dict[str, str | None]

_ADDRESSES = ("href", "src", "action", "formaction", "poster", "xlink:href")
_SETS = ("srcset", "imagesrcset")
_CARDS = frozenset(("og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image"))
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """One page of the built site. Lines are 1-based."""

    file: str
    """Below the output folder: ``country/peru/index.html``."""
    title: str = ""
    language: str = ""
    description: str = ""
    canonical: str = ""
    indexable: bool = True
    """Search engines may list it: no ``noindex``, no redirect."""
    ids: frozenset[str] = frozenset()
    twice: tuple[tuple[int, str], ...] = ()
    """(line, id) of each id that stands on the page already."""
    bare: tuple[tuple[int, str], ...] = ()
    """(line, address) of each image without ``alt``."""
    links: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    """(line, address) of everything that the page leads to or loads."""


@dataclass(slots=True)
class _Notes:
    """What was seen of a page so far."""

    title: list[str] = field(default_factory=list)
    titled: bool = False
    """The first title was read to its end."""
    inside: bool = False
    language: str = ""
    description: str = ""
    canonical: str = ""
    indexable: bool = True
    ids: set[str] = field(default_factory=set)
    twice: list[tuple[int, str]] = field(default_factory=list)
    bare: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)


def read(shared: None, files: tuple[tuple[str, bytes], ...]) -> list[Facts]:
    """Read a batch of pages, given as (file, bytes)."""
    return [facts(file, raw.decode("utf-8", "replace")) for file, raw in files]


def facts(file: str, text: str) -> Facts:
    """Read one page."""
    notes = _Notes()
    parser = HTMLParser()

    def start(tag: str, attributes: list[tuple[str, str | None]]) -> None:
        _start(notes, tag, dict(attributes), parser.getpos()[0])

    def data(words: str) -> None:
        if notes.inside:
            notes.title.append(words)

    def end(tag: str) -> None:
        if tag == "title" and notes.inside:
            notes.inside, notes.titled = False, True

    # The parser calls its own methods: given to it here, no class need inherit from it.
    for name, function in (("handle_starttag", start), ("handle_data", data), ("handle_endtag", end)):
        setattr(parser, name, function)
    parser.feed(text)
    parser.close()
    return Facts(
        file,
        collapse("".join(notes.title)),
        notes.language,
        notes.description,
        notes.canonical,
        notes.indexable,
        frozenset(notes.ids),
        tuple(notes.twice),
        tuple(notes.bare),
        tuple(notes.links),
    )


def _start(notes: _Notes, tag: str, attributes: Attributes, line: int) -> None:
    """Note what a start tag says."""
    notes.links += [(line, address) for address in _addresses(tag, attributes)]
    own = attributes.get("id")
    if own:
        if own in notes.ids:
            notes.twice.append((line, own))
        notes.ids.add(own)
    if tag == "html":
        notes.language = (attributes.get("lang") or "").strip()
    elif tag == "title" and not notes.titled:
        notes.inside = True
    elif tag == "img" and "alt" not in attributes:
        notes.bare.append((line, attributes.get("src") or ""))
    elif tag == "a" and attributes.get("name"):
        notes.ids.add(attributes["name"] or "")
    elif tag == "link" and "canonical" in (attributes.get("rel") or "").lower().split():
        notes.canonical = attributes.get("href") or ""
    elif tag == "meta":
        _meta(notes, attributes)


def _meta(notes: _Notes, attributes: Attributes) -> None:
    name, content = (attributes.get("name") or "").lower(), attributes.get("content") or ""
    if name == "description":
        notes.description = content.strip()
    elif (name == "robots" and "noindex" in content.lower()) or _is_refresh(attributes):
        notes.indexable = False


def _is_refresh(attributes: Attributes) -> bool:
    return (attributes.get("http-equiv") or "").lower() == "refresh"


def _addresses(tag: str, attributes: Attributes) -> Iterator[str]:
    """Yield every address that a tag names."""
    for name in _ADDRESSES:
        value = attributes.get(name)
        if value is not None:
            yield value.strip()
    for name in _SETS:
        value = attributes.get(name)
        if value:
            yield from (part.split()[0] for part in value.split(",") if part.strip())
    if tag == "object" and attributes.get("data"):
        yield attributes["data"] or ""
    if tag == "meta":
        content = attributes.get("content") or ""
        card = attributes.get("property") or attributes.get("name") or ""
        if card.lower() in _CARDS:
            yield content.strip()
        elif _is_refresh(attributes) and (match := _REFRESH.match(content)):
            yield match[1].strip()
