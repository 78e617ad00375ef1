"""From names found to countries meant: each name is judged where it stands, shared names by the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from digest.classify.context import DOUBT, NO, WEAK, YES, Around, Persons, Verdict, judge, word_before
from digest.classify.lexicon import Entry
from digest.classify.matching import Page, fold
from digest.classify.scan import Atlas, Hit, Scan
from digest.model import Stamp

BEFORE, AFTER = 110, 70
"""Characters of context that a rule sees."""
_ORDER = ("mask", "bloc", "name", "people", "power", "sign", "region", "capital", "city", "short")
_RANK = {kind: number for number, kind in enumerate(_ORDER)}
_LISTED = re.compile(r"(?:, [A-Z]\w+)* (?:and|or) ")
_LOCAL = frozenset(("region", "city", "short"))
_TOWNS = frozenset(("capital", "city", "region"))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that is known of places, compiled. ``words`` are folded names that count only beside other signs."""

    atlas: Atlas
    persons: Persons
    words: frozenset[str]
    states_and_unions: frozenset[str]
    """Their own names, folded: no organisations and no tags, even where a noun like "union" is in them."""


class Named(Struct, frozen=True, gc=False):
    """A name, judged: what it may mean and how far it counts."""

    hit: Hit
    entry: Entry
    codes: tuple[str, ...]
    verdict: Verdict
    sure: bool = False
    """Its region or country stands after it."""


def read(
    scan: Scan, gazetteer: Gazetteer, date: Stamp | None, persons: Sequence[str] = ()
) -> tuple[list[Named], list[Named]]:
    """Return (names of countries, names of blocs), in reading order. What names nothing is left out."""
    named = [_judged(hit, scan.page, gazetteer.persons, date) for hit in scan.hits]
    inside = _of_persons(scan, persons) if persons else None
    named = [replace(n, verdict=NO) if n.hit.start in inside else n for n in named] if inside else named
    blocs = [n for n in named if n.entry.kind == "bloc"]
    places = [n for n in named if n.entry.kind not in ("bloc", "mask")]
    told = _doubted(_qualified(places, scan.page.text), gazetteer, scan)
    if "sign" not in {n.entry.kind for n in places}:
        return _settled(told, scan.page), blocs
    # First what tells of itself, so that no sign that says nothing settles a name; then what was settled.
    return _at_home(_settled(_at_home(told), scan.page)), blocs


def _at_home(places: Sequence[Named]) -> list[Named]:
    """Leave out each sign whose sentence names another country: the Russian Premier League is no British one."""
    named: dict[int, set[str]] = {}
    for n in places:
        if n.entry.kind != "sign" and len(n.codes) == 1 and n.verdict >= WEAK:
            named.setdefault(n.hit.sentence, set()).add(n.codes[0])
    return [n for n in places if n.entry.kind != "sign" or named.get(n.hit.sentence, set()) <= {n.codes[0]}]


def _of_persons(scan: Scan, persons: Sequence[str]) -> set[int]:
    """Return where the names begin that are a part of a person's: Kobe Bryant."""
    inside: set[int] = set()
    keys = {hit.key for hit in scan.hits}
    for person in persons:
        if keys.isdisjoint(fold(person).split()):
            continue
        start = scan.page.text.find(person)
        while start >= 0:
            inside.update(hit.start for hit in scan.hits if start <= hit.start < start + len(person))
            start = scan.page.text.find(person, start + 1)
    return inside


def _judged(hit: Hit, where: Page, persons: Persons, date: Stamp | None) -> Named:
    """Choose the reading of a name and judge it by its sentence and by the date of the text."""
    entry, codes = _reading(hit.entries)
    if entry.kind in ("bloc", "mask"):
        return Named(hit, entry, codes, YES)
    if entry.until and date and int(date[:4]) > entry.until + 1:
        return Named(hit, entry, codes, NO)
    low, sentence = where.begins[hit.sentence], where.sentences[hit.sentence].text
    before = where.text[max(low, hit.start - BEFORE) : hit.start]
    after = where.text[hit.end : min(low + len(sentence), hit.end + AFTER)]
    return Named(
        hit, entry, codes, judge(Around(entry, hit.key, before, after, word_before(before), sentence), persons)
    )


