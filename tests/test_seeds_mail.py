"""Messages as mail programs save them: encoded bodies, several parts, forwarded letters."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import seeds
from digest.model import Seed

FIRST = "Der Hafen von Samplevik verleiht zwei Schlepper – für die Brücke über den Fjord, heißt es = wie geplant."
SECOND = "Совет порта решил одолжить два буксира соседнему порту."
HEAD = (
    "Received: from mail.example by mx.example; Thu, 4 Mar 2021 10:16:01 +0000\nFrom: =?utf-8?q?Presse_B=C3=BCro?="
    " <desk@karvan.example>\nTo: Ann Muster <ann@lamp.example>\nSubject: =?utf-8?b?"
    + base64.b64encode("Fwd: Schlepper für Probeville".encode()).decode()
    + "?=\n =?utf-8?q?_und_M=C3=BChlen?=\nDate: Thu, 04 Mar 2021 15:16:00 +0500\nMIME-Version: 1.0\n"
)


def one(text: str) -> Seed:
    (seed,), _ = seeds.read(text.encode("utf-8"), "seeds/a.eml")
    return seed


def quoted(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode("ascii")


def packed(text: str) -> str:
    return base64.encodebytes(text.encode("utf-8")).decode("ascii")


BODY = f"{FIRST}\n\n{SECOND}\n\n-- \nAnn Muster\nann@lamp.example\n"
HTML = f"<html><body><p>{FIRST}</p>\n<p>{SECOND}</p></body></html>"
TYPE, ENCODING = "Content-Type: text/", "Content-Transfer-Encoding: "
MULTI = 'Content-Type: multipart/alternative;\n boundary="b0"\n\nThis is a message in parts.\n'


@pytest.mark.parametrize(
    "rest",
    [
        f"{TYPE}plain; charset=utf-8\n{ENCODING}quoted-printable\n\n{quoted(BODY)}",
        f"{TYPE}plain; charset=utf-8\n{ENCODING}base64\n\n{packed(BODY)}",
        f"{TYPE}plain; charset=utf-8\n{ENCODING}8bit\n\n{BODY}",
        f"{TYPE}html; charset=utf-8\n{ENCODING}quoted-printable\n\n{quoted(HTML)}",
        f"{MULTI}--b0\n{TYPE}html; charset=utf-8\n{ENCODING}base64\n\n{packed('<p>No.</p>')}\n--b0\n"
        f"{TYPE}plain; charset=utf-8\n{ENCODING}quoted-printable\n\n{quoted(BODY)}\n--b0--\n",
        f"{MULTI}--b0\n{TYPE}html; charset=utf-8\n{ENCODING}8bit\n\n{HTML}\n--b0--\n",
    ],
)
def test_a_message_is_decoded(rest: str) -> None:
    seed = one(HEAD + rest)
    assert (seed.layout, seed.headline) == ("e-mail", "Schlepper für Probeville und Mühlen")
    assert (seed.date, seed.credit) == ("2021-03-04T15:16+05:00", ("Presse Büro",))
    assert seed.paragraphs == (FIRST, SECOND)
    assert "@" not in " ".join((*seed.byline, *seed.credit, seed.publication, seed.url))


def test_a_part_is_read_in_the_charset_that_it_declares() -> None:
    text = "Le conseil prête deux remorqueurs à sa voisine."
    body = f"{TYPE}plain; charset=iso-8859-1\n{ENCODING}quoted-printable\n\n{quoted(text, 'latin-1')}\n"
    assert one(HEAD + body).paragraphs == (text,)


def test_a_body_that_is_not_encoded_stays_as_it_stands() -> None:
    for kind in ("base64", "quoted-printable", "7bit", "nonsense"):
        seed = one(
            f"{HEAD}{TYPE}plain; charset=utf-8\n{ENCODING}{kind}\n\nThe board met, and lent two tugs & a barge.\n"
        )
        assert seed.paragraphs == ("The board met, and lent two tugs & a barge.",)


def test_a_declared_part_that_is_missing_loses_nothing() -> None:
    assert one(f"{HEAD}{MULTI}\nThe board has met.\n").paragraphs[-1] == "The board has met."


def test_the_forwarded_letter_wins() -> None:
    inner = (
        f"From: Lamp Wire <desk@lamp.example>\nDate: Wed, Mar 3, 2021 at 3:16 PM\nSubject: Two tugs lent\n\n{SECOND}\n"
    )
    text = f"FYI, for the digest.\n\n---------- Forwarded message ---------\n{inner}"
    seed = one(f"{HEAD}{TYPE}plain; charset=utf-8\n{ENCODING}quoted-printable\n\n{quoted(text)}")
    assert (seed.headline, seed.credit, seed.paragraphs) == ("Two tugs lent", ("Lamp Wire",), (SECOND,))
    assert seed.date == "2021-03-03T15:16"
    attached = f"{MULTI}--b0\n{TYPE}plain\n\nSee below.\n--b0\nContent-Type: message/rfc822\n\n{inner}\n--b0--\n"
    assert one(HEAD + attached).headline == "Two tugs lent"


def test_the_embargo_of_a_message_holds() -> None:
    body = quoted(f"EMBARGOED UNTIL 09:00 CET, 5 MAY 2030\n\n{FIRST}\n")
    seed = one(f"{HEAD}{TYPE}plain; charset=utf-8\n{ENCODING}quoted-printable\n\n{body}")
    assert (seed.embargo, seed.paragraphs) == ("2030-05-05T09:00+01:00", (FIRST,))


LETTER = (
    "From: Lodestar Press <desk@lodestar.example>\nSubject: Harbour lends two tugs\n"
    "Date: Thu, 04 Mar 2021 15:16:00 +0500\n\n"
)
NEWS = "The harbour board has agreed to lend two tugs."


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Dear colleagues,", "Sent from my iPhone"),
        ("Bonjour,", "Envoyé de mon iPhone"),
        ("Sehr geehrte Damen und Herren,", "Von meinem iPad gesendet"),
        ("Уважаемые коллеги!", "Отправлено с iPhone"),
    ],
)
def test_the_greeting_of_a_letter_and_what_its_telephone_adds_are_left_out(above: str, below: str) -> None:
    seed = one(f"{LETTER}{above}\n\n{NEWS}\n\n{NEWS}\n\n{below}\n")
    assert seed.paragraphs == (NEWS, NEWS)
    assert {above, below} <= set(seed.dropped)


def test_a_letter_that_is_quoted_from_end_to_end_is_read_without_its_marks() -> None:
    plain = f"{LETTER}{NEWS}\n\n> {NEWS}\n"
    seed = one("".join(f"> {line}\n" for line in plain.splitlines()))
    assert (seed.headline, seed.date, seed.paragraphs) == (
        "Harbour lends two tugs", "2021-03-04T15:16+05:00", (NEWS, f"> {NEWS}")
    )  # fmt: skip


_PARTS = (
    MULTI, "--b0\n", "--b0--\n", TYPE, "plain\n", "html; charset=x\n", ENCODING, "base64\n", "quoted-printable\n", "\n",
    "=C3=\n", "QUJD\n", "message/rfc822\n", "Content-Type: ", "=?x?b?=?=\n",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=25))
def test_no_broken_message_makes_the_reader_raise(parts: list[str]) -> None:
    assert one(HEAD + "".join(parts) + "\nText is here.\n").index == 1
