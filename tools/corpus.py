"""Make a corpus of articles for the benchmark: same number, same bytes.

Lengths, labels and dates are spread as in a press archive: log-normal lengths about 290 words, a few countries and
topics that carry most stories and a long tail, tags of which many occur once (a Zipf law), ten years of dates.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale

WORDS = (
    "the of and to in a for on that with as by at from will has said was are an its be this which have new after more"
    " government minister talks report water road school river harbour plan budget court law election vote party union"
    " workers strike price market export import bank loan debt growth energy gas oil pipeline power station railway"
    " line bridge city village district border army police rights council mission agreement treaty summit meeting visit"
    " statement office spokesman president parliament deputy committee question answer week month year day morning"
    " evening people families children hospital doctors patients vaccine storm flood drought harvest wheat cotton fish"
    " museum festival team match season science satellite launch station research university students teachers"
).split()
TOPICS = (
    "diplomacy elections human-rights energy trade health education floods earthquakes courts space football climate"
    " migration defence transport government agriculture epidemics disasters".split()
)
SOURCES = [f"Wire {name}" for name in "Alder Birch Cedar Elm Fir Hazel Juniper Larch Maple Oak Pine Rowan".split()]
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA IC TA EU EZ UN QO XA XB ZZ".split())


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, dict[str, object], list[str]]]:
    """Yield (path below content/, front matter, paragraphs) of ``count`` articles."""
    rng = random.Random(seed)
    names = Locale("en").territories
    countries = [
        names[code] for code in sorted(names) if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    ]
    rng.shuffle(countries)
    tags = [f"{a.title()} {b.title()}" for a in WORDS[30:90] for b in WORDS[30:90] if a != b]
    rng.shuffle(tags)
    first = dt.date(2015, 1, 1).toordinal()
    for number in range(count):
        date = dt.date.fromordinal(first + rng.randrange(3650))
        about = _some(rng, countries, rng.choice((1, 1, 1, 2, 2, 3)))
        matter: dict[str, object] = {
            "title": f"{about[0]}: {_words(rng, rng.randint(5, 9))}",
            "date": date,
            "source": _some(rng, SOURCES, 1)[0],
            "countries": about,
            "topics": _some(rng, TOPICS, rng.choice((1, 1, 2, 2, 3))),
            "tags": _some(rng, tags, rng.choice((0, 1, 1, 2, 3))),
            "summary": _sentence(rng, about[0]),
            "language": "en",
        }
        yield f"{date:%Y/%m}/story-{number:06}", matter, list(_paragraphs(rng, about[0]))


def write(root: Path, count: int) -> None:
    """Write a corpus as content/ of a digest, in the form that people write by hand."""
    for path, matter, paragraphs in articles(count):
        target = root / "content" / f"{path}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in matter.items() if value != [])
        target.write_text(f"---\n{lines}---\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")


def write_raw(root: Path, count: int) -> None:
    """Write the same corpus as raw seeds."""
    for path, matter, paragraphs in articles(count):
        target = root / "seeds" / f"{path}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        head = f" date {matter['date']} By {matter['source']}\n\n"
        target.write_text(head + "\n\n".join(paragraphs) + "\n\n---\n", "utf-8")


def _yaml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _some(rng: random.Random, items: Sequence[str], count: int) -> list[str]:
    """Pick items by a Zipf law: the first ones far more often than the last."""
    places = (min(int(rng.paretovariate(0.8)) - 1, len(items) - 1) for _ in range(count))
    return list(dict.fromkeys(items[place] for place in places))


def _paragraphs(rng: random.Random, country: str) -> Iterator[str]:
    left = max(60, int(rng.lognormvariate(5.55, 0.5)))
    while left > 0:
        sentences = [_sentence(rng, country) for _ in range(rng.randint(1, 4))]
        left -= sum(len(sentence.split()) for sentence in sentences)
        yield " ".join(sentences)


def _sentence(rng: random.Random, country: str) -> str:
    text = _words(rng, rng.randint(8, 24))
    return f"{text} in {country}." if rng.random() < 0.2 else f"{text}."


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count)).capitalize()
