"""The story that is made of a seed article and its labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from digest import seeds
from digest.articles import body_of
from digest.config import Site
from digest.importing.briefs import label_of
from digest.importing.deciding import Step
from digest.model import Article, Labels, Seed
from digest.text import in_room
from digest.vocabulary import Names


def article(seed: Seed, labels: Labels, step: Step, site: Site, names: Names) -> Article:
    """Make the story of a seed article and its labels, as ``step`` says.

    Of lists that are so long that they cannot all be kept (``text.ROOM``), it has the beginning.
    """
    year = seed.date[:4] if seed.date else "2000"
    return Article(
        path=step.path,
        title=step.seed.title,
        title_origin="given" if step.seed.titled else "generated",
        date=seed.date,
        updated=seed.updated,
        draft=seed.held,
        embargo_until=seed.embargo,
        source=in_room(seed.credit),
        publication=seed.publication,
        author=in_room(seed.byline),
        dateline=seed.dateline.raw if seed.dateline else "",
        summary=seeds.summary(seed.paragraphs),
        language=seed.language or labels.language,
        url=seed.url,
        accession=seed.accession,
        copyright=seed.copyright,
        other_dates=in_room(f"{d.text} ({d.role}{', ambiguous' if d.ambiguous else ''})" for d in seed.other_dates),
        guid=step.guid or f"tag:{site.host},{year}:{step.mark or step.seed.print}",
        seed=label_of(seed),
        body=body_of(seed.paragraphs),
        **labelled(labels, in_room(seed.tags), names),
    )


def labelled(labels: Labels, declared: Iterable[str], names: Names) -> dict[str, Any]:
    """Return the fields of a story that hold its labels; ``declared`` are the tags that its raw file itself gave."""
    return {
        "cited": labels.cited,
        "countries": tuple(e.label for e in labels.countries),
        "mentions": tuple(e.label for e in labels.mentions),
        "blocs": tuple(e.label for e in labels.blocs),
        "topics": tuple(e.label for e in labels.topics),
        "tags": tuple(dict.fromkeys((*declared, *(e.label for e in labels.tags)))),
        "people": tuple(e.label for e in labels.people),
        "organisations": tuple(e.label for e in labels.organisations),
        "evidence": _evidence(labels, frozenset(declared), names),
    }


def _evidence(labels: Labels, declared: Collection[str], names: Names) -> tuple[tuple[str, str], ...]:
    """Return (label as the file shows it, place) of every label.

    Of labels that are the same word, the first has the entry. A tag that a raw file ``declared`` has none, even where
    it was found as well: by that it is known again. So a person or an organisation of the same name has none beside it.
    """
    kinds = {"country": (*labels.countries, *labels.mentions), "bloc": labels.blocs}
    pairs = [(names.name(kind, e.label), e.place) for kind, found in kinds.items() for e in found]
    pairs += [(e.label, e.place) for e in labels.topics]
    texts = (*labels.tags, *labels.people, *labels.organisations)
    pairs += [(e.label, e.place) for e in texts if e.label not in declared]
    table: dict[str, str] = {}
    for label, place in pairs:
        table.setdefault(label, place)
    return tuple(table.items())
