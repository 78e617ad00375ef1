"""HTML pasted into a text file becomes plain lines. Nothing is run or fetched, and no tag can hide text of the body."""

from __future__ import annotations

import html
import re

_KNOWN = re.compile(
    r"</?(?:p|br|div|html|body|h[1-6]|article|section|span|a|b|i|em|strong|ul|li|table|td|blockquote|font)\b[^<>]*>",
    re.I,
)
_BLOCK = frozenset(
    "p div h1 h2 h3 h4 h5 h6 article section ul ol li table tr td th blockquote pre header footer main aside"
    " figure title"
    " figcaption hr dl dt dd html body head center address".split()
)
_FLOWING = ("p", "h1", "h2", "h3", "li", "td", "div")
_SILENT = ("script", "style", "noscript", "svg", "template", "iframe", "nav", "form", "button", "select")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<!--|<![a-zA-Z\[][^<>]*>|<\?[^<>]*>")
_ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|lt|gt|laquo|raquo|mdash|ndash|[lr]squo|[lr]dquo|hellip|copy|#\d{2,6}|#x[0-9a-f]{2,5});", re.I
)
_HEAD = re.compile(r"<h1\b", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Say whether a text is HTML: at least two well-known tags, a closing one or a break among them."""
    if "<" not in text:
        return False
    tags = [match.group().lower() for _, match in zip(range(12), _KNOWN.finditer(text), strict=False)]
    return len(tags) >= 2 and any(tag.startswith(("</", "<br", "<p")) for tag in tags)


def has_entities(text: str) -> bool:
    """Say whether a text without tags holds HTML entities (two at least: one alone may be the text's subject)."""
    found = _ENTITY.search(text)
    return found is not None and _ENTITY.search(text, found.end()) is not None


def plain_lines(text: str) -> tuple[str, ...]:
    """Turn HTML into lines: blocks stand apart by blank lines, breaks end a line, entities are decoded."""
    out: list[str] = []
    at, depth = 0, 0
    unclosed: set[str] = set()
    skip_title = _HEAD.search(text) is not None
    silent = frozenset((*_SILENT, "title") if skip_title else _SILENT)
    while (match := _TAG.search(text, at)) is not None:
        out.append(_chunk(text[at : match.start()], depth))
        at = match.end()
        name = (match["name"] or "").lower()
        if match.group() == "<!--":
            at = _behind(text, at, "-->", unclosed)
        elif name in silent and not match["close"]:
            at = _behind(text, _behind(text, at, f"</{name}", unclosed), ">", unclosed)
        elif name == "br":
            out.append("\n")
            at += 1 if text[at : at + 1] == "\n" else 0
        elif name in _BLOCK:
            depth = max(0, depth + (-1 if match["close"] else 1)) if name in _FLOWING else depth
            out.append("\n---\n" if name == "hr" else "\n\n")
    out.append(_chunk(text[at:], depth))
    return tuple(html.unescape("".join(out)).replace("\r", "\n").split("\n"))


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
