"""Signs of a country: what only it has, and its news names in its place. All sentences are invented."""

from __future__ import annotations

import pytest
from places import FILES, about, compiled, find, named

from digest.classify import gazetteer
from digest.classify.reading import Gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return compiled()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shares fell for a third day. The S&P 500 lost two points and the Nasdaq four.", "US"),
        ("A county sheriff found the boat. Sheriff's deputies towed it.", "US"),
        ("The quarterback threw three times in the last NFL game.", "US"),
        ("House Republicans put the bill off until the autumn.", "US"),
        ("A bank was robbed in Salt Lake City, and another in Kansas City.", "US"),
        ("The NHS will hire nurses, the health secretary told the Commons.", "GB"),
        ("West Ham drew with Everton in the Premier League.", "GB"),
        ("A jury at the Crown Court heard of two stolen swans.", "GB"),
        ("A gardener from Gloucestershire grew a blue leek.", "GB"),
        ("The minister left the CDU.", "DE"),
        ("Fine Gael will choose a leader in June.", "IE"),
        ("The BJP won nine seats as the Sensex rose.", "IN"),
        ("The Board of Education met. Fifth-graders had asked for a dry reading room.", "US"),
        ("A passer-by called 911 from the I-85 ramp.", "US"),
        ("The Trump administration will veto the bill.", "US"),
        ("Wheelie bins will be emptied less often, Network Rail said.", "GB"),
        ("An Bord Pleanála turned down ninety flats.", "IE"),
    ],
)
def test_an_institution_of_one_country_tells_what_a_text_is_about(places: Gazetteer, text: str, code: str) -> None:
    assert about(find(places, text)) == [code]


def test_a_sign_is_no_mention(places: Gazetteer) -> None:
    body = "Norway sold wool. Norway sold more wool in May.\nThe wool is grey.\nIt was shown to buyers from the Nasdaq."
    assert named(find(places, body, title="Norway sells wool")) == {"NO"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two goals decided the Russian Premier League.", "RU"),
        ("Nigeria's FDA will test the tea.", "NG"),
        ("A school district in Manila closed.", "PH"),
    ],
)
def test_a_sign_says_nothing_beside_the_name_of_another_country(places: Gazetteer, text: str, code: str) -> None:
    assert named(find(places, text)) == {code}


def test_an_institution_tells_which_of_two_towns_is_meant(places: Gazetteer) -> None:
    assert about(find(places, "A cow walked into a bank in Athens.\nIt was calm.")) == ["GR"]
    assert about(find(places, "A cow walked into a bank in Athens.\nThe sheriff's office was called.")) == ["US"]


def test_a_sign_that_says_nothing_does_not_tell_towns_apart(places: Gazetteer) -> None:
    text = "A cow walked into a bank in Athens.\nNigeria's FDA will test the tea."
    assert named(find(places, text)) == {"GR", "NG"}


@pytest.mark.parametrize("text", ["The singer Tory Sample sang twice.", "Two cubs were born. Cubs are blind at first."])
def test_persons_and_plain_words_are_no_signs(places: Gazetteer, text: str) -> None:
    assert named(find(places, text)) == set()


def test_english_signs_count_in_english_texts_only(places: Gazetteer) -> None:
    assert about(find(places, "The Home Office met.")) == ["GB"]
    assert named(find(places, "Das Home Office, sagte er.", "de")) == set()


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("fr", "Le recours à l'article 49.3 irrite les élus. Le Rassemblement national dépose une motion.", "FR"),
        ("fr", "La grève à la SNCF continue, dit l'Insee.", "FR"),
        ("de", "Die SPD und die AfD streiten. Der Dax gibt nach.", "DE"),
        ("de", "Die Bundesfinanzministerin stellt ihr Paket vor.", "DE"),
        ("de", "Die ÖBB streichen Züge.", "AT"),
        ("es", "El PSOE y el PP no se entienden. Aemet avisa de lluvias.", "ES"),
        ("pt", "O Copom subiu a Selic. O Ibovespa caiu.", "BR"),
        ("pt", "A GNR e o INEM foram chamados.", "PT"),
        ("pt", "A Frelimo ganhou em todos os distritos.", "MZ"),
        ("it", "I carabinieri hanno arrestato due uomini; il gip ha convalidato.", "IT"),
        ("it", "Piazza Affari chiude in calo.", "IT"),
    ],
)
def test_other_languages_have_signs_of_their_own(places: Gazetteer, lang: str, text: str, code: str) -> None:
    assert about(find(places, text, lang)) == [code]


def test_a_digest_can_add_signs() -> None:
    own = gazetteer.load(FILES | {"user/countries.txt": "NO  signs: Probe League\n"})
    assert about(find(own, "Two teams left the Probe League.")) == ["NO"]


FILLING = "\n".join(f"The {word} was painted." for word in "gate roof wall door yard barn shed mill dock pier".split())


DEEP = "The harbour is deep."


@pytest.mark.parametrize(
    ("more", "frame"),
    [(0, {}), (8, {}), (7, {"title": "A harbour opens"}), (7, {"dateline": "OSLO, June 5 -"})],
)
def test_a_text_of_any_length_may_say_something_in_passing(places: Gazetteer, more: int, frame: dict[str, str]) -> None:
    text = "\n".join(["Norway opened a harbour.", "It is as deep as one in Peru.", *[DEEP] * more])
    found = find(places, text, **frame)
    assert about(found) == ["NO"]
    assert [e.label for e in found.mentions] == ["PE"]
    assert all(0 < e.score < 0.5 for e in found.mentions)


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("It is as deep as one in Peru.", ["NO"]),
        ("It is as deep as one in Peru.\nSuch a one the Peruvian fleet has.", ["PE", "NO"]),
        ("It is as deep as one in Callao, Peru.", ["NO", "PE"]),
        ("It is as deep as one in Lima.", ["NO", "PE"]),
    ],
)
def test_what_comes_again_or_is_a_place_where_things_happen_is_not_said_in_passing(
    places: Gazetteer, words: str, countries: list[str]
) -> None:
    assert about(find(places, "\n".join(["Norway opened a harbour.", words, *[DEEP] * 9]))) == countries


@pytest.mark.parametrize(
    ("passing", "mention"), [("It was cheaper in Spain.", "ES"), ("A Danish hat lay there.", "DK")]
)
def test_a_passing_word_in_a_long_text_is_a_mention(places: Gazetteer, passing: str, mention: str) -> None:
    found = find(places, f"A farm in Leeds was sold.\n{FILLING}\n{passing}")
    assert about(found) == ["GB"]
    assert [evidence.label for evidence in found.mentions] == [mention]


def test_a_passing_word_counts_where_it_is_all_there_is(places: Gazetteer) -> None:
    assert about(find(places, f"A farm was sold.\n{FILLING}\nIt was cheaper in Spain.")) == ["ES"]
