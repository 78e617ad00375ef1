"""A headline and a summary made of the text's own words, where the print gives none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.seeds.functionwords import ATTRIBUTES, DANGLING, INNER, LINKS, RELATIVE, SERVING
from digest.text import collapse, sentences

_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CJK_STOP = re.compile(r"(?<=[。！？])(?![」』”’）)])")
_ROUND = re.compile(r"\s*(?:\([^()]{0,200}\)|（[^（）]{0,200}）|\[[^\[\]]{0,200}\])")
_ASIDE = re.compile(r",\s+(?P<aside>[^,]{3,120}),(?=\s)")
_EDGES = " ,;:–—-・、，；：(（[«“„\"'‘"
_OPEN = {"“": "”", "«": "»", "„": "“”", "‘": "’", "(": ")", "[": "]", "「": "」", "『": "』"}
_COMMA = re.compile(r",\s|،\s|\s[–—-]\s")
_BREAK_AFTER = (",", ";", ":", "،", "–", "—", "-")
_MARKS = re.compile(
    r"[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3]"
)
_REACH = 2000  # characters of a lead that are looked at
_CLAUSE = 120  # characters of a clause in which its verb must stand


def headline(lead: str, limit: int = 90) -> str:
    """Make a headline from the lead: words of its first sentence only, in order, at most ``limit`` characters.

    Brackets and a closing "…, X said on Friday" are left out; the cut falls between words, before a phrase rather than
    inside one, and never behind a preposition, article or conjunction. A word longer than ``limit`` is left out; where
    there is nothing else, its beginning stands with "…". Empty for a lead without a visible character.
    """
    first = next(iter(_sentences(collapse(lead[:_REACH]))), "")
    text = _trim(_without_source(_ROUND.sub("", first))) or _trim(first)
    if len(text) > limit:
        text = _ASIDE.sub(_without_aside, text)
    if len(text) <= limit:
        return text
    if _NO_SPACES.search(text) and _solid(text, limit):
        return _cut_solid(text, limit)
    words = [word for word in text.split(" ") if len(word) <= limit]
    if not words:
        return _clip(text, limit - 1) + "…"
    return _trim(_balanced(_cut(words, limit)))


def summary(paragraphs: Sequence[str], limit: int = 300) -> str:
    """Return the first sentence of a body, and the second where it fits; else cut at a word, with "…".

    Plain text on one line, never more than ``limit`` characters.
    """
    parts = [part for _, part in zip(range(2), _all_sentences(paragraphs), strict=False)]
    if not parts:
        return ""
    both = " ".join(parts)
    if len(both) <= limit:
        return both
    return parts[0] if len(parts[0]) <= limit else _shorten(parts[0], limit)


def _without_aside(match: re.Match[str]) -> str:
    """Leave out a relative clause between two commas."""
    return "" if RELATIVE.match(match["aside"]) else match.group()


def _all_sentences(paragraphs: Sequence[str]) -> Iterable[str]:
    for paragraph in paragraphs[:3]:
        yield from _sentences(collapse(paragraph[:_REACH]))


def _sentences(text: str) -> list[str]:
    """Sentences of a paragraph, those of Chinese and Japanese too, which no blank separates."""
    return [part.strip() for whole in sentences(text) for part in _CJK_STOP.split(whole) if part.strip()]


def _shorten(text: str, limit: int) -> str:
    cut = text.rfind(" ", limit // 2, limit)
    if cut < 0:
        return _clip(text, limit - 1) + "…"
    return text[:cut].rstrip(_EDGES) + "…"


def _clip(text: str, size: int) -> str:
    """Cut a text without word ends, never between a letter and its marks."""
    while size > 1 and size < len(text) and (_MARKS.match(text[size]) or text[size] == "\u200d"):
        size -= 1
    return text[:size]


def _solid(text: str, limit: int) -> bool:
    """Say whether a text is in a script without blanks: a word of it fills a third of the room."""
    return max(map(len, text.split(" "))) * 3 > limit


def _cut_solid(text: str, limit: int) -> str:
    """Cut a text without blanks: behind a comma in its second half, else where the room ends."""
    cut = max(text.rfind(sign, limit // 2, limit) for sign in "，、；,; ")
    return _clip(text, cut if cut > 0 else limit).rstrip("，、；：,;: （(「『")


def _trim(text: str) -> str:
    """Take the closing full stop off, commas and dashes off both ends, and little words off the end."""
    text = text.strip(" ,;:–—-")
    if text.endswith(("。", ".")) and not text.endswith("..") and not re.search(r"(?:^|[\s.])\w\.$", text):
        text = text[:-1]
    return text.rstrip(" ,;:–—-")


def _without_source(text: str) -> str:
    """Leave out a closing clause that says whose report it is, where a fair sentence stands before it."""
    for match in _COMMA.finditer(text):
        clause = text[match.end() :]
        verb = ATTRIBUTES.search(clause[:_CLAUSE])
        enough = match.start() >= 20 and text.count(" ", 0, match.start()) >= 3
        if enough and verb and _opens_clause(clause[: verb.start()]) and not RELATIVE.match(clause):
            return text[: match.start()]
    return text


def _opens_clause(before: str) -> bool:
    """Say whether a verb of saying stands near enough behind the comma: seven words at most, no other comma."""
    return len(before.split()) <= 7 and "," not in before and not _COMMA.search(before)


def _cut(words: list[str], limit: int) -> str:
    """Choose where to cut: the last place in the second half where a phrase ends, else the last word that fits."""
    size, fit = 0, 0
    for word in words:
        if size + len(word) > limit:
            break
        size += len(word) + 1
        fit += 1
    comma = next((n for n in range(fit, 0, -1) if _clause_ends(words, n) and _size(words, n) >= limit * 0.55), 0)
    best = comma or next(
        (n for n in range(fit, 0, -1) if _phrase_ends(words, n) and _size(words, n) >= limit * 0.45), 0
    )
    fair = next((n for n in range(fit, 0, -1) if not _dangles(words, n)), 0)
    if best and best < fit and _size(words, fair) - _size(words, best) > limit * 0.35:
        best = 0  # too much would be lost for the sake of a phrase
    return " ".join(words[: best or fair or fit])


def _size(words: list[str], count: int) -> int:
    return sum(map(len, words[:count])) + count - 1


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:!?\"'“”„«»()[]’‘`–—-")


def _dangles(words: list[str], count: int) -> bool:
    """Say whether the first ``count`` words end on a little word, a bare sign, a word that only serves, or a number."""
    last = _bare(words[count - 1])
    if not last or last in DANGLING or last.endswith(("'", "’")):
        return True
    if last in SERVING and count < len(words):
        return True
    return last.isdigit() and count < len(words) and words[count - 1][-1:] not in _BREAK_AFTER


def _phrase_ends(words: list[str], count: int) -> bool:
    """Say whether a phrase ends behind the first ``count`` words: a comma there, or a preposition or "and" next."""
    if _dangles(words, count):
        return False
    if count >= len(words) or words[count - 1][-1:] in _BREAK_AFTER:
        return True
    following = _bare(words[count])
    return following in DANGLING and following not in LINKS and following not in INNER


def _clause_ends(words: list[str], count: int) -> bool:
    """Say whether a clause, and no name in a list, ends behind ``count`` words: a comma, then a small letter."""
    if words[count - 1][-1:] not in (",", ";", "،") or count >= len(words):
        return False
    return not words[count][:1].isupper() and not _dangles(words, count)


def _balanced(text: str) -> str:
    """Cut before a quotation or bracket that the cut left open, or drop its sign where too little would remain."""
    for opening, closing in _OPEN.items():
        at = text.rfind(opening)
        if at >= 0 and not any(sign in text[at + 1 :] for sign in closing):
            text = _undangled(text[:at]) if at >= len(text) * 0.5 else text[:at] + text[at + 1 :]
    if text.count('"') % 2:
        at = text.rfind('"')
        text = _undangled(text[:at]) if at >= len(text) * 0.5 else text[:at] + text[at + 1 :]
    return text


def _undangled(text: str) -> str:
    words = text.split()
    count = next((n for n in range(len(words), 0, -1) if not _dangles([*words[:n], "x"], n)), len(words))
    return " ".join(words[:count])
