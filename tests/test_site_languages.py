"""Names of topics and countries in the languages that a site may have, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import House

from digest import vocabulary, wordlists
from digest.classify import topics
from digest.config import Site
from digest.disk import word_files

WORDS = wordlists.checked(word_files(Path()))[0]


@pytest.mark.parametrize(
    ("language", "topic", "country"),
    [
        ("ar", "انتخابات", "ألمانيا"),
        ("da", "Valg", "Tyskland"),
        ("nb", "Valg", "Tyskland"),
        ("nn", "Val", "Tyskland"),
        ("pt-BR", "Eleições", "Alemanha"),
        ("sv", "Val", "Tyskland"),
        ("tr", "Seçim", "Almanya"),
        ("zh", "选举", "德国"),
    ],
)
def test_pages_of_a_topic_and_a_country_bear_their_names_in_the_language_of_the_site(
    house: House, language: str, topic: str, country: str
) -> None:
    house.put("pyproject.toml", f"[tool.digest]\nurl = 'https://e.org/'\nlanguage = '{language}'\n")
    house.story("2020/06/vote", date="2020-06-19", countries=f"[{country}]", topics="[elections]").build()
    assert f"<title>{topic}" in house.page("topic/elections/index.html")
    assert f"<title>{country}" in house.page("country/germany/index.html")


def test_labels_in_more_languages_change_no_name_that_front_matter_could_have() -> None:
    ours = topics.parse(WORDS.files["topics.txt"])
    before, now = vocabulary.load("en", (), ours), wordlists.names(Site(), WORDS)
    assert {name: now.codes["topic"][name] for name in before.codes["topic"]} == before.codes["topic"]


def test_every_row_of_more_labels_is_of_a_topic_that_lacks_it() -> None:
    known = {topic.slug: dict(topic.labels) for topic in topics.parse(WORDS.files["topics.txt"])}
    for slug, labels in vocabulary.more_labels(WORDS.files["topic-labels.tsv"]).items():
        assert not dict(labels).keys() & known[slug].keys(), slug
