"""LexisNexis exports, old (``LENGTH:``, ``LOAD-DATE:``) and new (``Body``, ``End of Document``)."""

from __future__ import annotations

import re

from digest.seeds.datemarks import date_items
from digest.seeds.dates import printed
from digest.seeds.items import Item, Reading
from digest.seeds.lines import is_copyright, is_document_end, squeeze
from digest.seeds.marks import language_code
from digest.seeds.people import by_items, read_by, strip_by

# Field names of the French, German and Spanish exports, and what they are in the English one.
_ABROAD = {
    "longueur": "length", "länge": "length", "longitud": "length", "auteur": "byline", "autor": "byline",
    "rubrique": "section", "rubrik": "section", "sección": "section", "titre": "headline", "überschrift": "headline",
    "langue": "language", "sprache": "language", "idioma": "language", "date-chargement": "load-date",
    "type-publication": "publication-type", "publikationstyp": "publication-type",
}  # fmt: skip
_LENGTH = re.compile(
    r"\s*(?:length|longueur|länge|longitud)\s*:\s*[\d.,]+\s*(?:words?|mots?|wörter|palabras|слов\w*)?\s*$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s*(?P<key>byline|section|length|dateline|headline|title|highlight|series|graphic|load-date|language"
    r"|publication-type"
    r"|journal-code|document-type|subject|organization|company|person|city|state|country|region|geographic"
    r"|industry|ticker"
    r"|copyright|source|type|classification|update|correction|correction-date|url|acc-no|accession|notes|author"
    rf"|correct|{'|'.join(_ABROAD)})"
    r"\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_TAIL = frozenset(
    "load-date language publication-type journal-code document-type subject organization company person city"
    " state country"
    " region geographic industry ticker classification update graphic correction-date url acc-no accession notes"
    " copyright"
    " type source".split()
)
_OF = re.compile(r"\s*(?:Document\s+)?\d+ (?:of|de|von) \d+(?: DOCUMENTS?)?\s*$", re.IGNORECASE)
_EDITION = re.compile(r"(?:\S+ ){0,4}edition$", re.IGNORECASE)
_BODY = re.compile(r"\s*body\s*$", re.IGNORECASE)
_SHOWN = frozenset(("byline", "dateline", "headline", "title", "language", "url", "author"))


def nexis(lines: tuple[str, ...]) -> Reading | None:
    """Read a LexisNexis document; None where no ``LENGTH:`` line stands near the top."""
    at = next((n for n, raw in enumerate(lines[:60]) if len(raw) < 60 and _LENGTH.match(raw)), None)
    if at is None:
        return None
    start, items = _head(lines, at)
    end = _body_end(lines, start)
    return Reading("lexisnexis", items + _tail(lines[end:]), lines[start:end])


def _head(lines: tuple[str, ...], length_at: int) -> tuple[int, tuple[Item, ...]]:
    """Read the header around the ``LENGTH:`` line: (first line of the body, items)."""
    marker = next((n for n, raw in enumerate(lines[: length_at + 30]) if _BODY.match(raw)), None)
    free: list[str] = []
    items: list[Item] = []
    at = 0
    while at < len(lines) and (marker is None or at < marker):
        line = squeeze(lines[at])
        field = _FIELD.match(line)
        if field:
            value, at = _value(lines, at, field["value"])
            items.extend(_field(_key(field), value))
        elif marker is None and at > length_at and line:
            break
        elif is_copyright(line):
            items.append(Item("copyright", line))
        elif line and not _OF.match(line) and not _EDITION.match(line):
            free.append(line)
        at += 1
    kinds = {item.kind for item in items}
    return (at if marker is None else marker + 1), _free(free, "headline" in kinds) + tuple(items)


def _value(lines: tuple[str, ...], at: int, value: str) -> tuple[str, int]:
    """Join a value that runs over several lines: (value, number of its last line)."""
    parts = [value]
    while at + 1 < len(lines) and lines[at + 1].strip() and not _FIELD.match(lines[at + 1]) and len(parts) < 8:
        if not value and len(parts) > 1:
            break
        at += 1
        parts.append(lines[at])
    return squeeze(" ".join(parts)), at


def _key(field: re.Match[str]) -> str:
    """Name of a field as the English exports have it."""
    key = field["key"].casefold()
    return _ABROAD.get(key, key)


def _field(key: str, value: str) -> tuple[Item, ...]:
    if not value or key not in _SHOWN:
        return ()
    if key in ("byline", "author"):
        return by_items(read_by(strip_by(value), single="author"))
    if key == "language":
        code = language_code(value)
        return (Item("language", code),) if code else ()
    return (Item("headline" if key == "title" else key, value),)


def _free(lines: list[str], titled: bool) -> tuple[Item, ...]:
    """Tell headline, paper and date apart: the old form prints paper, date, headline, the new one headline first."""
    dated = next((n for n, line in enumerate(lines) if (found := printed(line)) and len(found.rest) < 40), None)
    if dated is None:
        return (Item("headline", lines[0]),) if lines and not titled else ()
    day = date_items(printed(lines[dated]), "words")
    above, below = lines[:dated], lines[dated + 1 :]
    below = [line for line in below if not is_copyright(line)]
    if len(above) >= 2 and not titled:
        return (Item("headline", " ".join(above[:-1])), *day, Item("publication", above[-1]))
    paper = (Item("publication", above[-1]),) if above else ()
    title = (Item("headline", " ".join(below[:2])),) if below and not titled else ()
    return title + day + paper


def _body_end(lines: tuple[str, ...], start: int) -> int:
    """Number of the line that opens the footer: the first of its fields after a blank, or ``End of Document``."""
    for at in range(start, len(lines)):
        raw = lines[at]
        if len(raw) > 400:
            continue
        field = _FIELD.match(raw)
        own_block = at > start and not lines[at - 1].strip()
        if is_document_end(raw) or raw.strip().casefold() == "classification":
            return at
        if field and own_block and _key(field) in _TAIL and _only_footer(lines, at):
            return at
    return len(lines)


def _only_footer(lines: tuple[str, ...], at: int) -> bool:
    """Say whether the lines from ``at`` on are a footer: no long paragraph among the next few."""
    return all(len(raw) < 400 or _FIELD.match(raw[:60]) for raw in lines[at : at + 12])


def _tail(lines: tuple[str, ...]) -> tuple[Item, ...]:
    """Read the footer: its items; nothing of it belongs to the body."""
    items: list[Item] = []
    for raw in lines:
        line = squeeze(raw)
        field = _FIELD.match(line)
        if field:
            items.extend(_field(_key(field), field["value"].strip()))
        elif is_copyright(line):
            items.append(Item("copyright", line))
        elif line and not is_document_end(line):
            items.append(Item("drop", line))
    return tuple(items)
