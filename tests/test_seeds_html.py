"""Pages saved from the web: what their head says, and what of them is the article."""

from __future__ import annotations

import pytest

from digest import seeds
from digest.model import Seed

ONE = "The harbour board of Samplevik has agreed to lend two tugs to its neighbour."
TWO = "They come back in April, the board said on Thursday."


def one(text: str) -> Seed:
    (seed,), _ = seeds.read(text.encode("utf-8"), "seeds/a.html")
    return seed


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"


HEAD = """<title>Harbour lends two tugs &amp; a barge | The Lamp</title>
<meta name="author" content="Oona Beispiel">
<meta content='2021-03-04T15:16:00+01:00' property='article:published_time' />
<meta property="og:site_name" content="The Lamp">
<link href="https://lamp.example/tugs" rel="canonical">
"""


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Harbour lends two tugs &amp; a barge</h1>\n<p>{ONE}</p>\n<p>{TWO}</p>\n",
        f"<p>{ONE}</p>\n<p>{TWO}</p>\n",
        f"<header><a href='/'>The Lamp</a> <a href='/x'>Sport</a></header>\n<nav><ul><li>Home</li></ul></nav>\n"
        f"<article><header><h1>Harbour lends two tugs &amp; a barge</h1></header>\n<p>{ONE}</p>\n"
        f"<aside><p>Read this other text, which is long and is no part of the article at all.</p></aside>\n"
        f"<figure><img src='a.jpg'><figcaption>A tug in the harbour. Photo: Lamp</figcaption></figure>\n<p>{TWO}</p>\n"
        "</article>\n<form><p>Your address, please, for our letter.</p></form>\n"
        "<footer><p>The Lamp, Quay 1.</p></footer>\n",
        "<div>We use cookies to give you the best experience on our website.</div>\n"
        f"<h1>Harbour lends two tugs &amp; a barge</h1>\n<p>{ONE}</p>\n<p>{TWO}</p>\n<p>This site uses cookies.</p>\n",
    ],
)
def test_the_head_of_a_page_tells_headline_author_date_paper_and_address(body: str) -> None:
    seed = one(page(body, HEAD))
    assert (seed.layout, seed.headline) == ("html", "Harbour lends two tugs & a barge")
    assert (seed.byline, seed.publication, seed.url) == (("Oona Beispiel",), "The Lamp", "https://lamp.example/tugs")
    assert (seed.date, seed.paragraphs) == ("2021-03-04T15:16+01:00", (ONE, TWO))


def test_what_the_page_prints_goes_before_what_its_head_says() -> None:
    seed = one(page(f"<h1>Two tugs lent</h1>\n<p>By Ivo Sampler</p>\n<p>4 March 2021</p>\n<p>{ONE}</p>\n", HEAD))
    assert (seed.headline, seed.byline, seed.date) == ("Two tugs lent", ("Ivo Sampler",), "2021-03-04T15:16+01:00")


def test_text_above_the_heading_stays_and_the_heading_is_the_headline() -> None:
    seed = one(page(f"<p>{ONE}</p>\n<h1>Harbour lends two tugs</h1>\n<p>{TWO}</p>\n"))
    assert (seed.headline, seed.paragraphs) == ("Harbour lends two tugs", (ONE, TWO))


def test_the_time_of_a_page_is_its_date() -> None:
    seed = one(
        page(f"<h1>Two tugs lent</h1>\n<p><time datetime='2021-03-04'>Thursday, 15:16</time></p>\n<p>{ONE}</p>\n")
    )
    assert (seed.headline, seed.date, seed.paragraphs) == ("Two tugs lent", "2021-03-04", (ONE,))


def test_lists_and_tables_keep_their_items_and_rows_apart() -> None:
    table = "<table><tr><th>Tug</th><th>Power</th></tr>\n<tr><td>Ann</td>\n<td>900 kW</td></tr></table>\n"
    seed = one(page(f"<h1>Two tugs lent</h1>\n<p>{ONE}</p>\n<ul><li>Ann</li><li>Ivo</li></ul>\n{table}<p>{TWO}</p>\n"))
    assert seed.paragraphs == (ONE, "Ann", "Ivo", "Tug | Power", "Ann | 900 kW", TWO)


def test_a_table_that_lays_out_a_page_is_none() -> None:
    seed = one(page(f"<table><tr><td>Menu</td><td><h1>Two tugs lent</h1><p>{ONE}</p><p>{TWO}</p></td></tr></table>\n"))
    assert (seed.headline, seed.paragraphs) == ("Two tugs lent", (ONE, TWO))


@pytest.mark.parametrize("tag", ["aside", "footer", "header", "figcaption", "form", "nav"])
def test_a_part_that_is_never_closed_hides_nothing(tag: str) -> None:
    assert ONE in one(page(f"<h1>Two tugs lent</h1>\n<p>{TWO}</p>\n<{tag}>\n<p>{ONE}</p>\n")).paragraphs
