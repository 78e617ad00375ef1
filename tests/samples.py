"""Small made-up things that several tests share: a vocabulary, stories, cards, a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from digest import disk, pages, survey, theme, vocabulary
from digest.catalog import Catalog, catalog, released, story_of
from digest.config import Site
from digest.look import Look, look
from digest.model import Article, Bloc, Card, Filed, Group, Page, Problem, Story, Topic, key_of
from digest.vocabulary import Names

PROJECT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 1, 15)
SITE = Site(title="The Test Digest", url="https://example.org/press/")
BLOCS = (
    Bloc("EU", (("en", "European Union"), ("ru", "Европейский союз"))),
    Bloc("UN", (("en", "United Nations"), ("ru", "Организация Объединенных Наций"))),
)
TOPICS = (
    Topic("politics", "medtop:11000000", "medtop:11000000", "", (("en", "Politics"), ("ru", "Политика"))),
    Topic("human-rights", "medtop:20000592", "medtop:11000000", "politics", (("en", "Human rights"),)),
    Topic("diplomacy", "medtop:20000593", "medtop:11000000", "politics", (("en", "Diplomacy"),)),
    Topic("sport", "medtop:15000000", "medtop:15000000", "", (("en", "Sport"),)),
)
NAMES = vocabulary.load("en", BLOCS, TOPICS)


def named(language: str) -> Names:
    """Return the same vocabulary in another language."""
    return vocabulary.load(language, BLOCS, TOPICS)


def article(path: str = "2025/03/oil", **fields: object) -> Article:
    """Return an article; its title and day follow from its path unless given."""
    year, month, slug = path.split("/") if path.count("/") == 2 else ("", "", path.rpartition("/")[2])
    given = {"title": slug.replace("-", " ").capitalize(), "date": f"{year}-{month}-07" if year else None, **fields}
    return Article(path=path, **given)  # type: ignore[arg-type]


def story(path: str = "2025/03/oil", site: Site = SITE, **fields: object) -> Story:
    """Return the story of an article as the build would keep it."""
    made = article(path, **fields)
    return story_of(made, site, key_of(repr(made), made.body), False)


def card(path: str = "2025/03/oil", **fields: object) -> Card:
    """Return the card of a story."""
    return story(path, **fields).card


def shelved(*stories: Story, site: Site = SITE, names: Names = NAMES, today: dt.date = TODAY) -> Catalog:
    """Set stories on their shelves."""
    out = (one for one in stories if released(one, today, site.timezone))
    return catalog(out, site, names)


@cache
def _theme(language: str) -> theme.Theme:
    found, problems = theme.load(disk.theme_layers(PROJECT, "default"), language)
    assert problems == ()
    return found


def a_look(about: bool = False, **settings: object) -> Look:
    """Return the look of a site with the default theme."""
    site = replace(SITE, **settings)  # type: ignore[arg-type]
    return look(site, named(site.language), _theme(site.language), b"code", {"about": "About"} if about else {})


# ---- a site without its files


@dataclass(frozen=True)
class Laid:
    """What a build would do: pages to write by file, the reason for each, files to remove, what it would remember."""

    pages: dict[str, Page]
    why: dict[str, str]
    removals: list[str]
    filed: dict[str, Filed]
    days: dict[str, str | None]
    problems: tuple[Problem, ...]

    @property
    def present(self) -> dict[str, str]:
        """The output folder after that build."""
        return dict.fromkeys(self.days, "written")


def laid(
    catalog: Catalog,
    look: Look,
    free: tuple[Story, ...] = (),
    files: Iterable[tuple[str, str]] = (),
    before: Mapping[str, Filed] | None = None,
    present: Mapping[str, str] | None = None,
) -> Laid:
    """Lay out a site on what an earlier build filed and left in the output, as if every page were then written."""
    account = survey.Account(dict(present or {}))
    found: dict[str, Page] = {}
    filed: dict[str, Filed] = {}

    def go_through(groups: Iterable[Group]) -> None:
        for group in groups:
            old = (before or {}).get(group.name)
            found.update({page.file: page for page in survey.moved(group, old, catalog.stories, look, account)})
            filed.update({group.name: old} if old and group.name not in account.open else {})

    go_through(pages.groups(catalog, free, files, look))
    days = {file: day for file, day in account.days.items() if day is not None}
    go_through(pages.closing(days, (*catalog.stories.values(), *free), look))
    for file in found:
        survey.written(file, "written", True, account)
    why = {change.file: change.why for change in account.writes}
    gone = list(survey.gone(account))
    return Laid(found, why, gone, filed | survey.filed(account), account.days, tuple(account.problems))


def all_pages(
    catalog: Catalog, free: tuple[Story, ...], files: Iterable[tuple[str, str]], look: Look
) -> tuple[dict[str, Page], tuple[Problem, ...]]:
    """Return every page of a site by its file, and what there is to say of them."""
    made = laid(catalog, look, free, files)
    return made.pages, made.problems
