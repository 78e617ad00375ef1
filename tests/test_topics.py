"""What a text is about: the topics found, and the vocabulary itself. All sentences are invented."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
import subjects
from hypothesis import given, settings
from hypothesis import strategies as st
from subjects import found

from digest import seeds
from digest.classify import topics
from digest.classify.matching import page
from digest.classify.sentences import split
from digest.classify.topics import TopicWords
from digest.model import Text

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not here")


@pytest.fixture(scope="module")
def words() -> TopicWords:
    return subjects.compiled()


MAIN = [
    ("en", "The foreign minister received the ambassador and discussed bilateral relations.", "diplomacy"),
    ("en", "Voters went to polling stations in a parliamentary election on Sunday.", "elections"),
    ("en", "The ombudsman published a report on human rights and arbitrary detention.", "human-rights"),
    ("en", "An earthquake of magnitude 5.9 shook the north of the island.", "earthquakes"),
    ("en", "Flash floods cut off four villages after days of heavy rain.", "floods"),
    ("en", "The central bank raised its interest rate by half a point.", "banking"),
    ("en", "Brussels agreed on new sanctions and an asset freeze.", "sanctions"),
    ("en", "Doctors reported a new outbreak of cholera in the port.", "epidemics"),
    ("en", "The striker scored twice and the goalkeeper saved a penalty.", "football"),
    ("en", "The spacecraft entered orbit around the moon, the space agency said.", "space"),
    ("en", "A suicide bomber attacked a market, and police spoke of terrorism.", "terrorism"),
    ("en", "Exports fell after the country raised tariffs, and the trade deficit grew.", "trade"),
    ("en", "Asylum seekers from the refugee camp were moved to the coast, UNHCR said.", "refugees"),
    ("fr", "Les électeurs se rendent aux urnes dimanche pour le second tour.", "elections"),
    ("fr", "Une inondation a frappé le sud après des pluies torrentielles.", "floods"),
    ("de", "Das Erdbeben hatte die Stärke 5,6, es gab mehrere Nachbeben.", "earthquakes"),
    ("de", "Die Gewerkschaft ruft zum Warnstreik auf.", "labour-disputes"),
    ("es", "La selección ganó el partido con dos goles del delantero.", "football"),
    ("es", "El terremoto causó daños; hubo varias réplicas.", "earthquakes"),
    ("es", "El equipo perdió el partido en el último minuto.", "sport"),
    ("es", "El partido gobernante elogió al partido comunista.", "political-parties"),
    ("es", "El presidente de la federación de fútbol dimitió.", "football"),
    ("ru", "Землетрясение магнитудой 5,6 произошло на востоке страны.", "earthquakes"),
    ("ru", "Морские суда стоят в порту.", "shipping"),
    ("ru", "Команда врачей прилетела в город.", "health"),
    ("ru", "Урожай хлопка и пшеницы собрали фермеры области.", "agriculture"),
    ("ru", "Омбудсмен представил доклад о правах человека.", "human-rights"),
    ("tr", "Deprem sonrası artçı sarsıntılar sürüyor.", "earthquakes"),
    ("ar", "دخل المسبار مدار المريخ وقال العلماء إن المركبة الفضائية بخير.", "space"),
    ("ar", "توجه الناخبون إلى صناديق الاقتراع في الانتخابات.", "elections"),
    ("ar", "وقع زلزال قوي والزلازل كثيرة هناك.", "earthquakes"),
    ("fr", "Les joueuses de handball ont gagné la demi-finale devant leurs supporters.", "sport"),
    ("fr", "La syndicaliste et les ouvrières votent la grève à l'usine.", "labour-disputes"),
    ("fr", "L'archevêque a célébré la messe, puis les fidèles ont prié.", "christianity"),
    ("fr", "La sage-femme et les infirmières soignent les nouveau-nés à la maternité.", "health"),
    ("fr", "Les députées ont adopté la proposition de loi à l'Assemblée nationale.", "parliament"),
    ("fr", "Les planteurs vendent leurs récoltes de manioc et de mangues.", "agriculture"),
    ("fr", "Le procureur a requis la perpétuité, les jurés rendront leur verdict.", "courts"),
    ("fr", "La chanteuse sort un album et donne deux concerts.", "music"),
    ("fr", "Des institutrices et leurs élèves ont fêté la rentrée scolaire dans les écoles.", "schools"),
    ("fr", "Les sauveteurs cherchent des survivants sous les décombres de l'immeuble effondré.", "disasters"),
    ("fr", "Une saisie de cocaïne au port : trois dockers soupçonnés de trafic de drogue.", "drug-crime"),
    ("fr", "L'agence de notation abaisse la note du pays, dont la dette souveraine inquiète.", "financial-markets"),
    ("fr", "La perchiste et le lanceur de javelot ont battu le record d'Afrique.", "athletics"),
    ("fr", "L'anémie et les carences en fer touchent la patiente, dit la thérapeute.", "health"),
    ("fr", "Les opérateurs télécoms vendent des cartes SIM pour leurs réseaux mobiles.", "information-technology"),
    ("fr", "La chambre des députés rejette la motion de défiance.", "parliament"),
    ("fr", "La comparution immédiate s'achève : six mois avec sursis pour une rixe.", "courts"),
    ("fr", "L'Algérie bat le Sénégal et finit en tête de la poule C.", "sport"),
    ("fr", "Des glissements de terrain ont suivi les coulées de boue.", "landslides"),
    ("fr", "Les paroissiens ont retrouvé leur couvent.", "christianity"),
    ("en", "Climbers were trapped in a hut when a wall collapsed.", "disasters"),
    ("en", "Jurors heard testimony from an accomplice of the burglar.", "crime-justice"),
    ("en", "Passengers were killed when the bus plunged into a ravine.", "transport-accidents"),
    ("en", "Drone strikes killed three people and trapped others under rubble.", "armed-conflict"),
]


@pytest.mark.parametrize("language, sentence, topic", MAIN)
def test_a_plain_report_gets_its_topic_first(words: TopicWords, language: str, sentence: str, topic: str) -> None:
    assert found(words, sentence, language=language)[:1] == [topic]


@pytest.mark.parametrize(
    "sentence, not_this",
    [
        ("The trade war raised prices of imported goods.", "war"),
        ("The striker missed a penalty in the cup final.", "capital-punishment"),
        ("The West Bank village rebuilt its school.", "banking"),
        ("The band played star wars music at the concert.", "war"),
        ("Hospitals lack AIDS medicines, doctors said.", "foreign-aid"),
        ("The teacher aids pupils who read slowly.", "diseases"),
        ("Willows grow on the banks of the river, and a river bank gave way.", "banking"),
        ("The passenger train left the train station.", "sport"),
        ("The food court has a tennis court beside it.", "courts"),
        ("The minister must bear in mind that open space is scarce.", "animals"),
        ("The minister must bear in mind that open space is scarce.", "space"),
        ("The shepherd counts his sheep while the weather is fine.", "crime-justice"),
        ("A loan pays for the new tram line.", "football"),
        ("The new dam will water the orchards.", "floods"),
    ],
)
def test_a_longer_phrase_hides_the_word_inside_it(words: TopicWords, sentence: str, not_this: str) -> None:
    assert not_this not in found(words, sentence)


@pytest.mark.parametrize(
    "sentence, not_this",
    [
        ("Elle est venue deux fois, mais trop tard.", "religion"),
        ("Il est venu, mais trop tard, au cours de la nuit.", "agriculture"),
        ("Au cours de la nuit, tout était calme.", "courts"),
        ("La lutte contre le bruit continue.", "sport"),
        ("Elle est prête à jouer un rôle aux États-Unis.", "politics"),
        ("Elle est prête à jouer un rôle aux États-Unis.", "banking"),
        ("Les jeunes sont en train de partir.", "railways"),
        ("Les jeunes sont en train de partir.", "religious-festivals"),
        ("La mise en œuvre a bien commencé.", "arts-culture"),
        ("Le marché mondial de l'énergie reste calme.", "football"),
        ("À ce stade, la crise mondiale continue.", "sport"),
        ("Une escalade serait un échec pour tous.", "sport"),
        ("Elle doit pouvoir dormir après le traitement.", "politics"),
        ("Le Congo, ou République démocratique du Congo, est vaste.", "politics"),
        ("Elle est candidate à la présidence de la fédération de football.", "elections"),
        ("Le comité exécutif de l'association l'a reçue.", "government"),
        ("Le trafic aérien reprend à l'aéroport.", "crime-justice"),
        ("La dette souveraine du pays inquiète les prêteurs.", "royalty"),
    ],
)
def test_a_french_phrase_is_not_taken_for_a_word_that_it_looks_like(
    words: TopicWords, sentence: str, not_this: str
) -> None:
    assert not_this not in found(words, sentence, language="fr")


def test_the_name_of_a_country_is_no_word_of_politics(words: TopicWords) -> None:
    assert found(words, "The United States and the United States again.", title="United States") == []


def test_a_number_is_no_word_of_a_topic(words: TopicWords) -> None:
    lines = [line for mine in words.listed.values() for _, _, line in mine]
    assert [line for line in lines if re.search(r"(^|,)\s*\d{1,2}\s*(,|$)", line)] == []
    assert found(words, "Der Wirt kaufte 1 Tisch und 5 Stühle.", language="de") == []


@pytest.mark.parametrize("text", ["", "The sky was blue over the valley.", "…", "12345"])
def test_a_text_that_tells_nothing_gets_no_topic(words: TopicWords, text: str) -> None:
    assert found(words, text) == []


def test_a_headline_speaks_louder_than_the_text(words: TopicWords) -> None:
    body = "The stadium was full. Farmers watched the harvest on a screen."
    assert found(words, body, title="Wheat harvest is the best in years")[0] == "agriculture"


def test_an_unknown_language_is_read_with_english_words(words: TopicWords) -> None:
    assert found(words, "Earthquake", language="xx") == ["earthquakes"]


def test_a_first_level_topic_is_not_given_beside_one_of_its_own(words: TopicWords) -> None:
    labels = found(words, "The football club won the championship; the athlete and the coach praised the team.")
    assert labels and not ("sport" in labels and "football" in labels)


def test_what_many_stories_touch_is_the_main_topic_only_where_little_else_is_told(words: TopicWords) -> None:
    assert found(words, "Families and children met the priest.", "The court found the robber guilty.")[0] == "courts"
    assert found(words, "The priest and the bishop led a prayer in the cathedral.")[0] == "religion"


def test_a_persons_file_says_how_readily_a_topic_is_the_main_one(words: TopicWords) -> None:
    text = "The bishop held a prayer. The court heard the appeal."
    less = topics.load(subjects.FILE.read_text(encoding="utf-8") + "\n[religion]\nmain: 0.1\n")
    more = topics.load(subjects.FILE.read_text(encoding="utf-8") + "\n[religion]\nmain: 9\n")
    assert found(less, text)[0] == "courts"
    assert found(more, text)[0] in ("religion", "christianity")


def test_a_file_may_say_for_one_language_how_readily_a_topic_is_the_main_one() -> None:
    file = "[a] 01000000\nmain: 0.5\nmain fr: 3\nen 5: amber\nfr 5: ambre\n[b] 02000000\nen 5: brass\nfr 5: bronze\n"
    of_one, undone = topics.load(file), topics.load(file + "[a]\nmain: 0.5\n")
    assert found(of_one, "Amber and brass.")[0] == "b"
    assert found(of_one, "Ambre et bronze.", language="fr")[0] == "a"
    assert found(undone, "Ambre et bronze.", language="fr")[0] == "b"


def test_the_evidence_is_the_word_in_its_sentence(words: TopicWords) -> None:
    text = Text("", ("Nothing here.", "All was quiet. A strong earthquake woke the town."))
    (evidence,) = topics.find(page(split(text)), words, "en")
    assert (evidence.place, evidence.sentence) == ("2.2", "A strong earthquake woke the town.")
    assert evidence.sentence[evidence.start : evidence.end] == "earthquake"


def test_a_persons_file_adds_words_and_topics() -> None:
    mine = "\n[horses] 20000500 environment\nlabels: en Horses\nen 5: akhal-teke\n\n[space]\nen 5: baikonur\n"
    more = topics.load(subjects.FILE.read_text(encoding="utf-8") + mine)
    assert found(more, "An Akhal-Teke was shown.") == ["horses"]
    assert found(more, "They drove to Baikonur.") == ["space"]


@pytest.mark.parametrize(
    "text, says",
    [
        ("[a] 01000000\nlabels: en A\nnonsense", "line 3"),
        ("[b] 20000002 nowhere", "nowhere"),
        ("[c]\nen 5: word", "no IPTC number"),
        ("en 5: word", "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        topics.load(text)


def test_the_vocabulary_has_two_levels_and_labels_in_five_languages(words: TopicWords) -> None:
    first = [topic for topic in words.topics if not topic.parent]
    assert len(first) == 17
    assert 100 <= len(words.topics) - len(first) <= 150
    assert len({topic.slug for topic in words.topics}) == len({topic.medtop for topic in words.topics})
    for topic in words.topics:
        assert {"en", "fr", "de", "es", "ru"} <= dict(topic.labels).keys(), topic.slug
        assert all(label for _, label in topic.labels), topic.slug


def test_a_topic_stands_in_the_first_level_of_its_parent(words: TopicWords) -> None:
    by_slug = {topic.slug: topic for topic in words.topics}
    for topic in words.topics:
        assert topic.top == (by_slug[topic.parent].medtop if topic.parent else topic.medtop), topic.slug


@needs_shared
def test_every_number_is_that_of_iptc(words: TopicWords) -> None:
    with gzip.open(SHARED / "data" / "iptc-mediatopics.jsonl.gz", "rt", encoding="utf-8") as file:
        official = {row["qcode"]: row for row in map(json.loads, file)}
    for topic in words.topics:
        assert official[topic.medtop]["top"] == topic.top, topic.slug


@needs_shared
def test_the_owners_article_is_about_human_rights_and_diplomacy(words: TopicWords) -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    (seed,), _ = seeds.read(path.read_bytes(), path.name)
    labels = found(words, *seed.paragraphs)
    assert labels[:2] == ["human-rights", "diplomacy"]


SPARE = st.text(alphabet="abc war trade human rights. İß’—нефть", max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPARE, max_size=4), st.sampled_from(["en", "ru", "fr", ""]))
def test_offsets_point_into_the_sentence_and_the_answer_never_changes(paragraphs: list[str], language: str) -> None:
    compiled = subjects.compiled()
    sentences = split(Text("Oil war", tuple(paragraphs)))
    labels = topics.find(page(sentences), compiled, language)
    assert labels == topics.find(page(sentences), compiled, language)
    assert len(labels) <= topics.MOST
    for evidence in labels:
        assert any(s.place == evidence.place and s.text == evidence.sentence for s in sentences)
        assert 0 <= evidence.start < evidence.end <= len(evidence.sentence)
        assert 0 < evidence.score <= 1
