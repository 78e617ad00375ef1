"""Names in Russian text: persons and organisations, put into the nominative; whom the text cites.

The morphology (pymorphy3) is loaded when the first Russian text comes, and never for other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

_WORD = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё-]*")
_ROLE = re.compile(
    r"(президент|вице-президент|министр|премьер|вице-премьер|глав[аеуыо]|руководител|директор|гендиректор|представител"
    r"|пос(?:ол|л)|спикер|председател|депутат|сенатор|уполномоченн|секретар|советник|начальник|эксперт|аналитик|омбудсмен"
    r"|губернатор|мэр|хоким|аким|профессор|академик|генерал|полковник|майор|капитан|тренер|журналист|писател|режисс[её]р"
    r"|акт[её]р|актрис|певец|певиц|адвокат|прокурор|судь|уч[её]н|врач|экономист|политолог|координатор|делегат|заместител"
    r"|пресс-секретар|основател|лидер|чемпион|спортсмен|корол|принц|патриарх|митрополит|муфти|консул|посланник|сотрудни"
    r"|специалист|инженер|владел|глава)"
)
_SURNAME = re.compile(
    r"(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ой|ым|ом|е)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)|енко|ук|юк|ян|яна|дзе|швили"
    r"|ич(?:а|у|ем|е)?|заде|оглы|улы|иани)$"
)
_STEMS = ("ов", "ев", "ёв", "ин", "ын")
_FEMALE = (
    *((stem + end, stem + "ая") for stem in ("ск", "цк") for end in ("ой", "ую")),
    *((stem + end, stem + "а") for stem in _STEMS for end in ("ой", "у")),
)
_MALE = (
    *((stem + end, stem + "ий") for stem in ("ск", "цк") for end in ("ого", "ому", "им", "ом")),
    *((stem + end, stem) for stem in (*_STEMS, "ич") for end in ("ым", "ом", "ем", "а", "у", "е")),
)
# A man's surname of another origin, by the case of his given name: Халес, Халеса, Халесом.
_FOREIGN = {"gent": "а", "accs": "а", "datv": "у", "ablt": "ом", "loct": "е"}
_ORGANISATION = re.compile(
    r"(?:министерств|посольств|консульств|агентств|комитет|совет|управлени|департамент|служб|комисси|университет|институт"
    r"|центр|банк|фонд|прокуратур|академи|федераци|ассоциаци|союз|парламент|ведомств|меджлис|палат|организаци|суд|музе"
    r"|компани|корпораци|концерн|холдинг|авиакомпани|обществ|объединени|бюро|миссия|миссии|представительств)[а-яё]{0,4}",
    re.I,
)
_SHORT = re.compile(
    r"\b(?:МИД|МВД|МЧС|ФСБ|ЦРУ|ЦИК|Мин(?!ск|ер|ист|ут|ус|имум)[а-яё]{3,}|Нацбанк[а-яё]*|Центробанк[а-яё]*)\b"
)
_QUOTED = re.compile(r"[«„\"]([^«»„“\"]{3,60})[»“\"]")
_ABROAD = re.compile(r"(?:посольств|консульств|представительств|миссия|миссии)", re.I)
_PRESS = re.compile(r"\b(?:ТАСС|Интерфакс|РИА Новости|Reuters|Рейтер|Bloomberg|Синьхуа|AFP)\b")
_VERB = r"(?:сообщ|переда|заяв|отме|рассказ|уточн|подчеркну|поясн|информиру|объяв|добав|пиш|говор)[а-яё]*"
_BEFORE = re.compile(
    rf"(?:со\s+ссылкой\s+на|по\s+(?:данным|информации|сообщению|сведениям|словам)|{_VERB}(?:\s+(?:журналистам|сегодня))?"
    r"(?:\s+во?)?|пресс-служб[а-яё]*|цитиру[а-яё]*)\s+(?:агентств[а-яё]*\s+|газет[а-яё]*\s+|компани[а-яё]*\s+)?[«„\"]?$",
    re.I,
)
_AFTER = re.compile(rf"[»“\"]?,?\s+{_VERB}")


class _Word(Struct, frozen=True, gc=False):
    """A word of a sentence, its offsets, and what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str


