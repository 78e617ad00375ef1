"""Dates as they are printed: read, compared and placed, at the precision that the print has (see ``model``)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.model import Stamp

HINT = "write 1987-03-17, or 1987-03-17T15:16+05:00 with a time, or 1987-03 where the day is unknown"

_STAMP = re.compile(
    r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|z|[+-]\d\d:?[0-5]\d)?)?)?$", re.ASCII
)


@lru_cache(maxsize=65536)
def parse(text: str) -> Stamp | None:
    """Return ``text`` as a stamp, or None when it is no date of ISO 8601 (a space for the ``T`` is taken too)."""
    match = _STAMP.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        dt.datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    stamp = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    if hour:
        stamp += f"T{hour}:{minute}" + (f":{second}" if second and second != "00" else "")
        stamp += _zone(zone) if zone else ""
    return stamp if _moment(stamp) is not None else None


def day(stamp: Stamp) -> str:
    """Return the day as printed, ``2020-06-19``; the first of the month where the day is unknown."""
    return stamp[:10] if len(stamp) >= 10 else f"{stamp[:7]}-01"


def month(stamp: Stamp) -> str:
    """Return the month as printed, ``2020-06``."""
    return stamp[:7]


def instant(stamp: Stamp, timezone: str) -> dt.datetime:
    """Return the moment in UTC; a time without a zone, and midnight of a day, are meant in ``timezone``."""
    moment = _moment(stamp)
    if moment is None:
        raise ValueError(f"not a stamp: {stamp!r}")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(timezone))
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # the first hours of the year 1, the last of 9999
        return moment.replace(tzinfo=dt.UTC)


def _zone(printed: str) -> str:
    """Write a zone one way: ``+05:00``, and ``+00:00`` for ``Z``."""
    if printed in "Zz":
        return "+00:00"
    return printed if ":" in printed else f"{printed[:3]}:{printed[3:]}"


def _moment(stamp: Stamp) -> dt.datetime | None:
    """Return the stamp as a datetime, aware where it has a zone."""
    try:
        return dt.datetime.fromisoformat(stamp if len(stamp) >= 10 else f"{stamp}-01")
    except ValueError:
        return None
