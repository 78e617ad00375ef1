"""HTML pasted into a text file becomes plain lines. Nothing is run or fetched, and no tag can hide text of the body."""

from __future__ import annotations

import html
import re

_OPENS = re.compile(
    r"\s*<(?:!doctype|!--|/?(?:html|head|body|p|div|h[1-6]|article|section|ul|ol|li|table|br)\b[^<>]*>)", re.I
)
_BLOCK = frozenset(
    "p div h1 h2 h3 h4 h5 h6 article section ul ol li table tr td th blockquote pre header footer main aside"
    " figure title"
    " figcaption hr dl dt dd html body head center address".split()
)
_FLOWING = ("p", "h1", "h2", "h3", "li", "td", "div")
_SILENT = ("script", "style", "noscript", "svg", "template", "iframe", "nav", "form", "button", "select")
_ASIDE = ("header", "footer", "aside", "figcaption", "dialog")  # left out where they hold no heading of the page
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<!--|<![a-zA-Z\[][^<>]*>|<\?[^<>]*>")
_ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>(?:[^<]|<(?!/?tr\b)){0,4000})</tr\s*>", re.IGNORECASE)
_NEXT_CELL = re.compile(r"</t[dh]\s*>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|br|article|section|blockquote)\b", re.IGNORECASE)
_HEAD = re.compile(r"<h1\b", re.IGNORECASE)


def is_markup(lines: tuple[str, ...]) -> bool:
    """Say whether a text is HTML: every second line with text in it begins with a tag that structures a page.

    A tag or an entity within plain text is that text's own, and is shown as it stands.
    """
    shown = [line for line in lines if line.strip()]
    opening = sum(_OPENS.match(line) is not None for line in shown)
    return opening > 0 and 2 * opening >= len(shown)


def headed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Turn HTML into lines: those above its first heading, and those from the heading on (all, where it has none)."""
    heading = _HEAD.search(text)
    if heading is None:
        return (), plain_lines(text, titled=True)
    return plain_lines(text[: heading.start()], titled=True), plain_lines(text[heading.start() :], titled=True)


def plain_lines(text: str, titled: bool = False) -> tuple[str, ...]:
    """Turn HTML into lines: blocks stand apart by blank lines, breaks end a line, entities are decoded.

    ``titled`` leaves the page's title out: a heading says the same.
    """
    text = _rows(text)
    out: list[str] = []
    at, depth = 0, 0
    unclosed: set[str] = set()
    silent = frozenset((*_SILENT, "title") if titled else _SILENT)
    while (match := _TAG.search(text, at)) is not None:
        out.append(_chunk(text[at : match.start()], depth))
        at = match.end()
        name = (match["name"] or "").lower()
        if match.group() == "<!--":
            at = _behind(text, at, "-->", unclosed)
        elif name in silent and not match["close"]:
            at = _behind(text, _behind(text, at, f"</{name}", unclosed), ">", unclosed)
        elif name in _ASIDE and not match["close"]:
            at = _behind_aside(text, at, name, unclosed)
        elif name == "br":
            out.append("\n")
            at += 1 if text[at : at + 1] == "\n" else 0
        elif name in _BLOCK:
            depth = max(0, depth + (-1 if match["close"] else 1)) if name in _FLOWING else depth
            out.append("\n---\n" if name == "hr" else "\n\n")
    out.append(_chunk(text[at:], depth))
    return tuple(html.unescape("".join(out)).replace("\r", "\n").split("\n"))


def _rows(text: str) -> str:
    """Write each row of a table of data as one line, cells parted by bars; a row that holds blocks lays out a page."""
    parts: list[str] = []
    at = 0
    for match in _ROW.finditer(text):
        cells = _NEXT_CELL.sub(" | ", match["cells"])
        if not _BLOCKS.search(cells):
            parts += (text[at : match.start("cells")], cells)
            at = match.end("cells")
    return "".join((*parts, text[at:]))


def _behind_aside(text: str, at: int, name: str, unclosed: set[str]) -> int:
    """Place behind a part beside the article; ``at`` where it holds the heading, or never ends."""
    end = _behind(text, at, f"</{name}", unclosed)
    if end == at:
        return at
    if _HEAD.search(text, at, end):
        unclosed.add(f"</{name}")  # looked for once: a thousand of them in one another would cost a thousand looks
        return at
    return _behind(text, end, ">", unclosed)


def _chunk(text: str, depth: int) -> str:
    """Text between two tags; inside a block its line ends are mere white space (HTML), outside they are kept."""
    return text.replace("\n", " ") if depth else text


def _behind(text: str, at: int, closing: str, unclosed: set[str]) -> int:
    """Place behind the next ``closing``; ``at`` where there is none, which ``unclosed`` remembers: it hides nothing."""
    if closing in unclosed:
        return at
    match = re.compile(re.escape(closing), re.IGNORECASE).search(text, at)
    if match is None:
        unclosed.add(closing)
        return at
    return match.end()
