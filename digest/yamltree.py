"""YAML as a flat table of strings, each with the line it stands on.

Reading plain strings and leaving their meaning to each field keeps YAML 1.1 from turning ``NO`` into false,
``12:30`` into 750 and ``1.10`` into 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from yaml.reader import ReaderError

from digest.flat import LONGEST, NULL, Leaf, Value
from digest.model import Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What is written without YAML: texts of characters that need no escape, in scripts that libyaml shows as they are.
_TAME = re.compile("[ -~\xa1-\u1fff\u3001-\ucfff“”‘’–—…]+")
_SIGNS = frozenset("#,[]{}&*!|>'\"%@`")
_ENDS_ITEM = re.compile(r"[,?:\[\]{}]| $| #")
_LONGEST_KEY = 100
_LONGEST_LABEL = 200
"""Characters of a label in a table that ``flat`` reads. Of more than 128 bytes, libyaml would write it in a form that
only YAML's own readers know, and many a Russian organisation has a longer name."""


def read(text: str, path: str, first: int = 1) -> tuple[dict[str, Leaf], frozenset[str], tuple[Problem, ...]]:
    """Read a YAML table whose first line is line ``first`` of ``path``; empty values are left out.

    Returns the values by key, the keys of which something was lost, and what to say of that.
    What is wrong costs its own key only, or everything where the text is not YAML at all.
    """
    if len(text) > LONGEST:
        says = f"the front matter is longer than {LONGEST:,} characters"
        hint = "shorten its lists, and move what is text below the second line ---"
        return {}, frozenset(), (Problem(path, first, says, hint),)
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
    return "" if plain and node.value in NULL else str(node.value)


# ---- writing


def line(name: str, value: Any) -> str | None:
    """Write one entry of a table as libyaml writes it, on one line; None where that is not beyond doubt.

    Long labels aside (``_LONGEST_LABEL``). Takes texts, lists and tables of texts, days and flags.
    """
    if _item(name) != name or len(name.encode()) > _LONGEST_KEY:  # a key of the user's own, perhaps
        return None
    if isinstance(value, str):
        shown = _shown(value, _ends_plain)
    elif isinstance(value, list):
        shown = _bracketed("[]", [_item(item) for item in value])
    elif isinstance(value, dict):
        shown = _bracketed("{}", [_pair(label, item) for label, item in value.items()])
    else:
        shown = str(value).lower() if isinstance(value, bool | date) else None
    return None if shown is None else f"{name}: {shown}"


def _bracketed(signs: str, items: list[str | None]) -> str | None:
    return None if None in items else f"{signs[0]}{', '.join(item for item in items if item)}{signs[1]}"


def _pair(label: str, item: str) -> str | None:
    key, value = _item(label), _item(item)
    return f"{key}: {value}" if key and value and len(label) <= _LONGEST_LABEL else None


def _shown(text: str, ends: Callable[[str], object]) -> str | None:
    """Write a text plain, or between quotes where it begins with a sign, would be read as another type, or ``ends``."""
    if not _TAME.fullmatch(text) or text[0] in " -.?:":
        return None
    others = yaml.SafeDumper.yaml_implicit_resolvers.get(text[0], ())
    if text[0] in _SIGNS or ends(text) or any(pattern.match(text) for _, pattern in others):
        return "'" + text.replace("'", "''") + "'"
    return text


def _ends_plain(text: str) -> bool:
    """Say whether a text that is no item of a list holds what would end it."""
    return text[-1] in ": " or ": " in text or " #" in text


@lru_cache(maxsize=16_384)
def _item(text: str) -> str | None:
    """Write a key, or what stands in a list or table: countries, topics and places of evidence come again and again."""
    return _shown(text, _ENDS_ITEM.search)
