"""YAML as a flat table of strings, each with the line it stands on.

Reading plain strings and leaving their meaning to each field keeps YAML 1.1 from turning ``NO`` into false,
``12:30`` into 750 and ``1.10`` into 1.1.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml
from yaml.reader import ReaderError

from digest.model import Problem

Value = str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A text, a list of texts, or a table of texts."""

LONGEST = 40_000
"""Characters of a front matter: on more, lists in lists could be so deep that libyaml brings the program down."""

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Leaf = tuple[Value, int]
"""A value of the table and its line (1-based)."""

# Lines as our importer and most people write them, a flat `key: value` each, are read without YAML: a plain text, one
# between quotes without escapes, or a list or a table of such on the same line. A plain text begins with no mark of
# YAML's and holds none that could end it; between brackets there are more of them. Equal to the long way, by test.
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


def read(text: str, path: str, first: int = 1) -> tuple[dict[str, Leaf], frozenset[str], tuple[Problem, ...]]:
    """Read a YAML table whose first line is line ``first`` of ``path``; empty values are left out.

    Returns the values by key, the keys of which something was lost, and what to say of that.
    What is wrong costs its own key only, or everything where the text is not YAML at all.
    """
    if len(text) > LONGEST:
        says = f"the front matter is longer than {LONGEST:,} characters"
        return {}, frozenset(), (Problem(path, first, says, "move what is text below the second line ---"),)
    flat = _flat(text, first)
    return _composed(text, path, first) if flat is None else (flat, frozenset(), ())


def _flat(text: str, first: int) -> dict[str, Leaf] | None:
    """Read a table of simple lines; None where one of them is not simple, or anything might be wrong."""
    if not text.replace("\n", "").isprintable():  # no tab, no control character, no other end of a line
        return None
    table: dict[str, Leaf] = {}
    for number, line in enumerate(text.split("\n"), first):
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1] in table:
            return None
        key, scalar, items, pairs = match.groups()
        value: Value = ""
        if scalar:
            value = _written(scalar)
        elif items:
            value = tuple(filter(None, map(_item, _ITEMS.findall(items))))
        elif pairs:
            value = tuple((_item(k), _item(v)) for k, v in _PAIRS.findall(pairs))
        if value:
            table[key] = (value, number)
    return table


def _written(scalar: str) -> str:
    """Return the text of a scalar of a simple line."""
    if scalar[0] == '"':
        return scalar[1:-1]
    if scalar[0] == "'":
        return scalar[1:-1].replace("''", "'")
    plain = scalar.rstrip()
    return "" if plain in _NULL else plain


_item = lru_cache(maxsize=16_384)(_written)
"""The same for what stands in lists and tables: countries, topics and places of evidence come again and again."""


def _composed(text: str, path: str, first: int) -> tuple[dict[str, Leaf], frozenset[str], tuple[Problem, ...]]:
    """Read any YAML table, as ``read`` does, with PyYAML."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except RecursionError:  # of the slower reader, where PyYAML came without libyaml
        return {}, frozenset(), (Problem(path, first, "the front matter is nested too deep", "write a flat table"),)
    except yaml.YAMLError as error:
        return {}, frozenset(), (_not_yaml(error, text, path, first),)
    if root is None:
        return {}, frozenset(), ()
    if not isinstance(root, yaml.MappingNode):
        says = "the front matter is not a table"
        return {}, frozenset(), (Problem(path, first, says, "write `key: value` lines"),)
    table: dict[str, Leaf] = {}
    spoiled: set[str] = set()
    problems: list[Problem] = []
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + first
        key = str(key_node.value)
        if key in table:
            says = f"`{key}` stands twice; the first one, on line {table[key][1]}, is used"
            problems.append(Problem(path, line, says, "remove one of them"))
            spoiled.add(key)
            continue
        value = _value(value_node)
        if value is None:
            hint = "write a text, a list or a table of texts"
            problems.append(Problem(path, line, f"`{key}` is nested too deep", hint))
            spoiled.add(key)
        elif value:
            table[key] = (value, line)
    return table, frozenset(spoiled), tuple(problems)


def _not_yaml(error: yaml.YAMLError, text: str, path: str, first: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "a character that YAML forbids"
    hint = "put texts that hold a colon, a quote or a bracket between double quotes"
    if isinstance(error, ReaderError):
        hint = "remove the control character, which your editor may not show"
        above = text.encode("utf-8", "surrogatepass")[: error.position].count(b"\n")
    else:
        above = mark.line if mark else 0
    return Problem(path, above + first, f"the front matter is not YAML: {what}", hint)


def _value(node: yaml.Node) -> Value | None:
    """Return a node as a value: one level of list or table deep, else None."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        items = [item for item in node.value if isinstance(item, yaml.ScalarNode)]
        return tuple(filter(None, map(_scalar, items))) if len(items) == len(node.value) else None
    pairs = [(k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode)]
    return tuple((_scalar(k), _scalar(v)) for k, v in pairs) if len(pairs) == len(node.value) else None


def _scalar(node: yaml.ScalarNode) -> str:
    plain = not node.style
    return "" if plain and node.value in _NULL else str(node.value)
