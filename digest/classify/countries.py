"""Which countries a text is about, which it merely names, and which unions of states it speaks of.

Each country gets a weight from its names: by the place where a name stands (title 3, first sentence 2, first three
sentences 1.5, the rest 1) and by its kind. A text is about the countries that have a third of the strongest one's
weight; the others are mentions. So is what it says in passing: a country that weighs no more than one sentence after
the first, or that a long text names in fewer than one sentence in twenty. A dateline speaks for its country where the
text names that too, or where the headline and the first sentence name none. A sign, such as an exchange or a league,
helps to decide, and is never a mention. The house country needs no more than the dateline: news from home seldom names
home.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from digest.classify.context import YES
from digest.classify.matching import Page
from digest.classify.reading import Gazetteer, Named, read
from digest.classify.scan import Scan
from digest.classify.sentences import FIRST, Sentence, place_weights
from digest.model import Evidence, Stamp

CUT = 0.35
"""Share of the strongest country's weight from which a text is about a country."""
FILED = 3.0
"""What the dateline adds to its country where the text names it too: as much as a headline."""
BLOC_CUT = 0.15
"""Share of the heaviest label's weight from which a bloc is told."""
MENTION = 0.49
"""Most that a mention scores: one that weighs more is kept from being a country by its place, not by its weight."""
KINDS = {
    "name": 1.0,
    "people": 1.0,
    "power": 0.8,
    "region": 0.7,
    "sign": 0.5,
    "capital": 0.5,
    "city": 0.5,
    "short": 0.5,
    "bloc": 1.0,
}
"""Weights of the kinds of name: a town is more often where a thing happens than what it is about.

Between 0.3 and 0.6, that of a sign changes no first country of 300 labelled articles.
"""
PASSING = 1.5
"""Most that one sentence after the first weighs: no more of a country is a mention beside others."""
SCARCE = 0.05
"""Least share of its sentences, counted by their place, in which a text names a country that it is about.

Of 33 articles about no country 9 more get none by it, and of 267 others one loses its right one. From 0.06 on, three
and more do.
"""
CROWD = 2
"""A sentence with more countries than this is a list: its weight is shared out among them."""

_LEADING = ("title", "1.1")
"""Places of the headline and the first sentence."""

Basis = Literal["text", "dateline", "house", "none"]


