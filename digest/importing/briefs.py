"""A seed article in short: all that decides about it, so that no text is held while others are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest import seeds, stamps, text
from digest.model import Seed, Stamp, key_of, travels

ALIKE = 0.5
"""Share of words that a changed seed must keep to count as the same article at its place."""


@travels
@dataclass(frozen=True, slots=True)
class Brief:
    """What decides about a seed article; its text is not here."""

    path: str
    """Of its file."""
    index: int
    """Place in the file, from 1."""
    line: int
    """Of the file, where it begins."""
    print: str
    """Its fingerprint (see ``print_of``)."""
    title: str
    titled: bool
    """The headline is printed, not made."""
    date: Stamp | None
    wanted: str
    """Path that its story is to have, if that is free."""
    alike: tuple[str, ...] = ()
    """Stories made of an earlier text at its place, by path, with which it shares enough of its words."""
    kept: tuple[str, int, int] = ("", 0, 0)
    """Where the article itself lies until its story is made (see ``disk.Ref``)."""


def brief(seed: Seed, mark: str, alike: tuple[str, ...] = (), kept: tuple[str, int, int] = ("", 0, 0)) -> Brief:
    """Say in short what a seed article is, of which ``mark`` is the fingerprint."""
    title = title_of(seed)
    wanted = _wanted_path(seed.date, title)
    return Brief(seed.path, seed.index, seed.line, mark, title, bool(seed.headline), seed.date, wanted, alike, kept)


def print_of(seed: Seed) -> str:
    """Fingerprint a seed article: its own raw text, whatever its file is called."""
    return key_of(text.collapse(seed.text)).hex()


def label_of(seed: Seed | Brief) -> str:
    """Name a seed article for people: ``seeds/trend.txt#1``. A tab in the name of a file would end it in the list."""
    return f"{file_label(seed.path)}#{seed.index}"


def file_label(path: str) -> str:
    """Name a seed file as labels do."""
    return path if path.isascii() and path.isprintable() else re.sub("[^ -~]", _printable, path)


def _printable(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else f"%{ord(match[0]):02X}"


def title_of(seed: Seed) -> str:
    """Return the printed headline, or one made from the lead sentence."""
    return seed.headline or seeds.headline(seed.paragraphs[0] if seed.paragraphs else "") or "Untitled"


def _wanted_path(date: Stamp | None, title: str) -> str:
    folder = stamps.month(date).replace("-", "/") if date else "undated"
    return f"{folder}/{text.slug(title)}"


def resembles(seed: Seed, story: str) -> bool:
    """Say whether a changed text still shares enough of its words with the story that was made of it."""
    old = set(re.findall(r"\w+", story.casefold()))
    new = set(re.findall(r"\w+", " ".join(seed.paragraphs).casefold()))
    return bool(new) and len(old & new) >= ALIKE * len(new)
