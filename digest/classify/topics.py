"""What a text is about, on the two levels of the topic vocabulary, each topic with the sentence that decided it.

Every word of the vocabulary that the text holds speaks for its topics: by its weight, by its place (a headline speaks
loudest), and less with every repetition. The words of the second level speak for the first level too. The strongest
first level wins, and within it the strongest topic; other topics are given when they come near it. First levels that
many stories touch and few are about win less readily, as the vocabulary says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from digest.classify.matching import (
    Match,
    Matcher,
    Page,
    as_printed,
    compile_words,
    fold,
    fold_all,
    longest,
    matches,
    sentence_at,
)
from digest.classify.sentences import place_weights
from digest.model import Evidence, Topic

_HEAD = re.compile(r"\[([a-z0-9-]+)\](?:\s+(\d{8}))?(?:\s+([a-z0-9-]+))?\s*")
_WORDS = re.compile(r"([a-z]{2}) ([0-5]):\s*(.*)")
_MAIN = re.compile(r"main(?: ([a-z]{2}))?: ([0-9.]+)")
_FALLBACK = "en"
ENOUGH = 3.0
"""Least sum of weights for a topic: less than one strong word in the first sentence tells nothing."""
ENOUGH_BESIDE = 6.0
NEAR = 0.5
"""Least sum for a topic beside the main one, and the share of the main one's sum that it needs."""
NARROW = 0.3
"""Share of the first level's sum that makes its strongest second-level topic the main one."""
HALF = 10.0
"""Sum at which the score is one half."""
MOST = 4
_PLURAL = frozenset(("en", "fr", "es", "pt"))
_PREFIXES: Mapping[str, tuple[str, ...]] = {"ar": tuple("ال وال بال لل فال كال و ب ل".split())}
"""What is written onto the front of a word: the article, "and", "in", "for"."""
Says = tuple[tuple[str, float], ...]
"""(topic, weight), …"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, compiled. ``speaks`` says for each word for which topics it speaks, ``families`` for
    which first levels; ``capitals`` holds, by number, the words that count only as printed there."""

    matcher: Matcher
    speaks: tuple[Says, ...] = field(repr=False)
    families: tuple[Says, ...] = field(repr=False)
    capitals: Mapping[int, str] = field(repr=False)
    ready: Mapping[str, float] = field(repr=False)
    """How readily a first-level topic is the main one in this language; 1 for those that are not there."""


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """The vocabulary; the words of a language are compiled when its first text comes."""

    topics: tuple[Topic, ...]
    listed: Mapping[str, Sequence[tuple[str, int, str]]] = field(repr=False)
    """Language → (topic, weight, words with commas between them), as the file has them."""
    known: Mapping[str, Topic] = field(repr=False)
    """Slug → topic."""
    tops: Mapping[str, str] = field(repr=False)
    """Slug → slug of its first level (its own for a first-level topic)."""
    ready: Mapping[str, Mapping[str, float]] = field(repr=False)
    """Slug of a first-level topic → language, or nothing for all others → how readily it is the main one; else 1."""


def parse(text: str) -> tuple[Topic, ...]:
    """Read the topics of a vocabulary file, in its order. Raises ValueError, with the line, on what it cannot read."""
    return _topics(_lines(text))


def _topics(lines: Iterable[tuple[int, str, str]]) -> tuple[Topic, ...]:
    found: dict[str, Topic] = {}
    for number, slug, line in lines:
        head = _HEAD.fullmatch(line)
        if head and head[2]:
            if head[3] and head[3] not in found:
                raise ValueError(f"line {number}: topic [{slug}] stands below [{head[3]}], which is not above it")
            top = found[head[3]].medtop if head[3] else f"medtop:{head[2]}"
            found[slug] = Topic(slug, f"medtop:{head[2]}", top, head[3] or "")
        elif slug not in found:
            raise ValueError(f"line {number}: topic [{slug}] has no IPTC number")
        elif line.startswith("labels:"):
            pairs = [part.strip().partition(" ") for part in line[7:].split("|")]
            old = found[slug]
            labels = dict(old.labels) | {language: label.strip() for language, _, label in pairs}
            found[slug] = Topic(slug, old.medtop, old.top, old.parent, tuple(labels.items()))
    return tuple(found.values())


