"""Datelines: ``TASHKENT, June 23 (Northern Courier) - Officials …`` gives place, day, agency and the text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from digest.model import Dateline, Stamp
from digest.seeds.cldr import countries, plain_name
from digest.seeds.dates import find, near, yearless
from digest.seeds.people import is_house, is_name, is_person, read_by
from digest.seeds.towns import in_capitals, places_of

_REACH = 170  # characters: a dateline with three places, a full date and an agency is shorter
_BRACKETS = re.compile(
    r"(?P<pre>[^()]{2,110}?)[.,]?\s*[(](?P<agency>[^()]{2,50})[)]\s*[.:,]?\s*(?P<dash>[-–—―_]{0,2})\s*"
)
_SLASHES = re.compile(
    r"(?P<pre>[^()/]{2,110}?)[.,]?\s*/\s?(?P<agency>[^()/]{2,40})\s?/\s*[.:]?\s*(?P<dash>[-–—―]{0,2})\s*"
)
_DASH = re.compile(r"(?P<pre>.{2,120}?)(?:\s*[.]?\s+(?:[-–—―]{1,2})\s+|\s?—\s?|\.\s?[-–]\s|\s?--\s?|:\s+)")
_DASHES = (":", "—", "--", " -", " –", " ―", ".-", ".–")
"""What such a dash needs at the least: most paragraphs have none of it near their beginning."""
# "Tbilisi, 22 April 2025. The board …": a stop alone parts a dateline with its year from the text.
_STOP = re.compile(r"(?P<pre>[^.()/:]{2,50}[,،][^.()/:]{3,30}?\d{4})(?: ?(?:года|року|г|р)(?!\w))?\.\s+")
# "GENEVA (12 November 2024) – …", "KENITRA, Morocco – Nov. 12, 2024 – …": the day stands apart from the place.
_APART = re.compile(
    r"(?P<place>[^()\d–—―]{2,70}?)(?:\s+[-–—―]{1,2}\s+|\s?[—―]\s?|\s?--\s?|\s?\()(?:[Ll]e )?(?P<day>[^()–—―]{4,40}?)"
    r"(?:\)\s*[-–—―:]{1,2}\s*|\s+[-–—―]{1,2}\s+|\s?[—―]\s?|\s?--\s?|:\s+)"
)
_DIGIT = re.compile(r"\d")
# What may stand behind the date and its dash: "Proba. ", "PROBA, Ivan Obraztsov. ", "Karvan — ".
_AGENCY_STOP = re.compile(
    r"(?P<agency>[^\W\d_][\w'’-]*(?:[ -][^\W\d_][\w'’-]*){0,3})"
    r"(?:,\s(?P<who>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w'’-]*){1,2}))?"
    r"(?:[.:]\s+|\s+[-–—―]{1,2}\s+)(?=\W*\w)"
)
# "BAKU, Azerbaijan, June 19. By Ann Muster - Karvan: …"
_BY = re.compile(r"(?P<pre>[^:()]{4,90}?)[.,]?\s*By (?P<who>[^:.]{3,80}):\s*")
_SIGNED = re.compile(r"By (?P<who>[^,:()]{3,60}), (?=[^\W\d_]{3})")
# "(Karvan) – …" with no place before it
_LONE = re.compile(r"\((?P<agency>[^()]{2,40})\)\s*[-–—―]{1,2}\s+")
_CORRESPONDENT = re.compile(
    r"(?:Спецкорр?|Корр|Corr|Correspondent)\.?\s(?P<agency>\S+)\s(?P<who>\S+(?:\s\S+){1,2})$", re.IGNORECASE
)
# Abbreviated titles before a name: "WASHINGTON, June 3 - Sen. Muster said" names no agency.
_TITLES = frozenset("Sen Sens Rep Reps Mr Mrs Ms Dr Gov Gen Col Lt Capt Maj Prof St Hon Rev Sr Sra Herr M Mme".split())
_YEAR_TAIL = re.compile(r"^\s*(?:(?:года|року|г|р|-?c[iıuü] il|il)(?!\w)\.?)?\s*", re.IGNORECASE)
_XINHUA = re.compile(
    r"(?P<agency>\S{1,6}社)(?P<place>[^\W\d_]{2,8})(?P<mon>\d{1,2})月(?P<day>\d{1,2})日电\s*(?:（[^）]{2,30}）"
    r"|\([^)]{2,30}\))?\s*"
)


@dataclass(frozen=True, slots=True)
class Filed:
    """What stands before the text: place names, month and day or a full stamp, the agency, and who wrote it.

    ``houses`` are the agencies of a byline within the dateline, which is not the dateline's own.
    """

    places: tuple[str, ...]
    stamp: Stamp | None = None
    month_day: tuple[int, int] | None = None
    agency: str = ""
    authors: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()


def dateline_of(filed: Filed, raw: str, published: Stamp | None) -> Dateline:
    """Finish a dateline: a day without a year takes the year nearest to publication, or stays unknown."""
    stamp = filed.stamp
    if stamp is None and filed.month_day:
        stamp = near(*filed.month_day, published)
    return Dateline(raw, filed.places, stamp, filed.agency)


@functools.lru_cache(maxsize=256)
def split_dateline(paragraph: str) -> tuple[str, Filed, str] | None:
    """Split a collapsed paragraph into (dateline as printed, what it says, text after it); None where it has none."""
    first = paragraph[:1]
    if first == "(":
        return _lone_agency(paragraph)
    if not first.isalpha() or first.islower():
        return None
    if first >= "\u2e80":
        return _chinese(paragraph)
    head = paragraph[:_REACH]
    if head.startswith("By "):
        return _signed(paragraph)
    return (_with_byline(paragraph, head) if "By " in head else None) or _printed(paragraph, head)


def _printed(paragraph: str, head: str) -> tuple[str, Filed, str] | None:
    if apart := _apart(paragraph, head):
        return apart
    for sign, pattern in (("(", _BRACKETS), ("/", _SLASHES)):
        match = pattern.match(head) if sign in head else None
        filed = read_filed(match["pre"], match["agency"]) if match and not find(match["agency"]) else None
        if match and filed and _opens(paragraph, match.end(), filed) and (match["dash"] or _sure(filed, match["pre"])):
            return _parts(paragraph, match.end(), filed)
    return _dashed(paragraph, head) or _stopped(paragraph, head)


def _apart(paragraph: str, head: str) -> tuple[str, Filed, str] | None:
    """Read a dateline whose day stands between dashes, or in brackets, behind the place.

    Before brackets the place is in capitals: a text may begin with a person or an event, and its day in brackets.
    """
    apart = "(" in head or any(map(head.__contains__, _DASHES))
    match = _APART.match(head) if apart and _DIGIT.search(head) else None
    if match is None or not _DIGIT.search(match["day"]):
        return None
    if head[: match.start("day")].endswith("(") and not match["place"].partition(",")[0].isupper():
        return None
    filed = read_filed(f"{match['place']}, {match['day']}", "")
    if filed is None or filed.agency or not (filed.stamp or filed.month_day) or not _opens(paragraph, match.end()):
        return None
    return _parts(paragraph, match.end(), filed)


def _stopped(paragraph: str, head: str) -> tuple[str, Filed, str] | None:
    """Read ``Tbilisi, 22 April 2025. The board …``: places and a full date, then a sentence."""
    match = _STOP.match(head)
    filed = read_filed(match["pre"], "") if match else None
    if match is None or filed is None or filed.stamp is None or filed.agency or not _opens(paragraph, match.end()):
        return None
    return _parts(paragraph, match.end(), filed) if paragraph.count(" ", match.end()) > 1 else None


def _lone_agency(paragraph: str) -> tuple[str, Filed, str] | None:
    match = _LONE.match(paragraph)
    if match is None or not _house_like(match["agency"]) or not _opens(paragraph, match.end()):
        return None
    behind = _behind(paragraph, match.end())  # "(Karvan) - BAKU, June 19 - …"
    if behind and not behind[1].agency:
        end = len(paragraph) - len(behind[2])
        return _parts(paragraph, end, replace(behind[1], agency=match["agency"]))
    return _parts(paragraph, match.end(), Filed((), agency=match["agency"]))


def _behind(paragraph: str, at: int) -> tuple[str, Filed, str] | None:
    """Read a plain dateline at an offset, with neither byline nor agency before it."""
    rest = paragraph[at:]
    upper = rest[:1].isalpha() and not rest[:1].islower()
    return _printed(rest, rest[:_REACH]) if upper else None


def _signed(paragraph: str) -> tuple[str, Filed, str] | None:
    """Read ``By Ann Muster, BAKU, June 19 (Karvan) - …``: the byline stands before the dateline."""
    match = _SIGNED.match(paragraph)
    behind = _behind(paragraph, match.end()) if match and is_person(match["who"]) else None
    if match is None or behind is None:
        return None
    return behind[0], replace(behind[1], authors=(match["who"], *behind[1].authors)), behind[2]


def _with_byline(paragraph: str, head: str) -> tuple[str, Filed, str] | None:
    """Read a dateline with its date that a byline follows: the byline belongs to neither dateline nor text."""
    match = _BY.match(head)
    filed = read_filed(match["pre"], "") if match else None
    if match is None or filed is None or not (filed.month_day or filed.stamp) or not is_name(match["who"], 12):
        return None
    by = read_by(match["who"], single="house")
    raw = paragraph[: paragraph.rindex("By ", 0, match.start("who"))].rstrip()
    return raw, replace(filed, authors=by.authors, houses=by.houses), paragraph[match.end() :]


def _parts(paragraph: str, end: int, filed: Filed) -> tuple[str, Filed, str]:
    """Cut at ``end``; a raw dateline keeps the blank after its dash, as printed, and loses it after a stop."""
    raw = paragraph[:end]
    return (raw if raw.rstrip().endswith(("-", "–", "—", "―", "_")) else raw.rstrip()), filed, paragraph[end:]


def _sure(filed: Filed, pre: str) -> bool:
    return bool(filed.month_day or filed.stamp) or in_capitals(pre)


def _opens(paragraph: str, at: int, filed: Filed | None = None) -> bool:
    """Say whether the text at an offset begins as a text does: no small letter, nor all in capitals like headlines.

    Behind a dateline with its day, a text may be all in capitals.
    """
    if filed and (filed.stamp or filed.month_day) and paragraph[:60].isupper():
        return bool(paragraph[at : at + 1])
    rest = paragraph[at : at + 60].lstrip("\"'“„«‘([¿¡")
    return bool(rest) and not rest[0].islower() and (len(rest) < 9 or not rest.isupper())


def _dashed(paragraph: str, head: str) -> tuple[str, Filed, str] | None:
    """Read the forms with a dash: ``ASHGABAT, June 18 - …``, ``МОСКВА, 19 июн – ИА. …``, ``Москва. 19 мая. ИА - …``."""
    match = _DASH.match(head) if any(map(head.__contains__, _DASHES)) else None
    if match is None or not _opens(paragraph, match.end(), read_filed(match["pre"], "")):
        return None
    pre = match["pre"]
    inside = _agency_inside(paragraph, match) if ". " in pre else None
    filed = None if inside else read_filed(pre, "")
    if filed is None:
        return inside or _agency_inside(paragraph, match)
    dated = bool(filed.month_day or filed.stamp)
    if dated:
        after = _AGENCY_STOP.match(paragraph[match.end() : match.end() + 90])
        if after and _is_agency(after, paragraph[match.end() + after.end() :]):
            authors = (after["who"],) if after["who"] else ()
            named = replace(filed, agency=after["agency"], authors=authors)
            return _parts(paragraph, match.end() + after.end(), named)
        return _parts(paragraph, match.end(), filed)
    hyphen = (
        "-" in match.group()[len(pre) :]
    )  # a plain hyphen after a short word is more often an acronym's ("NATO - …")
    bare = in_capitals(pre) and len(pre) >= (5 if hyphen else 4) and ":" not in match.group()
    return _parts(paragraph, match.end(), filed) if bare else None


def _is_agency(after: re.Match[str], text: str) -> bool:
    """Say whether a name between the dash and the text is the agency's: no country, and a person behind its comma."""
    if not _house_like(after["agency"]) or (after["who"] and not is_person(after["who"])):
        return False
    dash = after.group().rstrip()[-1] in "-–—―"
    return not dash or (plain_name(after["agency"]) not in countries() and text[:1].isupper())


