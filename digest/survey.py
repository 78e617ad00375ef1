"""Going through the groups of pages: which stay as they are, which pages moved, and what is to be remembered of them.

The decisions are ``plan``'s; here is the account of one run, which grows while pages are made and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from digest import extras, plan
from digest.look import Look
from digest.model import Change, Filed, Group, Page, Problem, Story, key_of

Row = tuple[str, bytes, str | None]
"""A page of a group: its file, its key, and what the sitemap says of it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one run knows of files and groups so far; its tables grow while the run goes on."""

    present: dict[str, str]
    """The files of the output, with their state."""
    days: dict[str, str | None] = field(default_factory=dict)
    """Every wanted file → what the sitemap says of it (see ``extras.listed``), in the order of the site."""
    taken: plan.Taken = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)
    """The key of every group; empty where it must be made by the next build again."""
    open: dict[str, list[Row]] = field(default_factory=dict)
    """Groups that were made to the end, and are not filed yet."""
    waiting: set[str] = field(default_factory=set)
    """Files that are to be written."""
    unsound: set[str] = field(default_factory=set)
    """Files that the next build must write again."""
    writes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def moved(
    group: Group, before: Filed | None, stories: Mapping[str, Story], look: Look, account: Account
) -> Iterator[Page]:
    """Yield those pages of a group that must be written; ``before`` is what is remembered of it."""
    key = key_of(group.key, look.key) if group.key else b""
    if before and plan.unmoved(key, before, account.present) and _keep(group, before, account):
        account.keys[group.name] = key
        return
    known = plan.known(before, account.present)
    rows: list[Row] = []
    account.keys[group.name] = key
    for page in group.pages():
        file = page.file
        if not plan.take(file, group, account.taken):
            account.problems.append(plan.clash(page, account.taken))
            account.keys[group.name] = b""  # so that the next build tells of it again
            continue
        mine, day = plan.key(page, stories, look), extras.listed(page)
        rows.append((file, mine, day))
        account.days[file] = day
        if why := plan.why(mine, known.get(file)):
            account.writes.append(Change(file, why))
            account.waiting.add(file)
            yield page
    account.open[group.name] = rows  # only now: a group that is half made must not be filed


def _keep(group: Group, before: Filed, account: Account) -> bool:
    """Keep the pages of a group as they are, unless another page has taken the place of one."""
    days = {file: day for file, _, _, day in before.pages}
    if not plan.take_all(days, group, account.taken):
        return False
    account.days.update(days)
    return True


def written(file: str, state: str, sound: bool, account: Account) -> None:
    """Note that a page was written; an empty state says that it could not be rendered."""
    account.waiting.discard(file)
    account.present[file] = state
    if not (sound and state):
        account.unsound.add(file)


def filed(account: Account, everything: bool = False) -> dict[str, Filed]:
    """Close the groups whose pages are all written, and return what is to be remembered of them."""
    done: dict[str, Filed] = {}
    for name, rows in list(account.open.items()):
        if not everything and any(file in account.waiting for file, _, _ in rows):
            continue
        del account.open[name]
        spoiled = any(file in account.unsound for file, _, _ in rows)
        pages = (
            (file, b"" if file in account.unsound else key, account.present.get(file, ""), day)
            for file, key, day in rows
        )
        done[name] = Filed(b"" if spoiled else account.keys[name], tuple(pages))
    return done


def gone(account: Account) -> Iterable[str]:
    """Return the files of the output that no page wants."""
    return sorted(file for file in account.present if file not in account.days)
