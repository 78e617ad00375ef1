"""The header of an article of the freer layouts: date line, headline, date in words, byline, fields, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.seeds.banners import page_end
from digest.seeds.datelines import read_filed, split_dateline
from digest.seeds.datemarks import is_relative, stamp_line
from digest.seeds.dates import printed
from digest.seeds.embargo import hold_line, out_of_headline
from digest.seeds.fields import read_field
from digest.seeds.items import Item, Reading
from digest.seeds.letters import unframed
from digest.seeds.lines import ends_sentence, is_contact, is_prose, is_rule, squeeze
from digest.seeds.marks import Items, date_line, field_items, is_headerlike, recognise, role_items
from digest.seeds.people import affiliation, by_items, is_house, is_name, is_person, read_by
from digest.seeds.titles import is_deck, is_point, next_line, read_headline, stands_alone

_MOST = 40  # header lines: the longest mail headers stay below
_FORWARDED = re.compile(
    r"[->\s]*(?:begin forwarded message|forwarded message|original message|пересланное сообщение|исходное сообщение"
    r"|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d['’]origine|mensaje reenviado"
    r"|messaggio inoltrato|iletilen ileti)[-:\s]*$",
    re.IGNORECASE,
)
_REPLIED = re.compile(r"(?:(?:fwd?|re|aw|wg|tr|rv|ynt|ilt|отв|пересл)\s?:\s*)+", re.IGNORECASE)
_LISTS = ("tag", "author")
_KEY_LINE = re.compile(r"[^\W\d][\w -]{0,30}\s?[:：](?:\s|$)")


def read_head(lines: tuple[str, ...]) -> Reading:
    """Read header lines until the text begins; the reading's body is every line from there on, as it stands."""
    items: list[Item] = []
    at = 0
    closed = front_matter_end(lines)
    while at < len(lines) and len(items) < _MOST * 3 and at < _MOST * 3:
        line = squeeze(lines[at])
        behind = page_end(lines, at, line)
        if behind > at:
            items.extend(Item("drop", shown) for raw in lines[at:behind] if (shown := squeeze(raw)))
            at = behind
            continue
        step = _step(lines, at, line, items)
        if step is None and (at < closed or _stranger(lines, at, line)):
            step = (Item("drop", line),), at + 1, None
        if step is None and (forwarded := _forwarded(lines, at, items)):
            step = forwarded
        if step is None:
            break
        found, at, text = step
        items.extend(found)
        if text is not None:
            return _reading(items, ((text,) if text else ()) + lines[at:])
    return _reading(items, lines[at:])


def _forwarded(lines: tuple[str, ...], at: int, items: list[Item]) -> tuple[Items, int, None] | None:
    """Leave out what a letter says above the letter that it forwards: at most a dozen lines."""
    if "from" not in {item.note for item in items}:
        return None
    for end in range(at, min(len(lines), at + 12)):
        if _FORWARDED.match(lines[end]):
            field = read_field(next_line(lines, end + 1))
            if field and field[0] in ("from", "headline", "date", "meta"):
                return tuple(Item("drop", line) for raw in lines[at:end] if (line := squeeze(raw))), end, None
    return None


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
        step = _held(lines, at, line) or _field(lines, at, line) or _line(lines, line, at + 1, kinds)
        if step:
            return step
    name = _name_line(lines, at, line, kinds)
    if name:
        return name, at + 1, None
    if "from" in {item.note for item in items} and _FORWARDED.match(line):
        orders = (found for item in items if item.kind == "headline" for found in out_of_headline(item.value)[1])
        kept = ("drop", "embargo", "held")  # the rest of the outer letter is set apart: what was forwarded has its own
        outer = (item if item.kind in kept else Item("drop", item.value, item.note) for item in items)
        items[:] = (*outer, *orders)
        return (Item("drop", line),), at + 1, None
    if "headline" in kinds:
        repeated = any(item.kind == "headline" and item.value.casefold() == line.casefold() for item in items)
        found = (Item("drop", line),) if repeated or is_relative(line) else _better(lines, at, line, items)
        if not found and (("deck" not in kinds and is_deck(lines, at, kinds)) or is_point(lines, at)):
            found = (Item("deck", line),)
        return (found, at + 1, None) if found else None
    return read_headline(lines, at, line, items)


def _held(lines: tuple[str, ...], at: int, line: str) -> tuple[Items, int, None] | None:
    """Read an order to hold the story back; its moment may stand on the next line."""
    found = hold_line(line)
    if found is None:
        return None
    below = squeeze(lines[at + 1]) if at + 1 < len(lines) and found[0].kind == "held" else ""
    moment = printed(below) if 0 < len(below) <= 60 and not read_field(below) else None
    both = hold_line(f"{line.rstrip(' *:')} {below}") if moment and not moment.rest else None
    if both and both[0].kind == "embargo" and not any(map(str.isdigit, line)):
        return both, at + 2, None
    return recognise(line) or found, at + 1, None


def _better(lines: tuple[str, ...], at: int, line: str, items: list[Item]) -> Items:
    """Read the headline that stands below a date, where the one word above the date was the paper's name."""
    title = next(item for item in items if item.kind == "headline")
    dated = any(item.kind == "date" for item in items)
    name = title.value
    paper = " " not in name or (name.count(" ") < 4 and (is_house(name) or (name.isupper() and not line.isupper())))
    if dated and paper and not title.note and not is_headerlike(line):
        below = next_line(lines, at + 1)
        if stands_alone(lines, at + 1, line) or (len(line) > len(name) and below and is_headerlike(below)):
            return (Item("headline", line, "better"),)
    return ()


