"""Unions and organisations of states: their names, and the entries that find them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.classify.lexicon import ANY, Entry
from digest.model import Bloc

_HEAD = re.compile(r"([A-Z][A-Z0-9]+)\s+(.+)")
Row = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""(code, ((language or ``also``, words), …))"""


def parse(text: str) -> tuple[Bloc, ...]:
    """Read the blocs of a file of the form of ``blocs.txt``: the first word of a language is its label.

    Raises ValueError, with the line, on what it cannot read.
    """
    return tuple(
        Bloc(code, tuple((lang, words[0]) for lang, words in fields if lang != "also")) for code, fields in _rows(text)
    )


def entries(text: str) -> Iterator[Entry]:
    """Yield what texts are searched for: names and other words, in the texts of their language where they have one."""
    for code, fields in _rows(text):
        for lang, words in fields:
            langs = ANY if lang in ("also", "en") else frozenset((lang,))
            for word in words:
                yield Entry(word, (code,), "bloc", langs, loose="*" in word or " " in word)


def _rows(text: str) -> Iterator[Row]:
    """Yield each line of the file, cut into its fields."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        head = _HEAD.fullmatch(line.strip())
        if head is None:
            raise ValueError(f"{number}: a line begins with the code of a bloc in capitals, then `en: Name; …`")
        yield head[1], tuple(_field(part, number) for part in head[2].split(";") if part.strip())


def _field(part: str, number: int) -> tuple[str, tuple[str, ...]]:
    """Read ``en: Name, other name``."""
    lang, colon, words = part.partition(":")
    found = tuple(w.strip() for w in words.split(",") if w.strip())
    lang = lang.strip()
    if not colon or not found or not (lang == "also" or re.fullmatch("[a-z]{2}", lang)):
        raise ValueError(f"{number}: write `en: Name, other name` or `also: word, word`, not `{part.strip()}`")
    return lang, found
