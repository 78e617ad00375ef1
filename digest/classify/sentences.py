"""The sentences of a text, in reading order, each with its place: what every finder of labels walks over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from digest.model import Text
from digest.text import sentence_spans

_PLACE = r"(?P<place>[^\W\d_][^()\d:;!?\n]{1,70}?)"
_WORD = re.compile(r"[^\W\d_]+")
_DATE = r"(?:[^\W\d_]{3,12}\.?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,12}\.?)(?:,?\s+\d{4})?"
_AGENCY = r"\([^()]{2,40}\)"
_DASHES = ("-", "–", "—")
_DASH = r"(?:-{1,2}|[–—])"
_DATED = re.compile(rf"{_PLACE}[,.]?\s+{_DATE}(?:\s*{_AGENCY})?\s*{_DASH}\s+")
_CREDITED = re.compile(rf"{_PLACE}\s+{_AGENCY}\s*{_DASH}\s+")
_SHOUT = r"(?P<place>(?=[^\W\d_]{3,})[^\W\d_a-zа-яё][^a-zа-яё()\d:;!?\n]{2,40}?)"
_CAPITALS = re.compile(rf"{_SHOUT}(?:,[^()\d:;!?\n]{{2,30}}?)?\s*{_DASH}\s+")
_FORMS = (_DATED, _CREDITED, _CAPITALS)
_SMALL = frozenset("of the and de del der di da du des la le las los el al am an en sur upon на".split())
"""Words that the name of a place has in lower case."""

TITLE, FIRST, OPENING, REST = 3.0, 2.0, 1.5, 1.0
"""Weights of place: headline; first sentence; first three sentences; the rest."""


class Sentence(Struct, frozen=True, gc=False):
    """One sentence. ``place`` is ``title``, ``dateline`` or paragraph.sentence, both from 1: ``5.1``.

    ``start`` is where it begins in its title, dateline or paragraph.
    """

    place: str
    text: str
    start: int = 0


def split(text: Text) -> tuple[Sentence, ...]:
    """Cut a text into its sentences: title, dateline, body.

    Where the text has no dateline of its own and its first paragraph opens with one (``LONDON, March 9 - Lloyds``),
    that opening becomes the dateline, and sentence 1.1 is what follows it.
    """
    out = [Sentence("title", text.title[a:b], a) for a, b in sentence_spans(text.title)]
    opening = "" if text.dateline or not text.paragraphs else dateline(text.paragraphs[0])
    printed = text.dateline or opening.rstrip()
    if printed.strip():
        out.append(Sentence("dateline", printed))
    for number, paragraph in enumerate(text.paragraphs, start=1):
        skip = len(opening) if number == 1 else 0
        for n, (a, b) in enumerate(sentence_spans(paragraph[skip:]), start=1):
            out.append(Sentence(f"{number}.{n}", paragraph[skip + a : skip + b], skip + a))
    return tuple(out)


def place_weights(sentences: Sequence[Sentence], dateline: float = FIRST) -> tuple[float, ...]:
    """Return the weight of each sentence of a text by its place; ``dateline`` is that of the dateline."""
    places = [sentence.place for sentence in sentences]
    titles, datelines = places.count("title"), places.count("dateline")
    body = len(sentences) - titles - datelines
    opening = (FIRST, OPENING, OPENING)[:body]
    return (TITLE,) * titles + (dateline,) * datelines + opening + (REST,) * (body - len(opening))


def dateline(paragraph: str) -> str:
    """Return the dateline that a paragraph opens with, its dash and the space after it included; or nothing.

    Three forms count: a date before the dash, an agency in brackets before it, or a place in capitals.
    """
    if not any(map(paragraph.__contains__, _DASHES)):
        return ""
    for form in _FORMS:
        found = form.match(paragraph)
        if found and all(word[0].isupper() or word in _SMALL for word in _WORD.findall(found["place"])):
            return found[0]
    return ""
