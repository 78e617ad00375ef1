"""Recognisers of single header lines: each takes a collapsed line and gives the items it holds, or None."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from digest.seeds.cldr import languages, plain_name
from digest.seeds.datelines import is_town, read_filed, split_dateline
from digest.seeds.datemarks import date_items, is_relative, stamp_line, words_line
from digest.seeds.dates import printed
from digest.seeds.embargo import hold_line, in_headline
from digest.seeds.fields import read_field, read_url, split_list, split_tags
from digest.seeds.items import Item
from digest.seeds.lines import is_copyright, is_furniture, is_rule
from digest.seeds.people import after_by, by_items, is_name, is_person, read_by, strip_by
from digest.seeds.words import decoded

Items = tuple[Item, ...]
_DATE_LINE = re.compile(
    r"(?:date|Date|DATE)\s+(?=\d)(?P<date>\d{4}(?:-\d{1,2}){0,2}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|[\d./-]+)(?P<rest>.*)$"
)
_STUCK_BY = re.compile(r"^(?P<before>.*?)(?:(?<=[\w.)])|\s|^)(?:By|BY)\s+(?P<who>[^:]{2,90}?)(?::\s*(?P<text>.*))?$")
_RELEASE = re.compile(
    r"(?:\W*(?:for immediate release|press release|news release|media release|media statement|press statement"
    r"|(?:media|press|news) advisory|news provided by"
    r"|embargoed (?:until|till|for|to)|under embargo|not for publication|hold for release|for release|пресс-релиз"
    r"|для немедленной публикации"
    r"|communiqué de presse|pour diffusion immédiate|pressemitteilung|medienmitteilung"
    r"|presseinformation|zur sofortigen veröffentlichung"
    r"|sperrfrist|nota de prensa|comunicado de prensa|para publicación inmediata|comunicato stampa|nota à imprensa"
    r"|basın bülteni|прес-реліз|баспасөз хабарламасы|press-reliz|بيان صحفي|新闻稿)\b)(?P<rest>.{0,80})$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:media |press )?contacts?(?: person| information)?\s*:|(?:контакты?|контактное лицо|для контактов"
    r"|contacto?|(?:presse|medien)?kontakt"
    r"|ansprechpartner|iletişim|contatto|الاتصال)\s*:|tel(?:ephone|\.)?\s*:|phone\s*:|e-?mail\s*:|mobile\s*:|тел\.?\s*:"
    r"|fax\s*:",
    re.IGNORECASE,
)
_SLUG_LINE = re.compile(r"(?:[A-Z]{2,}[A-Z0-9]*(?:[-/][A-Z0-9.]+)+/?|[A-Z][A-Z0-9]{3,}/)(?:\s*\([^)]{1,60}\))?$")
_EDIT_NOTE = re.compile(
    r"\((?:adds|updates|corrects|recasts|repeats|releads|removes|new throughout|refiles)\b[^()]{0,200}\)\.?$",
    re.IGNORECASE,
)


def date_line(line: str) -> tuple[Items, str] | None:
    """Read ``date 2020-06-19 …``: its items, and body text where the text runs on behind the byline."""
    match = _DATE_LINE.match(line)
    if match is None:
        return None
    rest = match["rest"].strip()
    day = match["date"]
    found = printed(f"{day} {rest[:40]}") if re.match(r"\d{1,2}[:h]\d\d", rest) else printed(day)
    if found and found.rest:
        rest = rest[rest.find(found.rest) :] if found.rest in rest else rest
    elif found and rest and found.stamp and "T" in found.stamp and "T" not in day:
        rest = ""
    items = date_items(found, "date-line") or (Item("drop", day, "date-line"),)
    more, text = _after_date(rest) if rest else ((), "")
    return items + more, text


def _after_date(rest: str) -> tuple[Items, str]:
    """Read what follows the day: a credit, a dateline and byline run together, a headline, or the text itself."""
    match = _STUCK_BY.match(rest)
    if match and is_name(match["who"].strip(" :"), 12):
        before, text = match["before"].strip(), (match["text"] or "").strip()
        items = _place_or_headline(before) if before else ()
        if items is not None and (not before or text or is_town(before) or _ends_apart(match)):
            return items + by_items(read_by(match["who"], single="house")), text
    if in_headline(rest):
        return (Item("headline", rest),), ""
    split = split_dateline(rest)
    if split and len(rest) > len(split[0]) + 20:
        return (), rest
    filed = read_filed(rest.rstrip(" -–—:"), "")
    if filed and (filed.month_day or filed.stamp):
        return (Item("dateline", rest),), ""
    field = field_items(rest)
    if field:
        return field, ""
    long = len(rest) > 200 or (len(rest) > 60 and rest.endswith("."))
    return ((), rest) if long else ((Item("headline", rest),), "")


def _place_or_headline(before: str) -> Items | None:
    filed = read_filed(before.rstrip(" -–—:"), "")
    if filed and (filed.month_day or filed.stamp or is_town(before)):
        return (Item("dateline", before),)
    return (Item("headline", before.strip(" -–—|")),) if 3 <= len(before) <= 200 else None


def _ends_apart(match: re.Match[str]) -> bool:
    """``Town Built By Hand`` is one headline: a By among capital words starts no byline, unless run together."""
    words = match["before"].split()
    small = sum(word[:1].islower() for word in words)
    stuck = match.start("who") - 3 == match.end("before") and match["before"][-1:].strip() != ""
    return stuck or small * 3 >= len(words) or any(map(str.isdigit, words[-1]))


def by_line(line: str) -> Items | None:
    """Read a byline of its own; one capital word or a house's name is a credit, a person an author."""
    who = after_by(line.strip("*_ "))
    if not who:
        return None
    by = read_by(who, single="look")
    if line[:1].islower() and (by.houses or not all(map(is_person, by.authors))):
        return None  # "by Sea": after a small "by", only people are sure
    return by_items(by) or (Item("drop", line, "byline"),)


