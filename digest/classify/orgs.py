"""Organisations that a sentence names in full: a proper name with the noun of an organisation in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.classify import russian
from digest.classify.names import (
    GERMAN_ENDS,
    GIVEN,
    ORGANISATION,
    ROLES,
    Token,
    country_words,
    has_organisation,
    is_organisation,
    tokens,
)

_OF = frozenset("of for de du des da do dos del des für d l von der".split())
_THE = frozenset("the la le les el los der die das dem den l d".split())
_ABROAD = frozenset("embassy consulate mission delegation ambassade consulat embajada botschaft office".split())
_ABROAD_LINKS = frozenset("in to en au aux à à en".split())
_LOWER = frozenset(("fr", "es", "pt", "it"))
_ADJECTIVES = tuple("ale al ique ienne aine aise ive aire nacional ial ica ico ana ano ense mundial ea".split())
_BLOCS = frozenset(
    (
        *("european union", "african union", "eurasian economic union", "union européenne", "union africaine"),
        *("unión europea", "união europeia", "europäische union", "europäischen union"),
    )
)
_LONG = frozenset("ministry department committee commission office directorate".split())
_NOT_FIRST = (ROLES - ORGANISATION) | frozenset("so yet then now today former but and in on at as if when".split())
_HEAD_FIRST_ONLY = frozenset("house group service services press news times party".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi"
    " dimanche".split()
)
_PRESS_NAMES = re.compile(
    r"\b(?:Reuters|AFP|TASS|Interfax|Bloomberg|Xinhua|Anadolu|DPA|EFE|ANSA|Kyodo|Yonhap|IRNA|BelTA|Ukrinform|UNICEF"
    r"|UNHCR|WHO|OSCE|IMF|UNESCO|UNDP|NASA|FBI|CIA|BBC|CNN|AP)\b"
)


@lru_cache(maxsize=256)
def spans(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Give (start, end, name) of each organisation named in a sentence; Russian names in the nominative."""
    if language == "ru":
        return tuple(russian.organisations(text))
    if not has_organisation(text):
        return ()
    words = tokens(text)
    found = ((words[a].start, words[b - 1].end) for a, b in _stretches(words, language in _LOWER))
    return tuple((a, b, text[a].upper() + text[a + 1 : b]) for a, b in found if text[a:b].lower() not in _BLOCS)


def press(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of the few agencies and offices that everyone knows by one word: Reuters, UNICEF."""
    return [(match.start(), match.end(), match[0]) for match in _PRESS_NAMES.finditer(text)]


def _stretches(words: Sequence[Token], lower: bool) -> Iterator[tuple[int, int]]:
    begin = 0
    while begin < len(words):
        if not _begins(words, begin, lower):
            begin += 1
            continue
        end = _end(words, begin)
        first = begin
        while first < end and (words[first].low in _NOT_FIRST or not _begins(words, first, lower)):
            first += 1
        first = _after_link(words, first, end)
        end = _end(words, first) if begin < first < end else end
        end = _without_person(words, first, end)
        if _named(words[first:end]):
            yield first, end
        begin = max(end, begin + 1)


def _begins(words: Sequence[Token], at: int, lower: bool) -> bool:
    """A name begins with a capital; in French or Spanish its noun may have none (ministère de la Santé)."""
    low = words[at].low
    if low in _DAYS or low in _THE or low in _OF:
        return False
    linked = at + 1 < len(words) and words[at + 1].low in _OF
    return words[at].capital or (lower and linked and is_organisation(low))


def _after_link(words: Sequence[Token], begin: int, end: int) -> int:
    """Begin behind an "of" that comes before any noun of an organisation: Steve Peers of | the University of Essex."""
    for at in range(begin, end):
        if is_organisation(words[at].low):
            return begin
        if words[at].low in _OF and not words[at].capital:
            at += 1 + (at + 1 < end and words[at + 1].low in _THE)
            return _after_link(words, at, end)
    return begin


def _without_person(words: Sequence[Token], begin: int, end: int) -> int:
    """Cut off the person whose name follows that of the organisation: Water Board | Aygul Sampleva."""
    nouns = [at for at in range(begin, end) if is_organisation(words[at].low)]
    if not nouns:
        return end
    if nouns[-1] > begin and nouns[-1] + 1 < end and words[nouns[-1] + 1].capital:
        return nouns[-1] + 1
    for at in range(nouns[-1] + 1, end - 1):
        person = words[at + 1 : min(at + 3, end)]
        if _is_country(words[at]) and len(person) == 2 and all(w.capital and not _is_country(w) for w in person):
            return at + 1
    return end


def _is_country(word: Token) -> bool:
    return word.capital and word.low in country_words() and word.low not in GIVEN


def _end(words: Sequence[Token], begin: int) -> int:
    """Where the name ends that begins here: words with capitals, and "of", "for", "and" between them."""
    end = begin + 1
    while end < len(words):
        step = _step(words, begin, end)
        if step == 0:
            break
        end += step
    return end


def _step(words: Sequence[Token], begin: int, at: int) -> int:
    """How many words from ``at`` go on with the name: 1, 2 or 3; 0 where it ends."""
    if words[at].gap not in (" ", "'", "’"):
        return 0
    if words[at].capital:
        return 0 if words[at].low in _DAYS else 1
    low = words[at].low
    head_first = is_organisation(words[begin].low)
    if head_first and words[begin].capital and at == begin + 1 and low.endswith(_ADJECTIVES) and len(low) > 5:
        return 1
    abroad = any(word.low in _ABROAD for word in words[begin:at]) and low in _ABROAD_LINKS
    if not (low in _OF or abroad or (low == "and" and words[begin].low in _LONG)):
        return 0
    for step in (2, 3):
        if at + step > len(words) or any(w.gap not in (" ", "'", "’") for w in words[at + 1 : at + step]):
            return 0
        if words[at + step - 1].capital:
            return 0 if words[at + step - 1].low in _DAYS else step
        if words[at + step - 1].low not in _THE:
            # Organisation mondiale de la santé: after an adjective the name goes on in small letters.
            return step if head_first and at - begin == 2 and not words[at - 1].capital else 0
    return 0


def _named(words: Sequence[Token]) -> bool:
    """A noun of an organisation, and at least one more word that names it."""
    nouns = [at for at, word in enumerate(words) if is_organisation(word.low)]
    if len(words) == 1 and len(words[0].text) > 12 and words[0].low.endswith(GERMAN_ENDS):
        return True
    full = [word for word in words if word.capital]
    if not nouns or len(words) < 2 or not full or any(word.low in ROLES - ORGANISATION for word in full[1:]):
        return False
    return not (nouns == [0] and words[0].low in _HEAD_FIRST_ONLY)
