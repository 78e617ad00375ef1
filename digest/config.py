"""``[tool.digest]`` of pyproject.toml becomes one ``Site``, or all its problems at once. Pure: text in, values out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_type_hints
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale, UnknownLocaleError

from digest import contested
from digest.model import Problem, Rights, key_of
from digest.text import collapse

FILE = "pyproject.toml"
PROFILES = ("cldr", "plain", "un")
FALLBACK_URL = "https://example.invalid/"
"""Stands in feeds and canonical links until ``url`` is set (RFC 2606: it can never lead anywhere)."""


@dataclass(frozen=True, slots=True)
class Site:
    """The settings; its fields are the only list of options. See ``docs/reference/settings.md``."""

    title: str = "Press Digest"
    url: str = FALLBACK_URL
    language: str = "en"
    timezone: str = "UTC"
    description: str = ""
    theme: str = "default"
    tags: tuple[str, ...] = ()
    """Tags that have a page even with a single story."""
    search: bool = True
    home: str = ""
    """House country: an ISO code, for news that never names its own."""
    feed_length: int = 30
    rights: Rights = "full"
    sources: Mapping[str, Rights] = field(default_factory=dict)
    """Rights by source, where they differ from ``rights``."""
    names: str = "cldr"
    """Whose names countries bear: one of ``PROFILES``."""
    territory_names: Mapping[str, str] = field(default_factory=dict)
    """Names for ISO codes, where they differ from those of ``names``."""
    counts_as: Mapping[str, str] = field(default_factory=dict)
    """Contested territory, an ISO code or one of ``contested.PARTS`` → the country whose label it gets, or ``none``."""

    @property
    def base(self) -> str:
        """The path of ``url``: ``/`` or ``/repo/``."""
        return _path(self.url)

    @property
    def host(self) -> str:
        """The host of ``url``, which stands in the ids of stories."""
        return _host(self.url)


@lru_cache(maxsize=16)
def _path(url: str) -> str:
    return urlsplit(url).path


@lru_cache(maxsize=16)
def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def key(site: Site) -> bytes:
    """Fingerprint the settings."""
    return key_of(*(f"{f.name}={_plain(getattr(site, f.name))}" for f in fields(site)))


def read(text: str, url: str | None = None) -> tuple[Site, tuple[Problem, ...]]:
    """Read the text of pyproject.toml (empty: all defaults); ``url`` from the command line wins over the file's.

    A problem in a setting leaves its default in place; the caller decides whether to go on.
    """
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 0
        return Site(), (Problem(FILE, line, f"is not TOML: {error}", "mend the line, or ask a TOML checker"),)
    table = tool.get("digest", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        return Site(), (Problem(FILE, 0, "[tool.digest] is not a table", "write [tool.digest] on a line of its own"),)
    if url is not None:
        table["url"] = url
    problems = list(_unknown(table, text))
    values: dict[str, Any] = {}
    hints = get_type_hints(Site)
    for name in (f.name for f in fields(Site) if f.name in table):
        try:
            values[name] = _convert(name, table[name], hints[name])
        except Refused as error:
            where, line = ("--url", 0) if name == "url" and url is not None else (FILE, _line(text, name))
            problems.append(Problem(where, line, f"`{name}` {error.says}", error.hint))
    return Site(**values), tuple(problems)


class Refused(ValueError):
    """A value that an option cannot take: what is wrong, and what to write."""

    def __init__(self, says: str, hint: str) -> None:
        super().__init__(says)
        self.says, self.hint = says, hint


def advice(site: Site) -> tuple[Problem, ...]:
    """Return warnings about settings that are sound but will be missed."""
    if site.url != FALLBACK_URL:
        return ()
    says = f"`url` is not set: feeds and canonical links lead to {FALLBACK_URL} until it is"
    return (Problem(FILE, 0, says, 'write url = "https://user.github.io/repo/" below [tool.digest]', "warning"),)


def _convert(name: str, value: object, kind: Any) -> Any:
    """Return the typed and checked value of one option, or raise ``Refused``."""
    try:
        typed = msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        raise Refused(f"is {value!r}: {str(error).lower()}", "see docs/reference/settings.md") from error
    check = _CHECKS.get(name)
    return typed if check is None else check(typed)


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:  # brackets that do not pair, a port that is no number
        parts, host = urlsplit(""), None
    odd = parts.query or parts.fragment or re.search(r"[\s\"<>\\^`{|}]", parts.netloc)
    if parts.scheme not in ("http", "https") or not host or odd:
        raise Refused(f'is "{value}", which is not a web address', "write https://user.github.io/repo/")
    path = quote(parts.path.strip("/"), safe="/%~")
    return f"{parts.scheme}://{parts.netloc.lower()}/{path + '/' if path else ''}"


def _language(value: str) -> str:
    try:
        return str(Locale.parse(value, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError) as error:
        raise Refused(f'is "{value}", which CLDR does not know', "write a code such as en, ru or pt-BR") from error


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise Refused(f'is "{value}", which is not a time zone', "write a name such as Asia/Ashgabat or UTC") from error
    return value


def country(value: str) -> str:
    """Check the code of a country; empty stands for none. Raises ``Refused``."""
    if value and not (len(value) == 2 and value in Locale("en").territories):
        raise Refused(f'is "{value}", which is not a country code', "write an ISO 3166 code such as US")
    return value


def _territories() -> Mapping[str, str]:
    """Return English names by ISO code."""
    return {str(code): name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", str(code))}


def _names(value: str) -> str:
    if value not in PROFILES:
        near = get_close_matches(value, PROFILES, n=1)
        hint = f'did you mean "{near[0]}"?' if near else "known: " + ", ".join(PROFILES)
        raise Refused(f'is "{value}", which is no profile of names', hint)
    return value


def _territory_names(value: Mapping[str, str]) -> Mapping[str, str]:
    for code in sorted(value.keys() - _territories().keys()):
        raise Refused(f"names `{code}`, which is not a country code", _instead(code, "write ISO 3166 codes such as TR"))
    return value


def _counts_as(value: Mapping[str, str]) -> Mapping[str, str]:
    known = _territories()
    for name in sorted(value.keys() - known.keys() - set(contested.PARTS)):
        others = "write an ISO 3166 code, or one of " + ", ".join(contested.PARTS)
        raise Refused(f"names `{name}`, which is no territory that it knows", _instead(name, others))
    for name, country in sorted(value.items()):
        if country != contested.NONE and country not in known:
            hint = _instead(country, f'write an ISO 3166 code, or "{contested.NONE}"')
            raise Refused(f'counts `{name}` as "{country}", which is not a country code', hint)
    return value


def _instead(name: str, otherwise: str) -> str:
    """Return the hint for a territory that is not known."""
    near = contested.nearest(name, _territories())
    return f"did you mean `{near}`?" if near else otherwise


def _feed_length(value: int) -> int:
    if not 1 <= value <= 500:
        raise Refused(f"is {value}, which is out of range", "write a number from 1 to 500")
    return value


def _theme(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", value):
        raise Refused(f'is "{value}", which is no folder name', "write the name of a folder in themes/")
    return value


_CHECKS: Mapping[str, Any] = {
    "title": collapse,
    "description": collapse,
    "url": _url,
    "language": _language,
    "timezone": _timezone,
    "home": country,
    "feed_length": _feed_length,
    "theme": _theme,
    "names": _names,
    "territory_names": _territory_names,
    "counts_as": _counts_as,
}


def _unknown(table: Mapping[str, object], text: str) -> Iterator[Problem]:
    """Refuse names that are no option, each with the nearest one."""
    known = [f.name for f in fields(Site)]
    for name in sorted(table.keys() - set(known)):
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "known: " + ", ".join(known)
        yield Problem(FILE, _line(text, name), f"[tool.digest] has no option `{name}`", hint)


def _line(text: str, name: str) -> int:
    """Find the line on which an option is set (tomllib keeps none); 0 where it is not in the file."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            inside = line.strip().startswith("[tool.digest")
        if inside and re.match(rf"\s*(\[tool\.digest\.)?[\"']?{re.escape(name)}\b", line):
            return number
    return 0


def _plain(value: object) -> str:
    return repr(sorted(value.items())) if isinstance(value, Mapping) else repr(value)
