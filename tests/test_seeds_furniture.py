"""What stands round an article on its page: lines of buttons above it, contacts below it."""

from __future__ import annotations

import pytest

from digest import seeds
from digest.model import Seed

TITLE, TEXT = "Harbour of Samplevik lends two tugs", "The harbour board has agreed to lend two tugs to its neighbour."
MORE = "They come back in April, the board said on Thursday, after the repair of the bridge."


def one(text: str) -> Seed:
    (seed,), _ = seeds.read(text.encode("utf-8"), "seeds/a.txt")
    return seed


@pytest.mark.parametrize(
    "line",
    ["Home | News | Sport", "Home > World > Harbours", "ADVERTISEMENT", "Advertisement", "3 min read", "Реклама",
     "Share Tweet Email", "Share", "Skip to main content", "Anzeige", "Publicité"],
)  # fmt: skip
def test_lines_of_buttons_above_an_article_are_left_out(line: str) -> None:
    for text in (
        f"{line}\n\n{TITLE}\n\nBy Ann Muster\n4 March 2021\n\n{TEXT}\n\n{MORE}\n",
        f"{TITLE}\n\n{line}\n\nBy Ann Muster\n4 March 2021\n\n{TEXT}\n\n{MORE}\n",
        f"{TITLE}\n\nBy Ann Muster\n4 March 2021\n\n{line}\n\n{TEXT}\n\n{MORE}\n",
    ):
        seed = one(text)
        assert (seed.headline, seed.byline, seed.date) == (TITLE, ("Ann Muster",), "2021-03-04")
        assert (seed.paragraphs, seed.credit) == ((TEXT, MORE), ())
        assert line in seed.dropped


def test_parts_between_bars_are_read_one_by_one() -> None:
    line = "By Ann Muster | Delta Post | Updated: 16 May 2025, 14:05 GMT | First published: 15 May 2025"
    seed = one(f"{TITLE}\n\n{line}\n\n{TEXT}\n")
    assert (seed.byline, seed.credit, seed.date) == (("Ann Muster",), ("Delta Post",), "2025-05-15")
    assert (seed.updated, seed.paragraphs) == ("2025-05-16T14:05+00:00", (TEXT,))


@pytest.mark.parametrize(
    "contact",
    [
        "Pressekontakt:\nAnn Muster\nTelefon: +49 555 0100 00\nann@hafen.example",
        "Contact presse :\nAnn Muster\n+33 5 55 01 00 00\nann@port.example",
        "Media contact:\nAnn Muster, Harbour Board\n+1 555 0100 000\nann@harbour.example",
        "Pressekontakt:\n\nAnn Muster\n\n+49 555 0100 00",
        "Контакты для прессы:\nАнна Образцова\n+7 555 010 00 00\npress@port.example",
    ],
)
def test_a_block_of_contacts_below_the_text_is_left_out(contact: str) -> None:
    seed = one(f"{TITLE}\n\n4 March 2021\n\n{TEXT}\n\n{MORE}\n\n{contact}\n")
    assert (seed.paragraphs, "text-dropped" in seed.warnings) == ((TEXT, MORE), False)
    assert all(line in " ".join(seed.dropped) for line in contact.split("\n"))


def test_a_contact_within_the_text_stays() -> None:
    text = f"{TITLE}\n\n4 March 2021\n\n{TEXT}\n\nThe press contact: Ann Muster, who met us, is away.\n\n{MORE}\n"
    assert len(one(text).paragraphs) == 3


WEB = """We value your privacy
We and our 842 partners store and/or access information on a device. Accept all  Reject all  Manage options

Skip to main content
Home
News
World
Sign in

{TITLE}

Published 2 hours ago

Share
Save

{TEXT}

Read more:
Why tugs go north
Five charts on barges

Advertisement

{MORE}

Related topics
Harbours
Tugs
"""


