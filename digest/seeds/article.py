"""One article: its layout is found, its findings become a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from digest.model import Dateline, OtherDate, Seed, Stamp
from digest.seeds import factiva, nexis
from digest.seeds.body import paragraphs, split_body
from digest.seeds.datelines import Filed, dateline_of, read_filed, split_dateline
from digest.seeds.dates import find
from digest.seeds.embargo import hold_line, out_of_headline
from digest.seeds.fields import read_field
from digest.seeds.head import read_head
from digest.seeds.items import Item, Reading
from digest.seeds.letters import unquoted
from digest.seeds.lines import ends_sentence, is_furniture, is_lost_text, is_rule, squeeze
from digest.seeds.marks import recognise
from digest.seeds.markup import headed, is_markup
from digest.seeds.mime import letter
from digest.seeds.page import page_items, page_title
from digest.seeds.split import Piece
from digest.text import collapse

# The first layout that knows the text wins; the freer header comes last and takes everything.
LAYOUTS: tuple[Callable[[tuple[str, ...]], Reading | None], ...] = (
    factiva.coded, nexis.nexis, factiva.plain, read_head
)  # fmt: skip
_NEAR = 100  # days: a date this close to publication is of the event told, a farther one is background (our own choice)


def parse(piece: Piece, path: str, index: int, encoding: str) -> Seed:
    """Read one article into a seed; any text gives one."""
    raw, skipped = _raw(piece)
    reading = _reading(piece.lines)
    lines, behind = split_body(reading.body, release=reading.layout == "press-release")
    body, desk = paragraphs(lines)
    items, body = _orders(reading.items + desk + behind, body)
    return _filled(partial(Seed, path, index, raw, piece.line + skipped, reading.layout, encoding), items, body)


def _orders(items: tuple[Item, ...], body: tuple[str, ...]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Take orders to hold the story back out of headline, names and first paragraphs, whatever the layout."""
    done: list[Item] = []
    for item in items:
        held: tuple[Item, ...] = ()
        if item.kind == "headline":
            title, held = out_of_headline(item.value)
            item = replace(item, value=title)
        elif item.kind in ("credit", "author", "publication", "dateline"):
            held = hold_line(item.value) or ()
        done.extend(held)
        if item.value and not (held and item.kind != "headline"):
            done.append(item)
    kept: list[str] = []
    for line in body[:3]:
        rest, held = out_of_headline(line) if len(line) <= 300 else (line, ())
        done.extend(held)
        kept.extend((rest,) if rest else ())
    return tuple(done), (*kept, *body[3:])


def _raw(piece: Piece) -> tuple[str, int]:
    """Return the article's own text, without rules and blank lines around it, and how many lines were above."""
    lines = piece.lines
    first, last = 0, len(lines)
    while last > first and (not lines[last - 1].strip() or is_rule(lines[last - 1])):
        last -= 1
    while first < last and not lines[first].strip():
        first += 1
    return "\n".join(lines[first:last]), first


def _reading(lines: tuple[str, ...]) -> Reading:
    lines = letter(unquoted(lines))
    return _page("\n".join(lines)) if is_markup(lines) else _laid_out(lines)


def _laid_out(lines: tuple[str, ...]) -> Reading:
    return next(reading for layout in LAYOUTS if (reading := layout(lines)) is not None)


def _page(text: str) -> Reading:
    """Read a web page: the heading, or else the title, is its headline; what its head says fills what it prints not."""
    above, below = headed(text)
    first = next((at for at, raw in enumerate(below) if raw.strip()), 0)
    title = squeeze(below[first]) if above and any(map(str.strip, below)) else page_title(text)
    if title and above:
        below = below[first + 1 :]
    lines = (f"# {title}", "", *below) if title else below
    found = _laid_out(lines)
    told = {item.kind for item in found.items}
    more = tuple(item for item in page_items(text) if item.kind not in told or item.kind == "printed")
    shown = tuple(line for raw in above if (line := squeeze(raw)))
    prose = tuple(line for line in shown if (len(line) > 80 or ends_sentence(line)) and not is_furniture(line))
    rest = (line for line in shown if line not in prose)
    items = tuple(item for line in rest for item in recognise(line) or (Item("drop", line),))
    body = (*(part for line in prose for part in (line, "")), *found.body)
    layout = "html" if found.layout in ("plain", "headline-first") else found.layout
    return Reading(layout, found.items + items + more, body)


def _values(items: tuple[Item, ...], kind: str) -> tuple[str, ...]:
    return tuple(item.value for item in items if item.kind == kind)


def _first(items: tuple[Item, ...], kind: str) -> str:
    return next((item.value for item in items if item.kind == kind), "")


