"""Organisations that a sentence names in full: a proper name with the noun of an organisation in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from digest.classify import names, russian
from digest.classify.matching import Page, fold, sentence_at
from digest.classify.names import GERMAN_ENDS, GIVEN, ORGANISATION, ROLES, Tokens, country_words, is_organisation
from digest.classify.signs import NOUN, PRESS, signs
from digest.model import Evidence

_OF = frozenset("of for de du des da do dos del des für d l von der".split())
_THE = frozenset("the la le les el los der die das dem den l d".split())
_ABROAD = frozenset("embassy consulate mission delegation ambassade consulat embajada botschaft office".split())
_ABROAD_LINKS = frozenset("in to en au aux à à en".split())
_LOWER = frozenset(("fr", "es", "pt", "it"))
_ADJECTIVES = tuple("ale al ique ienne aine aise ive aire nacional ial ica ico ana ano ense mundial ea".split())
_GENERAL = frozenset(
    "of for and the supreme constitutional high federal national central state foreign internal affairs defence defense"
    " justice interior health education culture finance economy energy security transport agriculture labour labor"
    " tourism trade public general appeal appeals criminal election electoral environment de la des du el del y et"
    " santé salud justicia défense défensa intérieur affaires étrangères nationale nationales".split()
)
"""Words of names that every country has."""
_LONG = frozenset("ministry department committee commission office directorate".split())
_PERSONAL = ROLES - ORGANISATION
_NOT_FIRST = _PERSONAL | frozenset(
    "so yet then now today former but and in on at as if when this that these those our his her its their".split()
)
_HEAD_FIRST_ONLY = frozenset("house group service services press news times party".split())
_NEEDS_OF = frozenset("college assembly bank board court union army council network television society".split())
"""English nouns that begin a name only before an "of": Bank of England, but no College Station."""
_OWNERS = frozenset("people peoples children women workers teachers nurses veterans writers lawyers farmers".split())
_JOINED = (" ", "'", "’", " & ")
"""What stands between two words of one name."""
_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]"
_SHORT = re.compile(
    rf"(?:[’']s|\s?[»“”\"’'])?\s\([«“„\"]?(?=.{{2,10}}\))(?:{_CAPITAL}(?:{_CAPITAL}|[0-9-])+"
    rf"|{_CAPITAL}[^\W\d_]*{_CAPITAL}[^\W\d_]*)[»“”\"]?\)"
)
"""A short form in brackets, after a name that may stand between quotes: all in capitals, or with two of them (MoH)."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi"
    " dimanche".split()
)


class Named(Struct, frozen=True, gc=False):
    """An organisation in a text: the number of its sentence, offsets there, and its name.

    ``known`` is one of the few agencies and offices that everyone knows by one word: Reuters, UNICEF.
    """

    sentence: int
    start: int
    end: int
    name: str
    known: bool = False


def find(where: Page, language: str) -> tuple[Named, ...]:
    """Find the organisations of a text in reading order, Russian names in the nominative.

    The dateline is left out, and a headline whose every word has a capital: there capitals tell nothing.
    """
    numbers, known = _promising(where, language)
    read = [at for at in sorted(numbers) if names.worth_reading(where.sentences[at])]
    found = [Named(at, *span) for at in read for span in _spans(where.sentences[at].text, language)]
    for one in known:
        inside = any(o.sentence == one.sentence and o.start <= one.start < o.end for o in found)
        if not inside and names.worth_reading(where.sentences[one.sentence]):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.sentence, one.start)))


def in_full(where: Page, named: Iterable[Named], others: Collection[str], one_country: bool) -> tuple[Evidence, ...]:
    """Give the organisations that are named in full, each once with where it first stands.

    ``others`` are the names of states and of unions of states, folded: they are labels of their own. A name that every
    country has (Supreme Court) tells an organisation only where the text is about one country; to have another one is
    the sign of ``names.proved``. A short form in brackets says as much as a second time.
    """
    first: dict[str, names.Spot] = {}
    again: set[str] = set()
    for one in named:
        if one.known or fold(one.name) in others:
            continue
        if one.name in first or _SHORT.match(where.sentences[one.sentence].text, one.end):
            again.add(one.name)
        first.setdefault(one.name, (one.sentence, one.start, one.end))
    general = {name for name in first if _general(name)}
    full = names.distinct(name for name in first if one_country or name not in general)
    return tuple(names.proved(where, name, first[name], name not in general, name in again) for name in full)


@lru_cache(maxsize=4096)
def _general(name: str) -> bool:
    """Say whether every country may have an organisation of this name."""
    return all(word in _GENERAL or is_organisation(word) for word in names.tokens(name).lows)


def _promising(where: Page, language: str) -> tuple[Iterable[int], list[Named]]:
    """Return the numbers of the sentences that may name an organisation, and the few that are known by one word."""
    if language == "ru":
        press = [(at, span) for at, sentence in enumerate(where.sentences) for span in russian.press(sentence.text)]
        return range(len(where.sentences)), [Named(at, *span, True) for at, span in press]
    numbers, known = set(), []
    for start, end, sign in signs(where):
        if sign == NOUN:
            if where.text[start].isupper() or language in _LOWER:
                numbers.add(sentence_at(where, start))
        elif sign < 0 and where.text[start:end] == PRESS[-sign - 1]:
            at = sentence_at(where, start)
            known.append(Named(at, start - where.begins[at], end - where.begins[at], PRESS[-sign - 1], True))
    if language == "de":  # the noun may be the end of a longer word
        return range(len(where.sentences)), known
    return numbers, known


