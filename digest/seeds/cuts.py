"""Where a long sentence can be cut so that what stands before the cut reads as a sentence of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.seeds.functionwords import DANGLING, ENGLISH, ENGLISH_INNER, INNER, LINKS, SERVING

_BREAK_AFTER = (",", ";", ":", "،", "–", "—", "-")
_CLAUSE_ENDS = (",", ";", "،")
_ANDS = frozenset("and or und oder et ou y e o и или та або ve veya və ja och i".split())
# What points at a noun or a clause that must follow: nothing of it may end a headline together with its verb.
_POINTING = frozenset(
    "that which who whom it he she they we i which только qui que die das der que который которая которые".split()
)
_ONLY = frozenset("only just barely nearly almost about than least most over некоторые".split())
_WANT_TO = frozenset(
    "likely unlikely able unable set ready willing going expected due about order need needs want wants seek seeks"
    " try tries plan plans hope hopes fail fails refuse refuses decide decides agree agrees continue continues".split()
)
# Verbs by their form alone: enough to tell "Ann Muster, mayor of Mary" from a sentence. English only.
_VERBS = frozenset(
    "said says is are was were has have had will would can could may might must should won told met made took held"
    " began became came went gave got found left lost led set put sent saw spoke shot hit cut fell rose ran sold bought"
    " built broke chose drew grew kept paid sought stood struck thought threw wore wrote does did do announces reports"
    " plans wants seeks remains faces calls begins opens agrees warns rejects urges needs expects shows took".split()
)
_NO_VERBS = frozenset(
    "need feed seed speed breed exceed united hundred indeed unprecedented limited so-called aged armed alleged based"
    " proposed".split()
)
_REPORTING = frozenset("said says announced reported told stated added noted confirmed showed warned".split())
_AUXILIARIES = frozenset(
    "is are was were be been has have had will would can could may might must shall should".split()
)
_UNITS = frozenset("million billion trillion mln bln bn thousand hundred dozen млн млрд тыс millions milliards".split())
_THE = frozenset(("the", "The", "of", "to", "and"))
# Words that open an introduction before a sentence: "On Friday, …", "После встречи, …".
_OPENERS = frozenset(
    "on in at as after before during following with under by for since amid while when if because although despite"
    " according due over throughout from among until last earlier late yesterday today"
    " в во на после до по при за с со когда если dans à après selon lors en depuis pendant avec am im nach bei seit vor"
    " mit laut tras después según durante con il dopo secondo durante em após segundo".split()
)
_PARTICLES = frozenset("up off out down back away over".split())
_NUMBER = re.compile(r"[\d.,]*\d$")
# Russian past tenses, and the nouns that look like them; adjectives that wait for their noun.
_PAST = re.compile(r"[а-яё]{2,}[аеиоуыяёь]л(?:а|о|и|ся|ась|ось|ись)?$")
_NO_PAST = frozenset("канал канала посол посола начало начала дело дела число числа школа цели недели модели".split())
_ADJECTIVE = re.compile(r"[а-яё]{3,}(?:[ое]го|[ое]му|ый|ая|ые|ых|ыми|ую|ск(?:ий|ой|ом|им|ие|их|ими))$")
_ED = re.compile(r"[a-z]{2,}ed$")
_BEST = 5  # the highest grade of a cut: a clause ends there


def cut(words: list[str], limit: int) -> str:
    """Choose where to cut: where a clause or a phrase ends behind a verb, else where one ends, else between words.

    A shorter headline that is a sentence goes before a longer one that is none.
    """
    fit = _fitting(words, limit)
    told = any(_is_verb(words, n) for n in range(len(words)))
    english = told and not _THE.isdisjoint(words)
    shows = english or (told and _is_russian(words))  # its language shows verbs by their form
    verbs = [n for n in range(1, fit) if _is_verb(words, n)] if shows else None
    top = _BEST if any(word[-1:] in _CLAUSE_ENDS for word in words[:fit]) else _BEST - 1
    best, most = 0, -2
    for n in range(fit, 0, -1):  # of equals, the longest
        if dangles(words, n):
            continue
        grade = _grade(words, n, limit, verbs, english)
        if grade > most:
            best, most = n, grade
        if grade < 0 or most == top:
            break  # those that are left are too short as well, or no better
    if not best:
        start = next((n for n in range(len(words)) if not dangles(words, n + 1)), 0)
        return cut(words[start:], limit) if start else " ".join(words[:fit])
    return " ".join(words[:best])


def _fitting(words: list[str], limit: int) -> int:
    """Return how many words fit into the limit; at least one."""
    size, fit = 0, 0
    for word in words:
        if size + len(word) > limit:
            break
        size += len(word) + 1
        fit += 1
    return max(1, fit)


def _grade(words: list[str], count: int, limit: int, verbs: list[int] | None, english: bool) -> int:
    """Grade a cut behind ``count`` words, below 0 where it is too short.

    ``verbs`` are the places of verbs, None where nobody can tell them.
    """
    size = len(" ".join(words[:count]))
    if size < limit * 0.4:
        return -1
    if _inside_name(words, count) or _torn(words, count) or (english and _ends_on_verb(words, count)):
        return 0
    if count < len(words) and bare(words[count]) in _AUXILIARIES and words[count - 1][-1:] not in _BREAK_AFTER:
        return 1  # the subject alone
    sentence = verbs is None or _says_something(words, [n for n in verbs if n < count])
    if _clause_ends(words, count):
        return (_BEST if size >= limit * 0.5 else 3) if sentence else 2
    if not _phrase_ends(words, count, english):
        return 2 if sentence else 1
    plain = count == len(words) or bare(words[count]) not in _ANDS or words[count - 1].endswith(",")
    if not sentence:
        return 2 if plain or size >= limit * 0.55 else 1
    return 4 if plain else 3 if size >= limit * 0.6 else 2


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return a word without case and the signs around it."""
    return word.casefold().strip(".,;:!?\"'“”„«»‹›()[]’‘`–—-")


