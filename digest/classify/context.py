"""What the words around a name say about it: a country, a person, a company, a language, a street, or only an address.

Each rule reads the text before and after a name, within its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from msgspec import Struct

from digest.classify import tongues
from digest.classify.lexicon import Entry


class Verdict(IntEnum):
    """How far a name counts: not at all, beside other signs of its country, as a mention only, or fully."""

    NO = 0
    DOUBT = 1
    WEAK = 2
    YES = 3


NO, DOUBT, WEAK, YES = Verdict
"""Asked for so often that the way by the name of their class would tell."""


class Around(Struct, frozen=True, gc=False):
    """A name, the text before and after it within its sentence, and the sentence."""

    entry: Entry
    key: str
    before: str
    after: str
    last: str = ""
    """The word right before it, without a full stop."""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Persons:
    """What tells a surname or a given name."""

    given: frozenset[str]
    """Given names, as printed."""
    keys: frozenset[str]
    """The same, folded."""
    titles: frozenset[str]
    """Words before a surname, without a full stop: Mr, Sen."""
    parts: frozenset[str]
    """First words of the names of towns."""


HEADING = 200
"""Characters of a sentence that tell whether it is written like a heading."""
_TOWNS = ("city", "capital", "region")
_INITIAL = re.compile(r"(?<![.\w])[^\W\d_]\.\s$")
_NEXT_NAME = re.compile(
    r"\s(?!(?:Department|University|State|Senate|House|Governor|Legislature|Supreme|National|Police|Parliament|Government|"
    r"President|Prime|Foreign|Defen[cs]e|Army|Air|Congress|Ministry|Embassy|Republicans?|Democrats?)\b)"
    r"([^\W\d_a-zа-я][a-zа-яé]+)"
)
"""A surname after a given name. No office, which follows the name of its state: Jordan Police, Chad President."""
_COMPANY = re.compile(
    r"(?:\s(?:[A-Z&][\w&.'-]*|of|and)){0,3}?\s"
    r"(?:Inc|Corp|Co|Ltd|Plc|PLC|LLC|Corporation|Company|Companies|Airlines?|Airways|AG|NV|GmbH|Bancorp|Bancorporation|"
    r"Bancshares|Industries|Holdings?|Minerals|Resources|Partners|Associates|Savings|INC|CORP|CO|LTD|BANCORP|INDUSTRIES|"
    r"HOLDINGS?|RESOURCES|MINERALS)\b"
)
_FILLERS = (" of", " and")
"""The words of ``_COMPANY`` without a capital."""
_PAPER = re.compile(
    r"(?:\s(?:Morning|Evening|Daily|Sunday|Business|Weekly|Financial))?\s"
    r"(?:Times|Post|Herald|Tribune|Daily|News|Gazette|Journal|Telegraph|Chronicle|Observer|Examiner|Inquirer|Sentinel|"
    r"Dispatch|Courier|Globe|Mirror|Star|Mail)\b(?!\s*-)"
)
_NAMED_AFTER = re.compile(
    r"\s(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Lane|Boulevard|Blvd\b|Drive|Court|Square|Way|Terrace|Highway|Creek|River|"
    r"Lake|Sea|Ocean|Strait|Straits|Channel|Canyon|Beach Boulevard|Elementary|Middle School|High School|High|Academy|"
    r"Township|Hotel|Inn|Cafe|Bowl|Rovers|Wanderers)\b"
)
_COUNTY = re.compile(r"\s(?:County|Counties|Parish|Independent School|I\.?S\.?D\b|Hospital|Avenue)")
_WATER = re.compile(
    r"\b(?:Gulf|Sea|Bay|Straits?|Mount|Cape|Battle|Treaty|Peace|Duke|Earl|Bishop|Lord|Lady) of (?:the )?$"
)
_BANK = re.compile(r"\b(?:Bank|Banco|Banque|First National) of $")
_PREFIX = frozenset("Air Radio Miss Hotel Mr Café Cafe Via Club Team".split())
_IN = frozenset("in at from en au aux à der den в во the on and or neighbouring neighboring".split())
"""Words before a place in the phrases of ``_address``."""
_FORMER = re.compile(r"\b(?:former|ex|then|post|бывш\w+|экс|ancienn?e?|ehemalige\w*)[\s-]$", re.IGNORECASE)
_HOUSE = r"\b(?:embass(?:y|ies)|consulates?|representation|ambassador|envoy|bureau|office|посольств\w*|"
_OFFICE = re.compile(
    _HOUSE + r"генконсульств\w*|консульств\w*|представительств\w*|посол|посла|послом|ambassade|consulat|ambassadeur|"
    r"Botschaft|Botschafter\w*|Konsulat|embajada|embajador)\b[^.;:!?\"”«»]{0,70}?\s"
    r"(?:in|в|во|à|en|au|aux|au|in der|in den)\s(?:the\s|neighbo\w+\s)?$",
    re.IGNORECASE,
)
_HOUSES = (
    "embass consul konsulat representation ambassad envoy bureau office botschaft embajad посольств консульств"
    " представительств посол посла".split()
)
"""Parts of the words of ``_OFFICE``, in lower case: most sentences have none, and need not be searched."""
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|due|slated|set|to be held|will be held|will take place|to take place|will meet|"
    r"пройд[её]т|состоится|планируется|намечен\w*|запланирован\w*|aura lieu|se tiendra|prévue?|geplant|stattfinden|"
    r"findet|se celebrará|prevista?)\b[^.;:!?]{0,60}?\s(?:in|at|в|во|à|en|au)\s$",
    re.IGNORECASE,
)
_PLANS = (
    "planned schedul due slated set held take meet пройд состо планир намеч заплан aura tiendra prévu geplant stattfind"
    " findet celebrar previst".split()
)
"""Parts of the words of ``_PLANNED``, likewise."""
_LISTED = re.compile(r"\b(?:listed|quoted|traded)\s(?:in|on)\s(?:[\w.]+ (?:and|or) )?(?:the )?$")
_LISTINGS = ("listed", "quoted", "traded")
"""The words of ``_LISTED``, likewise."""
_CREDIT = re.compile(  # "(Reporting by … in Warsaw)", at the end of a story
    r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z]|\bcontributed to this (?:report|story|article)\b|"
    r"\breported from [A-Z][\w ]+\.?$"
)
_CREDITS = ("eporting by", "riting by", "diting by", "contributed to", "reported from")
"""Parts of the words of ``_CREDIT``, likewise."""
_MONEY = re.compile(
    r"\$|(?:-denominated)?\s(?:[Dd]ollars?|[Dd]lrs?|francs?|marks?|yen|pounds?|rupees?|rubles?|roubles?|lira|lire|pesos?|crowns?|"
    r"kron[ae]r?|guilders?|dinars?|rials?|riyals?|yuan|shillings?|DLRS?|FRANCS?|manats?|tenge|sum|somoni|rand|reais|zloty)\b"
)
_TONGUE = (
    r"(?:English|Arabic|Persian|Farsi|Hebrew|Hindi|Urdu|Latin|Swahili|Mandarin|Cantonese|Pashto|Dari|Kurdish|"
    r"[A-Z][a-z]+(?:ish|ese|ian|ek|kmen|akh|yz|jik|zeri|ani|ch|rman|reek|hai|ch))"
)
_AND = r"(?:, and |, or |, | and | or )"
_SPOKEN_BEFORE = re.compile(
    rf"\b(?:in|into|from|fluent|[Ss]peaks?|[Ss]peaking|[Ss]poke|spoken|[Ll]earn\w*|[Tt]aught|teach\w*|study|studied|languages?)"
    rf"(?: both| only| in)?\s(?:{_TONGUE}{_AND})*$"
)
_SPOKEN_AFTER = re.compile(
    rf"(?:{_AND}{_TONGUE})*"
    rf"(?:$|[.,;:!?)\"”](?!\d)|\s(?:and|or|but|with|at|on|for|by|to|as|is|was|are|were|than|languages?|that|which|only|too)\b)"
)
_LANGUAGE_OF = re.compile(
    rf"(?:{_AND}{_TONGUE})*[\s-](?:languages?|speaking|speakers?|lessons?|dictionar\w+|alphabet|grammar|subtitles|"
    rf"translations?|versions?|term for|word for|wikipedia|yaz[ıi]k\w*)\b",
    re.IGNORECASE,
)
_KITCHEN = re.compile(
    r"\s(?:food|cuisine|cooking|dish(?:es)?|sausages?|[Rr]estaurants?|Grill|Bakery|Kitchen|Cafe|bistro)\b"
)
_TOWN_BEFORE = re.compile(r"[^\W\d_a-z][\w.'’-]+, $")
_SPOKE = re.compile(r"\s(?:said|says|told|added|testified|scored|pleaded|was arrested|is survived)\b")


def word_before(before: str) -> str:
    """Return the word that ends right before a name, with one space between, without a full stop; or nothing."""
    return before[:-1].rpartition(" ")[2].rstrip(".") if before[-1:] == " " else ""


def is_heading(sentence: str) -> bool:
    """Say whether nearly every long word at its beginning has a capital, so that a capital tells nothing."""
    words = [word for word in sentence[:HEADING].split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(1 for word in words if word[0].isupper()) >= 0.8 * len(words)


def judge(at: Around, persons: Persons) -> Verdict:
    """Say how far a name counts: the strictest of the rules for its kind."""
    verdict = YES
    for rule in RULES.get(at.entry.kind, ()):
        told = rule(at, persons)
        if told is NO:
            return told
        if told is not YES:
            verdict = min(verdict, told)
    return verdict


def _person(at: Around, persons: Persons) -> Verdict:
    """A town after a given name, a title or an initial is a surname; a given name before another name is a person's."""
    if at.before.isupper() and is_heading(at.sentence):
        return YES
    if _forename(at.last, persons) or (
        at.before[-2:-1] == "." and _INITIAL.search(at.before, max(0, len(at.before) - 4))
    ):
        return NO
    if at.last in persons.titles and (at.entry.kind != "name" or at.key in persons.keys):
        return NO
    if at.key not in persons.keys:
        return YES
    follows = _NEXT_NAME.match(at.after)
    return DOUBT if follows and not is_heading(at.sentence) else YES


