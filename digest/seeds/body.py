"""Lines of a body become paragraphs, word for word; rules and the furniture behind them are set apart."""

from __future__ import annotations

import bisect
import itertools
import re

from digest.seeds.banners import blocks, is_button
from digest.seeds.embargo import hold_line
from digest.seeds.fields import read_field
from digest.seeds.items import Item
from digest.seeds.lines import (
    closing_credit,
    cut_desk,
    ends_sentence,
    is_call,
    is_contact,
    is_copyright,
    is_end_mark,
    is_end_rule,
    is_furniture,
    is_prose,
    is_rule,
    opens_boilerplate,
    opens_contacts,
    squeeze,
)
from digest.seeds.marks import recognise
from digest.seeds.people import is_name

_WIDEST = 120  # columns: nobody wraps lines by hand wider than this
_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)]|[a-z][)])\s+(?=\S)")
_LABEL = re.compile(r"[^\W\d_][^\W\d_]{1,14}(?: [^\W\d_]{1,14})?:\s+\S")
_TAIL_KINDS = frozenset(
    ("tag", "url", "author", "credit", "publication", "updated", "printed", "copyright", "accession", "embargo", "held")
)
Split = tuple[tuple[str, ...], tuple[Item, ...]]


def split_body(lines: tuple[str, ...], release: bool = False) -> Split:
    """Split body lines into the lines of the text and the furniture (``drop`` items, and what the furniture tells).

    A line of dashes longer than ``---`` is text like any other, but as the very last line, where it frames the article.
    So is ``###``, but in a press ``release``, which it ends.
    """
    text, behind = _cut_at_rule(lines, release)
    text, closing = _peel(text, framed=not behind)
    text, contacts = _cut_contacts(text)
    if contacts:
        text, above = _peel(text, framed=False)
        closing = above + contacts + closing
    text, between = _cut_between(text)
    return text, between + closing + behind


def _cut_between(lines: tuple[str, ...]) -> Split:
    """Cut out what a page puts between paragraphs: blocks of buttons, and short calls to read on, with their links."""
    gone = [(start, end) for start, end in blocks(lines) if _is_between(tuple(map(squeeze, lines[start:end])))]
    at = {n for start, end in gone for n in range(start, end)}
    if all(n in at for n, raw in enumerate(lines) if raw.strip()):
        return lines, ()
    kept = tuple("" if n in at else raw for n, raw in enumerate(lines))
    return kept, tuple(Item("drop", squeeze(lines[n])) for n in sorted(at))


def _is_between(block: tuple[str, ...]) -> bool:
    if all(map(is_button, block)):
        return True
    short = len(block) <= 5 and all(len(line) <= 120 and not line.endswith((".", "!", "。")) for line in block)
    alone = len(block) == 1 and ":" not in block[0]  # it may be a subheading
    return short and not alone and is_call(block[0])


def _cut_contacts(lines: tuple[str, ...]) -> Split:
    """Cut off a closing block of contacts: short lines without prose, a number or an address among them."""
    shown = [(at, squeeze(raw)) for at, raw in enumerate(lines[-40:], max(0, len(lines) - 40)) if raw.strip()][-12:]
    first = next((n for n, (_, line) in enumerate(shown) if opens_contacts(line)), None)
    if first is None or not any(raw.strip() for raw in lines[: shown[first][0]]):
        return lines, ()
    block = [line for _, line in shown[first:]]
    if any(len(line) > 100 or is_prose(line) for line in block) or not any(map(is_contact, block)):
        return lines, ()
    return lines[: shown[first][0]], tuple(Item("drop", line, "known") for line in block)


def _cut_at_rule(lines: tuple[str, ...], release: bool) -> Split:
    """Cut at the first rule or end mark: what follows is furniture, unless it is plainly more of the text.

    A rule inside the text, with as much prose behind it as before or three paragraphs of it, is only left out.
    """
    rules = [at for at, raw in enumerate(lines) if len(raw) <= 80 and _ends(raw, release)]
    if not rules:
        return lines, ()
    below = enumerate(lines[rules[0] :], rules[0])
    prose = [(at, len(line)) for at, raw in below if is_prose(line := squeeze(raw))]
    first = next((at for at, raw in enumerate(lines) if raw.strip() and at not in rules[:1000]), len(lines))
    drops: list[Item] = []
    for at in rules:
        drops.append(Item("drop", squeeze(lines[at])))
        if at < first or _goes_on(lines, at, prose):
            continue
        behind = [line for raw in lines[at + 1 :] if (line := squeeze(raw))]
        note = "known" if release and behind and opens_boilerplate(behind[0]) else ""
        found = [item for line in behind for item in _furniture(line, note)]
        return _blanked(lines[:at], rules), (*drops, *found)
    return _blanked(lines, rules), tuple(drops)


def _ends(raw: str, release: bool) -> bool:
    return is_end_rule(raw) or (is_end_mark(raw) and (release or "#" not in raw))


def _blanked(lines: tuple[str, ...], rules: list[int]) -> tuple[str, ...]:
    """Put a blank line where a rule was."""
    gone = frozenset(rules)
    return tuple("" if at in gone else raw for at, raw in enumerate(lines))


