"""What layouts hand on: items read from a header, and the lines of the body behind them."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "headline", "deck", "date", "printed", "updated", "ambiguous", "credit", "author", "publication", "dateline", "url",
    "language", "accession", "copyright", "tag", "embargo", "held", "drop",
)  # fmt: skip
"""``deck`` is a second headline, ``date`` a publication date (``note``: of which kind), ``printed`` of "Published";
``embargo`` is the moment until which a story is held back, ``held`` an embargo without one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a header: its kind (of ``KINDS``), its value as printed or as a stamp, and where it stood."""

    kind: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article taken apart: the layout's name, the findings of its header and footer, the lines of its body."""

    layout: str
    items: tuple[Item, ...]
    body: tuple[str, ...]