def _forename(word: str, persons: Persons) -> bool:
    """Say whether a word before a name makes that a surname: a given name, not in the genitive."""
    return word in persons.given and not word.endswith(("'s", "’s"))


def _part(at: Around, persons: Persons) -> Verdict:
    """Fort Worth, New London: the first word makes it another place."""
    return NO if at.last in persons.parts else YES


def _firm(at: Around, persons: Persons) -> Verdict:
    """Companies, papers, streets, waters and banks that bear a place's name."""
    if at.last in _PREFIX or (at.last in ("of", "the") and _WATER.search(at.before)):
        return NO
    if at.last == "of" and at.entry.kind in _TOWNS and _BANK.search(at.before):
        return NO
    if at.after[:1] != " ":
        return YES
    if at.after[1:2].islower() and not at.after.startswith(_FILLERS):  # the patterns below ask for a capital
        return DOUBT if at.entry.kind == "city" and _SPOKE.match(at.after) else YES
    if (
        _COMPANY.match(at.after)
        or _NAMED_AFTER.match(at.after)
        or (_PAPER.match(at.after) and not is_heading(at.sentence))
    ):
        return NO
    return NO if at.entry.kind in ("name", "capital") and _COUNTY.match(at.after) else YES


def _language(at: Around, persons: Persons) -> Verdict:
    """Books in Turkmen, Russian and English name no country."""
    if "en" in at.entry.langs or not at.entry.langs:
        spoken = _SPOKEN_AFTER.match(at.after) and _SPOKEN_BEFORE.search(at.before)
        return NO if spoken or _LANGUAGE_OF.match(at.after) or _KITCHEN.match(at.after) else YES
    surname = _forename(at.last, persons)  # Paula Schweizer
    return NO if surname or tongues.is_language(at.entry, at.key, at.before, at.after) else YES


