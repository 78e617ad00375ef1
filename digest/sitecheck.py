"""What is wrong with a built site: links that lead nowhere, titles, languages, feeds. Pure: facts in, problems out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from digest import feedcheck
from digest.model import Level, Problem
from digest.pagefacts import Facts

MANY = 3
"""Pages from which the same mistake on each is told once: it is the theme's, or that of a name."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_THEME = "mend it in the story or, where the theme wrote it, in its template"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site as plain values."""

    url: str
    """Address that it was built for: ``https://user.github.io/repo/``."""
    present: frozenset[str]
    """Every file, below the output folder."""
    pages: tuple[Facts, ...] = field(repr=False)
    data: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Feeds, sitemaps and style sheets by file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one file of the site."""

    file: str
    line: int
    says: str
    hint: str
    level: Level = "error"


Exists = Callable[[str, str], str]
"""(file that names an address, address) → what is wrong with it, or nothing."""


def check(site: Site, shown: Callable[[str], str]) -> tuple[Problem, ...]:
    """Find what is wrong with a site; ``shown`` names a file of it as its user knows it.

    A content file has other lines than its page: where ``shown`` names one, a problem has no line.
    """
    exists = _resolver(site)
    findings = [
        *(found for page in site.pages for found in _page(page, exists)),
        *_titles(site.pages, shown),
        *(found for file, raw in site.data.items() for found in _file(file, raw, exists)),
    ]
    return tuple(sorted(set(_gathered(findings, shown))))


# ---- addresses


def _resolver(site: Site) -> Exists:
    """Make the function that says what is wrong with an address on a page."""
    ids = {page.file: page.ids for page in site.pages}
    host, base = site.url[: -len(urlsplit(site.url).path)], urlsplit(site.url).path
    known: dict[str, str] = {}

    def exists(file: str, address: str) -> str:
        anywhere = address.startswith("/") or _SCHEME.match(address) is not None
        if anywhere and address in known:
            return known[address]
        wrong = _wrong(address, site.url + file, host, base, site.present, ids)
        if anywhere:
            known[address] = wrong
        return wrong

    return exists


def _wrong(
    address: str, page: str, host: str, base: str, present: frozenset[str], ids: Mapping[str, frozenset[str]]
) -> str:
    """Say what is wrong with an address; nothing where it is good, or leads to another site."""
    scheme = _SCHEME.match(address)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return ""
    try:
        parts = urlsplit(urljoin(page, address))
    except ValueError:
        return "is no address"
    if f"{parts.scheme}://{parts.netloc}".lower() != host.lower():
        return ""
    if not f"{parts.path}/".startswith(base):
        return "" if scheme else f"leaves the site, which lies under {base}"
    path = unquote(parts.path[len(base) :])
    target = next((t for t in _targets(path) if t in present), None)
    if target is None:
        return "leads nowhere"
    place = unquote(parts.fragment.partition(":~:")[0])
    if place and place != "top" and target in ids and place not in ids[target]:
        return f'leads to no place of that page: nothing there has the id "{place}"'
    return ""


def _targets(path: str) -> Iterator[str]:
    """Yield the files that GitHub Pages may answer a path with, in its order: ``a`` is a, a.html or a/index.html."""
    if path and not path.endswith("/"):
        yield path
        yield f"{path}.html"
        path += "/"
    yield f"{path}index.html"


def _link(file: str, line: int, address: str, exists: Exists) -> Iterator[Finding]:
    wrong = exists(file, address)
    if wrong:
        search = "pagefind/" in address
        hint = "build without --no-search" if search else _THEME
        yield Finding(file, line, f'the address "{address}" {wrong}', hint)


# ---- pages


def _page(page: Facts, exists: Exists) -> Iterator[Finding]:
    """Find what is wrong with one page by itself."""
    for line, address in page.links:
        yield from _link(page.file, line, address, exists)
    for line, own in page.twice:
        yield Finding(page.file, line, f'the id "{own}" stands twice on the page', "give one of them another name")
    for line, address in page.bare:
        says = f'the image "{address}" has no text for those who cannot see it'
        yield Finding(page.file, line, says, 'write alt="…", empty where it only decorates; in Markdown ![…](…)')
    if not page.language:
        yield Finding(page.file, 1, "the page does not say its language", 'write <html lang="…"> in the theme')
    if not page.title:
        yield Finding(page.file, 0, "the page has no title", "write `title:` in the story, or <title> in the theme")
    if page.indexable and not page.description:
        hint = "write a `summary` in the story or, for the front page, `description` in the settings"
        yield Finding(page.file, 0, "the page has no description for search engines", hint, "warning")


def _titles(pages: Iterable[Facts], shown: Callable[[str], str]) -> Iterator[Finding]:
    """Find titles that several pages have; pages that search engines pass over may have any."""
    same: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        if page.indexable and page.title:
            same[page.title].append(page.file)
    for title, files in same.items():
        if len(files) > 1:
            first, *others = sorted(files)
            more = f" and {len(others) - MANY} more" if len(others) > MANY else ""
            says = f'has the title "{title}", as {", ".join(map(shown, others[:MANY]))}{more} has'
            yield Finding(first, 0, says, "tell them apart in the headline", "warning")


# ---- other files


def _file(file: str, raw: bytes, exists: Exists) -> Iterator[Finding]:
    """Find what is wrong with a feed, a sitemap or a style sheet."""
    if file.endswith(".css"):
        for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
            for address in _CSS.findall(line):
                yield from _link(file, number, address.strip(), exists)
        return
    reading = feedcheck.read(file, raw)
    for number, says in reading.wrong:
        yield Finding(file, number, says, reading.hint)
    for address in dict.fromkeys(reading.links):
        yield from _link(file, 0, address, exists)


# ---- findings to problems


def _gathered(findings: Iterable[Finding], shown: Callable[[str], str]) -> Iterator[Problem]:
    """Turn findings into problems; what is wrong alike on many pages is told once, at the first of them."""
    alike: dict[tuple[str, str, Level], dict[str, int]] = defaultdict(dict)
    for found in findings:
        alike[found.says, found.hint, found.level].setdefault(found.file, found.line)
    for (says, hint, level), places in alike.items():
        files = sorted(places)
        many = len(files) > MANY
        for file in files[:1] if many else files:
            path = shown(file)
            line = 0 if path.endswith(".md") else places[file]
            yield Problem(
                path, line, f"{says} (here and on {len(files) - 1} other pages)" if many else says, hint, level
            )