def people(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield (start, end, name, whether a role says so) of the persons in a sentence, their names in the nominative."""
    words = _words(text)
    begin = 0
    while begin < len(words):
        end = begin
        while end < len(words) and words[end].text[0].isupper() and (end == begin or words[end].gap == " "):
            end += 1
        if end - begin >= 2:
            yield from _person(words, begin, end)
        begin = max(end, begin + 1)


def press(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of the agencies that everyone knows by one word: ТАСС."""
    return [(m.start(), m.end(), m[0]) for m in _PRESS.finditer(text)]


def organisations(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of the organisations named in a sentence, in the nominative."""
    found = [(m.start(1), m.end(1), nominative(m[1])) for m in _QUOTED.finditer(text) if _is_quoted(text, m)]
    words = _words(text)
    taken = {at for start, end, _ in found for at in range(start, end)}
    at = 0
    while at < len(words):
        end = at if words[at].start in taken else _organisation_end(words, at)
        if end > at:
            begin = _adjectives_before(words, at)
            found.append((words[begin].start, words[end - 1].end, _name(text[words[begin].start : words[end - 1].end])))
            taken |= set(range(words[begin].start, words[end - 1].end))
        at = max(end, at + 1)
    found += [(m.start(), m.end(), _short(m[0])) for m in _SHORT.finditer(text) if m.start() not in taken]
    return sorted(found)


def cited(text: str, start: int, end: int) -> bool:
    """Say whether a sentence cites the organisation that it names from ``start`` to ``end``."""
    return bool(_BEFORE.search(text, max(0, start - 60), start) or _AFTER.match(text, end))


def nominative(phrase: str) -> str:
    """Put the first noun of a phrase, with the adjectives before it, into the nominative; the rest stays."""
    words = _words(phrase)
    for number, word in enumerate(words):
        noun = next((p for p in _parses(word.text) if "NOUN" in p.tag), None)
        if noun is None and _adjective(word.text) is not None:
            continue
        if noun is None or "nomn" in noun.tag:
            return phrase
        head = noun.inflect({"nomn"})
        if head is None:
            return phrase
        form = {"nomn", noun.tag.number} | ({noun.tag.gender} if noun.tag.number == "sing" else set())
        changed = [_inflected(w.text, form) for w in words[:number]] + [_like(head.word, word.text)]
        return " ".join(changed) + phrase[word.end :]
    return phrase


@cache
def _morph() -> Any:
    import pymorphy3  # half a second and 15 MB that no other language needs

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def _parses(word: str) -> Sequence[Any]:
    parses: Sequence[Any] = _morph().parse(word)
    return parses


def _words(text: str) -> list[_Word]:
    out: list[_Word] = []
    at = 0
    for match in _WORD.finditer(text):
        out.append(_Word(match[0], match.start(), match.end(), text[at : match.start()]))
        at = match.end()
    return out


def _like(word: str, printed: str) -> str:
    """Give ``word`` the capitals of ``printed``."""
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return "-".join(part.capitalize() for part in word.split("-")) if printed[0].isupper() else word


def _adjective(word: str) -> Any:
    return next((p for p in _parses(word) if "ADJF" in p.tag or "PRTF" in p.tag), None)


def _inflected(word: str, form: set[str]) -> str:
    adjective = _adjective(word)
    changed = adjective.inflect(form) if adjective is not None else None
    return _like(changed.word, word) if changed is not None else word


def _person(words: Sequence[_Word], begin: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the name in a run of capitals: the place or office that it is of stands before it."""
    role = _role_before(words, begin)
    while end - begin > 2 and not _given(words[begin].text):
        role = role or bool(_ROLE.match(words[begin].text.lower()))
        begin += 1
    name = [word.text for word in words[begin:end]]
    if not 2 <= len(name) <= 3 or any(text.isupper() and len(text) > 1 for text in name):
        return
    if any({"Geox", "Orgn"} & set(_parses(text)[0].tag.grammemes) for text in name):
        return
    surname = bool(_SURNAME.search(name[-1].lower())) or any("Surn" in p.tag for p in _parses(name[-1]))
    if (_given(name[0]) and surname) or (role and (surname or _given(name[0]))):
        acts = end < len(words) and words[end].gap == " " and "VERB" in _parses(words[end].text)[0].tag
        full = _nominative_name(name, _role_case(words, begin) or ("nomn" if acts else ""))
        yield words[begin].start, words[end - 1].end, full, role


def _given(word: str) -> bool:
    return any("Name" in parse.tag for parse in _parses(word))


def _role_before(words: Sequence[_Word], begin: int) -> bool:
    for at in range(begin - 1, max(-1, begin - 7), -1):
        if words[at + 1].gap != " ":
            return False
        if _ROLE.match(words[at].text.lower()):
            return True
    return False


def _role_case(words: Sequence[_Word], begin: int) -> str:
    """Say the case of the role before a name (``gent``), or of nothing where none stands there."""
    for at in range(begin - 1, max(-1, begin - 7), -1):
        if words[at + 1].gap != " ":
            return ""
        if _ROLE.match(words[at].text.lower()):
            return next((p.tag.case or "" for p in _parses(words[at].text) if "NOUN" in p.tag), "")
    return ""


def _nominative_name(name: Sequence[str], case: str) -> str:
    readings = [p for p in _parses(name[0]) if "Name" in p.tag and "sing" in p.tag]
    fitting = [p for p in readings if p.tag.case == case] if case else []
    given = next(iter(fitting or readings), None)
    if given is None:
        return " ".join(name)
    female = "femn" in given.tag
    if "nomn" in given.tag and "Fixd" not in given.tag:
        return " ".join(name)
    first = given.inflect({"nomn"})
    ends = _FEMALE if female else _MALE
    if not female and given.tag.case in _FOREIGN:
        ends += ((_FOREIGN[given.tag.case], ""),)
    rest = [_surname(text, ends) for text in name[1:]]
    return " ".join([_like(first.word, name[0]) if first is not None else name[0], *rest])


def _surname(word: str, ends: Sequence[tuple[str, str]]) -> str:
    for oblique, straight in ends:
        if word.endswith(oblique) and len(word) > len(oblique) + 1:
            return word[: -len(oblique)] + straight
    return word


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    before = _WORD.findall(text[max(0, match.start() - 30) : match.start()])[-1:]
    return bool(_ORGANISATION.search(match[1]) or (before and _ORGANISATION.fullmatch(before[0])))


def _name(phrase: str) -> str:
    name = nominative(phrase)
    return name[0].upper() + name[1:]


def _short(word: str) -> str:
    if word.isupper():
        return word
    noun = next((p for p in _parses(word) if "NOUN" in p.tag), None)
    head = noun.inflect({"nomn", "sing"}) if noun is not None else None
    return _like(head.word, word) if head is not None else word


def _organisation_end(words: Sequence[_Word], at: int) -> int:
    """Where the name ends whose noun stands at ``at``: the genitives after it. ``at`` itself where it names nothing."""
    if not _ORGANISATION.fullmatch(words[at].text):
        return at
    end, named = at + 1, words[at].text[0].isupper() or words[_adjectives_before(words, at)].text[0].isupper()
    while end < len(words) and end - at < 8 and words[end].gap == " ":
        link = words[end].text.lower()
        if link in ("и", "по") or (link in ("в", "во") and _ABROAD.match(words[at].text)):
            if end + 1 < len(words) and words[end + 1].gap == " " and _continues(words[end + 1].text, link):
                end += 2
                continue
            break
        if not _continues(link if words[end].text.islower() else words[end].text, ""):
            break
        end += 1
    named = named or any(word.text[0].isupper() for word in words[at + 1 : end])
    return end if named and end - _adjectives_before(words, at) > 1 else at


def _continues(word: str, link: str) -> bool:
    """Say whether a word goes on with a name: a genitive, or after в a place."""
    cases = {"в": "loct", "во": "loct", "по": "datv"}
    if word[0].isupper() and (_given(word) or "Surn" in _parses(word)[0].tag):
        return False
    parses = [p for p in _parses(word) if {"NOUN", "ADJF", "PRTF"} & set(p.tag.grammemes)]
    return any(p.tag.case == cases.get(link, "gent") for p in parses[:4]) or (not link and word.isupper())


def _adjectives_before(words: Sequence[_Word], at: int) -> int:
    """Where the name begins: the adjectives before its noun, as far as the first that has a capital."""
    begin = at
    while begin > 0 and words[begin].gap == " " and _adjective(words[begin - 1].text) is not None:
        begin -= 1
        if words[begin].text[0].isupper():
            return begin
    return at
