"""Compile the word files of countries, towns and blocs into one gazetteer."""

from __future__ import annotations

from collections.abc import Mapping

from digest.classify import blocs, lexicon
from digest.classify.context import Persons
from digest.classify.matching import fold
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
    persons = Persons(
        given,
        frozenset(fold(name) for name in given),
        frozenset(name for each in lists for name in each.titles),
        frozenset(name for each in lists for name in each.parts),
    )
    words = frozenset(fold(word) for each in lists for word in each.words)
    unions = (name for bloc in blocs.parse(listed) for name in (bloc.code, *(label for _, label in bloc.labels)))
    states = (entry.text for entry in entries if entry.kind == "name" and " " in entry.text)
    atlas = compile_entries(entries, range(len(first), len(first) + len(named)), words | persons.keys)
    return Gazetteer(atlas, persons, words, frozenset(map(fold, (*states, *unions))))


def both(files: Mapping[str, str], name: str) -> str:
    """Return our text of a word file with the user's after it."""
    return "\n".join(filter(None, (files.get(name, ""), files.get(USER + name, ""))))
