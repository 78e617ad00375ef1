"""Compile the word files of countries, towns and blocs into one gazetteer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from digest import contested
from digest.classify import blocs, lexicon
from digest.classify.context import Persons
from digest.classify.lexicon import Entry
from digest.classify.matching import fold_all
from digest.classify.reading import Gazetteer
from digest.classify.scan import compile_entries

USER = "user/"
"""Before the name of a file that adds to one of ours."""


def load(files: Mapping[str, str]) -> Gazetteer:
    """Compile the texts of the word files, by file name; a text under ``user/`` and a name adds to that file.

    Raises ValueError, with the line, on what cannot be read.
    """
    lists = [lexicon.countries(files[name]) for name in (USER + "countries.txt", "countries.txt") if name in files]
    listed = both(files, "blocs.txt")
    first = [*(entry for each in lists for entry in each.entries), *blocs.entries(listed)]
    named = list(lexicon.territories(files["territories.tsv"]))
    entries = [*first, *named, *lexicon.cities(files["cities.tsv"])]
    given = frozenset(name for each in lists for name in each.given)
    counts = contested.parse(files.get(contested.FILE, ""))
    entries = _counted(entries, counts) if counts else entries
    persons = Persons(
        given,
        frozenset(fold_all(given)),
        frozenset(name for each in lists for name in each.titles),
        frozenset(name for each in lists for name in each.parts),
    )
    words = frozenset(fold_all(word for each in lists for word in each.words))
    unions = (name for bloc in blocs.parse(listed) for name in (bloc.code, *(label for _, label in bloc.labels)))
    states = (entry.text for entry in entries if entry.kind == "name" and " " in entry.text)
    atlas = compile_entries(entries, range(len(first), len(first) + len(named)), words | persons.keys)
    return Gazetteer(atlas, persons, words, frozenset(fold_all((*states, *unions))))


def both(files: Mapping[str, str], name: str) -> str:
    """Return our text of a word file with the user's after it."""
    return "\n".join(filter(None, (files.get(name, ""), files.get(USER + name, ""))))


def _counted(entries: Sequence[Entry], counts: Mapping[str, str]) -> list[Entry]:
    """Give the names of contested territories to the countries that the settings count them for.

    A town of such a part is known by its name there, also where another list has it as its country's.
    """
    parts = {(entry.text, entry.codes): entry.part for entry in entries if entry.part}
    out = []
    for entry in entries:
        part = entry.part or parts.get((entry.text, entry.codes), "")
        given = [counts[part]] if part in counts else [counts.get(code, code) for code in entry.codes]
        codes = tuple(dict.fromkeys(code for code in given if code != contested.NONE))
        if codes == entry.codes or entry.kind in ("bloc", "mask"):
            out.append(entry)
        elif codes:
            out.append(replace(entry, codes=codes))
        else:
            out.append(replace(entry, kind="mask"))
    return out
