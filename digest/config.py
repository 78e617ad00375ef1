"""``[tool.digest]`` of pyproject.toml becomes one ``Site``, or all its problems at once. Pure: text in, values out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_args, get_type_hints
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale, UnknownLocaleError

from digest import contested
from digest.model import Problem, Rights, key_of
from digest.text import collapse
from digest.vocabulary import countries

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
        return Site(), (_mistyped(str(error)),)
    table = tool.get("digest", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        return Site(), (Problem(FILE, 0, "[tool.digest] is not a table", "write [tool.digest] on a line of its own"),)
    if url is not None:
        table["url"] = url
    problems = [*_misnamed(tool, text), *_unknown(table, text)]
    values: dict[str, Any] = {}
    hints = get_type_hints(Site)
    for name in (f.name for f in fields(Site) if f.name in table):
        try:
            values[name] = _convert(name, table[name], hints[name])
        except Refused as error:
            line = (error.entry and _line(text, error.entry)) or _line(text, name)
            where, line = ("--url", 0) if name == "url" and url is not None else (FILE, line)
            problems.append(Problem(where, line, f"`{name}` {error.says}", error.hint))
    return Site(**values), tuple(problems)


class Refused(ValueError):
    """A value that an option cannot take: what is wrong, what to write, and the entry where the option is a table."""

    def __init__(self, says: str, hint: str, entry: str = "") -> None:
        super().__init__(says)
        self.says, self.hint, self.entry = says, hint, entry


def advice(site: Site) -> tuple[Problem, ...]:
    """Return warnings about settings that are sound but will be missed."""
    if site.url != FALLBACK_URL:
        return ()
    says = f"`url` is not set: feeds and canonical links lead to {FALLBACK_URL} until it is"
    return (Problem(FILE, 0, says, 'write url = "https://user.github.io/repo/" below [tool.digest]', "warning"),)


_SHAPES: Mapping[Any, tuple[str, str]] = {
    str: ("not text", '"words between quotes"'),
    int: ("not a whole number", "30"),
    bool: ("neither true nor false", "true"),
    tuple[str, ...]: ("not a list of texts", '["one", "two"]'),
    Rights: ("none of full, excerpt and link", '"excerpt"'),
}
"""What to say of a value of another type, and what to write: an example."""


def _convert(name: str, value: object, kind: Any) -> Any:
    """Return the typed and checked value of one option, or raise ``Refused``."""
    typed = _typed(name, value, kind) if kind in _SHAPES else _table(name, value, get_args(kind)[1])
    check = _CHECKS.get(name)
    return typed if check is None else check(typed)


def _typed(name: str, value: object, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        what, example = _SHAPES[kind]
        raise Refused(f"is {_shown(value)}, which is {what}", f"write {name} = {example}") from error


def _table(name: str, value: object, kind: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refused(f"is {_shown(value)}, which is no table", f"write [tool.digest.{name}], and its lines below it")
    found: dict[str, Any] = {}
    for entry, one in value.items():
        try:
            found[entry] = _typed(f'"{entry}"', one, kind)
        except Refused as error:
            raise Refused(f'has "{entry}", which {error.says}', error.hint, entry) from error
    return found


def _shown(value: object) -> str:
    """Return a value in TOML, as far as it reads like that."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else f"{value}"


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
    if value and value not in countries("en"):
        raise Refused(f'is "{value}", which is not a country code', "write an ISO 3166 code such as US")
    return value


def _names(value: str) -> str:
    if value not in PROFILES:
        near = get_close_matches(value, PROFILES, n=1)
        hint = f'did you mean "{near[0]}"?' if near else "known: " + ", ".join(PROFILES)
        raise Refused(f'is "{value}", which is no profile of names', hint)
    return value


def _territory_names(value: Mapping[str, str]) -> Mapping[str, str]:
    for code in sorted(value.keys() - countries("en").keys()):
        raise Refused(f"names `{code}`, which is not a country code", _instead(code, "write ISO 3166 codes such as TR"))
    return value


def _counts_as(value: Mapping[str, str]) -> Mapping[str, str]:
    known = countries("en")
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
    near = contested.nearest(name, countries("en"))
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


def _mistyped(says: str) -> Problem:
    hint = 'put texts between double quotes: title = "My Digest"' if "Invalid value" in says else "mend the line"
    return no_toml(FILE, says, hint)


def no_toml(file: str, says: str, hint: str) -> Problem:
    """Tell what the reader of TOML complains of in a file, on the line that it names."""
    found = re.search(r"\(at line (\d+).*\)", says)
    return Problem(file, int(found[1]) if found else 0, f"is not TOML: {says.partition(' (at ')[0]}", hint)


def _misnamed(tool: Mapping[str, object], text: str) -> Iterator[Problem]:
    """Refuse a table whose name is nearly ours: all settings in it would be passed over."""
    for name in get_close_matches("digest", {n for n in tool if n[:1] == "d" and n != "digest"}, cutoff=0.8):
        at = (number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[tool.{name}"))
        yield Problem(FILE, next(at, 0), f"[tool.{name}] is no table that it knows", "did you mean [tool.digest]?")


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
