"""What the program would now say of stories that nobody has edited: their labels, proposed anew. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff

from msgspec import structs

from digest import articles, content, evidence, found, importing, wordlists
from digest.classify import labelling
from digest.model import Article, Problem
from digest.vocabulary import Names
from digest.wordlists import WordFiles


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a content file. ``after`` is its new text; empty where nothing changes."""

    file: str
    sealed: bool
    """Nobody has edited it since it was imported."""
    before: str = ""
    after: str = ""
    problems: tuple[Problem, ...] = ()


def propose(shared: tuple[WordFiles, str, Names], files: tuple[tuple[str, bytes], ...]) -> list[Proposal]:
    """Propose labels for a batch of content files, given as (file, bytes); what a person edited is let alone."""
    return [_proposal(file, raw, *shared) for file, raw in files]


def _proposal(file: str, raw: bytes, words: WordFiles, home: str, names: Names) -> Proposal:
    text = raw.decode("utf-8-sig", "replace")
    if not articles.untouched(text):
        return Proposal(file, False)
    article, problems = articles.parse(text, content.path_of(file), file, names)
    if article is None or problems:
        return Proposal(file, True, problems=problems)
    labels = labelling.classify(found.text_of(article), wordlists.compiled(words), home)
    now = structs.replace(article, **importing.labelled(labels, declared(article, names), names))
    changed = tuple(_changed(article, now, names))
    before = text.replace("\r\n", "\n")
    return Proposal(file, True, before, articles.revised(text, now, changed, names) if changed else "")


def declared(article: Article, names: Names) -> tuple[str, ...]:
    """Return the tags that the raw file of an imported story gave itself: those without evidence as tags."""
    found_in_text = evidence.of_texts(article, names)
    return tuple(tag for tag in article.tags if tag not in found_in_text)


def _changed(old: Article, new: Article, names: Names) -> Iterator[str]:
    """Yield the fields of labels that differ; the name of a country in another language is no difference."""
    for name in ("cited", *labelling.GRADED):
        if getattr(old, name) != getattr(new, name):
            yield name
    if old.evidence != new.evidence and _coded(old, names) != _coded(new, names):
        yield "evidence"


def _coded(article: Article, names: Names) -> list[tuple[str, str]]:
    code = names.code
    return [(code("country", label) or code("bloc", label) or label, place) for label, place in article.evidence]


def diff(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield the lines of a unified diff, as ``git apply`` takes it."""
    for one in proposals:
        if one.after:
            yield from unified_diff(_lines(one.before), _lines(one.after), f"a/{one.file}", f"b/{one.file}")


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