class Found(Struct, frozen=True, gc=False):
    """Countries, mentions and blocs of a text with their evidence, the heaviest first."""

    countries: tuple[Evidence, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    blocs: tuple[Evidence, ...] = ()
    basis: Basis = "none"


def find(
    found: Scan,
    gazetteer: Gazetteer,
    date: Stamp | None = None,
    home: str = "",
    persons: Sequence[str] = (),
    cut: float = CUT,
    readily: Mapping[str, float] | None = None,
) -> Found:
    """Find the countries and blocs among the names ``found`` in a text; ``home`` is its country where it names none.

    ``persons`` are the persons that the text names: a part of their names is no place. ``cut`` stands for ``CUT``;
    ``readily`` is what the weights of countries are multiplied by, before they are compared.
    """
    where = found.page
    places, blocs = read(found, gazetteer, date, persons)
    weights = place_weights(where.sentences)
    totals, basis = _about(places, where.sentences, weights, home, cut, readily or {})
    top = max(totals.values(), default=0.0)
    countries = _labels(totals, places, where, weights, (top, cut))
    rest = [n for n in places if n.codes[0] not in totals and n.entry.kind != "sign"]
    mentions = _labels(_totals(rest, weights), rest, where, weights, (top, cut), MENTION) if rest else ()
    told = _blocs(blocs, totals, where, weights)
    if not countries and home:
        return Found((Evidence(home, "house"),), mentions, told, "house")
    return Found(countries, mentions, told, basis)


def _about(
    places: Sequence[Named],
    sentences: Sequence[Sentence],
    weights: Sequence[float],
    home: str,
    cut: float,
    readily: Mapping[str, float],
) -> tuple[Mapping[str, float], Basis]:
    """Return the weights of the countries that the text is about, and what they rest on."""
    full = [n for n in places if n.verdict == YES]
    text = [n for n in full if sentences[n.hit.sentence].place != "dateline"]
    filed = next((n.codes[0] for n in full if sentences[n.hit.sentence].place == "dateline"), "")
    totals = _totals(text, weights)
    if filed and (filed in totals or filed == home):
        totals[filed] = totals[filed] + FILED if filed in totals else FIRST
    totals = _meant(totals, text, sentences)
    if len(sentences) * SCARCE > 1.0:
        from_home = {home: totals[home]} if filed and filed == home else {}
        totals = _often(totals, full, sentences, weights) | from_home
    totals = {code: weight * readily.get(code, 1.0) for code, weight in totals.items()} if readily else totals
    strongest = max(totals.values(), default=0.0)
    about = {code: weight for code, weight in totals.items() if weight >= cut * strongest}
    if not filed or filed in about:
        return about, "text" if about else "none"
    if any(sentences[n.hit.sentence].place in _LEADING for n in text):
        return about, "text"
    return {filed: FIRST} | {code: weight for code, weight in about.items() if weight >= FIRST}, "dateline"


def _meant(totals: dict[str, float], text: Sequence[Named], sentences: Sequence[Sentence]) -> dict[str, float]:
    """Leave out what a text says in passing: a country that weighs no more than one sentence after the first.

    It must be named by its name or adjective only, as in comparisons; towns and institutions are where things happen.
    Where no other country is left, it stays.
    """
    if len(totals) < 2 or min(totals.values()) > PASSING:
        return totals
    meant = {
        n.codes[0]
        for n in text
        if n.entry.kind not in ("name", "people") or sentences[n.hit.sentence].place in _LEADING
    }
    return {code: weight for code, weight in totals.items() if weight > PASSING or code in meant} or totals


def _often(
    totals: dict[str, float], full: Sequence[Named], sentences: Sequence[Sentence], weights: Sequence[float]
) -> dict[str, float]:
    """Leave out what a text of more than twenty sentences hardly speaks of: where an expert works, an example, a trip.

    A country is meant that the headline names, or enough sentences: ``SCARCE`` of all, the first counting for two.
    Advice on sleep that names one foreign clinic is about no country.
    """
    where: dict[str, set[int]] = defaultdict(set)
    for n in full:
        where[n.codes[0]].add(n.hit.sentence)
    meant = {code for code, numbers in where.items() if any(sentences[n].place == "title" for n in numbers)}
    meant |= {code for code in totals if sum(weights[n] for n in where[code]) >= SCARCE * len(sentences)}
    return {code: weight for code, weight in totals.items() if code in meant}


def _totals(named: Iterable[Named], weights: Sequence[float]) -> dict[str, float]:
    """Add up the weight of each label; a sentence counts once for each, and shares its weight where it is a list."""
    by_sentence: dict[int, dict[str, float]] = defaultdict(dict)
    for n in named:
        here, code, kind = by_sentence[n.hit.sentence], n.codes[0], KINDS[n.entry.kind]
        if kind > here.get(code, 0.0):
            here[code] = kind
    totals: dict[str, float] = defaultdict(float)
    for sentence, here in by_sentence.items():
        for code, kind in here.items():
            totals[code] += weights[sentence] * kind * min(1.0, CROWD / len(here))
    return dict(totals)


def _labels(
    totals: Mapping[str, float],
    named: Sequence[Named],
    where: Page,
    weights: Sequence[float],
    scale: tuple[float, float],
    most: float = 1.0,
) -> tuple[Evidence, ...]:
    """Return the labels of ``totals``, the heaviest first, each with the name that stands in its strongest place.

    ``scale`` is the strongest weight that they are compared with and the share of it that was asked for; ``most`` is
    the highest score.
    """
    if not totals:
        return ()
    best: dict[str, tuple[float, Named]] = {}
    for n in named:
        code = n.codes[0]
        if code in totals:
            weight = weights[n.hit.sentence] * KINDS[n.entry.kind] * (1.0 if n.verdict == YES else 0.1)
            if code not in best or weight > best[code][0]:
                best[code] = (weight, n)
    top, cut = max(totals.values()) if not scale[0] else scale[0], scale[1]
    order = sorted(best, key=lambda code: (-totals[code], best[code][1].hit.start))
    return tuple(_evidence(code, best[code][1], min(most, sure(totals[code] / top, cut)), where) for code in order)


def sure(share: float, cut: float) -> float:
    """Return how clearly a label passed: 0.5 at the share of the strongest weight that is asked for, 1 at all of it.

    Below, it falls evenly to 0.
    """
    if share >= 1.0:
        return 1.0
    return 0.5 + 0.5 * (share - cut) / (1.0 - cut) if share >= cut else 0.5 * share / cut


def _evidence(code: str, named: Named, score: float, where: Page) -> Evidence:
    """Return the evidence of one label."""
    hit = named.hit
    sentence, begin = where.sentences[hit.sentence], where.begins[hit.sentence]
    return Evidence(code, sentence.place, hit.start - begin, hit.end - begin, sentence.text, round(score, 3))


def _blocs(
    blocs: Sequence[Named],
    countries: Mapping[str, float],
    where: Page,
    weights: Sequence[float],
) -> tuple[Evidence, ...]:
    """Return the blocs that are more than a passing word beside the countries and the other blocs."""
    if not blocs:
        return ()
    totals = _totals(blocs, weights)
    top = max((*totals.values(), *countries.values()), default=0.0)
    told = {code: weight for code, weight in totals.items() if weight >= BLOC_CUT * top}
    return _labels(told, blocs, where, weights, (top, BLOC_CUT))
