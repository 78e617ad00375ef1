"""Names that CLDR knows, as lookup tables: months, weekdays, countries, languages. Read once a process."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from babel import Locale

# The languages in which datelines and date lines are met; English first, as the most frequent.
LOCALES = (
    "en ru fr de es it pt tr uk az tk kk uz uz_Cyrl ky tg be ar ar_LB ar_DZ ar_MA fa pl nl ro zh ja ko".split()
)  # fmt: skip
# Of these only the months are needed: their short names of weekdays are single letters.
_MONTH_LOCALES = (*LOCALES, "hu", "cs", "sk", "sv", "da", "nb", "el")
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


@functools.cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def plain_name(name: str) -> str:
    """Fold a name for a look-up: no case, no closing stop, and no difference between the i with and without its dot.

    ``HAZİRAN`` folds to an i with a dot of its own, ``KASIM`` to one with a dot where Turkish has none.
    """
    return name.casefold().replace("\u0307", "").replace("ı", "i").strip(" .\u200e\u200f")


@functools.cache
def months() -> Mapping[str, int]:
    """Map a month's name or abbreviation (case-folded, without its stop) to 1-12, in all of ``_MONTH_LOCALES``."""
    found: dict[str, int] = {}
    for name in _MONTH_LOCALES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in _locale(name).months[form][width].items():
                    if not any(char.isdigit() for char in word):
                        found.setdefault(plain_name(word), number)
    return {**found, **_MORE_MONTHS}


@functools.cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week (case-folded, without a stop)."""
    forms = ((name, form, width) for name in LOCALES for form in ("format", "stand-alone")
             for width in ("wide", "abbreviated"))  # fmt: skip
    return frozenset(
        plain_name(word) for name, form, width in forms for word in _locale(name).days[form][width].values() if word
    )


@functools.cache
def countries() -> frozenset[str]:
    """Return the names of countries (case-folded), for telling ``Turkmenistan`` from ``Ashgabat`` in a dateline."""
    names = {
        plain_name(word)
        for name in LOCALES
        for code, word in _locale(name).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return frozenset(names.union(map(plain_name, _MORE_COUNTRIES)))


def _language_names(name: str) -> Iterator[tuple[str, str]]:
    for code, word in _locale(name).languages.items():
        if len(code) == 2:
            yield plain_name(word), code


@functools.cache
def languages() -> Mapping[str, str]:
    """Map the name of a language, in any of ``LOCALES`` (so each of these in itself too), to its ISO 639-1 code."""
    found: dict[str, str] = {}
    for name in LOCALES:
        for word, code in _language_names(name):
            found.setdefault(word, code)
    return found