def _tongue(at: Around, persons: Persons) -> Verdict:
    """Türk dili: the name of a people that is written with a capital, before the word for a language."""
    return NO if at.entry.text[-1] == "~" and tongues.is_language(at.entry, at.key, "", at.after) else YES


def _address(at: Around, persons: Persons) -> Verdict:
    """Where an embassy stands, a share is listed, the next meeting will be or the reporters sat, is a mention."""
    if at.last not in _IN:
        return YES
    before = at.before.casefold()
    if _holds(before, _HOUSES) and _OFFICE.search(at.before):
        return WEAK
    if _holds(before, _LISTINGS) and _LISTED.search(at.before):
        return WEAK
    if _holds(at.sentence, _CREDITS) and _CREDIT.search(at.sentence):
        return WEAK
    planned = at.entry.kind in _TOWNS and _holds(before, _PLANS) and _PLANNED.search(at.before)
    return WEAK if planned else YES


def _holds(text: str, parts: Sequence[str]) -> bool:
    """Say whether a text has one of several parts of words: a pattern need not be tried where it has none."""
    return any(map(text.__contains__, parts))


def _money(at: Around, persons: Persons) -> Verdict:
    """Swiss francs, U.S. dollars and US$ 5 name a currency."""
    return NO if _MONEY.match(at.after) else YES


def _short(at: Around, persons: Persons) -> Verdict:
    """An abbreviated region stands after its town: "Tulsa, Okla."."""
    return YES if _TOWN_BEFORE.search(at.before) else NO


def _bygone(at: Around, persons: Persons) -> Verdict:
    """A former state that a text calls former names nobody."""
    return NO if at.entry.until and _FORMER.search(at.before) else YES


_Rules = tuple[Callable[[Around, Persons], Verdict], ...]
RULES: Mapping[str, _Rules] = {
    "name": (_bygone, _tongue, _person, _firm, _money, _address),
    "people": (_bygone, _language, _money),
    "sign": (_person,),
    "region": (_person, _firm, _address),
    "capital": (_person, _part, _firm, _address),
    "city": (_person, _part, _firm, _address),
    "short": (_short,),
}
"""The rules for each kind of name; for others there are none."""
