"""Tags: what a story is filed under that is no country, union or topic: COVID-19, the Paris Agreement, the World Bank.

A tag is written one way, however the text names it. Names that the word file does not know are found where the text
itself introduces them: an organisation, conference or programme with its short form in brackets, used again later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest.classify.scan import Scanner, plain, scan, scanner
from digest.classify.sentences import Sentence
from digest.model import Evidence

MOST = 6
"""Tags of one story: more help no reader."""
_SHORT = re.compile(r"\s\(\s*[\"“«]?([A-ZА-ЯЁ][A-ZА-ЯЁ0-9-]{2,9})[\"”»]?\s*\)")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’&-]*\s+){0,8}[^\W\d_][\w'’&-]*$")
_SMALL = frozenset("of the for and on in to de la le du des l d et der die das für und y del по и о на".split())
_EVENT = re.compile(
    r"\b((?:[A-Z][\w'’-]*\s+){1,5}(?:Conference|Congress|Convention|Forum|Initiative|Declaration|Protocol|Accords?|Pact"
    r"|Charter|Programme|Framework|Roadmap)(?:\s+(?:on|for)\s+(?:the\s+)?(?:[A-Z][\w'’-]*\s*){1,4})?)\b"
)


@dataclass(frozen=True, slots=True)
class TagWords:
    """The compiled list. ``means`` says for each name which tag it is, nothing for a name that is not meant."""

    scanner: Scanner = field(repr=False)
    means: tuple[str, ...] = field(repr=False)
    written: frozenset[str] = field(repr=False)
    """The tags, as ``plain`` text."""


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
            key = "*".join(plain(part) for part in name.strip().split("*"))
            if key:
                names.setdefault(key, name.strip())
                means.setdefault(key, meaning)
    tags = frozenset(plain(tag) for tag in means.values() if tag)
    return TagWords(scanner(tuple(names.values())), tuple(means.values()), tags)


def find(
    sentences: Sequence[Sentence],
    words: TagWords,
    language: str,
    people: Sequence[str] = (),
    organisations: Sequence[str] = (),
) -> tuple[Evidence, ...]:
    """Give at most six tags, known ones first, each in the order of the text with the first sentence that names it.

    ``people`` are no tags. An organisation of ``organisations`` that the text itself shortens is one.
    """
    read = tuple(sentence for sentence in sentences if sentence.place != "dateline")
    found: dict[str, Evidence] = {}
    for hit in scan(read, words.scanner):
        tag = words.means[hit.word]
        if tag and tag not in found:
            sentence = read[hit.sentence]
            found[tag] = Evidence(tag, sentence.place, hit.start, hit.end, sentence.text)
    whole = "\n".join(sentence.text for sentence in read)
    introduced = (one for sentence in read for one in _introduced(sentence, whole, frozenset(organisations)))
    barred = {plain(name) for name in people} | words.written
    for evidence in introduced:
        if evidence.label not in found and plain(evidence.label) not in barred:
            found[evidence.label] = evidence
    return tuple(found.values())[:MOST]


def _introduced(sentence: Sentence, whole: str, organisations: frozenset[str]) -> Iterator[Evidence]:
    """Yield what a sentence gives with its short form, whose letters begin its words, and the text calls so again."""
    for match in _SHORT.finditer(sentence.text):
        before = _BEFORE.search(sentence.text, max(0, match.start() - 100), match.start())
        begin = _begins(before[0], match[1]) if before else -1
        if before is None or begin < 0 or len(re.findall(rf"\b{match[1]}\b", whole)) < 2:
            continue
        start, end = before.start() + begin, match.start()
        name = sentence.text[start:end]
        if name in organisations or _EVENT.fullmatch(name):
            yield Evidence(name, sentence.place, start, end, sentence.text, 0.7)


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
