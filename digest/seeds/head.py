"""The header of an article of the freer layouts: date line, headline, date in words, byline, fields, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.seeds.datelines import read_filed, split_dateline
from digest.seeds.fields import read_field
from digest.seeds.items import Item, Reading
from digest.seeds.lines import ends_sentence, is_furniture, is_prose, is_rule, squeeze
from digest.seeds.marks import Items, by_items, date_line, field_items, is_headerlike, recognise, role_items, stamp_line
from digest.seeds.people import is_name, is_person, read_by

_MOST = 40  # header lines: the longest mail headers stay below
_KEY_LINE = re.compile(r"[^\W\d][\w -]{0,30}\s?[:：](?:\s|$)")
_MARKDOWN = re.compile(r"^#{1,6}\s+|^\*\*(?=.+\*\*$)|\*\*$|\s#+$")
_NO_HEADLINE_END = re.compile(r"[,;:…]$|\.{2,}$|[-–—]$")


def read_head(lines: tuple[str, ...]) -> Reading:
    """Read header lines until the text begins; the reading's body is every line from there on, as it stands."""
    items: list[Item] = []
    at = 0
    closed = front_matter_end(lines)
    while at < len(lines) and len(items) < _MOST * 3 and at < _MOST * 3:
        line = squeeze(lines[at])
        if not line:
            at += 1
            continue
        step = _step(lines, at, line, items)
        if step is None and (at < closed or _stranger(lines, at, line)):
            step = (Item("drop", line),), at + 1, None
        if step is None:
            break
        found, at, text = step
        items.extend(found)
        if text is not None:
            return _reading(items, ((text,) if text else ()) + lines[at:])
    return _reading(items, lines[at:])


def front_matter_end(lines: Sequence[str]) -> int:
    """Number of the line that closes front matter: fields between two rules at the top; 0 where there is none."""
    first = next((at for at, raw in enumerate(lines[:20]) if raw.strip()), None)
    if first is None or not is_rule(lines[first]):
        return 0
    known = 0
    for at in range(first + 1, min(len(lines), first + 80)):
        line = lines[at].strip()
        if is_rule(line):
            return at if known else 0
        if line and not (_KEY_LINE.match(line) or lines[at][:1].isspace() or line.startswith(("-", "#"))):
            return 0
        known += read_field(line) is not None
    return 0


def _stranger(lines: tuple[str, ...], at: int, line: str) -> bool:
    """Say whether a line is a field of an unknown key between two known ones."""
    if not 0 < at < len(lines) - 1 or not _KEY_LINE.match(line) or len(line) > 200:
        return False
    return all(read_field(squeeze(lines[n][:400])) for n in (at - 1, at + 1))


def _step(lines: tuple[str, ...], at: int, line: str, items: list[Item]) -> tuple[Items, int, str | None] | None:
    """Read a header line: (items, next line, text if the body begins here). None where the body begins at ``at``."""
    kinds = {item.kind for item in items}
    if not any(item.note == "date-line" for item in items):
        line_of_date = date_line(line)
        if line_of_date:
            return line_of_date[0], at + 1, line_of_date[1] or None
    if is_rule(line):
        return (Item("drop", line, "rule"),), at + 1, None
    if len(line) <= 400:
        step = _field(lines, at, line) or _line(line, at + 1, kinds)
        if step:
            return step
    name = _name_line(lines, at, line, kinds)
    if name:
        return name, at + 1, None
    if "headline" in kinds:
        repeated = any(item.kind == "headline" and item.value.casefold() == line.casefold() for item in items)
        found = (Item("drop", line),) if repeated else _better(lines, at, line, items)
        return (found, at + 1, None) if found else None
    return _headline(lines, at, line, items)


def _better(lines: tuple[str, ...], at: int, line: str, items: list[Item]) -> Items:
    """Read the headline that stands below a date, where the one word above the date was the paper's name."""
    title = next(item for item in items if item.kind == "headline")
    dated = any(item.kind == "date" for item in items)
    if dated and " " not in title.value and not title.note and _stands_alone(lines, at + 1, line):
        return (Item("headline", line, "better"),)
    return ()


def _name_line(lines: tuple[str, ...], at: int, line: str, kinds: set[str]) -> Items:
    """Read a line that is only a name: ``Karvan:`` below a dateline, or a paper's below a byline."""
    if len(line) > 60:
        return ()
    if line.endswith(":") and "dateline" in kinds and is_name(line[:-1].strip(), 6):
        return by_items(read_by(line, single="look"))
    alone = at > 0 and lines[at - 1].strip() and at + 1 < len(lines) and not lines[at + 1].strip()
    if alone and "headline" in kinds and kinds & {"author", "date", "printed"} and is_name(line, 4):
        return (Item("author" if is_person(line) and "author" not in kinds else "publication", line),)
    return ()


def _line(line: str, after: int, kinds: set[str]) -> tuple[Items, int, str | None] | None:
    found = recognise(line)
    if found is not None:
        return found, after, None
    if "dateline" not in kinds and len(line) <= 110:
        filed = read_filed(line.rstrip(" -–—:"), "")
        enclosed = not (filed and filed.agency) or line.endswith((")", "/"))
        if filed and filed.month_day and enclosed and filed.places[0].count(" ") < 4 and not ends_sentence(line):
            return (Item("dateline", line),), after, None
    return None


