"""The places of a dateline: ``LONDON/PARIS``, ``Samplegrad, Norway``, ``РОСТОВ-НА-ДОНУ``."""

from __future__ import annotations

import re

from digest.seeds.cldr import countries, plain_name, weekdays

_PLACE = re.compile(
    r"(?:[^\W\d_]\.){1,3}[^\W\d_]?$"
    r"|[^\W\d_][^\W\d_.'’-]*\.?(?:[ '’-]{1,3}[^\W\d_][^\W\d_'’-]*\.?){0,4}$"
)
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670]")  # signs above and below letters, which are no letters
_PARTS = re.compile(r"\s*[,/;،]\s*|(?<!\bSt)(?<!\bST)(?<!\bFt)(?<!\bSte)\.\s+(?=\S{4})|\s[-–]\s")
_SMALL = frozenset(
    "de del la las los le les el al am an der den di da do dos du sur sous upon on the na над на in im und"
    " and y et и".split()
)


def places_of(text: str) -> tuple[str, ...]:
    """Read place names; a country behind its town, a weekday, and a state behind a town in capitals are left out."""
    parts = [part.strip(" .") for part in _PARTS.split(text.strip(" .,،-–—"))]
    parts = [part for part in parts if part and plain_name(part) not in weekdays()]
    if not 1 <= len(parts) <= 5 or not all(_is_place(part) for part in parts):
        return ()
    kept = [part for part in parts[1:] if plain_name(part) not in countries() and len(part.replace(".", "")) > 3]
    if in_capitals(parts[0]):
        kept = [part for part in kept if in_capitals(part)]
    return tuple(_town(part) for part in (parts[0], *kept))


def _is_place(part: str) -> bool:
    part = _MARKS.sub("", part)
    if len(part) > 45 or not _PLACE.match(part):
        return False
    words = re.split(r"[\s'’-]+", part)
    return all(not word[:1].islower() or word in _SMALL or word == "" for word in words)


def in_capitals(text: str) -> bool:
    """Say whether the first place is printed in capitals (three letters at least)."""
    first = re.split(r"[,(/.\d]", text, maxsplit=1)[0].strip()
    letters = [char for char in first if char.isalpha()]
    return len(letters) >= 3 and all(char.isupper() for char in letters)


def _town(name: str) -> str:
    """Write a town printed in capitals as towns are written: ``LOS ANGELES``, ``РОСТОВ-НА-ДОНУ``, ``DİYARBAKIR``."""
    if name.upper() != name or name.lower() == name.upper():
        return name
    turkish = any(char in "İĞŞ" for char in name)
    lowered = (name.replace("I", "ı").replace("İ", "i") if turkish else name).lower()
    words = re.split(r"([\s'’-]+)", lowered)
    return "".join(
        word if index and word in _SMALL else ("İ" if turkish and word[:1] == "i" else word[:1].upper()) + word[1:]
        for index, word in enumerate(words)
    )
