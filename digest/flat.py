"""YAML of nothing but simple lines, read without YAML: a flat table of strings, each with the line it stands on.

Such is the front matter that our importer and most people write. ``yamltree`` reads any other.
"""

from __future__ import annotations

import re
from functools import lru_cache

Value = str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A text, a list of texts, or a table of texts."""
Leaf = tuple[Value, int]
"""A value of the table and its line (1-based)."""

LONGEST = 40_000
"""Characters of a front matter: on more, lists in lists could be so deep that libyaml brings the program down."""
NULL = frozenset(("", "~", "null", "Null", "NULL"))
"""How a value is written that is none."""
_SHORT = 80
"""Characters of a line that may come again in other stories: a source, a country, a day."""

# A simple line is `key: value`, with a plain text, one between quotes without escapes, or a list or a table of such on
# the same line. A plain text begins with no mark of YAML's and holds none that could end it; between brackets there are
# more of them. Equal to the long way, by test.
_QUOTED = r"""(?:"[^"\\]*+"|'[^']*+(?>(?:''[^']*+)*)')"""
_PLAIN = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^:#]*+(?>(?:(?::(?=[^ ])|(?<! )#)[^:#]*+)*)(?<! )"""
_INSIDE = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^?:,\[\]{}#]{0,200}+"""
_ITEM = rf"(?:{_QUOTED}|{_INSIDE})"
_LABEL = rf"""(?:"[^"\\]{{0,200}}+"|'[^']{{0,200}}+'|{_INSIDE})"""
_PAIR = rf"{_LABEL}: +{_ITEM}"
_LINE = re.compile(
    rf"([A-Za-z_][\w-]{{0,99}}+):(?: +(?:({_QUOTED}|{_PLAIN})"
    rf"|\[((?:{_ITEM}(?>(?:, *{_ITEM})*))?)\]|\{{((?:{_PAIR}(?>(?:, *{_PAIR})*))?)\}}))?"
)
_ITEMS = re.compile(_ITEM)
_PAIRS = re.compile(rf"({_LABEL}): +({_ITEM})")


def read(text: str, first: int = 1) -> dict[str, Leaf] | None:
    """Read a table of simple lines, whose first is line ``first`` of its file; empty values are left out.

    None where one of them is not simple, or anything might be wrong.
    """
    # No tab, no control character, no other end of a line.
    if len(text) > LONGEST or not text.replace("\n", "").isprintable():
        return None
    table: dict[str, Leaf] = {}
    for number, line in enumerate(text.split("\n"), first):
        if not line:
            continue
        pair = _again(line) if len(line) < _SHORT else _pair(line)
        if pair is None or pair[0] in table:
            return None
        if pair[1]:
            table[pair[0]] = (pair[1], number)
    return table


def _pair(line: str) -> tuple[str, Value] | None:
    """Read a simple line as key and value."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    key, scalar, items, pairs = match.groups()
    if scalar:
        return key, _written(scalar)
    if items:
        return key, tuple(filter(None, map(_item, _ITEMS.findall(items))))
    if pairs:
        return key, tuple((_item(k), _item(v)) for k, v in _PAIRS.findall(pairs))
    return key, ""


_again = lru_cache(maxsize=16_384)(_pair)


def _written(scalar: str) -> str:
    """Return the text of a scalar of a simple line."""
    if scalar[0] == '"':
        return scalar[1:-1]
    if scalar[0] == "'":
        return scalar[1:-1].replace("''", "'")
    plain = scalar.rstrip()
    return "" if plain in NULL else plain


_item = lru_cache(maxsize=16_384)(_written)
"""The same for what stands in lists and tables: countries, topics and places of evidence come again and again."""