def field_items(line: str) -> Items | None:
    """Read a ``Key: value`` line; what matters to a desk only is furniture. Text markers are not read here."""
    field = read_field(line)
    if field is None or field[0] in ("text",):
        return None
    role, key, value = field
    return role_items(role, key, decoded(value), line)


def role_items(role: str, key: str, value: str, line: str) -> Items | None:
    """Items of a field by its role; None where the value does not fit (then the line is no field)."""
    if not value:
        return ()
    if role in ("date", "updated"):
        return _dated_field(role, key, value, line)
    if role == "author":
        names = (read_by(strip_by(name), single="author") for name in split_list(value))
        return tuple(item for by in names for item in by_items(by)) if len(value) <= 160 else None
    if role == "tag":
        return tuple(Item("tag", tag) for tag in split_tags(value))
    if role == "language":
        code = language_code(value)
        return (Item("language", code),) if code else (Item("drop", line),)
    if role == "from":
        name = re.sub(r"\s*<[^>]*>|\s*\([^)]*@[^)]*\)", "", value).strip("\" '")
        if "@" in name or not name:
            return (Item("drop", line, "from"),)
        return (Item("author" if is_person(name) else "credit", name, "from"),)
    if role == "url":
        url = read_url(value)
        return (Item("url", url),) if url else (Item("drop", line),) if len(value) <= 80 else None
    if role == "meta":
        return (Item("drop", line),) if len(value) <= 300 else None
    if role == "credit" and any(map(str.isdigit, value)):
        return _dated_source(value, line) or ((Item(role, value, f"field:{key}"),) if len(value) <= 60 else None)
    if role in ("credit", "publication", "dateline") and (
        len(value) > 120 or (value.endswith(".") and value.count(" ") > 6)
    ):
        return None  # a sentence of the text that begins like a field
    return (Item(role, value, f"field:{key}"),) if len(value) <= 400 else None


def _dated_source(value: str, line: str) -> Items:
    """Read a source with its date behind it: ``Source: Karvan 2020-06-19 15:16``."""
    found = printed(value)
    name = value[: value.find(found.text)].strip(" |,;-–—(") if found else ""
    return (Item("credit", name), *date_items(found, "words"), Item("drop", line)) if is_name(name, 6) else ()


def _dated_field(role: str, key: str, value: str, line: str) -> Items | None:
    found = printed(value)
    if found is None:
        dated = role == "date" or any(map(str.isdigit, value))  # "UPDATED: Port opens" is a headline
        return (Item("drop", line),) if dated and len(value) <= 40 else None
    if len(found.rest) > 60:
        return None
    if role == "updated":
        return (Item("updated", found.stamp), Item("drop", line)) if found.stamp else (Item("ambiguous", found.text),)
    by = by_items(read_by(strip_by(found.rest), single="look")) if after_by(found.rest) else ()
    return (*date_items(found, f"field:{key}"), *by)


def language_code(name: str) -> str:
    """ISO 639-1 code of a declared language: ``English``, ``Français``, ``en-GB``, ``Russian; Русский``."""
    first = re.split(r"[;,/(]", name)[0].strip().casefold()
    code = re.split(r"[-_]", first)[0]
    if len(code) == 2 and code.isascii() and code in languages().values():
        return code
    return languages().get(plain_name(first), "")


def release_line(line: str) -> Items | None:
    """Read ``FOR IMMEDIATE RELEASE`` and its kin, a contact, a slug, an editing note: furniture, or a date."""
    if len(line) > 240:
        return None
    release = _RELEASE.match(line)
    if release:
        found = printed(release["rest"])
        if len(release["rest"]) > 30 and not found:
            return None
        return (*date_items(found, "words"), Item("drop", line, "release"))
    if _EDIT_NOTE.match(line):
        return (Item("drop", line, "edit"),)
    if _CONTACT.match(line):
        return (Item("drop", line, "contact"),)
    return (Item("drop", line, "slug"),) if len(line) <= 80 and _SLUG_LINE.match(line) else None


def rights_line(line: str) -> Items | None:
    """Read a notice of rights."""
    return (Item("copyright", line), Item("drop", line)) if is_copyright(line) else None


@functools.lru_cache(maxsize=256)
def recognise(line: str) -> Items | None:
    """Read a header line of any kind but the date line; None for text."""
    if len(line) > 400 or is_rule(line):
        return None
    held = hold_line(line)
    if held is not None:
        return (*held[:-1], replace(held[-1], note="release")) if _RELEASE.match(line) else held
    if in_headline(line):
        return None
    for found in (stamp_line(line), field_items(line), release_line(line), words_line(line), by_line(line)):
        if found is not None:
            return found
    return rights_line(line)


def is_headerlike(line: str) -> bool:
    """Say whether a line, met after a headline, proves it one: a date, a byline, a field or a dateline."""
    if date_line(line):
        return True
    if len(line) > 1000 or is_furniture(line):
        return False
    found = recognise(line)
    if found is None:
        return is_relative(line)
    return any(item.kind != "drop" or item.note in ("release", "edit", "byline", "hold") for item in found)
