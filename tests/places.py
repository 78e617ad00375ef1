"""The gazetteer of the program, and how the tests of countries and blocs ask it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import digest.words
from digest.classify import countries, gazetteer
from digest.classify.countries import Found
from digest.classify.matching import page
from digest.classify.reading import Gazetteer
from digest.classify.scan import scan
from digest.classify.sentences import split
from digest.model import Text

FILES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(Path(digest.words.__file__).parent.iterdir())
    if path.name in ("countries.txt", "blocs.txt", "territories.tsv", "cities.tsv")
}


@cache
def compiled() -> Gazetteer:
    """Compile the word files, once for all tests."""
    return gazetteer.load(FILES)


def find(places: Gazetteer, body: str, lang: str = "en", title: str = "", **more: str) -> Found:
    """Find the countries of a text whose paragraphs are the lines of ``body``."""
    text = Text(title, tuple(body.split("\n")), more.get("dateline", ""), more.get("date"))
    return countries.find(scan(page(split(text)), places.atlas, lang), places, text.date, more.get("home", ""))


def about(found: Found) -> list[str]:
    """Return the codes of the countries that a text is about, in order."""
    return [evidence.label for evidence in found.countries]


def named(found: Found) -> set[str]:
    """Return the codes of all countries that a text names."""
    return {evidence.label for evidence in (*found.countries, *found.mentions)}
