"""What a text is about, on the two levels of the topic vocabulary, each topic with the sentence that decided it.

Every word of the vocabulary that the text holds speaks for its topics: by its weight, by its place (a headline speaks
loudest), and less with every repetition. The words of the second level speak for the first level too. The strongest
first level wins, and within it the strongest topic; other topics are given when they come near it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.classify.scan import Hit, Scanner, plain, scan, scanner
from digest.classify.sentences import Sentence
from digest.model import Evidence, Topic

_HEAD = re.compile(r"\[([a-z0-9-]+)\](?:\s+(\d{8}))?(?:\s+([a-z0-9-]+))?\s*")
_WORDS = re.compile(r"([a-z]{2}) ([0-5]):\s*(.*)")
_FALLBACK = "en"
TITLE, FIRST, OPENING, REST = 3.0, 2.0, 1.5, 1.0
"""Weights of place: headline, first sentence, first three sentences, the rest."""
ENOUGH = 3.0
"""Least sum of weights for a topic: less than one strong word in the first sentence tells nothing."""
ENOUGH_BESIDE = 5.0
NEAR = 0.4
"""Least sum for a topic beside the main one, and the share of the main one's sum that it needs."""
NARROW = 0.3
"""Share of the first level's sum that makes its strongest second-level topic the main one."""
HALF = 10.0
"""Sum at which the score is one half."""
MOST = 4


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The vocabulary, compiled. ``speaks`` says for each word of each language: (topic, weight), …"""

    topics: tuple[Topic, ...]
    scanners: Mapping[str, Scanner] = field(repr=False)
    speaks: Mapping[str, tuple[tuple[tuple[str, int], ...], ...]] = field(repr=False)
    tops: Mapping[str, str] = field(repr=False)
    """Slug → slug of its first level (its own for a first-level topic)."""


@dataclass(slots=True)
class _Tally:
    """What the words said for one topic so far, and the hit that said most."""

    total: float = 0.0
    best: float = 0.0
    hit: Hit | None = None


def parse(text: str) -> tuple[Topic, ...]:
    """Read the topics of a vocabulary file, in its order. Raises ValueError, with the line, on what it cannot read."""
    found: dict[str, Topic] = {}
    for number, slug, line in _lines(text):
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
    """Compile a vocabulary file. Raises ValueError as ``parse`` does."""
    topics = parse(text)
    weights: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    spelled: dict[str, dict[str, str]] = defaultdict(dict)
    for _, slug, line in _lines(text):
        words = _WORDS.fullmatch(line)
        if not words:
            continue
        for word in filter(None, (word.strip() for word in words[3].split(","))):
            key = "*".join(plain(part) for part in word.split("*"))
            spelled[words[1]].setdefault(key, word)
            weights[words[1]][key][slug] = int(words[2])
    scanners = {language: scanner(tuple(keys.values()), language) for language, keys in spelled.items()}
    speaks = {
        language: tuple(tuple((s, w) for s, w in weights[language][key].items() if w) for key in keys)
        for language, keys in spelled.items()
    }
    return TopicWords(topics, scanners, speaks, {t.slug: t.parent or t.slug for t in topics})


def find(sentences: Sequence[Sentence], words: TopicWords, language: str) -> tuple[Evidence, ...]:
    """Say what the sentences are about: at most four topics, the main one first; none where nothing is strong enough.

    ``language`` is ISO 639-1; English words are used for one that the vocabulary does not know.
    """
    known = language if language in words.scanners else _FALLBACK
    if known not in words.scanners:
        return ()
    own, families = _tallies(sentences, scan(sentences, words.scanners[known]), words.speaks[known], words.tops)
    return tuple(_evidence(slug, tally, sentences) for slug, tally in _chosen(own, families, words.tops))


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
            if not (head or held.startswith("labels:") or _WORDS.fullmatch(held)) or not slug:
                raise ValueError(f"line {at}: {held!r} is no topic, no labels and no words")
            yield at, slug, held
        held, at = ("" if line.startswith("#") else line.strip()), number


def _tallies(
    sentences: Sequence[Sentence],
    hits: Iterable[Hit],
    speaks: Sequence[tuple[tuple[str, int], ...]],
    tops: Mapping[str, str],
) -> tuple[dict[str, _Tally], dict[str, _Tally]]:
    """Add up what the hits say for each topic itself, and for each first level with all below it."""
    own: dict[str, _Tally] = {}
    families: dict[str, _Tally] = {}
    seen: dict[int, int] = {}
    places = _place_weights(sentences)
    for hit in hits:
        times = seen[hit.word] = seen.get(hit.word, 0) + 1
        loud = places[hit.sentence] / times
        family: dict[str, int] = {}
        for slug, weight in speaks[hit.word]:
            _add(own, slug, weight * loud, hit)
            top = tops[slug]
            family[top] = max(weight, family.get(top, 0))
        for top, weight in family.items():
            _add(families, top, weight * loud, hit)
    return own, families


def _add(tallies: dict[str, _Tally], slug: str, worth: float, hit: Hit) -> None:
    tally = tallies.setdefault(slug, _Tally())
    tally.total += worth
    if worth > tally.best:
        tally.best, tally.hit = worth, hit


def _place_weights(sentences: Sequence[Sentence]) -> list[float]:
    out, seen = [], 0
    for sentence in sentences:
        if sentence.place in ("title", "dateline"):
            out.append(TITLE if sentence.place == "title" else 0.0)
            continue
        seen += 1
        out.append(FIRST if seen == 1 else OPENING if seen <= 3 else REST)
    return out


def _chosen(
    own: Mapping[str, _Tally], families: Mapping[str, _Tally], tops: Mapping[str, str]
) -> list[tuple[str, _Tally]]:
    """Pick the main topic and those near it. A first level is not given beside one of its own second level."""
    if not families:
        return []
    main_top = max(families, key=lambda top: families[top].total)
    whole = families[main_top]
    below = [slug for slug in own if tops[slug] == main_top and slug != main_top]
    narrow = max(below, key=lambda slug: own[slug].total, default="")
    if narrow and own[narrow].total >= NARROW * whole.total:
        main, strength = narrow, own[narrow].total
    else:
        main, strength = main_top, whole.total
    if whole.total < ENOUGH:
        return []
    least = max(ENOUGH_BESIDE, NEAR * strength)
    near = [slug for slug in own if slug not in (main, tops[slug]) and own[slug].total >= least]
    near.sort(key=lambda slug: -own[slug].total)
    return [(main, own[main] if main == narrow else whole), *((slug, own[slug]) for slug in near[: MOST - 1])]


def _evidence(slug: str, tally: _Tally, sentences: Sequence[Sentence]) -> Evidence:
    score = round(tally.total / (tally.total + HALF), 3)
    if tally.hit is None:
        return Evidence(slug, "1.1", score=score)
    sentence = sentences[tally.hit.sentence]
    return Evidence(slug, sentence.place, tally.hit.start, tally.hit.end, sentence.text, score)
