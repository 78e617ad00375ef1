"""The persons and organisations that a text names. Precise rather than many: a name needs a sign that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from digest.classify import russian
from digest.classify.matching import Page, fold, sentence_at
from digest.classify.names import (
    GIVEN,
    NEVER,
    PARTICLES,
    ROLES,
    SAID,
    SAID_AROUND,
    Spot,
    Tokens,
    country_words,
    distinct,
    has_name,
    is_organisation,
    proved,
    span,
    tokens,
    worth_reading,
)
from digest.classify.signs import ROLE, WEAK, signs
from digest.model import Evidence

_LINKS = frozenset("of the to for in and de la du des le der des für del".split())
_BACK = 10
"""Words before a name among which its role is looked for: Head of the European Union Delegation to …"""
_FAR = 40
"""Characters before a verb of speech that hold at least the end of the word before it."""
_THINGS = NEVER | ROLES
_SURNAMES = tuple(
    "ov ova ev eva yev yeva sky skaya skiy enko chuk yan dze shvili vich ić ić ski ska ez son sen zade oğlu oglu zoda"
    " ullin ullina bekov".split()
)
# By their first letter: to try them one by one at every letter of a sentence takes twice as long.
_ENDS = (f"{first}(?:{'|'.join(end[1:] for end in ends)})" for first, ends in groupby(sorted(_SURNAMES), itemgetter(0)))
_SURNAME = re.compile(rf"(?:{'|'.join(_ENDS)})\b")
_AGE = re.compile(r", \d\d,")
_QUOTES = " \"'“‘«„"
_CAPITAL = r"\.? (?:[^\Wa-z]|[a-z]{2}-"
_GOES_ON = re.compile(rf"{_CAPITAL}|(?:{'|'.join(sorted(PARTICLES))}) )")
"""What stands right after a given name that is a person's: a capital, or a particle before one."""
_LINKED = rf"{_CAPITAL}|(?:{'|'.join(sorted(PARTICLES | _LINKS))}) )"
_ROLE_LEADS = re.compile(rf"(?!\.? [^\Wa-z][\w'’&-]*+(?!{_LINKED})){_LINKED}")
"""What stands right after a role that is a person's: two words with capitals, or small words before them."""
_VOWELS = "аеиоуыэюяй"
"""Ends of Russian surnames that change with the case."""

Person = tuple[Spot, str, bool]
"""(where, name, whether a role, an age or a verb of speech beside it says that it is a person's)."""


def find(where: Page, language: str) -> tuple[Evidence, ...]:
    """Give the full names of persons, Russian ones in the nominative, each once with where it first stands in full.

    In the order of the text. How sure a name is: see ``names.proved``; its sign is a role, an age or a verb of speech.
    """
    found = _russian(where) if language == "ru" else _spots(where, language)
    first: dict[str, Spot] = {}
    signed: set[str] = set()
    for spot, name, sign in found:
        first.setdefault(name, spot)
        if sign:
            signed.add(name)
    return tuple(
        [
            proved(where, name, first[name], name in signed, _again(where.folded, name, language))
            for name in distinct(first)
        ]
    )


def _russian(where: Page) -> list[Person]:
    return [
        ((number, start, end), name, sign)
        for number, sentence in enumerate(where.sentences)
        if worth_reading(sentence)
        for start, end, name, sign in russian.people(sentence.text)
    ]


def _spots(where: Page, language: str) -> list[Person]:
    """Give the persons that are named in full, a name as often as it stands."""
    found: list[Person] = []
    for number, strength in sorted(_strongest(where, language).items()):
        sentence = where.sentences[number]
        if worth_reading(sentence) and _may_name(sentence.text, strength):
            found += _in_sentence(number, sentence.text, language)
    return found


def _again(folded: str, name: str, language: str) -> bool:
    """Say whether the surname of a person stands in the text more than once, a Russian one in whatever case."""
    surname = fold(name.rpartition(" ")[2])
    stem = surname.rstrip(_VOWELS) if language == "ru" else ""
    word = f" {stem}" if len(stem) > 2 else f" {surname} "
    return folded.find(word, folded.find(word) + len(word)) > 0


def _strongest(where: Page, language: str) -> dict[int, int]:
    """Return the sentences, by number, that have a sign of a name, with how strong it is: see ``_strength``."""
    text, around = where.text, language in SAID_AROUND
    strongest = {sentence_at(where, match.start()): 0 for match in _AGE.finditer(text)}
    for start, end, sign in signs(where):
        strength = _strength(text, start, end, sign, around) if sign >= WEAK else 0
        if strength:
            at = sentence_at(where, start)
            strongest[at] = max(strength, strongest.get(at, 0))
    return strongest


def _strength(text: str, start: int, end: int, sign: int, around: bool) -> int:
    """Say how strong a sign is: 2 where a name may stand beside it, 1 where only one that ends as surnames do.

    With ``around``, verbs of speech are told by their beginning, so that every sign may belong to one.
    """
    if sign > WEAK:
        return 2 if (_ROLE_LEADS if sign == ROLE else _GOES_ON).match(text, end) else around
    if around:
        return 1
    before = text[max(0, start - _FAR) : start].rstrip(" ,").rpartition(" ")[2]
    if not before.islower() and before.lower().endswith(_SURNAMES):
        return 2
    return _GOES_ON.match(text, end) is not None