def is_little(word: str) -> bool:
    """Say whether a word is one that a headline must not end on."""
    return not bare(word) or bare(word) in DANGLING


def opens_with_little_word(text: str) -> bool:
    """Say whether a text opens with a preposition or a conjunction, or with a word such as ``Yesterday``."""
    return bare(text.split(" ", 1)[0]) in _OPENERS


def is_adverbial(aside: str, after: str) -> bool:
    """Say whether an aside tells only when or how (", après une longue discussion, | de prêter"), and is no list's."""
    following = bare(after.split()[0]) if after.split() else ""
    small = after.lstrip()[:1].islower()
    return opens_with_little_word(aside) and small and following not in _ANDS and following not in _OPENERS


def dangles(words: list[str], count: int) -> bool:
    """Say whether the first ``count`` words end on a little word, a bare sign, a word that only serves, or a number."""
    last = bare(words[count - 1])
    if not last or last in DANGLING or last.endswith(("'", "’")):
        return True
    if count >= len(words):
        return False
    if last in SERVING or (count > 1 and bare(words[count - 2]) in _POINTING and words[count - 1][-1:] != ","):
        return True
    return _NUMBER.match(last) is not None and words[count - 1][-1:] not in _BREAK_AFTER


def _ends_on_verb(words: list[str], count: int) -> bool:
    """Say whether the last word is a verb whose object would follow: "secured | all delegates", "banning | anyone"."""
    if count >= len(words) or words[count - 1][-1:] in _BREAK_AFTER:
        return False
    last, following = words[count - 1], bare(words[count])
    if last.endswith("ing") and len(last) > 5 and last.islower():
        return following not in ENGLISH or following in ENGLISH_INNER
    return _is_verb(words, count - 1) and (following not in ENGLISH or following in ENGLISH_INNER)


