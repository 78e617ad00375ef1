"""Tags: what a story is filed under that is no country, union or topic: COVID-19, the Paris Agreement, the World Bank.

A tag is written one way, however the text names it. Names that the word file does not know are found where the text
itself introduces them: an organisation, conference or programme with its short form in brackets, used again later.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.classify.matching import Matcher, Page, as_printed, compile_words, fold, longest, matches, sentence_at
from digest.model import Evidence

MOST = 6
"""Tags of one story: more help no reader."""
_SHORT = re.compile(r"\((?<=\s\()\s*[\"“«]?([A-ZА-ЯЁ][A-ZА-ЯЁ0-9-]{2,9})[\"”»]?\s*\)")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’&-]*\s+){0,8}[^\W\d_][\w'’&-]*$")
_SMALL = frozenset("of the for and on in to de la le du des l d et der die das für und y del по и о на".split())
_EVENTS = (
    "Conference Congress Convention Forum Initiative Declaration Protocol Accord Pact Charter Programme Framework"
    " Roadmap".split()
)
_EVENT = re.compile(
    rf"\b((?:[A-Z][\w'’-]*\s+){{1,5}}(?:{'|'.join(_EVENTS)}|Accords)"
    r"(?:\s+(?:on|for)\s+(?:the\s+)?(?:[A-Z][\w'’-]*\s*){1,4})?)\b"
)


@dataclass(frozen=True, slots=True)
class TagWords:
    """The compiled list. ``means`` says for each name which tag it is, nothing for a name that is not meant."""

    matcher: Matcher = field(repr=False)
    means: tuple[str, ...] = field(repr=False)
    capitals: Mapping[int, str] = field(repr=False)
    """By number, the names that count only as printed there."""
    written: frozenset[str] = field(repr=False)
    """The tags, folded."""


def load(text: str) -> TagWords:
    """Compile a file of tags. Raises ValueError, with the line, where a tag has no name."""
    means: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        tag, _, rest = (part.strip() for part in line.partition("|"))
        if not tag:
            raise ValueError(f"line {number}: a tag needs a name before the bar")
        others, _, not_meant = rest.partition("!")
        meant = [(name, tag) for name in (tag, *others.split(","))]
        for name, meaning in (*meant, *((name, "") for name in not_meant.split(","))):
            key = "*".join(map(fold, name.strip().split("*")))
            if key:
                names.setdefault(key, name.strip())
                means.setdefault(key, meaning)
    matcher = compile_words((name, number) for number, name in enumerate(names.values()))
    capitals = {number: name for number, name in enumerate(names.values()) if len(name) > 1 and name.isupper()}
    return TagWords(matcher, tuple(means.values()), capitals, frozenset(fold(tag) for tag in means.values() if tag))


def find(
    where: Page, words: TagWords, others: Sequence[str] = (), organisations: Sequence[str] = ()
) -> tuple[Evidence, ...]:
    """Give at most six tags, known ones first, each in the order of the text with the first sentence that names it.

    ``others`` are labels of another kind, persons and unions of states, and no tags. An organisation of
    ``organisations`` that the text itself shortens is one.
    """
    found: dict[str, Evidence] = {}
    named = as_printed(where, matches(where, words.matcher), words.capitals)
    for start, end, number in longest(named):
        tag, at = words.means[number], sentence_at(where, start)
        sentence, begin = where.sentences[at], where.begins[at]
        if tag and tag not in found and sentence.place != "dateline":
            found[tag] = Evidence(tag, sentence.place, start - begin, end - begin, sentence.text)
    for evidence in _introduced(where, frozenset(organisations)):
        if len(found) >= MOST:
            break
        key = fold(evidence.label)
        if evidence.label not in found and key not in words.written and key not in map(fold, others):
            found[evidence.label] = evidence
    return tuple(found.values())[:MOST]


def _introduced(where: Page, organisations: Collection[str]) -> Iterator[Evidence]:
    """Yield what a sentence gives with its short form, whose letters begin its words, and the text calls so again."""
    for match in _SHORT.finditer(where.text):
        if where.text.count(match[1]) < 2:
            continue
        end = match.start() - 1
        at = sentence_at(where, end)
        sentence, begin = where.sentences[at], where.begins[at]
        low = max(begin, end - 100)
        # Most short forms are of neither, and the pattern tries every letter.
        if not (where.text.endswith(tuple(organisations), low, end) or any(e in where.text[low:end] for e in _EVENTS)):
            continue
        before = _BEFORE.search(where.text, low, end)
        first = _begins(before[0], match[1]) if before else -1
        if before is None or first < 0 or sentence.place == "dateline":
            continue
        start = before.start() + first
        name = where.text[start:end]
        if not (name in organisations or _EVENT.fullmatch(name)):
            continue
        if len(re.findall(rf"\b{match[1]}\b", where.text)) > 1:
            yield Evidence(name, sentence.place, start - begin, end - begin, sentence.text, 0.7)


def _begins(before: str, short: str) -> int:
    """Where in ``before`` the words begin whose first letters make ``short``; -1 where none do."""
    words = list(re.finditer(r"[^\s-]+", before))
    letters = list(short.replace("-", "").upper())
    begin = -1
    for word in reversed(words):
        if not letters:
            break
        if word[0].lower() in _SMALL and word[0][0].upper() != letters[-1]:
            continue
        if word[0][0].upper() != letters[-1]:
            return -1
        letters.pop()
        begin = word.start()
    return begin if not letters and before[begin].isupper() else -1
