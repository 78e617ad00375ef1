"""The import stage: seeds/ to content/. Decisions are ``importing``'s; this room reads and writes for them.

Texts stay with the workers: one reads a seed file, keeps its articles in a file and tells of each in short; once all is
decided, one makes the stories, each beside its place; then all take their places at once.
"""

from __future__ import annotations

import errno
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from digest import articles, content, disk, importing, seeds, wordlists
from digest.classify import labelling
from digest.config import Site
from digest.desk import Desk, Imported, counted
from digest.disk import Found
from digest.importing import Brief, State, Step
from digest.ledger import KnownSeed
from digest.model import Labels, Problem, Seed, Story, Text, key_of, travels
from digest.vocabulary import Names
from digest.wordlists import WordFiles
from digest.work import runs

_SCRATCH = "import"
_UNREAD = KnownSeed(b"", (), ())
_TOGETHER = 2**18
"""Bytes of articles of which stories are made together: enough to gain by it, few enough for those that are long."""


@travels
@dataclass(frozen=True, slots=True)
class Asked:
    """A seed file that is to be read, but not where its bytes have the fingerprint ``known``."""

    path: str
    known: bytes
    earlier: tuple[tuple[str, str, str, str], ...] = ()
    """Stories once made of its articles: label and fingerprint of the article, path and file of the story."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What those who make stories share."""

    kept: Path
    """Folder where the articles lie."""
    staged: Path
    """Folder for what is made."""
    words: WordFiles
    site: Site
    names: Names


def bring_in(
    files: list[Found], stories: Mapping[str, Story | None], places: Mapping[str, str], desk: Desk
) -> Imported:
    """Import what is new or changed in the ``files`` of seeds/.

    By path, ``stories`` is what content/ holds, and ``places`` their files.
    """
    rows = importing.read_rows(disk.read_text(desk.options.root / content.LIST))
    state = State(rows, stories, frozenset(file.path for file in files))
    known = desk.book.seeds()
    asked, read = _asked(files, known, {row.print for row in rows}, desk)
    steps: tuple[Step, ...] = ()
    try:
        if asked:
            disk.sweep(desk.options.root / content.FOLDER, _SCRATCH)  # all may be in place already
            with disk.scratch(desk.options.root / ".digest", _SCRATCH) as folder:
                found = _read(_with_earlier(asked, state, places), len(asked), read, folder, desk)
                if found:
                    held = frozenset(p for file in files if file.path not in read for p in known[file.path].prints)
                    state = replace(state, held=held)
                    steps, after = importing.decide(found, state, desk.options.named, desk.options.again)
                    _write(steps, importing.write_rows(after), places, folder, desk)
    except OSError as error:
        says = f"cannot be written, nothing was imported: {error.strerror}"
        failed = Problem("content", 0, says, "make room or give yourself the right to write, then build again")
        return Imported({}, (failed,), quiet=False)
    states = {file.path: file.state for file in files}
    same = {one.path: known[one.path] for one in asked if one.path not in read}  # other state, same bytes
    fresh = {path: replace(seen, state=states[path]) if seen.print else seen for path, seen in {**same, **read}.items()}
    desk.book.save_seeds(fresh, known.keys() - states.keys())
    # A warning is for whoever imports it; an error stays until the file is mended.
    old = (p for f in files if f.path not in read for p in known[f.path].problems if p.level == "error")
    said = (*old, *(p for seed in read.values() for p in seed.problems), *_notes(steps))
    return Imported(Counter(step.what for step in steps), said, any(map(_is_made, steps)), not read)


# ---- reading


def _asked(
    files: list[Found], known: Mapping[str, KnownSeed], imported: set[str], desk: Desk
) -> tuple[list[Asked], dict[str, KnownSeed]]:
    """List the seed files that may be new or changed, or are asked for; tell those apart that are too large."""
    asked: list[Asked] = []
    read: dict[str, KnownSeed] = {}
    for number, file in enumerate(files):
        desk.options.progress("looking at seeds", number + 1, len(files))
        if file.size > seeds.MAX_BYTES:
            problem = Problem(file.path, 0, f"is too large ({file.size // 2**20} MB)", "cut it into smaller files")
            read[file.path] = KnownSeed(b"", (), (problem,))
            continue
        before = known.get(file.path, _UNREAD)
        wanted = desk.options.again or file.path in desk.options.named or not before.print
        if wanted or not imported.issuperset(before.prints):
            asked.append(Asked(file.path, b""))
        elif not file.state or file.state != before.state:
            asked.append(Asked(file.path, before.print))
    return asked, read


def _with_earlier(asked: Iterable[Asked], state: State, places: Mapping[str, str]) -> Iterator[Asked]:
    """Add to files what stories were once made of them."""
    earlier: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for row, path in importing.candidates(state):
        earlier[row.label.rpartition("#")[0]].append((row.label, row.print, path, places[path]))
    for one in asked:
        mine = earlier.get(importing.file_label(one.path))
        yield replace(one, earlier=tuple(mine)) if mine else one


def _read(asked: Iterable[Asked], count: int, read: dict[str, KnownSeed], folder: Path, desk: Desk) -> list[Brief]:
    """Read seed files, and note in ``read`` what to remember of each; return their articles in short."""
    found: list[Brief] = []
    told = desk.spread(read_files, (desk.options.root, folder), asked)
    for path, seen, briefs in counted(told, count, "reading seeds", desk.options.progress):
        if seen:
            read[path] = seen
            found += briefs
    return found


