"""Wanted pages against what the ledger remembers: what to write, why, and what to remove. Decides, touches nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from digest.look import Look
from digest.model import Change, Page, Plan, Story, key_of

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


def key(page: Page, stories: Mapping[str, Story], look: Look) -> bytes:
    """Fingerprint all that shapes a page, part by part (see ``WHY``)."""
    prints = look.theme.prints
    bodies = [stories[card.path].print for card in page.cards] if page.kind in _WITH_BODIES else []
    fragment = _FRAGMENTS.get(page.kind, "_card.html") if page.cards else ""
    shown = (page.url, page.kind, page.title, page.description, page.section, page.feed, page.robots, page.data)
    parts = (
        key_of(page.story.print if page.story else b"", *bodies),
        key_of(page.story.card.key if page.story else b"", *(card.key for card in page.cards)),
        key_of(_encode(shown)),
        key_of(prints.get(page.template, b""), prints.get(fragment, b"")),
        look.settings,
        look.code,
    )
    return b"".join(part[:_PART] for part in parts)


def why(new: bytes, old: bytes | None) -> str:
    """Say why a page must be written again; empty when it need not be."""
    if old is None or len(old) != len(new):
        return "new"
    for number, reason in enumerate(WHY):
        part = slice(number * _PART, (number + 1) * _PART)
        if new[part] != old[part]:
            return reason
    return ""


def decide(
    wanted: Mapping[str, Page], keys: Mapping[str, bytes], known: Mapping[str, bytes], present: Collection[str]
) -> Plan:
    """Compare wanted pages and their ``keys`` by file with the ``known`` keys and the files ``present`` in the output.

    A file that is present but known under another state of the disk must be left out of ``known`` by the caller.
    """
    writes = tuple(
        Change(page, reason)
        for file, page in wanted.items()
        if (reason := why(keys[file], known.get(file) if file in present else None))
    )
    removals = tuple(sorted(file for file in present if file not in wanted))
    return Plan(writes, removals, len(wanted) - len(writes))
