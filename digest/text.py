"""Small laws of text that several rooms share: visible characters, sentences, slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from anyascii import anyascii

# Cc and Cs but for the white space among them, the soft hyphen, and the zero-width characters that only hide: a BOM,
# a zero-width space, a word joiner. Joiners (U+200C, U+200D) and direction marks stay: scripts and emoji need them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\xad\u200b\u2060\ufeff\ufffe\uffff]")

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ACCENTS = re.compile("[\u0300-\u036f]")

# A full stop after one of these does not end a sentence (lower case, without the stop).
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt capt sgt gov sen rep rev st hon jr sr no nos vol pp art sec fig inc ltd co corp bros"
    " vs etc approx est dept univ jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
    " u.s u.k u.n e.u u.s.a u.a.e a.m p.m i.e e.g d.c v bn mln ph.d"
    " г гг ул д т.е т.д т.п т.к им св руб коп млн млрд тыс стр проф акад обл р-н"
    " m mm mme mlle dr me etc av bd ca bzw z.b u.a d.h str nr sra sr srta dra art dott sig".split()
)
# Possessive, and tried once a run of stops: a line of nothing but dots costs no more than any other.
# It begins with a stop, not with what stands before one: `re` is quick to find a character of a set.
_STOP = "[.!?…。！？؟۔]"
_END, _PLAIN_END = (
    re.compile(rf"({stop}(?<!{stop}.){stop}*+)([\"'”’»›)\]]*+)(\s++|$)", re.DOTALL) for stop in (_STOP, r"\.")
)
_LETTERS_BEFORE = re.compile(r"([^\W_][\w.\-]*)$")
_LONGEST_WORD = 40
_OPENING = re.compile(r"[\"'“„«‹(\[—–\- ]*+")
_SLUG = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
_NO_NAME = re.compile(r"[^a-z0-9]++")
ROOM = 3_000
"""Characters that a story keeps for a list of names or dates: of some 130 persons or 80 organisations. So the front
matter, of seven such lists, of the evidence of three and of every country there is, stays below ``flat.LONGEST``."""
_AROUND = 8
"""What stands around a text in a list, and in a table of evidence, on average."""
_RESERVED = frozenset(
    "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)


def visible(text: str) -> str:
    """Drop what no reader can see: control characters, soft hyphens, lone surrogates, zero-width spaces."""
    return _INVISIBLE.sub("", text)


def collapse(text: str) -> str:
    """Visible text on one line: every run of white space (no-break spaces too) is one space, none at the ends."""
    if "\n" in text:  # most often between paragraphs that need nothing else
        text = text.replace("\n\n", " ").replace("\n", " ")
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = " ".join(text.split())
    # Nothing that is invisible is printable: most text need not be searched for it.
    return text if text.isprintable() else " ".join(visible(text).split())


def lf(text: str) -> str:
    """Give every line end (CRLF, CR, vertical tab, form feed, NEL, U+2028) the one form LF; U+2029 ends a paragraph."""
    if not any(mark in text for mark in "\r\x0b\x0c\x85\u2028\u2029"):
        return text
    return _BREAKS.sub(lambda match: "\n\n" if match.group() == "\u2029" else "\n", text)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of a paragraph, white space around it left out."""
    start = 0
    # One character is found four times faster than one of a set.
    plain = text.isascii() and "!" not in text and "?" not in text
    for match in (_PLAIN_END if plain else _END).finditer(text):
        if match.end() < len(text) and not _ends(text, match, start):
            continue
        yield start, match.end(2)
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def sentences(text: str) -> list[str]:
    """Split a paragraph into its sentences; abbreviations, initials and numbers do not end one."""
    return [text[a:b] for a, b in sentence_spans(text)]


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether the stop of ``match``, with text after it, ends the sentence that began at ``start``."""
    first = match.end()
    if not text[first].isalnum() and (opening := _OPENING.match(text, first)):
        first = opening.end()
    if text[first : first + 1].islower():
        return False
    if match[1] != ".":
        return True
    printed = text[max(start, match.start() - _LONGEST_WORD) : match.start()].rpartition(" ")[2]
    if not printed.isalnum():
        before = _LETTERS_BEFORE.search(printed)
        if before is None:
            return True
        printed = before[1]
    word = printed.lower()
    initial = len(word) == 1 and word.isalpha() and printed.isupper()
    return not (initial or word in _ABBREVIATIONS)


def slug(text: str, limit: int = 60) -> str:
    """Make an ASCII name for a URL and a file: lower case, digits and single hyphens, at most ``limit`` characters.

    Cut at a word where one ends in the second half. Never empty, never a name that Windows reserves, never
    ``index`` or ``part-…`` (our own pages).
    """
    plain = text if _SLUG.fullmatch(text) else _hyphened(text)
    if len(plain) > limit:
        cut = plain.rfind("-", limit // 2, limit + 1)
        plain = plain[: cut if cut > 0 else limit].strip("-")
    if not plain:
        return "untitled"
    reserved = plain in _RESERVED or plain == "index" or plain.startswith("part-")
    return f"{plain}-story" if reserved else plain


def _hyphened(text: str) -> str:
    """Return a text in ASCII letters of lower case, digits and single hyphens."""
    if not (text.isascii() and text.isprintable()):
        text = anyascii(unicodedata.normalize("NFKC", visible(text)))
    return _NO_NAME.sub("-", text.lower().replace("'", "").replace("`", "")).strip("-")


def is_reserved(name: str) -> bool:
    """Say whether Windows keeps a name for a device, whatever its ending: ``con``, ``aux.html``."""
    return name.partition(".")[0].lower() in _RESERVED


def alphabetical(name: str) -> str:
    """Return what names are sorted by in a list: letters without case and accents, so that Côte stands before Cuba."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", name)).casefold()


def in_room(texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of a list of texts for which a story has room (``ROOM``), the first ones first."""
    kept: list[str] = []
    left = ROOM
    for text in texts:
        needs = len(text) + _AROUND
        if needs <= left:
            kept.append(text)
            left -= needs
    return tuple(kept)


def unique(wanted: str, taken: Collection[str]) -> str:
    """Return ``wanted``, or it with the first free number after it: ``oil``, ``oil-2``, ``oil-3``."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
