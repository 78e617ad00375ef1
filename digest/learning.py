"""What can be learned from stories that people corrected: how they differ from the program, and a few weights. Pure.

Each weight is tried by itself: it is taken where it mends more labels than it spoils, by as many at least as it lies
steps from the weight without learning. Nothing is left to chance: the same stories always give the same weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digest import wordlists
from digest.classify import labelling
from digest.classify.countries import CUT
from digest.classify.labelling import GRADED
from digest.classify.learned import Learned
from digest.found import KINDS, NAMED
from digest.model import Labels, Text
from digest.vocabulary import Names
from digest.wordlists import WordFiles

CUTS = (0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6)
"""Values of ``about`` that are tried, and how far a step is."""
CUT_STEP = 0.05
WEIGHTS = (0.25, 0.35, 0.5, 0.7, 1.4, 2.0, 2.8, 4.0)
"""Weights that are tried for a country or a topic: powers of the square root of two, a step each."""
DISPUTED = 3
"""Stories in which a label must differ before a weight is tried for it."""
PRICE = 1.0
"""Labels that a weight must mend, beyond those that it spoils, for each step."""
FOLDS = 5
ENOUGH = 20
"""Corrected stories below which nothing is learned."""
SHOWN = 15
"""Labels of a kind that the table names; the others are added up."""
HELPS = 0.005
"""F1 on held-out stories from which learned weights are worth having."""

Told = Mapping[str, tuple[str, ...]]
"""Kind (of ``found.KINDS``) → labels."""
Under = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""(countries, topics) of a story under each of several learned weights."""


@dataclass(frozen=True, slots=True)
class Example:
    """A story that a person edited: what the program reads of its seed, and the labels that the person left."""

    path: str
    text: Text = field(repr=False)
    kept: Told
    declared: tuple[str, ...] = ()
    """Tags that the seed itself declares: the importer proposes them too."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Agreement with people (F1) on held-out stories, without the learned weights and with them."""

    before: float
    after: float

    @property
    def helps(self) -> bool:
        """Whether the weights are worth having."""
        return self.after >= self.before + HELPS


def tell(shared: tuple[WordFiles, str], texts: tuple[Text, ...]) -> list[Told]:
    """Return the labels of a batch of texts, by kind."""
    words, home = shared
    return [_told(labelling.classify(text, wordlists.compiled(words), home)) for text in texts]


def _told(labels: Labels) -> Told:
    graded = {kind: tuple(e.label for e in getattr(labels, kind)) for kind in GRADED}
    return {**graded, "cited": labels.cited}


def sway(shared: tuple[WordFiles, str, tuple[Learned, ...]], texts: tuple[Text, ...]) -> list[Under]:
    """Return the countries and topics of a batch of texts under each of several learned weights."""
    words, home, several = shared
    return [tuple(labelling.under(text, wordlists.compiled(words), home, several)) for text in texts]


# ---- differences


def corrected(example: Example, told: Told) -> bool:
    """Say whether a person left other countries or topics than the program proposes, whatever their order."""
    return any(set(example.kept[kind]) != set(told[kind]) for kind in ("countries", "topics"))


def differences(examples: Sequence[Example], told: Sequence[Told], kind: str) -> tuple[Counter[str], Counter[str], int]:
    """Count, for one kind, what people added and what they removed, by label; and the stories with another order."""
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    reordered = 0
    for example, proposal in zip(examples, told, strict=True):
        kept, was = example.kept[kind], proposal[kind]
        was = tuple(dict.fromkeys((*example.declared, *was))) if kind == "tags" else was
        added.update(label for label in kept if label not in was)
        removed.update(label for label in was if label not in kept)
        reordered += [x for x in kept if x in was] != [x for x in was if x in kept]
    return added, removed, reordered


