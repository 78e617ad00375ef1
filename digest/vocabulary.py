"""Names of countries, blocs and topics: code to name in the site's language, and any name back to its code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from babel import Locale
from babel.localedata import locale_identifiers

from digest.model import Bloc, Topic
from digest.text import slug

_NOT_COUNTRIES = frozenset("AC CP CQ DG EA IC TA EU EZ UN QO XA XB ZZ".split())
"""Two-letter codes that CLDR names but ISO 3166 does not assign to a country (XK, Kosovo, stays)."""


_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic, which are mostly left out in print."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one site. ``kind`` is ``country``, ``bloc`` or ``topic`` throughout."""

    language: str
    names: Mapping[str, Mapping[str, str]]
    """kind → code → name in the site's language."""
    slugs: Mapping[str, Mapping[str, str]]
    """kind → code → slug of its page, the same whatever the site's language."""
    codes: Mapping[str, Mapping[str, str]] = field(repr=False)
    """kind → folded name → code."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """topic → its first-level topic."""
    medtops: Mapping[str, str] = field(default_factory=dict)
    """topic → IPTC Media Topics id."""

    def name(self, kind: str, code: str) -> str:
        """Return the name for pages and files; the code itself where it has none."""
        return self.names[kind].get(code, code)

    def code(self, kind: str, name: str) -> str | None:
        """Return the code of a name in the site's language, in English or, for a country, any language of CLDR."""
        folded = fold(name)
        found = self.codes[kind].get(name.strip().casefold()) or self.codes[kind].get(folded)
        return found if found or kind != "country" else _every_country_name().get(folded)

    def nearest(self, kind: str, name: str) -> str:
        """Return the known name most like ``name``, as files write it, or nothing when none is like it."""
        written = {label.casefold(): code if kind == "topic" else label for code, label in self.names[kind].items()}
        if kind == "topic":
            written |= {code: code for code in self.names[kind]}
        near = get_close_matches(name.casefold(), written, n=1, cutoff=0.75)
        return written[near[0]] if near else ""


def fold(name: str) -> str:
    """Reduce a name to what two spellings of it share: no case, no accents, no punctuation.

    The vowel signs of Indian and other scripts are letters in all but name, and stay.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", name.casefold()))
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c)[0] == "M")


def load(
    language: str,
    blocs: Iterable[Bloc],
    topics: Iterable[Topic],
    overrides: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Names:
    """Make the names of a site: CLDR's for countries, ``overrides`` of them by code, further ``aliases`` to a code."""
    english = countries("en")
    called = {**english, **countries(language), **(overrides or {})}
    blocs, topics = tuple(blocs), tuple(topics)
    bloc_names = {b.code: _label(b.labels, language) or b.code for b in blocs}
    topic_names = {t.slug: _label(t.labels, language) or t.slug for t in topics}
    return Names(
        language,
        {"country": called, "bloc": bloc_names, "topic": topic_names},
        {
            "country": {code: slug(english.get(code, name)) for code, name in called.items()},
            "bloc": {b.code: slug(_label(b.labels, "en") or b.code) for b in blocs},
            "topic": {t.slug: t.slug for t in topics},
        },
        {
            "country": _reverse(aliases or {}, _inverted(english), _inverted(called), {c: c for c in called}),
            "bloc": _reverse({name: b.code for b in blocs for _, name in b.labels}, {b.code: b.code for b in blocs}),
            "topic": _reverse({name: t.slug for t in topics for _, name in t.labels}, {t.slug: t.slug for t in topics}),
        },
        {t.slug: t.parent for t in topics if t.parent},
        {t.slug: t.medtop for t in topics},
    )


def more_labels(text: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Read a file of the form of ``words/topic-labels.tsv``: topic → (language, label) of each."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for topic, language, label in (line.split("\t") for line in text.splitlines() if line and line[0] != "#"):
        found[topic] = (*found.get(topic, ()), (language, label))
    return found


def profiles(text: str) -> dict[str, dict[str, dict[str, str]]]:
    """Read a file of the form of ``words/names.txt``: profile → code → language → name."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = {}
        elif line and not line.startswith("#"):
            code, _, names = line.partition("  ")
            pairs = (part.split(":", 1) for part in names.split(";"))
            found[[*found][-1]][code] = {language.strip(): name.strip() for language, name in pairs}
    return found


def of_profile(profile: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """Return the names by code that a profile has for a language of the site."""
    found = {code: names.get(language) or names.get(language.split("-")[0], "") for code, names in profile.items()}
    return {code: name for code, name in found.items() if name}


def _label(labels: Iterable[tuple[str, str]], language: str) -> str:
    table = dict(labels)
    return table.get(language) or table.get(language.split("-")[0]) or table.get("en", "")


def _inverted(names: Mapping[str, str]) -> dict[str, str]:
    return {name: code for code, name in names.items()}


def _reverse(*tables: Mapping[str, str]) -> dict[str, str]:
    """Join name → code tables under folded names, later ones winning; a name as it is spelt wins over a folded one."""
    folded = {fold(name): code for table in tables for name, code in table.items()}
    return folded | {name.casefold(): code for table in tables for name, code in table.items()}


@lru_cache(maxsize=8)
def countries(language: str) -> dict[str, str]:
    """Return ISO code → CLDR name in a language."""
    territories = Locale.parse(language, sep="-").territories
    return {
        code: name
        for code, name in sorted(territories.items())
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


@lru_cache(maxsize=1)
def _every_country_name() -> dict[str, str]:
    """Return folded name → code over all languages of CLDR (half a second: for a name that nothing else knows).

    Where two languages use one name for different countries it names none.
    """
    found: dict[str, str] = {}
    for language in sorted(i for i in locale_identifiers() if "_" not in i):
        for code, name in countries.__wrapped__(language).items():
            if found.setdefault(fold(name), code) != code:
                found[fold(name)] = ""
    return {name: code for name, code in found.items() if code and name}
