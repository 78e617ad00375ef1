"""What a text is about and whom it names, each label with the sentence that decided it.

``load`` compiles the word files once; ``classify`` then reads one text after another. Both are pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from digest.classify import cited, countries, gazetteer, language, learned, orgs, people, scan, signs, tags, topics
from digest.classify.learned import Learned
from digest.classify.matching import Matcher, Page, page
from digest.classify.names import strongest
from digest.classify.reading import Gazetteer
from digest.classify.sentences import split
from digest.classify.tags import TagWords
from digest.classify.topics import TopicWords
from digest.model import Evidence, Labels, Text
from digest.text import in_room

USER = gazetteer.USER
Codes = tuple[str, ...]
GRADED = ("countries", "mentions", "blocs", "topics", "tags", "people", "organisations")
"""The labels that have evidence, as ``Labels`` and the front matter name them."""


@dataclass(frozen=True, slots=True)
class Words:
    """All word files, compiled."""

    places: Gazetteer
    topics: TopicWords
    tags: TagWords
    learned: Learned


def load(files: Mapping[str, str]) -> Words:
    """Compile word files, given as text by file name; a text under ``user/`` and a name adds to that file.

    Raises ValueError, with the line, on what cannot be read.
    """
    places = gazetteer.load(files)
    return Words(
        places,
        topics.load(gazetteer.both(files, "topics.txt")),
        tags.load(gazetteer.both(files, "tags.txt")),
        learned.parse(files.get(USER + learned.FILE, "")),
    )


def classify(text: Text, words: Words, home: str = "") -> Labels:
    """Label a text. ``home`` is the country (ISO code) that a text is about which names none; empty for no guess."""
    return classify_all((text,), words, home)[0]


def classify_all(texts: Sequence[Text], words: Words, home: str = "") -> list[Labels]:
    """Label texts, as ``classify`` does one, but step by step: a processor is quicker at the same work again."""
    laid = _laid_out(texts, words)
    persons = [people.find(where, lang) for where, lang in laid]
    about, likely = words.learned.about, words.learned.countries
    seen = [scan.scan(where, words.places.atlas, lang) for where, lang in laid]
    places = [
        countries.find(names, words.places, text.date, home, [e.label for e in known], about, likely)
        for text, names, known in zip(texts, seen, persons, strict=True)
    ]
    named = [orgs.find(where, lang) for where, lang in laid]
    subjects = [topics.find(where, words.topics, lang, words.learned.topics) for where, lang in laid]
    found = zip(texts, laid, persons, places, named, subjects, strict=True)
    return [_labels(words, *each) for each in found]


def _labels(
    words: Words,
    text: Text,
    laid: tuple[Page, str],
    persons: tuple[Evidence, ...],
    places: countries.Found,
    named: tuple[orgs.Named, ...],
    subjects: tuple[Evidence, ...],
) -> Labels:
    """Join what was found in a text, and find what depends on it: for that, persons beyond the bound count too."""
    where, lang = laid
    organisations = orgs.in_full(where, named, words.places.states_and_unions, len(places.countries) == 1)
    unions = [bloc.sentence[bloc.start : bloc.end] for bloc in places.blocs]
    known = (*(e.label for e in persons), *unions)
    return Labels(
        countries=places.countries,
        mentions=places.mentions,
        blocs=places.blocs,
        topics=subjects,
        tags=tags.find(where, words.tags, known, [e.label for e in organisations]),
        people=strongest(persons),
        organisations=strongest(organisations),
        cited=in_room(cited.find(where, lang, named, text.source.split(", "))),
        language=lang,
        basis=places.basis,
    )


def _laid_out(texts: Sequence[Text], words: Words) -> list[tuple[Page, str]]:
    """Return the page of each text, with the words that finders will ask for, and its language."""
    langs = [t.language[:2].lower() or language.detect("\n".join((t.title, *t.paragraphs))) for t in texts]
    cut = [split(text) for text in texts]
    return [(page(each, *_wanted(lang, words)), lang) for each, lang in zip(cut, langs, strict=True)]


def _wanted(lang: str, words: Words) -> tuple[tuple[Matcher, ...], tuple[Matcher, ...]]:
    """Return what a text of a language is searched for, in one pass each.

    A text in English is searched once for all of them, and one in another language once more for what that has of its
    own: one automaton of everything for each language would take long to make, and much memory.
    """
    general, *own = [spoken.matcher for spoken in scan.spoken(words.places.atlas, lang)]
    shared = [signs.matcher(), words.tags.matcher, general]
    subjects = topics.spoken(words.topics, lang)
    if subjects:
        (shared if lang in ("en", "") else own).append(subjects.matcher)
    return tuple(shared), tuple(own)


def under(text: Text, words: Words, home: str, several: Sequence[Learned]) -> list[tuple[Codes, Codes]]:
    """Return (countries, topics) of a text under each of several learned weights, in place of those of ``words``."""
    ((where, lang),) = _laid_out((text,), words)
    persons = [e.label for e in people.find(where, lang)]
    seen = scan.scan(where, words.places.atlas, lang)

    def places(one: Learned) -> countries.Found:
        return countries.find(seen, words.places, text.date, home, persons, one.about, one.countries)

    def subjects(one: Learned) -> Codes:
        return tuple(e.label for e in topics.find(where, words.topics, lang, one.topics))

    plain = Learned()
    first, subject = places(plain), subjects(plain)
    known = {e.label for e in (*first.countries, *first.mentions)}
    out = []
    for one in several:
        # Most weights are about labels that the text does not have: nothing is found anew for them.
        same = one.about == plain.about and known.isdisjoint(one.countries)
        found = first if same else places(one)
        out.append((tuple(e.label for e in found.countries), subjects(one) if one.topics else subject))
    return out


def as_json(labels: Labels, words: Words, identity: object) -> dict[str, object]:
    """Return labels as an object for JSON: codes in order of weight, topics with their IPTC numbers, all evidence."""
    found = [(words.topics.known[t.label], t.score) for t in labels.topics]
    return {
        "id": identity,
        "countries": [e.label for e in labels.countries],
        "mentions": [e.label for e in labels.mentions],
        "blocs": [e.label for e in labels.blocs],
        "topics": [{"id": t.slug, "medtop": t.medtop, "top": t.top, "score": score} for t, score in found],
        "tags": [e.label for e in labels.tags],
        "people": [e.label for e in labels.people],
        "organisations": [e.label for e in labels.organisations],
        "cited": list(labels.cited),
        "language": labels.language,
        "basis": labels.basis,
        "evidence": [{"kind": kind, **structs.asdict(e)} for kind in GRADED for e in getattr(labels, kind)],
    }
