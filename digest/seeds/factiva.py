"""Factiva exports: two- and three-letter field codes in front of each field, or the same fields without their codes."""

from __future__ import annotations

import re

from digest.seeds.datemarks import date_items
from digest.seeds.dates import printed
from digest.seeds.items import Item, Reading
from digest.seeds.lines import is_copyright, is_document_end, squeeze
from digest.seeds.marks import language_code
from digest.seeds.people import after_by, by_items, read_by, strip_by

# The field codes of the display formats (Factiva help, "Search for a field"): a line may begin with any of them.
CODES = frozenset(
    "HD BY CR WC PD ET SN SC PG LA CY LP TD CLM SE ED VOL RE NS PUB AN IPC IPD CT RF CO IN ART CX DLN HL TI PE DE"
    " HLP GC"
    " NGC RBB ICC SU AU JC TP CC RST FDS HDB".split()
)
_CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?:(?P<pad>[ \t\u00a0]+)(?P<value>\S.*)?)?[ \t\u00a0]*$")
_BODY = ("LP", "TD")
_SIDE = ("ART", "CT", "RF", "CX")
_WORDS = re.compile(
    r"[\d.,\s]{1,9}\s?(?:words?|mots?|wörter|palabras?|parole|palavras|слов\w*|kelime|woorden|كلمة|字)\s*$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"(?:Document|Документ|Dokument|Documento)\s+(?P<number>[A-Z0-9]{3,}[0-9a-z]{6,})\s*$")
_TAIL_VALUE = re.compile(r"AN\s+Document\s+\S+\s*$|[A-Z]{2,3}\s+[a-z0-9]{2,10} : \S")
_SHORT = re.compile(r"[A-Z]{2,8}$")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b")


def code_of(raw: str, *, strict: bool) -> str:
    """Field code that a line begins with, or an empty text. ``strict``: its value stands off by two blanks or more."""
    if not raw[:2].isupper() or not raw[:1].isascii():
        return ""
    match = _CODE.match(raw)
    if match is None or match["code"] not in CODES:
        return ""
    pad = match["pad"] or ""
    apart = len(pad) > 1 or "\t" in pad or not match["value"]
    return match["code"] if apart or not strict else ""


def tail_code(raw: str) -> str:
    """Field code of a line behind the body: well apart from its value, or with a value that only a field has."""
    code = code_of(raw, strict=True)
    if code or not raw[:2].isupper():
        return code
    code = code_of(raw, strict=False)
    return code if code and _TAIL_VALUE.match(raw) else ""


def coded(lines: tuple[str, ...]) -> Reading | None:
    """Read the form with codes: at least three of them, a headline or a lead among them. None for any other text."""
    codes = {code for raw in lines[:80] if (code := code_of(raw, strict=False))}
    if len(codes) < 3 or not codes & {"HD", "LP", "TD"} or not codes & {"PD", "SN", "WC", "AN", "SC"}:
        return None
    fields, before = _fields(lines)
    items = tuple(Item("drop", line) for line in before) + _items(fields)
    body = tuple(line for code in _BODY for name, values in fields if name == code for line in (*values, ""))
    return Reading("factiva", items, body)


def _fields(lines: tuple[str, ...]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Split into (code, lines of its value), and the lines before the first code."""
    fields: list[tuple[str, list[str]]] = []
    before: list[str] = []
    for raw in lines:
        code = tail_code(raw) if fields and fields[-1][0] in _BODY else code_of(raw, strict=False)
        if code:
            match = _CODE.match(raw)
            fields.append((code, [match["value"] or ""] if match else []))
        elif fields:
            fields[-1][1].append(raw)
        elif raw.strip():
            before.append(squeeze(raw))
    return fields, before


def _items(fields: list[tuple[str, list[str]]]) -> tuple[Item, ...]:
    values = {code: squeeze(" ".join(lines)) for code, lines in reversed(fields)}
    items: list[Item] = []
    if values.get("HD") or values.get("HL"):
        items.append(Item("headline", values.get("HD") or values["HL"]))
    for code in ("BY", "AU"):
        if values.get(code):
            who = strip_by(values[code])
            items.extend(by_items(read_by(who, single="author" if " " in who else "look")))
    items.extend(_date(values))
    for code, kind in (("CR", "credit"), ("SN", "publication"), ("PUB", "publication"), ("CY", "copyright")):
        if values.get(code):
            items.append(Item(kind, strip_by(values[code]) if kind == "credit" else values[code]))
    if values.get("LA") and language_code(values["LA"]):
        items.append(Item("language", language_code(values["LA"])))
    if values.get("AN"):
        number = next(line for code, lines in fields for line in lines if code == "AN" and line.strip())
        items.append(Item("accession", re.sub(r"^\w+\s+(?=\S)", "", squeeze(number))))
    items.extend(Item("tag", tag) for tag in _subjects(values.get("NS", "")) + _subjects(values.get("IPD", "")))
    side = (squeeze(line) for code, lines in fields if code in _SIDE for line in lines)
    items.extend(Item("drop", line, "known") for line in side if line)
    return tuple(items)


def _date(values: dict[str, str]) -> tuple[Item, ...]:
    """Read ``PD`` with the time of ``ET``."""
    if not values.get("PD"):
        return ()
    return date_items(
        printed(f"{values['PD']}, {values['ET']}") if values.get("ET") else printed(values["PD"]), "field:PD"
    )


def _subjects(value: str) -> tuple[str, ...]:
    """Names of coded subjects: ``genv : Natural Environment | gcat : …``; plain keywords come apart at bars too."""
    names = (part.rsplit(" : ", 1)[-1].strip() for part in value.split("|"))
    return tuple(name for name in names if name)


def plain(lines: tuple[str, ...]) -> Reading | None:
    """Read the form without codes: headline, byline, ``58 words``, date, time, source, code, page, language, rights."""
    head: list[tuple[int, str]] = []
    for at, raw in enumerate(lines[:40]):
        line = squeeze(raw)
        if line:
            head.append((at, line))
    count = next((n for n, (_, line) in enumerate(head[:8]) if _WORDS.match(line)), None)
    if count is None or count + 1 >= len(head) or (found := printed(head[count + 1][1])) is None or found.rest:
        return None
    items = _above(head[:count], lines)
    more, last = _below(head, count + 1)
    body: list[str] = []
    for raw in lines[last + 1 :]:
        number = _DOCUMENT.match(raw.strip())
        if number:
            more += (Item("accession", number["number"]),)
        elif not is_document_end(raw):
            body.append(raw)
    return Reading("factiva", items + more, tuple(body))


def _above(head: list[tuple[int, str]], lines: tuple[str, ...]) -> tuple[Item, ...]:
    texts = [line for _, line in head]
    bylines = [line for line in texts if after_by(line)]
    titles = [line for line in texts if line not in bylines]
    items = tuple(item for line in bylines for item in by_items(read_by(strip_by(line), single="look")))
    if len(titles) > 1 and len(titles[0].split()) <= 3 and len(titles[1]) > len(titles[0]):
        titles = titles[1:]  # a section name stands above the headline
    return ((Item("headline", " ".join(titles)),) if titles else ()) + items


def _below(head: list[tuple[int, str]], at: int) -> tuple[tuple[Item, ...], int]:
    """Read the lines below the word count: (items, number of the last header line)."""
    day, last = head[at][1], head[at][0]
    rest = head[at + 1 : at + 9]
    if rest and _CLOCK.match(rest[0][1]):
        day, last = f"{day}, {rest[0][1]}", rest[0][0]
        rest = rest[1:]
    items = list(date_items(printed(day), "words"))
    if rest:
        items.append(Item("publication", rest[0][1]))
        last = rest[0][0]
    for number, line in rest[1:]:
        if is_copyright(line):
            items.append(Item("copyright", line))
        elif language_code(line):
            items.append(Item("language", language_code(line)))
        elif not (_SHORT.match(line) or line.isdigit() or len(line) <= 6):
            break
        last = number
        if is_copyright(line):
            break
    return tuple(items), last
