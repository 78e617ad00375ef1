"""What decided the labels of a story, as its page shows it: each sentence once, with the labels it speaks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice

from digest import prose
from digest.model import Article
from digest.text import sentence_spans
from digest.vocabulary import Names

Row = tuple[tuple[str, ...], str, str]
"""(labels, the sentence that decided them, its place)."""

_PLACE = re.compile(r"\d{1,6}\.\d{1,6}")


def shown(article: Article, html: str, names: Names) -> tuple[Row, ...]:
    """Return what decided the labels of a story; sentences are quoted from its text, ``html``, as it now stands.

    A label that an editor took out of the story is left out here too.
    """
    if not article.evidence:
        return ()
    own = of_lists(article, names).union(article.tags, article.people, article.organisations)
    places: dict[str, list[str]] = {}
    for label, place in article.evidence:
        if tells_of(label, own, names):
            places.setdefault(place, []).append(_called(label, article, names))
    quoted = _quoted(places, html) | {"title": article.title, "dateline": article.dateline}
    return tuple((tuple(labels), quoted.get(place, ""), place) for place, labels in places.items())


def _called(entry: str, article: Article, names: Names) -> str:
    """Return what the site calls the label of an entry. A tag may be the word of a topic that the story has not."""
    if entry in article.topics:
        return names.name("topic", entry)
    for kind, labels in (("country", (*article.countries, *article.mentions)), ("bloc", article.blocs)):
        code = names.codes[kind].get(entry.casefold())
        if code in labels:
            return names.name(kind, str(code))
    return entry


def tells_of(entry: str, labels: Collection[str], names: Names) -> bool:
    """Say whether an entry of a story's evidence is of one of some labels, countries and blocs as codes among them.

    The site may have been in English when the entry was written, and be in another language now.
    """
    return entry in labels or any(names.codes[kind].get(entry.casefold()) in labels for kind in ("country", "bloc"))


def of_lists(article: Article, names: Names) -> frozenset[str]:
    """Return the countries, blocs and topics of a story, as codes and as its evidence may name them."""
    countries, blocs = (*article.countries, *article.mentions), article.blocs
    called = (*(names.name("country", code) for code in countries), *(names.name("bloc", code) for code in blocs))
    return frozenset((*countries, *blocs, *called, *article.topics))


def of_texts(article: Article, names: Names) -> dict[str, str]:
    """Return label → place, as a story's evidence has them, of its tags, persons and organisations.

    An entry under the name, the site's or English, of one of its countries, blocs or topics is that one's.
    """
    others = of_lists(article, names)
    return {label: place for label, place in article.evidence if not tells_of(label, others, names)}


def _quoted(places: Iterable[str], html: str) -> dict[str, str]:
    """Return the sentences of a text that stand at ``places``, such as 5.1: the first of the fifth paragraph."""
    wanted = {place: tuple(map(int, place.split("."))) for place in places if _PLACE.fullmatch(place)}
    numbers = {paragraph for paragraph, _ in wanted.values()}
    # A paragraph that decided nothing is not looked at.
    ends = html.split("</p>", max(numbers, default=0))[:-1]
    texts = {n: "".join(prose.paragraphs(f"{ends[n - 1]}</p>")) for n in numbers if 0 < n <= len(ends)}
    return {place: _nth(texts[n], sentence) for place, (n, sentence) in wanted.items() if n in texts}


def _nth(text: str, number: int) -> str:
    """Return one sentence of a text, counted from one; empty where there is none."""
    start, end = next(islice(sentence_spans(text), number - 1, number), (0, 0)) if number else (0, 0)
    return text[start:end]
