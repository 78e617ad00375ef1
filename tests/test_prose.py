"""Raw text to Markdown to safe HTML: what goes in is what is seen, and nothing hostile comes out."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import prose, shorthand
from digest.articles import body_of
from digest.escape import escape
from digest.prose import absolute, at_home, named_files, paragraphs, to_html
from digest.text import collapse

# ---- visible text in equals visible text out

PIECES = st.sampled_from(
    "[Reuters]:|[1]: x|[^1]: note|[^1]|*[HTML]: x|```|~~~|---|***|* * *|1986. A|1) x|10.|<script>|<!-- x|<?php"
    "|<![CDATA["
    "|&amp;|&#60;|&#65|&copy|http://a.b|<http://a.b>|<a@b.cd>|<<a@b>|![x](y)|[x](y)|[x][y]|: def|!!! note|\\*"
    "|\\<|{: #id}"
    "|__x__|**x**|_x_|a_b_c|#tag|## h|> q|+ x|- x|\\|===|</p>|<b|](|`` ` ``"
    "|x^2|~~x~~|5*3*2|fn:1|<div markdown=1>|$$x$$"
    "|klzzwxh:0000|wzxhzdk:0|-\u00a0|— x|«»|\u200f|ﷺ|😀".split("|")
)
MARKS = st.text(st.sampled_from("*_`#~+-=.:|[](){}<>&!\\\"'^$ 1290aé/@;"), min_size=1, max_size=20)
PARAGRAPH = (
    st.tuples(st.sampled_from(["", " "]), st.lists(PIECES | MARKS | st.text(max_size=8), min_size=1, max_size=5))
    .map(lambda made: collapse(made[0].join(made[1])))
    .filter(bool)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=3))
def test_the_text_of_an_article_is_seen_as_it_was_printed(text: list[str]) -> None:
    assert paragraphs(to_html(body_of(text))) == text


@pytest.mark.parametrize(
    "line",
    [
        "1986. A year of change",
        "#tag and # sign",
        "# Heading",
        "5*3*2 is thirty",
        "[Reuters]: LONDON",
        "[Reuters] - LONDON",
        "<script>alert(1)</script>",
        "&amp; and &lt; and &copy; and &#65; and &#65 as typed",
        "----------",
        "- - -",
        "- a dash begins it",
        "* a star begins it",
        "+ 5 degrees",
        "> a quote",
        "snake_case and _under_ and __init__",
        "`code` and ``more``",
        "~~~ and ~~struck~~",
        "C:\\temp\\*.* and \\_",
        "a line with two spaces at its end",
        "AT&T; R&D",
        "x < y > z, 1<2",
        "<a@b.org> wrote",
        "![picture](http://e.org/x.png)",
        "[^1]: no footnote",
        "=======",
        "| a | b |",
        "http://example.org/a_b_c?d=*e*",
    ],
)
def test_marks_of_markdown_in_a_press_text_are_just_marks(line: str) -> None:
    shown = to_html(body_of(["Before.", line, "After."]))
    assert paragraphs(shown) == ["Before.", line, "After."]
    assert set(re.findall(r"<(\w+)", shown)) == {"p"}


def test_four_spaces_before_a_paragraph_make_no_code() -> None:
    assert paragraphs(to_html(body_of([collapse("    Four spaces")]))) == ["Four spaces"]


@pytest.mark.parametrize(
    "line",
    [
        'The ministers met on 5 June; "all is well", they said.',
        "snake_case stays",
        "AT&T and R&D",
        "1986 was a year.",
        "C:\\x",
        "a - b",
    ],
)
def test_plain_prose_is_not_littered_with_backslashes(line: str) -> None:
    assert escape(line) == line


# ---- the fast path

SIMPLE = st.text(st.sampled_from("ab .,;'\"-+=:~^$%/()@!?0123\u00a0é\u2028\t\n\x85\u200b—…#>"), min_size=1, max_size=20)
BLOCKS = st.sampled_from(
    "http://a.b/c|a@b.c|1. x|\n\n|\n|\n===|\n---|    code|\n\n    code|  \n|www.x.y|\x0b|\x0c|\x1c|\n |: x|\n: x"
    "|a\n\n\nb|\t"
    "|\n\n\tx|\r|\ufeff|\ufffe".split("|")
)


def the_long_way(body: str) -> str:
    converter = prose._markdown()
    converter.reset()
    return prose._sanitise(converter.convert(body))


@settings(max_examples=300, deadline=None)
@given(st.lists(SIMPLE | BLOCKS | st.text(max_size=12), min_size=1, max_size=6).map("".join))
def test_the_short_cut_for_plain_paragraphs_gives_what_markdown_gives(body: str) -> None:
    assert to_html(body) == the_long_way(body)


WORDS = st.lists(
    st.sampled_from("oil fell in June and rose again, 5% x's “so” é it 12. AT&T x_y Россия".split()),
    min_size=1,
    max_size=4,
).map(" ".join)
SIGNS = st.sampled_from(
    "&lt; &amp; &#126; &#35; &copy; \\* \\_ \\[ \\] \\# \\x \\ < > <b> — - + = # : ~~~ | . , ; ! ? * ** *** _ __ ` ^"
    " ' \" [ ] ( ) [^1] [a]: ][ https://a.b/c".split()
)
ADDRESS = st.lists(
    st.sampled_from(
        "https:// http:// HTTPS:// javascript: JaVaScRiPt: data: mailto: // / . .. - -- _ __ a b e.org exa-mple.com"
        " xn--a.org 1.2.3.4 e.0x1 [::1] :80 :99999 : @ ? & && &amp; &copy &copy; &lt; &#1 &#x3a; &colon; &Tab; %20 %zz"
        " %0a = + , ; ! $ ' \" ( ) < > * ** ` \\ # ^ | { } ~ ä россия 中 ß İ K.org localhost x.md x.pdf".split()
    )
    | st.sampled_from(" \t\n\xa0\xad\u200b\u202e\u3000．\x01"),
    max_size=7,
).map("".join)
FINE = st.builds(
    str.__add__,
    st.sampled_from(["https://e.org", "http://news.example.com", "/", "../", "x", "./a"]),
    st.lists(st.sampled_from("/ a ? b= & c # % %20 _ ~ . ! $ + , : @ - é х 1 .md".split()), max_size=6).map("".join),
)
FORM = (
    WORDS
    | st.builds("[{}]({})".format, WORDS, FINE)
    | st.builds("*{}*".format, WORDS)
    | st.builds("**{}**".format, WORDS)
    | st.sampled_from(["(*a*)", '"**b**,"', "&lt;", "\\*", "a_b", "<"])
)
ODD = (
    SIGNS | st.builds("[{}]({})".format, WORDS | SIGNS, ADDRESS) | st.builds("_{}_".format, WORDS | SIGNS) | st.just("")
)


def bodies(pieces: st.SearchStrategy[str], marks: list[str]) -> st.SearchStrategy[str]:
    """Make bodies of blocks, each of one or some lines that begin with the same mark."""
    joint = st.sampled_from([" ", " ", " ", ""])
    line = st.builds(lambda joint, of: joint.join(of), joint, st.lists(pieces, min_size=1, max_size=4))
    lines = st.lists(line, min_size=1, max_size=3)
    block = st.builds(lambda mark, text: "\n".join(mark + x for x in text), st.sampled_from(marks), lines)
    heading = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), line)
    between = st.sampled_from(["\n\n", "\n\nOil fell.\n\n"])
    return st.builds(lambda between, of: between.join(of), between, st.lists(block | heading, min_size=1, max_size=3))


MARKS_OF_BLOCKS = ["", "- ", "* ", "1. ", "> "]
COMMON = bodies(FORM, MARKS_OF_BLOCKS)
UNCOMMON = bodies(
    FORM | ODD, [*MARKS_OF_BLOCKS, "+ ", "2. ", "-", ">", "> > ", "> - ", "    ", "#", " ", "-  ", "\n", "- # "]
)


@settings(max_examples=300, deadline=None)
@given(COMMON | UNCOMMON | st.builds("[{}]({})".format, WORDS, ADDRESS))
def test_the_short_way_for_common_forms_gives_what_markdown_gives(body: str) -> None:
    assert to_html(body) == the_long_way(body)


@pytest.mark.parametrize(
    "body",
    [
        'Oil fell by 7 per cent, the ministry said; "more" may follow (in June).',
        "More [at the source](https://news.example.org/2024/oil?a=1&b=2#top), and [here](/about/), [there](x.md).",
        '**Note:** it was *so*, **he said**: "*yes*" (**no**).',
        "## A part\n\n### Part [of it](x.md)",
        "- one\n- **two**\n\nText.\n\n1. one\n2. two",
        "> It is *so*,\n> he said.\n\nOne line\nand another.",
        "R&amp;D \\*starred\\* &lt;b> &#126;5",
    ],
)
def test_the_short_way_is_taken(body: str) -> None:
    assert shorthand.to_html(body) == the_long_way(body)


@pytest.mark.parametrize(
    "body",
    [
        "[x](javascript:a)",
        "[x](https://e.org:99999/)",
        "[x](https://xn--a.org/)",
        "[x](https://1.2.3.4.5/)",
        "[x](https://e.org/(a))",
        "[x](https://e.org/ 'title')",
        "[x](//e.org)",
        "![x](a.png)",
        "[^1]",
        "*a**b*",
        "a*b*",
        "- a\n\n- b",
        "> a\n\n> b",
        "- a\n    - b",
        "a\n- b",
        "a\n---",
        "a | b\n--|--",
    ],
)
def test_what_is_not_plainly_a_common_form_is_left_to_markdown(body: str) -> None:
    assert shorthand.to_html(body) is None


@pytest.mark.parametrize("body", ["", "\n", "One.", "One.\n\nTwo & < three."])
def test_the_plainest_texts(body: str) -> None:
    assert paragraphs(to_html(body)) == [p for p in body.split("\n\n") if p.strip()]


# ---- hostile HTML


class Tags(HTMLParser):
    """Gather the tags and attributes of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def addresses(text: str) -> list[str]:
    return [a[name] or "" for _, a in Tags(text).tags for name in ("href", "src") if name in a]


