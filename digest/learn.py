"""`digest learn`: reads edited stories beside their seeds, lets ``learning`` count and fit, and writes what helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest import articles, content, disk, importing, intake, learning, seeds, wordlists
from digest.classify.learned import FILE, Learned
from digest.desk import Settings, settings
from digest.found import KINDS
from digest.learning import Example, Told, Under
from digest.model import Article, Problem, Seed, failed
from digest.vocabulary import Names
from digest.work import Spread, workers

PATH = f"words/{FILE}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned: text for people, and the file that was written; empty where none was."""

    says: str
    wrote: str
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether something in the input is wrong."""
        return failed(self.problems)


def learn(root: Path, jobs: int) -> Lesson:
    """Compare edited stories with what the program proposes, and write what helps. Raises ``Unusable``, OSError."""
    said = settings(root, without=wordlists.USER + FILE)
    examples, problems = _examples(root, said.names)
    with workers(jobs) as spread:
        says, text = _lesson(examples, said, spread)
    if text:
        disk.write_all(root, {PATH: text.encode()})
        says += [f"written to {PATH}; for stories that nobody has edited: digest retag"]
    elif (root / PATH).is_file():
        says += [f"{PATH} is left as it is; delete it to go without it"]
    return Lesson("\n".join(says), PATH if text else "", tuple(sorted({*said.problems, *problems})))


def _lesson(examples: Sequence[Example], said: Settings, spread: Spread) -> tuple[list[str], str]:
    """Return what there is to say, and the text of the file to write; empty where none is worth writing."""
    words, home, names = said.words, said.site.home, said.names
    tops = wordlists.compiled(words).topics.tops

    def ask(tried: tuple[Learned, ...], of: Sequence[Example]) -> list[Under]:
        return list(spread(learning.sway, (words, home, tried), [one.text for one in of]))

    told: list[Told] = list(spread(learning.tell, (words, home), [one.text for one in examples]))
    differing = sum(map(learning.corrected, examples, told))
    says = [f"edited stories whose seed is there: {len(examples)}, with other countries or topics: {differing}"]
    if not examples:
        return says, ""
    says += ["", learning.table(examples, told, names), ""]
    if differing < learning.ENOUGH:
        needed = f"{learning.ENOUGH} stories with other countries or topics are needed"
        return [*says, f"too few to learn from, nothing is written: {needed}"], ""
    tried = learning.variants(examples, told, tops)
    under = ask(tried, examples)
    gains = learning.held_out(examples, under, tried, lambda one, of: ask((one,), of))
    says += [f"agreement on stories held out, {learning.FOLDS} folds", *learning.gained(gains)]
    learned = learning.worth_having(learning.fit([one.kept for one in examples], under, tried), gains)
    if learned == Learned():
        return [*says, "it does not help: nothing is written"], ""
    return says, learning.written(learned, gains, len(examples), names)


# ---- examples


def _examples(root: Path, names: Names) -> tuple[list[Example], list[Problem]]:
    """Return the stories that a person edited and whose seed is there, by path."""
    files, strays = disk.scan(root, content.FOLDER)
    problems = list(strays)
    edited: list[Article] = []
    for file in content.listing(f.path for f in files).stories:
        raw = disk.try_read(root, file)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        text = disk.text_of(raw)
        if not articles.untouched(text):
            article, wrong = articles.parse(text, content.path_of(file), file, names)
            problems += wrong
            edited += [article] if article and article.seed else []
    known, unread = _seeds(root, {article.seed.rpartition("#")[0] for article in edited})
    return list(_matched(edited, known)), [*problems, *unread]


def _seeds(root: Path, wanted: Iterable[str]) -> tuple[Mapping[str, Seed], list[Problem]]:
    """Read seed files; return their articles under their label and under their fingerprint."""
    files, _ = disk.scan(root, "seeds")
    known: dict[str, Seed] = {}
    problems: list[Problem] = []
    for file in sorted({f.path for f in files} & set(wanted)):
        raw = disk.try_read(root, file)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        for seed in seeds.read(raw, file)[0]:
            known[importing.label_of(seed)] = known[importing.print_of(seed)] = seed
    return known, problems


def _matched(edited: Iterable[Article], known: Mapping[str, Seed]) -> Iterator[Example]:
    """Yield the articles whose seed is there, each with what the program reads of it.

    A seed that was changed after its import is another text than the one that the labels were left for.
    """
    for article in edited:
        mark = article.guid.rpartition(":")[2]
        seed = known.get(mark) if len(mark) == 32 else known.get(article.seed)
        if seed:
            kept = {kind: getattr(article, kind) for kind in KINDS}
            yield Example(article.path, intake.text_of(seed), kept, seed.tags)
