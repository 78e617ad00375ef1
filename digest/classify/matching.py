"""Find every known name in a text in one pass: whole words only, the longest first.

Text and names are compared *folded*: lower case, Latin accents dropped, every punctuation mark a space, and nothing
longer or shorter than it was, so that offsets stay. A name is kept between two spaces, which makes it match whole words
only. What a name asks of the case of its letters is looked up afterwards in the text itself.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick

from digest.classify.lexicon import Entry
from digest.classify.sentences import Sentence

_GAP = " \n "
"""Between two sentences: no name has a line feed in it."""
_NEAR = 60
"""Characters on each side that tell whether a sentence is all in capitals."""


def _folding() -> dict[int, str]:
    """Map each character that is folded: Latin letters to their base, punctuation and space to a space, ё to е."""
    table: dict[int, str] = {}
    for number in (*range(0x80, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x3000, 0x3020)):
        char = chr(number)
        base = unicodedata.normalize("NFKD", char)[0]
        if base.isascii() and base.isalpha():
            table[number] = base
        elif not char.isalnum() and not unicodedata.combining(char):
            table[number] = " "
    special = {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ё": "е",
        "،": " ",
        "؛": " ",
        "؟": " ",
        "ʻ": " ",
        "ʼ": " ",
        "№": " ",
    }
    ascii_marks = {n: " " for n in range(0x80) if not chr(n).isalnum() and chr(n) != "\n"}
    return table | ascii_marks | {ord(char): base for char, base in special.items()}


_FOLD = _folding()


@dataclass(frozen=True, slots=True)
class Spelling:
    """An entry as it is searched for."""

    entry: Entry
    capitals: tuple[int, ...]
    """Offsets of the letters that must be capitals."""
    rest: tuple[str, ...] = ()
    """The folded beginnings of the words after the first that ends in ``*``; a whole word keeps a space at its end."""
    word: bool = False
    """All capitals, and of three letters at most: in a sentence all in capitals it may be a plain word (US, WHO)."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compiled entries. The automaton answers with (length, spellings of that folded text)."""

    automaton: ahocorasick.Automaton = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: the entries it may stand for, best first, and where it stands.

    ``start`` and ``end`` are offsets in the ``Scan.text``; ``key`` is its folded text.
    """

    entries: tuple[Entry, ...]
    sentence: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a text. ``twins`` are the folded names that also occur as plain words (turkey, china)."""

    text: str = field(repr=False)
    begins: tuple[int, ...]
    """Where each sentence begins in the text, and, in ``ends``, where it ends."""
    ends: tuple[int, ...]
    hits: tuple[Hit, ...]
    twins: frozenset[str]


def fold(text: str) -> str:
    """Fold a text for comparison; the length stays."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower()[0] for c in text)
    return lower.translate(_FOLD)


def compile_entries(entries: Iterable[Entry]) -> Matcher:
    """Compile entries into a matcher. Of several entries with one spelling the earlier is the better one."""
    found: dict[str, list[Spelling]] = {}
    for entry in entries:
        head, star, rest = entry.text.partition("*")
        key = f" {fold(head)}" if star else f" {fold(head)} "
        found.setdefault(key, []).append(_spelling(entry, head, rest))
    automaton = ahocorasick.Automaton()
    for key, spellings in found.items():
        automaton.add_word(key, (len(key), tuple(spellings)))
    automaton.make_automaton()
    return Matcher(automaton)


def _spelling(entry: Entry, head: str, rest: str) -> Spelling:
    """Say how an entry must be written: ``rest`` is what follows its first ``*``."""
    capitals = () if entry.loose else tuple(i for i, c in enumerate(head) if c.isupper())
    parts = tuple(fold(part[:-1]) if part.endswith("*") else f"{fold(part)} " for part in rest.split())
    return Spelling(entry, capitals, parts, head.isupper() and 1 < len(head) < 4)


def scan(sentences: Sequence[Sentence], matcher: Matcher, lang: str) -> Scan:
    """Find the names in the sentences of a text of language ``lang`` (empty: unknown), none inside another."""
    begins, parts, at = [], [], 1
    for sentence in sentences:
        begins.append(at)
        parts.append(sentence.text.replace("\n", " "))
        at += len(sentence.text) + len(_GAP)
    text = " " + _GAP.join(parts) + " "
    twins: set[str] = set()
    hits: list[Hit] = []
    end = 0
    for start, stop, entries, key in sorted(_candidates(text, matcher, lang, twins), key=lambda c: (c[0], -c[1])):
        if start >= end:
            hits.append(Hit(entries, bisect_right(begins, start) - 1, start, stop, key))
            end = stop
    ends = tuple(begin + len(part) for begin, part in zip(begins, parts, strict=True))
    return Scan(text, tuple(begins), ends, tuple(hits), frozenset(twins))


def _candidates(
    text: str, matcher: Matcher, lang: str, twins: set[str]
) -> Iterator[tuple[int, int, tuple[Entry, ...], str]]:
    """Yield (start, end, entries, folded name) of all that matches; note in ``twins`` what fails for its case alone."""
    folded = fold(text)
    for last, (length, spellings) in matcher.automaton.iter(folded):
        start = last - length + 2
        fitting: dict[int, list[Entry]] = {}
        for spelling in spellings:
            langs = spelling.entry.langs
            if langs and lang not in langs and (lang or "en" not in langs):
                continue
            if not all(text[start + i].isupper() for i in spelling.capitals):
                if len(spelling.capitals) == 1:
                    twins.add(folded[start:last])
                continue
            end = _end(folded, last, spelling)
            if end and not (spelling.word and _all_capitals(text, start)):
                fitting.setdefault(end, []).append(spelling.entry)
        for end, entries in fitting.items():
            yield start, end, tuple(entries), folded[start:end]


def _end(folded: str, last: int, spelling: Spelling) -> int:
    """Return where a name ends whose first part ends at ``last``; 0 where its further words do not follow."""
    if folded[last] == " " and not spelling.entry.text.endswith("*") and not spelling.rest:
        return last
    end = folded.find(" ", last)
    for part in spelling.rest:
        if not folded.startswith(part, end + 1):
            return 0
        end = folded.find(" ", end + 1 + len(part.rstrip()))
    return end


def _all_capitals(text: str, at: int) -> bool:
    """Say whether the words around ``at``, in its sentence, are all in capitals."""
    before = text[max(0, at - _NEAR) : at].rpartition("\n")[2]
    near = before + text[at : at + _NEAR].partition("\n")[0]
    return len(near.split()) > 1 and near.isupper()
