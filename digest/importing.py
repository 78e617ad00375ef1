"""What an import does with each seed article: decided here on plain values, carried out by ``run``.

The list ``content/imported.txt`` remembers every seed article that was ever imported, so that a story that a person
renamed or deleted stays so. It has a line an article: fingerprint, ``path#index``, path of the story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from digest import seeds, stamps, text
from digest.articles import body_of
from digest.config import Site
from digest.model import Article, Labels, Seed, Story, key_of
from digest.vocabulary import Names

ALIKE = 0.5
"""Share of words that a changed seed must keep to count as the same article at its place."""

What = Literal["new", "rewrite", "edited", "kept", "known", "deleted"]
"""``edited`` is a story of a changed seed, ``kept`` one that was to be imported again: both are a person's now."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A line of the list: a seed article that was imported."""

    print: str
    label: str
    """``seeds/trend.txt#1``."""
    path: str
    """Of the story, below content/, without its ending."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one seed article, and the path of its story."""

    seed: Seed
    what: What
    path: str
    guid: str = ""
    """Of the story that is rewritten: it stays."""
    title: str = ""
    """Of a new story: it gave the path its name, and takes long to make."""


@dataclass(frozen=True, slots=True)
class State:
    """What there is before an import."""

    rows: tuple[Row, ...]
    stories: Mapping[str, Story | None] = field(repr=False)
    """Path → story; None for a file that cannot be read as one."""
    bodies: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Path → text of the stories whose seed files changed."""
    files: frozenset[str] = frozenset()
    """The seed files that there are."""
    strays: tuple[tuple[str, Story], ...] = ()
    """What of ``stories`` the list does not name; ``decide`` fills it in."""


def read_rows(listing: str) -> tuple[Row, ...]:
    """Read the list; a line that is not of its form (a merge mark, a path that leaves content/) is passed over."""
    rows = (Row(*parts) for line in listing.splitlines() if len(parts := line.split("\t")) == 3)
    return tuple(row for row in rows if re.fullmatch(r"[0-9a-f]{32}", row.print) and _is_path(row.path))


def _is_path(path: str) -> bool:
    return all(part == text.slug(part, 200) for part in path.split("/"))


def write_rows(rows: Iterable[Row]) -> str:
    """Write the list, sorted, so that two branches merge line by line."""
    return "".join(f"{row.print}\t{row.label}\t{row.path}\n" for row in sorted(set(rows)))


def print_of(seed: Seed) -> str:
    """Fingerprint a seed article: its own raw text, whatever its file is called."""
    return key_of(text.collapse(seed.text)).hex()


def label_of(seed: Seed) -> str:
    """Name a seed article for people: ``seeds/trend.txt#1``. A tab in the name of a file would end it in the list."""
    return f"{re.sub('[^ -~]', _printable, seed.path)}#{seed.index}"


