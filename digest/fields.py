"""One front matter value at a time: what each field may hold, and what to say when it holds something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from digest import stamps
from digest.flat import Value
from digest.model import Stamp
from digest.text import collapse, is_reserved
from digest.vocabulary import Names

Reader = Callable[[Value, Names], Any]
_TONGUE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_MANY: Mapping[str, str] = {"country": "countries", "bloc": "blocs", "topic": "topics"}


class Refused(ValueError):
    """A value that a field cannot take. ``kept`` is what remains of it: a list without its unknown names."""

    def __init__(self, says: str, hint: str, kept: Any = None) -> None:
        super().__init__(says)
        self.says, self.hint, self.kept = says, hint, kept


def text(value: Value, names: Names) -> str:
    """Read a text on one line."""
    if not isinstance(value, str):
        raise Refused("is not a text", 'write it on one line, between double quotes where it holds ":" or "["')
    return collapse(value)


def texts(value: Value, names: Names) -> tuple[str, ...]:
    """Read a text, or a list of texts, as a list; what stands twice is kept once."""
    return _texts((value,) if isinstance(value, str) else value)


@lru_cache(maxsize=16_384)  # sources, countries and topics come again in story after story
def _texts(value: Value) -> tuple[str, ...]:
    if any(not isinstance(item, str) for item in value):
        raise Refused("is not a list of texts", "write [one, two]")
    return tuple(dict.fromkeys(filter(None, (collapse(str(item)) for item in value))))


def listed(value: Value, names: Names) -> tuple[str, ...]:
    """Read a list that may also be written ``one, two``."""
    return texts(tuple(value.split(",")) if isinstance(value, str) else value, names)


def codes(kind: str, value: Value, names: Names) -> tuple[str, ...]:
    """Read names of countries, blocs or topics as codes. Raises ``Refused`` with the known ones kept."""
    usual = names.codes[kind]
    if not isinstance(value, str):
        # As names are written for the most part, they need no folding.
        plain = [usual.get(name.casefold()) for name in _texts(value)]
        if all(plain):
            return tuple(dict.fromkeys(filter(None, plain)))
    whole = isinstance(value, str) and names.code(kind, value)
    spelt = texts(value, names) if whole else listed(value, names)
    found = {name: usual.get(name.casefold()) or names.code(kind, name) for name in spelt}
    known = tuple(dict.fromkeys(code for code in found.values() if code))
    unknown = [name for name, code in found.items() if code is None]
    if unknown:
        what = f"is no known {kind}" if len(unknown) == 1 else f"are no known {_MANY[kind]}"
        says = f"names {' and '.join(map(_quoted, unknown))}, which {what}"
        raise Refused(says, _advice(kind, unknown, names), known)
    return known


def _advice(kind: str, unknown: list[str], names: Names) -> str:
    """Say what to write in place of each unknown name, and once of those that are like nothing known."""
    by_hint: dict[str, list[str]] = {}
    for name in unknown:
        by_hint.setdefault(_did_you_mean(kind, name, names), []).append(name)
    if len(by_hint) == 1:
        return next(iter(by_hint))
    return "; ".join(f"{', '.join(map(_quoted, those))}: {hint}" for hint, those in by_hint.items())


def _quoted(name: str) -> str:
    return f'"{name}"'


def _did_you_mean(kind: str, name: str, names: Names) -> str:
    if kind == "country" and names.code("bloc", name):
        return f"{names.name('bloc', str(names.code('bloc', name)))} is a bloc: move it to `blocs`"
    near = names.nearest(kind, name)
    return (
        f"did you mean {near}?"
        if near
        else f"leave it out, or write a {kind} that docs/reference/front-matter.md names"
    )


def stamp(value: Value, names: Names) -> Stamp:
    """Read a date at the precision that it is written with."""
    found = stamps.parse(value) if isinstance(value, str) else None
    if found is None:
        raise Refused(f'is "{shown(value)}", which is not a date', stamps.HINT)
    return found


def yes_or_no(value: Value, names: Names) -> bool:
    """Read true or false, in the spellings that YAML 1.1 knows."""
    word = value.lower() if isinstance(value, str) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise Refused(f'is "{shown(value)}", which is neither true nor false', "write true or false")


def one_of(choices: tuple[str, ...], value: Value, names: Names) -> str:
    """Read one of a few words."""
    if value in choices:
        return str(value)
    near = get_close_matches(shown(value), choices, n=1)
    hint = f"did you mean {near[0]}?" if near else "write " + ", ".join(choices[:-1]) + f" or {choices[-1]}"
    raise Refused(f'is "{shown(value)}"', hint)


def tongue(value: Value, names: Names) -> str:
    """Read the code of a language (BCP 47): ``en``, ``pt-BR``."""
    found = text(value, names)
    if not _TONGUE.fullmatch(found):
        raise Refused(f'is "{found}", which is no code of a language', "write a code such as en, ru or pt-BR")
    return found.replace("_", "-")


def address(value: Value, names: Names) -> str:
    """Read a web address; only http and https, so that a page never links to a script."""
    found = text(value, names)
    try:
        parts = urlsplit(found)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in found
    except ValueError:
        good = False
    if not good:
        raise Refused(f'is "{found}", which is not a web address', "write https://…")
    return found


def paths(value: Value, names: Names) -> tuple[str, ...]:
    """Read old addresses of a story: paths from the root of the site, no part of which begins with a dot."""
    found = texts(value, names)
    good = tuple("/" + path.lstrip("/") for path in found if _safe(path))
    if len(good) < len(found):
        bad = next(path for path in found if not _safe(path))
        raise Refused(f'names "{bad}", which is no path on this site', "write /2019/05/old-name.html", good)
    return good


def _safe(path: str) -> bool:
    parts = path.strip("/").split("/")
    odd = set('\\?#%<>:"|* ')
    return len(path) <= 200 and not any(
        part[:1] in ("", ".") or part[-1] == "." or odd & set(part) or is_reserved(part) for part in parts
    )


def table(value: Value, names: Names) -> tuple[tuple[str, str], ...]:
    """Read a table of texts."""
    if isinstance(value, str) or any(isinstance(item, str) for item in value):
        raise Refused("is not a table", "write {label: place}, or leave it out")
    return tuple((str(item[0]), str(item[1])) for item in value)


def shown(value: Value) -> str:
    """Write a value on one line: ``one, two`` for a list, ``key: value, key: value`` for a table."""
    if isinstance(value, str):
        return value
    return ", ".join(item if isinstance(item, str) else ": ".join(item) for item in value)


READERS: Mapping[str, Reader] = {
    "title": text,
    "title_origin": partial(one_of, ("given", "generated")),
    "date": stamp,
    "updated": stamp,
    "source": texts,
    "publication": text,
    "author": texts,
    "dateline": text,
    "cited": texts,
    "countries": partial(codes, "country"),
    "mentions": partial(codes, "country"),
    "blocs": partial(codes, "bloc"),
    "topics": partial(codes, "topic"),
    "tags": listed,
    "people": texts,
    "organisations": texts,
    "summary": text,
    "language": tongue,
    "url": address,
    "archive_url": address,
    "accession": text,
    "copyright": text,
    "rights": partial(one_of, ("full", "excerpt", "link")),
    "draft": yes_or_no,
    "embargo_until": stamp,
    "correction": text,
    "aliases": paths,
    "other_dates": texts,
    "retrieved": stamp,
    "guid": text,
    "seed": text,
    "evidence": table,
}
"""Field → how it is read; in the order in which the importer writes them."""
