"""Whom a text rests on: the organisations that it cites by name. The agency that signs the text is not one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.classify import russian
from digest.classify.matching import Page
from digest.classify.orgs import Named

_FAR = 60
"""Characters before a name among which it is said to be cited."""
_BEFORE = re.compile(
    r"(?:\b(?:with\s+reference\s+to|according\s+to|citing|cites|cited\s+by|quoting|referring\s+to|reported\s+by"
    r"|as\s+told\s+to|a\s+statement\s+(?:by|from)|press\s+service\s+of|said"
    r"|selon|d[’']après|citant|a\s+(?:annoncé|indiqué|déclaré)"
    r"|laut|nach\s+(?:Angaben|Informationen)|unter\s+Berufung\s+auf|teilte|meldete|berichtet"
    r"|según|citando\s+a|informó|anunció|de\s+acuerdo\s+con"
    r"|segundo|citando|de\s+acordo\s+com|secondo)"
    r")(?:\s+(?:the|an?|la|le|les|l[’']|du|de\s+la|des|de\s+l[’']|der|die|das|dem|den|el|los|o|a|il|lo))?\s*$",
    re.I,
)
_PARTS = (
    "reference accord citing cite quoting referring reported told statement service said selon après citant annoncé"
    " indiqué déclaré laut angaben information berufung teilte meldete berichtet según citando informó anunció acuerdo"
    " segundo acordo secondo".split()
)
"""Parts of the words of ``_BEFORE``, in lower case: where none stands, the pattern need not be tried."""
_AFTER = re.compile(
    r"(?:[’']s\s+press\s+(?:service|office))?(?:\s+\([^()]{2,12}\))?,?\s+(?:has\s+|have\s+|had\s+|also\s+)?"
    r"(?:said|says|told|reported|reports|announced|stated|noted|confirmed|informed|warned"
    r"|a\s+(?:annoncé|indiqué|déclaré|précisé|fait\s+savoir)|(?:teilte|meldete|erklärte|berichtete|gab|sagte)\b"
    r"|informó|anunció|señaló|indicó|dijo|informou|anunciou|disse|açıkladı|bildirdi|duyurdu)\b",
)


def find(where: Page, language: str, named: Sequence[Named], credit: Sequence[str] = ()) -> tuple[str, ...]:
    """Give those of the organisations ``named`` that a text cites, in its order; none that is in ``credit``."""
    signed = {name.casefold() for name in credit}
    found = (one.name for one in named if _cited(where.sentences[one.sentence].text, one.start, one.end, language))
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in signed))


def _cited(text: str, start: int, end: int, language: str) -> bool:
    """Say whether the words around an organisation say that it is cited."""
    if language == "ru":
        return russian.cited(text, start, end)
    if _AFTER.match(text, end):
        return True
    before = text[max(0, start - _FAR) : start].casefold()
    return any(map(before.__contains__, _PARTS)) and _BEFORE.search(text, max(0, start - _FAR), start) is not None