def _agency_inside(paragraph: str, match: re.Match[str]) -> tuple[str, Filed, str] | None:
    """Read ``Москва. 19 июня. ИНТЕР - …`` and ``ASTANA. KARVAN – …``: the last part before the dash is the agency."""
    pieces = re.split(r"[.,]\s+", match["pre"])
    if len(pieces) < 2 or not _house_like(pieces[-1]):
        return None
    before = match["pre"][: len(match["pre"]) - len(pieces[-1])].rstrip(" .,")
    filed = read_filed(before, pieces[-1])
    return _parts(paragraph, match.end(), filed) if filed and _sure(filed, before) else None


def _house_like(name: str) -> bool:
    """Say whether a name after the date can be an agency's: up to four words, every one with a capital."""
    words = name.split()
    if not 1 <= len(words) <= 4 or "." in name or any(map(str.isdigit, name)):
        return False
    return not any(word[:1].islower() for word in words) and len(words[-1]) > 1 and words[-1] not in _TITLES


def _chinese(paragraph: str) -> tuple[str, Filed, str] | None:
    match = _XINHUA.match(paragraph)
    if match is None:
        return None
    filed = Filed((match["place"],), None, (int(match["mon"]), int(match["day"])), match["agency"])
    return match.group().strip(), filed, paragraph[match.end() :]


