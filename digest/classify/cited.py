"""Whom a text rests on: the organisations that it cites by name. The agency that signs the text is not one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.classify import orgs, russian
from digest.classify.sentences import Sentence

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
_AFTER = re.compile(
    r"(?:[’']s\s+press\s+(?:service|office))?(?:\s+\([^()]{2,12}\))?,?\s+(?:has\s+|have\s+|had\s+|also\s+)?"
    r"(?:said|says|told|reported|reports|announced|stated|noted|confirmed|informed|warned"
    r"|a\s+(?:annoncé|indiqué|déclaré|précisé|fait\s+savoir)|(?:teilte|meldete|erklärte|berichtete|gab|sagte)\b"
    r"|informó|anunció|señaló|indicó|dijo|informou|anunciou|disse|açıkladı|bildirdi|duyurdu)\b",
)


def find(sentences: Sequence[Sentence], language: str, credit: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the organisations cited by name, in the order of the text, each once; none that is in ``credit``."""
    signed = {name.casefold() for name in credit}
    found = (name for sentence in sentences if sentence.place != "dateline" for name in _cited(sentence.text, language))
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in signed))


def _cited(text: str, language: str) -> Iterator[str]:
    if language == "ru":
        yield from russian.cited(text)
        return
    named = orgs.spans(text, language)
    inside = {at for start, end, _ in named for at in range(start, end)}
    single = [one for one in orgs.press(text) if one[0] not in inside]
    for start, end, name in sorted((*named, *single)):
        if _AFTER.match(text, end) or _BEFORE.search(text, max(0, start - 60), start):
            yield name