def _filled(seed: Callable[..., Seed], items: tuple[Item, ...], body: tuple[str, ...]) -> Seed:
    """Make a ``seed`` of the findings of its header, footer and dateline."""
    raw, filed, body = _filed(items, body)
    stamp, source = _published(items)
    if stamp is None and filed and filed.stamp:
        stamp, source = filed.stamp, "dateline"
    line = dateline_of(filed, raw, stamp) if filed else None
    agencies = (*filed.houses, filed.agency) if filed else ()
    credit = _distinct((*_values(items, "credit"), *filter(None, agencies)))
    byline = _distinct((*_values(items, "author"), *(filed.authors if filed else ())))
    embargo, held = max(_values(items, "embargo"), default=None), "held" in {item.kind for item in items}
    kept = _without_credit(body, credit)
    return seed(
        headline=_first(items, "headline"),
        date=stamp,
        date_source=source,
        updated=max(_values(items, "updated"), default=None),
        embargo=embargo,
        held=held,
        credit=_printed_once(credit, line),
        byline=byline,
        publication=_first(items, "publication"),
        dateline=line,
        paragraphs=kept,
        url=_first(items, "url"),
        language=_first(items, "language"),
        accession=_first(items, "accession"),
        copyright=_first(items, "copyright"),
        tags=_distinct(_values(items, "tag")),
        other_dates=_others(items, line, body, stamp),
        dropped=_values(items, "drop") + body[len(kept) :],
        warnings=_warnings(items, kept, stamp, line, bool(embargo or held)),
    )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in order, each once whatever its case."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())


def _printed_once(credit: tuple[str, ...], line: Dateline | None) -> tuple[str, ...]:
    """Prefer the dateline's spelling of an agency that a staff line prints in capitals."""
    agency = line.agency if line else ""
    return tuple(agency if name.casefold() == agency.casefold() else name for name in credit)


def _without_credit(body: tuple[str, ...], credit: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a last paragraph that only repeats the credit."""
    names = {name.casefold() for name in credit}
    if len(body) > 1 and body[-1].strip("()[]./-– ").casefold() in names:
        return body[:-1]
    return body


def _filed(items: tuple[Item, ...], body: tuple[str, ...]) -> tuple[str, Filed | None, tuple[str, ...]]:
    """Find the dateline: one of the header's, else one that opens the first paragraph, which then loses it."""
    own = _first(items, "dateline")
    first = split_dateline(body[0]) if own and body else None
    if own and not (first and first[1].agency):  # one with an agency tells more than the header's
        filed = read_filed(own.rstrip(" -–—:"), "")
        split = None if filed else split_dateline(f"{own} - X")
        return own, filed or (split[1] if split else Filed(())), body
    for at, paragraph in enumerate(body[:3]):
        split = split_dateline(paragraph)
        if split and (at == 0 or split[1].agency or split[1].month_day or split[1].stamp):
            return split[0], split[1], (*body[:at], split[2], *body[at + 1 :])
        if len(paragraph) > 120 or ends_sentence(paragraph):
            break  # only a subheading or a caption may stand above a dateline
    return "", None, body


def _published(items: tuple[Item, ...]) -> tuple[Stamp | None, str]:
    """Choose the publication date: a date line before any other, with the time that another line gives that day."""
    dates = [(item.value, item.note) for item in items if item.kind == "date"]
    dates.sort(key=lambda found: found[1] != "date-line")
    stamps = [item.value for item in items if item.kind == "printed"]
    if not dates:
        return (stamps[0], "timestamp") if stamps else (None, "")
    stamp, source = dates[0]
    for finer in (*stamps, *(value for value, _ in dates[1:])):
        if "T" not in stamp and len(finer) > len(stamp) and finer.startswith(stamp):
            stamp, source = finer, f"{source}+timestamp"
    return stamp, source


def _others(
    items: tuple[Item, ...], line: Dateline | None, body: tuple[str, ...], published: Stamp | None
) -> tuple[OtherDate, ...]:
    """List the dates that are not the publication's: the dateline's, those of the text, the ambiguous ones."""
    found = [OtherDate(value, "body", True) for value in _values(items, "ambiguous")]
    if line and line.date and published and line.date != published[:10] and line.date[:10] != published[:10]:
        found.insert(0, OtherDate(line.date, "dateline"))
    ambiguous = []
    for paragraph in body:
        for day in find(paragraph):
            if day.stamp is None:
                ambiguous.append(OtherDate(paragraph[day.start : day.end], "body", True))
            elif published is None or day.stamp != published[:10]:
                found.append(OtherDate(day.stamp, "event" if _close(day.stamp, published) else "body"))
    return tuple(dict.fromkeys((*found, *ambiguous)))


def _close(stamp: Stamp, published: Stamp | None) -> bool:
    if published is None or len(published) < 10:
        return False
    return abs((date.fromisoformat(stamp) - date.fromisoformat(published[:10])).days) <= _NEAR


def _is_lost(item: Item) -> bool:
    """Say whether a line was left out that may be text: not where it says itself what it is."""
    if item.kind != "drop" or item.note == "known" or not is_lost_text(item.value):
        return False
    return read_field(item.value) is None and recognise(item.value) is None


def _warnings(
    items: tuple[Item, ...], body: tuple[str, ...], stamp: Stamp | None, line: Dateline | None, held: bool
) -> tuple[str, ...]:
    """List the warnings: no date, dates that disagree, no text, text that was left out."""
    days = {item.value[:10] for item in items if item.kind in ("date", "printed")}
    if line and line.date and stamp:
        days.add(line.date)
    clash = any(not (a.startswith(b) or b.startswith(a)) for a in days for b in days)
    return (
        *(("embargo",) if held else ()),
        *(("no-date",) if stamp is None else ()),
        *(("dates-differ",) if clash else ()),
        *(() if any(map(collapse, body)) else ("no-text",)),
        *(("text-dropped",) if any(map(_is_lost, items)) else ()),
    )
