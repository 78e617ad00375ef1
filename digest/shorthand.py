"""The commonest Markdown to HTML without a parser: paragraphs, headings, lists, quotes, links, emphasis.

A body with anything else in it is left to Python-Markdown (see ``prose``), and so is all that is not plainly one of
these: a label of a link with marks in it, an address with a port. What comes out is to the letter what Python-Markdown
and nh3 make of the same body, by test.
"""

from __future__ import annotations

import html
import re

_MARKS = ("\\", "`", "*", "_", "[", "<", "&")
"""What Markdown may act on within a line of prose; most paragraphs have none of it."""
_OPENINGS = frozenset("\"'“”„«‹‘’(—–…")
"""Signs other than letters with which a line of prose may begin, and which begin nothing in Markdown."""

_OTHER = r"\s\x00-\x1f\x7f\ufffe\uffff"
_WORD = rf"[^\\`*_\[<&{_OTHER}]++"
_ESCAPES = r"\\`*_{}\[\]()>#+\-.!|"
# Of text that shows itself: words, single spaces, the underscore in a word, and signs where they start nothing.
_TEXT = (
    rf"(?>(?:{_WORD}(?>(?:[ ]{_WORD})*)|[ ](?![ ]|$)|(?<=[^\W_])_(?=[^\W_])"
    rf"|\\(?![{_ESCAPES}<&\s]|$)|&(?!\#|\w+;)|<(?=[ ]))+)"
)
# Of a label or of words that are stressed: nothing that Markdown knows, no space at either end.
_INNER = rf"(?>(?:[^\\`*_\[\]<&{_OTHER}]|[ ](?![ ]))*)"
_LABEL = rf"(?![\^ ]){_INNER}(?<![ \[])"
_STRESSED = rf"(?=[^\W_]|[(\"“«]){_INNER}(?<=[^ *\-_])"
# Addresses that nh3 lets through as they are. A host with a port, a number, `xn--` or `@` might be refused by it.
_HOST = r"(?>(?:[A-Za-z0-9](?>(?:[A-Za-z0-9]|-(?!-))*)\.)+)[A-Za-z]{2,24}"
_SIGNS = r"\w/.~%+=,@!$?\#\-"
_URL = rf"https?://{_HOST}(?:[/?\#](?>(?:[{_SIGNS}:]|&(?!\#))*))?|(?!//)[\w./](?>(?:[{_SIGNS}]|&(?!\#))*)"
_BEFORE, _AFTER = '(?<![^ ("“«])', '(?![^ .,;:!?)"”»])'

_PIECE = re.compile(
    rf"(?P<text>{_TEXT})|\\(?P<escaped>[{_ESCAPES}])|(?P<entity>&(?:lt|amp|\#126);)"
    rf"|(?<!!)\[(?P<label>{_LABEL})\]\((?P<url>{_URL})\)"
    rf"|{_BEFORE}(?:\*\*(?P<strong>{_STRESSED})\*\*|\*(?P<em>{_STRESSED})\*){_AFTER}"
)
# A paragraph of one line may begin with all but this; what more than one line have in common is told by `_begins`.
_NO_PARAGRAPH = re.compile(r"[#>=:\s]|[+-][\s+-]|~~~|\d+\.\s")
_HEADING = re.compile(r"(#{1,6}) ([^\\#\s][^\\#]*)")
_NUMBER = re.compile(r"[0-9]{1,9}\. ")


def to_html(body: str) -> str | None:
    """Render the Markdown of a body of nothing but the commonest forms, and answer None to any other."""
    marks = [mark for mark in _MARKS if mark in body]
    if not marks:  # most bodies; all their blocks are taken at once
        bare = body.replace(">", "&gt;").split("\n\n")
        if all(map(_is_bare, bare)):
            return "<p>" + "</p>\n<p>".join(bare) + "</p>"
    made: list[str] = []
    before = ""
    for block in body.split("\n\n"):
        if _is_bare(block) and not any(mark in block for mark in marks):
            made.append(f"<p>{block.replace('>', '&gt;')}</p>")
            before = "p"
        elif lines := block.strip("\n"):
            name, content = _block(lines)
            # Lists and quotes that follow each other are joined by Markdown, in ways of its own.
            if content is None or (name == before and name in ("list", "quote")):
                return None
            made.append(content)
            before = name
    return "\n".join(made)


def _is_bare(block: str) -> bool:
    """Say whether a paragraph without ``_MARKS`` is one line that begins and ends as prose does."""
    return block.isprintable() and (block[:1].isalpha() or block[:1] in _OPENINGS) and block[-1:] != " "


def _block(block: str) -> tuple[str, str | None]:
    """Return what a block is, and its HTML; None where it has anything but the commonest forms in it."""
    if block[0] == "#":
        heading = _HEADING.fullmatch(block)
        return "heading", _heading(len(heading[1]), heading[2]) if heading else None
    if block[:2] in ("- ", "* "):
        return "list", _list("ul", block)
    if block.startswith("1. "):
        return "list", _list("ol", block)
    if block.startswith("> "):
        lines = block.split("\n")
        told = _paragraph("\n".join(line[2:] for line in lines)) if all(x.startswith("> ") for x in lines) else None
        return "quote", f"<blockquote>\n{told}\n</blockquote>" if told else None
    return "p", _paragraph(block)


def _heading(level: int, text: str) -> str | None:
    # The headline of the story is the page's only h1.
    shown, level = _inline(text), max(level, 2)
    return None if shown is None else f"<h{level}>{shown}</h{level}>"


def _list(tag: str, block: str) -> str | None:
    """Return a list of items of one line each."""
    items = []
    for line in block.split("\n"):
        mark = _NUMBER.match(line)
        start = 2 if line[:2] in ("- ", "* ") else mark.end() if mark else 0
        shown = _inline(line[start:]) if start and (mark is None) == (tag == "ul") and _begins(line[start:]) else None
        if shown is None:
            return None
        items.append(f"<li>{shown}</li>\n")
    return f"<{tag}>\n{''.join(items)}</{tag}>"


def _paragraph(block: str) -> str | None:
    lines = block.split("\n")
    if _NO_PARAGRAPH.match(block) if len(lines) == 1 else not all(map(_begins, lines)):
        return None
    shown = [_inline(line) or "" for line in lines]
    return "<p>" + "\n".join(shown) + "</p>" if all(shown) else None


def _begins(line: str) -> bool:
    """Say whether a line goes on as text wherever it stands, and starts no list, table, rule or the like."""
    return (line[:1].isalnum() or line[:1] in _OPENINGS or line[:1] in ("[", "*")) and not _NO_PARAGRAPH.match(line)


def _inline(line: str) -> str | None:
    """Return the HTML of a line of text, None where a piece of it is none of the forms known here."""
    made, end = [], 0
    for piece in _PIECE.finditer(line):
        if piece.start() != end:
            return None
        end = piece.end()
        made.append(_shown(piece))
    return "".join(made) if end == len(line) > 0 else None


def _shown(piece: re.Match[str]) -> str:
    kind = piece.lastgroup or ""
    text = html.escape(piece[kind], quote=False)
    if kind in ("strong", "em"):
        return f"<{kind}>{text}</{kind}>"
    if kind == "url":
        label = html.escape(piece["label"], quote=False)
        return f'<a href="{text}" rel="nofollow noopener">{label}</a>'
    return text if kind != "entity" else html.escape(html.unescape(piece[0]), quote=False)
