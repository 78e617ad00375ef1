"""Printed times of day and their zones: ``15:16 (GMT+5)`` is ``15:16+05:00``."""

from __future__ import annotations

import re

# Abbreviations that mean one offset everywhere in the press. BST, IST, CST mean several: those stay without a zone.
_ZONES = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "мск": "+03:00", "msk": "+03:00", "trt": "+03:00",
    "cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00",
    "wet": "+00:00", "west": "+01:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
    "mdt": "-06:00", "cdt": "-05:00", "jst": "+09:00", "kst": "+09:00", "hkt": "+08:00",
    "по московскому времени": "+03:00", "moscow time": "+03:00", "время московское": "+03:00",
}  # fmt: skip
# Zones that mean several offsets, and words for "local time": they belong to the time and tell no offset.
_VAGUE = (
    r"(?:bst|ist|cst|mst|ast|gst|amt|et|ct|mt|pt|local time|[^\W\d_]{3,20}(?: [^\W\d_]{3,20})? time|heure locale"
    r"|heure d['’e ]\w+|ortszeit|hora local|ora locale|yerel saat|по (?:местному|[^\W\d_]{3,20}скому) времени)"
)
_NAMES = "|".join(sorted((re.escape(name) for name in _ZONES), key=len, reverse=True))
_SIXTY = "[0-5\u0660-\u0665\u06f0-\u06f5]"  # the first figure of minutes, Arabic and Persian ones too
_TIME = re.compile(
    r"(?<![\d.,:/-])(?P<hour>\d{1,2})"
    rf"(?:(?:[:.]|\s?[hHчu]\s?)(?P<minute>{_SIXTY}\d)(?::{_SIXTY}\d(?:[.,]\d{{1,6}})?)?(?![\d/]|\.\d)"
    r"|(?=\s?[ap]\.?m\b)|(?=\s?Uhr\b)|\s?h\b)"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?(?:Uhr|hrs?|hours|uur|ч)\b\.?)?",
    re.IGNORECASE,
)
_NO_ZONE = re.compile(rf"\s*[(\[,]?\s*{_VAGUE}(?!\w)\s*[)\]]?", re.IGNORECASE)
_ZONE = re.compile(
    rf"\s*[(\[,]?\s*(?:(?:UTC|GMT)\s?(?P<offset>[+\-−–]\d{{1,2}}(?::?[0-5]\d)?)|(?P<bare>[+\-−]\d{{2}}:?[0-5]\d)(?!\d)"
    rf"|(?P<name>{_NAMES})(?!\w))\s*[)\]]?",
    re.IGNORECASE,
)


def find_time(text: str) -> tuple[int, int, str] | None:
    """Find the first time of day: (start, end, ``HH:MM`` with its offset where printed). Zones are part of the span."""
    match = _TIME.search(text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23:
        return None
    zone = _ZONE.match(text, match.end())
    offset = _offset(zone) if zone else ""
    named = zone if offset else _NO_ZONE.match(text, match.end())
    end = named.end() if named else match.end()
    return match.start(), end, f"{hour:02}:{minute:02}{offset}"


def _offset(zone: re.Match[str]) -> str:
    """Write a zone as ``+05:00``; an offset of more than 14 hours is none (no zone on earth has one)."""
    if zone["name"]:
        return _ZONES[zone["name"].lower()]
    printed = (zone["offset"] or zone["bare"]).replace("−", "-").replace("–", "-")
    digits = printed[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return f"{printed[0]}{hours:02}:{minutes:02}" if hours <= 14 else ""
