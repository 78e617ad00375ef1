"""The persons and organisations that a text names. Precise rather than many: a name needs a sign that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.classify import russian
from digest.classify.matching import Page, sentence_at
from digest.classify.names import (
    GIVEN,
    NEVER,
    PARTICLES,
    ROLES,
    SAID,
    SAID_AROUND,
    Token,
    country_words,
    distinct,
    has_name,
    is_organisation,
    tokens,
    worth_reading,
)
from digest.classify.signs import STRONG, WEAK, signs

_LINKS = frozenset("of the to for in and de la du des le der des für del".split())
_BACK = 10
"""Words before a name among which its role is looked for: Head of the European Union Delegation to …"""
_SURNAMES = tuple(
    "ov ova ev eva yev yeva sky skaya skiy enko chuk yan dze shvili vich ić ić ski ska ez son sen zade oğlu oglu zoda"
    " ullin ullina bekov".split()
)
_SURNAME = re.compile(rf"(?:{'|'.join(_SURNAMES)})\b")
_AGE = re.compile(r", \d\d,")


def find(where: Page, language: str) -> tuple[str, ...]:
    """Give the full names of persons in the order of the text, Russian ones in the nominative, each once."""
    read = [(number, sentence.text) for number, sentence in enumerate(where.sentences) if worth_reading(sentence)]
    if language == "ru":
        return distinct([name for _, text in read for name in russian.people(text)])
    strongest = _strongest(where)
    told = [text for number, text in read if _may_name(text, strongest.get(number, 0))]
    return distinct([name for text in told for name in _in_sentence(text, language)])


def _strongest(where: Page) -> dict[int, int]:
    """Return for sentences, by number, whether they hold a given name or a role, or only a verb of speech."""
    strongest: dict[int, int] = {}
    for start, _, sign in signs(where):
        if sign in (STRONG, WEAK):
            at = sentence_at(where, start)
            strongest[at] = max(sign, strongest.get(at, 0))
    return strongest


def _may_name(text: str, sign: int) -> bool:
    """Say, at little cost, whether a sentence may name a person: most do not, and are not cut into words."""
    aged = _AGE.search(text) is not None
    if not (sign or aged) or not has_name(text):
        return False
    return sign == STRONG or aged or _SURNAME.search(text) is not None


def _in_sentence(text: str, language: str) -> Iterator[str]:
    words = tokens(text)
    for begin, end in _runs(words):
        if end - begin < 2:
            continue
        titles = [at for at in range(begin, end) if words[at].low in ROLES]
        near, far = (True, False) if titles else _role_before(words, begin)
        first = begin = titles[-1] + 1 if titles else begin
        while begin + 2 < end and (words[begin].low in NEVER or (far and _place_first(words, begin))):
            begin += 1
        begin = _after_organisation(words, begin, end) if near or far else begin
        role = near or (far and begin > first)
        if _is_name(words[begin:end]) and (role or _evidence(text, words, begin, end, language)):
            yield text[words[begin].start : words[end - 1].end].replace("’", "'")


def _runs(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of every stretch of words with a capital; particles and initials may stand between."""
    begin = 0
    while begin < len(words):
        if not words[begin].capital:
            begin += 1
            continue
        end = begin + 1
        while end < len(words) and _goes_on(words, end):
            end += 1
        while words[end - 1].low in PARTICLES and not words[end - 1].capital:
            end -= 1
        yield begin, end
        begin = end


def _goes_on(words: Sequence[Token], at: int) -> bool:
    after_initial = len(words[at - 1].text) == 1 or words[at - 1].low in ROLES
    if words[at].gap not in ((" ", ". ") if after_initial else (" ",)):
        return False
    after = at
    while after < len(words) and words[after].text in PARTICLES and words[after].gap == " ":
        after += 1
    follows = at < after < len(words) and words[after].capital and words[after].gap == " "
    return words[at].capital or follows


def _role_before(words: Sequence[Token], begin: int) -> tuple[bool, bool]:
    """Say whether a role stands before at once, and whether with what it is a role of between (head of the Board …)."""
    if begin and words[begin].gap in (" ", ". ") and words[begin - 1].low in ROLES:
        return True, False
    linked = False
    for at in range(begin - 1, max(-1, begin - _BACK), -1):
        if words[at + 1].gap != " ":
            break
        if words[at].low in ROLES:
            return False, linked
        linked = linked or words[at].low in _LINKS
        if not (words[at].capital or words[at].low in _LINKS):
            break
    return False, False


def _place_first(words: Sequence[Token], at: int) -> bool:
    """A known given name comes second: the first word is a place, as in First Minister of Scotland | Nicola …"""
    return words[at].low not in GIVEN and words[at + 1].low in GIVEN


def _after_organisation(words: Sequence[Token], begin: int, end: int) -> int:
    """Skip what the role is of: the name begins after the last noun of an organisation, or country."""
    for at in range(end - 3, begin - 1, -1):
        low = words[at].low
        if (is_organisation(low) or low in country_words() or low in NEVER) and low not in GIVEN:
            return at + 1
    return begin


def _is_name(words: Sequence[Token]) -> bool:
    """Two to four words with capitals, none of which makes it a thing, and no word all in capitals."""
    full = [word for word in words if word.capital]
    if not 2 <= len(full) <= 4 or len(full[0].text) == 1 == len(full[-1].text):
        return False
    if any(word.low in NEVER or word.low in ROLES or is_organisation(word.low) for word in full):
        return False
    if any(len(word.text) > 1 and word.text.isupper() for word in full):
        return False
    return full[0].low in GIVEN or not any(word.low in country_words() for word in full)


def _evidence(text: str, words: Sequence[Token], begin: int, end: int, language: str) -> bool:
    """A known given name, or a verb of speech beside a name that ends like a surname, or an age after it."""
    if words[begin].low in GIVEN:
        return begin == 0 or words[begin - 1].low != "the" or words[begin].gap != " "
    after = text[words[end - 1].end :]
    if after[:2] == ", " and after[2:4].isdigit() and after[4:5] == ",":
        return True
    if not words[end - 1].low.endswith(_SURNAMES):
        return False
    around = SAID_AROUND.get(language, ())
    said_after = end < len(words) and words[end].gap in (" ", ", ") and words[end].low in SAID
    said_before = begin > 0 and words[begin].gap == " " and words[begin - 1].low in SAID
    return said_after or said_before or after.lstrip(" ,").startswith(tuple(around))
