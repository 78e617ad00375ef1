"""Wanted pages against what the ledger remembers: what to write, and why. Decides, touches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from digest.look import Look
from digest.model import KEPT, Filed, Group, Page, Problem, Story, key_of

WHY = (
    "the story changed",
    "a story that it shows changed",
    "a link or a count on it changed",
    "its template changed",
    "the settings changed",
    "digest itself changed",
)
"""A page's key has one fingerprint of eight bytes for each of these, in this order."""
_PART = 8
_encode = msgspec.msgpack.encode
_FRAGMENTS = {"feed": "_item.xml", "atom": "_entry.atom"}
"""Kind of page → the template of the fragments that it joins; ``_card.html`` for pages that list cards."""
_WITH_BODIES = ("feed", "atom", "json")
_NOTHING = key_of()
_KEPT = f"{KEPT}/"


def key(page: Page, stories: Mapping[str, Story], look: Look) -> bytes:
    """Fingerprint all that shapes a page, part by part (see ``WHY``)."""
    fragment = _FRAGMENTS.get(page.kind, "_card.html") if page.cards else ""
    shown = (page.url, page.kind, page.title, page.description, page.section, page.feed, page.robots, page.data)
    texts, cards = _prints(page, stories)
    return b"".join(
        (
            texts[:_PART],
            cards[:_PART],
            key_of(_encode(shown))[:_PART],
            _templates(look, page.template, fragment)[:_PART],
            look.settings[:_PART],
            look.code[:_PART],
        )
    )


def _prints(page: Page, stories: Mapping[str, Story]) -> tuple[bytes, bytes]:
    """Fingerprint the texts and the cards that a page shows."""
    if page.story and not page.cards:
        return page.story.print, page.story.card.key
    cards = key_of(b"".join([card.key for card in page.cards]))
    if page.kind not in _WITH_BODIES:
        return _NOTHING, cards
    return key_of(b"".join([stories[card.path].print for card in page.cards])), cards


@lru_cache(maxsize=256)
def _templates(look: Look, template: str, fragment: str) -> bytes:
    return key_of(look.theme.prints.get(template, b""), look.theme.prints.get(fragment, b""))


def why(new: bytes, old: bytes | None) -> str:
    """Say why a page must be written again; empty when it need not be."""
    if old is None or len(old) != len(new):
        return "new"
    for number, reason in enumerate(WHY):
        part = slice(number * _PART, (number + 1) * _PART)
        if new[part] != old[part]:
            return reason
    return ""


def unmoved(key: bytes, before: Filed, present: Mapping[str, str]) -> bool:
    """Say whether a group need not even be made: nothing that shapes it moved, and its files are as they were left.

    ``before`` is what is remembered of it, ``present`` the files of the output with their state.
    """
    return bool(key) and key == before.key and all(present.get(file) == state for file, _, state, _ in before.pages)


def known(filed: Filed | None, present: Mapping[str, str]) -> dict[str, bytes]:
    """Return the keys of those pages of a group that are in the output as this program wrote them."""
    return {file: key for file, key, state, _ in filed.pages if present.get(file) == state} if filed else {}


# ---- one file, one page

Taken = dict[str, Group]
"""File, or folder with ``/`` at its end → the group of the page that has it or lies in it first.

Names are in lower case: some file systems know no case, and two names that differ in nothing else are one there.
"""


def _name(file: str) -> str:
    name = file.casefold()
    return file if name == file else name  # one text for both, in the memory of a large site


def take(file: str, group: Group, taken: Taken) -> bool:
    """Give a page of a group its place; False, and it gets none, where something stands in its way."""
    name = _name(file)
    folder = name.rpartition("/")[0]
    if name in taken or f"{name}/" in taken or name.startswith(_KEPT):
        return False
    if folder and f"{folder}/" not in taken:
        above = (*_above(folder), folder)
        if not taken.keys().isdisjoint(above):
            return False
        for part in above:
            taken.setdefault(f"{part}/", group)
    taken[name] = group
    return True


def take_all(files: Iterable[str], group: Group, taken: Taken) -> bool:
    """Give all pages of a group their places, or none of them."""
    before = len(taken)
    if all(take(file, group, taken) for file in files):
        return True
    for place in list(taken)[before:]:  # the latest are the last
        del taken[place]
    return False


def _above(name: str) -> list[str]:
    return [name[:at] for at, sign in enumerate(name) if sign == "/"]


def clash(page: Page, taken: Taken) -> Problem:
    """Say what keeps a page from its file, at the content file that can be mended."""
    name, mine = _name(page.file), _owner(page)
    if name.startswith(_KEPT):
        says = f"its address {page.url} is kept for the search index"
        return Problem(mine or f"content{page.url}", 0, says, "give it another name")
    first = _holder(name, taken)
    other = _owner(first)
    if mine or not other:
        says = f"its address {page.url} is taken by {other or f'the {first.kind} page'}"
    else:
        says = f"its address {page.url} is that of the {page.kind} page too"
    return Problem(mine or other or f"content{page.url}", 0, says, "give one of them another name")


def _holder(name: str, taken: Taken) -> Page:
    """Return the page that stands in the way of a file."""
    place = next(at for at in (name, f"{name}/", *_above(name)) if at in taken)
    pages = taken[place].pages()
    return next(page for page in pages if f"{_name(page.file)}/".startswith(place))


def _owner(page: Page) -> str:
    """Return the content file that asks for a page; nothing for a page that the program makes of itself."""
    if page.kind == "file":
        return f"content{page.url}"
    path = page.story.card.path if page.story else page.data.get("path", "")
    return f"content/{path}.md" if path else ""
