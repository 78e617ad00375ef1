"""What a run works with: the command line's options, the settings, the ledger, the workers; and what it reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from digest import disk
from digest.model import Plan, Problem, failed
from digest.profile import Lap, Sums, unmeasured

if TYPE_CHECKING:
    from digest.config import Site
    from digest.ledger import Ledger
    from digest.vocabulary import Names
    from digest.wordlists import WordFiles
    from digest.work import Spread

CACHE = ".digest/ledger.sqlite"
"""File of the ledger, below the root."""

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a command line says."""

    root: Path
    output: Path
    today: dt.date
    """Decides which embargoed and future stories are out."""
    url: str | None = None
    jobs: int = 1
    strict: bool = False
    tolerated: frozenset[Problem] = frozenset()
    """Errors that ``strict`` lets pass: those that a preview has shown from its start."""
    search: bool = True
    again: bool = False
    """Import untouched stories anew."""
    named: frozenset[str] = frozenset()
    """Seed files that the user named, as paths below the root."""
    progress: Progress = field(default=silent, repr=False)
    lap: Lap = field(default=unmeasured, repr=False)
    """Told of each stage that it has ended, for a profile."""
    spent: Sums | None = field(default=None, repr=False)
    """Where to add up what templates take; None where nobody asked."""


def barred(options: Options, problems: Iterable[Problem]) -> bool:
    """Say whether problems keep a strict build from publishing."""
    return options.strict and failed(p for p in problems if p not in options.tolerated)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a digest says of itself: its settings, its word lists, and the names that they give."""

    site: Site
    words: WordFiles
    names: Names
    problems: tuple[Problem, ...]
    """Of word lists that cannot be used."""


def settings(root: Path, url: str | None = None, without: str = "") -> Settings:
    """Read the settings and word lists of a digest; ``without`` is a word list to leave aside. Raises ``Unusable``."""
    from digest import config, wordlists  # slow to load, and needed by no build that has nothing to do

    site, wrong = config.read(disk.read_text(root / config.FILE), url)
    if wrong:
        raise Unusable(wrong)
    lists = {name: text for name, text in disk.word_files(root).items() if name != without}
    words, problems = wordlists.checked(lists, site.counts_as)
    return Settings(site, words, wordlists.names(site, words), problems)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the stages of a run share."""

    options: Options
    site: Site
    names: Names
    words: WordFiles
    book: Ledger
    spread: Spread
    problems: tuple[Problem, ...] = ()
    """Of settings and word lists: nothing that keeps the run from going on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, and what there is to say about it."""

    problems: tuple[Problem, ...] = ()
    imported: Mapping[str, int] = field(default_factory=dict)
    """What became of seed articles (see ``importing.What``) → how many."""
    plan: Plan = field(default_factory=lambda: Plan((), (), 0))
    stories: int = 0
    published: bool = True

    @property
    def failed(self) -> bool:
        """Whether something in the input is wrong."""
        return failed(self.problems)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """What became of seed articles (see ``importing.What``) → how many."""
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    """Content files."""
    quiet: bool = True
    """No seed was read: the next import will say just this again."""


class Unusable(Exception):
    """The settings cannot be used; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the settings")
        self.problems = problems
