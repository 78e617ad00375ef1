"""Make a corpus of articles for the benchmark: same number, same bytes, and a larger one begins like a smaller one.

The words are invented sentences of common words; what follows real news is how things are spread. Measured once on
four sets, with this program's own labels (``digest classify``) for countries, topics and tags. Only figures are here:

============================== ============== ============== ============= ============= ===============
set                            Wikinews 19–20 MasakhaNEWS en Reuters 1987  events 20–26  this corpus
============================== ============== ============== ============= ============= ===============
stories                        294            710            9,199         5,329         10,000
words: 10 %, 50 %, 90 %        179, 330, 731  101, 457, 950  38, 93, 297   two lines     77, 211, 583
deviation of their logarithms  0.84           0.86           0.81                        0.8
with 0, 1, 2, 3+ countries, %  0, 78, 18, 4   7, 68, 19, 6   1, 88, 10, 1  5, 57, 30, 8  5, 72, 18, 5
first 1, 5, 20 countries have  39, 53, 77 %   56, 77, 91 %   57, 75, 89 %  14, 35, 60 %  28, 56, 77 %
with 1, 2, 3, 4 topics, %      69, 21, 6, 4   72, 19, 6, 3   74, 17, 5, 2  52, 29, 13, 7 70, 20, 6, 4
first 1, 5, 20 topics have     10, 36, 70 %   12, 42, 71 %   27, 55, 83 %  16, 31, 60 %  11, 34, 63 %
with 0, 1, 2, 3+ tags, %       60, 25, 10, 5  67, 26, 6, 1   97, 3, 0, 0   89, 11, 1, 0  64, 25, 8, 3
distinct tags in so many uses  63 in 182      80 in 298      107 in 285    79 in 620     76 in 182
of these tags, used once       56 %           71 %           53 %          33 %          70 %
they grow as uses to the power 0.69           0.75           0.83          0.61          0.7
stories with ', with quotes    92, 86 %       92, 91 %       47, 23 %      17, 4 %       90, 80 %
============================== ============== ============== ============= ============= ===============

Lengths are log-normal with a mean of about 290 words, between the short wire and the long web article. Countries and
topics follow a Zipf law, that of topics shifted as Mandelbrot did it. Tags come from the process of Pitman and Yor
(1997): a tag is new with a probability that falls as the corpus grows, and else repeats an earlier use; its discount is
both the power with which tags grow and the share of those used once. The sets are plain text: how often a story has a
link, a subheading or a list is assumed. Dates lie evenly over ten years.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from babel import Locale

PROJECT = Path(__file__).resolve().parent.parent
WORDS = (
    "the of and to in a for on that with as by at from will has said was are an its be this which have new after more"
    " government minister talks report water road school river harbour plan budget court law election vote party union"
    " workers strike price market export import bank loan debt growth energy gas oil pipeline power station railway"
    " line bridge city village district border army police rights council mission agreement treaty summit meeting visit"
    " statement office spokesman president parliament deputy committee question answer week month year day morning"
    " evening people families children hospital doctors patients vaccine storm flood drought harvest wheat cotton fish"
    " museum festival team match season science satellite launch station research university students teachers city's"
    " party's"
).split()
SOURCES = [f"Wire {name}" for name in "Alder Birch Cedar Elm Fir Hazel Juniper Larch Maple Oak Pine Rowan".split()]

COUNTRIES_A_STORY = (5, 72, 18, 3, 1, 1)
TOPICS_A_STORY = (0, 70, 20, 6, 4)
TAGS_A_STORY = (64, 25, 8, 2, 1)
"""Percent of stories with 0, 1, 2 … of them."""
COUNTRY_POWER, TOPIC_POWER, TOPIC_SHIFT = 1.3, 1.2, 2
"""The k-th country is named in proportion to 1 / k ** power, the k-th topic to 1 / (k + shift) ** power."""
TAG_DISCOUNT, TAG_STRENGTH = 0.7, 1.0
LENGTH_MEAN, LENGTH_SPREAD, SHORTEST, LONGEST = 5.3, 0.8, 30, 2500
"""Mean and standard deviation of the logarithm of the number of words; the number itself stays within bounds."""
QUOTED, NAMES_ITS_COUNTRY = 0.14, 0.2
"""Shares of sentences."""
LINKED, HEADED, LISTED = 0.1, 0.04, 0.03
"""Shares of stories with a link, a subheading and a list in their text."""

_NOT_COUNTRIES = frozenset("AC CP CQ DG EA IC TA EU EZ UN QO XA XB ZZ".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """One article. ``path`` is below content/, without its suffix; ``blocks`` are its paragraphs in Markdown."""

    path: str
    title: str
    date: dt.date
    source: str
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    paragraphs: tuple[str, ...]
    blocks: tuple[str, ...]


def articles(count: int, seed: int = 1) -> Iterator[Piece]:
    """Yield ``count`` articles."""
    rng = random.Random(seed)
    countries, topics, names = _countries(rng), _topics(rng), _tag_names(rng)
    by_country = list(accumulate(1 / k**COUNTRY_POWER for k in range(1, len(countries) + 1)))
    by_topic = list(accumulate(1 / (k + TOPIC_SHIFT) ** TOPIC_POWER for k in range(1, len(topics) + 1)))
    by_source = list(accumulate(1 / k for k in range(1, len(SOURCES) + 1)))
    uses: list[int] = []
    firsts: list[int] = []
    first_day = dt.date(2015, 1, 1).toordinal()
    for number in range(count):
        date = dt.date.fromordinal(first_day + rng.randrange(3650))
        about = _some(rng, countries, by_country, _how_many(rng, COUNTRIES_A_STORY))
        place = about[0] if about else "the region"
        paragraphs = tuple(_paragraphs(rng, place))
        yield Piece(
            path=f"{date:%Y/%m}/story-{number:06}",
            title=f"{place[0].upper()}{place[1:]}: {_words(rng, rng.randint(5, 10))}",
            date=date,
            source=_some(rng, SOURCES, by_source, 1)[0],
            countries=about,
            topics=_some(rng, topics, by_topic, _how_many(rng, TOPICS_A_STORY)),
            tags=tuple(_tag_name(names, tag) for tag in _tags(rng, uses, firsts, _how_many(rng, TAGS_A_STORY))),
            summary=_words(rng, rng.randint(14, 26)) + f" in {place}.",
            paragraphs=paragraphs,
            blocks=tuple(_marked(rng, list(paragraphs))),
        )


def write(root: Path, count: int) -> None:
    """Write a corpus as content/ of a digest, in the form that people write by hand; Hugo reads it as it is."""
    for piece in articles(count):
        put(root / "content" / f"{piece.path}.md", front_matter(piece) + "\n\n".join(piece.blocks) + "\n")


def front_matter(piece: Piece) -> str:
    """Return the front matter of an article in YAML, with the empty line after it; empty lists are left out."""
    lists = {"countries": piece.countries, "topics": piece.topics, "tags": piece.tags}
    lines = [f'title: "{piece.title}"', f"date: {piece.date}", f'source: "{piece.source}"']
    lines += [f"{key}: [" + ", ".join(f'"{item}"' for item in items) + "]" for key, items in lists.items() if items]
    return "\n".join(["---", *lines, f'summary: "{piece.summary}"', 'language: "en"', "---", "", ""])


def write_raw(root: Path, count: int) -> None:
    """Write the same corpus as raw seeds: plain text under a line with date and credit."""
    for piece in articles(count):
        head = f" date {piece.date} By {piece.source}\n\n"
        put(root / "seeds" / f"{piece.path}.txt", head + "\n\n".join(piece.paragraphs) + "\n\n---\n")


def put(target: Path, text: str) -> None:
    """Write a file, with the folders that it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


