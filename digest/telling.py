"""What was found in an article, told: as text for people, as plain data for JSON. Pure: values in, words out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from msgspec import structs

from digest import importing
from digest.classify.labelling import GRADED
from digest.found import DECLARED, KINDS, NAMED, Found
from digest.model import Dateline, Evidence, Stamp
from digest.vocabulary import Names

WIDTH, COLUMN = 100, 15
"""Characters of a line of text, and of its first column."""
_PLACES = {
    "title": "headline",
    "dateline": "dateline",
    "house": "house country, the text names none",
    DECLARED: "declared by the file",
    "": "by hand",
}
_SOURCES = {
    "date-line": "the date line",
    "words": "a date in words",
    "timestamp": "a line with date and time",
    "dateline": "the dateline",
    "front-matter": "the front matter",
}
_WARNINGS = {
    "title-generated": "no headline is printed; this one was made from the first sentence",
    "no-date": "no date is printed that can be read",
    "dates-differ": "the printed dates differ",
    "encoding-guessed": "the encoding was guessed",
    "no-text": "there is no text",
    "text-dropped": "text that reads as news was left out",
    "embargo": "it is held back: an embargo or a draft",
    "no-country": "the text is about no country that is known",
}


# ---- text for people


def as_text(found: Found, names: Names) -> str:
    """Tell of an article in aligned lines of at most ``WIDTH`` characters where its words allow."""
    seed = found.seed
    lines = [f"{seed.path}#{seed.index}, line {seed.line}" if seed.text else seed.path]
    for name, value in facts(found):
        lines += _row(name, value)
    for number, says in enumerate(learned(found, names)):
        lines += _row("" if number else "learned", says)
    for kind in KINDS:
        if found.labels[kind] or kind in ("countries", "topics"):
            lines += ["", *_label_rows(kind, found, names)]
    lines += ["", *_row("warnings", "none")] if not found.warnings else [""]
    for number, code in enumerate(found.warnings):
        lines += _row("" if number else "warnings", f"{code}: {_WARNINGS[code]}")
    return "\n".join(lines)


def facts(found: Found) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what the article says of itself; what it does not say is left out."""
    seed = found.seed
    other = (f"{d.text} ({d.role}{', ambiguous' if d.ambiguous else ''})" for d in seed.other_dates)
    yield "headline", found.title + (" (generated)" if found.generated else "")
    yield "date", f"{seed.date}, from {date_source(seed.date_source)}" if seed.date else "none"
    rows = {
        "updated": seed.updated or "",
        "source": "; ".join(seed.credit),
        "publication": seed.publication,
        "byline": "; ".join(seed.byline),
        "dateline": _dateline(seed.dateline),
        "summary": found.summary,
        "language": found.language,
        "layout": f"{seed.layout}, {seed.encoding}",
        "address": seed.url,
        "accession": seed.accession,
        "copyright": seed.copyright,
        "other dates": "; ".join(other),
        "dropped": " | ".join(seed.dropped),
        **{name: _plain(value) for name, value in _more(found).items()},
    }
    yield from ((name, value) for name, value in rows.items() if value)


def _more(found: Found) -> dict[str, Any]:
    """Return what the front matter says besides, and what holds the article back, in its words."""
    held = {"embargo_until": found.seed.embargo, "draft": found.seed.held}
    return {**{name: value for name, value in held.items() if value}, **found.more}