def load(text: str) -> TopicWords:
    """Read a vocabulary file. Raises ValueError as ``parse`` does."""
    lines = tuple(_lines(text))
    topics = _topics(lines)
    listed: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for _, slug, line in lines:
        if words := _WORDS.fullmatch(line):
            listed[words[1]].append((slug, int(words[2]), words[3]))
    tops = {t.slug: t.parent or t.slug for t in topics}
    return TopicWords(topics, dict(listed), {t.slug: t for t in topics}, tops, _readily(lines))


def _readily(lines: Iterable[tuple[int, str, str]]) -> dict[str, dict[str, float]]:
    """Read how readily topics are the main one. What is said for all languages undoes what was said before it."""
    ready: dict[str, dict[str, float]] = {}
    for _, slug, line in lines:
        if main := _MAIN.fullmatch(line):
            ready[slug] = {**(ready.get(slug, {}) if main[1] else {}), main[1] or "": float(main[2])}
    return ready


def spoken(words: TopicWords, language: str) -> Vocabulary | None:
    """Give the words that are looked for in a text of a language: its own, or else English ones, if there are any."""
    language = language if language in words.listed else _FALLBACK
    return _compiled(words, language) if language in words.listed else None


@lru_cache(maxsize=64)
def _compiled(words: TopicWords, language: str) -> Vocabulary:
    """Compile the words of one language."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for slug, weight, listed in words.listed[language]:
        for word in filter(None, map(str.strip, listed.split(","))):
            weights[word][slug] = weight
    ready = {slug: by.get(language, by.get("", 1.0)) for slug, by in words.ready.items()}
    return _vocabulary(weights, words.tops, language, ready)


def _vocabulary(
    words: Mapping[str, Mapping[str, int]], tops: Mapping[str, str], language: str, ready: Mapping[str, float]
) -> Vocabulary:
    """Compile the words of one language, those with one folded form as one word."""
    speaks: dict[str, dict[str, int]] = defaultdict(dict)
    spelled: dict[str, str] = {}
    for (word, says), folded in zip(words.items(), fold_all(words), strict=True):
        key = folded if "*" not in word else "*".join(map(fold, word.split("*")))
        spelled.setdefault(key, word)
        speaks[key].update(says)
    _share_stems(speaks)
    families: list[Says] = []
    for says in speaks.values():
        family: dict[str, int] = {}
        for slug, weight in says.items():
            family[tops[slug]] = max(weight, family.get(tops[slug], 0))
        families.append(tuple((top, float(weight)) for top, weight in family.items() if weight))
    return Vocabulary(
        compile_words(_forms(spelled, language)),
        tuple(tuple((s, float(w)) for s, w in says.items() if w) for says in speaks.values()),
        tuple(families),
        {number: word for number, word in enumerate(spelled.values()) if _shouted(word)},
        ready,
    )


def _share_stems(speaks: Mapping[str, dict[str, int]]) -> None:
    """Let a word say what its stem with a star says too: both stand at one place of a text, and only one is heard."""
    stems = {key[:-1]: says for key, says in speaks.items() if key.find("*") == len(key) - 1}
    shortest = min(map(len, stems), default=0)
    for key, says in speaks.items():
        first = max(key.rfind(" ") + 2, shortest)
        for end in range(first, len(key) + 1) if "*" not in key else ():
            if key[:end] in stems:
                for slug, weight in stems[key[:end]].items():
                    says.setdefault(slug, weight)


def _forms(words: Mapping[str, str], language: str) -> Iterator[tuple[str, int]]:
    """Yield the words with their numbers, the words with a prefix, and plurals in -s of words that have none yet.

    The words come by their folded forms.
    """
    for number, (key, word) in enumerate(words.items()):
        yield word, number
        yield from ((prefix + word, number) for prefix in _PREFIXES.get(language, ()))
        plural = language in _PLURAL and len(word) > 2 and word[-1] not in "sxz*" and not _shouted(word)
        if plural and f"{key}s" not in words:
            yield word + "s", number


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def find(
    where: Page, words: TopicWords, language: str, readily: Mapping[str, float] | None = None
) -> tuple[Evidence, ...]:
    """Say what a text is about: at most four topics, the main one first; none where nothing is strong enough.

    ``language`` is ISO 639-1; English words are used for one that the vocabulary does not know.
    ``readily`` is what the sums of topics are multiplied by, those of first-level ones with all below them.
    """
    known = spoken(words, language)
    if known is None:
        return ()
    said = _said(where, known)
    own, families = _totals(said, known.speaks), _totals(said, known.families)
    if readily:
        own, families = ({t: w * readily.get(t, 1.0) for t, w in sums.items()} for sums in (own, families))
    chosen = _chosen(own, families, words.tops, known.ready)
    return tuple(_evidence(slug, total, where, said, known, words.tops) for slug, total in chosen)


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, slug in force, line) of a vocabulary file; comments out, continued lines joined."""
    slug, held, at = "", "", 0
    for number, line in enumerate([*text.splitlines(), "#"], start=1):
        if line[:1] in (" ", "\t") and line.strip():
            held += " " + line.strip()
            continue
        if held:
            head = _HEAD.fullmatch(held)
            slug = head[1] if head else slug
            known = head or held.startswith("labels:") or _MAIN.fullmatch(held) or _WORDS.fullmatch(held)
            if not known or not slug:
                raise ValueError(f"line {at}: {held!r} is no topic, no labels and no words")
            yield at, slug, held
        held, at = ("" if line.startswith("#") else line.strip()), number


