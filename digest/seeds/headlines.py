"""A headline and a summary made of the text's own words, where the print gives none."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from digest.seeds.cldr import weekdays
from digest.seeds.cuts import cut, dangles, has_sure_verb, is_adverbial, is_little, names_only, opens_with_little_word
from digest.seeds.functionwords import ATTRIBUTES, RELATIVE
from digest.text import collapse, sentence_spans

_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CJK_STOP = re.compile(r"(?<=[。！？])(?![」』”’）)])")
_ROUND = re.compile(r"\s*(?:\([^()]{0,200}\)|（[^（）]{0,200}）|\[[^\[\]]{0,200}\])")
_ASIDE = re.compile(r",\s+(?P<aside>[^,]{3,120}),(?=\s)")
_DASHED = re.compile(r"\s[–—]\s(?P<aside>[^–—]{3,120})\s[–—](?=\s)")
# Verbs that go on with a sentence behind an aside: "Ann Muster, the mayor of Mary, signed".
_GOES_ON = re.compile(
    r"\s+(?!(?:and|or|und|et|y|e|и|i)\s)(?:[a-z]{2,}ed|said|says|is|are|was|were|has|have|had|will|would|won|told|met"
    r"|made|took|held|began|became|came|went|gave|left|lost|led|set|put|sent|spoke|fell|rose|ran|sold|bought|built"
    r"|broke|plans|wants|can|could|may|might|hat|ist|wird|wurde|est|sont|ont|ha|è|fue|было|был|была|были)\s"
)
_INTRO = re.compile(r"(?P<intro>[^,]{4,60}),\s+(?:the |an? |der |die |das |le |la |les |el |il )?(?=[^\W\d_]|\d)")
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$")
_EDGES = " ,;:–—-・、，；：(（[«“„\"'‘"
_OPEN = {"“": "”", "«": "»", "„": "“”", "‘": "’", "(": ")", "[": "]", "「": "」", "『": "』"}
_COMMA = re.compile(r",\s|،\s|\s[–—-]\s")
_MARKS = re.compile(
    r"[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3]"
)
_COMMAS = " ,;:–—-،؛、，；："  # Arabic and Chinese ones too
_REACH = 2000  # characters of a lead that are looked at
_CLAUSE = 120  # characters of a clause in which its verb must stand


def headline(lead: str, limit: int = 90) -> str:
    """Make a headline from the lead: words of its first sentence only, in order, at most ``limit`` characters.

    Brackets and a closing "…, X said on Friday" are left out; the cut falls between words, before a phrase rather than
    inside one, and never behind a preposition, article or conjunction. A word longer than ``limit`` is left out; where
    there is nothing else, its beginning stands with "…". Empty for a lead without a visible character.
    """
    first = next(_sentences(collapse(lead[:_REACH])), "")
    text = _trim(_without_source(_without_brackets(first))) or _trim(first)
    if len(text) <= limit:
        return text
    text = _shortened(text, limit)
    if len(text) <= limit:
        return _trim(_undangled(text)) or text
    if _NO_SPACES.search(text) and _solid(text, limit):
        return _cut_solid(text, limit)
    words = [word for word in text.split(" ") if len(word) <= limit]
    if not words:
        return _clip(text, limit - 1) + "…"
    return _trim(_balanced(cut(words, limit)))


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


def _without_brackets(text: str) -> str:
    return _ROUND.sub("", text) if any(map(text.__contains__, "(（[")) else text


def _shortened(text: str, limit: int) -> str:
    """Leave out what a headline can do without: asides, "On Friday," in front, "on Friday" within."""
    intro = _INTRO.match(text)
    introduced = intro is not None and opens_with_little_word(intro["intro"])
    if intro and introduced and not text[intro.end() :][:1].islower():
        text = text[intro.end() :]
        introduced = False
    if len(text) > limit:
        text = _without_asides(text, text.find(",") + 1 if introduced else 0)
    return _days().sub(" ", text) if len(text) > limit else text


def _without_asides(text: str, kept: int) -> str:
    """Leave out relative clauses and appositions between commas or dashes, where the sentence goes on behind them.

    An apposition before ``kept`` would be the sentence's own subject.
    """
    at = 0
    for pattern in (_ASIDE, _DASHED):
        while (match := pattern.search(text, at)) is not None:
            after = text[match.end() : match.end() + 20]
            shown = RELATIVE.match(match["aside"]) or (match.start() >= kept and _GOES_ON.match(f"{after} "))
            if shown or is_adverbial(match["aside"], after):
                text = text[: match.start()] + text[match.end() :]
                at = match.start()
            else:
                at = match.end() - 1
        at = 0
    return text


@functools.cache
def _days() -> re.Pattern[str]:
    """Return a pattern of "on Friday" inside a sentence, in the languages of CLDR; the year or a comma keeps it."""
    cases = ("среду", "пятницу", "субботу", "середу", "суботу", "środę", "sobotę")  # CLDR lists nominatives
    names = sorted((n for n in (*weekdays(), *cases) if len(n) > 4 and n.isalpha()), key=len, reverse=True)
    words = "|".join(map(re.escape, names))
    return re.compile(rf"\s(?:(?i:(?:on|am|en|el|в|во|у|w|we)\s(?:{words}))|(?:{words}))\s(?=[^\W\d_])")


def _all_sentences(paragraphs: Sequence[str]) -> Iterator[str]:
    told = [paragraph for paragraph in paragraphs[:20] if any(map(str.isalnum, paragraph))]  # no "* * *" between parts
    prose = [paragraph for paragraph in told if not paragraph.startswith(("* ", "• "))]
    for paragraph in (prose or told)[:3]:
        yield from _sentences(collapse(paragraph[:_REACH]))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph, those of Chinese and Japanese too, which no blank separates."""
    for start, end in sentence_spans(text):
        yield from filter(None, map(str.strip, _CJK_STOP.split(text[start:end])))


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
    text = text.strip(_COMMAS)
    if text.endswith(("。", ".")) and not text.endswith("..") and not _INITIAL.search(text, max(0, len(text) - 3)):
        text = text[:-1]
    return text.rstrip(_COMMAS)


def _without_source(text: str) -> str:
    """Leave out a closing clause that says whose report it is, where a fair sentence stands before it."""
    for match in _COMMA.finditer(text):
        clause = text[match.end() :]
        verb = ATTRIBUTES.search(clause[:_CLAUSE])
        enough = match.start() >= 20 and text.count(" ", 0, match.start()) >= 3
        enough = enough and not _only_introduces(text[: match.start()], clause)
        if verb and verb.start() == 0 and names_only(text[: match.start()], verb.group()):
            continue  # "Ann Muster, the mayor, announced her retreat": the subject, and no source
        if enough and verb and _opens_clause(clause[: verb.start()]) and not RELATIVE.match(clause):
            before = text[: match.start()]
            return text if is_little(before.rpartition(" ")[2]) else before
    return text


def _only_introduces(before: str, clause: str) -> bool:
    """Say whether an English phrase before the comma is no sentence: "In a letter sent on Friday, the board said"."""
    return clause.startswith(("the ", "The ")) and opens_with_little_word(before) and not has_sure_verb(before)


def _opens_clause(before: str) -> bool:
    """Say whether a verb of saying stands near enough behind the comma: seven words at most, no other comma."""
    return len(before.split()) <= 7 and "," not in before and not _COMMA.search(before)


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
    count = next((n for n in range(len(words), 0, -1) if not dangles([*words[:n], "x"], n)), len(words))
    return " ".join(words[:count])
