"""What is found in an article, a raw file's or a story's: reads for ``found``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Literal

from digest import articles, config, content, disk, found, intake, seeds, showing, telling, wordlists
from digest.classify import labelling
from digest.classify.learned import parts
from digest.found import Found
from digest.model import Labels, Problem
from digest.text import slug
from digest.vocabulary import Names
from digest.wordlists import WordFiles

Form = Literal["text", "json", "html"]


def explain(file: Path, root: Path, form: Form, home: str) -> tuple[str, tuple[Problem, ...]]:
    """Tell what is found in a raw file, or in a story's own file, as text, as a JSON list of its articles or as a page.

    Returns the text and what is wrong with the settings and the file. Raises OSError where it cannot be read.
    """
    site, mistakes = config.read(disk.read_text(root / config.FILE))
    words, more = wordlists.checked(disk.word_files(root), site.counts_as)
    names = wordlists.names(site, words)
    raw, shown = disk.read(file), _shown(file, root)
    if _is_story(raw, file, root):
        told, problems = _story(raw, shown, words, home or site.home, names)
    else:
        told, problems = _seeds(raw, shown, words, home or site.home)
    if form == "html":
        text = showing.page(told, names)
    elif form == "json":
        text = json.dumps([telling.as_data(one, names) for one in told], ensure_ascii=False, indent=1)
    else:
        text = "\n\n\n".join(telling.as_text(one, names) for one in told)
    return text, (*mistakes, *more, *problems)


# ---- one file


def _is_story(raw: bytes, file: Path, root: Path) -> bool:
    """Say whether a file is a story with front matter. What lies in seeds/ is raw text, whatever it looks like."""
    below = file.resolve().is_relative_to((root / "seeds").resolve())
    return file.suffix.lower() == content.ENDING and not below and raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _seeds(raw: bytes, shown: str, words: WordFiles, home: str) -> tuple[list[Found], tuple[Problem, ...]]:
    read, problems = seeds.read(raw, shown)
    told = []
    for seed in read:
        labels = intake.label(seed, words, home)
        told.append(replace(found.of_seed(seed, intake.text_of(seed), labels), learned=_learned(labels, words)))
    return told, problems


def _learned(labels: Labels, words: WordFiles) -> tuple[tuple[str, str, float], ...]:
    """Return the learned weights that had a part in labels."""
    known = wordlists.compiled(words)
    return parts(labels, known.learned, known.topics.tops)


def _story(
    raw: bytes, shown: str, words: WordFiles, home: str, names: Names
) -> tuple[list[Found], tuple[Problem, ...]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return [], (Problem(shown, line, "is not UTF-8 text", "save it as UTF-8 in your editor"),)
    article, problems = articles.parse(text, slug(Path(shown).stem, 200), shown, names)
    if article is None:
        return [], problems
    read = found.text_of(article)
    labels = labelling.classify(read, wordlists.compiled(words), home)
    told = found.of_article(article, shown, read, labels, names)
    return [replace(told, learned=_learned(labels, words))], problems


def _shown(file: Path, root: Path) -> str:
    """Name a file from the root of the digest where it lies below it."""
    file, root = file.resolve(), root.resolve()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
