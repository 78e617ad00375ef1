"""Printed dates become stamps, in the forms that newspapers use. A date that could be two days is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digest.model import Stamp
from digest.seeds.cldr import months, plain_name, weekdays
from digest.seeds.clock import find_time

_WORD = r"[^\W\d_]{2,12}"
_MONTH = rf"(?P<month>{_WORD}(?: (?:الثاني|الأول))?)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|[º°ª.]|-?(?:го|ого|е|ое|njy|nji|nci|ncı|ncü|ncu|шы|ші|da|inci|ıncı))?"
_DAY = rf"(?<![\w.,/:-])(?P<day>\d{{1,2}}){_ORDINAL}"
_OF = r"(?:of |de |del |di |d['’]|the )?"
_YEAR = r"(?P<year>\d{4})(?!\d|[-–/]\d)"
_YEAR_WORD = r"(?:[ -]?(?:жылғы|жылдың|жылы|жыл|йил|yilning|yil|ýylyň|ýyl|nji ýylyň|njy ýylyň|ilin|il|m|года?|г)\.?)?"
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.,/-])(?P<year>\d{4})(?P<sep>[-./])(?P<mon>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-]|\.\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<mon>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]?",
        r"(?<![\w.,/:-])(?P<first>\d{1,2})\s?(?P<sep>[./-])\s?(?P<second>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?![\d/-])",
        rf"{_DAY}[ -]{{0,2}}{_OF}{_MONTH}\.?,?[ -]{{1,2}}{_OF}{_YEAR}",
        rf"(?<!\w){_MONTH}\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?<![\w.,/-])(?P<year>\d{{4}}){_YEAR_WORD},?[ -](?P<day>\d{{1,2}}){_ORDINAL}[ -]{_MONTH}(?!\w)",
        rf"(?<![\w.,/-])(?P<year>\d{{4}})\. (?-i:(?=[a-zà-ž])){_MONTH} (?P<day>\d{{1,2}})\.?(?![\d\w])",
        rf"(?<![\w.,/-])(?P<year>\d{{4}}),?[ -]{_MONTH}\.?[ -](?P<day>\d{{1,2}})(?!\d|\w)",
    )
)
_YEARLESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}[ -]{{0,2}}{_OF}{_MONTH}(?!\w)",
        rf"(?<!\w){_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\w)",
        r"(?<!\d)(?P<mon>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
    )
)
_MONTH_ONLY = re.compile(
    rf"(?<!\w){_MONTH}\.?,? {_OF}{_YEAR}|(?P<year2>\d{{4}})-(?P<mon>\d{{2}})(?![\d-])", re.IGNORECASE
)
_FOUR = re.compile(r"\d{4}")
_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
# A full date has a day of one or two figures close to its year: a quick look that spares most paragraphs the patterns.
_YEARS = re.compile(r"[12\u0661\u0662\u06f1\u06f2]\d{3}")
_CLOSE = re.compile(r"(?<!\d)\d{1,2}(?!\d).{0,30}?(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?!\d).{1,26}?(?<!\d)\d{1,2}(?!\d)")
# ISO 8601 in its basic form: 20240214T101500Z.
_ISO_BASIC = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)[Tt](\d\d)(\d\d)(\d\d)?(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
"""Years of days in figures: newspapers begin in 1605, and 1402/11/25 and 2567/11/25 are days of other calendars."""
_ISO_TIME = re.compile(r"(?<=\d)[Tt](?=\d\d:?\d\d)")
_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
# Words that accompany a date on a line of its own and say nothing more.
_FILLER = frozenset(
    "at on the of le à a um uhr am den der im em às as alle ore il lo la los del de el en klo kl saat в у о г год"
    " года гг р йил йили"
    " рік року roku r ж жыл жылы yil yili ýyl ýylyň il время time local hrs h uur часов ч م الساعة на день"
    " дня и ci cı cu cü njy nji".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: its place, and its stamp (None where the print could mean two days)."""

    start: int
    end: int
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What a line with a date says: the stamp (None where ambiguous), the date as printed, what else the line holds."""

    stamp: Stamp | None
    text: str
    rest: str


def month(word: str) -> int | None:
    """Number of a month by its name; Turkic case endings after the name are allowed (``haziranda``)."""
    known = months()
    plain = plain_name(word)
    found = known.get(plain)
    if found is None and len(plain) > 4:
        tries = (known.get(plain[:-cut]) for cut in range(1, 5) if len(plain) - cut >= 4)
        found = next((number for number in tries if number), None)
    return found


def stamp_of(year: int, month_number: int, day: int) -> Stamp | None:
    """Write a day as a stamp; None for a day that no calendar has."""
    try:
        return date(year, month_number, day).isoformat()
    except ValueError:
        return None


def _read(match: re.Match[str]) -> tuple[bool, Stamp | None]:
    """Say whether the match is a date at all, and its stamp."""
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("sep") and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False, None
    if parts.get("first"):
        return _numeric(int(parts["first"]), int(parts["second"]), year, parts["sep"])
    number = int(parts["mon"]) if parts.get("mon") else month(parts["month"])
    stamp = stamp_of(year, number, int(parts["day"])) if number else None
    return stamp is not None, stamp


def _numeric(first: int, second: int, year: int, sep: str) -> tuple[bool, Stamp | None]:
    """Dots are day first wherever they are used (CLDR); with other signs one number above 12, or a pair, decides."""
    if sep == "." or first > 12 or first == second:
        stamp = stamp_of(year, second, first)
    elif second > 12:
        stamp = stamp_of(year, first, second)
    else:
        return first > 0 and second > 0, None
    return stamp is not None, stamp


def find(text: str) -> list[Found]:
    """Find the full dates (day, month, year) of a text, in order; none overlap."""
    if _YEARS.search(text) is None or not any(
        _CLOSE.search(text, max(0, year.start() - 36), year.end() + 32) for year in _YEARS.finditer(text)
    ):
        return []
    found: list[Found] = []
    free = text  # with blanks where a date was found
    for pattern in _FULL:
        if not _DIGITS.search(free):
            break
        for match in pattern.finditer(text):
            start, end = match.span()
            real, stamp = _read(match)
            if real and free[start:end] == match.group():
                free = f"{free[:start]}{' ' * (end - start)}{free[end:]}"
                found.append(Found(start, end, stamp))
    return sorted(found, key=lambda f: f.start)


def yearless(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, month, day) of each date without a year: ``Nov. 5``, ``19 июн``."""
    for pattern in _YEARLESS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            number = int(parts["mon"]) if parts.get("mon") else month(parts["month"])
            if number and stamp_of(2000, number, int(parts["day"])):
                yield match.start(), match.end(), number, int(parts["day"])


