"""What was found in one article, out of a raw file or out of a story's own file, in one form for both. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from digest import evidence, importing, prose, seeds
from digest.classify.labelling import GRADED
from digest.classify.sentences import Sentence, split
from digest.fields import READERS
from digest.model import Article, Dateline, Evidence, Labels, OtherDate, Seed, Text
from digest.vocabulary import Names

KINDS = (*GRADED, "cited")
PROPER = ("people", "organisations", "cited")
"""Kinds whose labels are names that the text has, in whatever case."""
DECLARED = "file"
"""Place of a tag that a raw file itself declares."""
NAMED = {"countries": "country", "mentions": "country", "blocs": "bloc", "topics": "topic"}
"""Kinds whose labels are codes → the ``kind`` of ``Names``."""
_ELSEWHERE = frozenset(
    (*KINDS, *"title title_origin date updated source publication author dateline summary language".split())
) | frozenset("url accession copyright other_dates evidence".split())
"""Fields of a story that ``Found`` holds by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that is known of one article, out of a raw file or out of a story's own file."""

    seed: Seed
    title: str
    generated: bool
    """The headline was made, not printed."""
    labels: Mapping[str, tuple[Evidence, ...]]
    """Kind (of ``KINDS``) → labels. One without a place was set by an editor; one of score 0 was not weighed."""
    basis: str
    """What the countries rest on: ``text``, ``dateline``, ``house`` or ``none``."""
    language: str
    summary: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Further fields of a story's own file."""
    learned: tuple[tuple[str, str, float], ...] = ()
    """(kind, label, weight) of learned weights that had a part: see ``classify.learned.parts``."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Codes of what a person should look at."""
        made = ("title-generated",) if self.generated else ()
        return (*made, *self.seed.warnings, *(() if self.labels["countries"] else ("no-country",)))


# ---- from a raw file, from a story's own file


def of_seed(seed: Seed, text: Text, labels: Labels) -> Found:
    """Join a seed article and its labels; ``text`` is what the classifier read."""
    sentences = split(text)
    told = {kind: getattr(labels, kind) for kind in GRADED}
    declared = {tag: Evidence(tag, DECLARED) for tag in seed.tags}
    told["tags"] = tuple({**declared, **{e.label: e for e in labels.tags}}.values())
    hints = _hints(labels, "cited")
    told["cited"] = tuple(_quote(name, hints.get(name), sentences) for name in labels.cited)
    title, language = importing.title_of(seed), seed.language or labels.language
    return Found(seed, title, not seed.headline, told, labels.basis, language, seeds.summary(seed.paragraphs))


def text_of(article: Article) -> Text:
    """Return what the classifier reads of a story; a headline that was made from the text says nothing of its own."""
    title = "" if article.title_origin == "generated" else article.title
    paragraphs = tuple(prose.paragraphs(prose.to_html(article.body)))
    source = ", ".join(filter(None, (*article.source, article.publication)))
    return Text(title, paragraphs, article.dateline, article.date, article.language, source)


def of_article(article: Article, file: str, text: Text, labels: Labels, names: Names) -> Found:
    """Join a story and its labels. What the file says holds; ``labels`` only tells which words speak for it."""
    sentences = split(text)
    told: dict[str, tuple[Evidence, ...]] = {}
    for kind in KINDS:
        mine: tuple[str, ...] = getattr(article, kind)
        places = _places(article, kind, names) if kind in GRADED else {}
        hints = _hints(labels, kind)
        told[kind] = tuple(
            _quote(x, hints.get(x), sentences)
            if kind in PROPER and x not in places
            else _as_it_stands(x, places.get(x, ""), hints.get(x), sentences)
            for x in mine
        )
    generated = article.title_origin == "generated"
    language, basis = article.language or labels.language, _basis(told["countries"])
    seed = _seed(article, file, text.paragraphs)
    return Found(seed, article.title, generated, told, basis, language, article.summary, _more(article))


def _seed(article: Article, file: str, paragraphs: tuple[str, ...]) -> Seed:
    """Return a story in the form of a seed article, for what both say in common."""
    return Seed(
        path=file,
        index=1,
        text="",
        layout="front-matter",
        headline=article.title,
        date=article.date,
        date_source="front-matter" if article.date else "",
        updated=article.updated,
        credit=article.source,
        byline=article.author,
        publication=article.publication,
        dateline=Dateline(article.dateline) if article.dateline else None,
        paragraphs=paragraphs,
        url=article.url,
        accession=article.accession,
        copyright=article.copyright,
        other_dates=tuple(map(_other_date, article.other_dates)),
        warnings=(*(() if article.date else ("no-date",)), *(() if paragraphs else ("no-text",))),
    )


def _other_date(written: str) -> OtherDate:
    """Read a date as the importer writes it, ``2020-06-18 (event)``; one in another form is kept as it is."""
    match = re.fullmatch(r"(.*) \((event|dateline|body)(, ambiguous)?\)", written)
    role: Any = match[2] if match else "body"
    return OtherDate(match[1] if match else written, role, bool(match and match[3]))


def _places(article: Article, kind: str, names: Names) -> dict[str, str]:
    """Return label → place as the file's ``evidence`` gives it to labels of a kind, countries and blocs as codes."""
    if kind == "topics":
        return dict(article.evidence)
    named = NAMED.get(kind)
    if named is None:
        return evidence.of_texts(article, names)
    return {names.code(named, label) or label: place for label, place in article.evidence}


def _hints(labels: Labels, kind: str) -> dict[str, Evidence]:
    """Return what the classifier found of a kind; a country is one whether it is what the text is about or not.

    What is cited is an organisation too.
    """
    places = (*labels.countries, *labels.mentions)
    others = {"countries": places, "mentions": places, "cited": labels.organisations}
    found = others[kind] if kind in others else getattr(labels, kind)
    return {e.label: e for e in found}


def _as_it_stands(label: str, place: str, hint: Evidence | None, sentences: Sequence[Sentence]) -> Evidence:
    """Return the evidence of a label of a story: the sentence as it now stands, marked where the classifier agrees."""
    if hint is not None and hint.place == place:
        return hint
    sentence = " ".join(s.text for s in sentences if s.place == place)
    if hint is None or not place:
        return Evidence(label, place, 0, 0, sentence, 0.0)
    words = hint.sentence[hint.start : hint.end]
    start = max(sentence.find(words), 0)
    return Evidence(label, place, start, start + len(words) if words in sentence else start, sentence, hint.score)


def _basis(countries: Sequence[Evidence]) -> str:
    if not countries:
        return "none"
    return countries[0].place if countries[0].place in ("dateline", "house") else "text"


def _more(article: Article) -> dict[str, Any]:
    """Return the fields of a story's file that a raw file does not have, and those that are not ours."""
    own = {name: getattr(article, name) for name in READERS if name not in _ELSEWHERE}
    return {**{name: value for name, value in own.items() if value not in ((), "", None, False)}, **dict(article.extra)}


def _quote(name: str, hint: Evidence | None, sentences: Sequence[Sentence]) -> Evidence:
    """Return a name that has no evidence of its own, with where it was found, else the first sentence that holds it."""
    if hint is not None:
        return structs.replace(hint, score=0.0)
    sentence = next((s for s in sentences if name in s.text), None)
    if sentence is None:
        return Evidence(name, "", score=0.0)
    start = sentence.text.index(name)
    return Evidence(name, sentence.place, start, start + len(name), sentence.text, 0.0)
