"""Markdown of a story to safe HTML. The text may be hostile: only plain formatting and safe links get through."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from digest import shorthand
from digest.text import collapse

if TYPE_CHECKING:  # slow to load, and needed only for a text that `shorthand` does not know
    from markdown import Markdown

_TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 a em strong b i u s sub sup small mark q cite code pre kbd blockquote ul ol li dl dt dd"
    " table thead tbody tfoot tr th td caption img figure figcaption abbr del ins time span div section".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "lang", "dir"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "abbr": {"title"},
    "time": {"datetime"},
    "*": {"lang", "dir", "id"},
}
_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')
_REMOTE_IMAGE = re.compile(r'<img\b(?=[^>]*?\ssrc="((?:(?i:https?:)|//)[^"]*)")(?:[^>]*?\salt="([^"]*)")?[^>]*>')
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.S)
_ENDINGS = "jpg jpeg png gif webp avif pdf".split()
_FILE = re.compile(rf"[^\s()<>\[\]\"']+\.(?:{'|'.join(_ENDINGS)})\b", re.IGNORECASE)
# Say whether there may be any, far faster where there is none: by an ending, in which a browser overlooks line ends
# and tabs, or by signs written in another way, `a&#46;pdf`, `a%2Epdf`.
_BROKEN = "|".join(r"[\t\n\r]*".join(ending) for ending in _ENDINGS)
_ANY_FILE = re.compile(rf"\.[\t\n\r]*(?:{_BROKEN})\b", re.IGNORECASE)
_CODED = re.compile(r"&(?:\\?\#|\w+;)|%[\t\n\r]*[0-9A-Fa-f]")
_MARKUP = re.compile(r"<[^>]*>")
_FIRST_HEADING = re.compile(r"(</?h)1\b")
_FOOTNOTE = re.compile(r"fn(ref)?\d*:[\w-]+")
_NEIGHBOUR = re.compile(r"([\w-]+)\.md([#?].*)?")
_SOURCE = re.compile(r"\.md(?=$|[#?])")
_BLANKS = re.compile(r"[\t\n\r]")
_SPACES = "".join(map(chr, range(33)))
# What no XML may hold, not even escaped: a feed carries this HTML.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_html(body: str) -> str:
    """Render the Markdown of a body. Links are as written: see ``at_home`` and ``absolute``."""
    if (short := shorthand.to_html(body)) is not None:
        return short
    converter = _markdown()
    converter.reset()
    try:
        return _sanitise(converter.convert(body))
    except RecursionError:  # lists in lists, hundreds deep: shown as typed, by a converter that forgets where it was
        _markdown.cache_clear()
        return f"<pre>{html.escape(body, quote=False)}</pre>"


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists"], output_format="html")


def _sanitise(text: str) -> str:
    import nh3

    # A story's headline is the page's only h1.
    lowered = _FIRST_HEADING.sub(r"\g<1>2", text)
    clean = nh3.clean(
        lowered,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )
    # A picture on another host would tell that host who reads: it becomes a link.
    clean = _REMOTE_IMAGE.sub(lambda m: f'<a href="{m[1]}" rel="nofollow noopener">{m[2] or m[1]}</a>', clean)
    return _NOT_XML.sub("", clean).replace("&nbsp;", "\xa0")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep only the ids that footnotes make, since any other could stand for one of the page's own.

    The address of a picture is written as a browser reads it, so that one on another host shows itself as such.
    """
    if tag == "img" and name == "src":
        return _browsed(value)
    return value if name != "id" or _FOOTNOTE.fullmatch(value) else None


def at_home(prose: str, base: str, free: bool = False) -> str:
    """Mend the addresses of a text that is published under ``base``: ``/x`` gets the base, ``x.md`` is ``x.html``.

    ``free`` says that the text is a free page's, ``pages/about.md`` that becomes ``/about/``: its neighbour ``x.md``
    is ``/x/``, and the picture ``x.png`` beside it ``/pages/x.png``.
    """
    return _ADDRESS.sub(lambda m: m[1] + _local(m[2], base, free) + m[3], prose) if "=" in prose else prose


def absolute(prose: str, page: str) -> str:
    """Make the addresses of a text absolute, as feeds need them; ``page`` is the full address of its page."""
    if "=" not in prose:
        return prose
    return _ADDRESS.sub(lambda m: m[1] + html.escape(urljoin(page, html.unescape(m[2]))) + m[3], prose)


def paragraphs(prose: str) -> list[str]:
    """Return the plain text of each paragraph of rendered HTML."""
    return [plain(found) for found in _PARAGRAPH.findall(prose)]


def plain(prose: str) -> str:
    """Return the text of rendered HTML, on one line."""
    return collapse(html.unescape(_MARKUP.sub("", prose)))


def named_files(body: str) -> set[str]:
    """Return the addresses by which a Markdown body may name pictures and documents, without ``?…`` and ``#…``.

    Every link and picture counts, however it is written, and every word of the text that looks like a file: whoever
    asks wants to know what not to publish.
    """
    coded = ("&" in body or "%" in body) and _CODED.search(body)
    if not (coded or _ANY_FILE.search(body)):
        return set()
    named = [_browsed(html.unescape(match[2])) for match in _ADDRESS.finditer(to_html(body))]
    text = html.unescape(body)
    named += [match[0] for match in _FILE.finditer(text)]
    named += [match[0] for match in _FILE.finditer(unquote(text))] if "%" in text else []
    return {unquote(address.partition("#")[0].partition("?")[0]) for address in named}


def _browsed(address: str) -> str:
    """Return an address as a browser reads it (WHATWG URL): without blanks, ``/`` for a backslash."""
    return _BLANKS.sub("", address).strip(_SPACES).replace("\\", "/")


def _local(address: str, base: str, free: bool) -> str:
    if "://" in address or address.startswith(("#", "//", "mailto:")):
        return address
    neighbour = _NEIGHBOUR.fullmatch(address)
    if free and neighbour:
        return f"{base}{neighbour[1]}/{neighbour[2] or ''}"
    if free and not address.startswith(("/", ".")):
        return f"{base}pages/{address}"
    address = _SOURCE.sub(".html", address)
    return base + address[1:] if address.startswith("/") else address