def near(month_number: int, day: int, published: Stamp | None) -> Stamp | None:
    """Give a day without a year the year that lies nearest to the day of publication; None where that is unknown."""
    if published is None or len(published) < 7:
        return None
    anchor = date(int(published[:4]), int(published[5:7]), int(published[8:10] or 15))
    years = (y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= y <= 9999)
    stamps = [stamp for y in years if (stamp := stamp_of(y, month_number, day))]
    return min(stamps, key=lambda s: abs((date.fromisoformat(s) - anchor).days), default=None)


def has_year(line: str) -> bool:
    """Say, at little cost, whether a line has four figures that could be a year: without them, it holds no date."""
    return _FOUR.search(line) is not None


@lru_cache(maxsize=4096)  # articles of one day print one date
def printed(line: str) -> Printed | None:
    """Read a line that may consist of a date, with time, zone and weekday; None where it holds no date.

    Month precision (``June 2020``) is read here, where a line is all about its date, and never in running text.
    """
    if not has_year(line):
        return None
    text = _ISO_TIME.sub(" ", _ISO_BASIC.sub(r"\1-\2-\3T\4:\5", line))
    if not _DIGITS.search(text):
        return None
    days = find(text)
    if days:
        start, end, stamp = days[0].start, days[0].end, days[0].stamp
    else:
        match = next((m for m in _MONTH_ONLY.finditer(text) if _month_stamp(m)), None)
        if match is None:
            return None
        start, end, stamp = match.start(), match.end(), _month_stamp(match)
    rest = f"{text[:start]} {text[end:]}"
    clock = find_time(rest)
    if clock and stamp and len(stamp) == 10:
        rest, stamp = f"{rest[: clock[0]]} {rest[clock[1] :]}", f"{stamp}T{clock[2]}"
    return Printed(stamp, text[start:end], _without_filler(rest))


def _month_stamp(match: re.Match[str]) -> Stamp | None:
    before = match.string[: match.start()].rstrip(" .,-")
    if before[-1:].isdigit():
        return None  # "31 June 2020" is a day that does not exist, not the month of June
    if match["year2"]:
        year, number = int(match["year2"]), int(match["mon"])
    else:
        year, number = int(match["year"]), month(match["month"]) or 0
    return f"{year:04}-{number:02}" if 1 <= number <= 12 and year else None


def _without_filler(text: str) -> str:
    """Return what a date line says besides its date; empty where only weekdays, little words and signs are left."""
    days = weekdays()
    for token in _TOKEN.findall(text):
        if token.casefold() not in _FILLER and plain_name(token) not in days:
            return _without_days(" ".join(text.split()).strip(" ,;|•·–—-()[]/:"))
    return ""


def _without_days(text: str) -> str:
    """Take the name of a weekday off both ends."""
    words = text.split(" ")
    while words and plain_name(words[0].strip(",;")) in weekdays():
        words = words[1:]
    while words and plain_name(words[-1].strip(",;")) in weekdays():
        words = words[:-1]
    return " ".join(words).strip(" ,;|•·–—-()[]/:")
