"""Unions of states, word files of one's own, evidence and its laws, and whole articles. All sentences are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import FILES, about, compiled, find, named

from digest import seeds
from digest.classify import blocs, countries, gazetteer, lexicon
from digest.classify.countries import Found
from digest.classify.matching import page
from digest.classify.reading import Gazetteer
from digest.classify.scan import scan
from digest.classify.sentences import split
from digest.model import Seed, Text

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return compiled()


BLOCS = [
    ("en", "The European Union and NATO met.", {"EU", "NATO"}),
    ("en", "The EU, the U.N. and UNICEF met the WHO.", {"EU", "UN"}),
    ("en", "The Shanghai Cooperation Organisation and ASEAN met.", {"SCO", "ASEAN"}),
    ("en", "The Commonwealth of Independent States met.", {"CIS"}),
    ("en", "The Organization of American States met.", {"OAS"}),
    ("en", "Those who know the Commonwealth of Massachusetts agree.", set()),
    ("ru", "ЕС, ООН и Шанхайской организации сотрудничества", {"EU", "UN", "SCO"}),
    ("fr", "L’Union européenne et l’ONU", {"EU", "UN"}),
    ("fr", "La Cedeao et l'Otan attendent le Conseil de sécurité", {"ECOWAS", "NATO", "UN"}),
    ("it", "Il Fmi, l'Onu e la Commissione europea chiedono tempo", {"IMF", "UN", "EU"}),
    ("pt", "A CEDEAO, o FMI e a União Africana pedem calma", {"ECOWAS", "IMF", "AU"}),
    ("de", "Die EZB und der Weltsicherheitsrat tagen", {"EU", "UN"}),
    ("es", "El Consejo de Seguridad Nuclear se reunió", set()),
    ("de", "Die Europäische Union und die Vereinten Nationen", {"EU", "UN"}),
    ("es", "La Unión Europea y la OTAN", {"EU", "NATO"}),
    ("uk", "Євросоюз, НАТО та ООН звернулися до МВФ", {"EU", "NATO", "UN", "IMF"}),
    ("tr", "BM ile Avrupa Birliği'nin ve Türk Devletleri Teşkilatı'nın zirvesi", {"UN", "EU", "OTS"}),
    ("ar", "للأمم المتحدة وبالاتحاد الأوروبي وصندوق النقد الدولي", {"UN", "EU", "IMF"}),
    ("az", "Avropa İttifaqının və BMT-nin nümayəndələri", {"EU", "UN"}),
    ("kk", "Біріккен Ұлттар Ұйымының және ШЫҰ-ның өкілдері", {"UN", "SCO"}),
    ("uz", "Turkiy davlatlar tashkilotining va Европа Иттифоқининг саммити", {"OTS", "EU"}),
    ("tk", "Birleşen Milletler Guramasynyň we NATO-nyň wekilleri", {"UN", "NATO"}),
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
    return countries.find(scan(page(split(text)), places.atlas, lang), places, text.date)


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