def _may_name(text: str, strength: int) -> bool:
    """Say, at little cost, whether a sentence may name a person: most do not, and are not cut into words."""
    if strength > 1:
        return has_name(text)
    aged = _AGE.search(text) is not None
    return (aged or strength > 0) and has_name(text) and (aged or _SURNAME.search(text) is not None)


def _in_sentence(number: int, text: str, language: str) -> Iterator[Person]:
    words = tokens(text)
    lows = words.lows
    roles = not ROLES.isdisjoint(lows)
    for begin, end in _runs(words):
        near, far, first = False, False, begin
        if roles:
            titles = [at for at in range(begin, end) if lows[at] in ROLES]
            near, far = (True, False) if titles else _role_before(words, begin)
            first = begin = titles[-1] + 1 if titles else begin
        while begin + 2 < end and (lows[begin] in NEVER or (far and _place_first(lows, begin))):
            begin += 1
        begin = _after_organisation(lows, begin, end) if near or far else begin
        if end - begin < 2:
            continue
        signed = near or (far and begin > first) or _signed(text, words, begin, end, language)
        if (signed or _called(words, begin)) and _is_name(words, begin, end):
            start, stop = span(words, begin, end)
            yield (number, start, stop), text[start:stop].replace("’", "'"), signed


def _runs(words: Tokens) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of stretches of two words or more with capitals; particles and initials may stand between."""
    texts, lows, capitals = words.texts, words.lows, words.capitals
    end = 0
    for begin, capital in enumerate(capitals):
        if begin < end or not capital:
            continue
        end = begin + 1
        while end < len(lows) and (capitals[end] or texts[end] in PARTICLES) and _goes_on(words, end):
            end += 1
        while lows[end - 1] in PARTICLES and not capitals[end - 1]:
            end -= 1
        if end - begin > 1:
            yield begin, end


def _goes_on(words: Tokens, at: int) -> bool:
    texts, gaps = words.texts, words.gaps
    if gaps[at] != " " and not (gaps[at] == ". " and (len(texts[at - 1]) == 1 or words.lows[at - 1] in ROLES)):
        return False
    if words.capitals[at]:
        return True
    after = at
    while after < len(texts) and texts[after] in PARTICLES and gaps[after] == " ":
        after += 1
    return at < after < len(texts) and words.capitals[after] and gaps[after] == " "


def _role_before(words: Tokens, begin: int) -> tuple[bool, bool]:
    """Say whether a role stands before at once, and whether with what it is a role of between (head of the Board …)."""
    lows, gaps = words.lows, words.gaps
    if begin and gaps[begin] in (" ", ". ") and lows[begin - 1] in ROLES:
        return True, False
    linked = False
    for at in range(begin - 1, max(-1, begin - _BACK), -1):
        if gaps[at + 1] != " ":
            break
        if lows[at] in ROLES:
            return False, linked
        linked = linked or lows[at] in _LINKS
        if not (words.capitals[at] or lows[at] in _LINKS):
            break
    return False, False


def _place_first(lows: Sequence[str], at: int) -> bool:
    """A known given name comes second: the first word is a place, as in First Minister of Scotland | Nicola …"""
    return lows[at] not in GIVEN and lows[at + 1] in GIVEN


def _after_organisation(lows: Sequence[str], begin: int, end: int) -> int:
    """Skip what the role is of: the name begins after the last noun of an organisation, or country."""
    for at in range(end - 3, begin - 1, -1):
        low = lows[at]
        if (is_organisation(low) or low in country_words() or low in NEVER) and low not in GIVEN:
            return at + 1
    return begin


def _is_name(words: Tokens, begin: int, end: int) -> bool:
    """Two to four words with capitals, none of which makes it a thing, and no word all in capitals."""
    full = [at for at in range(begin, end) if words.capitals[at]]
    if not 2 <= len(full) <= 4:
        return False
    texts, lows = [words.texts[at] for at in full], [words.lows[at] for at in full]
    if len(texts[0]) == 1 == len(texts[-1]) or not _THINGS.isdisjoint(lows) or any(map(is_organisation, lows)):
        return False
    if any(len(text) > 1 and text.isupper() for text in texts):
        return False
    return lows[0] in GIVEN or country_words().isdisjoint(lows)


def _called(words: Tokens, begin: int) -> bool:
    """Say whether a known given name begins here, and no thing that is called after a person: the Victoria Market.

    A ship may stand between quotes.
    """
    the = begin > 0 and words.lows[begin - 1] == "the" and words.gaps[begin].strip(_QUOTES) == ""
    return words.lows[begin] in GIVEN and not the


def _signed(text: str, words: Tokens, begin: int, end: int, language: str) -> bool:
    """Say whether an age comes after a name, or a verb of speech stands beside one that begins or ends as names do."""
    lows, gaps = words.lows, words.gaps
    given = lows[begin] in GIVEN
    if given and not _called(words, begin):
        return False
    gap = gaps[end]
    if gap[:2] == ", " and gap[2:4].isdigit() and gap[4:5] == ",":
        return True
    if not (given or lows[end - 1].endswith(_SURNAMES)):
        return False
    said_after = gap in (" ", ", ") and end < len(lows) and lows[end] in SAID
    said_before = begin > 0 and gaps[begin] == " " and lows[begin - 1] in SAID
    if said_after or said_before or language not in SAID_AROUND:
        return said_after or said_before
    return text[span(words, begin, end)[1] :].lstrip(" ,").startswith(SAID_AROUND[language])
