"""Which countries a text is about, and which it merely names. All sentences are invented."""

from __future__ import annotations

import pytest
from babel import Locale
from places import about, compiled, find, named

from digest.classify import countries
from digest.classify.reading import Gazetteer
from digest.classify.sentences import dateline


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return compiled()


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


ANY_LANGUAGE = [
    ("Peru: gold", "", ["PE"]),
    ("Brasil gana", "", ["BR"]),
    ("Бразилия победила", "", ["BR"]),
    ("Almanya'nın zaferi", "", ["DE"]),
    ("BRASILIEN SIEGT", "", ["BR"]),
    ("Irak 2 Kuba 1", "", ["IQ", "CU"]),
    ("Spanien slog Italien", "sv", ["ES", "IT"]),
    ("Германия и Япония подписаха договор", "bg", ["DE", "JP"]),
]


@pytest.mark.parametrize(("headline", "lang", "codes"), ANY_LANGUAGE)
def test_a_text_of_no_known_language_has_the_countries_that_any_language_names(
    places: Gazetteer, headline: str, lang: str, codes: list[str]
) -> None:
    found = find(places, "", lang, headline)
    assert sorted(about(found)) == sorted(codes)
    assert {(e.place, e.sentence) for e in found.countries} == {("title", headline)}


@pytest.mark.parametrize(
    "headline",
    ["Island wedding", "Grenade found", "Maurice and Dominique", "Того же дня", "brasil nuts", "Grece", "Brasilia94"],
)
def test_what_is_a_word_or_a_name_elsewhere_tells_no_country_there(places: Gazetteer, headline: str) -> None:
    assert about(find(places, "", "", headline)) == []


def test_a_text_of_a_known_language_has_the_names_of_its_own_language_only(places: Gazetteer) -> None:
    assert about(find(places, "We met the Schweiz band.", "en")) == []
    assert about(find(places, "Wir trafen Leute aus der Schweiz.", "de")) == ["CH"]


NOT_ISO = frozenset("EU EZ UN ZZ XA XB QO AC CP CQ DG EA IC TA".split())
"""Codes of CLDR that are groups, tests, or parts of countries without a code of ISO 3166-1."""
STATES = [(code, name) for code, name in Locale.parse("en").territories.items() if code.isalpha() and len(code) == 2]


@pytest.mark.parametrize(("code", "name"), [state for state in STATES if state[0] not in NOT_ISO | {"MF"}])
def test_every_territory_is_known_by_its_name(places: Gazetteer, code: str, name: str) -> None:
    assert about(find(places, f"Envoys will speak about {name} today.")) == [code]


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
    "Clerks of Guernsey County counted again.",
    "Delta flew on, and Dudley waved.",
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
        ("", "A small mill opened. It is tall.\nIt has many doors. Later, Iran asked why.", ["UZ"], "dateline"),
        ("", "Uzbekistan opened a small mill.", ["UZ"], "text"),
    ],
)
def test_a_dateline_decides_only_where_headline_and_lead_name_no_other_country(
    places: Gazetteer, title: str, body: str, focus: list[str], basis: str
) -> None:
    found = find(places, body, title=title, dateline="TASHKENT, June 23 (Northern Courier) -")
    assert about(found) == focus
    assert found.basis == basis


def test_countries_of_a_list_are_mentions_beside_the_one_that_the_story_is_about(places: Gazetteer) -> None:
    body = "Peru signed a peace accord. Peruvian voters were glad.\nThe hall was full. Rain fell."
    found = find(places, f"{body}\nThe talks had Cuba and Norway as guarantors, with Chile as host.")
    assert about(found) == ["PE"]
    assert named(found) == {"PE", "CU", "NO", "CL"}


def test_a_dateline_speaks_louder_for_a_country_that_the_text_names_too(places: Gazetteer) -> None:
    body = "Sales to Japan rose.\nThey rose twice. The harbour is full.\nA Korean yard builds more ships."
    assert about(find(places, body))[0] == "JP"
    assert about(find(places, body, dateline="SEOUL, March 5 -"))[0] == "KR"


def test_news_filed_at_home_is_about_home_though_it_names_another_country(places: Gazetteer) -> None:
    body = "Quarry Corp will buy a mill in Japan."
    assert set(about(find(places, body, dateline="CHICAGO, March 12 -", home="US"))) == {"JP", "US"}
    assert about(find(places, body, dateline="CHICAGO, March 12 -")) == ["JP"]


def test_a_dateline_means_the_largest_town_of_its_name(places: Gazetteer) -> None:
    assert about(find(places, "A mill opened.", dateline="VANCOUVER, March 17 -")) == ["CA"]


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


def test_how_sure_a_country_is_tells_its_weight_against_the_threshold(places: Gazetteer) -> None:
    found = find(
        places, "Peru will vote. Chile sent help. It rained. Norway watched.\nChile watched.", title="Peru votes"
    )
    scores = {e.label: e.score for e in (*found.countries, *found.mentions)}
    assert scores["PE"] == 1
    assert about(found) == ["PE", "CL"]
    assert 0.5 <= scores["CL"] < 1
    assert 0 < scores["NO"] < 0.5


def test_a_mention_is_never_as_sure_as_a_country(places: Gazetteer) -> None:
    found = find(places, "The embassy in Peru opened.")
    assert about(found) == []
    assert [e.score for e in found.mentions] == [countries.MENTION]