def f1(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Return the micro F1 of (right labels, labels told) over stories; 1 where there are none at all."""
    both = every = 0
    for right, told in pairs:
        both += 2 * len(set(right) & set(told))
        every += len(set(right)) + len(set(told))
    return both / every if every else 1.0


# ---- weights


def variants(examples: Sequence[Example], told: Sequence[Told], tops: Mapping[str, str]) -> tuple[Learned, ...]:
    """Return the weights that are worth a try, each alone, after what holds without learning.

    ``tops`` gives the first level of each topic; a weight for a first level holds for all below it.
    """
    pairs = [(e.kept["topics"], was["topics"]) for e, was in zip(examples, told, strict=True)]
    families = [tuple(tuple(tops.get(slug, slug) for slug in side) for side in pair) for pair in pairs]
    places = _disputed((e.kept["countries"], was["countries"]) for e, was in zip(examples, told, strict=True))
    subjects = dict.fromkeys((*_disputed(families), *_disputed(pairs)))
    return (
        Learned(),
        *(Learned(about=cut) for cut in CUTS),
        *(Learned(countries={code: weight}) for code in places for weight in WEIGHTS),
        *(Learned(topics={slug: weight}) for slug in subjects for weight in WEIGHTS),
    )


def _disputed(pairs: Iterable[Sequence[Sequence[str]]]) -> list[str]:
    """Return the labels that differ in enough stories, in the order of the alphabet."""
    counted = Counter(label for kept, told in pairs for label in {*kept} ^ {*told})
    return sorted(label for label, count in counted.items() if count >= DISPUTED)


def fit(kept: Sequence[Told], under: Sequence[Under], tried: Sequence[Learned]) -> Learned:
    """Choose weights: ``under`` has what is told of each story under each of the weights ``tried``."""
    best: dict[tuple[str, str], tuple[float, Learned]] = {}
    for number, one in enumerate(tried[1:], 1):
        kind, at = ("topics", 1) if one.topics else ("countries", 0)
        label = next(iter({**one.countries, **one.topics}), "")
        wrong = [
            len({*mine[kind]} ^ {*told[0][at]}) - len({*mine[kind]} ^ {*told[number][at]})
            for mine, told in zip(kept, under, strict=True)
        ]
        worth = sum(wrong) - PRICE * _steps(one)
        if worth > best.get((kind, label), (0.0, one))[0]:
            best[kind, label] = (worth, one)
    chosen = [one for _, one in best.values()]
    return Learned(
        next((one.about for one in chosen if one.about != CUT), CUT),
        {code: weight for one in chosen for code, weight in one.countries.items()},
        {slug: weight for one in chosen for slug, weight in one.topics.items()},
    )


def _steps(one: Learned) -> float:
    """Return how far a weight lies from the one without learning."""
    weights = (*one.countries.values(), *one.topics.values())
    return abs(one.about - CUT) / CUT_STEP + sum(abs(round(2 * math.log2(weight))) for weight in weights)


def folds(count: int) -> list[tuple[int, ...]]:
    """Share out stories, in their order, among the folds of the cross-validation."""
    return [tuple(range(first, count, FOLDS)) for first in range(FOLDS)]


def held_out(
    examples: Sequence[Example],
    under: Sequence[Under],
    tried: Sequence[Learned],
    ask: Callable[[Learned, Sequence[Example]], Sequence[Under]],
) -> Mapping[str, Gain]:
    """Return, for countries and topics, the agreement on each fold with the weights that the other folds give."""
    after: dict[int, Under] = {}
    for fold in folds(len(examples)):
        rest = [n for n in range(len(examples)) if n not in frozenset(fold)]
        learned = fit([examples[n].kept for n in rest], [under[n] for n in rest], tried)
        after |= zip(fold, ask(learned, [examples[n] for n in fold]), strict=True)
    return {
        kind: Gain(
            f1((e.kept[kind], under[n][0][at]) for n, e in enumerate(examples)),
            f1((e.kept[kind], after[n][0][at]) for n, e in enumerate(examples)),
        )
        for at, kind in enumerate(("countries", "topics"))
    }


def worth_having(learned: Learned, gains: Mapping[str, Gain]) -> Learned:
    """Leave out what does not help on held-out stories."""
    none = Learned()
    helps = {kind for kind, gain in gains.items() if gain.helps}
    return Learned(
        learned.about if "countries" in helps else none.about,
        learned.countries if "countries" in helps else none.countries,
        learned.topics if "topics" in helps else none.topics,
    )


# ---- in words


def table(examples: Sequence[Example], told: Sequence[Told], names: Names) -> str:
    """Return what people added and removed, by kind and label, the most frequent first, as a table."""
    lines = [f"{'':<44}{'added':>8}{'removed':>9}"]
    for kind in KINDS:
        added, removed, reordered = differences(examples, told, kind)
        if not (added or removed or reordered):
            continue
        ranked = sorted({*added, *removed}, key=lambda label: (-added[label] - removed[label], label))
        lines += ["", *_row(kind, added.total(), removed.total())]
        for label in ranked[:SHOWN]:
            name = names.name(NAMED[kind], label) if kind in NAMED else label
            lines += _row(f"  {name}", added[label], removed[label])
        rest = ranked[SHOWN:]
        if rest:
            counts = (sum(counter[label] for label in rest) for counter in (added, removed))
            lines += _row(f"  {len(rest)} others", *counts)
        lines += [f"  put in another order: {reordered}"] if reordered else []
    return "\n".join(lines)


def _row(name: str, added: int, removed: int) -> list[str]:
    return [f"{name[:43]:<44}{added:>8}{removed:>9}"]


def gained(gains: Mapping[str, Gain]) -> list[str]:
    """Say how the agreement with people changes on held-out stories, a line for each kind."""
    return [f"{kind}: F1 {gain.before:.3f} before, {gain.after:.3f} after" for kind, gain in gains.items()]


def written(learned: Learned, gains: Mapping[str, Gain], stories: int, names: Names) -> str:
    """Write learned weights as a file for people: ``classify.learned`` reads it."""
    lines = [
        f"# Learned by `digest learn` from {stories} stories that were edited by hand. Change it as you like; without",
        "# it, labels are found as if nothing had been learned. `digest learn` writes it anew.",
        "#",
        f"# Agreement with these stories when each fifth is labelled with what the others teach (F1, {FOLDS} folds):",
        *(f"#   {line}{'' if gains[line.partition(':')[0]].helps else ' (not used)'}" for line in gained(gains)),
        "",
    ]
    if learned.about != CUT:
        lines += [
            "# Share of the strongest country's weight from which a story is about a country, not only naming it",
            f"about: {learned.about:g}  # {CUT:g} without this file",
            "",
        ]
    rows = [("country", code, weight) for code, weight in learned.countries.items()]
    rows += [("topic", slug, weight) for slug, weight in learned.topics.items()]
    if rows:
        lines.append(
            "# What the weight of a label is multiplied by: more where people add it, less where they remove it"
        )
    lines += [f"{kind} {label}: {weight:g}  # {names.name(kind, label)}" for kind, label, weight in rows]
    return "\n".join(lines) + "\n"
