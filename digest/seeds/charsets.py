"""Which one-byte encoding a text has, told by how often its languages use the letters that it would hold."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

_TYPOGRAPHY = "“”‘’‚„–—…«»‹›°§№©®\u00a0\u00ad·•¿¡€£"
# The letters of a language (or of close ones): frequent, usual, rare, capital.
Letters = tuple[str, str, str, str]
_RUSSIAN = ("оеаинтсрвл", "кмдпуяыьгзбчйх", "жшюцщэфёъ", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЯЮЙЫЁЬЪ")
_CYRILLIC = (
    "оеаинтсрвлі", "кмдпуяыьгзбчйхїє", "жшюцщэфёъўґқғңәөұү", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЯЮЙЫІҚЁЩЇЄЬЪ"
)  # fmt: skip
_FRENCH = ("éèàçêâîôû", "ëïùœ", "", "ÉÈÀÇÊÎÔÂŒ")
_GERMAN = ("üäöß", "é", "", "ÄÖÜ")
_IBERIAN = ("áéíóúñãõçâê", "àôü", "", "ÁÉÍÓÚÑÃÇÂ")
_ITALIAN = ("àèéìòù", "", "", "ÈÀ")
_NORDIC = ("åæøäöéð", "áíóúýþ", "", "ÅÆØÄÖÁÍÞ")
_TURKISH = ("ıişğüöç", "âîûə", "", "İŞĞÜÖÇ")
_POLISH = ("ąęłżśćńóź", "", "", "ĄĘŁŻŚĆŃÓŹ")
_CZECH = ("áéíčěřšžůúý", "ňťďóľĺŕôä", "", "ÁÉÍČĚŘŠŽŮÚÝŇĎŤ")
_HUNGARIAN = ("áéíóöőúüű", "", "", "ÁÉÍÓÖŐÚÜŰ")
_ROMANIAN = ("ăâîşţ", "", "", "ĂÂÎŞŢ")
_TURKMEN = ("äçňöşüýž", "", "", "ÄÇŇÖŞÜÝŽ")
_SOUTH_SLAV = ("čćšžđ", "", "", "ČĆŠŽĐ")
_ARABIC = ("اليمنرتبعو", "دسفهحقكشصجءأإآةىطخذضزغثظئؤ،؟", "َُِّْپچگژ", "")
_GREEK = ("αοιετσνηυρ", "πκμλςόίάέήώύδγωχθφβξζψ", "ϊΐϋΰ", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΈΆΌΉ")
_HEBREW = ("יוהלאתרבשמ", "נםעדחקפכגטןסזצףךץ", "", "")
_WESTERN = (_FRENCH, _GERMAN, _IBERIAN, _ITALIAN, _NORDIC)
_CENTRAL = (_POLISH, _CZECH, _HUNGARIAN, _ROMANIAN, _TURKMEN, _SOUTH_SLAV)
_LATIN = frozenset((*_WESTERN, *_CENTRAL, _TURKISH))
Entry = tuple[str, Letters, float]
# Encoding, a language's letters, and an advantage for the commoner encoding where the letters alone cannot tell.
_CHARSETS: tuple[Entry, ...] = (
    *(("windows-1252", letters, 0.08) for letters in _WESTERN),
    *(("windows-1250", letters, 0.02) for letters in _CENTRAL),
    *(("iso-8859-2", letters, 0.0) for letters in _CENTRAL),
    *(("mac-roman", letters, 0.0) for letters in _WESTERN[:3]), *(("cp850", letters, 0.0) for letters in _WESTERN[:3]),
    ("windows-1251", _RUSSIAN, 0.03), ("windows-1251", _CYRILLIC, 0.02), ("koi8-u", _CYRILLIC, 0.0),
    ("koi8-r", _RUSSIAN, 0.01), ("cp866", _RUSSIAN, 0.01), ("iso-8859-5", _CYRILLIC, 0.0),
    ("mac-cyrillic", _RUSSIAN, -0.15),
    ("windows-1254", _TURKISH, 0.06), ("windows-1256", _ARABIC, 0.01), ("iso-8859-6", _ARABIC, 0.0),
    ("windows-1253", _GREEK, 0.0), ("windows-1255", _HEBREW, 0.0),
)  # fmt: skip
_RUN = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORD = re.compile(rb"[a-z\x80-\xff]+")
# Frequent words of French, German, Spanish, Italian, Portuguese, English, Danish and Swedish; none of these is frequent
# in Polish, Czech, Hungarian, Romanian or Turkish.
_LITTLE = frozenset(
    b"le les des du et dans pour sur par est une qui der die und das den mit von ist ein eine nicht el los las que con"
    b" del il che di della per os em com para uma the of and in to for og det som och att".split()
)
_ASCII = bytes(range(128))
_ASCII_LETTER = re.compile("[A-Za-z]")
_MOST = 400_000  # bytes looked at
_WORDS = 300  # different words looked at: the commonest
_FINALISTS = 10  # encodings whose words are looked at


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding, how well its letters fit (0 to 1), and by how much it beats the next one that reads otherwise."""

    name: str
    score: float
    margin: float


