"""The walk of one file: bytes, text, articles, seeds, and what to tell the user."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digest.model import Problem, Seed
from digest.seeds.article import parse
from digest.seeds.decode import Decoded, decode
from digest.seeds.lines import is_rule
from digest.seeds.split import Piece, split

_TOLD = {
    "no-date": ("no date is printed that can be read", "write the date on the first line: date 2020-06-19"),
    "dates-differ": ("the printed dates differ", "check which of them is the day of publication"),
    "text-dropped": (
        "text that reads as news was left out",
        "see `digest explain`; put a line such as date 2020-06-19 above it if it is an article",
    ),
    "embargo": (
        "the story is held back: an embargo or a draft",
        "see embargo_until and draft in the story",
    ),
    "no-text": ("there is a header, but no text below it", "add the text, or delete the file"),
}


def read(raw: bytes, path: str) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Read one raw file into its articles. Never raises: a file that cannot be read gives no seed and one error.

    ``path`` stands in the seeds and problems as given. Warnings (no date, dates that differ, a guessed encoding) come
    with the line where the article begins.
    """
    text = decode(raw)
    if not isinstance(text, Decoded):
        return (), (Problem(path, 0, text.says, text.hint),)
    pieces = tuple(piece for piece in split(text.text) if _holds_text(piece))
    if not pieces:
        return (), (Problem(path, 0, "the file is empty", "put an article into it, or delete it"),)
    seeds = tuple(parse(piece, path, index, text.encoding) for index, piece in enumerate(pieces, 1))
    if text.guessed:
        seeds = tuple(replace(seed, warnings=(*seed.warnings, "encoding-guessed")) for seed in seeds)
    return seeds, (*_guessed(path, text), *_problems(path, seeds))


def _holds_text(piece: Piece) -> bool:
    return any(line.strip() and not is_rule(line) for line in piece.lines)


def _guessed(path: str, text: Decoded) -> Iterator[Problem]:
    if text.guessed:
        says = f"the encoding was guessed: {text.encoding}"
        yield Problem(path, 0, says, "look at the accented letters, and save the file as UTF-8", "warning")


def _problems(path: str, seeds: tuple[Seed, ...]) -> Iterator[Problem]:
    for seed in seeds:
        for warning in seed.warnings:
            if warning in _TOLD:
                yield Problem(path, seed.line, *_TOLD[warning], level="warning")
