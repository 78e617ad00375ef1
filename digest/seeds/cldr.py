"""Names that CLDR knows, as lookup tables: months, weekdays, countries, languages. Read once a process."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import localedata

# The languages in which datelines and date lines are met; English first, as the most frequent.
LOCALES = (
    "en ru fr de es it pt tr uk az tk kk uz uz_Cyrl ky tg be ar ar_LB ar_DZ ar_MA fa pl nl ro zh ja ko".split()
)  # fmt: skip
# Of these only the months are needed: their short names of weekdays are single letters.
_MONTHS_ONLY = "hu cs sk sv da no el".split()
# Months that print keeps using and CLDR does not list (lower case): English and Italian four-letter forms, older
# spellings of Turkmen, Azerbaijani and Uzbek.
_MORE_MONTHS = {
    "sept": 9, "febr": 2, "sett": 9, "июня": 6, "сент": 9, "нояб": 11, "январь": 1, "januar": 1, "jänner": 1,
    "ýanwaryň": 1, "sentyabr": 9, "oktyabr": 10, "noyabr": 11, "dekabr": 12, "sentabr": 9, "setiembre": 9,
}  # fmt: skip
_MORE_COUNTRIES = (
    "usa u.s. us u.s.a. uk u.k. uae u.a.e. prc сша оаэ рф великобритания кнр rf abd bae кыргызстан киргизия"
    " turkmenia белоруссия молдавия england scotland wales"
).split()


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the functions below return."""

    months: Mapping[str, int]
    weekdays: frozenset[str]
    countries: frozenset[str]
    languages: Mapping[str, str]


def plain_name(name: str) -> str:
    """Fold a name for a look-up: no case, no closing stop, and no difference between the i with and without its dot.

    ``HAZİRAN`` folds to an i with a dot of its own, ``KASIM`` to one with a dot where Turkish has none.
    """
    return name.casefold().replace("\u0307", "").replace("ı", "i").strip(" .\u200e\u200f")


def months() -> Mapping[str, int]:
    """Map a month's name or abbreviation (case-folded, without its stop) to 1-12, in all languages read here."""
    return _tables().months


def weekdays() -> frozenset[str]:
    """Return the names of the days of the week (case-folded, without a stop)."""
    return _tables().weekdays


def countries() -> frozenset[str]:
    """Return the names of countries (case-folded), for telling ``Turkmenistan`` from ``Ashgabat`` in a dateline."""
    return _tables().countries


def languages() -> Mapping[str, str]:
    """Map the name of a language, in any of ``LOCALES`` (so each of these in itself too), to its ISO 639-1 code."""
    return _tables().languages


@functools.cache
def _tables() -> _Tables:
    """Read all tables in one pass, so that no language need be read a second time."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    countries = set(map(plain_name, _MORE_COUNTRIES))
    languages: dict[str, str] = {}
    for name in (*LOCALES, *_MONTHS_ONLY):
        own = _own(name)
        for number, word in _calendar(own["months"]):
            if not any(map(str.isdigit, word)):
                months.setdefault(plain_name(word), number)
        if name in _MONTHS_ONLY:
            continue
        weekdays.update(plain_name(word) for _, word in _calendar(own["days"]) if word)
        countries.update(plain_name(n) for code, n in own["territories"].items() if len(code) == 2 and code.isalpha())
        for code, word in own["languages"].items():
            if len(code) == 2:
                languages.setdefault(plain_name(word), code)
    return _Tables({**months, **_MORE_MONTHS}, frozenset(weekdays), frozenset(countries), languages)


def _calendar(names: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield (number, name) of the months or days of a language, written out and short."""
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from names.get(form, {}).get(width, {}).items()


def _own(name: str) -> Mapping[str, Any]:
    """Read what CLDR says of a language itself; what a language shares with another stands with that one.

    To put both together, as Babel does, takes longer than to read them. And it would keep all that it knows of each: a
    megabyte, of which little is needed.
    """
    kept = getattr(localedata, "_cache", {})
    whole = kept.pop(name, None)
    own: Mapping[str, Any] = localedata.load(name, merge_inherited=False)
    kept.pop(name, None)
    if whole is not None:
        kept[name] = whole
    return own