def _name_line(lines: tuple[str, ...], at: int, line: str, kinds: set[str]) -> Items:
    """Read a line that is only a name: ``Karvan:`` below a dateline, or a paper's below a byline."""
    if len(line) > 100:
        return ()
    if kinds & {"author", "credit"} and (house := affiliation(line)):
        return house
    if "headline" in kinds and not kinds & {"author", "credit"} and is_name(line, 10) and _dated_below(lines, at):
        return _people(line)
    if line.endswith(":") and "dateline" in kinds and is_name(line[:-1].strip(), 6):
        return by_items(read_by(line, single="look"))
    above, below = (squeeze(lines[n]) if 0 <= n < len(lines) else "" for n in (at - 1, at + 1))
    if above.casefold() == "news provided by" and is_name(line, 10):
        return (Item("credit", line),)
    alone = above and at + 1 < len(lines) and (not below or is_relative(below))
    if alone and "headline" in kinds and kinds & {"author", "date", "printed"} and is_name(line, 4):
        return (Item("author" if is_person(line) and "author" not in kinds else "publication", line),)
    return ()


def _dated_below(lines: tuple[str, ...], at: int) -> bool:
    """Say whether the line below is the date of a name's line."""
    below = squeeze(lines[at + 1]) if at + 1 < len(lines) else ""
    found = recognise(below) if 0 < len(below) <= 140 else None
    return any(item.kind in ("date", "printed", "ambiguous") for item in found or ())


def _people(line: str) -> Items:
    """Read a byline without its By: it names a person first, and perhaps the house behind a comma."""
    by = read_by(line, single="look")
    return by_items(by) if by.authors and line.startswith(by.authors[0]) else ()


def _line(lines: tuple[str, ...], line: str, after: int, kinds: set[str]) -> tuple[Items, int, str | None] | None:
    found = recognise(line.strip("*_ ") if line[:1] in "*_" and line[-1:] in "*_" else line)
    if found is not None:
        more, after = _contacts(lines, after) if found and found[-1].note == "contact" else ((), after)
        return found + more, after, None
    if "dateline" not in kinds and len(line) <= 110:
        filed_by = split_dateline(f"{line} - X") if line.endswith((")", "/")) else None
        if filed_by and filed_by[1].agency and filed_by[1].places and not filed_by[2][1:]:
            return (Item("dateline", line),), after, None
        filed = read_filed(line.rstrip(" -–—:"), "")
        enclosed = not (filed and filed.agency and not filed.agency.isupper()) or line.endswith((")", "/"))
        if filed and filed.month_day and enclosed and filed.places[0].count(" ") < 4 and not ends_sentence(line):
            return (Item("dateline", line),), after, None
    return None


def _contacts(lines: tuple[str, ...], after: int) -> tuple[Items, int]:
    """Read the rest of a block that begins with ``Contact:``: all down to its last number or address, or one name."""
    block: list[str] = []
    for raw in lines[after : after + 8]:
        line = squeeze(raw)
        if not line or len(line) > 100 or is_rule(line) or ends_sentence(line) or date_line(line) or hold_line(line):
            break
        block.append(line)
    last = max((n for n, line in enumerate(block, 1) if is_contact(line)), default=0)
    last = last or int(bool(block) and is_person(block[0]))
    return tuple(Item("drop", line) for line in block[:last]), after + last


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
        values.append(squeeze(lines[after]).lstrip("-• ") if role in _LISTS else squeeze(lines[after]))
        after += 1
    alone = len(values) == 1 and value
    found = field_items(line) if alone else role_items(role, key, _joined(role, values), line)
    return None if found is None else (found, after, None)


def _joined(role: str, values: list[str]) -> str:
    """Join the lines of a value; a list that has an item a line becomes one in brackets."""
    if role == "author" and len(values) > 1:
        return f"[{', '.join(values)}]"
    return (", " if role == "tag" else " ").join(values)


def _in_block(lines: tuple[str, ...], at: int) -> bool:
    """Say whether a field stands beside another one: then a "Published:" is a field too, else a line of its own."""
    beside = (lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines))
    return any(read_field(squeeze(raw[:400])) for raw in beside)


def _continues(raw: str, role: str, has_value: bool) -> bool:
    line = squeeze(raw)
    if not line or is_rule(line) or read_field(line) or date_line(line) or len(line) > 300 or hold_line(line):
        return False
    if role in _LISTS and line.startswith(("- ", "• ")):
        return True
    return not has_value if role != "meta" and not raw[:1].isspace() else raw[:1] in " \t"


def _reading(items: list[Item], body: tuple[str, ...]) -> Reading:
    if any(item.note == "better" for item in items):
        paper = next(item for item in items if item.kind == "headline")
        items = [replace(item, kind="publication") if item is paper else item for item in items]
    layout = _layout(items)
    if layout == "e-mail":
        body, frame = unframed(body)
        items = [replace(item, value=_subject(item.value)) if item.kind == "headline" else item for item in items]
        items.extend(Item("drop", line) for line in frame)
    decks = tuple(item.value for item in items if item.kind == "deck")
    return Reading(layout, tuple(items), (*(part for deck in decks for part in (deck, "")), *body))


def _subject(value: str) -> str:
    """Drop the ``Fwd:`` and ``Re:`` in front of a subject."""
    return _REPLIED.sub("", value, count=1) if _REPLIED.match(value) else value


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
    if "headline" in kinds and kinds & {"date", "author", "credit", "printed", "dateline", "ambiguous"}:
        return "headline-first"
    return "plain"
