"""The topics of the program, and how the tests of topics ask for those of a text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import digest.words
from digest.classify import topics
from digest.classify.matching import page
from digest.classify.sentences import split
from digest.classify.topics import TopicWords
from digest.model import Text

FILE = Path(digest.words.__file__).parent / "topics.txt"


@cache
def compiled() -> TopicWords:
    """Compile the word file, once for all tests."""
    return topics.load(FILE.read_text(encoding="utf-8"))


def found(words: TopicWords, *paragraphs: str, title: str = "", language: str = "en") -> list[str]:
    """Return the topics of a text, the main one first."""
    return [e.label for e in topics.find(page(split(Text(title, paragraphs))), words, language)]
