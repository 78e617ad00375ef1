"""Many words at once: find every word of a list in a text, the longest first, at its own offsets.

Words are compared in lower case with punctuation as spaces, so that ``air-strike`` is ``air strike``; a plain text
is as long as the text itself, so that offsets need no map.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick

from digest.classify.sentences import Sentence

_SPACES = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„‘’‚‹›–—…·•\xa0\u202f\t\n\r¿¡،؛؟", " "))
_PLURAL = frozenset(("en", "fr", "es", "pt"))
_Way = tuple[int, int, "re.Pattern[str] | None"]


@dataclass(frozen=True, slots=True)
class Scanner:
    """A compiled list of words. The automaton answers with the words that may begin where it matched.

    ``exact`` holds the words that count only in capitals, by number.
    """

    automaton: ahocorasick.Automaton = field(repr=False)
    exact: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found: its number in the list, the number of its sentence, and its offsets there."""

    word: int
    sentence: int
    start: int
    end: int


def plain(text: str) -> str:
    """Lower case with punctuation as spaces, as long as the text (``İ`` alone would grow in lower case)."""
    if "İ" in text:
        text = text.replace("İ", "i")
    return text.lower().translate(_SPACES)


def scanner(words: Sequence[str], language: str = "") -> Scanner:
    """Compile words. ``*`` ends a stem, any ending may follow; a word all in capitals is found only when printed so.

    In English, French, Spanish and Portuguese a plural in -s is found with its singular.
    """
    ways: defaultdict[str, list[_Way]] = defaultdict(list)
    plurals: dict[str, _Way] = {}
    for number, word in enumerate(words):
        begin, way = _way(number, word)
        ways[begin].append(way)
        key = begin[1:-1]
        if language in _PLURAL and begin[-1] == " " and len(key) > 2 and key[-1] not in "sxz" and not _capitals(word):
            plurals.setdefault(f" {key}s ", (number, len(begin) + 1, None))
    for begin, way in plurals.items():
        if begin not in ways:
            ways[begin].append(way)
    automaton = ahocorasick.Automaton()
    for begin, several in ways.items():
        automaton.add_word(begin, tuple(several))
    automaton.make_automaton()
    return Scanner(automaton, {number: word for number, word in enumerate(words) if _capitals(word)})


def scan(sentences: Sequence[Sentence], words: Scanner) -> Iterator[Hit]:
    """Yield the words found, in reading order. A word inside a longer one that is found too is not given."""
    if not len(words.automaton):
        return
    begins, at = [], 1
    for sentence in sentences:
        begins.append(at)
        at += len(sentence.text) + 3
    joined = " " + " \x00 ".join(sentence.text for sentence in sentences) + " "
    for number, start, end in _longest(joined, words):
        place = bisect_right(begins, start) - 1
        yield Hit(number, place, start - begins[place], end - begins[place])


def _capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _way(number: int, word: str) -> tuple[str, _Way]:
    """Give what the automaton looks for, up to the first star, and how the rest of the word must look."""
    stems = [plain(part) for part in word.split("*")]
    if len(stems) == 1:
        begin = f" {stems[0]} "
        return begin, (number, len(begin), None)
    tail = r"\w*".join(re.escape(stem) for stem in stems[1:])
    return f" {stems[0]}", (number, len(stems[0]) + 1, re.compile(rf"\w*{tail}(?!\w)"))


@lru_cache(maxsize=2)
def _plain_once(text: str) -> str:
    """``plain`` of a whole article, which several lists are looked for in one after another."""
    return plain(text)


def _longest(text: str, words: Scanner) -> list[tuple[int, int, int]]:
    """Give (word, start, end) of the words that no other found word contains. Matches come ordered by their end."""
    found: list[tuple[int, int, int]] = []
    lowered = _plain_once(text)
    for last, ways in words.automaton.iter(lowered):
        for number, length, tail in ways:
            start, end = last - length + 2, last
            if tail is not None:
                rest = tail.match(lowered, last + 1)
                if rest is None:
                    continue
                end = rest.end()
            if number in words.exact and text[start:end] != words.exact[number]:
                continue
            while found and found[-1][1] >= start and found[-1][2] <= end:
                found.pop()
            if not (found and found[-1][1] <= start and found[-1][2] >= end):
                found.append((number, start, end))
    return found