HARMLESS = {"href", "src", "alt", "title", "lang", "dir", "rel", "id", "start", "width", "height"}
HARMLESS |= {"scope", "colspan", "rowspan", "datetime"}

HOSTILE = [
    "<script>alert('SECRET')</script>shown",
    "<SCRIPT\n>SECRET</SCRIPT >shown",
    "<scr<script>ipt>SECRET</script>shown",
    "<style>p { SECRET }</style>shown",
    "<p onclick='SECRET()'>shown</p>",
    "<img src=x onerror=SECRET>shown",
    "<p style='SECRET' class='SECRET'>shown</p>",
    "<iframe src='http://e.org/SECRET'></iframe>shown",
    "<svg onload=SECRET><a xlink:href='javascript:SECRET'>q</a></svg>shown",
    "<math><mtext><a href='javascript:SECRET'>x</a></mtext></math>shown",
    "<form action='http://e.org/SECRET'><input name=SECRET><button formaction='SECRET'></form>shown",
    "<base href='http://e.org/SECRET'>shown",
    "<meta http-equiv=refresh content='0;url=SECRET'>shown",
    "<link rel=stylesheet href=SECRET>shown",
    "<object data=SECRET></object><embed src=SECRET>shown",
    "<video poster=http://e.org/SECRET></video><audio src=http://e.org/SECRET></audio>shown",
    "<img srcset='http://e.org/SECRET 2x' src='a.png'>shown",
    "<table><tr><td background=http://e.org/SECRET>shown</td></tr></table>",
    "[shown](javascript:SECRET)",
    "[shown](JaVaScRiPt:SECRET)",
    "[shown](java&#10;script:SECRET)",
    "[shown](&#106;avascript:SECRET)",
    "<a href='javascript&colon;SECRET'>shown</a>",
    "<a href=' \x01javascript:SECRET'>shown</a>",
    "<a href='vbscript:SECRET'>shown</a>",
    "[shown](data:text/html,SECRET)",
    "![shown](data:image/svg+xml;base64,SECRET)",
    "[shown](file:///etc/SECRET)",
    "<!-- SECRET -->shown",
    "<!--[if IE]>SECRET<![endif]-->shown",
    "<?php SECRET ?>shown",
    "<p id='SECRET'>shown</p>",
    "<a name='SECRET'>shown</a>",
    "<a href='/x' target='SECRET' ping='SECRET'>shown</a>",
    "<div data-secret='SECRET'>shown</div>",
    "<template>SECRET</template>shown",
    "<textarea></textarea><title>SECRET</title>shown",
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_that_runs_loads_or_hides_gets_through(body: str) -> None:
    shown = to_html(body)
    assert "shown" in shown
    code = [(tag, a) for tag, a in Tags(shown).tags]
    assert "SECRET" not in repr(code)
    assert not {tag for tag, _ in code} & {
        "script",
        "style",
        "iframe",
        "svg",
        "math",
        "form",
        "input",
        "button",
        "base",
        "meta",
    }
    assert {name for _, a in code for name in a} <= HARMLESS


SOUP = st.lists(
    st.sampled_from(
        [
            *HOSTILE,
            "<",
            ">",
            '"',
            "'",
            "</p>",
            "<b>",
            "\n\n",
            "\\",
            "](",
            "![",
            "`",
            "<a href='",
            "<!--",
            "&#x3c;",
            "\x00",
        ]
    )
    | st.text(max_size=5),
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(SOUP.map("".join))
def test_no_mixture_of_hostile_pieces_gets_through(body: str) -> None:
    shown = absolute(at_home(to_html(body), "/press/"), "https://example.org/press/a.html")
    for tag, attributes in Tags(shown).tags:
        assert tag in prose._TAGS
        assert set(attributes) <= HARMLESS
        assert not (attributes.get("id") or "fn:1").startswith("SECRET")
    for address in addresses(shown):
        assert re.match(r"https?://|mailto:", address) or ":" not in address.split("/")[0], address


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_whatever_is_in_a_body_a_feed_can_carry_it(body: str) -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", to_html(body))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", to_html(f"*x* {body}"))


@pytest.mark.parametrize(
    "body",
    [
        "![A map](http://e.org/x.png)",
        "![A map](https://e.org/x.png 'title')",
        "![A map](//e.org/x.png)",
        "<img alt='A map' src='HTTPS://e.org/x.png'>",
        "<img alt='A map' src=' https://e.org/x.png'>",
        "<img alt='A map' src='ht\ntps://e.org/x.png'>",
        "<img alt='A map' src='\\\\e.org/x.png'>",
        "<img alt='A map' src='/\\e.org/x.png'>",
        "<img alt='A map' src='/&#9;/e.org/x.png'>",
        "<img alt='A map' src='http:e.org/x.png'>",
        "<img src='http://e.org/x.png' alt='A map'>",
        "<img title='>\"' alt='A map' src='http://e.org/x.png'>",
    ],
)
def test_a_picture_on_another_host_becomes_a_link_since_it_would_tell_who_reads(body: str) -> None:
    shown = to_html(body)
    assert "<img" not in shown
    assert ">A map</a>" in shown
    assert "e.org/x.png" in addresses(shown)[0]


def test_a_picture_beside_the_story_stays_a_picture() -> None:
    assert '<img src="map.png" alt="A map">' in to_html("![A map](map.png)").replace(
        'alt="A map" src="map.png"', 'src="map.png" alt="A map"'
    )


def test_lists_hundreds_deep_are_shown_as_typed_and_spoil_no_other_text() -> None:
    fine = "- a\n- b\n\n1. x\n\nText *here*."
    before = to_html(fine)
    assert "- x" in to_html("".join("    " * depth + "- x\n" for depth in range(400)))
    assert to_html(fine) == before


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    to_html("[a]: https://e.org/\n\nx[^1]\n\n[^1]: note")
    assert paragraphs(to_html("[a] and x[^1]")) == ["[a] and x[^1]"]


# ---- what a person may write


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ("**bold**", "strong"),
        ("*soft*", "em"),
        ("- a\n- b", "ul"),
        ("1. a\n2. b", "ol"),
        ("> said", "blockquote"),
        ("## Part", "h2"),
        ("a | b\n--|--\n1 | 2", "table"),
        ("```\ncode\n```", "pre"),
        ("    code", "pre"),
        ("[x](https://e.org/)", "a"),
        ("one\n\n---\n\ntwo", "hr"),
        ("x<sup>2</sup>", "sup"),
    ],
)
def test_plain_formatting_is_there_for_the_editor(body: str, tag: str) -> None:
    assert tag in {name for name, _ in Tags(to_html(body)).tags}


