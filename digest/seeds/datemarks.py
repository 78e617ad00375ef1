"""Header lines that hold a date: ``19 June 2020 | Karvan``, ``Published: … | Updated: …``, ``2 hours ago``."""

from __future__ import annotations

import re

from digest.seeds.cldr import plain_name, weekdays
from digest.seeds.clock import find_time
from digest.seeds.datelines import read_filed, split_dateline
from digest.seeds.dates import Printed, has_year, printed
from digest.seeds.fields import read_field
from digest.seeds.items import Item
from digest.seeds.people import after_by, by_items, is_house, is_name, is_person, read_by, strip_by

Items = tuple[Item, ...]
_PUBLISHED = (
    "first published|published(?: on| at)?|posted(?: on)?|created|publié(?:e)?(?: le)?|veröffentlicht(?: am)?"
    "|erschienen"
    "|опубликовано|дата публикации|создано|publicado(?: el| em)?|pubblicato(?: il)?|yayınlanma(?: tarihi)?|yayınlandı"
    "|yayın tarihi|(?:haber )?giriş(?:i| tarihi)?"
    "|опубліковано|dərc edilib|çap edildi|жарияланды|chop etildi|نشر(?: في)?|نُشر|发布"
)
_UPDATED = (
    "last updated(?: on)?|updated(?: on| at)?|last modified(?: on)?|modified|corrected(?: on)?|mis(?:e)? à jour(?: le)?"
    "|modifié(?:e)?(?: le)?|aktualisiert(?: am)?|stand"
    "|обновлено|изменено|actualizado(?: el)?|aggiornato(?: il)?|atualizado(?: em)?|güncelleme(?: tarihi)?|güncellendi"
    "|son güncelleme|оновлено|yenilənib|täzelendi|жаңартылды|yangilandi|آخر تحديث|تحديث|更新"
)
# When somebody looked at the page: no date of the article's.
_SEEN = (
    "retrieved(?: on| from)?|accessed(?: on)?|downloaded(?: on)?|printed(?: on)?|archived(?: on| from the original on)?"
    "|consulté(?:e)? le|abgerufen am|дата обращения|просмотрено|consultado el|consultato il|erişim(?: tarihi)?"
)
_STAMP = re.compile(
    rf"(?:^|(?<=[|•·;,/(—–-])|(?<=[|•·;,/(—–-]\s)|(?<=\d\s)|(?<=\d\s[ap]m\s))"
    rf"(?:(?P<new>{_UPDATED})|(?P<old>{_PUBLISHED})|(?P<seen>{_SEEN}))(?!\w)\s?[:\-–]?\s*",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"^(?P<by>(?:by|par|von|por|di|автор)\s+.+?)(?:[\s,]+(?:on|le|am|el|il|at|à|um|alle|в))*$", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:from\s+)?(?P<url>https?://\S+|www\.\S+)$", re.IGNORECASE)
_BARS = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_READ_TIME = re.compile(
    r"\d{1,3}[ -]?(?:min(?:ute)?s?\.?|мин\.?|minuten|minutos)(?: (?:read|чтения|de lecture|lesezeit|de lectura))?$",
    re.IGNORECASE,
)
# The day of an event in an advisory is not the day of publication.
_WHEN = re.compile(r"(?:when|event date|wann|quand|когда|cuándo|quando|deadline|embargo)\s?:", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:(?:\d{1,3}|an?|one|two|few) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s? ago"
    r"|\d{1,2}\s?[hmd] ago|just now"
    r"|\d{1,3} (?:секунд|минут|час|д(?:ень|ня|ней)|недел)\w* назад|il y a \d{1,3} \w+|vor \d{1,3} \w+|hace \d{1,3} \w+"
    r"|\d{1,3} \w+ fa|\d{1,3} (?:dakika|saat|gün) önce)|(?P<day>today|yesterday|сегодня|вчера|heute|gestern|hier"
    r"|aujourd['’]hui|hoy|ayer|oggi|ieri|bugün|dün))",
    re.IGNORECASE,
)


def date_items(found: Printed | None, note: str) -> Items:
    """Items of a printed date: a date, or an ambiguous one in its printed form."""
    if found is None:
        return ()
    return (Item("date", found.stamp, note),) if found.stamp else (Item("ambiguous", found.text, note),)


def stamp_line(line: str) -> Items | None:
    """Read ``Published: 20.06.2020 18:40 | Updated: 22 June 2020``: the dates, and the line itself as furniture.

    A date, a byline or a name may stand before the first of these words.
    """
    marks = list(_STAMP.finditer(line)) if len(line) <= 200 and has_year(line) else []
    items = _before(line[: marks[0].start()].strip(" |•·;/,-–—()")) if marks else None
    if items is None:
        return None
    found = list(items)
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
        more = _marked(mark, line[mark.end() : end].strip(" |•·;/()-–—,"))
        if more is None:
            return None
        found.extend(more)
    return (*found, Item("drop", line))


def _before(text: str) -> Items | None:
    """Read what stands before a ``Published``: nothing, a date, a byline or a name."""
    if not text:
        return ()
    day = printed(text)
    if day:
        return date_items(day, "words") if not day.rest else None
    if "|" in text and len(parts := _BARS.split(text)) > 1:
        read = [_before(part.strip()) for part in parts]
        return None if None in read else tuple(item for found in read for item in found or ())
    if after_by(text):
        return by_items(read_by(strip_by(text), single="look"))
    if not is_name(text, 6):
        return None
    return (Item("author" if is_person(text) else "credit", text),)


def _marked(mark: re.Match[str], text: str) -> Items | None:
    """Read the date behind a ``Published``, and a byline or a name beside it; None where there is anything else."""
    address = _ADDRESS.search(text) if mark["seen"] else None
    if address:
        text = text[: address.start()].strip()
    day = printed(text)
    if day is None:
        return None
    rest = day.rest.strip("|/ ").strip()
    by = _BY_INSIDE.match(rest)
    if len(rest) > 60 or (rest and not by and not is_name(rest, 5)):
        return None
    items = by_items(read_by(strip_by(by["by"]), single="look")) if by else ()
    if mark["seen"]:
        return (Item("url", address["url"]),) if address else ()
    if day.stamp is None:
        return (*items, Item("ambiguous", day.text))
    return (Item("updated" if mark["new"] else "printed", day.stamp), *items)


def words_line(line: str) -> Items | None:
    """Read a line that is a date in words or figures, alone or beside a place or a name: ``19 June 2020 | Karvan``."""
    if len(line) > 140 or not has_year(line) or _WHEN.match(line):
        return None
    parted = _parted(line)
    if parted is not None:
        return parted
    found = printed(line) if len(line) <= 110 else None
    if found is None or _opens_text(line):
        return None
    items = date_items(found, "words")
    if not found.rest:
        return items
    filed = _filed(line, found)
    if filed:
        return (*items, filed)
    rest = re.sub(r"\s*[|•·/]\s*(?=$)|^\s*[|•·/]\s*", "", found.rest).strip(" ,|•·-–—")
    source = read_field(rest)
    if source and source[0] in ("credit", "publication", "author") and is_name(source[2], 6):
        return (*items, Item(source[0], source[2]))
    name = strip_by(rest)
    if not _apart(line, found) and (len(found.stamp or "") < 10 or rest.count(" ") > 1):
        return None
    if len(rest) > 60 or not is_name(name, 6) or rest.endswith(".") or rest.count("(") != rest.count(")"):
        return None
    if name != rest:
        return (*items, *by_items(read_by(name, single="look")))
    return (*items, Item("credit", name))


def _opens_text(line: str) -> bool:
    """Say whether a line is a dateline with the first words of the text behind it, as lines broken to a width are."""
    split = split_dateline(line)
    return split is not None and split[2] != "" and (split[1].agency != "" or split[2].count(" ") > 1)


def _filed(line: str, found: Printed) -> Item | None:
    """Read a line that is a dateline with its year, perhaps with the time behind it."""
    if "|" in line:
        return None
    end = line.find(found.text) + len(found.text)
    clock = find_time(line[end:])
    text = line[:end] if clock and not line[end + clock[1] :].strip(" .") else line
    filed = read_filed(text.rstrip(" -–—:"), "")
    if filed is None or not (filed.stamp or filed.month_day) or (filed.agency and text[:1].isdigit()):
        return None
    if is_house(filed.places[0]):
        return None
    return Item("dateline", text)


def _parted(line: str) -> Items | None:
    """Read a line of parts between bars, a date among them: ``By Ann Muster | June 19, 2020 | 3:16 pm``."""
    parts = [part for part in _BARS.split(line) if part.strip(" -–—")]
    if len(parts) < 2:
        return None
    days: list[str] = []
    names: list[str] = []
    items: list[Item] = []
    for part in parts:
        clock = find_time(part)
        day = printed(part)
        if (day and not day.rest) or (clock and not part[: clock[0]].strip() and not part[clock[1] :].strip(" .")):
            days.append(part)
        elif after_by(part):
            items.extend(by_items(read_by(strip_by(part), single="look")))
        elif (field := read_field(part)) and field[0] in ("credit", "publication", "author") and is_name(field[2], 6):
            items.append(Item(field[0], field[2]))
        elif is_name(part, 6) and not part.endswith("."):
            names.append(part)
        elif not is_relative(_STAMP.sub("", part, count=1)):
            return None
    found = printed(", ".join(days))
    if found is None or found.rest:
        return None
    return (*date_items(found, "words"), *items, *_named(names, bool(items)))


def _named(names: list[str], signed: bool) -> Items:
    """Tell names between bars: with two of them and no byline, the first may be a person's."""
    first = len(names) > 1 and not signed and is_person(names[0])
    return tuple(Item("author" if first and at == 0 else "credit", name) for at, name in enumerate(names))


def _apart(line: str, found: Printed) -> bool:
    """Say whether a sign parts the date from the name beside it: ``19 June 2020 | Karvan``."""
    start = line.find(found.text)
    before, after = line[: max(start, 0)].rstrip(), line[start + len(found.text) :].lstrip()
    return before.endswith((",", "|", "•", "·", "/", "-", "–", "—", ":")) or after.startswith(
        (",", "|", "•", "·", "/", "-", "–", "—")
    )


def is_relative(line: str) -> bool:
    """Say whether a line tells when, but no date: ``2 hours ago``, ``Friday, 15:16``, ``5 min read``."""
    if len(line) > 50 or line.endswith((".", "!", "?")):
        return False
    line = _STAMP.sub("", line, count=1)  # "Published 2 hours ago"
    ago = _AGO.match(line)
    rest = line[ago.end() :] if ago else line
    clock = find_time(rest)
    if clock:
        rest = f"{rest[: clock[0]]} {rest[clock[1] :]}"
    words = [plain_name(word) for word in re.findall(r"[^\W_]+", rest)]
    if ago or _READ_TIME.match(line):
        return not words or bool(_READ_TIME.match(line)) or all(word in ("at", "в", "um", "à") for word in words)
    days = weekdays()
    return bool(clock) and all(word in days or word in ("at", "в", "um", "à") for word in words)
