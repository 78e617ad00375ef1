"""Stories: the whole article, the card that lists may show of it, and what the build keeps of its file."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from digest.model.raw import Stamp

Rights = Literal["full", "excerpt", "link"]


class Article(Struct, frozen=True, gc=False):
    """One story, as its Markdown file tells it."""

    path: str
    """Below ``content/``, without the ending: ``2020/06/oil``. It is the story's URL."""
    title: str
    date: Stamp | None = None
    title_origin: str = ""
    updated: Stamp | None = None
    source: tuple[str, ...] = ()
    publication: str = ""
    cited: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    dateline: str = ""
    countries: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    url: str = ""
    archive_url: str = ""
    accession: str = ""
    copyright: str = ""
    rights: Rights | None = None
    draft: bool = False
    embargo_until: Stamp | None = None
    correction: str = ""
    aliases: tuple[str, ...] = ()
    other_dates: tuple[str, ...] = ()
    retrieved: Stamp | None = None
    guid: str = ""
    seed: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    """(label as written in the file, place): see ``Evidence.place``."""
    extra: tuple[tuple[str, str], ...] = ()
    """Keys that are not ours, as written."""
    body: str = ""


class Card(Struct, frozen=True, gc=False, array_like=True):
    """What lists may show of a story: never its body."""

    path: str
    title: str
    date: Stamp | None
    when: str
    """Sorts by time of publication: the instant in UTC, ISO 8601; empty where undated."""
    source: tuple[str, ...]
    publication: str
    countries: tuple[str, ...]
    blocs: tuple[str, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    language: str
    author: tuple[str, ...]
    url: str
    guid: str
    rights: Rights
    updated: Stamp | None = None
    key: bytes = b""
    """Fingerprint of all the above."""


class Story(Struct, frozen=True, gc=False, array_like=True):
    """What the build keeps of a content file between runs: its card, its print, and what decides its release."""

    card: Card
    print: bytes
    """Fingerprint of the whole file."""
    draft: bool = False
    embargo_until: Stamp | None = None
    mentions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Files beside it that its text names, as paths below ``content/``."""
    seed: str = ""
    sealed: bool = False
    """The file is still as the importer wrote it."""
