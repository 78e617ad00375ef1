"""The word lists as texts: the program's own and the user's, checked, compiled, and the names that they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from digest import contested, vocabulary
from digest.config import Site
from digest.model import Problem, key_of
from digest.vocabulary import Names

if TYPE_CHECKING:  # slow to load, and needed only where lists are new
    from digest.classify.labelling import Words

USER = "user/"
"""Stands before the name of a list from the digest's own folder ``words/``."""


@dataclass(frozen=True, slots=True)
class WordFiles:
    """Word lists by file name; two with one ``key`` are the same."""

    key: bytes
    files: Mapping[str, str] = field(compare=False, repr=False)

    def both(self, name: str) -> str:
        """Return a list with the user's additions below it."""
        return "\n".join(filter(None, (self.files.get(name, ""), self.files.get(USER + name, ""))))


def taken(files: Mapping[str, str], counts_as: Mapping[str, str] | None = None) -> WordFiles:
    """Take sound word lists, and which country the settings count contested territories for."""
    every = {**files, contested.FILE: contested.as_text(counts_as)} if counts_as else files
    return WordFiles(key_of(*(part for pair in sorted(every.items()) for part in pair)), every)


def checked(
    files: Mapping[str, str], counts_as: Mapping[str, str] | None = None
) -> tuple[WordFiles, tuple[Problem, ...]]:
    """Take word lists as read from the disk, and which country the settings count contested territories for.

    A list of the user's that cannot be read is a problem, and left out.
    """
    problems: list[Problem] = []
    sound = {name: text for name, text in files.items() if not name.startswith(USER)}
    for name in sorted(files.keys() - sound.keys()):
        problem = _mistake(name.removeprefix(USER), files[name], files)
        if problem is None:
            sound[name] = files[name]
        else:
            problems.append(problem)
    return taken(sound, counts_as), tuple(problems)


def _readers() -> Mapping[str, Callable[[str], object]]:
    """Return what reads the lists that a user may add to, by name."""
    from digest.classify import blocs, learned, lexicon, tags, topics

    return {
        "countries.txt": lexicon.countries,
        "blocs.txt": blocs.parse,
        "topics.txt": topics.load,
        "tags.txt": tags.load,
        learned.FILE: learned.parse,
    }


def _mistake(name: str, text: str, files: Mapping[str, str]) -> Problem | None:
    """Try to read one list of the user's, which stands below ours."""
    readers = _readers()
    if name not in readers:
        hint = "known lists: " + ", ".join(readers)
        return Problem(f"words/{name}", 0, "is no word list; it is not used", hint, "warning")
    ours = files.get(name, "")
    slip = next(_slips(name, text, ours), None)
    if slip:
        return Problem(f"words/{name}", slip[0], f"{slip[1]}; the list is not used", slip[2])
    try:
        readers[name](f"{ours}\n{text}")
    except ValueError as error:
        found = re.match(r"(?:line )?(\d+): (.*)", str(error), re.S)
        above = ours.count("\n") + 1
        line, says = (max(0, int(found[1]) - above), found[2]) if found else (0, str(error))
        return Problem(f"words/{name}", line, f"{says}; the list is not used", "see docs/reference/word-lists.md")
    return None


def _slips(name: str, text: str, ours: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what is wrong, what to do) of slips that would go unseen, or that can be told better here."""
    topics = re.findall(r"^\[([\w-]+)\]", ours, re.M)
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if "\ufffd" in line:
            yield number, "is not UTF-8", "save it as plain text in UTF-8"
        if not line.strip() or line.startswith("#"):
            continue
        if name == "countries.txt" and (code := re.match(r"([A-Z]+)(?:/\S*)?\s", line)):
            if code[1] not in vocabulary.countries("en"):
                yield number, f"`{code[1]}` is not a country code", "write an ISO 3166 code such as NO"
        elif name == "topics.txt":
            topic = re.match(r"\[(.*)\]", line)
            if topic and topic[1] not in topics:
                near = get_close_matches(topic[1], topics, n=1)
                hint = f"did you mean [{near[0]}]?" if near else "docs/reference/front-matter.md names the topics"
                yield number, f"[{topic[1]}] is no known topic", hint
            inside = inside or topic is not None
            if not inside:
                yield number, "stands below no topic", "write the topic in brackets above it: [railways]"


@lru_cache(maxsize=2)
def compiled(words: WordFiles) -> Words:
    """Compile the word lists, once a process."""
    from digest.classify import labelling

    return labelling.load(words.files)


def names(site: Site, words: WordFiles) -> Names:
    """Make the names of a site from its settings and the word lists."""
    from digest.classify import blocs, lexicon, topics

    aliases = {
        entry.text: entry.codes[0]
        for entry in lexicon.countries(words.both("countries.txt")).entries
        if entry.kind == "name" and len(entry.codes) == 1 and not entry.until and not set("*~") & set(entry.text)
    }
    more = vocabulary.more_labels(words.files["topic-labels.tsv"])
    subjects = [replace(t, labels=(*more.get(t.slug, ()), *t.labels)) for t in topics.parse(words.both("topics.txt"))]
    known = blocs.parse(words.both("blocs.txt")), subjects
    profiles = vocabulary.profiles(words.files["names.txt"])
    for profile in profiles.values():
        aliases |= {name: code for code, labels in profile.items() for name in labels.values()}
    own = {**vocabulary.of_profile(profiles.get(site.names, {}), site.language), **site.territory_names}
    return vocabulary.load(site.language, *known, own, aliases)