def read_files(
    shared: tuple[Path, Path], files: tuple[Asked, ...]
) -> list[tuple[str, KnownSeed | None, tuple[Brief, ...]]]:
    """Read a batch of seed files: what to remember of each, None where it is as it was, and its articles in short."""
    root, folder = shared
    done: list[tuple[str, KnownSeed | None, tuple[Brief, ...]]] = []
    with disk.keeping(folder) as keep:
        for asked in files:
            raw = disk.try_read(root, asked.path)
            if isinstance(raw, Problem):
                done.append((asked.path, KnownSeed(b"", (), (raw,)), ()))
            elif (mark := key_of(raw)) == asked.known:
                done.append((asked.path, None, ()))
            else:
                found, problems = seeds.read(raw, asked.path)
                briefs = tuple(_brief(seed, keep(pickle.dumps(seed)), asked, root) for seed in found)
                done.append((asked.path, KnownSeed(mark, tuple(b.print for b in briefs), problems), briefs))
    return done


def _brief(seed: Seed, ref: disk.Ref, asked: Asked, root: Path) -> Brief:
    """Say in short what a seed article is, compared with the stories that were made at its place."""
    mark = importing.print_of(seed)
    label = importing.label_of(seed) if asked.earlier else ""
    changed = ((path, file) for place, print_, path, file in asked.earlier if place == label and print_ != mark)
    alike = tuple(path for path, file in changed if importing.resembles(seed, disk.read_text(root / file)))
    return importing.brief(seed, mark, alike, ref)


# ---- making


def _write(steps: tuple[Step, ...], listing: str, places: Mapping[str, str], folder: Path, desk: Desk) -> None:
    """Label and seal the stories of the steps that ask for it, and write them and the list, all or nothing."""
    root = desk.options.root
    doing = [(number, step) for number, step in enumerate(steps) if _is_made(step)]
    renew = listing != disk.read_text(root / content.LIST)
    if not (doing or renew):
        return
    with disk.scratch(root / content.FOLDER, _SCRATCH) as staged:
        bench = Bench(folder, staged, desk.words, desk.site, desk.names)
        for _ in counted(desk.spread(make, bench, doing), len(doing), "importing", desk.options.progress):
            pass  # what a worker makes, it puts down itself
        moves = _moves(doing, places, root)
        if renew:
            disk.stage(staged, "list", listing.encode())
            moves = chain(moves, [("list", content.LIST)])
        disk.place_all(root, staged, moves)


def _moves(doing: Iterable[tuple[int, Step]], places: Mapping[str, str], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each story that was made, and its place, at the moment when it is to go there.

    Raises OSError where a person was there since it was decided: what they wrote or deleted is not to be lost.
    """
    for number, step in doing:
        place = places.get(step.path, f"content/{step.path}.md")
        file = root / place
        free = step.what == "new" and (file.is_symlink() or not file.is_file())
        if not (free or (step.what == "rewrite" and articles.untouched(disk.read_text(file)))):
            raise OSError(errno.EBUSY, f"{place} was changed meanwhile", place)
        yield str(number), place


def _is_made(step: Step) -> bool:
    return step.what in ("new", "rewrite")


def make(bench: Bench, steps: tuple[tuple[int, Step], ...]) -> list[int]:
    """Make the Markdown of a batch of numbered steps, each in a file of its number."""
    for together in runs(steps, lambda numbered: numbered[1].seed.kept[2], _TOGETHER):
        for (number, _), text in zip(together, _markdown(bench, [step for _, step in together]), strict=True):
            disk.stage(bench.staged, str(number), text.encode())
    return [number for number, _ in steps]


def _markdown(bench: Bench, steps: list[Step]) -> list[str]:
    found: list[Seed] = [pickle.loads(raw) for raw in disk.kept(bench.kept, (step.seed.kept for step in steps))]
    words, site, names = wordlists.compiled(bench.words), bench.site, bench.names
    labels = labelling.classify_all([text_of(seed) for seed in found], words, site.home)
    made = [importing.article(*each, site, names) for each in zip(found, labels, steps, strict=True)]
    return [articles.write(article, names) for article in made]


def label(seed: Seed, words: WordFiles, home: str) -> Labels:
    """Classify a seed article."""
    return labelling.classify(text_of(seed), wordlists.compiled(words), home)


def text_of(seed: Seed) -> Text:
    """Return what the classifier reads of a seed article."""
    dateline = seed.dateline.raw if seed.dateline else ""
    source = ", ".join((*seed.credit, seed.publication))
    return Text(seed.headline, seed.paragraphs, dateline, seed.date, seed.language, source)


def _notes(steps: tuple[Step, ...]) -> list[Problem]:
    """Say what was left alone, and that headlines were made."""
    notes = [
        Problem(
            step.seed.path,
            step.seed.line,
            f"changed, but content/{step.path}.md was edited by hand and is kept",
            "carry the change over by hand",
            "note",
        )
        for step in steps
        if step.what == "edited"
    ]
    made = sum(1 for step in steps if _is_made(step) and not step.seed.titled)
    if made:
        says = "1 headline was" if made == 1 else f"{made} headlines were"
        says += " made from the first sentence"
        notes.append(Problem("seeds", 0, says, "look for `title_origin: generated` and write better ones", "note"))
    return notes