def _spans(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of each organisation named in a sentence."""
    if language == "ru":
        yield from russian.organisations(text)
        return
    words = names.tokens(text)
    for first, end in _stretches(words, language in _LOWER):
        a, b = names.span(words, first, end)
        yield a, b, text[a].upper() + text[a + 1 : b]


def _stretches(words: Tokens, lower: bool) -> Iterator[tuple[int, int]]:
    lows = words.lows
    nouns = [at for at, low in enumerate(lows) if is_organisation(low)]
    reached = 0
    for begin in range(nouns[-1] + 1 if nouns else 0):
        if begin < reached or not (words.capitals[begin] or lower) or not _begins(words, begin, lower):
            continue
        end = reached = _end(words, begin)
        if not any(begin <= at < end for at in nouns):
            continue
        first = begin
        while first < end and (lows[first] in _NOT_FIRST or not _begins(words, first, lower)):
            first += 1
        first = _after_link(words, first, end)
        end = _end(words, first) if begin < first < end else end
        end = _without_person(words, first, end)
        if _named(words, first, end):
            yield first, end
        reached = max(end, begin + 1)


def _begins(words: Tokens, at: int, lower: bool) -> bool:
    """A name begins with a capital; in French or Spanish its noun may have none (ministère de la Santé)."""
    low = words.lows[at]
    if low in _DAYS or low in _THE or low in _OF:
        return False
    linked = at + 1 < len(words.lows) and words.lows[at + 1] in _OF
    return words.capitals[at] or (lower and linked and is_organisation(low))


def _after_link(words: Tokens, begin: int, end: int) -> int:
    """Begin behind an "of" that comes before any noun of an organisation: Steve Peers of | the University of Essex."""
    lows, at = words.lows, begin
    while at < end and not is_organisation(lows[at]):
        if lows[at] in _OF and not words.capitals[at]:
            begin = at = at + 1 + (at + 1 < end and lows[at + 1] in _THE)
        else:
            at += 1
    return begin


def _without_person(words: Tokens, begin: int, end: int) -> int:
    """Cut off the person whose name follows that of the organisation: Water Board | Aygul Sampleva."""
    nouns = [at for at in range(begin, end) if is_organisation(words.lows[at])]
    if not nouns:
        return end
    if nouns[-1] > begin and nouns[-1] + 1 < end and words.capitals[nouns[-1] + 1]:
        return nouns[-1] + 1
    for at in range(nouns[-1] + 1, end - 2):
        person = (at + 1, at + 2)
        if _is_country(words, at) and all(words.capitals[n] and not _is_country(words, n) for n in person):
            return at + 1
    return end


def _is_country(words: Tokens, at: int) -> bool:
    return words.capitals[at] and words.lows[at] in country_words() and words.lows[at] not in GIVEN


def _end(words: Tokens, begin: int) -> int:
    """Where the name ends that begins here: words with capitals, and "of", "for", "and" between them."""
    end = begin + 1
    while end < len(words.lows):
        step = _step(words, begin, end)
        if step == 0:
            break
        end += step
    return end


def _step(words: Tokens, begin: int, at: int) -> int:
    """How many words from ``at`` go on with the name: 1, 2 or 3; 0 where it ends."""
    lows, capitals, gap, low = words.lows, words.capitals, words.gaps[at], words.lows[at]
    if not (gap in _JOINED or (gap in ("'s ", "’s ") and lows[at - 1] in _OWNERS)):
        return 0
    if capitals[at]:
        return 0 if low in _DAYS else 1
    head_first = is_organisation(lows[begin])
    if head_first and capitals[begin] and at == begin + 1 and low.endswith(_ADJECTIVES) and len(low) > 5:
        return 1
    abroad = low in _ABROAD_LINKS and not _ABROAD.isdisjoint(lows[begin:at])
    joined = low == "and" and (lows[begin] in _LONG or _two_subjects(words, begin, at))
    if not (low in _OF or abroad or joined):
        return 0
    for step in (2, 3):
        if at + step > len(lows) or any(gap not in (" ", "'", "’") for gap in words.gaps[at + 1 : at + step]):
            return 0
        if capitals[at + step - 1]:
            return 0 if lows[at + step - 1] in _DAYS else step
        if lows[at + step - 1] not in _THE:
            # Organisation mondiale de la santé: after an adjective the name goes on in small letters.
            return step if head_first and at - begin == 2 and not capitals[at - 1] else 0
    return 0


def _two_subjects(words: Tokens, begin: int, at: int) -> bool:
    """Say whether the noun comes only after the "and": the (U.S.) | Securities and Exchange Commission."""
    lows = words.lows
    if begin == 0 or words.texts[begin - 1] not in ("the", "The", "S"):
        return False
    if any(map(is_organisation, lows[begin:at])):
        return False
    for after in range(at + 1, min(at + 4, len(lows))):
        if not words.capitals[after] or words.gaps[after] != " ":
            return False
        if is_organisation(lows[after]):
            return True
    return False


def _named(words: Tokens, begin: int, end: int) -> bool:
    """A noun of an organisation, and at least one more word that names it."""
    lows = words.lows[begin:end]
    nouns = [at for at, low in enumerate(lows) if is_organisation(low)]
    if len(lows) == 1 and len(words.texts[begin]) > 12 and lows[0].endswith(GERMAN_ENDS):
        return True
    full = [low for low, capital in zip(lows, words.capitals[begin:end], strict=True) if capital]
    if not nouns or len(lows) < 2 or not full or not _PERSONAL.isdisjoint(full[1:]):
        return False
    linked = lows[1] in _OF
    return not (nouns == [0] and (lows[0] in _HEAD_FIRST_ONLY or (lows[0] in _NEEDS_OF and not linked)))
