"""What Turkic languages write onto the end of a name, and Arabic onto both ends of a word: rules instead of lists.

In the word files a final ``~`` stands for them: ``Qazaxıstan~`` is Qazaxıstanın, Qazaxıstanda and qazaxıstanlı, but no
other longer word. All is read *folded* (see ``matching``): Latin letters without their dots and hooks, ``ə`` aside.
A Turkic name takes, in this order, an ending of origin (-lı, -lik), a plural, a case, and one of place (-dakı); which
form of a case it takes depends on the letter before it. After a possessive (-ı, -si) cases have an n more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Endings = re.Pattern[str]
_LATIN_CASES = {
    "az": "(?<=[aeəiou])(?:n[iu]n|y[aə]|n[iu]|yl[aə])|(?<![aeəiou])(?:[iu]n|[aəiu]|l[aə])|(?<=[iu])n(?:[aə]|d[aə]n?)"
    "|d[aə]n?|d[iu]r",
    # The letter ý is a consonant, y a vowel; folded they are one.
    "tk": "(?<=[aeiouy])(?:n[iyu]n|n[iyu])|(?<![aeiou])(?:[iyu]n|[aeiyu])|(?<=[iuy])n(?:[ae]|d[ae]n?)|d[ae]n?|d[iyu]r",
    "tr": "(?<=[aeiou])(?:n[iu]n|y[aeiu]|yl[ae])|(?<![aeiou])(?:[iu]n|[aeiu]|l[ae])|[dt][ae]n?",
    "uz": "ning|ni|[gkq]a|dan?|gacha",
}
_CYRILLIC_CASES = {
    "kk": "[ндт](?:ың|ің|ы|і|ан|ен)|[ғқ]а|[гк]е|[дт][ае]|[мбп]ен|(?<=[ыі])(?:на|не|н|нда|нде)",
    "uz": "нинг|ни|[гкқ]а|дан?|гача",
}


def _turkic(origin: str, many: str, case: str, place: str) -> tuple[Endings, Endings]:
    """Join the endings of names in their order; those of words for inhabitants, which take no case alone."""
    of_name = f"(?P<origin>{origin})?(?:{many})?(?:{case}|(?:{place})(?:(?:{many})?(?:{case})?))?"
    return re.compile(of_name), re.compile(f"(?:{many})(?:{case})?|(?:{origin})?")


# A Turkish name has an apostrophe before a case (Rusya'nın): only those of inhabitants stand in the same word.
_TURKISH = rf"l[iu](?:l[ae]r)?(?:{_LATIN_CASES['tr']})?|l[ae]r(?:{_LATIN_CASES['tr']})?|"
_RULES: Mapping[str, tuple[Endings, Endings]] = {
    "az": _turkic("l[iu]", "l[aə]r", _LATIN_CASES["az"], "n?d[aə]ki"),
    "tk": _turkic("l[iyu]", "l[ae]r", _LATIN_CASES["tk"], "n?d[ae]k[iy]"),
    "tr": (re.compile(_TURKISH), re.compile(_TURKISH)),
    "kk": _turkic("[лдт](?:ық|ік)", "[лдт][ае]р", _CYRILLIC_CASES["kk"], "н?[дт](?:ағы|егі)"),
    "uz": _turkic("lik|лик", "lar|лар", f"{_LATIN_CASES['uz']}|{_CYRILLIC_CASES['uz']}", "dagi|даги"),
}
_ARABIC = ("", *"ة ون ين ات ان تان تين".split())
"""What an adjective ends in, by gender, number and case."""
LATIN = frozenset(("az", "tk", "uz"))
"""Languages in Latin letters whose cases are written onto the names of foreign towns."""


_ANY = re.compile(r"\w*")


def rule(lang: str) -> tuple[Endings, Endings]:
    """Return the endings of names and of words for inhabitants: any letters in a language without a rule."""
    return _RULES.get(lang, (_ANY, _ANY))


def fit(endings: Endings, folded: str, start: int, end: int) -> bool:
    """Say whether the folded text from ``start`` to ``end`` is an ending of what stands before it, or nothing."""
    return endings.fullmatch(folded, start, end) is not None


def of_origin(endings: Endings, folded: str, start: int, end: int) -> bool:
    """Say whether it makes an inhabitant of a name: such a word is written small (ukraynalı, ресейлік)."""
    found = endings.fullmatch(folded, start, end)
    return found is not None and "origin" in endings.groupindex and found["origin"] is not None


def arabic(word: str) -> list[str]:
    """Return an Arabic word with the particles that are written onto it: and, to, in.

    One with a final ``~`` is an adjective. It has endings and the article too, but no "in": that before one (بالفرنسية)
    mostly names a language.
    """
    adjective = word[-1] == "~"
    words = [f"{the}{word[:-1]}{ending}" for the in ("", "ال") for ending in _ARABIC] if adjective else [word]
    to = [f"لل{w[2:]}" if w.startswith("ال") else f"ل{w}" for w in words]
    inside = [] if adjective else [f"ب{word}"]
    every = [*words, *to, *inside]
    return [*every, *(f"و{w}" for w in every)]