def _reading(entries: Sequence[Entry]) -> tuple[Entry, tuple[str, ...]]:
    """Choose among the entries of one spelling: the best kind, all of its codes; a shared name before other names."""
    if len(entries) == 1:
        return entries[0], entries[0].codes
    best = min(_RANK[e.kind] for e in entries)
    shared = [e for e in entries if len(e.codes) > 1 and e.kind == "name"] if best > 1 else []
    if shared:
        return shared[0], shared[0].codes
    same = [e for e in entries if _RANK[e.kind] == best]
    return same[0], tuple(dict.fromkeys(c for e in same for c in e.codes))


def _qualified(places: Sequence[Named], text: str) -> Iterator[Named]:
    """Yield the names, a town settled by the region or country after it: London, Ontario; Mary, Turkmenistan."""
    for number, place in enumerate(places):
        after = places[number + 1] if number + 1 < len(places) else None
        beside = after is not None and text[place.hit.end : after.hit.start] == ", "
        if after is None or not beside or after.verdict < WEAK or place.entry.kind not in (*_TOWNS, "name"):
            yield place
            continue
        both = tuple(c for c in place.codes if c in after.codes)
        if both:
            yield replace(place, codes=both, verdict=max(place.verdict, after.verdict), sure=True)
        elif after.entry.kind in ("region", "short") and not _LISTED.match(text, after.hit.end):
            yield replace(place, codes=after.codes[:1], verdict=after.verdict, sure=True)
        else:
            yield place


def _doubted(places: Iterator[Named], gazetteer: Gazetteer, scan: Scan) -> list[Named]:
    """Doubt the names that are words too, here or anywhere, and those that are a person's elsewhere in the text."""
    found = list(places)
    persons = {n.hit.key for n in found if n.verdict <= DOUBT and n.entry.kind not in ("people", "short")}
    out = []
    for named in found:
        key = named.hit.key
        word = key in gazetteer.words and not named.entry.own
        cases = named.entry.langs and named.entry.kind == "name" and not scan.twins.isdisjoint(named.codes)
        twin = (cases or key in scan.twins) and named.entry.kind != "power" and not named.entry.text.islower()
        unsure = named.entry.beside or word or twin
        bare = key in persons and not scan.page.text.endswith((" in ", " In "), 0, named.hit.start)
        doubt = (unsure or bare) and not named.sure and named.verdict > DOUBT and not named.entry.loose
        out.append(replace(named, verdict=DOUBT) if doubt else named)
    return out


def _settled(places: Sequence[Named], where: Page) -> list[Named]:
    """Give each name its one country, or leave it out. A dateline names the largest town of a name without more."""
    sure = [n for n in places if n.verdict >= WEAK and len(n.codes) == 1]
    firm = {n.codes[0] for n in sure}
    local = {n.codes[0] for n in sure if n.entry.kind in _LOCAL}
    signs = {n.codes[0] for n in sure if n.entry.kind == "sign"}
    out = []
    for named in places:
        code = named.codes[0] if len(named.codes) == 1 else _one(named, firm, local, signs)
        if not code and named.entry.kind in _TOWNS and where.sentences[named.hit.sentence].place == "dateline":
            code = named.codes[0]
        if code and (named.verdict >= WEAK or (named.verdict == DOUBT and code in firm)):
            settled = len(named.codes) == 1 and named.verdict >= WEAK
            out.append(named if settled else replace(named, codes=(code,), verdict=max(named.verdict, WEAK)))
    return out


def _one(named: Named, firm: set[str], local: set[str], signs: set[str]) -> str:
    """Choose among the countries, two or more, that share a name; empty where nothing tells.

    An open name needs a sign of one of its countries. Another means its first country unless only another has signs.
    The sign of a town's namesake is a town, a region or what only its country has, such as a sheriff's office; that of
    Georgia the state is a town or region: Atlanta, not the word U.S.
    """
    first, *others = named.codes
    if first in firm and not named.entry.open:
        return first
    if named.entry.open:
        return next((code for code in named.codes if code in firm), "")
    towns = named.entry.kind in _LOCAL or named.entry.kind == "capital"
    known = local | signs if towns else firm - {"US"} | (local & {"US"})
    return next((code for code in others if code in known), first)
