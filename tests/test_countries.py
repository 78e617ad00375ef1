"""Which countries and unions of states a text is about, and which it merely names. All sentences are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import digest.words
from digest import seeds
from digest.classify import blocs, countries, gazetteer, lexicon
from digest.classify.countries import Found
from digest.classify.reading import Gazetteer
from digest.classify.sentences import dateline, split
from digest.model import Seed, Text

FILES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(Path(digest.words.__file__).parent.iterdir())
    if path.name in ("countries.txt", "blocs.txt", "territories.tsv", "cities.tsv")
}
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer.load(FILES)


def find(places: Gazetteer, body: str, lang: str = "en", title: str = "", **more: str) -> Found:
    text = Text(title, tuple(body.split("\n")), more.get("dateline", ""), more.get("date"))
    return countries.find(split(text), places, lang, text.date, more.get("home", ""))


def about(found: Found) -> list[str]:
    return [evidence.label for evidence in found.countries]


def named(found: Found) -> set[str]:
    return {evidence.label for evidence in (*found.countries, *found.mentions)}


NAMES = [
    ("Ministers of the U.S., the UK and the UAE met a DRC envoy.", {"US", "GB", "AE", "CD"}),
    ("Holland will export tulips to the Czech Republic and Bosnia.", {"NL", "CZ", "BA"}),
    ("Turkmen and Kazakh officials signed a gas accord.", {"TM", "KZ"}),
    ("South Sudan opened a bridge.", {"SS"}),
    ("Equatorial Guinea and Papua New Guinea opened embassies.", {"GQ", "PG"}),
    ("The Democratic Republic of Congo will vote in May.", {"CD"}),
    ("The U.S. Virgin Islands will vote in May.", {"VI"}),
    ("North Korea and South Korea reopened a road.", {"KP", "KR"}),
    ("Niger closed a border post.", {"NE"}),
    ("Nigeria closed a border post.", {"NG"}),
    ("Kosovo and North Macedonia will share a power line.", {"XK", "MK"}),
    ("Côte d’Ivoire and Curaçao sent teams.", {"CI", "CW"}),
    ("Ivory Coast and St. Lucia sent teams.", {"CI", "LC"}),
    ("Protesters filled Kyiv and Kharkiv.", {"UA"}),
    ("Voters in New Mexico and New Jersey go to the polls.", {"US"}),
    ("Clerks in Tulsa, Okla., counted again.", {"US"}),
    ("Antarctica lost more ice.", {"AQ"}),
    ("TURKEY RAISES RATES AGAIN", {"TR"}),
    ("The Kremlin denied it.", {"RU"}),
    ("Downing Street denied it.", {"GB"}),
    ("The White House denied it.", {"US"}),
    ("Washington will wait for an answer.", {"US"}),
    ("The Élysée confirmed the visit.", {"FR"}),
    ("Northern Ireland will hold talks.", {"GB"}),
]


@pytest.mark.parametrize(("sentence", "codes"), NAMES)
def test_names_adjectives_towns_and_seats_of_power_tell_their_country(
    places: Gazetteer, sentence: str, codes: set[str]
) -> None:
    assert set(about(find(places, sentence))) == codes


NO_COUNTRY = [
    "The shop sells books in Turkmen, Russian and English.",
    "She speaks Georgian and teaches the Uzbek language.",
    "The Russian-language paper closed.",
    "Jordan Peterson gave a talk.",
    "Chad Smith plays the drums. Chad began at ten.",
    "Georgia Meloni won the race.",
    "Paris Hilton opened a bar.",
    "Michael Jordan scored. Jordan left early.",
    "Jack London wrote about dogs.",
    "Oil spilled in the Gulf of Mexico.",
    "Ships crossed the South China Sea.",
    "Bank of New England reported a loss.",
    "The Times of India printed the letter.",
    "Air France ordered ten jets.",
    "Cyprus Minerals Co reported a loss.",
    "A barn burned down in New London.",
    "Police in San Jose closed a road.",
    "We ate turkey from fine china.",
    "Turkey is dry; this turkey was not.",
    "Guinea pigs need hay.",
    "A bakery in Mary sells flat bread.",
    "Nice people queue, and Reading helps.",
    "Give us more, said those who know.",
    "The bond pays 40 mln Swiss francs.",
    "The Kashmir shawl is warm.",
    "Latin American and South American writers met.",
]


@pytest.mark.parametrize("sentence", NO_COUNTRY)
def test_languages_persons_companies_waters_and_plain_words_are_no_countries(places: Gazetteer, sentence: str) -> None:
    assert named(find(places, sentence)) == set()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Georgia will hold a vote. The parliament in Tbilisi agreed.", {"GE"}),
        ("Georgia will hold a vote.", {"GE"}),
        ("Police in Atlanta, Georgia, closed a road.", {"US"}),
        ("Paris, Texas, has a tower.", {"US"}),
        ("Lebanon, Pa., has a mayor.", {"US"}),
        ("The fair in London, Ontario, was full.", {"CA"}),
        ("San Jose grew. Costa Rica grew.", {"CR"}),
        ("Turkmenistan opened a mill. It stands in Mary.", {"TM"}),
        ("The mill stands in Mary, Turkmenistan.", {"TM"}),
        ("Congo signed. Kinshasa was glad.", {"CD"}),
        ("King Abdullah of Jordan arrived.", {"JO"}),
    ],
)
def test_the_rest_of_the_text_settles_a_name_that_several_places_bear(
    places: Gazetteer, text: str, codes: set[str]
) -> None:
    assert set(about(find(places, text))) == codes


@pytest.mark.parametrize(
    ("text", "date", "codes"),
    [
        ("The Soviet Union will buy grain.", "1987-03-02", {"RU"}),
        ("The Soviet Union will buy grain.", None, {"RU"}),
        ("Tajikistan, a former Soviet republic, will buy grain.", "2020-06-01", {"TJ"}),
        ("East Germany will buy grain.", "1987-03-02", {"DE"}),
        ("Czechoslovakia and Yugoslavia will buy grain.", "1987", {"CZ", "RS"}),
        ("Zaire will buy grain.", "1987", {"CD"}),
        ("The Soviet Union would have bought grain.", "2015-01-01", set()),
    ],
)
def test_a_former_state_counts_while_it_stood(places: Gazetteer, text: str, date: str | None, codes: set[str]) -> None:
    more = {"date": date} if date else {}
    assert named(find(places, text, **more)) == codes


OTHER_LANGUAGES = [
    ("ru", "Президент Туркменистана прибыл в Москву.", {"TM", "RU"}),
    ("ru", "Встреча в Брюсселе завершилась.", {"BE"}),
    ("ru", "Туркменский газ пойдёт в Южную Корею и Саудовскую Аравию.", {"TM", "KR", "SA"}),
    ("ru", "В лавке есть книги на туркменском, русском и английском языках.", set()),
    ("ru", "Того, что он просил, не нашлось. Владимир ушёл.", set()),
    ("fr", "Le Turkménistan et les autorités françaises signent.", {"TM", "FR"}),
    ("fr", "Des ouvriers polonais sont venus à Londres.", {"PL", "GB"}),
    ("de", "Türkische Firmen bauen in Moskau und Wien.", {"TR", "RU", "AT"}),
    ("es", "El gobierno español recibió a los ministros chinos en Pekín.", {"ES", "CN"}),
    ("tr", "Bakan Almanya'ya gitti.", {"DE"}),
    ("uk", "Посол прибув до Польщі з України.", {"PL", "UA"}),
    ("az", "Azərbaycanın nümayəndəsi Türkiyəyə getdi.", {"AZ", "TR"}),
    ("tk", "Türkmenistanyň ilçisi geldi.", {"TM"}),
    ("ar", "وصل الوزير إلى مصر وتركيا", {"EG", "TR"}),
]


@pytest.mark.parametrize(("lang", "sentence", "codes"), OTHER_LANGUAGES)
def test_other_languages_have_their_own_names_and_endings(
    places: Gazetteer, lang: str, sentence: str, codes: set[str]
) -> None:
    assert named(find(places, sentence, lang)) == codes


def test_words_of_one_language_do_not_count_in_another(places: Gazetteer) -> None:
    assert named(find(places, "Maurice met the chino maker at the Este inn.")) == set()


@pytest.mark.parametrize(
    ("text", "focus", "mention"),
    [
        (
            "Turkmenistan will lay a pipe, the agency said, citing the Embassy of Turkmenistan in Azerbaijan.",
            "TM",
            "AZ",
        ),
        ("Turkmenistan will lay a pipe.\nThe next round is planned for spring in Brussels.", "TM", "BE"),
        ("Kazakhstan sold a bond. The bond will be listed in Luxembourg.", "KZ", "LU"),
    ],
)
def test_an_address_is_a_mention(places: Gazetteer, text: str, focus: str, mention: str) -> None:
    found = find(places, text)
    assert about(found) == [focus]
    assert [evidence.label for evidence in found.mentions] == [mention]


def test_the_headline_weighs_more_than_a_passing_word(places: Gazetteer) -> None:
    found = find(
        places, "Norway opened a port. It is long.\nIt is deep. Ships may come from Chile.", title="Norway opens port"
    )
    assert about(found) == ["NO"]
    assert named(found) == {"NO", "CL"}


@pytest.mark.parametrize(
    ("title", "body", "focus", "basis"),
    [
        ("", "Officials opened a small mill.", ["UZ"], "dateline"),
        ("", "Kazakhstan opened a small mill.", ["KZ"], "text"),
        ("Kazakhstan opens mill", "It is small.", ["KZ"], "text"),
        ("", "A small mill opened. It is tall.\nIt has many doors. Later, Iran asked why.", ["UZ", "IR"], "dateline"),
        ("", "Uzbekistan opened a small mill.", ["UZ"], "text"),
    ],
)
def test_a_dateline_decides_only_where_headline_and_lead_name_no_other_country(
    places: Gazetteer, title: str, body: str, focus: list[str], basis: str
) -> None:
    found = find(places, body, title=title, dateline="TASHKENT, June 23 (Northern Courier) -")
    assert about(found) == focus
    assert found.basis == basis


def test_the_house_country_is_told_only_where_nothing_else_is(places: Gazetteer) -> None:
    assert about(find(places, "The council met.", home="US")) == ["US"]
    assert find(places, "The council met.", home="US").basis == "house"
    assert find(places, "The council met.").basis == "none"
    assert about(find(places, "Peru will vote.", home="US")) == ["PE"]


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("LONDON, March 9 - Lloyds cut its rate.", "LONDON, March 9 - "),
        ("GAZA CITY, Gaza Strip (AP) — Shops opened.", "GAZA CITY, Gaza Strip (AP) — "),
        ("BEIRUT — Shops opened.", "BEIRUT — "),
        ("АШХАБАД, 19 июня – Открыт мост.", "АШХАБАД, 19 июня – "),
        ("The board met on March 9 - a first.", ""),
        ("Rice - the short one - is dear.", ""),
    ],
)
def test_a_dateline_is_known_by_date_agency_or_capitals(opening: str, found: str) -> None:
    assert dateline(opening) == found


BLOCS = [
    ("en", "The European Union and NATO met.", {"EU", "NATO"}),
    ("en", "The EU, the U.N. and UNICEF met the WHO.", {"EU", "UN"}),
    ("en", "The Shanghai Cooperation Organisation and ASEAN met.", {"SCO", "ASEAN"}),
    ("en", "The Commonwealth of Independent States met.", {"CIS"}),
    ("en", "The Organization of American States met.", {"OAS"}),
    ("en", "Those who know the Commonwealth of Massachusetts agree.", set()),
    ("ru", "ЕС, ООН и Шанхайской организации сотрудничества", {"EU", "UN", "SCO"}),
    ("fr", "L’Union européenne et l’ONU", {"EU", "UN"}),
    ("de", "Die Europäische Union und die Vereinten Nationen", {"EU", "UN"}),
    ("es", "La Unión Europea y la OTAN", {"EU", "NATO"}),
]


@pytest.mark.parametrize(("lang", "sentence", "codes"), BLOCS)
def test_unions_of_states_are_blocs_and_never_countries(
    places: Gazetteer, lang: str, sentence: str, codes: set[str]
) -> None:
    found = find(places, sentence, lang)
    assert {evidence.label for evidence in found.blocs} == codes
    assert named(found) <= {"US"}


def test_every_bloc_has_a_name_in_five_languages() -> None:
    for bloc in blocs.parse(FILES["blocs.txt"]):
        assert {"en", "ru", "fr", "de", "es"} <= dict(bloc.labels).keys(), bloc.code


def test_a_file_of_ones_own_adds_names(places: Gazetteer) -> None:
    own = {"user/countries.txt": "TM  regions: Probny Yar\n", "user/blocs.txt": "TEA  en: Tea League\n"}
    more = gazetteer.load(FILES | own)
    assert named(find(more, "A mill opened in Probny Yar.")) == {"TM"}
    assert {e.label for e in find(more, "The Tea League met.").blocs} == {"TEA"}
    assert named(find(places, "A mill opened in Probny Yar.")) == set()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("tm  names: Turkmenia", "country code"),
        ("TM  nmaes: Turkmenia", "`nmaes` is no field"),
        ("--  shared: Georgia", "Name = CODE CODE"),
    ],
)
def test_a_mistake_in_a_word_file_is_told_with_its_line(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as error:
        lexicon.countries(f"# ours\n{line}\n")
    assert str(error.value).startswith("2:")


def test_the_evidence_is_the_strongest_place(places: Gazetteer) -> None:
    found = find(places, "Rain fell. Peru was wet.\nPeruvian farmers were glad.", title="Rain in Peru")
    (evidence,) = found.countries
    assert (evidence.place, evidence.sentence) == ("title", "Rain in Peru")
    assert evidence.sentence[evidence.start : evidence.end] == "Peru"


WORDS = st.sampled_from(
    "Peru Turkmen Georgia Jordan turkey U.S. London Mary the in and EU said İzmir Đà, . - ( “ Côte".split()
)
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)
PLAIN = st.lists(st.sampled_from("rain fell on every roof and the old mill stood still".split()), max_size=12).map(
    " ".join
)


@settings(max_examples=60, deadline=None)
@given(title=SENTENCES, body=st.lists(SENTENCES, max_size=4))
def test_evidence_points_into_its_sentence(places: Gazetteer, title: str, body: list[str]) -> None:
    found = find(places, "\n".join(body), title=title)
    for evidence in (*found.countries, *found.mentions, *found.blocs):
        assert 0 <= evidence.start < evidence.end <= len(evidence.sentence)
        assert evidence.sentence in (title, *body) or any(evidence.sentence in part for part in (title, *body))
        assert 0 < evidence.score <= 1
    assert not {e.label for e in found.countries} & {e.label for e in found.mentions}


@settings(max_examples=60, deadline=None)
@given(title=SENTENCES, body=st.lists(SENTENCES, min_size=1, max_size=3), more=PLAIN)
def test_a_paragraph_that_names_no_country_changes_nothing(
    places: Gazetteer, title: str, body: list[str], more: str
) -> None:
    before = find(places, "\n".join(body), title=title)
    after = find(places, "\n".join([*body, more]), title=title)
    assert (before.countries, before.mentions, before.blocs) == (after.countries, after.mentions, after.blocs)


def _label(places: Gazetteer, seed: Seed, lang: str) -> Found:
    raw = seed.dateline.raw if seed.dateline else ""
    text = Text(seed.headline, seed.paragraphs, raw, seed.date)
    return countries.find(split(text), places, lang, text.date)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the owner's article is not beside the project")
def test_the_owners_article_is_about_turkmenistan_and_the_european_union(places: Gazetteer) -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        (seed,), _ = seeds.read(path.read_bytes(), path.name)
        found = _label(places, seed, "en")
        assert about(found) == ["TM"]
        assert [e.label for e in found.mentions] == ["AZ"]
        assert [e.label for e in found.blocs] == ["EU"]


@pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the samples are not beside the project")
def test_the_samples_have_their_countries_and_blocs(places: Gazetteer) -> None:
    expected = json.loads((SHARED / "samples" / "expected.json").read_text(encoding="utf-8"))["files"]
    for name, wanted in expected.items():
        if not (SHARED / "samples" / name).is_file():
            continue
        read, _ = seeds.read((SHARED / "samples" / name).read_bytes(), name)
        for seed, want in zip(read, wanted["articles"], strict=True):
            found = _label(places, seed, want["language"])
            assert about(found) in [want["countries_focus"], *want.get("countries_focus_also", [])], name
            assert sorted(e.label for e in found.mentions) == sorted(want["countries_mentioned"]), name
            assert [e.label for e in found.blocs] == want["blocs"], name
            assert found.basis == want["countries_basis"], name
