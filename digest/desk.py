"""What a run works with: the command line's options, the settings, the ledger, the workers; and what it reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from digest import disk
from digest.model import Plan, Problem, failed, key_of
from digest.profile import Lap, Sums, unmeasured

if TYPE_CHECKING:
    from digest.config import Site
    from digest.ledger import Ledger
    from digest.vocabulary import Names
    from digest.wordlists import WordFiles
    from digest.work import Spread

CACHE = ".digest/ledger.sqlite"
"""File of the ledger, below the root."""
LOCK = ".digest/lock"
"""File that one run at a time holds, below the root."""
WAITING = "waiting for another run"
"""Stage of a run that has to wait for ``LOCK``."""
_NAMES = "names"

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def counted(items: Iterable[Item], total: int, stage: str, progress: Progress) -> Iterator[Item]:
    """Yield items, and tell the number of each of ``total`` as it comes."""
    for number, item in enumerate(items, 1):
        progress(stage, number, total)
        yield item


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
    lists = {name: text for name, text in disk.word_files(root).items() if name != without}
    return _settled(read_site(root, url), lists)


def read_site(root: Path, url: str | None) -> Site:
    """Read the settings of a digest; ``url`` wins over theirs. Raises ``Unusable``."""
    from digest import config  # slow to load, and needed by no build that has nothing to do

    site, wrong = config.read(disk.read_text(root / config.FILE), url)
    if wrong:
        raise Unusable(wrong)
    return site


def _settled(site: Site, lists: Mapping[str, str]) -> Settings:
    from digest import wordlists

    words, problems = wordlists.checked(lists, site.counts_as)
    return Settings(site, words, wordlists.names(site, words), problems)


def remembered(root: Path, site: Site, book: Ledger) -> Settings:
    """Read the word lists of a digest; where the ledger has the names that they give, without a look at what they say.

    Only names of lists without a problem are kept there, under a fingerprint of all that they come from.
    """
    from digest import config, vocabulary, wordlists

    lists = disk.word_files(root)
    words = wordlists.taken(lists, site.counts_as)
    key, kept = key_of(config.key(site), words.key), book.meta(_NAMES)
    if kept.startswith(key):
        return Settings(site, words, msgspec.msgpack.decode(kept[len(key) :], type=vocabulary.Names), ())
    said = _settled(site, lists)
    if not said.problems:
        book.set_meta(_NAMES, key + msgspec.msgpack.encode(said.names))
    return said


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
    late: bool = False
    """Another run was waited for: what was seen of the files before may be old."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, and what there is to say about it."""

    problems: tuple[Problem, ...] = ()
    imported: Mapping[str, int] = field(default_factory=dict)
    """What became of seed articles (see ``importing.What``) → how many."""
    plan: Plan = field(default_factory=lambda: Plan((), (), 0))
    stories: int = 0
    held: int = 0
    """Stories that are not published: drafts, under embargo, or dated in the future."""
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
    written: bool = False
    """Files of content/ did change."""
    quiet: bool = True
    """No seed was read: the next import will say just this again."""


class Unusable(Exception):
    """The settings cannot be used; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the settings")
        self.problems = problems
