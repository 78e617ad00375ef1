"""A story that its file says to hold back is held back: embargoes and drafts in raw text, in every layout."""

from __future__ import annotations

import pytest

from digest import seeds
from digest.model import Seed

TITLE, TEXT = "Harbour of Samplevik lends two tugs", "The harbour board has agreed to lend two tugs to its neighbour."


def one(text: str) -> Seed:
    (seed,), _ = seeds.read(text.encode("utf-8"), "seeds/a.txt")
    return seed


HELD_UNTIL = [
    ("EMBARGOED UNTIL 09:00 CET, 5 MAY 2030", "2030-05-05T09:00+01:00"),
    ("*** EMBARGOED UNTIL 00:01 GMT, Sunday 5 May 2030 ***", "2030-05-05T00:01+00:00"),
    ("EMBARGO 0001 GMT 5 May 2030", "2030-05-05T00:01+00:00"),
    ("EMBARGO: 5 May 2030, 09:00 GMT", "2030-05-05T09:00+00:00"),
    ("Strict embargo until 5 May 2030 at 9 a.m.", "2030-05-05T09:00"),
    ("Status: embargoed until 1 January 2030", "2030-01-01"),
    ("PRESS RELEASE – EMBARGOED UNTIL 5 MAY 2030", "2030-05-05"),
    ("(Under embargo until 5 May 2030)", "2030-05-05"),
    ("Sperrfrist: 5. Mai 2030, 9 Uhr", "2030-05-05T09:00"),
    ("Sous embargo jusqu'au 5 mai 2030", "2030-05-05"),
    ("Embargo jusqu’au 5 mai 2030 à 9h00", "2030-05-05T09:00"),
    ("Embargo fino al 5 maggio 2030", "2030-05-05"),
    ("Embargo fino alle ore 9.00 del 5 maggio 2030", "2030-05-05T09:00"),
    ("Notizia sotto embargo fino al 5 maggio 2030", "2030-05-05"),
    ("Da non pubblicare prima del 5 maggio 2030", "2030-05-05"),
    ("Non diffondere prima del 5 maggio 2030", "2030-05-05"),
    ("Embargo até 5 de maio de 2030", "2030-05-05"),
    ("Embargo até às 09:00 de 5 de maio de 2030", "2030-05-05T09:00"),
    ("Sob embargo até às 9h00 de 5 de maio de 2030", "2030-05-05T09:00"),
    ("Não publicar antes de 5 de maio de 2030", "2030-05-05"),
    ("Não divulgar antes de 5 de maio de 2030", "2030-05-05"),
    ("Эмбарго до 5 мая 2030 г.", "2030-05-05"),
    ("Embargado hasta el 5 de mayo de 2030", "2030-05-05"),
    ("Not for publication before 5 May 2030", "2030-05-05"),
    ("NOT FOR RELEASE UNTIL 5 MAY 2030, 09:00 UTC", "2030-05-05T09:00+00:00"),
    ("Ne pas publier avant le 5 mai 2030", "2030-05-05"),
    ("Не публиковать до 5 мая 2030 года", "2030-05-05"),
    ("embargo: 2030-05-05", "2030-05-05"),
    ('embargo_until: "2030-05-05T09:00+02:00"', "2030-05-05T09:00+02:00"),
]
HELD = [
    "EMBARGOED UNTIL THE SPEECH IS DELIVERED", "STRICTLY EMBARGOED", "EMBARGOED UNTIL 5 MAY", "Embargo: 06/07/2030",
    "Embargo: Thursday noon", "Embargo until May 2030", "Sperrfrist bis zur Pressekonferenz", "Sperrfrist!",
    "EMBARGO – CHECK AGAINST DELIVERY", "NOT FOR PUBLICATION", "Not for release before the board has met",
    "Embargo fino alle 9 del 5 maggio 2030", "Embargo até às 9 de 5 de maio de 2030", "Da non pubblicare",
    "Proibida a divulgação antes da reunião",
    "draft: true", "Draft: yes", "Status: draft", "DRAFT", "ENTWURF", "published: false", "embargo: true",
]  # fmt: skip
NEWS = [
    "FOR IMMEDIATE RELEASE", "Embargo: none", "draft: false", "Embargo: lifted", "Status: final", "Sperrfrist: keine",
]  # fmt: skip


@pytest.mark.parametrize(("line", "moment"), HELD_UNTIL)
def test_an_embargo_with_its_moment_is_kept_and_is_nothing_else(line: str, moment: str) -> None:
    for text in (
        f"{line}\n\n{TITLE}\n\n4 May 2030\n\n{TEXT}\n",
        f"{TITLE}\n{line}\n\nBy Ann Muster\n\n{TEXT}\n",
        f"Title: {TITLE}\nDate: 4 May 2030\n{line}\nAuthor: Ann Muster\n\n{TEXT}\n",
        f"---\ntitle: {TITLE}\n{line}\n---\n\n{TEXT}\n",
        f" date 2030-05-04 By Karvan\n\n{line}\n\n{TEXT}\n",
        f"{line}\n\n{TEXT}\n",
        f"{TEXT}\n\n{line}\n",
    ):
        seed = one(text)
        assert (seed.embargo, seed.held) == (moment, False), text
        assert "embargo" in seed.warnings
        assert (seed.paragraphs[0], len(seed.paragraphs)) == (TEXT, 1)
        assert seed.date in (None, "2030-05-04")
        assert seed.headline in ("", TITLE)
        assert set(seed.credit) <= {"Karvan"}