def _field(lines: tuple[str, ...], at: int, line: str) -> tuple[Items, int, str | None] | None:
    """Read a field that may run over several lines: its value below it, indented below it, or a list below it."""
    field = read_field(line)
    if field is None:
        return None
    if not _in_block(lines, at) and (stamps := stamp_line(line)):
        return stamps, at + 1, None
    role, key, value = field
    after = at + 1
    if role == "text":
        if is_person(value):
            return by_items(read_by(value, single="author")), after, None
        return None if value and not is_prose(value) else ((), after, value)
    values = [value] if value else []
    while after < len(lines) and _continues(lines[after], role, bool(values)):
        values.append(squeeze(lines[after]).lstrip("-• ") if role == "tag" else squeeze(lines[after]))
        after += 1
    if len(values) == 1 and value:
        found = field_items(line)
    else:
        found = role_items(role, key, (", " if role == "tag" else " ").join(values), line)
    return None if found is None else (found, after, None)


def _in_block(lines: tuple[str, ...], at: int) -> bool:
    """Say whether a field stands beside another one: then a "Published:" is a field too, else a line of its own."""
    beside = (lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines))
    return any(read_field(squeeze(raw[:400])) for raw in beside)


def _continues(raw: str, role: str, has_value: bool) -> bool:
    line = squeeze(raw)
    if not line or is_rule(line) or read_field(line) or date_line(line) or len(line) > 300:
        return False
    if role == "tag" and line.startswith(("- ", "• ")):
        return True
    return not has_value if role != "meta" and not raw[:1].isspace() else raw[:1] in " \t"


def _headline(lines: tuple[str, ...], at: int, line: str, items: list[Item]) -> tuple[Items, int, str | None] | None:
    """Take a line as the headline where what follows proves it: more header, or paragraphs of text."""
    block = _block(lines, at)
    if _is_kicker(lines, at, block, items):
        return (Item("drop", line),), at + 1, None
    markdown = line.startswith("# ")
    for size in range(min(len(block), 3), 0, -1):
        text = _MARKDOWN.sub("", _MARKDOWN.sub("", " ".join(block[:size]))).strip()
        after = at + size
        split = split_dateline(text)
        if len(text) > 250 or (split and (split[1].month_day or split[1].stamp)) or is_furniture(text):
            continue
        following = _next(lines, after)
        proof = markdown and size == 1
        closed = text.endswith(".") and any(item.kind == "date" for item in items)
        if not proof and following and not closed:
            proof = is_headerlike(following) or _opens_with_dateline(following)
        if proof or (size == 1 and split is None and _stands_alone(lines, after, text)):
            return (Item("headline", text),), after, None
    return None


def _is_kicker(lines: tuple[str, ...], at: int, block: list[str], items: list[Item]) -> bool:
    """Say whether a line is a section's name above the headline: one or two words, then a longer one with its proof."""
    line = block[0]
    if len(line) > 25 or line.count(" ") > 1 or ends_sentence(line):
        return False
    below = next((n for n in range(at + 1, min(len(lines), at + 4)) if lines[n].strip()), len(lines))
    title = squeeze(lines[below]) if below < len(lines) else ""
    if not len(line) * 1.5 < len(title) <= 200 or ends_sentence(title) or is_headerlike(title):
        return False
    proof = _next(lines, below + 1)
    dated = any(item.kind == "date" for item in items)
    return bool(proof) and (is_headerlike(proof) or (dated and _stands_alone(lines, below + 1, title)))


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
        block.append(line)
    return block


def _next(lines: tuple[str, ...], at: int) -> str:
    for raw in lines[at : at + 12]:
        line = squeeze(raw)
        if line and not is_rule(line):
            return line
    return ""


def _stands_alone(lines: tuple[str, ...], after: int, text: str) -> bool:
    """Say whether a line is a headline by itself: short, unclosed, and before a longer paragraph that is closed."""
    if not 8 <= len(text) <= 160 or _NO_HEADLINE_END.search(text) or text[:1].islower():
        return False
    if text.endswith((".", "。", "।")) or (" " not in text and text.isascii()):
        return False
    spaced = after < len(lines) and not lines[after].strip()
    following = _paragraph(lines, after)
    if not ends_sentence(following) or following.endswith(":"):
        return False
    return len(following) > len(text) if spaced else len(_next(lines, after)) > max(80, len(text) * 1.5)


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


def _reading(items: list[Item], body: tuple[str, ...]) -> Reading:
    if any(item.note == "better" for item in items):
        paper = next(item for item in items if item.kind == "headline")
        items = [replace(item, kind="publication") if item is paper else item for item in items]
    return Reading(_layout(items), tuple(items), body)


def _layout(items: list[Item]) -> str:
    """Name the layout by what its header held."""
    notes = {item.note for item in items}
    kinds = {item.kind for item in items}
    if "date-line" in notes:
        return "date-line"
    if "release" in notes:
        return "press-release"
    if "from" in notes:
        return "e-mail"
    if any(item.note.startswith("field:") and item.kind in ("headline", "date", "ambiguous") for item in items):
        return "header-block"
    if "slug" in notes:
        return "wire"
    if "headline" in kinds and kinds & {"date", "author", "credit", "printed", "dateline"}:
        return "headline-first"
    return "plain"