def _plain(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else "yes" if value is True else str(value)


def learned(found: Found, names: Names) -> list[str]:
    """Say which learned weights had a part in the labels, a line each."""
    cut = "a country counts as what the text is about from {:.0%} of the strongest one's weight"
    return [
        f"{named(kind, label, names)} is weighed {weight:g} times" if label else cut.format(weight)
        for kind, label, weight in found.learned
    ]


def _dateline(line: Dateline | None) -> str:
    if line is None:
        return ""
    parts = {"place": ", ".join(line.places), "date": line.date or "", "agency": line.agency}
    said = "; ".join(f"{name}: {value}" for name, value in parts.items() if value)
    raw = line.raw.strip(" -–—")
    return f"{raw} ({said})" if said else raw


def date_source(code: str) -> str:
    """Say in words where a date was found; ``code`` is ``Seed.date_source``."""
    first, _, finer = code.partition("+")
    words = _SOURCES.get(first, f"the field {first[6:]}" if first.startswith("field:") else first)
    return f"{words}, the time from another line" if finer else words


def _row(name: str, value: str) -> list[str]:
    wrapped = textwrap.wrap(value, WIDTH - COLUMN, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{name if not n else '':<{COLUMN}}{line}" for n, line in enumerate(wrapped)]


def _label_rows(kind: str, found: Found, names: Names) -> Iterator[str]:
    """Yield the lines of the labels of one kind: name, how sure and where, and the sentence."""
    for number, evidence in enumerate(found.labels[kind]):
        yield from _row("" if number else kind, f"{named(kind, evidence.label, names)}{grade(kind, evidence)}")
        for line in textwrap.wrap(marked(evidence), WIDTH - COLUMN - 2, break_long_words=False, break_on_hyphens=False):
            yield " " * (COLUMN + 2) + line
    if not found.labels[kind]:
        yield from _row(kind, "none")


def named(kind: str, label: str, names: Names) -> str:
    """Return the name of a label; a country, bloc or topic with its code."""
    coded = NAMED.get(kind)
    if coded is None:
        return label
    number = f", {names.medtops[label]}" if kind == "topics" and label in names.medtops else ""
    return f"{names.name(coded, label)} ({label}{number})"


def grade(kind: str, evidence: Evidence) -> str:
    """Say how sure a label is and where it was found."""
    if kind not in GRADED and not evidence.place:
        return ""
    weighed = evidence.score > 0 and evidence.place not in ("", "house", DECLARED)
    sure = f"{evidence.score:.0%}, " if weighed else ""
    return f" – {sure}{place(evidence.place)}"


def place(code: str) -> str:
    """Say in words where a label was found: ``5.1`` is paragraph 5, sentence 1."""
    paragraph, _, sentence = code.partition(".")
    return _PLACES.get(code) or f"paragraph {paragraph}, sentence {sentence}"


def marked(evidence: Evidence) -> str:
    """Return the sentence with the words that decided marked, in signs that the sentence itself does not use."""
    text, start, end = evidence.sentence, evidence.start, evidence.end
    if start >= end:
        return text
    left, right = "[]" if "«" in text or "»" in text else "«»"
    return f"{text[:start]}{left}{text[start:end]}{right}{text[end:]}"


# ---- data for JSON


def as_data(found: Found, names: Names) -> dict[str, Any]:
    """Return an article as plain data: the keys of the front matter, and how each thing was found.

    Countries and blocs are codes; ``evidence`` has the name, place, sentence and offsets of every label.
    """
    seed, labels = found.seed, found.labels
    return {
        "title": found.title,
        "title_origin": "generated" if found.generated else "given",
        "date": seed.date,
        "date_precision": precision(seed.date),
        "date_source": seed.date_source,
        "updated": seed.updated,
        "source": list(seed.credit),
        "publication": seed.publication,
        "author": list(seed.byline),
        "dateline": asdict(seed.dateline) if seed.dateline else None,
        "cited": _texts(labels["cited"]),
        "countries": _texts(labels["countries"]),
        "countries_basis": found.basis,
        "mentions": _texts(labels["mentions"]),
        "blocs": _texts(labels["blocs"]),
        "topics": [_topic(e, names) for e in labels["topics"]],
        **{kind: _texts(labels[kind]) for kind in ("tags", "people", "organisations")},
        "summary": found.summary,
        "language": found.language,
        "url": seed.url,
        "accession": seed.accession,
        "copyright": seed.copyright,
        "other_dates": [asdict(day) for day in seed.other_dates],
        **{name: list(value) if isinstance(value, tuple) else value for name, value in _more(found).items()},
        **_origin(found),
        "line": seed.line,
        "layout": seed.layout,
        "encoding": seed.encoding,
        "dropped": list(seed.dropped),
        "warnings": list(found.warnings),
        "evidence": [_evidence(kind, e, names) for kind in KINDS for e in labels[kind]],
        "paragraphs": list(seed.paragraphs),
    }


def precision(stamp: Stamp | None) -> str:
    """Return the precision of a stamp: month, day, minute or second; empty for none."""
    if stamp is None:
        return ""
    if "T" not in stamp:
        return "day" if len(stamp) == 10 else "month"
    return "second" if stamp[16:17] == ":" else "minute"


def _texts(found: Iterable[Evidence]) -> list[str]:
    return [evidence.label for evidence in found]


def _topic(evidence: Evidence, names: Names) -> dict[str, Any]:
    slug = evidence.label
    top = names.parents.get(slug, slug)
    medtops = names.medtops
    return {"id": slug, "medtop": medtops.get(slug, ""), "top": medtops.get(top, ""), "score": evidence.score}


def _origin(found: Found) -> dict[str, Any]:
    """Return the seed of an article that has one, and the learned weights that had a part in its labels."""
    weights = [{"kind": kind, "label": label, "weight": weight} for kind, label, weight in found.learned]
    return {
        **({"seed": importing.label_of(found.seed)} if found.seed.text else {}),
        **({"learned": weights} if weights else {}),
    }


def _evidence(kind: str, evidence: Evidence, names: Names) -> dict[str, Any]:
    named = NAMED.get(kind)
    name = names.name(named, evidence.label) if named else evidence.label
    return {"kind": kind, "name": name, **structs.asdict(evidence)}
