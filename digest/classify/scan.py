"""Find the names of places and blocs in a text, each as it must be written, none inside another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from digest.classify import endings
from digest.classify.endings import Endings
from digest.classify.lexicon import Entry
from digest.classify.matching import Matcher, Page, compile_words, fold, matches, sentence_at

_LONG = 5
"""Letters of a capital's name from which endings leave no doubt: Lima and an ending is a word for harbour."""
_NEAR = 60
"""Characters on each side that tell whether a sentence is all in capitals."""
_LETTERS, _SHARED = 5, 4
"""Least letters of a country's name in a text whose language is not known; one fewer where so many share it."""
_WORDS = frozenset(
    "island islands grenade grenades gana riunione reunion dominique dominicas dominika malte mauricio guadalupe yaman"
    " misir barbade butan бутан".split()
)
"""Names of countries in one language that are words or names of persons in another."""


class Spelling(Struct, frozen=True, gc=False):
    """An entry as it is searched for."""

    entry: Entry
    capitals: tuple[int, ...]
    """Offsets of the letters that must be capitals."""
    text: str
    """What is searched for: the entry's, a star in place of the sign of endings."""
    word: bool = False
    """All capitals, and of three letters at most: in a sentence all in capitals it may be a plain word (US, WHO)."""
    endings: Endings | None = None
    """What may follow the first ``stem`` characters."""
    stem: int = 0
    printed: str = ""
    """What must be printed there, accents and all, in letters of any case; empty where the folded word will do."""


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The entries of all languages, compiled for each when its first text comes: few need more than a third of them."""

    entries: tuple[Entry, ...] = field(repr=False)
    """Of several entries with one spelling the earlier is the better one."""
    langs: frozenset[str]
    """The languages that have entries of their own."""
    states: range = range(0)
    """Where among the entries the countries' own names of all languages stand."""
    words: frozenset[str] = field(default=frozenset(), repr=False)
    """Folded names that are words or given names too."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Entries compiled: the matcher's numbers are their places in the atlas, as those of the spellings."""

    matcher: Matcher
    spellings: Mapping[int, Spelling] = field(repr=False)


class Hit(Struct, frozen=True, gc=False):
    """A name in a text: the entries it may stand for, best first, and where it stands.

    ``start`` and ``end`` are offsets in ``Page.text``; ``key`` is its folded text.
    """

    entries: tuple[Entry, ...]
    sentence: int
    start: int
    end: int
    key: str


class Scan(Struct, frozen=True, gc=False):
    """What was found in a text. ``twins`` are the folded names that also occur as plain words (turkey, china).

    In other languages than English they also have the codes of countries whose names, in whatever case, do so.
    """

    page: Page
    hits: tuple[Hit, ...]
    twins: frozenset[str]


def compile_entries(entries: Iterable[Entry], states: range = range(0), words: frozenset[str] = frozenset()) -> Atlas:
    """Make an atlas. Of several entries with one spelling the earlier is the better one.

    ``states`` is where among them the countries' own names of all languages stand, ``words`` are folded names that
    are words or given names too.
    """
    every = tuple(entries)
    return Atlas(every, frozenset().union(*{entry.langs for entry in every}), states, words)


def spoken(atlas: Atlas, lang: str) -> tuple[Spoken, ...]:
    """Give what counts in a language: names of no language, and its own; those of English are compiled with the first.

    Where the language is not known, or has no names here, the countries' own names of all languages are tried beside
    those that count everywhere.
    """
    if lang == "en":
        return (_compiled(atlas, "en", True),)
    if lang in atlas.langs:
        return (_compiled(atlas, "", True), _compiled(atlas, lang, False))
    return (_compiled(atlas, "" if lang else "en", True), _foreign(atlas))


@lru_cache(maxsize=64)
def _compiled(atlas: Atlas, lang: str, general: bool) -> Spoken:
    """Compile the entries of one language, and with ``general`` those of no language, which count in all.

    Where names take endings, those of capitals that are written as in English take them too.
    """
    numbered = enumerate(atlas.entries)
    spellings = {n: _spelling(e, e.text, lang) for n, e in numbered if (lang in e.langs if e.langs else general)}
    if lang in endings.LATIN:
        capitals = ((n, e) for n, e in enumerate(atlas.entries) if e.kind == "capital" and not e.langs)
        spellings |= {n: _spelling(e, e.text + "~", lang) for n, e in capitals if len(e.text) >= _LONG}
    if lang == "ar":
        words = [(form, number) for number, s in spellings.items() for form in endings.arabic(s.entry.text)]
    else:
        words = [(s.text, number) for number, s in spellings.items()]
    return Spoken(compile_words(words), spellings)