def _printable(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else f"%{ord(match[0]):02X}"


def decide(
    found: Iterable[Seed], state: State, named: Collection[str] = (), again: bool = False
) -> tuple[tuple[Step, ...], tuple[Row, ...]]:
    """Decide what becomes of each seed article, and what the list says afterwards.

    ``found`` holds all articles of the seed files that are new or changed, ``named`` the seed files that the user
    asked for by name (their deleted stories come back), ``again`` rewrites every untouched story.
    """
    rows = {row.print: row for row in state.rows}
    taken = {path.casefold() for path in (*state.stories, *(row.path for row in state.rows))}
    state = replace(state, strays=_strays(state))
    steps: list[Step] = []
    for mark, seed, row in _matched(_once(found), rows, state):
        if row is None:
            title = title_of(seed)
            step = Step(seed, "new", text.unique(_wanted_path(seed, title), taken), title=title)
            taken.add(step.path.casefold())
        else:
            step = _known(seed, mark, row, state, seed.path in named, again)
            rows.pop(row.print, None)
        steps.append(step)
        rows[mark] = Row(mark, _label(seed, row, state), step.path)
    return tuple(steps), tuple(rows.values())


def _once(found: Iterable[Seed]) -> dict[str, Seed]:
    """Sort seed articles by their place; the same text a second time, under whatever name, is the same article.

    Gives them by their fingerprints, which cost too much to be taken again and again.
    """
    once: dict[str, Seed] = {}
    for seed in sorted(found, key=lambda s: (s.path, s.index)):
        once.setdefault(print_of(seed), seed)
    return once


def _label(seed: Seed, row: Row | None, state: State) -> str:
    """Return the label for the list: a copy elsewhere does not take the name over while the first file is there."""
    old = row.label.rpartition("#")[0] if row else seed.path
    return row.label if row and old != seed.path and old in state.files else label_of(seed)


def _known(seed: Seed, mark: str, row: Row, state: State, named: bool, again: bool) -> Step:
    """Decide about a seed article, of fingerprint ``mark``, that was imported before."""
    path = _where(row, state)
    if path is None:
        return Step(seed, "new" if named else "deleted", row.path)
    story = state.stories[path]
    same = row.print == mark
    if story is None or not story.sealed:
        return Step(seed, "edited" if not same else "kept" if again else "known", path)
    if same and not again:
        return Step(seed, "known", path)
    return Step(seed, "rewrite", path, story.card.guid)


def _where(row: Row, state: State) -> str | None:
    """Return the path of the story of a row: where it was put, or where a person moved it; None when deleted."""
    if row.path in state.stories:
        return row.path
    by_id = (path for path, story in state.strays if _mark(story) == row.print)
    by_label = (
        path for path, story in state.strays if story.seed == row.label and not _listed_elsewhere(story, row, state)
    )
    return next(by_id, None) or next(by_label, None)


def _listed_elsewhere(story: Story, row: Row, state: State) -> bool:
    mark = _mark(story)
    return mark != row.print and any(other.print == mark for other in state.rows)


def _strays(state: State) -> tuple[tuple[str, Story], ...]:
    listed = {row.path for row in state.rows}
    return tuple((path, story) for path, story in state.stories.items() if story and path not in listed)


def _matched(found: Mapping[str, Seed], rows: Mapping[str, Row], state: State) -> list[tuple[str, Seed, Row | None]]:
    """Join each fingerprint and article to the row of its import: that of its fingerprint, headline and date, or place.

    No two articles get one row, and none gets the row of a text that is there too.
    """
    unlisted = _unlisted(state)
    by_print = {**{row.print: row for row in unlisted}, **rows}
    unclaimed: dict[str, list[Row]] = defaultdict(list)
    for row in (*state.rows, *unlisted):
        if row.print not in found:
            unclaimed[row.label.rpartition("#")[0]].append(row)
    pairs: list[tuple[str, Seed, Row | None]] = []
    for mark, seed in found.items():
        of_file = unclaimed.get(label_of(seed).rpartition("#")[0], [])
        mine = by_print.get(mark) or _changed(seed, of_file, state)
        if mine in of_file:
            of_file.remove(mine)
        pairs.append((mark, seed, mine))
    return pairs


def _changed(seed: Seed, of_file: list[Row], state: State) -> Row | None:
    """Return the row of an earlier text of this article, of those of its file; None when it is another article."""
    of_place = [row for row in of_file if row.label == label_of(seed)]
    # Without a fingerprint, it is a person who says that the story is made of this article.
    return next((row for row in of_file if _same_headline(seed, row, state)), None) or next(
        (row for row in of_place if not row.print or _alike(seed, row, state)), None
    )


def _unlisted(state: State) -> tuple[Row, ...]:
    """Return rows for stories that name a seed which the list lacks; without a fingerprint where they tell none."""
    listed = {row.path for row in state.rows} | {row.label for row in state.rows}
    rows: list[Row] = []
    for path, story in state.stories.items():
        if story and story.seed and path not in listed and story.seed not in listed:
            rows.append(Row(_mark(story), story.seed, path))
    return tuple(rows)


def _mark(story: Story) -> str:
    """Return the fingerprint of the text that a story was first made of, from its id; empty where it tells none."""
    mark = story.card.guid.rpartition(":")[2]
    return mark if re.fullmatch(r"[0-9a-f]{32}", mark) else ""


def _same_headline(seed: Seed, row: Row, state: State) -> bool:
    path = _where(row, state)
    story = state.stories[path] if path else None
    if story is None:
        return row.path == _wanted_path(seed, title_of(seed))
    return story.card.title == title_of(seed) and story.card.date == seed.date


def _alike(seed: Seed, row: Row, state: State) -> bool:
    """Say whether a changed text still shares enough of its words with the story that was made of it."""
    path = _where(row, state)
    old = set(re.findall(r"\w+", state.bodies.get(path or "", "").casefold()))
    new = set(re.findall(r"\w+", " ".join(seed.paragraphs).casefold()))
    return bool(new) and len(old & new) >= ALIKE * len(new)


# ---- paths and articles


def title_of(seed: Seed) -> str:
    """Return the printed headline, or one made from the lead sentence."""
    return seed.headline or seeds.headline(seed.paragraphs[0] if seed.paragraphs else "") or "Untitled"


def _wanted_path(seed: Seed, title: str) -> str:
    folder = stamps.month(seed.date).replace("-", "/") if seed.date else "undated"
    return f"{folder}/{text.slug(title)}"


def article(seed: Seed, labels: Labels, step: Step, site: Site, names: Names) -> Article:
    """Make the story of a seed article and its labels."""
    year = seed.date[:4] if seed.date else "2000"
    return Article(
        path=step.path,
        title=step.title or title_of(seed),
        title_origin="given" if seed.headline else "generated",
        date=seed.date,
        updated=seed.updated,
        draft=seed.held,
        embargo_until=seed.embargo,
        source=seed.credit,
        publication=seed.publication,
        author=seed.byline,
        dateline=seed.dateline.raw if seed.dateline else "",
        summary=seeds.summary(seed.paragraphs),
        language=seed.language or labels.language,
        url=seed.url,
        accession=seed.accession,
        copyright=seed.copyright,
        other_dates=tuple(f"{d.text} ({d.role}{', ambiguous' if d.ambiguous else ''})" for d in seed.other_dates),
        guid=step.guid or f"tag:{site.host},{year}:{print_of(seed)}",
        seed=label_of(seed),
        body=body_of(seed.paragraphs),
        **labelled(labels, seed.tags, names),
    )


def labelled(labels: Labels, declared: Iterable[str], names: Names) -> dict[str, Any]:
    """Return the fields of a story that hold its labels; ``declared`` are the tags that its raw file itself gave."""
    return {
        "cited": labels.cited,
        "countries": tuple(e.label for e in labels.countries),
        "mentions": tuple(e.label for e in labels.mentions),
        "blocs": tuple(e.label for e in labels.blocs),
        "topics": tuple(e.label for e in labels.topics),
        "tags": tuple(dict.fromkeys((*declared, *(e.label for e in labels.tags)))),
        "people": labels.people,
        "organisations": labels.organisations,
        "evidence": _evidence(labels, names),
    }


def _evidence(labels: Labels, names: Names) -> tuple[tuple[str, str], ...]:
    """Return (label as the file shows it, place) of every label."""
    kinds = {"country": (*labels.countries, *labels.mentions), "bloc": labels.blocs}
    pairs = [(names.name(kind, e.label), e.place) for kind, found in kinds.items() for e in found]
    pairs += [(e.label, e.place) for e in (*labels.topics, *labels.tags)]
    return tuple(dict(pairs).items())
