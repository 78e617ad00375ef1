"""Compile the word files of countries, towns and blocs into one gazetteer."""

from __future__ import annotations

from collections.abc import Mapping

from digest.classify import blocs, lexicon
from digest.classify.context import Persons
from digest.classify.matching import compile_entries, fold
from digest.classify.reading import Gazetteer

USER = "user/"
"""Before the name of a file that adds to one of ours."""


def load(files: Mapping[str, str]) -> Gazetteer:
    """Compile the texts of the word files, by file name; a text under ``user/`` and a name adds to that file."""
    own = lexicon.countries(files["countries.txt"])
    more = lexicon.countries(files.get(USER + "countries.txt", ""))
    entries = [
        *more.entries,
        *own.entries,
        *blocs.entries(files["blocs.txt"] + "\n" + files.get(USER + "blocs.txt", "")),
        *lexicon.territories(files["territories.tsv"]),
        *lexicon.cities(files["cities.tsv"]),
    ]
    given = frozenset(own.given | more.given)
    persons = Persons(
        given,
        frozenset(fold(name) for name in given),
        frozenset(own.titles | more.titles),
        frozenset(own.parts | more.parts),
    )
    return Gazetteer(compile_entries(entries), persons, frozenset(fold(w) for w in own.words | more.words))
