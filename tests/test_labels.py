"""All labels of a text together: what is told as one kind is not told again as another. All sentences are invented."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import digest.words
from digest.classify import labelling
from digest.model import Labels, Text

FOLDER = Path(digest.words.__file__).parent


@cache
def words() -> labelling.Words:
    files = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.iterdir() if p.suffix in (".txt", ".tsv")}
    return labelling.load(files)


def labels(*paragraphs: str, title: str = "", language: str = "en", **more: str) -> Labels:
    return labelling.classify(Text(title, paragraphs, language=language, source=more.get("source", "")), words())


def test_a_place_inside_a_persons_name_is_no_place_there_or_later() -> None:
    told = labels("The player Kobe Specimen will open a gym in Peru. Kobe is glad.")
    assert [e.label for e in told.people] == ["Kobe Specimen"]
    assert [e.label for e in (*told.countries, *told.mentions)] == ["PE"]


@pytest.mark.parametrize("name", ["IMF", "International Monetary Fund", "World Bank", "European Union"])
def test_a_union_of_states_is_no_tag_and_no_organisation(name: str) -> None:
    told = labels(f"Peru asked the {name} for a loan.")
    assert len(told.blocs) == 1
    assert told.tags == ()
    assert told.organisations == ()


def test_texts_that_are_labelled_together_get_the_labels_that_each_gets_alone() -> None:
    texts = [
        Text("Harbour opens", ("Peru and Chile signed a treaty on fishing.",), date="2020-06-19", source="Karvan"),
        Text("", (), language="en"),
        Text("Порт", ("Министр Анна Образцова сообщила о новом порте в Перу.",)),
        Text("", ("The player Kobe Specimen asked the World Health Organization for masks.",), dateline="LIMA"),
    ]
    together = labelling.classify_all(texts, words(), "KZ")
    assert together == [labelling.classify(text, words(), "KZ") for text in texts]
    assert len({told.countries for told in together}) > 2


def test_an_agency_may_be_a_tag_beside_the_union_that_it_belongs_to() -> None:
    told = labels("The World Health Organization sent masks to Peru.")
    assert [e.label for e in told.blocs] == ["UN"]
    assert [e.label for e in told.tags] == ["World Health Organization"]


def test_a_text_in_an_unknown_language_says_so_and_names_no_country_by_guess() -> None:
    told = labels("Zzyx qwpo vbnm rtui.", language="")
    assert (told.language, told.countries, told.basis) == ("", (), "none")
    told = labels(title="Brasil gana", language="")
    assert (told.language, [e.label for e in told.countries], told.basis) == ("", ["BR"], "text")


PIECES = st.sampled_from(
    "Peru Kobe Jordan the of and Supreme Court IMF (IMF) said President Ministry, el-Amin . İ banks river 9/11".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=14).map(" ".join), max_size=3), st.sampled_from(["en", "fr", "ru", "ar", ""]))
def test_every_label_comes_with_the_words_that_decided_it(paragraphs: list[str], language: str) -> None:
    told = labels(*paragraphs, language=language)
    found = labelling.as_json(told, words(), "a")
    evidence = found["evidence"]
    assert isinstance(evidence, list)
    for one in evidence:
        assert one["sentence"][one["start"] : one["end"]].strip()
        assert one["kind"] in labelling.GRADED
        assert 0 < one["score"] <= 1
    assert json.loads(json.dumps(found)) == found
    for kind in ("tags", "people", "organisations"):
        assert [one["label"] for one in evidence if one["kind"] == kind] == found[kind]
    every = [e.label for e in (*told.countries, *told.mentions)]
    assert len(every) == len(set(every))
