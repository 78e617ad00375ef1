"""Territories that states dispute: what the settings may call them, and to which country each is counted."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

PARTS = (
    "abkhazia",
    "crimea",
    "donbas",
    "golan",
    "jerusalem",
    "karabakh",
    "northern-cyprus",
    "somaliland",
    "south-ossetia",
    "transnistria",
)
"""Those without a code of ISO 3166-1. ``countries.txt`` has their names, and the country that each counts for."""
NONE = "none"
"""In place of a country: such a name counts for none."""
FILE = "counts_as"
"""Under this name the setting travels with the word lists, since it shapes labels as they do."""


def as_text(counts: Mapping[str, str]) -> str:
    """Write the setting as lines ``XK RS``."""
    return "".join(f"{territory} {country}\n" for territory, country in sorted(counts.items()))


def parse(text: str) -> dict[str, str]:
    """Read the lines of ``as_text``."""
    return {territory: country for territory, _, country in (line.partition(" ") for line in text.splitlines())}


def nearest(name: str, territories: Mapping[str, str]) -> str:
    """Return the code or part most like ``name``, or nothing; ``territories`` are names by code."""
    known = {part: part for part in PARTS} | {label.casefold(): code for code, label in territories.items()}
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.7)
    return known[near[0]] if near else ""
