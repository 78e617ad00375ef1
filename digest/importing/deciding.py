"""What becomes of each seed article: decided on plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from digest.importing.briefs import Brief, label_of
from digest.importing.listing import Row, is_print
from digest.model import Story, key_of, travels

What = Literal["new", "rewrite", "edited", "kept", "known", "deleted"]
"""``edited`` is a story of a changed seed, ``kept`` one that was to be imported again: both are a person's now."""


@travels
@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one seed article, and the path of its story."""

    seed: Brief
    what: What
    path: str
    guid: str = ""
    """Of the story that is rewritten: it stays."""
    mark: str = ""
    """What the id of a new story is made of, where its text is one that another story was first made of."""


@dataclass(frozen=True, slots=True)
class State:
    """What there is before an import."""

    rows: tuple[Row, ...]
    stories: Mapping[str, Story | None] = field(repr=False)
    """Path → story; None for a file that cannot be read as one."""
    files: frozenset[str] = frozenset()
    """The seed files that there are."""
    held: frozenset[str] = frozenset()
    """Fingerprints of the articles in those seed files that are as they were, and so are not read again."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A state, and what is looked up in it for every article."""

    state: State
    unlisted: tuple[Row, ...]
    """Rows for stories that name a seed which the list lacks; without a fingerprint where they tell none."""
    prints: frozenset[str]
    """Of the texts that the list names."""
    marks: frozenset[str]
    """Fingerprints of the texts that the stories were first made of: each is in the id of one."""
    by_print: Mapping[str, str] = field(repr=False)
    """Fingerprint of the text that a story was first made of → path, for the stories that the list does not name."""
    by_label: Mapping[str, list[tuple[str, str]]] = field(repr=False)
    """Label of its seed → (path, fingerprint) of the same stories."""


def decide(
    found: Iterable[Brief], state: State, named: Collection[str] = (), again: bool = False
) -> tuple[tuple[Step, ...], tuple[Row, ...]]:
    """Decide what becomes of each seed article, and what the list says afterwards.

    ``found`` holds all articles of the seed files that are new or changed, ``named`` the seed files that the user
    asked for by name (their deleted stories come back), ``again`` rewrites every untouched story.
    """
    rows = {row.print: row for row in state.rows}
    taken = {path.casefold() for path in (*state.stories, *(row.path for row in state.rows))}
    numbers: dict[str, int] = {}
    known = _known(state)
    steps: list[Step] = []
    for seed, row in _matched(_once(found), rows, known):
        if row is None:
            path = _free(seed.wanted, taken, numbers)
            step = Step(seed, "new", path, mark=key_of(seed.print, path).hex() if seed.print in known.marks else "")
        else:
            step = _step(seed, row, known, seed.path in named, again)
            rows.pop(row.print, None)
        steps.append(step)
        rows[seed.print] = Row(seed.print, _label(seed, row, state), step.path)
    return tuple(steps), tuple(rows.values())


def candidates(state: State) -> Iterator[tuple[Row, str]]:
    """Yield the imports whose story is there, with its path: a text that came in their place is to be compared."""
    known = _known(state)
    for row in (*state.rows, *known.unlisted):
        path = _where(row, known) if row.print else None
        if path is not None:
            yield row, path


