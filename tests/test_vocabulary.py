"""Names of countries, blocs and topics, in any language, to their codes and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import BLOCS, NAMES, TOPICS, named

from digest import vocabulary
from digest.vocabulary import fold


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkmenistan", "TM"),
        ("turkmenistan", "TM"),
        ("TM", "TM"),
        ("tm", "TM"),
        ("NO", "NO"),
        ("Norway", "NO"),
        ("Türkmenistan", "TM"),
        ("Туркменистан", "TM"),
        ("土库曼斯坦", "TM"),
        ("Kosovo", "XK"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("  Peru. ", "PE"),
        ("European Union", None),
        ("EU", None),
        ("Turkmenia", None),
        ("", None),
        ("!", None),
    ],
)
def test_a_country_is_known_by_its_code_and_its_name_in_any_language(name: str, code: str | None) -> None:
    assert NAMES.code("country", name) == code


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("bloc", "European Union", "EU"),
        ("bloc", "eu", "EU"),
        ("bloc", "Европейский союз", "EU"),
        ("bloc", "Norway", None),
        ("topic", "human-rights", "human-rights"),
        ("topic", "Human rights", "human-rights"),
        ("topic", "Политика", "politics"),
        ("topic", "no-such", None),
    ],
)
def test_blocs_and_topics_are_known_by_code_and_label(kind: str, name: str, code: str | None) -> None:
    assert NAMES.code(kind, name) == code


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["en", "ru", "de", "pt-BR", "zh", "ar", "tk"]), st.sampled_from(["country", "bloc", "topic"]))
def test_every_name_that_a_site_shows_is_read_back_as_its_own_code(language: str, kind: str) -> None:
    names = named(language)
    for code in names.names[kind]:
        assert names.code(kind, names.name(kind, code)) == code
        assert names.code(kind, code) == code


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_the_address_of_a_page_is_the_same_whatever_the_language_of_the_site(language: str) -> None:
    names = named(language)
    assert names.slugs["country"]["TM"] == "turkmenistan"
    assert names.slugs["bloc"]["EU"] == "european-union"
    assert names.slugs["topic"]["human-rights"] == "human-rights"


def test_no_two_countries_share_an_address() -> None:
    slugs = list(NAMES.slugs["country"].values())
    assert len(slugs) == len(set(slugs))


def test_a_site_shows_names_in_its_own_language_or_else_in_english() -> None:
    names = named("ru")
    assert names.name("country", "NO") == "Норвегия"
    assert names.name("bloc", "EU") == "Европейский союз"
    assert names.name("topic", "politics") == "Политика"
    assert names.name("topic", "sport") == "Sport"


def test_unions_and_test_codes_are_no_countries() -> None:
    assert not {"EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"} & set(NAMES.names["country"])


def test_a_settings_name_replaces_that_of_cldr_and_both_are_read() -> None:
    names = vocabulary.load("en", BLOCS, TOPICS, {"TR": "Turkey"}, {"Persia": "IR"})
    assert names.name("country", "TR") == "Turkey"
    assert names.code("country", "Turkey") == "TR"
    assert names.code("country", "Türkiye") == "TR"
    assert names.code("country", "Persia") == "IR"
    assert names.slugs["country"]["TR"] == NAMES.slugs["country"]["TR"]


def test_a_territory_that_cldr_does_not_know_has_a_name_and_an_address_too() -> None:
    names = vocabulary.load("en", BLOCS, TOPICS, {"XQ": "Far Island"})
    assert names.code("country", "Far Island") == "XQ"
    assert names.slugs["country"]["XQ"] == "far-island"


def test_a_name_that_two_languages_give_to_different_countries_names_none() -> None:
    every = vocabulary._every_country_name()
    assert all(code for code in every.values())
    assert every[fold("Deutschland")] == "DE"


def test_the_nearest_name_helps_after_a_typing_error_and_stays_away_otherwise() -> None:
    assert NAMES.nearest("country", "Turkmenstan") == "Turkmenistan"
    assert NAMES.nearest("topic", "Human right") == "human-rights"
    assert NAMES.nearest("topic", "humanrights") == "human-rights"
    assert NAMES.nearest("country", "turkmenstan") == "Turkmenistan"
    assert NAMES.nearest("country", "qqqqqqqq") == ""


def test_topics_know_their_parents() -> None:
    assert NAMES.parents == {"human-rights": "politics", "diplomacy": "politics"}
    assert NAMES.medtops["sport"] == "medtop:15000000"


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_two_spellings_that_differ_in_case_or_outer_marks_are_one(text: str) -> None:
    assert fold(text.upper()) == fold(text.upper().lower())
    assert fold(f" {text}-") == fold(text)


@pytest.mark.parametrize(
    "language", ["en", "ar", "bn", "de", "fr", "he", "hi", "ja", "ka", "ko", "mi", "ru", "ta", "th", "tk", "vi", "zh"]
)
def test_the_name_that_a_file_shows_is_read_back_as_the_same_country(language: str) -> None:
    names = vocabulary.load(language, (), ())
    assert [code for code, name in names.names["country"].items() if names.code("country", name) != code] == []
