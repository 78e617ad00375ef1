"""What a digest has learned from its editor: a few weights on top of the word lists, in a file that people can read.

A line is ``about: 0.4``, ``country NO: 1.25`` or ``topic energy: 0.8``; what follows a # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.classify.countries import CUT
from digest.model import Labels

FILE = "learned.txt"
LEAST, MOST = 0.1, 10.0
"""Bounds of a weight: beyond them a label would be told always or never."""
_LINE = re.compile(r"(?:(about)|country ([A-Z]{2})|topic ([a-z0-9-]+)):\s*([0-9]+(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Learned:
    """Learned weights; without any, labels are what words and rules say."""

    about: float = CUT
    """Share of the strongest country's weight from which a text is about a country."""
    countries: Mapping[str, float] = field(default_factory=dict)
    """ISO code → what the country's weight is multiplied by."""
    topics: Mapping[str, float] = field(default_factory=dict)
    """Slug → what the topic's weight is multiplied by; a first-level topic's holds for all below it."""


def parse(text: str) -> Learned:
    """Read a file of learned weights. Raises ValueError, with the line, on what it cannot read."""
    about = CUT
    countries: dict[str, float] = {}
    topics: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"line {number}: write `about: 0.4`, `country NO: 1.2` or `topic energy: 0.8`")
        value = float(found[4])
        if not (0 < value <= 1 if found[1] else LEAST <= value <= MOST):
            raise ValueError(f"line {number}: {value} is out of bounds")
        if found[1]:
            about = value
        elif found[2]:
            countries[found[2]] = value
        else:
            topics[found[3]] = value
    return Learned(about, countries, topics)


def parts(labels: Labels, learned: Learned, tops: Mapping[str, str]) -> tuple[tuple[str, str, float], ...]:
    """Return (kind, label, weight) of every learned weight that had a part in labels; ``about`` has no label.

    ``tops`` gives the first level of each topic.
    """
    told = []
    if learned.about != CUT and labels.countries:
        told.append(("about", "", learned.about))
    for evidence in (*labels.countries, *labels.mentions):
        if evidence.label in learned.countries:
            told.append(("countries", evidence.label, learned.countries[evidence.label]))
    slugs = (slug for e in labels.topics for slug in (tops.get(e.label, e.label), e.label))
    told += [("topics", slug, learned.topics[slug]) for slug in dict.fromkeys(slugs) if slug in learned.topics]
    return tuple(told)
