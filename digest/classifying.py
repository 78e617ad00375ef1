"""Articles as lines of JSON, labelled one by one: what ``digest classify`` does, here and in other processes."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from digest import config, disk, stamps, wordlists, work
from digest.classify import labelling
from digest.classify.labelling import Words
from digest.desk import Unusable
from digest.model import Text
from digest.text import collapse, lf

ALONE = 1500
"""Lines that are answered here before other processes are started: starting them takes as long as that."""

_TOGETHER = 2**17
"""Bytes of lines that are answered together: enough to gain by it, few enough to hold all that is found in them."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_YEAR = re.compile(r"\d{4}(?!\d)", re.ASCII)

Line = tuple[int, bytes]
"""(number of the line, from 1; the line as it was read)."""
Answer = tuple[int, str, str]
"""(number of the line, its answer, what is wrong with it): one of the two texts is empty."""


def classified(lines: Iterable[bytes], home: str, root: Path, jobs: int) -> Iterator[list[Answer]]:
    """Label articles, a line of JSON each, in up to ``jobs`` processes. Yields answers batch by batch, in order.

    Known keys are ``id``, ``title``, ``date``, ``text`` and ``lang``; all but ``text`` may be missing, others are
    ignored. ``root`` is the digest whose word files extend ours, and whose settings say
    what contested territories count for; ``home`` is the country of texts that name none.
    Blank lines are passed over. Reads no further ahead than a few batches.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    return work.stream(answers, (root.resolve(), home), numbered, jobs, ALONE)


def settled(root: Path) -> None:
    """Raise ``Unusable`` where the settings of the digest at ``root`` cannot be used."""
    _, wrong = config.read(disk.read_text(root / config.FILE))
    if wrong:
        raise Unusable(wrong)


def answers(shared: tuple[Path, str], lines: tuple[Line, ...]) -> list[Answer]:
    """Answer a batch of lines."""
    root, home = shared
    words = _words(root)
    runs = work.runs(lines, lambda numbered: len(numbered[1]), _TOGETHER)
    return [answer for run in runs for answer in _answers(run, words, home)]


@lru_cache(maxsize=4)
def _words(root: Path) -> Words:
    """Compile the word lists, once a process."""
    # The lists live as long as the process, and neither they nor a text leave garbage in circles: to look for some
    # among them again and again would cost a tenth of the time.
    gc.disable()
    site, _ = config.read(disk.read_text(root / config.FILE))
    words = wordlists.compiled(wordlists.checked(disk.word_files(root), site.counts_as)[0])
    work.settle()
    gc.enable()
    return words


def _answers(lines: Sequence[Line], words: Words, home: str) -> Iterator[Answer]:
    """Answer some lines, step by step (see ``labelling.classify_all``)."""
    read = [_read(line) for _, line in lines]
    labelled = labelling.classify_all([text for _, text, wrong in read if not wrong], words, home)
    sound = (identity for identity, _, wrong in read if not wrong)
    told = [labelling.as_json(labels, words, identity) for labels, identity in zip(labelled, sound, strict=True)]
    said = map(_line, told)
    for (number, _), (_, _, wrong) in zip(lines, read, strict=True):
        yield number, "" if wrong else next(said), wrong


def _read(line: bytes) -> tuple[object, Text, str]:
    """Read a line: its ``id``, its text, and what is wrong with it."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
        if not isinstance(given, dict):
            raise ValueError("it is not in { }")
        return given.get("id", ""), _text(given), ""
    except (ValueError, RecursionError) as error:
        return "", Text("", ()), str(error) or "it cannot be read"


def _line(answer: dict[str, object]) -> str:
    """Return an answer as one line of JSON. Only the ``id`` is not ours, and may be anything that JSON can tell."""
    try:
        return msgspec.json.format(msgspec.json.encode(answer), indent=0).decode()
    except (ValueError, OverflowError):  # half a character, or a number that is too large
        return json.dumps(answer, ensure_ascii=False)


def _text(given: dict[str, object]) -> Text:
    """Read an article of JSON. Paragraphs are parted by blank lines or, in a text without any, by line ends."""
    title, body, date, language = (given.get(key) or "" for key in ("title", "text", "date", "lang"))
    if not isinstance(title, str) or not isinstance(body, str) or not isinstance(language, str):
        raise ValueError("its title, text or lang is not a text")
    body = lf(body)
    parts = _BLANK_LINE.split(body)
    parts = parts if len(parts) > 1 else body.split("\n")
    paragraphs = tuple(filter(None, map(collapse, parts)))
    return Text(collapse(title), paragraphs, "", _stamp(str(date)), language.partition("-")[0].lower())


@lru_cache(maxsize=1024)
def _stamp(date: str) -> str | None:
    """Return a date as a stamp; of a bare year, or of a day that is none, its January: the year is what counts."""
    year = _YEAR.match(date.strip())
    return stamps.parse(date) or (stamps.parse(f"{year[0]}-01") if year else None)