def test_the_headline_stays_the_only_first_heading() -> None:
    assert "<h1" not in to_html("# Big\n\n<h1>Bigger</h1>\n\nBig\n===")


def test_footnotes_lead_there_and_back() -> None:
    shown = to_html("Oil fell[^1] and rose[^b].\n\n[^1]: By seven per cent.\n[^b]: Later.")
    ids = {a["id"] for _, a in Tags(shown).tags if "id" in a}
    marks = {address.removeprefix("#") for address in addresses(shown)}
    assert len(marks) == 4
    assert marks <= ids


def test_a_link_gives_no_weight_and_no_window() -> None:
    assert 'rel="nofollow noopener"' in to_html("[x](https://e.org/)")


# ---- addresses


@pytest.mark.parametrize(
    ("written", "home", "feed"),
    [
        ("/about/", "/press/about/", "https://example.org/press/about/"),
        ("other.md", "other.html", "https://example.org/press/2025/03/other.html"),
        ("other.md#part", "other.html#part", "https://example.org/press/2025/03/other.html#part"),
        ("/2025/01/x.md", "/press/2025/01/x.html", "https://example.org/press/2025/01/x.html"),
        ("../01/x.md?y", "../01/x.html?y", "https://example.org/press/2025/01/x.html?y"),
        ("map.png", "map.png", "https://example.org/press/2025/03/map.png"),
        ("#part", "#part", "https://example.org/press/2025/03/oil.html#part"),
        ("https://e.org/x.md", "https://e.org/x.md", "https://e.org/x.md"),
        ("//e.org/x.md", "//e.org/x.md", "https://e.org/x.md"),
        ("mailto:a@b.md", "mailto:a@b.md", "mailto:a@b.md"),
        ("/a?b=1&c=2", "/press/a?b=1&c=2", "https://example.org/press/a?b=1&c=2"),
    ],
)
def test_addresses_fit_the_page_they_stand_on_and_are_whole_in_feeds(written: str, home: str, feed: str) -> None:
    shown = at_home(to_html(f"[x]({written})"), "/press/")
    assert addresses(shown) == [home]
    assert addresses(absolute(shown, "https://example.org/press/2025/03/oil.html")) == [feed]


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ("![x](map.png) and [y](docs/a%20b.pdf)", {"map.png", "docs/a b.pdf"}),
        ("<img src=\"x.png\"> <a href='y.pdf'>", {"x.png", "y.pdf"}),
        ("[a][ref]\n\n[ref]: img/f.pdf", {"img/f.pdf"}),
        ("[a](<img/a b.pdf>)", {"img/a b.pdf"}),
        ("[a](i.pdf#page=2) [b](/2024/05/j.pdf?x=1)", {"i.pdf", "/2024/05/j.pdf"}),
        ("see also report.pdf", {"report.pdf"}),
        ("[x](a&#46;pdf) [y](b%2Epdf) [z](c.p&#100;%66)", {"a.pdf", "b.pdf", "c.pdf"}),
        ("[x](<report (1).pdf>)", {"report (1).pdf"}),
        ("[x](a.p\ndf)", {"a.pdf"}),
        ("[x](img\\\\a.pdf)", {"img/a.pdf"}),
        ("it is called a&#46;pdf", {"a.pdf"}),
        ("nothing", set()),
    ],
)
def test_the_files_that_a_text_names(body: str, files: set[str]) -> None:
    assert files <= named_files(body)
    assert bool(files) == bool(named_files(body))


