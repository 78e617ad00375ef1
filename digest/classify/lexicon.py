"""Word files become entries: what is written, whose it is, and how strictly it must be written that way.

An *entry* is one spelling. Its *kind* is one of

========== ===================================================================================
name       a country's own name
people     its adjective or inhabitants; in most tongues also the name of a language
power      seat or organ of its government: Kremlin
sign       what only it has, and its news names: an office, an exchange, a league
region     a part of it, or a place in it
capital    its capital, or
city       another large town
short      abbreviation of a region, valid after a town: ``Calif.``
bloc       a union or organisation of states
mask       a name that only contains a country's
========== ===================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from digest.contested import PARTS

ANY = frozenset[str]()
_HEAD = re.compile(r"(--|[A-Z]{2,9})(?:/([a-z-]+))?\s+(.*)")
_UNTIL = re.compile(r"until (\d{4})$")
_KINDS = {
    "names": "name",
    "people": "people",
    "power": "power",
    "signs": "sign",
    "regions": "region",
    "short": "short",
    "masks": "mask",
}
_SPOKEN = re.compile(r"([a-z]{2})(?: (towns|masks|power|signs|regions|shared))?")
_SPOKEN_KINDS = {"towns": "capital", "masks": "mask", "power": "power", "signs": "sign", "regions": "region"}
_LISTS = ("words", "given", "parts", "titles")


class Entry(Struct, frozen=True, gc=False):
    """One spelling. A final ``*`` in a word of ``text`` stands for any ending, a final ``~`` for those of its language.

    ``codes`` are the countries it may mean: the first one unless the text speaks for another; where ``open`` is set,
    none unless the text speaks for one. ``langs`` are the languages of texts it counts in, none meaning all.
    """

    text: str
    codes: tuple[str, ...]
    kind: str
    langs: frozenset[str] = ANY
    loose: bool = False
    """Any case of letters will do."""
    open: bool = False
    beside: bool = False
    """Counts only beside another sign of its country."""
    until: int = 0
    """Last year of the state it names; 0 where it still is."""
    part: str = ""
    """The contested part of its country that it names (see ``contested``)."""
    own: bool = False
    """Listed as a place in one language, where it is none of the words that doubt names elsewhere: Tours, Roma."""


@dataclass(slots=True)
class Lists:
    """What the lines that begin with ``--`` list, and all entries."""

    entries: list[Entry] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def countries(text: str) -> Lists:
    """Read a file of the form of ``countries.txt``. Raises ValueError, with the line, on what it cannot read."""
    out = Lists()
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        head = _HEAD.fullmatch(line)
        if head is None:
            raise ValueError(f"{number}: a line begins with a country code or --, then `field: words`")
        if head[2] and head[2] not in PARTS:
            raise ValueError(f"{number}: `{head[2]}` is no contested part; known: {', '.join(PARTS)}")
        before = len(out.entries)
        for name, words in _fields(head[3]):
            _add(out, head[1], name, words, number)
        if head[2]:
            out.entries[before:] = [replace(entry, part=head[2]) for entry in out.entries[before:]]
    return out


def _fields(line: str) -> Iterator[tuple[str, str]]:
    """Yield (field, words) of a line ``field: word, word; field: word``."""
    for part in line.split(";"):
        name, _, words = part.partition(":")
        if part.strip():
            yield name.strip(), words.strip()


def _add(out: Lists, code: str, name: str, words: str, number: int) -> None:
    """Add the words of one field to ``out``."""
    until, spoken = _UNTIL.match(name), _SPOKEN.fullmatch(name)
    spellings = list(_spellings(words))
    if name in _LISTS:
        getattr(out, name).update(spellings)
    elif name == "shared":
        out.entries += [entry for pair in spellings for entry in _shared(pair, number)]
    elif until:
        out.entries += [Entry(w, (code,), "name", loose=w[0].islower(), until=int(until[1])) for w in spellings]
    elif name in _KINDS:
        langs = frozenset(("en",)) if name in ("people", "signs") else ANY
        loose = name == "masks"
        out.entries += [Entry(w, (code,), _KINDS[name], langs, loose and "*" in w) for w in spellings]
    elif spoken and spoken[2] == "shared":
        out.entries += [entry for pair in spellings for entry in _shared(pair, number, spoken[1])]
    elif spoken:
        out.entries += [_foreign(w, code, spoken[1], spoken[2]) for w in spellings]
    else:
        known = ", ".join((*_KINDS, *_LISTS, "shared", "until YEAR"))
        raise ValueError(f"{number}: `{name}` is no field; known: {known}, or a language of two letters")


def _spellings(words: str) -> Iterator[str]:
    """Yield the words of a list; ``Turk/s`` is Turk and Turks."""
    for word in words.split(","):
        word = word.strip()
        if word.endswith("/s"):
            yield word[:-2]
            yield word[:-2] + "s"
        elif word:
            yield word


def _foreign(word: str, code: str, lang: str, what: str | None) -> Entry:
    """Return the entry of a word of one language: a proper name where it has a capital and no star."""
    proper = not word.endswith("*") and any(map(str.isupper, word))
    loose = "*" in word if what == "masks" else not proper and what is None
    kind = _SPOKEN_KINDS.get(what or "", "name" if proper else "people")
    return Entry(word, (code,), kind, frozenset((lang,)), loose, own=what in ("towns", "regions"))


def _shared(pair: str, number: int, lang: str = "") -> list[Entry]:
    """Read ``Korea = KR KP``, or ``Congo = ? CG CD``, which means neither without a sign, in texts of a language."""
    name, _, codes = pair.partition("=")
    open_ = codes.strip().startswith("?")
    every = tuple(codes.replace("?", " ").split())
    if len(every) < 2:
        raise ValueError(f"{number}: write `Name = CODE CODE`, not `{pair}`")
    words = list(_spellings(name))
    if not lang:
        return [Entry(word, every, "name", open=open_) for word in words]
    return [replace(_foreign(word, "", lang, None), codes=every, open=open_, own=True) for word in words]


def territories(text: str) -> Iterator[Entry]:
    """Yield the entries of ``territories.tsv``. English names count in every language."""
    for name, code, langs in _rows(text):
        spoken = _languages(langs)
        yield Entry(name, (code,), "name", ANY if "en" in spoken else spoken)


def cities(text: str) -> Iterator[Entry]:
    """Yield the entries of ``cities.tsv``."""
    for name, codes, rank, langs in _rows(text):
        where = ANY if langs == "-" else _languages(langs)
        kind = "capital" if rank == "c" else "city"
        yield Entry(name, tuple(codes.split()), kind, where, open=rank == "s", beside=rank == "t")


@lru_cache(maxsize=4096)
def _languages(langs: str) -> frozenset[str]:
    """Read codes with blanks between them: thousands of rows have the same ones."""
    return frozenset(langs.split())


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a tab-separated file, comments left out."""
    for line in text.splitlines():
        if line and line[0] != "#":
            yield line.split("\t")
