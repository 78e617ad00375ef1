"""Persons, organisations, and whom a text cites. All names and sentences but those of offices are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import seeds
from digest.classify import cited, language, orgs, people
from digest.classify.matching import Page, page
from digest.classify.sentences import split
from digest.model import Text

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not here")


def read(*paragraphs: str, title: str = "", dateline: str = "") -> Page:
    return page(split(Text(title, paragraphs, dateline)))


def organisations(where: Page, tongue: str) -> list[str]:
    found = orgs.in_full(where, orgs.find(where, tongue), {"european union", "soviet union"}, True)
    return [e.label for e in found]


def persons(where: Page, tongue: str) -> list[str]:
    return [e.label for e in people.find(where, tongue)]


def cites(where: Page, tongue: str, credit: tuple[str, ...] = ()) -> tuple[str, ...]:
    return cited.find(where, tongue, orgs.find(where, tongue), credit)


PEOPLE = [
    ("en", "Deputy head of the Water Board Aygul Sampleva spoke first.", ["Aygul Sampleva"]),
    ("en", "EU project officer Jonas Beispiel took part.", ["Jonas Beispiel"]),
    ("en", "Foreign Minister of Kazakhstan Temir Probov arrived.", ["Temir Probov"]),
    ("en", "The talks went well, Oguljan Numunova said.", ["Oguljan Numunova"]),
    ("en", "Mr. John Q. Sample, 45, was there.", ["John Q. Sample"]),
    ("en", "President Ursula von der Muster and Karl Beispiel met.", ["Ursula von der Muster", "Karl Beispiel"]),
    ("en", "Human Rights Watch said so, and New York agreed.", []),
    ("en", "They met in San Marino on Friday Morning near Lake Victoria.", []),
    ("en", "The minister said the plan works.", []),
    ("en", "Sampleva said nothing.", []),
    ("en", "President Omar el-Specimen left.", ["Omar el-Specimen"]),
    ("en", "Inspector Anna Beispiel walked past the Victoria Market.", ["Anna Beispiel"]),
    ("fr", "Le président Ibrahim Exemple a reçu la ministre Awa Modèle.", ["Ibrahim Exemple", "Awa Modèle"]),
    ("de", "Außenministerin Erika Muster sagte, Hans Beispiel komme.", ["Erika Muster", "Hans Beispiel"]),
    ("es", "El presidente Gabriel Prueba viajará el lunes.", ["Gabriel Prueba"]),
    ("ru", "По словам представителя совета Айгуль Сэмплевой, работы начнутся осенью.", ["Айгуль Сэмплева"]),
    ("ru", "Министр иностранных дел Рашид Образцов прибыл.", ["Рашид Образцов"]),
    ("ru", "Он встретился с послом Иваном Пробным и министром Ольгой Пробовой.", ["Ольга Пробова"]),
    ("ru", "Слова Сергея Образцова передали в Минск.", ["Сергей Образцов"]),
    ("ru", "Большой театр и Красная площадь закрыты.", []),
]


@pytest.mark.parametrize("tongue, sentence, names", PEOPLE)
def test_persons_are_found_by_their_role_or_their_words(tongue: str, sentence: str, names: list[str]) -> None:
    found = persons(read(sentence), tongue)
    assert set(names) <= set(found)
    assert tongue == "ru" or found == names


def test_a_person_stands_once_and_under_the_longest_name() -> None:
    text = ("Minister Diego Ruiz Ejemplo came.", "Minister Diego Ruiz left. Minister Diego Ruiz Ejemplo came back.")
    assert persons(read(*text), "en") == ["Diego Ruiz Ejemplo"]


def test_capitals_of_a_headline_and_names_of_a_dateline_are_no_persons() -> None:
    text = Text("President Opens Grand Bridge", ("Cars crossed.",), dateline="John Muster, June 5 -")
    assert people.find(page(split(text)), "en") == ()


ORGANISATIONS = [
    ("en", "Deputy head of the Water Board Aygul Sampleva spoke.", ["Water Board"]),
    ("en", "The Ministry of Foreign Affairs of Turkmenistan replied.", ["Ministry of Foreign Affairs of Turkmenistan"]),
    ("en", "Ada Muster of the University of Probny agreed.", ["University of Probny"]),
    ("en", "The European Union agreed with the district council.", []),
    ("en", "The Soviet Union sent a probe.", []),
    ("en", "The Grain and Water Commission agreed.", ["Grain and Water Commission"]),
    ("en", "The People's Reading Army agreed.", ["People's Reading Army"]),
    ("en", "The Specimen Radio Astronomy Observatory agreed.", ["Specimen Radio Astronomy Observatory"]),
    ("en", "A man drove to College Station. This Court agreed.", []),
    ("fr", "Le ministère de la Santé du Mali a répondu.", ["Ministère de la Santé du Mali"]),
    ("de", "Das Bundesgesundheitsministerium antwortete.", ["Bundesgesundheitsministerium"]),
    ("es", "El Ministerio de Salud de Chile respondió.", ["Ministerio de Salud de Chile"]),
    ("ru", "Об этом сообщили в «Вымышленном водном совете».", ["Вымышленный водный совет"]),
    ("ru", "В Министерстве здравоохранения Туркменистана ответили.", ["Министерство здравоохранения Туркменистана"]),
]


@pytest.mark.parametrize("tongue, sentence, names", ORGANISATIONS)
def test_organisations_are_named_in_full(tongue: str, sentence: str, names: list[str]) -> None:
    assert organisations(read(sentence), tongue) == names


def test_a_name_that_every_country_has_tells_an_organisation_only_in_a_text_about_one_country() -> None:
    where = read("The Supreme Court met the Ministry of Health of Peru.")
    named = orgs.find(where, "en")
    every, few = (orgs.in_full(where, named, (), one_country=one) for one in (True, False))
    assert [(e.label, e.score) for e in every] == [("Supreme Court", 0.5), ("Ministry of Health of Peru", 0.7)]
    assert [e.label for e in few] == ["Ministry of Health of Peru"]


CITED = [
    ("en", "They agreed, Karvan reports with reference to the Specimen Embassy in Baku.", ["Specimen Embassy in Baku"]),
    ("en", "Ploughs will be lent, the Specimen Roads Agency said on Friday.", ["Specimen Roads Agency"]),
    ("en", "According to the Ministry of Reading of Uzbekistan, it opens.", ["Ministry of Reading of Uzbekistan"]),
    ("en", "Reuters reported the news, citing Interfax.", ["Reuters", "Interfax"]),
    ("en", "The hall stays open, its director said.", []),
    ("en", "It opened on Tuesday, the district council told Karvan.", []),
    ("en", "The Specimen Roads Agency lent two ploughs.", []),
    ("fr", "Selon l'Organisation mondiale de la santé, il pleut.", ["Organisation mondiale de la santé"]),
    ("de", "Laut dem Muster-Institut für Wasser regnet es.", ["Muster-Institut für Wasser"]),
    ("es", "Según el Ministerio de Lectura de Chile, llueve.", ["Ministerio de Lectura de Chile"]),
    ("ru", "Датчики проверят, сообщили в «Вымышленном водном совете».", ["Вымышленный водный совет"]),
    ("ru", "Как передаёт ТАСС со ссылкой на посольство Туркменистана в Азербайджане.", None),
    ("ru", "По данным Минздрава, случаев нет.", ["Минздрав"]),
]


@pytest.mark.parametrize("tongue, sentence, names", CITED)
def test_a_text_rests_on_those_it_cites_by_name(tongue: str, sentence: str, names: list[str] | None) -> None:
    found = list(cites(read(sentence), tongue))
    assert found == (names if names is not None else ["ТАСС", "Посольство Туркменистана в Азербайджане"])


def test_the_agency_that_signs_the_text_is_not_cited() -> None:
    where = read("It opened, the Specimen News Agency reported.")
    assert cites(where, "en", ("specimen news agency",)) == ()


def _sample_articles() -> list[tuple[str, int, dict[str, list[str]]]]:
    path = SHARED / "samples" / "expected.json"
    files = json.loads(path.read_text(encoding="utf-8"))["files"] if path.is_file() else {}
    return [(name, number, one) for name, file in files.items() for number, one in enumerate(file["articles"])]


@needs_shared
@pytest.mark.parametrize("name, number, expected", _sample_articles())
def test_the_samples_name_and_cite_as_expected(name: str, number: int, expected: dict[str, list[str]]) -> None:
    found, _ = seeds.read((SHARED / "samples" / name).read_bytes(), name)
    seed = found[number]
    where = read(*seed.paragraphs, title=seed.headline)
    tongue = language.detect("\n".join(seed.paragraphs))
    assert persons(where, tongue) == expected["people"]
    assert list(cites(where, tongue, seed.credit)) == expected["cited_via"]


@needs_shared
def test_the_owners_article_names_its_persons_and_rests_on_an_embassy() -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    (seed,), _ = seeds.read(path.read_bytes(), path.name)
    where = read(*seed.paragraphs)
    assert len(people.find(where, "en")) == 2
    (embassy,) = cites(where, "en", seed.credit)
    assert embassy.startswith("Embassy of ")


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="ABcd .,«»()'’-МинЗдрав Совет said President Ministry of", max_size=80),
    st.sampled_from(["en", "fr", "ru", "de", ""]),
)
def test_any_text_can_be_read_and_names_are_never_empty(text: str, tongue: str) -> None:
    where = read(text, title=text[:20])
    every = (*persons(where, tongue), *organisations(where, tongue))
    assert all(name.strip() for name in (*every, *cites(where, tongue)))
