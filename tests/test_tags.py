"""Tags are written one way, however a text names them. All sentences are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import digest.words
from digest import seeds
from digest.classify import blocs, tags
from digest.classify.matching import fold, page
from digest.classify.sentences import split
from digest.classify.tags import TagWords
from digest.model import Text

FILE = Path(digest.words.__file__).parent / "tags.txt"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not here")


@cache
def words() -> TagWords:
    return tags.load(FILE.read_text(encoding="utf-8"))


def found(*paragraphs: str, organisations: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> list[str]:
    return [e.label for e in tags.find(page(split(Text("", paragraphs))), words(), people, organisations)]


@pytest.mark.parametrize(
    "sentence, tag",
    [
        ("The COVID-19 pandemic closed the bazaar.", "COVID-19"),
        ("Covid closed the bazaar.", "COVID-19"),
        ("Le coronavirus a fermé le bazar.", "COVID-19"),
        ("Из-за коронавируса закрыли базар.", "COVID-19"),
        ("The WHO sent masks.", "World Health Organization"),
        ("Весь груз принял ЮНИСЕФ.", "UNICEF"),
        ("They signed the Paris climate accord.", "Paris Agreement"),
        ("L'accord de Paris a été signé.", "Paris Agreement"),
        ("Делегация посетила форум «Среднего коридора».", "Middle Corridor"),
        ("A case of bird flu was found.", "Avian influenza"),
    ],
)
def test_a_tag_is_written_one_way(sentence: str, tag: str) -> None:
    assert found(sentence) == [tag]


@pytest.mark.parametrize(
    "sentence",
    [
        "Those who came were glad.",
        "The teacher aids a pupil.",
        "The European Union and Turkmenistan spoke about human rights.",
        "They played the Rugby World Cup.",
        "",
    ],
)
def test_words_countries_unions_and_topics_are_no_tags(sentence: str) -> None:
    assert found(sentence) == []


def test_no_tag_of_the_list_is_the_name_of_a_union_of_states() -> None:
    text = (FILE.parent / "blocs.txt").read_text(encoding="utf-8")
    unions = {name for bloc in blocs.parse(text) for name in (bloc.code, *(label for _, label in bloc.labels))}
    assert {fold(name) for name in unions}.isdisjoint(words().written)


def test_an_organisation_that_the_text_shortens_and_calls_so_again_is_a_tag() -> None:
    text = ("The Specimen Roads Agency (SRA) lent two ploughs.", "The SRA will lend more.")
    assert found(*text, organisations=("Specimen Roads Agency",)) == ["Specimen Roads Agency"]
    assert found(text[0], organisations=("Specimen Roads Agency",)) == []
    assert found(*text) == []


def test_a_person_is_no_tag() -> None:
    text = ("Report by Sara Rita Ames (SRA).", "The SRA again.")
    assert found(*text, people=("Sara Rita Ames",), organisations=("Sara Rita Ames",)) == []


def test_a_story_has_at_most_six_tags() -> None:
    assert len(found("NASA, UNICEF, UNESCO, FIFA, UEFA, Gazprom, Europol and Greenpeace came.")) == tags.MOST


def test_a_persons_file_adds_tags() -> None:
    more = tags.load(FILE.read_text(encoding="utf-8") + "\nSpecimen Games | Specimen Spiele, игры образцов\n")
    sentences = split(Text("", ("Открылись Игры образцов.",)))
    assert [e.label for e in tags.find(page(sentences), more)] == ["Specimen Games"]


def test_a_line_without_a_name_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="line 2"):
        tags.load("NASA\n| nobody\n")


@needs_shared
def test_the_owners_article_is_tagged_with_the_disease() -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    (seed,), _ = seeds.read(path.read_bytes(), path.name)
    assert found(*seed.paragraphs) == ["COVID-19"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="COVIDcovid-19 NASA(). İß", max_size=40), max_size=3))
def test_offsets_point_into_the_sentence(paragraphs: list[str]) -> None:
    sentences = split(Text("NASA", tuple(paragraphs)))
    for evidence in tags.find(page(sentences), words()):
        assert any(s.place == evidence.place and s.text == evidence.sentence for s in sentences)
        assert 0 <= evidence.start < evidence.end <= len(evidence.sentence)
