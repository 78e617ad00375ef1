"""Whether the name of a people stands for its language or its money, in texts in other languages than English."""

from __future__ import annotations

import re

from digest.classify.lexicon import Entry

_AND = r"(?:, | y | e | et | und | o | ou | oder )"
_RUSSIAN_TONGUE = re.compile(r"(?:(?:, | и | или )\w+)*\s(?:язык\w*|речь|речи|словар\w*)\b")
_RUSSIAN_ON = re.compile(r"\bна\s(?:\w+ском(?:, | и | или ))*$")
_ROMANCE_TONGUE = re.compile(r"\b(?:en|auf|ins|ao|del|du|le|la langue|al|em)\s$")
_SPOKEN = re.compile(
    r"\b(?:habl\w+|fala\w*|parla\w*|parle\w*|aprend\w+|estud\w+|impara\w*|studi\w+|spr[ei]ch\w*|lern\w*|en|em|in|im|auf"
    rf"|idiomas?|lenguas?|línguas?|lingu[ae]|langues?|Sprachen?)\s(?:\w+{_AND}(?:(?:en|em|in|auf)\s)?)*$",
    re.IGNORECASE,
)
_LIST_ENDS = re.compile(rf"(?:{_AND}(?:(?:en|em|in|auf)\s)?\w+)*\s*(?:$|[.,;:!?)»”])")
_NOUN = re.compile(r"\s[^\W\d_]")
_LANGUAGE = re.compile(
    r"(?:(?:, | və | we | ve | va | ва | және | мен | та | і | й )[\w'’‘ʻʼ]+)*\s(?:dil|til|тіл(?!ші)|тил|мов)\w*",
    re.IGNORECASE,
)
"""The word for a language after its name: Turkic, and Ukrainian."""
_UKRAINIAN_ALONE = re.compile(r"$|[.,;:!?)»”]|\s(?:та|і|й|або|чи|для|в|у|на|з|із|до|про|як)\s")
_BEFORE = frozenset(
    "langue langues lengua lenguas língua línguas lingua lingue idioma idiomas Sprache franc francs franchi francos"
    " dollar dollars dollari dólar dólares peso pesos yuan yuans rouble roubles rublo rublos rubli".split()
)
"""Words for a language or for money, right before the adjective that tells which."""
_MONEY = frozenset("Franken Pfund Kronen Rubel Dollar Lira Zloty Forint Pesos Rupien".split())
"""Words for money after the adjective."""
_ARABIC_TONGUE = re.compile(r"(?:لغة|لغات|لغتين)\s(?:\w+\s)?$")


def is_language(entry: Entry, key: str, before: str, after: str) -> bool:
    """Say whether the name of a people, between ``before`` and ``after`` in its sentence, is that of language or money.

    ``key`` is the name as it stands there, folded.
    """
    langs = entry.langs
    if "ru" in langs:
        alone = _RUSSIAN_ON.search(before) and not _NOUN.match(after)
        return bool(alone or _RUSSIAN_TONGUE.match(after))
    if "ar" in langs:
        return bool(_ARABIC_TONGUE.search(before))
    if "uk" in langs and key.endswith("ською") and _UKRAINIAN_ALONE.match(after):
        return True
    if "de" in langs and key.endswith("sch") and not after.startswith("-"):
        return True  # without an ending it is no adjective: Spanisch, auf Deutsch
    if before[:-1].rpartition(" ")[2] in _BEFORE or after[1:].partition(" ")[0].rstrip(".,") in _MONEY:
        return True
    if _LANGUAGE.match(after) or (_ROMANCE_TONGUE.search(before) and not _NOUN.match(after)):
        return True
    return bool(_LIST_ENDS.match(after) and _SPOKEN.search(before))