CODED = st.lists(
    st.sampled_from(
        "a . p d f .pdf .JPG &#46; &#46 &#x2e; &period; %2E % 2 E &#112; %70 &amp; \\ \\. \\# & 46; (1) /".split()
    )
    | st.sampled_from(" \n\t"),
    max_size=7,
).map("".join)
LINKED = ["{}", "[x]({})", "[x](<{}>)", "![x]({})", "<a href='{}'>", '<img src="{}">', "[x]\n\n[x]: {}"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LINKED), CODED)
def test_every_file_that_the_page_would_link_is_named_however_it_is_written(form: str, address: str) -> None:
    body = form.format(address)
    shown = (re.sub(r"[\t\n\r]", "", link).strip().replace("\\", "/") for link in addresses(to_html(body)))
    names = {unquote(link.partition("#")[0]) for link in shown}
    assert {name for name in names if re.search(r"\.(jpg|pdf)$", name, re.I)} <= named_files(body)


def test_paragraphs_are_plain_text_in_order() -> None:
    assert paragraphs("<p>One &amp; <em>two</em></p><ul><li><p lang='fr'>three</p></li></ul><pre>no</pre>") == [
        "One & two",
        "three",
    ]
    assert html.unescape("&amp;") in paragraphs(to_html("a &amp; b"))[0]
