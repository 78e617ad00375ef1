"""Persons and organisations with what proves them: in `explain`, in a story's file, on its page. Names are invented."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import House
from msgspec import structs
from samples import NAMES

from digest import articles
from digest.classify import orgs, people
from digest.classify.matching import Page, page
from digest.classify.sentences import split
from digest.cli import main
from digest.model import Article, Text
from digest.text import ROOM, in_room

BRIDGE = """ date 2024-05-14 Norway opens a bridge

By Karvan

President Karl Beispiel and Minister Awa Modèle opened a bridge of the Specimen Roads Agency in Oslo, Norway.

Beispiel thanked the Lamp and Lantern Commission (LLC).
"""
BRIDGE_STORY = "content/2024/05/norway-opens-a-bridge.md"
RUSSIAN = """ date 2024-05-14 Норвегия открыла мост

Мост в Осло назван в честь президента Ивана Образцова, сообщили в «Вымышленном водном совете».

Норвегия рада.
"""
RUSSIAN_STORY = "content/2024/05/norvegiya-otkryla-most.md"


def read(*paragraphs: str, title: str = "") -> Page:
    return page(split(Text(title, paragraphs)))


def run(house: House, verb: str, *more: str) -> str:
    done = CliRunner().invoke(main, [verb, "--root", str(house.root), *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def explain(house: House, file: str, *more: str) -> str:
    return run(house, "explain", str(house.root / file), *more)


def told(house: House, file: str, kind: str) -> dict[str, dict[str, Any]]:
    (found,) = json.loads(explain(house, file, "--json"))
    return {one["label"]: one for one in found["evidence"] if one["kind"] == kind}


def line(house: House, story: str, key: str) -> str:
    return next(row for row in house.read(story).splitlines() if row.startswith(f"{key}:"))


# ---- how sure


@pytest.mark.parametrize(
    "tongue, text, name, score",
    [
        ("en", "They thanked Karl Beispiel for the bridge.", "Karl Beispiel", 0.5),
        ("en", "They thanked Karl Beispiel. The Beispiel house is near.", "Karl Beispiel", 0.7),
        ("en", "They thanked President Karl Beispiel for the bridge.", "Karl Beispiel", 0.7),
        ("en", "The bridge is good, Karl Beispiel said.", "Karl Beispiel", 0.7),
        ("en", "Karl Beispiel, 45, came.", "Karl Beispiel", 0.7),
        ("en", "President Karl Beispiel came. Beispiel spoke.", "Karl Beispiel", 0.9),
        ("en", "Karl Beispiel came. They thanked President Karl Beispiel.", "Karl Beispiel", 0.9),
        ("fr", "Le président Ibrahim Exemple est venu. Exemple est parti.", "Ibrahim Exemple", 0.9),
        ("ru", "Слова Сергея Образцова передали в Минск.", "Сергей Образцов", 0.5),
        (
            "ru",
            "Министр Рашид Образцов прибыл. Вместе с Образцовым прибыли двое.",
            "Рашид Образцов",
            0.9,
        ),
        ("ru", "Министр Рашид Ли прибыл. Люди рады, любят и поют.", "Рашид Ли", 0.7),
    ],
)
def test_a_person_is_surer_with_a_role_and_when_named_again(tongue: str, text: str, name: str, score: float) -> None:
    assert {e.label: e.score for e in people.find(read(text), tongue)} == {name: score}


@pytest.mark.parametrize(
    "text, name, score",
    [
        ("The Supreme Court agreed.", "Supreme Court", 0.5),
        ("The Supreme Court agreed. Then the Supreme Court left.", "Supreme Court", 0.7),
        ("The Specimen Roads Agency agreed.", "Specimen Roads Agency", 0.7),
        ("The Specimen Roads Agency (SRA) agreed.", "Specimen Roads Agency", 0.9),
        ("The “Specimen Roads Agency” (SRA) agreed.", "Specimen Roads Agency", 0.9),
        ("The ‘Specimen Roads Agency’ (“SRA”) agreed.", "Specimen Roads Agency", 0.9),
        ("They read the Specimen Roads Agency’s (SRA) plan.", "Specimen Roads Agency", 0.9),
        ("The Ministry of Specimens (MoS) agreed.", "Ministry of Specimens", 0.9),
        ("The Specimen Roads Agency (Oslo) agreed.", "Specimen Roads Agency", 0.7),
        ("The Specimen Roads Agency (Oslo-Drammen) agreed.", "Specimen Roads Agency", 0.7),
        ("The Specimen Roads Agency (as it is called) agreed.", "Specimen Roads Agency", 0.7),
        ("The Specimen Roads Agency (A) agreed.", "Specimen Roads Agency", 0.7),
        ("The Specimen Roads Agency agreed. Ask the Specimen Roads Agency.", "Specimen Roads Agency", 0.9),
    ],
)
def test_an_organisation_is_surer_with_a_name_of_its_own_and_when_named_again(
    text: str, name: str, score: float
) -> None:
    where = read(text)
    found = orgs.in_full(where, orgs.find(where, "en"), (), one_country=True)
    assert [(e.label, e.score) for e in found] == [(name, score)]


@pytest.mark.parametrize(
    "tongue, text, name",
    [
        ("de", "Das „Muster-Institut für Wasser“ (MIfW) sagte es.", "Muster-Institut für Wasser"),
        ("ru", "Так решили в «Вымышленном водном совете» (ВВС).", "Вымышленный водный совет"),
        ("ru", "Так решили в Министерстве образцов (МинОбр).", "Министерство образцов"),
    ],
)
def test_a_short_form_makes_an_organisation_surer_in_any_language(tongue: str, text: str, name: str) -> None:
    where = read(text)
    found = orgs.in_full(where, orgs.find(where, tongue), (), one_country=True)
    assert [(e.label, e.score) for e in found] == [(name, 0.9)]


@pytest.mark.parametrize(
    "text, names",
    [
        ("Victoria Muster opened it.", ["Victoria Muster"]),
        ("The Victoria Muster opened.", []),
        ("They sailed on the “Victoria Muster” in May.", []),
        ("They sailed on the Victoria Muster, 12, in May.", []),
        ("The Victoria Muster said nothing.", []),
        ("The minister Victoria Muster opened it.", ["Victoria Muster"]),
        ("The, Victoria Muster said, is a short word.", ["Victoria Muster"]),
    ],
)
def test_what_has_an_article_and_the_name_of_a_person_is_a_thing(text: str, names: list[str]) -> None:
    assert [e.label for e in people.find(read(text), "en")] == names


def test_the_evidence_is_the_first_place_that_has_the_whole_name_in_the_words_of_the_text() -> None:
    text = ("Beispiel came.", "A friend of Karl Beispiel came. Karl Beispiel sang.")
    (found,) = people.find(read(*text), "en")
    assert (found.place, found.sentence) == ("2.1", "A friend of Karl Beispiel came.")
    assert found.sentence[found.start : found.end] == "Karl Beispiel"
    (found,) = people.find(read("Слова Сергея Образцова передали в Минск."), "ru")
    assert (found.label, found.sentence[found.start : found.end]) == ("Сергей Образцов", "Сергея Образцова")


# ---- explain and classify


def test_a_name_in_its_base_form_is_shown_where_the_text_inflects_it(house: House) -> None:
    text = explain(house.seed("most.txt", RUSSIAN), "seeds/most.txt")
    assert "Иван Образцов – 70%, paragraph 1, sentence 1" in text
    assert "честь президента [Ивана Образцова]" in text
    cited = told(house, "seeds/most.txt", "cited")["Вымышленный водный совет"]
    assert cited["sentence"][cited["start"] : cited["end"]] == "Вымышленном водном совете"


def test_persons_organisations_and_tags_are_told_with_how_sure_they_are(house: House) -> None:
    house.seed("bridge.txt", BRIDGE.replace("opened a bridge", "signed the Paris Agreement"))
    text = explain(house, "seeds/bridge.txt")
    assert "Karl Beispiel – 90%, paragraph 1, sentence 1" in text
    assert "President «Karl Beispiel» and Minister" in text
    assert "Awa Modèle – 70%, paragraph 1, sentence 1" in text
    assert "Specimen Roads Agency – 70%, paragraph 1, sentence 1" in text
    assert "Lamp and Lantern Commission – 90%, paragraph 2, sentence 1" in text
    assert "Paris Agreement – 100%, paragraph 1, sentence 1" in text
    assert told(house, "seeds/bridge.txt", "people")["Awa Modèle"]["score"] == 0.7
    html = explain(house, "seeds/bridge.txt", "--html")
    assert re.search(r"<a [^>]*>Karl Beispiel</a><span class=\"grade\"> – 90%, paragraph 1, sentence 1</span>", html)
    assert re.search(r'<mark class="people" title="People: Karl Beispiel">Karl Beispiel</mark>', html)


def test_a_name_that_the_page_marks_in_the_text_is_not_quoted_beside_it_once_more(house: House) -> None:
    names = [f"Karl Beispiel{end}" for end in ("ow", "sen", "ski", "er", "ez")]
    house.seed("many.txt", BRIDGE.replace("Karl Beispiel", ", ".join(names)))
    html = explain(house, "seeds/many.txt", "--html")
    assert html.count("opened a bridge of the") < len(names)


def test_classify_gives_the_evidence_of_every_label_with_its_kind() -> None:
    given = json.dumps({"text": "President Karl Beispiel of the Specimen Roads Agency opened a bridge in Norway."})
    answer = json.loads(CliRunner().invoke(main, ["classify", "--jobs", "1"], input=given + "\n").stdout)
    evidence = {(one["kind"], one["label"]): one for one in answer["evidence"]}
    assert answer["people"] == ["Karl Beispiel"]
    assert evidence["people", "Karl Beispiel"]["place"] == "1.1"
    assert evidence["organisations", "Specimen Roads Agency"]["score"] == 0.7
    assert ("countries", "NO") in evidence


# ---- the file of a story


def test_an_import_keeps_the_evidence_of_persons_and_organisations(house: House) -> None:
    house.seed("bridge.txt", BRIDGE).build()
    kept = line(house, BRIDGE_STORY, "evidence")
    for entry in ("Karl Beispiel: '1.1'", "Awa Modèle: '1.1'", "Lamp and Lantern Commission: '2.1'"):
        assert entry in kept
    assert "Karl Beispiel – 90%, paragraph 1, sentence 1" in explain(house, BRIDGE_STORY)


def test_a_name_that_a_person_wrote_is_shown_without_a_figure(house: House) -> None:
    house.seed("bridge.txt", BRIDGE).build()
    house.edit(BRIDGE_STORY, "people: [Karl", "people: [Erika Muster, Oslo, Karl")
    text = explain(house, BRIDGE_STORY)
    assert "Erika Muster – by hand" in text
    assert "Oslo – paragraph 1, sentence 1" in text
    assert "Karl Beispiel – 90%" in text


def _before(text: str) -> str:
    """Return a story as it was imported when only the other kinds had evidence; its seal fits."""
    rows = [row for row in text.splitlines() if not row.startswith("seal:")]
    at = next(n for n, row in enumerate(rows) if row.startswith("evidence:"))
    rows[at] = re.sub(r", (Karl|Awa|Иван|Вымышл|Specimen|Lamp)[^,}]*", "", rows[at])
    return articles.sealed("\n".join(rows))


def test_names_of_a_story_without_their_evidence_are_shown_where_they_stand(house: House) -> None:
    house.seed("most.txt", RUSSIAN).build()
    house.put(RUSSIAN_STORY, _before(house.read(RUSSIAN_STORY)))
    text = explain(house, RUSSIAN_STORY)
    assert "Вымышленный водный совет – paragraph 1, sentence 1" in text
    assert "[Ивана Образцова]" in text


def test_retag_adds_the_evidence_to_stories_of_before_and_changes_nothing_else(house: House) -> None:
    house.seed("bridge.txt", BRIDGE).build()
    now = house.read(BRIDGE_STORY)
    house.put(BRIDGE_STORY, _before(now))
    assert house.read(BRIDGE_STORY) != now
    diff = run(house, "retag", "--jobs", "1")
    changed = {row[1:].partition(":")[0] for row in diff.splitlines() if row[:1] in "+-" and row[1:3] not in "++--"}
    assert changed == {"evidence", "seal"}
    run(house, "retag", "--jobs", "1", "--write")
    assert house.read(BRIDGE_STORY) == now


def test_retag_leaves_a_story_of_before_alone_that_a_person_edited(house: House) -> None:
    house.seed("bridge.txt", BRIDGE).build()
    house.put(BRIDGE_STORY, _before(house.read(BRIDGE_STORY)).replace("Awa Modèle]", "Erika Muster]"))
    before = house.content()
    assert run(house, "retag", "--jobs", "1", "--write") == ""
    assert house.content() == before


@pytest.mark.parametrize("tag", ["Karl Beispiel", "Specimen Roads Agency", "Norway", "railways"])
def test_a_tag_that_the_raw_file_gave_stays_though_another_label_has_its_name(house: House, tag: str) -> None:
    seed = f"Title: Norway opens a bridge\nDate: 2024-05-14\nTags: bridges, {tag}\n\n{BRIDGE.split('By Karvan')[1]}"
    house.seed("bridge.txt", seed.replace("a bridge of", "a railway line, trains and a railway bridge of")).build()
    assert line(house, BRIDGE_STORY, "tags") == f"tags: [bridges, {tag}]"
    assert run(house, "retag", "--jobs", "1") == ""
    house.put("words/countries.txt", "SE  names: thanked\n")
    run(house, "retag", "--jobs", "1", "--write")
    assert "Sweden" in house.read(BRIDGE_STORY)
    assert line(house, BRIDGE_STORY, "tags") == f"tags: [bridges, {tag}]"


@pytest.mark.parametrize("tag", ["Norway", "railways", "Karl Beispiel"])
def test_a_tag_that_a_person_set_is_not_told_with_the_evidence_of_another_label(house: House, tag: str) -> None:
    body = BRIDGE.split("By Karvan")[1].replace("a bridge of", "a railway line, trains and a railway bridge of")
    seed = f"Title: Norway opens a bridge\nDate: 2024-05-14\nTags: bridges, {tag}\n\n{body}"
    house.seed("bridge.txt", seed).build()
    assert told(house, BRIDGE_STORY, "tags")[tag]["place"] == ""
    assert f"{tag} – by hand" in explain(house, BRIDGE_STORY)


def test_a_tag_of_the_same_word_as_a_topic_of_the_story_takes_no_evidence_from_it(house: House) -> None:
    house.put("words/tags.txt", "railways | Specimen Roads\n")
    house.seed("bridge.txt", BRIDGE.replace("a bridge\n", "a railway line for trains\n", 1)).build()
    story = BRIDGE_STORY.replace("a-bridge", "a-railway-line-for-trains")
    assert "tags: [railways]" in house.read(story)
    assert "railways: title" in line(house, story, "evidence")
    assert told(house, story, "topics")["railways"]["place"] == "title"


def letters(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in str(number))


CROWDS = {
    "people": [f"They thanked Karl Beispiel{letters(n)} for it." for n in range(1000, 3500)],
    "organisations": [f"The Specimen{letters(n)} Water Board said so." for n in range(1000, 3500)],
    "other_dates": [f"It began on {day} June {year}." for year in range(1900, 2020) for day in range(1, 29)],
    "source": [],
    "tags": [],
}
"""Field → sentences of which each adds one to it."""
HEADS = {
    "source": "".join(f"Source: Karvan{letters(n)} Post\n" for n in range(100, 200)),
    "tags": "Tags: " + "\n  ".join(", ".join(f"tag {letters(n)}{x}" for x in "abcdefghijk") for n in range(1000, 1090)),
}


@pytest.mark.parametrize("field", CROWDS)
def test_a_story_with_very_many_of_anything_has_the_first_of_them_and_is_read(house: House, field: str) -> None:
    crowd, head = " ".join(CROWDS[field]), HEADS.get(field, "").strip()
    house.seed("many.txt", f"Title: Norway opens a bridge\nDate: 2024-05-14\n{head}\n\n{crowd}\n\nNorway is glad.\n")
    assert "1 story;" in house.build().run("build").out
    listed = line(house, BRIDGE_STORY, field).partition("[")[2].split(", ")
    assert 80 < len(listed) <= 300
    assert sum(map(len, listed)) < ROOM
    assert house.has("country/norway/index.html")
    assert run(house, "retag", "--jobs", "1") == ""


def test_of_very_many_names_the_surest_are_kept(house: House) -> None:
    sure = ["Minister Awa Modèle came in the end.", "The head of the Lamp and Lantern Commission (LLC) was there."]
    text = "\n\n".join((*CROWDS["people"], *CROWDS["organisations"], *sure))
    house.seed("many.txt", f"Title: Norway opens a bridge\nDate: 2024-05-14\n\n{text}\n").build()
    for field, first, last in (
        ("people", "Karl Beispielbaaa", "Awa Modèle"),
        ("organisations", "Specimenbaaa Water Board", "Lamp and Lantern Commission"),
    ):
        listed = line(house, BRIDGE_STORY, field).partition("[")[2].strip("]").split(", ")
        assert (listed[0], listed[-1]) == (first, last)
        assert f"{last}: '" in line(house, BRIDGE_STORY, "evidence")


@pytest.mark.parametrize(
    "name",
    ["Minister Maria " + "Ab" * 30_000, "the " + "Water Bank " * 6000, "Peers of " * 3000 + "Nowhere University"],
)
def test_a_name_without_end_is_no_label(house: House, name: str) -> None:
    house.seed("long.txt", BRIDGE.replace("Awa Modèle", name)).build()
    assert "Karl Beispiel" in line(house, BRIDGE_STORY, "people")
    assert house.has("2024/05/norway-opens-a-bridge.html")


def test_a_story_with_all_that_it_has_room_for_is_read() -> None:
    many = in_room(f"O’Person {letters(n)}, Jr" for n in range(100, 999))
    places = tuple((f"{kind} {name}", "100.10") for kind in ("P", "O", "T") for name in many)
    every = tuple(NAMES.names["country"])
    spots = tuple((NAMES.name("country", code), "100.10") for code in every)
    lists = dict.fromkeys(("source", "author", "cited", "tags", "people", "organisations", "other_dates"), many)
    story = Article("2024/05/a", "T" * 200, summary="S" * 500, mentions=every, evidence=(*spots, *places), **lists)
    read, problems = articles.parse(articles.write(story, NAMES), story.path, "a.md", NAMES)
    assert (problems, read and structs.replace(read, body="")) == ((), story)


# ---- the page of a story


def rows(html: str) -> dict[str, list[str]]:
    """Return what the page says decided the labels: place → labels."""
    table = html.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in table.split("</tr>")[:-1]:
        head, _, rest = row.partition("</th>")
        place = re.search(r'class="where">([^<]*)<', rest)
        assert place
        found[place[1].strip()] = re.findall(r"<bdi>([^<]*)</bdi>", head)
    return found


def test_the_page_shows_each_sentence_once_with_all_that_it_decided(house: House) -> None:
    html = house.seed("bridge.txt", BRIDGE).build().page("2024/05/norway-opens-a-bridge.html")
    told = rows(html)
    assert {"Karl Beispiel", "Awa Modèle", "Specimen Roads Agency"} <= set(told["paragraph 1, sentence 1"])
    assert told["paragraph 2, sentence 1"] == ["Lamp and Lantern Commission"]
    assert "Norway" in told["headline"]
    assert html.count("<q>President Karl Beispiel and Minister") == 1


def test_the_page_quotes_the_words_of_the_text_beside_a_name_in_its_base_form(house: House) -> None:
    html = house.seed("most.txt", RUSSIAN).build().page("2024/05/norvegiya-otkryla-most.html")
    assert "Вымышленный водный совет" in rows(html)["paragraph 1, sentence 1"]
    assert re.search(r"<q[^>]*>Мост в Осло назван в честь президента Ивана Образцова", html)


def test_a_tag_that_is_the_word_of_a_topic_is_shown_as_it_is_written(house: House) -> None:
    house.put("words/tags.txt", "tourism | bridge\n").seed("bridge.txt", BRIDGE).build()
    assert line(house, BRIDGE_STORY, "tags") == "tags: [tourism]"
    assert "tourism" not in line(house, BRIDGE_STORY, "topics")
    assert rows(house.page("2024/05/norway-opens-a-bridge.html"))["headline"] == ["Norway", "tourism"]


def test_in_another_language_the_site_tells_the_same_evidence_in_its_own_words(house: House) -> None:
    house.seed("bridge.txt", BRIDGE.replace("Norway.", "Norway, the European Union and Peru.")).build()
    house.put("pyproject.toml", house.read("pyproject.toml") + 'language = "fr"\n').build()
    assert "Norway: title" in line(house, BRIDGE_STORY, "evidence")
    html = house.page("2024/05/norway-opens-a-bridge.html")
    found = re.findall(r"<th[^>]*>(.*?)</th>", html, re.DOTALL)
    shown = [label for head in found for label in re.findall(r"<bdi>([^<]*)</bdi>", head)]
    assert {"Norvège", "Pérou", "Union européenne", "Karl Beispiel"} <= set(shown)
    assert {"Norway", "Peru", "European Union"}.isdisjoint(shown)
    assert told(house, BRIDGE_STORY, "countries")["NO"]["place"] == "title"
    assert run(house, "retag", "--jobs", "1") == ""
    house.edit(BRIDGE_STORY, "countries: [Norway, Peru]", "countries: [Pérou]").build()
    assert "<bdi>Norvège</bdi>" not in house.page("2024/05/norway-opens-a-bridge.html")


def test_a_label_that_an_editor_took_out_is_not_shown_as_decided(house: House) -> None:
    house.seed("bridge.txt", BRIDGE).build()
    house.edit(BRIDGE_STORY, "people: [Karl Beispiel, Awa Modèle]", "people: [Awa Modèle]")
    house.edit(BRIDGE_STORY, "countries: [Norway]", "countries: [Peru]").build()
    shown = [label for labels in rows(house.page("2024/05/norway-opens-a-bridge.html")).values() for label in labels]
    assert "Awa Modèle" in shown
    assert {"Karl Beispiel", "Norway", "Peru"}.isdisjoint(shown)
