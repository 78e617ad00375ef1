"""The records that flow through a digest, and their fingerprints. Imports nothing of ours.

A *stamp* is a date as it was printed, in ISO 8601 and at the precision of the print: ``2020-06``, ``2020-06-19``,
``2020-06-19T15:16`` or ``2020-06-19T15:16+05:00``. A *slug* is ASCII and safe in a URL and a file name.
Countries travel as ISO 3166-1 alpha-2 codes (``TM``), blocs as their code (``EU``), topics as their slug
(``human-rights``); names are for files and pages only.
"""

from digest.model.labels import Bloc, Evidence, Labels, Text, Topic
from digest.model.prints import key_of
from digest.model.problems import Level, Problem, failed
from digest.model.raw import Dateline, OtherDate, Seed, Stamp
from digest.model.records import travels
from digest.model.site import KEPT, Change, Filed, Group, Layer, Link, Page, Plan, Shelf
from digest.model.stories import Article, Card, Rights, Story

__all__ = (
    "KEPT",
    "Article",
    "Bloc",
    "Card",
    "Change",
    "Dateline",
    "Evidence",
    "Filed",
    "Group",
    "Labels",
    "Layer",
    "Level",
    "Link",
    "OtherDate",
    "Page",
    "Plan",
    "Problem",
    "Rights",
    "Seed",
    "Shelf",
    "Stamp",
    "Story",
    "Text",
    "Topic",
    "failed",
    "key_of",
    "travels",
)
