"""Plain text into Markdown that shows it literally, and stays pleasant to read and to edit."""

from __future__ import annotations

import re

# Marks that start something anywhere in a line: emphasis, code, links, HTML and mail addresses, entities (`&#` even
# without its semicolon), and a backslash before one of Python-Markdown's escapable characters. A word's inner
# underscore starts nothing and stays as it is.
_INLINE = re.compile(r"[*`\[]|(?<![^\W_])_|_(?![^\W_])|\\(?=[\\`*_{}\[\]()>#+\-.!|<&])|<(?=\S)|&(?=#|\w+;)")
# Marks that start something at the head of a paragraph: numbered and plain lists, headings, quotes, rules, fences.
_HEAD = re.compile(r"(?P<number>\d+)\.(?=\s)|#|>|\+(?=\s)|-(?=[\s-])|~(?=~~)")
_MARKS = "*`[_\\<&"
"""The first signs of what is escaped anywhere: a text without any of them needs no closer look."""
# `\<`, `\&` and `\~` are no escapes in Python-Markdown.
_ENTITY = {"<": "&lt;", "&": "&amp;", "~": "&#126;"}


def escape(paragraph: str) -> str:
    """Escape one paragraph (a single line, collapsed) so that Markdown renders exactly its characters."""
    head = _HEAD.match(paragraph)
    if head is None:
        return _inline(paragraph)
    start = f"{head['number']}\\." if head["number"] else _mark(head)
    return start + _inline(paragraph[head.end() :])


def _inline(text: str) -> str:
    """Escape what starts something anywhere; most paragraphs have nothing of the kind."""
    return _INLINE.sub(_mark, text) if any(map(text.__contains__, _MARKS)) else text


def _mark(match: re.Match[str]) -> str:
    return _ENTITY.get(match[0], "\\" + match[0])