def _said(where: Page, known: Vocabulary) -> list[tuple[float, Match]]:
    """Return the words of a text, each with how loud it speaks: by its place, and less with every repetition."""
    weights, begins = place_weights(where.sentences, 0.0), where.begins
    found = as_printed(where, matches(where, known.matcher), known.capitals)
    times: dict[int, int] = {}
    said = []
    for match in longest(found):
        number = match[2]
        times[number] = heard = times.get(number, 0) + 1
        said.append((weights[bisect_right(begins, match[0]) - 1] / heard, match))
    return said


def _totals(said: Iterable[tuple[float, Match]], speaks: Sequence[Says]) -> dict[str, float]:
    """Add up what the words say for each topic."""
    totals: dict[str, float] = {}
    for loud, (_, _, number) in said:
        for slug, weight in speaks[number]:
            totals[slug] = totals.get(slug, 0.0) + weight * loud
    return totals


def _chosen(
    own: Mapping[str, float], families: Mapping[str, float], tops: Mapping[str, str], ready: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Pick the main topic and those near it. A first level is not given beside one of its own second level."""
    if not families:
        return []
    main_top = max(families, key=lambda top: families[top] * ready.get(top, 1.0))
    whole = families[main_top]
    if whole < ENOUGH:
        return []
    below = [slug for slug in own if tops[slug] == main_top and slug != main_top]
    narrow = max(below, key=lambda slug: own[slug], default="")
    main, strength = (narrow, own[narrow]) if narrow and own[narrow] >= NARROW * whole else (main_top, whole)
    least = max(ENOUGH_BESIDE, NEAR * strength)
    near = [slug for slug in own if slug not in (main, tops[slug]) and own[slug] >= least]
    near.sort(key=lambda slug: -own[slug])
    return [(main, strength), *((slug, own[slug]) for slug in near[: MOST - 1])]


def _evidence(
    slug: str,
    total: float,
    where: Page,
    said: Sequence[tuple[float, Match]],
    known: Vocabulary,
    tops: Mapping[str, str],
) -> Evidence:
    """Return a topic with the word that said most for it; for a first level that may be a word of one below it."""
    speaks = known.families if tops[slug] == slug else known.speaks
    heard = [(weight * loud, match) for loud, match in said for topic, weight in speaks[match[2]] if topic == slug]
    _, (start, end, _) = max(heard, key=lambda one: one[0])
    number = sentence_at(where, start)
    sentence, begin = where.sentences[number], where.begins[number]
    score = round(total / (total + HALF), 3)
    return Evidence(slug, sentence.place, start - begin, end - begin, sentence.text, score)