def read_filed(text: str, agency: str) -> Filed | None:
    """Read the part of a dateline before its dash: places, perhaps countries, perhaps a date. None for other text."""
    if len(text) > 120 or text.startswith("By "):
        return None
    stamp, month_day, before, after = _date_in(text)
    words = after.strip(" .,;:-–—")
    if words and not agency and (stamp or month_day) and _house_like(words):
        agency, words = words, ""
    if words or len(agency) > 60 or (agency and agency[:1].islower() and agency not in ("dpa", "ap", "afp")):
        return None
    places = places_of(before)
    sent = _CORRESPONDENT.match(agency)
    house, authors = (sent["agency"], (sent["who"],)) if sent else (agency.strip("() "), ())
    return Filed(places, stamp, month_day, house, authors) if places else None


def _date_in(text: str) -> tuple[Stamp | None, tuple[int, int] | None, str, str]:
    """Find the date in a dateline: (stamp, month and day, text before it, text after it)."""
    if not any(map(str.isdigit, text)):
        return None, None, text, ""
    full = find(text)
    if full:
        tail = _YEAR_TAIL.sub("", text[full[0].end :])
        return full[0].stamp, None, text[: full[0].start], tail
    for start, end, number, day in yearless(text):
        return None, (number, day), text[:start], text[end:]
    return None, None, text, ""


def is_town(text: str) -> bool:
    """Say whether a text is a place alone: one word, a town in capitals, or a town and its country."""
    filed = read_filed(text.rstrip(" .,-–—:"), "")
    if filed is None or filed.agency or is_house(text):
        return False
    last = text.rpartition(",")[2].strip(" .")
    return " " not in text.strip() or in_capitals(text) or plain_name(last) in countries()
