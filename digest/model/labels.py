"""Labels: what a text is about, each with the sentence that decided it, and the vocabulary that they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from digest.model.raw import Stamp


class Text(Struct, frozen=True, gc=False):
    """What the classifier reads. ``language`` may be empty: then it is detected."""

    title: str
    paragraphs: tuple[str, ...]
    dateline: str = ""
    date: Stamp | None = None
    language: str = ""
    source: str = ""


class Evidence(Struct, frozen=True, gc=False):
    """A label and what decided it.

    ``place`` is ``title``, ``dateline``, ``house`` or paragraph.sentence of the body, both from 1: ``5.1``.
    ``start`` and ``end`` are the offsets, in ``sentence``, of the words that decided. ``score`` is 0 to 1, how sure
    the label is: of a country 0.5 or more, of a mention less; what it says of each kind is told in
    docs/explanation/how-labels-are-found.md.
    """

    label: str
    place: str
    start: int = 0
    end: int = 0
    sentence: str = ""
    score: float = 1.0


class Labels(Struct, frozen=True, gc=False):
    """What a text is about (``countries``, in order of weight), what it merely names, and the rest."""

    countries: tuple[Evidence, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    blocs: tuple[Evidence, ...] = ()
    topics: tuple[Evidence, ...] = ()
    tags: tuple[Evidence, ...] = ()
    people: tuple[Evidence, ...] = ()
    organisations: tuple[Evidence, ...] = ()
    cited: tuple[str, ...] = ()
    language: str = ""
    basis: Literal["text", "dateline", "house", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the two-level vocabulary. ``medtop`` is its IPTC Media Topics id, ``top`` its first level's."""

    slug: str
    medtop: str
    top: str
    parent: str = ""
    """Slug of the first-level topic; empty for a first-level one."""
    labels: tuple[tuple[str, str], ...] = ()
    """(language, label)."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A union or organisation of states."""

    code: str
    labels: tuple[tuple[str, str], ...] = ()