@lru_cache(maxsize=8)
def _foreign(atlas: Atlas) -> Spoken:
    """Compile the countries' own names of all languages but English, as far as they are safe in a text of any language.

    Safe is a name of five letters, or of four in four languages, that means one country whatever the language, and is
    no word, given name or town elsewhere. It counts only as printed there: Bénin is no benin.
    """
    meant: dict[str, tuple[str, ...]] = {}
    several = set()
    known: dict[str, frozenset[str]] = {}
    for entry in atlas.entries:
        key = entry.text.rstrip("~").lower()
        known[key] = known.get(key, frozenset()) | entry.langs
        if meant.setdefault(key, entry.codes) != entry.codes:
            several.add(key)
    spellings = {}
    for number in atlas.states:
        entry = atlas.entries[number]
        lower = entry.text.rstrip("~").lower()
        key = lower.rstrip("*")
        long = len(key) >= _LETTERS or (len(key) == _LETTERS - 1 and len(known[lower]) >= _SHARED)
        if entry.langs and long and not {lower, key} & several and key not in _WORDS and fold(key) not in atlas.words:
            spellings[number] = replace(_spelling(entry, entry.text.rstrip("~"), ""), printed=key)
    return Spoken(compile_words((s.text, number) for number, s in spellings.items()), spellings)


def _spelling(entry: Entry, text: str, lang: str) -> Spelling:
    """Say how an entry, written ``text``, must be written, up to its first star."""
    stem = len(text) - 1 if text[-1] == "~" and lang != "ar" else 0  # for Arabic all forms are looked for
    text = f"{text[:-1]}*" if stem else text
    head = text.partition("*")[0]
    if entry.loose:
        capitals: tuple[int, ...] = ()
    elif head[1:].islower():  # most names
        capitals = (0,) if head[0].isupper() else ()
    else:
        capitals = tuple([i for i, c in enumerate(head) if c.isupper()])
    word = not stem and head.isupper() and 1 < len(head) < 4
    return Spelling(entry, capitals, text, word, endings.rule(lang)[entry.kind == "people"] if stem else None, stem)


def scan(where: Page, atlas: Atlas, lang: str) -> Scan:
    """Find the names in a text of language ``lang`` (empty: unknown), the longest first."""
    twins: set[str] = set()
    fitting: dict[tuple[int, int], list[int]] = {}
    text, folded, entries = where.text, where.folded, atlas.entries
    for known in spoken(atlas, lang):
        for start, end, number in matches(where, known.matcher):
            spelling = known.spellings[number]
            if spelling.printed and not text[start:end].lower().startswith(spelling.printed):
                continue
            capitals, after = spelling.capitals, spelling.endings
            if after and not endings.fit(after, folded, start + spelling.stem, end):
                continue
            # Most names have one capital, the first letter.
            if not (text[start].isupper() if capitals == (0,) else _written(text, start, capitals)):
                if after and endings.of_origin(after, folded, start + spelling.stem, end):
                    fitting.setdefault((start, -end), []).append(number)
                elif len(capitals) == 1:
                    twins.add(folded[start:end])
                    if spelling.entry.langs and spelling.entry.kind == "name":
                        twins.update(spelling.entry.codes)
            elif not (spelling.word and _all_capitals(text, start)):
                fitting.setdefault((start, -end), []).append(number)
    hits: list[Hit] = []
    reached = 0
    for start, back in sorted(fitting):
        if start >= reached:
            numbers, reached = fitting[start, back], -back
            found = tuple([entries[n] for n in sorted(numbers)]) if numbers[1:] else (entries[numbers[0]],)
            hits.append(Hit(found, sentence_at(where, start), start, reached, folded[start:reached]))
    return Scan(where, tuple(hits), frozenset(twins))


def _written(text: str, start: int, capitals: tuple[int, ...]) -> bool:
    """Say whether the letters that must be capitals are."""
    return all(map(str.isupper, [text[start + offset] for offset in capitals]))


def _all_capitals(text: str, at: int) -> bool:
    """Say whether the words around ``at``, in its sentence, are all in capitals."""
    before = text[max(0, at - _NEAR) : at].rpartition("\n")[2]
    near = before + text[at : at + _NEAR].partition("\n")[0]
    return len(near.split()) > 1 and near.isupper()
