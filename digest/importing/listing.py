"""The list ``content/imported.txt``: every seed article that was ever imported.

A story that a person renamed or deleted stays so, since the list remembers it. It has a line an article: fingerprint,
``path#index``, path of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from digest import text

is_print = re.compile(r"[0-9a-f]{32}").fullmatch
"""Says whether a text has the form of the fingerprint of a seed article."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A line of the list: a seed article that was imported."""

    print: str
    label: str
    """``seeds/trend.txt#1``."""
    path: str
    """Of the story, below content/, without its ending."""


def read_rows(listing: str) -> tuple[Row, ...]:
    """Read the list; a line that is not of its form (a merge mark, a path that leaves content/) is passed over."""
    rows = (Row(*parts) for line in listing.splitlines() if len(parts := line.split("\t")) == 3)
    return tuple(row for row in rows if is_print(row.print) and _is_path(row.path))


def _is_path(path: str) -> bool:
    folder, sign, name = path.rpartition("/")
    return _is_slug(name) and (not sign or _is_folder(folder))


@lru_cache(maxsize=4096)  # a month's stories share a folder
def _is_folder(folder: str) -> bool:
    return all(map(_is_slug, folder.split("/")))


def _is_slug(part: str) -> bool:
    return part == text.slug(part, 200)


def write_rows(rows: Iterable[Row]) -> str:
    """Write the list, sorted, so that two branches merge line by line."""
    once = sorted(set(rows), key=attrgetter("print", "label", "path"))
    return "".join(f"{row.print}\t{row.label}\t{row.path}\n" for row in once)
