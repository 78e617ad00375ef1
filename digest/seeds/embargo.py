"""Lines that hold a story back: ``EMBARGOED UNTIL 09:00 CET, 5 MAY 2030``, ``Sperrfrist: 5. Mai``, ``draft: true``.

A story that is held for no reason costs a person a line; one that gets out too early cannot be called back. So a line
that orders an embargo always holds, also where its moment cannot be read; a line that tells of one does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.seeds.cldr import plain_name
from digest.seeds.dates import Printed, printed
from digest.seeds.items import Item

Items = tuple[Item, ...]
_UNTIL = (
    r"(?:until|till|til|before|for|to|up to|at|on|after|bis|ab|vor|nach|jusqu['’](?:au|à|en)|avant|après|hasta|antes"
    r"|después|fino al?|fino alle|prima|dopo|até|depois|kadar|до|ранее|после|حتى|قبل|date|time|lifts?|ends?|expires?)"
)
_STRICTLY_UNTIL = re.compile(
    r"(?:until|till|bis|before|vor|jusqu['’](?:au|à|en)|avant|hasta|fino|prima|até|kadar|до|حتى|قبل)(?!\w)|\d",
    re.IGNORECASE,
)
# Words that say who or how strictly; press releases also open the line with their own name.
_LEAD = (
    r"(?:(?:status|note(?:s|n)?(?: to editors)?|notice|attention|achtung|important|wichtig|hinweis|внимание"
    r"|strict(?:ly)?|strikte?|absolute|media|press|news|under|sous|unter|bajo|sotto|sob|под|строгое"
    r"|(?:press|news|media) release|pressemitteilung|medienmitteilung|communiqué de presse|nota de prensa"
    r"|comunicato stampa|nota de imprensa|notizia|notícia|пресс-релиз)\b\W{0,4}){0,3}"
)
# Orders: no news opens with one of these and goes on as an order does.
_ORDER = re.compile(
    rf"{_LEAD}(?:embargoed(?:[_ ]until)?|(?:under|sous|unter|bajo|sotto|sob) (?:strict )?embargo|под эмбарго"
    r"|embargad[oa]|embargat[oa]|em embargo"
    r"|gesperrt|hold for release|not (?:for|to be) (?:publication|release|broadcast|use|published|released|used)"
    r"|do not (?:publish|release|broadcast|use)|no publication|nicht (?:zur veröffentlichung|veröffentlichen)"
    r"|ne pas (?:publier|diffuser)|no (?:publicar|difundir)"
    r"|(?:da )?non (?:pubblicare|diffondere|divulgare)|(?:è )?vietata la (?:pubblicazione|diffusione)"
    r"|não (?:publicar|divulgar|difundir)|proibida a (?:publicação|divulgação|difusão)"
    r"|не (?:публиковать|для публикации|для печати|подлежит (?:публикации|опубликованию))|محظور النشر)"
    rf"(?=\s+{_UNTIL}(?!\w)|\s+\d|\s+(?:copy|material|release)\W*$|\W*$|\s?[:;!(\[–—-])(?P<rest>.*)$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"{_LEAD}(?:embargo(?:[_-]until)?|sperrfrist|эмбарго|ембарго|ambargo|حظر النشر)"
    rf"(?P<sign>\s?[:!–—-]+|)(?P<rest>(?:\s+.*|))$",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"(?:draft|entwurf|brouillon|borrador|bozza|rascunho|taslak|черновик)(?:\s*:\s*(?P<said>.*)"
    r"|\W+(?:only|copy|version|not for publication)|)\W*$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"status\s*:\W*(?:draft|hold|held|unpublished|embargo(?:ed)?|entwurf|gesperrt|черновик)\W*$"
    r"|publish(?:ed)?\s*:\W*(?:false|no)\W*$",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\W*(?:none?|no|false|off|0|n/?a|nil|null|lifted|aufgehoben|keine?|nein|aucun|sans|levé|ninguno|nessuno|levantado"
    r"|нет|снято|yok)?\W*$",
    re.IGNORECASE,
)
_UNTILS = re.compile(
    rf"(?:\s|^)(?:{_UNTIL}|the|le|el|il|den|release|publication|hrs|hours|of|г|г\.|года|at|um|à|a las|alle|from"
    r"|del?|delle|ore|às)(?!\w)",
    re.I,
)
# A full hour, which is no moment of its own: "alle 9 del 5 maggio", "às 9 de 5 de maio".
_HOUR = re.compile(r"\b(alle|ore|às)\s\d{1,2}(?![\w.:])", re.IGNORECASE)
# "0001 GMT", "0930hrs": the figures of a clock without a sign between them.
_BARE_CLOCK = re.compile(r"(?<![\d:.-])([01]\d|2[0-3])([0-5]\d)(?=\s?(?:(?i:hrs?|hours|uhr|h)|[A-Z]{1,3}T|UTC)\b)")
_TIMELY = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:noon|midnight|midday|today|tomorrow|morgen|heute|demain)\b"
    r"|further notice|auf weiteres|delivery",
    re.IGNORECASE,
)
# Parts of words, in lower case, without one of which no line orders anything.
_HINTS = (
    "embarg|ambargo|sperr|draft|эмбарго|ембарго|حظر|محظور|not for|not to|do not|hold|publi|veröffentl|diffus|status"
    "|pubblic|diffond|divulg|difus"
    "|entwurf|brouillon|borrador|bozza|rascunho|taslak|черновик|публ|печати|difundir".split("|")
)
_LONGEST = 140  # characters: orders are short
_BARS = re.compile(r"\s*[|•·]\s*")
_ENDS_ORDER = re.compile(r"\s{0,2}[\]:|)*]{1,3}\s")
_TAIL = re.compile(r"(?P<title>\S.{7,}?)\s*[(\[|–—-]\s*(?P<held>[^()\[\]|]{5,90})[)\]]?$")


def hold_line(line: str) -> Items | None:
    """Read a collapsed header line that holds a story back, or says that nothing does; None for any other line.

    Items: ``embargo`` with a stamp where its moment can be read, ``held`` where it cannot or not wholly, and the line.
    """
    if len(line) > _LONGEST or not _may_order(line) or _parted(line):
        return None
    for part in (line, *(_BARS.split(line) if "|" in line or "·" in line or "•" in line else ())):
        found = _read(part.strip(" \t*_#[](){}<>=~\"'»«"))
        if found is not None:
            return (*found, Item("drop", line, "hold"))
    return None


@lru_cache(maxsize=256)
def _may_order(line: str) -> bool:
    """Say, at little cost, whether a line may hold anything back: nearly none does."""
    folded = plain_name(line)
    return any(map(folded.__contains__, _HINTS))


def _read(text: str) -> Items | None:
    """Read one order; the items without the line."""
    draft = _DRAFT.match(text)
    if draft:
        said = draft["said"]
        if said is None and not (text.isupper() or text.islower()):
            return None
        return () if said is not None and _FREE.match(said) else None if _is_told(said) else (Item("held", text),)
    if _STATUS.match(text):
        return (Item("held", text),)
    order = _ORDER.match(text)
    if order:
        return _moment(order["rest"], text)
    noun = _NOUN.match(text)
    return _of_noun(noun, text) if noun else None


def _is_told(said: str | None) -> bool:
    """Say whether what follows ``Draft:`` is a text: then the word opens a headline."""
    return said is not None and said.count(" ") > 2


def _of_noun(noun: re.Match[str], text: str) -> Items | None:
    """Read what follows ``Embargo``: an order tells a time and hardly more; anything else is news of an embargo."""
    rest = noun["rest"].strip()
    if not rest:
        return (Item("held", text),) if noun["sign"] or text.isupper() or text.islower() else None
    if noun["sign"] and _FREE.match(rest):
        return ()
    left = [word for word in _UNTILS.sub(" ", _HOUR.sub(r"\1 ", _left(rest))).split() if re.search(r"\w", word)]
    signed = bool(noun["sign"]) and (_TIMELY.search(rest) or len(rest.split()) == 1 or text.isupper())
    ordered = _STRICTLY_UNTIL.match(rest) and (not left or _is_order(left, rest, text))
    if (signed and len(left) <= 5) or ordered:
        return _moment(rest, text)
    return None


def _is_order(left: list[str], rest: str, text: str) -> bool:
    """Say whether words beside the moment of ``Embargo until …`` still are an order's."""
    return len(left) <= 3 and (text.isupper() or not any(map(str.isdigit, rest)))


