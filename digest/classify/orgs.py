"""Organisations that a sentence names in full: a proper name with the noun of an organisation in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from digest.classify import names, russian
from digest.classify.matching import Matcher, Page, compile_words, matches, sentence_at
from digest.classify.names import GERMAN_ENDS, GIVEN, ORGANISATION, ROLES, Token, country_words, is_organisation

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
_PRESS = tuple(
    "Reuters AFP TASS Interfax Bloomberg Xinhua Anadolu DPA EFE ANSA Kyodo Yonhap IRNA BelTA Ukrinform UNICEF UNHCR WHO"
    " OSCE IMF UNESCO UNDP NASA FBI CIA BBC CNN AP".split()
)


@dataclass(frozen=True, slots=True)
class Named:
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
    numbers, known = _worth_reading(where, language)
    found = [Named(at, *span) for at in sorted(numbers) for span in _spans(where.sentences[at].text, language)]
    apart = [
        one for one in known if not any(o.sentence == one.sentence and o.start <= one.start < o.end for o in found)
    ]
    silent = {number for number, sentence in enumerate(where.sentences) if not names.worth_reading(sentence)}
    every = sorted((*found, *apart), key=lambda one: (one.sentence, one.start))
    return tuple(one for one in every if one.sentence not in silent)


def _worth_reading(where: Page, language: str) -> tuple[Iterable[int], list[Named]]:
    """Return the numbers of the sentences that may name an organisation, and the few that are known by one word."""
    if language == "ru":
        press = [(at, span) for at, sentence in enumerate(where.sentences) for span in russian.press(sentence.text)]
        return range(len(where.sentences)), [Named(at, *span, True) for at, span in press]
    numbers, known = set(), []
    for start, end, word in matches(where, _nouns()):
        at = sentence_at(where, start)
        if word < 0:
            if where.text[start].isupper() or language in _LOWER:
                numbers.add(at)
        elif where.text[start:end] == _PRESS[word]:
            known.append(Named(at, start - where.begins[at], end - where.begins[at], _PRESS[word], True))
    if language == "de":  # the noun may be the end of a longer word
        return range(len(where.sentences)), known
    return numbers, known


@cache
def _nouns() -> Matcher:
    """The nouns of organisations, with number -1, and the names of ``_PRESS`` by theirs."""
    return compile_words(
        (*((noun, -1) for noun in sorted(ORGANISATION)), *zip(_PRESS, range(len(_PRESS)), strict=True))
    )


def _spans(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of each organisation named in a sentence."""
    if language == "ru":
        yield from russian.organisations(text)
        return
    words = names.tokens(text)
    for first, end in _stretches(words, language in _LOWER):
        a, b = words[first].start, words[end - 1].end
        if text[a:b].lower() not in _BLOCS:
            yield a, b, text[a].upper() + text[a + 1 : b]


def _stretches(words: Sequence[Token], lower: bool) -> Iterator[tuple[int, int]]:
    reached = 0
    for begin in range(len(words)):
        if begin < reached or not (words[begin].capital or lower) or not _begins(words, begin, lower):
            continue
        end = reached = _end(words, begin)
        if not any(is_organisation(word.low) for word in words[begin:end]):
            continue
        first = begin
        while first < end and (words[first].low in _NOT_FIRST or not _begins(words, first, lower)):
            first += 1
        first = _after_link(words, first, end)
        end = _end(words, first) if begin < first < end else end
        end = _without_person(words, first, end)
        if _named(words[first:end]):
            yield first, end
        reached = max(end, begin + 1)


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
