"""The pages of the documentation, cut into what tests look at: fenced blocks, tables, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from conftest import PROJECT

DOCS = tuple(sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]))
REFERENCE = PROJECT / "docs/reference"

FENCE = re.compile(r"^( *)(?P<fence>```+)(\w*)[^\n]*\n(.*?)^ *(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!-- (not run|file|edit|part of|prints|exit status):? ?(.*?) -->\n *\Z")


def shown(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@dataclass(frozen=True)
class Block:
    """A fenced block: the line it begins on, its language, what the comment above it says, its text."""

    line: int
    language: str
    order: str
    value: str
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page; CONTRIBUTING.md tells what the comments above them mean."""
    for match in FENCE.finditer(text):
        comment = _COMMENT.search(text, 0, match.start())
        order, value = (comment[1], comment[2]) if comment else ("", "")
        yield Block(text.count("\n", 0, match.start()) + 1, match[3], order, value, dedent(match[4]))


def table(text: str, head: str) -> list[list[str]]:
    """Return the cells of every table whose first column is called ``head``, row by row."""
    rows: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == head:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            rows.append(cells)
    return rows


def coded(cell: str) -> str:
    """Return the first word of a cell's code: `--port NUMBER` is --port."""
    found = re.search(r"`([^`]+)`", cell)
    return found[1].split()[0].rstrip("…") if found else ""


def sections(text: str) -> dict[str, str]:
    """Return the sections of a page by their second-level heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