def test_of_a_page_copied_whole_with_its_banner_and_its_links_the_article_is_left() -> None:
    seed = one(WEB.format(TITLE=TITLE, TEXT=TEXT, MORE=MORE))
    assert (seed.headline, seed.paragraphs) == (TITLE, (TEXT, MORE))
    assert {"Home", "Share", "Why tugs go north"} <= set(seed.dropped)


@pytest.mark.parametrize("subheading", ["Подписка дорожает", "Follow the money", "Subscribe or leave"])
def test_a_subheading_that_begins_like_a_call_to_readers_stays(subheading: str) -> None:
    seed = one(f"{TITLE}\n\n{TEXT}\n\n{subheading}\n\n{MORE}\n")
    assert seed.paragraphs == (TEXT, subheading, MORE)


@pytest.mark.parametrize(
    "banner",
    [
        "Wir und unsere 187 Partner verwenden Cookies. Mit Klick auf „Alle akzeptieren“ stimmen Sie zu.",
        "Nous et nos 120 partenaires utilisons des cookies.\nTout accepter",
        "Мы используем файлы cookie.\nПринять все",
        "Accept all",
    ],
)
def test_a_banner_above_the_headline_is_no_headline(banner: str) -> None:
    seed = one(f"{banner}\n\n{TITLE}\n\n4 March 2021\n\n{TEXT}\n\n{MORE}\n")
    assert (seed.headline, seed.date, seed.paragraphs) == (TITLE, "2021-03-04", (TEXT, MORE))


@pytest.mark.parametrize(
    "line",
    [
        "We and our partners have agreed to mend the bridge, the mayor said.",
        "Share prices fell in Samplevik, where the port has its seat, by a tenth.",
        "Home is where the tugs are.",
        "Accept all refugees, the mayor told the harbour board.",
        "Reject all the bids, the unions asked.",
        "Manage options with care, the trader said.",
    ],
)
def test_what_only_begins_like_a_banner_or_a_button_is_text(line: str) -> None:
    for text in ((line, TEXT, MORE), (TEXT, line, MORE), (TEXT, MORE, line)):
        seed = one(f"{TITLE}\n\n4 March 2021\n\n" + "\n\n".join(text) + "\n")
        assert seed.paragraphs == text


def test_a_deck_in_sentence_case_is_no_part_of_a_headline_in_title_case() -> None:
    head = "Harbour Board of Samplevik Lends Two Tugs\nBarges to follow from April in Norway and Sweden"
    seed = one(f"FOR IMMEDIATE RELEASE\n\n{head}\n\nSAMPLEVIK, March 4, 2021 – {TEXT}\n\n{MORE}\n")
    assert (seed.headline, seed.date) == ("Harbour Board of Samplevik Lends Two Tugs", "2021-03-04")
    assert seed.paragraphs == ("Barges to follow from April in Norway and Sweden", TEXT, MORE)


def test_the_points_of_a_wire_between_headline_and_byline_do_not_end_the_header() -> None:
    points = "* Third loan this year\n* Barges stay"
    seed = one(
        f"UPDATE 2-{TITLE}\n4 March 2021 4:11pm EDT\n{points}\n(Adds quote, details)\n\nBy Ann Muster\n\n"
        f"SAMPLEVIK, March 4 (Lodestar) - {TEXT}\n\n{MORE}\n\n(Reporting by Ann Muster; Editing by Eva Paz)\n"
        "((desk@lodestar.example; +1 555 0100))\n"
    )
    assert seeds.summary(seed.paragraphs).startswith(TEXT)
    assert (seed.byline, seed.credit) == (("Ann Muster",), ("Lodestar",))
    assert seed.paragraphs == ("* Third loan this year", "* Barges stay", TEXT, MORE)
    assert "(Adds quote, details)" in seed.dropped


def test_a_list_in_the_text_is_no_header() -> None:
    seed = one(f"{TITLE}\n\n4 March 2021\n\n* Two tugs\n* A barge\n\n{TEXT}\n\n{MORE}\n")
    assert seed.paragraphs == ("* Two tugs", "* A barge", TEXT, MORE)
