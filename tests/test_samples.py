"""The owner's article and the sample layouts come out as they should, from the raw file to the front matter."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from conftest import SHARED, House, needs_shared

pytestmark = needs_shared

OWNER = "000_db19e6c89dc21ca1.txt"
EXPECTED: dict[str, Any] = (
    json.loads((SHARED / "samples/expected.json").read_text("utf-8"))["files"] if SHARED.is_dir() else {}
)
ARTICLES = [(file, n) for file, told in EXPECTED.items() for n in range(len(told["articles"]))]
ISO = {
    "Turkmenistan": "TM", "Azerbaijan": "AZ", "Belgium": "BE", "Uzbekistan": "UZ", "Tajikistan": "TJ",
    "Kyrgyzstan": "KG", "Kazakhstan": "KZ",
}  # fmt: skip


def imported(house: House, raw: Path) -> dict[str, frontmatter.Post]:
    """Import a raw file and return its stories by the label of their seed."""
    done = house.seed(raw.name, raw.read_bytes()).run("import")
    assert done.status == 0, done.said
    posts = [frontmatter.loads(text.decode()) for file, text in house.content().items() if file.endswith(".md")]
    return {str(post["seed"]): post for post in posts}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def codes(post: frontmatter.Post, key: str) -> list[str]:
    return [ISO[name] for name in as_list(post.get(key))]


def date_of(article: dict[str, Any]) -> str:
    return article["date"] + (f"T{article['time']}" if article["time"] else "")


@pytest.mark.parametrize(("file", "number"), ARTICLES)
def test_a_sample_comes_out_as_expected(house: House, file: str, number: int) -> None:
    want = EXPECTED[file]["articles"][number]
    posts = imported(house, SHARED / "samples" / file)
    assert len(posts) == len(EXPECTED[file]["articles"])
    post = posts[f"seeds/{file}#{number + 1}"]
    lead = post.content.split("\n\n")[0]
    if want["title"]:
        assert post["title"] == want["title"]
    else:
        headline_is_made_of(post["title"], lead)
    assert post["title_origin"] == want["title_origin"]
    assert str(post.get("date")) == date_of(want)
    assert str(post.get("updated", None)) == str(want["updated"])
    assert as_list(post.get("source")) == want["agencies"]
    assert as_list(post.get("author")) == want["authors"]
    assert post.get("publication") == want["publication"]
    assert post.get("dateline") == (want["dateline"]["raw"] if want["dateline"] else None)
    assert as_list(post.get("cited")) == want["cited_via"]
    assert as_list(post.get("people")) == want["people"]
    assert post["language"] == want["language"]
    assert codes(post, "countries") in [want["countries_focus"], *want.get("countries_focus_also", [])]
    assert sorted(codes(post, "mentions")) == sorted(want["countries_mentioned"])
    assert as_list(post.get("blocs")) == [{"EU": "European Union"}[code] for code in want["blocs"]]
    paragraphs = post.content.split("\n\n")
    assert len(paragraphs) == want["body_paragraphs"]
    assert paragraphs[0].startswith(want["body_starts"])
    assert paragraphs[-1].endswith(want["body_ends"])
    assert post.get("accession") == want.get("source_id")
    if "rights" in want:
        assert post["copyright"] == want["rights"]
    dates = [
        f"{d.get('date') or d['text']} ({d['role']}{', ambiguous' if d.get('ambiguous') else ''})"
        for d in want["other_dates"]
    ]
    assert as_list(post.get("other_dates")) == dates


def headline_is_made_of(title: str, lead: str) -> None:
    assert 0 < len(title) <= 90
    words = re.findall(r"[\w’'-]+", lead)
    at = -1
    for word in re.findall(r"[\w’'-]+", title):
        at = words.index(word, at + 1)


def test_the_owners_article_comes_out_whole(house: House) -> None:
    raw = SHARED / "seeds" / OWNER
    [post] = imported(house, raw).values()
    original = [p for p in raw.read_text("utf-8").split("\n\n")[1:] if p.strip() not in ("", "---")]
    assert len(original) == 8
    assert post.content.split("\n\n") == original
    headline_is_made_of(post["title"], original[0])
    assert (str(post["date"]), post["source"], post["title_origin"]) == ("2020-06-19", "Trend", "generated")
    assert (post["countries"], post["mentions"], post["blocs"]) == (
        ["Turkmenistan"],
        ["Azerbaijan"],
        ["European Union"],
    )
    assert {"human-rights", "diplomacy"} <= set(post["topics"])
    assert "COVID-19" in post["tags"]
    assert post["language"] == "en"
    assert post["cited"] == ["Embassy of Turkmenistan in Azerbaijan"]
    assert post["summary"]


def test_the_owners_article_shows_word_for_word_on_its_page(house: House) -> None:
    raw = SHARED / "seeds" / OWNER
    house.seed(OWNER, raw.read_bytes()).build()
    [page] = [p for p in (house.root / "_site/2020/06").glob("*.html") if p.name != "index.html"]
    prose = page.read_text("utf-8").partition('<div class="prose">')[2].partition("</div>")[0]
    shown = [html.unescape(p) for p in re.findall(r"<p>(.*?)</p>", prose, re.S)]
    assert shown == [p for p in raw.read_text("utf-8").split("\n\n")[1:] if p.strip() not in ("", "---")]


def test_explain_shows_the_sentence_that_decided_each_label(house: House) -> None:
    done = house.run_plain("explain", "--root", str(house.root), str(SHARED / "seeds" / OWNER))
    assert done.status == 0
    for label in ("Turkmenistan", "Azerbaijan", "European Union", "human-rights", "diplomacy", "COVID-19"):
        assert label in done.out
    assert "Embassy of Turkmenistan in" in done.out