# ---- labels


def _countries(rng: random.Random) -> list[str]:
    names = Locale("en").territories
    found = [names[code] for code in sorted(names) if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES]
    rng.shuffle(found)
    return found


def _topics(rng: random.Random) -> list[str]:
    """Return the topics that the program knows, so that none is refused."""
    found = re.findall(r"^\[([a-z-]+)\]", (PROJECT / "digest/words/topics.txt").read_text(encoding="utf-8"), re.M)
    rng.shuffle(found)
    return found


def _tag_names(rng: random.Random) -> list[str]:
    names = [f"{a.title()} {b.title()}" for a in WORDS[30:90] for b in WORDS[30:90] if a != b]
    rng.shuffle(names)
    return names


def _tag_name(names: list[str], tag: int) -> str:
    """Name a tag; once all names are taken, they come again with a number."""
    again, place = divmod(tag, len(names))
    return f"{names[place]} {again + 1}" if again else names[place]


def _how_many(rng: random.Random, percent: tuple[int, ...]) -> int:
    return rng.choices(range(len(percent)), percent)[0]


def _some(rng: random.Random, items: list[str], sums: list[float], count: int) -> tuple[str, ...]:
    """Pick ``count`` different items by their cumulated weights."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[rng.choices(items, cum_weights=sums)[0]] = None
    return tuple(found)


def _tags(rng: random.Random, uses: list[int], firsts: list[int], count: int) -> list[int]:
    """Draw the tags of a story; ``uses`` has the tag of every use so far, ``firsts`` the place of each tag's first."""
    found: list[int] = []
    while len(found) < count:
        tag = _next_tag(rng, uses, firsts)
        if tag in found:
            continue
        if tag == len(firsts):
            firsts.append(len(uses))
        uses.append(tag)
        found.append(tag)
    return found


def _next_tag(rng: random.Random, uses: list[int], firsts: list[int]) -> int:
    if rng.random() * (TAG_STRENGTH + len(uses)) < TAG_STRENGTH + TAG_DISCOUNT * len(firsts):
        return len(firsts)
    while True:  # a tag in proportion to its uses less the discount: its first use counts only 1 - discount
        place = rng.randrange(len(uses))
        if firsts[uses[place]] != place or rng.random() >= TAG_DISCOUNT:
            return uses[place]


# ---- text


def _paragraphs(rng: random.Random, place: str) -> Iterator[str]:
    left = min(LONGEST, max(SHORTEST, int(rng.lognormvariate(LENGTH_MEAN, LENGTH_SPREAD))))
    marks = rng.choice(("“”", '""'))
    while left > 0:
        sentences = []
        for _ in range(rng.randint(1, 4)):
            words = min(rng.randint(8, 24), max(left, 5))
            sentences.append(_sentence(rng, place, marks, words))
            left -= words
            if left <= 0:
                break
        yield " ".join(sentences)


def _sentence(rng: random.Random, place: str, marks: str, count: int) -> str:
    text = _words(rng, count)
    if rng.random() < QUOTED:
        return f"{marks[0]}{text},{marks[1]} said the {rng.choice(WORDS[30:])}."
    return f"{text} in {place}." if rng.random() < NAMES_ITS_COUNTRY else f"{text}."


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count)).capitalize()


def _marked(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """Add to the paragraphs of some stories what Markdown has beside paragraphs."""
    if rng.random() < LINKED:
        paragraphs[-1] += f" [{_words(rng, 3)}](https://example.org/{rng.randrange(10**6)})."
    if rng.random() < HEADED:
        paragraphs.insert(len(paragraphs) // 2, f"## {_words(rng, 4)}")
    if rng.random() < LISTED:
        paragraphs.append("\n".join(f"- {_words(rng, 6)}" for _ in range(3)))
    return paragraphs