def _left(rest: str) -> str:
    """Return what a text says besides its date; a month alone and a day without a year are no date."""
    found = _printed(rest)
    return found.rest if found else rest


def _printed(rest: str) -> Printed | None:
    """Read the moment; four figures are a clock's only where that leaves the date whole (``2030`` may be the year)."""
    plain, clocked = printed(rest), printed(_BARE_CLOCK.sub(r"\1:\2", rest))
    finer = clocked and clocked.stamp and "T" in clocked.stamp and not (plain and plain.stamp and "T" in plain.stamp)
    return clocked if finer else plain


def _moment(rest: str, text: str) -> Items:
    """Items of the moment that an order names: a stamp, and ``held`` where part of it ("noon") is not understood."""
    found = _printed(rest)
    if found is None or found.stamp is None or len(found.stamp) < 10:
        return (Item("held", text),)
    stamp = Item("embargo", found.stamp)
    return (stamp, Item("held", text)) if re.search(r"\w", _UNTILS.sub(" ", found.rest)) else (stamp,)


def in_headline(line: str) -> bool:
    """Say whether a line is a headline with an order before or behind it."""
    return len(line) <= 300 and _parted(line) is not None


def out_of_headline(title: str) -> tuple[str, Items]:
    """Take an order out of a headline: (the headline without it, items), ``EMBARGOED UNTIL 5 MAY 2030: Two tugs``."""
    whole = hold_line(title)
    if whole:
        return "", whole
    return _parted(title) or (title, ())


def _parted(line: str) -> tuple[str, Items] | None:
    """Part a headline of three words or more from the order before or behind it; None where there is none."""
    if not _may_order(line):
        return None
    tail = _TAIL.match(line)
    cuts = [(line[: sign.start()], line[sign.end() :]) for sign in _ENDS_ORDER.finditer(line, 4, 100)]
    for held, title in (*cuts, *(((tail["held"], tail["title"]),) if tail else ())):
        title = title.strip()
        if title.count(" ") < 2 or _TIMELY.match(title) or _read(title):
            continue
        found = _within(held.strip(" *([#_"))
        if found:
            return title, (*found, Item("drop", held.strip(), "hold"))
    return None


def _within(held: str) -> Items | None:
    """Read an order within a headline: the mere word ``Embargo`` is none there."""
    noun = _NOUN.match(held)
    return None if noun and not noun["rest"].strip() and not held.isupper() else _read(held.strip())
