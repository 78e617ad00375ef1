"""Seeds: what a raw file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from digest.model.records import travels

Stamp = str
"""A date as it was printed; see ``digest.model``."""


@travels
@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed: ``TASHKENT, June 23 (Northern Courier) -``."""

    raw: str
    places: tuple[str, ...] = ()
    date: Stamp | None = None
    agency: str = ""


@travels
@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date in the text that is not the publication date. An ambiguous one (06/07/2020) keeps its printed form."""

    text: str
    role: Literal["event", "dateline", "body"]
    ambiguous: bool = False


@travels
@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article as its file prints it, nothing invented and nothing interpreted."""

    path: str
    """Path of the file below the root of the digest, with ``/``: ``seeds/2020/trend.txt``."""
    index: int
    """Place in the file, from 1."""
    text: str = field(repr=False)
    """The raw text of this article alone, LF line ends: what its fingerprint is taken over."""
    line: int = 1
    """Line of the file where it begins."""
    layout: str = ""
    encoding: str = "utf-8"
    headline: str = ""
    """Empty where the file prints none."""
    date: Stamp | None = None
    date_source: str = ""
    updated: Stamp | None = None
    embargo: Stamp | None = None
    """The moment that an embargo names."""
    held: bool = False
    """An embargo whose moment cannot be read, or a draft: it must not get out before a person has looked."""
    credit: tuple[str, ...] = ()
    """Agencies, as printed."""
    byline: tuple[str, ...] = ()
    """Authors, as printed, without "By"."""
    publication: str = ""
    dateline: Dateline | None = None
    paragraphs: tuple[str, ...] = ()
    """The body: white space collapsed, one line each, otherwise word for word."""
    url: str = ""
    language: str = ""
    """Declared by the file (ISO 639-1); empty where it declares none."""
    accession: str = ""
    """The archive's own number of the article (Factiva ``AN``)."""
    copyright: str = ""
    tags: tuple[str, ...] = ()
    """Keywords that the file itself declares."""
    other_dates: tuple[OtherDate, ...] = ()
    dropped: tuple[str, ...] = ()
    """Furniture that was left out: rules, "Follow us", repeated credits."""
    warnings: tuple[str, ...] = ()
    """Of ``no-date``, ``dates-differ``, ``encoding-guessed``, ``no-text``, ``text-dropped`` (it reads as news),
    ``embargo`` (it is held back)."""
