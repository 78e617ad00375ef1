"""The headline among the first lines of an article, and the deck (a second headline) below it."""

from __future__ import annotations

import re
from collections.abc import Collection

from digest.seeds.banners import is_button
from digest.seeds.datelines import split_dateline
from digest.seeds.embargo import hold_line, out_of_headline
from digest.seeds.items import Item
from digest.seeds.lines import ends_sentence, is_furniture, is_rule, squeeze
from digest.seeds.marks import Items, date_line, is_headerlike, recognise
from digest.seeds.people import is_person

_MARKDOWN = re.compile(r"^#{1,6}\s+|^\*\*(?=.+\*\*$)|\*\*$|\s#+$")
_NO_HEADLINE_END = re.compile(r"[,;:…]$|\.{2,}$|[-–—]$")
_LONGEST = 250  # characters of a headline
_SMALL = frozenset(
    "about above after against amid among before behind between during through under until without".split()
)
_PROVING = frozenset(("date", "author", "printed", "ambiguous"))


def read_headline(
    lines: tuple[str, ...], at: int, line: str, items: list[Item]
) -> tuple[Items, int, str | None] | None:
    """Take a line as the headline where what follows proves it: more header, or paragraphs of text."""
    if len(line.strip("#* ")) > _LONGEST:
        return None  # whatever follows would make it longer still
    block = _block(lines, at)
    if _is_kicker(lines, at, block, items):
        return (Item("drop", line),), at + 1, None
    markdown = line.startswith("# ")
    for size in range(_wrapped(block), 0, -1):
        text = _MARKDOWN.sub("", _MARKDOWN.sub("", " ".join(block[:size]))).strip()
        after = at + size
        split = split_dateline(out_of_headline(text)[0])
        if len(text) > _LONGEST or (split and (split[1].month_day or split[1].stamp)) or is_furniture(text):
            continue
        following = next_line(lines, after + (size == 1 and _has_deck(block)))
        proof = markdown and size == 1
        dated = any(item.kind == "date" for item in items)
        closed = text.endswith(".") and (dated or hold_line(following) is not None)
        if not proof and following and not closed:
            proof = is_headerlike(following) or _opens_with_dateline(following)
            proof = proof or (not ends_sentence(text) and is_deck(lines, after, frozenset()))
        if proof or (size == 1 and split is None and stands_alone(lines, after, text)):
            return (Item("headline", text),), after, None
    return None


def _wrapped(block: list[str]) -> int:
    """Say how many lines one headline can run over: all but the last are about as long as the longest."""
    if _has_deck(block):
        return 1
    longest = max(map(len, block))
    return next(size for size in range(len(block), 0, -1) if all(len(x) > longest * 0.6 for x in block[: size - 1]))


def _has_deck(block: list[str]) -> bool:
    """Say whether a deck follows on the headline's line: the one has its long words in capitals, the other has not."""
    return len(block) > 1 and _in_title_case(block[0]) and _in_sentence_case(block[1])


def _in_title_case(line: str) -> bool:
    words = _long_words(line)
    return len(words) > 3 and all(word[:1].isupper() for word in words)


def _in_sentence_case(line: str) -> bool:
    """Say whether a long word has a small letter, and is none that titles in capitals may leave small."""
    return any(word[:1].islower() and word not in _SMALL for word in _long_words(line))


def _long_words(line: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 4]


def _is_kicker(lines: tuple[str, ...], at: int, block: list[str], items: list[Item]) -> bool:
    """Say whether a line is a section's name above the headline: one or two words, then a longer one with its proof."""
    line = block[0]
    if len(line) > 25 or line.count(" ") > 1 or ends_sentence(line):
        return False
    below = next((n for n in range(at + 1, min(len(lines), at + 4)) if lines[n].strip()), len(lines))
    title = squeeze(lines[below]) if below < len(lines) else ""
    if not len(line) * 1.5 < len(title) <= 200 or ends_sentence(title) or is_headerlike(title):
        return False
    proof = next_line(lines, below + 1)
    dated = any(item.kind == "date" for item in items)
    signed = is_person(proof) and is_deck(lines, below + 1, ())
    return bool(proof) and (is_headerlike(proof) or signed or (dated and stands_alone(lines, below + 1, title)))


def is_deck(lines: tuple[str, ...], at: int, known: Collection[str]) -> bool:
    """Say whether the next line is a deck: text with a date or a byline below it, which is not ``known`` yet."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines) or len(lines[at]) > 200:
        return False
    return _proves(next_line(lines, at + 1), known)


def is_point(lines: tuple[str, ...], at: int) -> bool:
    """Say whether a line is one of the points that a wire puts between headline and byline: ``* Fifth rise``."""
    if not squeeze(lines[at]).startswith(("* ", "• ")):
        return False
    below = (squeeze(raw) for raw in lines[at + 1 : at + 10])
    after = next((line for line in below if line and not line.startswith(("* ", "• "))), "")
    return is_headerlike(after) or _opens_with_dateline(after)


def _proves(line: str, known: Collection[str] = ()) -> bool:
    """Say whether a line is a date or a byline, of a kind that is not known yet."""
    found = recognise(line) if len(line) <= 140 else None
    return any(item.kind in _PROVING and item.kind not in known for item in found or ())


def _opens_with_dateline(line: str) -> bool:
    split = split_dateline(line)
    return split is not None and bool(split[1].month_day or split[1].stamp or split[1].agency)


def _block(lines: tuple[str, ...], at: int) -> list[str]:
    """Collect the lines from ``at`` on that could be one headline: up to three, before a blank or a header line."""
    block: list[str] = []
    for raw in lines[at : at + 3]:
        line = squeeze(raw)
        if not line or (block and (date_line(line) or is_rule(line) or is_headerlike(line))):
            break
        if block and is_person(line) and _proves(next_line(lines, at + len(block) + 1)):
            break  # the author, whose line has no By
        block.append(line)
    return block


def next_line(lines: tuple[str, ...], at: int) -> str:
    """Return the next line with text that is no rule, collapsed; empty where none is near."""
    for raw in lines[at : at + 12]:
        line = squeeze(raw)
        if line and not is_rule(line) and not is_button(line):
            return line
    return ""


def stands_alone(lines: tuple[str, ...], after: int, text: str) -> bool:
    """Say whether a line is a headline by itself: short, unclosed, and before a longer paragraph that is closed."""
    if not 8 <= len(text) <= 160 or _NO_HEADLINE_END.search(text) or text[:1].islower():
        return False
    if text.endswith((".", "。", "।")) or (" " not in text and text.isascii()):
        return False
    spaced = after < len(lines) and not lines[after].strip()
    following = _paragraph(lines, after)
    if not ends_sentence(following) or following.endswith(":"):
        return False
    return len(following) > len(text) if spaced else len(next_line(lines, after)) > max(80, len(text) * 1.5)


def _paragraph(lines: tuple[str, ...], at: int) -> str:
    """Return the next run of lines without a blank, as one line (at most 40 lines: enough to see how it ends)."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    run: list[str] = []
    for raw in lines[at : at + 40]:
        if not raw.strip():
            break
        run.append(raw)
    return squeeze(" ".join(run))
