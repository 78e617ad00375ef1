"""What every page shares, and the helpers that templates call: links, words, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from digest import config, stamps
from digest.config import Site
from digest.model import Link, Stamp, key_of
from digest.theme import Theme
from digest.vocabulary import Names


@dataclass(frozen=True, slots=True)
class Look:
    """Settings, names, theme and navigation of one site. Two looks with one ``key`` are the same."""

    key: bytes
    site: Site = field(compare=False)
    names: Names = field(compare=False, repr=False)
    theme: Theme = field(compare=False, repr=False)
    nav: tuple[Link, ...] = field(compare=False)
    footer: tuple[Link, ...] = field(compare=False)
    """Free pages that every page links at its foot: an imprint, say."""
    code: bytes = field(compare=False, repr=False)
    """Fingerprint of the program."""
    settings: bytes = field(compare=False, repr=False)
    """Fingerprint of settings, names, navigation and footer."""
    base: str = field(compare=False)
    """The path of the site, with which every link begins: ``/`` or ``/repo/``."""


def look(site: Site, names: Names, theme: Theme, code: bytes, free: Mapping[str, str]) -> Look:
    """Make the look of a site; ``free`` are the names and titles of its free pages: ``{"about": "About us"}``.

    The about page stands in the navigation, the others at the foot.
    """
    nav = tuple(
        Link(word(theme, site.language, text), site.base + path, key=key)
        for key, path, text in (
            ("country", "country/", "countries"),
            ("topic", "topic/", "topics"),
            ("source", "source/", "sources"),
            ("search", "search/", "search"),
            ("feeds", "feeds/", "feeds"),
            ("about", "about/", "about"),
        )
        if (key != "search" or site.search) and (key != "about" or "about" in free)
    )
    footer = tuple(Link(title, f"{site.base}{name}/") for name, title in sorted(free.items()) if name != "about")
    settings = key_of(config.key(site), repr(nav), repr(footer), repr(names.names))
    return Look(key_of(settings, theme.key, code), site, names, theme, nav, footer, code, settings, site.base)


def helpers(look: Look) -> dict[str, Any]:
    """Return the names that every template may use; ``docs/reference/theme.md`` lists them."""
    site, theme = look.site, look.theme
    return {
        "site": SimpleNamespace(
            title=site.title,
            description=site.description,
            url=site.url,
            base=site.base,
            language=site.language,
            dir=direction(site.language),
        ),
        "nav": look.nav,
        "footer": look.footer,
        "link": lambda path: site.base + path.removeprefix("/"),
        "absolute": lambda path: site.url + path.removeprefix("/"),
        "asset": lambda name: site.base + theme.assets[name],
        "asset_url": lambda name: site.url + theme.assets[name],
        "t": lambda key, **values: word(theme, site.language, key, **values),
        "date": lambda stamp, form: printed(stamp, form, site.language),
        "iso": lambda stamp: stamp,  # a stamp is what the attribute datetime holds, at every precision
        "language_dir": direction,
        "number": lambda value: _number(value, site.language),
    }


def word(theme: Theme, language: str, key: str, **values: object) -> str:
    """Return a text of the interface with ``values`` filled in; ``count`` also chooses the plural form."""
    words = theme.strings[key]
    if not isinstance(words, str):
        count = values["count"]
        assert isinstance(count, int), f"{key} is a text with plural forms: it needs a count"
        words = words.get(_plural(count, language), words["other"])
        values["count"] = _number(count, language)
    return words.format(**values) if values else words


@lru_cache(maxsize=4096)
def printed(stamp: Stamp, form: str, language: str) -> str:
    """Write a stamp for readers at its own precision. ``form`` is long, medium, month or weekday.

    The long form adds the time as printed, with its distance from UTC where the print gives one.
    """
    locale = _locale(language)
    day = dt.date.fromisoformat(stamps.day(stamp))
    if form == "month" or len(stamp) == 7:
        return str(format_skeleton("yMMMM", day, locale=locale))
    text = str(format_date(day, {"weekday": "full"}.get(form, form), locale=locale))
    if form != "long" or "T" not in stamp:
        return text
    moment = dt.datetime.fromisoformat(stamp)
    zone = f" (UTC{stamp[-6:]})".replace("(UTC+00:00)", "(UTC)") if moment.tzinfo else ""
    return f"{text}, {format_time(moment.time(), 'short', locale=locale)}{zone}"


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """Return the direction of a language's script: ``rtl`` or ``ltr``."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, TypeError, UnknownLocaleError):
        return "ltr"


@lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return str(format_decimal(value, locale=_locale(language)))


@lru_cache(maxsize=4096)
def _plural(count: int, language: str) -> str:
    """Return the plural category of a number: ``one``, ``few``, ``other``."""
    return str(_locale(language).plural_form(count))


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