def _free(wanted: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Take ``wanted``, or it with the first free number after it; ``numbers`` has the last that was given."""
    path = wanted
    while path in taken:
        numbers[wanted] = numbers.get(wanted, 1) + 1
        path = f"{wanted}-{numbers[wanted]}"
    taken.add(path)
    return path


def _once(found: Iterable[Brief]) -> dict[str, Brief]:
    """Sort seed articles by their place; the same text a second time, under whatever name, is the same article."""
    once: dict[str, Brief] = {}
    for seed in sorted(found, key=lambda s: (s.path, s.index)):
        once.setdefault(seed.print, seed)
    return once


def _label(seed: Brief, row: Row | None, state: State) -> str:
    """Return the label for the list: a copy elsewhere does not take the name over while the first file is there."""
    old = row.label.rpartition("#")[0] if row else seed.path
    return row.label if row and old != seed.path and old in state.files else label_of(seed)


def _step(seed: Brief, row: Row, known: _Known, named: bool, again: bool) -> Step:
    """Decide about a seed article that was imported before."""
    path = _where(row, known)
    if path is None:
        return Step(seed, "new" if named else "deleted", row.path)
    story = known.state.stories[path]
    same = row.print == seed.print
    if story is None or not story.sealed:
        return Step(seed, "edited" if not same else "kept" if again else "known", path)
    if same and not again:
        return Step(seed, "known", path)
    return Step(seed, "rewrite", path, story.card.guid)


# ---- what was imported before


def _known(state: State) -> _Known:
    listed = {row.path for row in state.rows}
    labels = {row.label for row in state.rows}
    unlisted: list[Row] = []
    by_print: dict[str, str] = {}
    by_label: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, story in state.stories.items():
        if story is None or path in listed:
            continue
        mark = _mark(story)
        if mark:
            by_print.setdefault(mark, path)
        if story.seed:
            by_label[story.seed].append((path, mark))
            if story.seed not in listed and story.seed not in labels:
                unlisted.append(Row(mark, story.seed, path))
    prints = frozenset(row.print for row in state.rows)
    marks = frozenset(_mark(story) for story in state.stories.values() if story)
    return _Known(state, tuple(unlisted), prints, marks, by_print, by_label)


def _mark(story: Story) -> str:
    """Return the fingerprint of the text that a story was first made of, from its id; empty where it tells none."""
    mark = story.card.guid.rpartition(":")[2]
    return mark if is_print(mark) else ""


def _where(row: Row, known: _Known) -> str | None:
    """Return the path of the story of a row: where it was put, or where a person moved it; None when deleted."""
    if row.path in known.state.stories:
        return row.path
    if row.print in known.by_print:
        return known.by_print[row.print]
    # A story whose own text the list names elsewhere is that one's.
    of_label = known.by_label.get(row.label, ())
    return next((path for path, mark in of_label if mark == row.print or mark not in known.prints), None)


def _matched(found: Mapping[str, Brief], rows: Mapping[str, Row], known: _Known) -> Iterator[tuple[Brief, Row | None]]:
    """Join each article to the row of its import: that of its fingerprint, headline and date, or place.

    No two articles get one row, and none gets the row of a text that is there too.
    """
    by_print = {**{row.print: row for row in known.unlisted}, **rows}
    unclaimed: dict[str, list[Row]] = defaultdict(list)
    for row in (*known.state.rows, *known.unlisted):
        if row.print not in found and row.print not in known.state.held:
            unclaimed[row.label.rpartition("#")[0]].append(row)
    for mark, seed in found.items():
        of_file = unclaimed.get(label_of(seed).rpartition("#")[0], [])
        mine = by_print.get(mark) or _changed(seed, of_file, known)
        if mine in of_file:
            of_file.remove(mine)
        yield seed, mine


def _changed(seed: Brief, of_file: list[Row], known: _Known) -> Row | None:
    """Return the row of an earlier text of this article, of those of its file; None when it is another article."""
    label = label_of(seed)
    of_place = (row for row in of_file if row.label == label)
    # Without a fingerprint, it is a person who says that the story is made of this article.
    return next((row for row in of_file if _same_headline(seed, row, known)), None) or next(
        (row for row in of_place if not row.print or _where(row, known) in seed.alike), None
    )


def _same_headline(seed: Brief, row: Row, known: _Known) -> bool:
    path = _where(row, known)
    story = known.state.stories[path] if path else None
    if story is None:
        return row.path == seed.wanted
    return story.card.title == seed.title and story.card.date == seed.date