def _goes_on(lines: tuple[str, ...], at: int, prose: list[tuple[int, int]]) -> bool:
    """Say whether the text goes on behind a rule; ``prose`` holds (line, length) of its paragraphs there, in order."""
    if is_end_mark(lines[at]):
        return False
    after = prose[bisect.bisect(prose, (at, 0)) :]
    if len(after) >= 3 or not after:
        return bool(after)
    return sum(size for _, size in after) > sum(map(len, lines[:at]))


def _furniture(line: str, note: str = "") -> tuple[Item, ...]:
    """Items of a line of furniture: itself, and the tags, address or rights that it tells."""
    found = recognise(line) if len(line) <= 400 else None
    told = tuple(item for item in found or () if item.kind in ("tag", "url", "copyright", "embargo", "held"))
    return (*told, Item("drop", line, note))


def _peel(lines: tuple[str, ...], framed: bool) -> Split:
    """Take furniture off the end: notices of rights, calls to follow, the desk's names, tags, a repeated date.

    ``framed`` lets a closing rule count as furniture too.
    """
    end = len(lines)
    first = next((at for at, raw in enumerate(lines) if raw.strip()), end)
    closing: list[tuple[Item, ...]] = []
    while end > first:
        if not lines[end - 1].strip():
            end -= 1
            continue
        start = _block_start(lines, end)
        whole = squeeze(" ".join(lines[start:end]))
        fields = end - start > 1 and read_field(squeeze(lines[end - 1])) is not None
        found = _closing(whole) if end - start <= 4 and not fields else None
        if found is None and start < end - 1:
            start, found = end - 1, _closing(squeeze(lines[end - 1]))
        if found is None or start <= first or (is_rule(lines[end - 1]) and not framed):
            break
        closing.append(found)
        end = start
    return lines[:end], tuple(item for found in reversed(closing) for item in found)


def _block_start(lines: tuple[str, ...], end: int) -> int:
    start = end - 1
    while start > 0 and end - start <= 4 and lines[start - 1].strip():
        start -= 1
    return start


def _closing(line: str) -> tuple[Item, ...] | None:
    """Read a closing line: furniture with what it tells, or None for a line of text."""
    if len(line) > 600:
        return None
    if is_copyright(line):
        return Item("copyright", line), Item("drop", line)
    if is_furniture(line):
        return _furniture(line)
    credit = closing_credit(line)
    if credit and is_name(credit, 12):
        return Item("credit", credit), Item("drop", line)
    found = recognise(line) if len(line) <= 160 and (not ends_sentence(line) or hold_line(line)) else None
    if found and all(item.kind in _TAIL_KINDS or item.kind == "drop" for item in found):
        return (*(item for item in found if item.kind != "drop"), Item("drop", line))
    return None


def paragraphs(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Item, ...]]:
    """Join the lines of each paragraph; a closing ``(Reporting by …)`` is cut off the last one."""
    wrapped = _is_wrapped(lines)
    done: list[str] = []
    run: list[str] = []
    widest = max(map(len, lines), default=0) if wrapped else 0
    for raw in lines:
        if run and (not wrapped or not raw.strip() or _ends_here(run[-1], raw, widest)):
            done.append(_join(run))
            run = []
        if raw.strip():
            run.append(raw)
    if run:
        done.append(_join(run))
    done = [line for line in done if line]
    if done:
        done[-1], desk = cut_desk(done[-1])
        return tuple(done), ((Item("drop", desk),) if desk else ())
    return (), ()


def _is_wrapped(lines: tuple[str, ...]) -> bool:
    """Say whether lines were broken to a width: none is wide, and at many breaks the sentence simply goes on."""
    if max(map(len, lines), default=0) > _WIDEST:
        return False
    breaks = running = 0
    for above, below in itertools.pairwise(lines):
        if above.strip() and below.strip():
            breaks += 1
            running += not ends_sentence(above.rstrip())
    return breaks > 0 and running * 3 >= breaks


def _ends_here(above: str, below: str, widest: int) -> bool:
    """Say whether a paragraph ends at a break of a wrapped text: a closed line with room left, or an indent."""
    above = above.rstrip()
    if _ITEM.match(below):
        sign = below.lstrip()[:1]
        return ends_sentence(above) or sign in "-*•" or (sign.isalnum() and _ITEM.match(above) is not None)
    if not ends_sentence(above):
        return _LABEL.match(above) is not None and _LABEL.match(below) is not None
    indented = below[:1].isspace() and not above[:1].isspace()
    word = below.split(maxsplit=1)[0]
    return indented or len(above) + 1 + len(word) < widest * 0.9


def _join(run: list[str]) -> str:
    """Join the lines of one paragraph: no blank after a hyphenated word, nor between Chinese or Japanese characters."""
    if len(run) == 1:
        return squeeze(run[0])
    parts = [run[0].strip()]
    for raw in run[1:]:
        line, above = raw.strip(), parts[-1]
        last, first = above[-1:], line[:1]
        hyphen = last == "\xad" or (last == "-" and above[-2:-1].isalpha() and first.islower())
        ideographs = _CJK.match(last) and _CJK.match(first)
        parts.extend((line,) if hyphen or ideographs else (" ", line))
    return squeeze("".join(parts))
