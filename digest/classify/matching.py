"""Find many words in a text in one pass: whole words only, at their own offsets.

Text and words are compared *folded*: lower case, Latin accents dropped, every punctuation mark a space, and nothing
longer or shorter than it was, so that offsets stay. A word is kept between two spaces, which makes it match whole words
only. What it asks of the case of its letters is looked up afterwards in the text itself, by those who ask for it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick
from msgspec import Struct

from digest.classify.sentences import Sentence

_GAP = " \n "
"""Between two sentences: no word has a line feed in it."""
_SPECIAL = {**dict(zip("øđłıё", "odliе", strict=True)), **dict.fromkeys("،؛؟ʻʼ№", " ")}
_RANGES = ((0x80, 0x370), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x3000, 0x3020))

Match = tuple[int, int, int]
"""(start, end, number of the word), offsets in ``Page.text``."""
Way = tuple[int, int, tuple[str, ...] | None]
"""(length of what the automaton looks for, number of the word, what follows it: see ``_way``)."""


def _folding() -> dict[int, str]:
    """Map each character that is folded: Latin letters to their base, punctuation and space to a space, ё to е."""
    table = {n: " " for n in range(0x80) if not chr(n).isalnum() and chr(n) != "\n"}
    for number in (n for low, high in _RANGES for n in range(low, high)):
        char = chr(number)
        base = unicodedata.normalize("NFKD", char)[0]
        if base.isascii() and base.isalpha():
            table[number] = base
        elif not char.isalnum() and not unicodedata.combining(char):
            table[number] = " "
    return table | {ord(char): base for char, base in _SPECIAL.items()}


_FOLD = _folding()
_FOLD_ASCII = bytes(ord(_FOLD.get(n, chr(n))) if n < 0x80 else n for n in range(0x100))
_ASCII = bytes(range(0x80))
_WIDE = re.compile(f"[{''.join(chr(n) for n in _FOLD if n >= 0x80)}]")


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """Words to look for: what an automaton is to find, and the ways in which a match may go on there."""

    ways: Mapping[str, Sequence[Way]] = field(repr=False)


class Page(Struct, frozen=True, gc=False):
    """The sentences of a text, joined and folded once for all that search it."""

    sentences: tuple[Sentence, ...]
    text: str
    folded: str
    begins: tuple[int, ...]
    """Where each sentence begins in the text."""
    found: Mapping[Matcher, list[Match]]
    """The words that were looked for when the page was made."""


def fold(text: str) -> str:
    """Fold a text for comparison; the length stays."""
    lower = text.replace("İ", "i").lower()  # the one letter that is two in lower case
    # Bytes are translated several times faster than a text.
    raw = lower.encode("utf-8", "surrogatepass")
    if len(raw) > len(lower):
        wide = raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        for char in set(_WIDE.findall(wide)):
            lower = lower.replace(char, _FOLD[ord(char)])
        raw = lower.encode("utf-8", "surrogatepass")
    return raw.translate(_FOLD_ASCII).decode("utf-8", "surrogatepass")


def fold_all(words: Iterable[str]) -> list[str]:
    """Fold many words, none of more than one line: to fold them one by one takes five times as long."""
    lines = "\n".join(words)
    return fold(lines).split("\n") if lines else []


def page(sentences: Sequence[Sentence], *passes: tuple[Matcher, ...]) -> Page:
    """Join and fold the sentences of a text, and find the words that it will be asked for, in one pass or several."""
    begins, at = [], 1
    for sentence in sentences:
        begins.append(at)
        at += len(sentence.text) + len(_GAP)
    text = f" {_GAP.join([sentence.text.replace(chr(10), ' ') for sentence in sentences])} "
    folded = fold(text)
    found = {words: where for several in passes for words, where in _found(folded, several).items()}
    return Page(tuple(sentences), text, folded, tuple(begins), found)


def sentence_at(where: Page, offset: int) -> int:
    """Return the number of the sentence in which an offset of the text lies."""
    return bisect_right(where.begins, offset) - 1


def compile_words(words: Iterable[tuple[str, int]]) -> Matcher:
    """Compile (word, number) pairs; several may share a number. A ``*`` at the end of a word stands for any ending."""
    pairs = list(words)
    ways: dict[str, list[Way]] = {}
    for (word, number), folded in zip(pairs, fold_all(word for word, _ in pairs), strict=True):
        key, rest = _way(word, folded)
        ways.setdefault(key, []).append((len(key), number, rest))
    return Matcher(ways)


def _way(word: str, folded: str) -> tuple[str, tuple[str, ...] | None]:
    """Give what the automaton looks for, up to the first star, and what must follow: None after a whole word.

    What follows are the beginnings of the further words; one that is whole keeps a space at its end.
    """
    head, star, rest = word.partition("*")
    if not star:
        return f" {folded} ", None
    return f" {folded[: len(head)]}", tuple(fold(p[:-1]) if p.endswith("*") else f"{fold(p)} " for p in rest.split())


def matches(where: Page, words: Matcher) -> list[Match]:
    """Give all words of a text, those inside others too, ordered by where the automaton is sure of them."""
    known = where.found.get(words)
    return known if known is not None else _found(where.folded, (words,))[words]


def _found(folded: str, several: tuple[Matcher, ...]) -> dict[Matcher, list[Match]]:
    """Give the words of each of several matchers in a folded text."""
    found: dict[Matcher, list[Match]] = {matcher: [] for matcher in several}
    lists = list(found.values())
    automaton = _automaton(several)
    for last, ways in automaton.iter(folded) if len(automaton) else ():
        for which, length, number, rest in ways:
            end = last if rest is None else _end(folded, last, rest)
            if end:
                lists[which].append((last - length + 2, end, number))
    return found


@lru_cache(maxsize=64)
def _automaton(several: tuple[Matcher, ...]) -> ahocorasick.Automaton:
    """Make the automaton that finds the words of several matchers: one pass takes half as long as one for each."""
    joined: dict[str, list[tuple[int, *Way]]] = {}
    for which, matcher in enumerate(several):
        for key, ways in matcher.ways.items():
            joined.setdefault(key, []).extend([(which, *way) for way in ways])
    automaton = ahocorasick.Automaton()
    for key, every in joined.items():
        automaton.add_word(key, tuple(every))
    automaton.make_automaton()
    return automaton


def _end(folded: str, last: int, rest: tuple[str, ...]) -> int:
    """Return where a word ends whose stem ends at ``last``; 0 where its further words do not follow."""
    end = folded.find(" ", last + 1)
    for part in rest:
        if not folded.startswith(part, end + 1):
            return 0
        end = folded.find(" ", end + 1 + len(part.rstrip()))
    return end


def as_printed(where: Page, found: Iterable[Match], capitals: Mapping[int, str]) -> list[Match]:
    """Leave out the matches of words that count only as printed (AIDS) and are printed otherwise."""
    return [m for m in found if m[2] not in capitals or where.text[m[0] : m[1]] == capitals[m[2]]]


def longest(found: Iterable[Match]) -> list[Match]:
    """Leave out each match that lies within another one. The matches come from ``matches``."""
    out: list[Match] = []
    for match in found:
        start, end, _ = match
        while out and out[-1][0] >= start and out[-1][1] <= end:
            out.pop()
        if not (out and out[-1][0] <= start and out[-1][1] >= end):
            out.append(match)
    return out