def _inside_name(words: list[str], count: int) -> bool:
    """Say whether a cut would part two words of a name: both have a capital, and no comma stands between them."""
    if count >= len(words) or words[count - 1][-1:] in _BREAK_AFTER:
        return False
    capitals = words[count - 1].lstrip('"“«(')[:1].isupper() and words[count].lstrip('"“«(')[:1].isupper()
    return capitals and not _is_german(words)


def _torn(words: list[str], count: int) -> bool:
    """Say whether the last word needs the next one: "linked | to", "likely | to", "only seventeen days | after"."""
    if count >= len(words):
        return False
    last, following = bare(words[count - 1]), bare(words[count])
    if words[count - 1][-1:] in _BREAK_AFTER:
        return False
    if _ADJECTIVE.match(last) and words[count][:1].islower() and following not in DANGLING:
        return True
    if last in _UNITS or (last in _VERBS and following in _PARTICLES):
        return True
    if words[count][:1].isupper() and not _is_german(words) and not _is_verb(words, count - 1):
        return True  # "the ruling | Labour party", "finance minister | Ann Muster"
    if following in ("to", "by", "with", "for", "against") and (_ED.match(last) or last in _WANT_TO):
        return True
    return bool(_ONLY.intersection(map(bare, words[max(0, count - 3) : count - 1])))


def _is_russian(words: list[str]) -> bool:
    return any(_PAST.match(word) for word in words)


def _is_german(words: list[str]) -> bool:
    """Say whether nouns have capitals as in German, or all words: then a capital tells no name."""
    return _THE.isdisjoint(words) and sum(word[:1].isupper() for word in words) * 9 > len(words) * 4


def names_only(before: str, verb: str) -> bool:
    """Say whether an English "said" follows a subject that has no verb yet: "Ann Muster, the mayor, | announced"."""
    words = before.split()
    return verb.casefold() in _REPORTING and not any(_is_verb(words, n) for n in range(len(words)))


def has_sure_verb(text: str) -> bool:
    """Say whether a text holds a verb of the list, which no participle is."""
    return not _VERBS.isdisjoint(text.split())


def _is_verb(words: list[str], at: int) -> bool:
    word = words[at].strip(",.")
    if word in _VERBS:
        return True
    following = words[at + 1] if at + 1 < len(words) else ""
    if word[:1] >= "а":
        return _PAST.match(word) is not None and word not in _NO_PAST
    return word.endswith("ed") and bool(_ED.match(word)) and word not in _NO_VERBS and following != "by"


def _says_something(words: list[str], verbs: list[int]) -> bool:
    """Say whether there is a verb behind the first word, and behind a "said" another one."""
    return len(verbs) > (words[verbs[0]] in _REPORTING) if verbs else False


def _phrase_ends(words: list[str], count: int, english: bool) -> bool:
    """Say whether a phrase ends behind the first ``count`` words: a comma there, or a preposition or "and" next."""
    if count >= len(words) or words[count - 1][-1:] in _BREAK_AFTER:
        return True
    following = bare(words[count])
    if len(following) > 6 and following.endswith("ing") and following == words[count]:
        return not _is_verb(words, count - 1)  # "a decree | banning the sale"
    if english:
        return following in ENGLISH and following not in LINKS and following not in ENGLISH_INNER
    return following in DANGLING and following not in LINKS and following not in INNER


def _clause_ends(words: list[str], count: int) -> bool:
    """Say whether a clause, and no name in a list, ends behind ``count`` words: a comma, then a small letter.

    The first comma of a sentence that opens with a preposition ends only its introduction.
    """
    if words[count - 1][-1:] not in _CLAUSE_ENDS or count >= len(words) or words[count][:1].isupper():
        return False
    first = not any(word.endswith(",") for word in words[: count - 1])
    return not (first and opens_with_little_word(words[0]))
