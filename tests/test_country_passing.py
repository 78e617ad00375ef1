"""Countries that a text only names: in passing, in credits, before offices. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import about, compiled, find, named

from digest.classify.reading import Gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return compiled()


ADVICE = {
    "en": "Dry it well. Rinse it twice. Do not use hot water. Steam dulls it. A soft cloth will do. Wait a little.",
    "ru": "Сушите его долго. Тепло ему вредно. Свет тоже. Сетка лучше мешка. Мягкий убирайте. Шелуха шуршит.",
    "fr": "Rangez-le bien. Aérez le soir. La lampe gêne. Le bruit aussi. Une sieste suffit. Lisez une page.",
    "es": "Guárdelo bien. La luz le daña. El frío no. Una malla sirve. Mire cada mes. La piel suena.",
    "de": "Trocknen Sie ihn gut. Licht schadet ihm. Kälte nicht. Ein Netz genügt. Warten Sie ab. Die Schale raschelt.",
    "tr": "İyice kurutun. Işık zarar verir. Soğuk vermez. File yeter. Biraz bekleyin. Kabuğu hışırdar.",
}
"""Six sentences each that name no place."""


@pytest.mark.parametrize(
    ("lang", "example", "code"),
    [
        ("en", "A cleaner from Denmark swears by tea.", "DK"),
        ("en", "The results were shown at a meeting in Lisbon.", "PT"),
        ("ru", "Один садовод из Голландии хранит лук в песке.", "NL"),
        ("fr", "Une clinique de Suède l'enseigne.", "SE"),
        ("es", "Un cocinero de Chile lo hace así.", "CL"),
        ("de", "Ein Gärtner aus Österreich nimmt Sand.", "AT"),
        ("tr", "Norveç'te bir bahçıvan kum kullanır.", "NO"),
    ],
)
def test_a_long_text_with_one_foreign_example_is_about_no_country(
    places: Gazetteer, lang: str, example: str, code: str
) -> None:
    advice = "\n".join([ADVICE[lang]] * 4)
    found = find(places, f"{advice}\n{example}", lang)
    assert about(found) == []
    assert [evidence.label for evidence in found.mentions] == [code]
    assert about(find(places, f"{advice}\n{example}", lang, home="KZ")) == ["KZ"]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("", "Kazakhstan has a new school. It stands in Almaty."),
        ("Kazakh school wins prize", "The school is made of wood."),
    ],
)
def test_a_long_text_keeps_the_country_of_its_headline_or_its_opening(places: Gazetteer, title: str, lead: str) -> None:
    advice = "\n".join([ADVICE["en"]] * 5)
    assert about(find(places, f"{lead}\n{advice}", title=title)) == ["KZ"]


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("en", "Kazakhstan opened a plant in Aktobe. It makes glass. A French firm built it.", ["KZ"]),
        ("en", "A farm in Leeds was sold.\nIt was cheaper in Spain.", ["GB"]),
        ("ru", "В Алматы открыли станцию метро. Её строили долго. Поезда поставила французская компания.", ["KZ"]),
        ("fr", "Le Sénégal ouvre une ligne de train. Les rames viennent de France.", ["SN"]),
        ("es", "Perú inauguró un puerto en Chancay. Una empresa china lo construyó.", ["PE"]),
        ("de", "Wien baut die U-Bahn aus. Die Züge kommen aus Deutschland.", ["AT"]),
        ("tr", "İzmir'de çıkan yangın söndürüldü. Yunan uçakları yardım etti.", ["TR"]),
    ],
)
def test_a_helper_named_once_after_the_first_sentence_is_a_mention(
    places: Gazetteer, lang: str, text: str, codes: list[str]
) -> None:
    found = find(places, text, lang)
    assert about(found) == codes
    assert len(found.mentions) == 1


def test_all_parties_that_the_first_sentence_names_are_what_a_text_is_about(places: Gazetteer) -> None:
    body = "Peru, Chile and Cuba signed a pact in Lima. It was late. Norway sent a letter."
    assert set(about(find(places, body))) == {"PE", "CL", "CU"}


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ann Sample in Warsaw; editing by Cy Sample in London)",
        "Bo Sample in Warsaw and Cy Sample in London contributed to this report.",
        "Ann Sample reported from Warsaw.",
    ],
)
def test_where_the_reporters_sat_is_a_mention(places: Gazetteer, credit: str) -> None:
    found = find(places, f"Two silos burned down at a port near Odesa.\n{credit}")
    assert about(found) == ["UA"]
    assert "PL" in named(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Israel Defense Forces fired on a boat.", "IL"),
        ("Georgia Prime Minister Nino Sample opened a rail line.", "GE"),
        ("Chad President Omar Sample met herders.", "TD"),
        ("Jordan Foreign Minister Ali Sample will visit the camps.", "JO"),
        ("The Virginia Department of Education will print its report.", "US"),
    ],
)
def test_a_country_before_an_office_is_no_given_name(places: Gazetteer, text: str, code: str) -> None:
    assert about(find(places, text)) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The prize is worth US$5,000 this year.",
        "The tank holds 37 U.S. gallons.",
        "The Wall Street Journal printed the letter.",
        "She told Good Morning America that she was well.",
        "The paper is in the British Medical Journal.",
        "An Iraq War veteran opened a bakery.",
        "The script needs AJAX to run.",
    ],
)
def test_money_measures_papers_and_veterans_name_no_country(places: Gazetteer, text: str) -> None:
    assert named(find(places, text)) == set()


def test_the_south_pole_lies_in_antarctica_and_is_no_person_from_poland(places: Gazetteer) -> None:
    assert about(find(places, "It was cold at the South Pole.")) == ["AQ"]
    assert named(find(places, "A probe landed near the lunar South Pole.")) == set()


@settings(max_examples=40, deadline=None)
@given(count=st.integers(1, 60))
def test_however_long_a_text_is_its_headline_tells_its_country(places: Gazetteer, count: int) -> None:
    assert about(find(places, "\n".join(["The gate is green."] * count), title="Peru paints its gates")) == ["PE"]


@pytest.mark.parametrize("count", [10, 60])
def test_however_long_a_text_is_a_dateline_from_home_tells_home(places: Gazetteer, count: int) -> None:
    body = "\n".join(["The gate is green."] * count)
    found = find(places, body, title="Peru paints its gates", dateline="ALMATY, June 5 -", home="KZ")
    assert about(found) == ["PE", "KZ"]
