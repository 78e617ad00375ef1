"""Bylines: who wrote it, and for whom, by the form of the line alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.seeds.items import Item

_BY = re.compile(
    r"\s*(?:By|BY|by|Par|PAR|par|Von|VON|von|Por|POR|por|Di|DI|di|Da|Door|DOOR|Af|Od|Przez"
    r"|(?:Text|Words|Story|Report(?:ed|ing)?|Written|WRITTEN|Posted|Compiled) (?:by|BY)"
    r"|بقلم|Yazan"
    r"|Автор(?:ы|и)?|Текст)\s*:?\s+(?P<who>\S.*)$"
)
_STAFF = re.compile(
    r"[,\s]*\b(?:our\s+)?(?:staff(?:\s+(?:writers?|reporters?|correspondents?))?|newsroom|news ?desk|editors?"
    r"|redaktion|"
    r"редакци\w+|correspondents?|reporters?|web ?desk|rédaction|redacción|redazione|redação)\s*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^(?P<who>.+?)\s+(?:[-–—|/]|for|pour|für|para|для)\s+(?P<house>\S.*)$")
_BRACKET = re.compile(r"^(?P<who>[^()]+?)\s*\((?P<house>[^()]{2,60})\)$")
_AND = re.compile(r"\s*(?:,|;|&|\s(?:and|und|et|e|y|и|та|ve|we|va|və|and with|en|i)\s)\s*(?:and\s+)?")
_LOWER_OK = frozenset(
    "and und et y e и та ve we va və for pour für in de van von der den da das do dos al el bin ben ibn the staff"
    " writer"
    " reporter correspondent our special di la le du del della zu ter ten of oğlu uly ogly qizi gyzy для en i"
    " with".split()
)
_HOUSE_WORDS = frozenset(
    "agency agencies news wire wires newswire press times courier post service services media tv radio desk"
    " bureau team staff"
    " online gazette daily weekly ministry embassy herald tribune journal network report reports today information"
    " office committee council university institute foundation group observer monitor digest bulletin"
    " агентство агентства новости служба пресс-служба пресс редакция информ газета вестник посольство министерство"
    " agence presse ministère ambassade journal nachrichten agentur nachrichtenagentur zeitung redaktion botschaft"
    " agencia noticias prensa embajada agenzia notizie stampa ajansı ajans haber haberler gazetesi agentliyi agentligi"
    " وكالة أنباء صحيفة habarlar gullugy".split()
)
_TITLES = re.compile(r",\s+(?:[a-zа-яё]|Staff|Special|Senior|Chief|Correspondent|Reporter|Editor)\S*(?:\s.*)?$")
_TOWN = r"[A-ZÀ-ÞА-ЯЁ][\w'’-]+(?: [A-ZÀ-ÞА-ЯЁ][\w'’-]+)?"
# Where an author wrote: "in Ashgabat", ", à Achgabat", behind a name; two towns only behind the last name.
_PLACES = re.compile(r",?\s+(?:in|à|en|aus|из|в)\s+[A-ZÀ-Þ]\w+ (?:and|et|und|y|e|и) [A-ZÀ-Þ]\w+$")
_PLACE_INSIDE = re.compile(rf",?\s+(?:in|à|en|aus|из|в)\s+{_TOWN}(?=\s(?:and|et|und|y|и)\s|[,;&]|$)")
_SPECIAL = re.compile(r"(?:special|exclusive)(?:ly)? (?:to|for) (?-i:the )?(?P<paper>\S.{1,60})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class By:
    """Whom a byline names: people (``authors``), and agencies or papers (``houses``)."""

    authors: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()


def is_person(name: str) -> bool:
    """Say whether a name looks like a person's: two to five words, each capital, none of a house's usual words."""
    words = name.split()
    if not 2 <= len(words) <= 5 or any(map(str.isdigit, name)):
        return False
    if is_house(name) or "of" in words or "(" in name:
        return False
    return all(_capital(word) or word in _LOWER_OK for word in words)


def is_house(name: str) -> bool:
    """Say whether a name holds a word that agencies, papers and offices have in theirs."""
    return any(word.casefold().strip(".,") in _HOUSE_WORDS for word in name.split())


def _capital(word: str) -> bool:
    """A word that begins like a name: with a capital, or in a script that has none."""
    first = word.lstrip("\"'“«(‘")[:1]
    return first.isalpha() and not first.islower()


def is_name(text: str, longest: int = 8) -> bool:
    """Say whether a text could be a name or a list of names: capital words, little words between, no full stop."""
    words = text.replace("&", " ").split()
    if not 1 <= len(words) <= longest or len(text) > 100 or not _capital(words[0]):
        return False
    if text.endswith((".", "!", "?")) and len(words[-1]) > 4:
        return False
    return all(_capital(word) or word.strip(",;:.").casefold() in _LOWER_OK or word in "-–—|/" for word in words)


def after_by(line: str) -> str:
    """Return what follows the ``By`` (``Par``, ``Von``, ``Автор:`` …) of a byline; empty for any other line."""
    if len(line) > 140:
        return ""
    match = _BY.match(line)
    if match is None:
        return ""
    who = match["who"].strip().rstrip(":").strip()
    return who if is_name(_PLACE_INSIDE.sub("", who), 14) else ""


def by_items(by: By) -> tuple[Item, ...]:
    """Items of a byline."""
    return tuple(Item("author", name) for name in by.authors) + tuple(Item("credit", name) for name in by.houses)


def affiliation(line: str) -> tuple[Item, ...]:
    """Read a line below a byline: ``Special to The Lamp`` is the paper, ``Northern Courier Staff Writer`` a house."""
    special = _SPECIAL.match(line)
    if special and is_name(special["paper"]):
        return (Item("publication", special["paper"]),)
    if len(line) > 60 or not _STAFF.search(line) or not is_name(line):
        return ()
    return by_items(read_by(line, single="look")) or (Item("drop", line),)


def strip_by(text: str) -> str:
    """Drop the ``By`` in front of a name, whatever the name looks like."""
    match = _BY.match(text)
    return match["who"].strip() if match else text.strip()


def soften(name: str) -> str:
    """Write a name that is printed in capitals with small letters; short words (AFP, DPA) are left alone."""
    if name.upper() != name or not any(len(word) > 3 for word in name.split()):
        return name
    return " ".join(word if len(word) <= 3 and word != "THE" else word.capitalize() for word in name.split())


def read_by(who: str, *, single: str) -> By:
    """Tell authors from houses in a byline without its ``By``.

    ``single`` says what an undivided name is: ``house`` (on a date line ``By Oguz Wire`` is a credit), ``author``
    (a field that says so), or ``look`` (a line of its own: one word or a house's word is a credit, else a person).
    """
    who = who.strip(" :*_")
    staff = _STAFF.search(who)
    if staff:
        left = who[: staff.start()].strip(" ,-–—")
        people, _, house = left.rpartition(", ")
        if all(map(is_person, _names(people or left))) and left.upper() != left:
            return By(_names(people or left), (house,) if people else ())
        return By(houses=(soften(left),) if len(left) > 1 and left.lower() not in ("our", "the", "special") else ())
    who = _PLACE_INSIDE.sub("", who) if single != "house" else who
    divided = _BRACKET.match(who) or _FOR.match(who)
    if divided and single == "house" and "/" in who and not is_person(divided["who"]):
        divided = None  # "Karvan / Oguz Wire"
    if divided and is_name(divided["house"]):
        return By(_names(divided["who"]), (divided["house"].strip(" :"),))
    return _undivided(who, single)


def _undivided(who: str, single: str) -> By:
    """Read a byline that has no ``- Agency`` part; ``Ann Muster, Northern Courier`` has one behind the comma."""
    if single == "house":
        return By(houses=tuple(part for part in re.split(r"\s*[,/]\s*", who) if part))
    bare = _PLACES.sub("", _TITLES.sub("", who))
    names = _names(bare)
    if single == "author" and len(names) == 1:
        return By(authors=names)
    people = tuple(name for name in names if is_person(name) or (single == "author" and " " not in name))
    houses = tuple(name for name in names if name not in people)
    return By(people, houses)


def _names(text: str) -> tuple[str, ...]:
    parts = (part.strip(" ,") for part in _AND.split(_TITLES.sub("", text)))
    return tuple(part for part in parts if part)