@functools.cache
def _weights(name: str, letters: Letters) -> tuple[float, ...]:
    """Weight of each of the 256 bytes in an encoding: 1 for a frequent letter, less for others, below 0 for rubbish."""
    weights = []
    for byte in range(256):
        char = bytes((byte,)).decode(name, "replace")
        if char in _TYPOGRAPHY:
            weight = 0.6
        elif char in letters[0]:
            weight = 1.0
        elif char in letters[1]:
            weight = 0.85
        elif char in letters[3]:
            weight = 0.5
        elif char in letters[2]:
            weight = 0.4
        else:
            weight = -1.0 if char == "\ufffd" or not char.isalpha() else -0.1
        weights.append(weight)
    return tuple(weights)


def best_charset(raw: bytes) -> Charset | None:
    """Find the encoding that reads the bytes above 127 best; None where there are none.

    Letter counts alone choose the candidates; how their words look decides among those.
    """
    counts = [(byte, n) for byte, n in Counter(raw[:_MOST].translate(None, _ASCII)).items()]
    total = sum(n for _, n in counts)
    if not total:
        return None
    bonus = _western_bonus(raw[:_MOST])
    first = sorted(
        (
            (_fit(counts, total, entry) + (bonus if entry[1] in _WESTERN else 0.0), at)
            for at, entry in enumerate(_CHARSETS)
        ),
        reverse=True,
    )
    near = [at for fit, at in first[:_FINALISTS] if fit > first[0][0] - 0.6]
    words = Counter(_RUN.findall(raw[:_MOST])).most_common(_WORDS)
    text = b" ".join(word for word, _ in words)
    fits = {at: fit for fit, at in first}
    scored = sorted(((fits[at] - _oddity(words, _CHARSETS[at]), at) for at in near), reverse=True)
    top, at = scored[0]
    name = _CHARSETS[at][0]
    reading = text.decode(name, "replace")
    rivals = (score for score, other in scored[1:] if text.decode(_CHARSETS[other][0], "replace") != reading)
    return Charset(name, top, top - next(rivals, 0.0))


def _western_bonus(raw: bytes) -> float:
    """Return the advantage of western encodings: 0.15 where a twelfth of the words are little words of the west."""
    words = _WORD.findall(raw[:20_000].lower())
    little = sum(word in _LITTLE for word in words)
    return 0.15 if little * 12 > len(words) else 0.0


def _fit(counts: list[tuple[int, int]], total: int, entry: Entry) -> float:
    """Average weight of the high bytes, with the advantage of the commoner encoding."""
    weights = _weights(entry[0], entry[1])
    return sum(weights[byte] * n for byte, n in counts) / total + entry[2]


def _oddity(words: list[tuple[bytes, int]], entry: Entry) -> float:
    """How odd the words are on average, weighted by their high bytes: 0 to 1.5."""
    latin = entry[1] in _LATIN
    odd, total = 0.0, 0
    for word, n in words:
        weight = n * len(word.translate(None, _ASCII))
        total += weight
        odd += weight * _odd(word.decode(entry[0], "replace"), latin)
    return odd / total


def _odd(word: str, latin: bool) -> float:
    """Say how odd one word is: Latin and other letters in one, capitals after small ones, more accents than letters."""
    if word.isascii():
        return 0.0
    odd = 0.6 if _capital_inside(word) else 0.0
    plain = len(_ASCII_LETTER.findall(word))
    letters = sum(map(str.isalpha, word))
    if latin:
        return odd + (0.6 if letters - plain >= 3 and (letters - plain) * 2 > letters else 0.0)
    return odd + (0.9 if 0 < plain < letters else 0.0)


def _capital_inside(word: str) -> bool:
    """Say whether a capital follows a small letter: true of few words that are read rightly."""
    inner = word[1:]
    return inner != inner.lower() and any(a.islower() and b.isupper() for a, b in zip(word, inner, strict=False))