@pytest.mark.parametrize("line", HELD)
def test_an_embargo_without_a_readable_moment_holds_the_story(line: str) -> None:
    for text in (
        f"{line}\n\n{TITLE}\n\n4 May 2030\n\n{TEXT}\n",
        f"Title: {TITLE}\n{line}\nDate: 4 May 2030\n\n{TEXT}\n",
        f"---\ntitle: {TITLE}\n{line}\n---\n\n{TEXT}\n",
        f"{TITLE}\n\n4 May 2030\n{line}\n\n{TEXT}\n",
    ):
        seed = one(text)
        assert (seed.held, seed.warnings.count("embargo")) == (True, 1), text
        assert (seed.headline, seed.paragraphs) == (TITLE, (TEXT,))


@pytest.mark.parametrize("line", NEWS)
def test_a_line_that_frees_a_story_holds_nothing(line: str) -> None:
    seed = one(f"Title: {TITLE}\n{line}\nDate: 4 May 2030\n\n{TEXT}\n")
    assert (seed.embargo, seed.held, seed.headline) == (None, False, TITLE)


@pytest.mark.parametrize(
    "title",
    [
        "Embargo on arms is extended to 5 May 2030", "Arms embargo until 5 May 2030 agreed", "Oil embargo bites",
        "Embargoed goods reach the harbour", "Embargo: what it means for the harbour", "Эмбарго продлено до 5 мая 2030",
        "Draft of a treaty is ready", "Embargo until 2030 is agreed by ministers", "Not for profit groups meet",
        "Embargo fino al 5 maggio 2030 sulle armi deciso dal governo",
        "Embargo de armas até 5 de maio de 2030 aprovado",
        "Non pubblicare foto dei figli: il consiglio del pediatra", "Embargo até 2030 divide os ministros",
    ],
)  # fmt: skip
def test_an_embargo_in_the_news_is_news(title: str) -> None:
    seed = one(f"{title}\n\n4 May 2020\n\nThe embargo holds until 5 May 2030, the ministry said.\n\nEmbargo or not.\n")
    assert (seed.embargo, seed.held, seed.headline, len(seed.paragraphs)) == (None, False, title, 2)


def test_the_moment_may_stand_on_the_next_line() -> None:
    seed = one(f"EMBARGOED UNTIL\n5 May 2030, 09:00 GMT\n\n{TITLE}\n\n4 May 2030\n\n{TEXT}\n")
    assert (seed.embargo, seed.held, seed.date, seed.headline) == ("2030-05-05T09:00+00:00", False, "2030-05-04", TITLE)


@pytest.mark.parametrize(
    "subject",
    [f"EMBARGOED UNTIL 5 MAY 2030: {TITLE}", f"(Embargo: 5 May 2030) {TITLE}", f"{TITLE} (embargoed until 5 May 2030)"],
)
def test_an_embargo_within_a_headline_is_taken_out_of_it(subject: str) -> None:
    letter = f"From: Karvan <desk@karvan.example>\nSubject: {subject}\nDate: Sat, 4 May 2030 15:16:00 +0500\n\n{TEXT}\n"
    for text in (letter, f"{subject}\n\n4 May 2030\n\n{TEXT}\n", f" date 2030-05-04 {subject}\n\n{TEXT}\n"):
        seed = one(text)
        assert (seed.embargo, seed.headline, seed.paragraphs) == ("2030-05-05", TITLE, (TEXT,))


def test_what_stands_behind_an_unread_zone_or_hour_holds_the_story_too() -> None:
    seed = one(f"EMBARGOED UNTIL NOON ON 5 MAY 2030\n\n{TITLE}\n\n4 May 2030\n\n{TEXT}\n")
    assert (seed.embargo, seed.held) == ("2030-05-05", True)


def test_the_later_of_two_embargoes_holds() -> None:
    seed = one(f"Embargo: 5 May 2030\nSperrfrist: 7. Mai 2030\n\n{TITLE}\n\n4 May 2030\n\n{TEXT}\n")
    assert seed.embargo == "2030-05-07"


def test_an_embargo_of_a_forwarded_letter_or_a_page_holds() -> None:
    inner = f"From: Karvan <desk@karvan.example>\nSubject: {TITLE}\n\n{TEXT}\n"
    outer = f"From: Ann Muster <a@b.example>\nSubject: Embargo: 5 May 2030\n\n---- Forwarded message ----\n{inner}"
    assert one(outer).embargo == "2030-05-05"
    page = f"<html><body>\n<p>EMBARGOED UNTIL 5 MAY 2030</p>\n<h1>{TITLE}</h1>\n<p>{TEXT}</p>\n</body></html>"
    assert (one(page).embargo, one(page).headline) == ("2030-05-05", TITLE)


def test_the_embargo_of_one_article_does_not_hold_the_next() -> None:
    text = f"EMBARGOED UNTIL 5 MAY 2030.\n\n date 2030-05-04 By Karvan\n\n{TEXT}\n\n---\n date 2030-05-04\n\n{TEXT}\n"
    first, second = seeds.read(text.encode("utf-8"), "seeds/a.txt")[0]
    assert (first.embargo, second.embargo, second.held) == ("2030-05-05", None, False)
    assert "embargo" not in second.warnings
