"""What is found in an article: one line of JSON for a line of JSON, or a file explained. Reads for ``found``."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from digest import articles, classify, config, content, disk, found, intake, seeds, stamps, telling, wordlists
from digest.found import Found
from digest.model import Problem, Text
from digest.seeds.decode import lf
from digest.text import collapse, slug
from digest.vocabulary import Names
from digest.wordlists import WordFiles


def classified(line: str, home: str, root: Path) -> str:
    """Label one article, given and returned as a line of JSON. Raises ValueError for a line that is no JSON object.

    Known keys are ``id``, ``title``, ``date``, ``text`` and ``lang``; all but ``text`` may be missing, others are
    ignored. ``root`` is the digest whose word files extend ours, ``home`` the country of texts that name none.
    """
    given = json.loads(line)
    if not isinstance(given, dict):
        raise ValueError("it is not in { }")
    words = wordlists.compiled(_word_files_once(root.resolve()))
    labels = classify.classify(_text(given), words, home)
    return json.dumps({**classify.as_json(labels, words, ""), "id": given.get("id", "")}, ensure_ascii=False)


def explain(file: Path, root: Path, as_json: bool, home: str) -> tuple[str, tuple[Problem, ...]]:
    """Tell what is found in a raw file, or in a story's own file, as text or as a JSON list of its articles.

    Returns the text and what is wrong with the settings and the file. Raises OSError where it cannot be read.
    """
    site, mistakes = config.read(disk.read_text(root / config.FILE))
    words, more = wordlists.checked(disk.word_files(root))
    names = wordlists.names(site, words)
    raw, shown = disk.read(file), _shown(file, root)
    if _is_story(raw, file, root):
        told, problems = _story(raw, shown, words, home or site.home, names)
    else:
        told, problems = _seeds(raw, shown, words, home or site.home)
    if as_json:
        text = json.dumps([telling.as_data(one, names) for one in told], ensure_ascii=False, indent=1)
    else:
        text = "\n\n\n".join(telling.as_text(one, names) for one in told)
    return text, (*mistakes, *more, *problems)


@lru_cache(maxsize=4)
def _word_files_once(root: Path) -> WordFiles:
    """Read the word files once a process: a run of ``classify`` asks for them with every line."""
    return wordlists.checked(disk.word_files(root))[0]


def _text(given: dict[str, object]) -> Text:
    """Read an article of JSON. Paragraphs are parted by blank lines or, in a text without any, by line ends."""
    title, body, date, language = (given.get(key) or "" for key in ("title", "text", "date", "lang"))
    if not isinstance(title, str) or not isinstance(body, str) or not isinstance(language, str):
        raise ValueError("its title, text or lang is not a text")
    body = lf(body)
    parts = re.split(r"\n[ \t]*\n" if re.search(r"\n[ \t]*\n", body) else r"\n", body)
    paragraphs = tuple(filter(None, map(collapse, parts)))
    return Text(collapse(title), paragraphs, "", _stamp(str(date)), language.partition("-")[0].lower())


def _stamp(date: str) -> str | None:
    """Return a date as a stamp; of a bare year, or of a day that is none, its January: the year is what counts."""
    year = re.match(r"\d{4}(?!\d)", date.strip(), re.ASCII)
    return stamps.parse(date) or (stamps.parse(f"{year[0]}-01") if year else None)


# ---- one file


def _is_story(raw: bytes, file: Path, root: Path) -> bool:
    """Say whether a file is a story with front matter. What lies in seeds/ is raw text, whatever it looks like."""
    below = file.resolve().is_relative_to((root / intake.FOLDER).resolve())
    return file.suffix.lower() == content.ENDING and not below and raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _seeds(raw: bytes, shown: str, words: WordFiles, home: str) -> tuple[list[Found], tuple[Problem, ...]]:
    read, problems = seeds.read(raw, shown)
    return [found.of_seed(seed, intake.text_of(seed), intake.label(seed, words, home)) for seed in read], problems


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
    labels = classify.classify(read, wordlists.compiled(words), home)
    return [found.of_article(article, shown, read, labels, names)], problems


def _shown(file: Path, root: Path) -> str:
    """Name a file from the root of the digest where it lies below it."""
    file, root = file.resolve(), root.resolve()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
