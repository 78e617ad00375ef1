"""The import stage: seeds/ to content/. Decisions are ``importing``'s; this room reads and writes for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from digest import articles, classify, content, disk, importing, seeds, wordlists
from digest.config import Site
from digest.desk import Desk, Imported
from digest.disk import Found
from digest.importing import State, Step
from digest.ledger import KnownSeed
from digest.model import Labels, Problem, Seed, Story, Text, key_of
from digest.vocabulary import Names
from digest.wordlists import WordFiles


def bring_in(
    files: list[Found], stories: Mapping[str, Story | None], places: Mapping[str, str], desk: Desk
) -> Imported:
    """Import what is new or changed in the ``files`` of seeds/.

    By path, ``stories`` is what content/ holds, and ``places`` their files.
    """
    root = desk.options.root
    listing = disk.read_text(root / content.LIST)
    rows = importing.read_rows(listing)
    known = desk.book.seeds()
    found, read = _changed(files, known, {row.print for row in rows}, desk)
    steps: tuple[Step, ...] = ()
    written: tuple[str, ...] = ()
    if found:
        bodies = {path: disk.read_text(root / places[path]) for path in _of_changed(found, rows, stories)}
        state = State(rows, stories, bodies, frozenset(f.path for f in files))
        steps, after = importing.decide(found, state, desk.options.named, desk.options.again)
        text = importing.write_rows(after)
        try:
            made = _made(steps, places, desk)
            disk.write_all(root, made if text == listing else {**made, content.LIST: text.encode()})
            written = tuple(made)
        except OSError as error:
            says = f"cannot be written, nothing was imported: {error.strerror}"
            failed = Problem("content", 0, says, "make room or give yourself the right to write, then build again")
            return Imported({}, (failed,))
    desk.book.save_seeds(read, known.keys() - {f.path for f in files})
    # A warning is for whoever imports; an error stays until the file is mended.
    old = (p for f in files if f.path not in read for p in known[f.path].problems if p.level == "error")
    said = (*old, *(p for seed in read.values() for p in seed.problems), *_notes(steps))
    return Imported(Counter(step.what for step in steps), said, written, not read)


def _changed(
    files: list[Found], known: Mapping[str, KnownSeed], imported: set[str], desk: Desk
) -> tuple[list[Seed], dict[str, KnownSeed]]:
    """Read the seed files that are new, changed or asked for."""
    fresh: list[tuple[str, bytes]] = []
    read: dict[str, KnownSeed] = {}
    asked = desk.options.named
    for number, file in enumerate(files):
        desk.options.progress("looking at seeds", number + 1, len(files))
        if file.size > seeds.MAX_BYTES:
            problem = Problem(file.path, 0, f"is too large ({file.size // 2**20} MB)", "cut it into smaller files")
            read[file.path] = KnownSeed(b"", (), (problem,))
            continue
        before = known.get(file.path)
        again = desk.options.again or file.path in asked
        if before and not again and file.state and file.state == before.state and imported.issuperset(before.prints):
            continue
        raw = disk.try_read(desk.options.root, file.path)
        if isinstance(raw, Problem):
            read[file.path] = KnownSeed(b"", (), (raw,))
            continue
        new = before is None or before.print != key_of(raw) or not imported.issuperset(before.prints)
        if new or again:
            fresh.append((file.path, raw))
    found: list[Seed] = []
    states = {file.path: file.state for file in files}
    for number, (path, seen, articles_) in enumerate(desk.spread(read_files, None, fresh), 1):
        desk.options.progress("reading seeds", number, len(fresh))
        read[path] = replace(seen, state=states[path])
        found += articles_
    return found, read


def read_files(shared: None, files: tuple[tuple[str, bytes], ...]) -> list[tuple[str, KnownSeed, tuple[Seed, ...]]]:
    """Read a batch of seed files, given as (path, bytes): what to remember of each, and its articles."""
    return [_read_file(path, raw) for path, raw in files]


def _read_file(path: str, raw: bytes) -> tuple[str, KnownSeed, tuple[Seed, ...]]:
    found, problems = seeds.read(raw, path)
    return path, KnownSeed(key_of(raw), tuple(map(importing.print_of, found)), problems), found


def _of_changed(found: list[Seed], rows: tuple[importing.Row, ...], stories: Mapping[str, Story | None]) -> set[str]:
    """Return the paths of the stories that came from the files of the seeds found."""
    files = {seed.path for seed in found}
    labels = [*((row.path, row.label) for row in rows), *((path, s.seed) for path, s in stories.items() if s)]
    return {path for path, label in labels if label.rpartition("#")[0] in files and path in stories}


def _made(steps: tuple[Step, ...], places: Mapping[str, str], desk: Desk) -> dict[str, bytes]:
    """Label and seal the stories of the steps that ask for it; return the contents of their files."""
    doing = [step for step in steps if step.what in ("new", "rewrite")]
    shared = (desk.words, desk.site, desk.names)
    texts: dict[str, bytes] = {}
    for number, (path, text) in enumerate(desk.spread(make, shared, doing)):
        desk.options.progress("importing", number + 1, len(doing))
        texts[places.get(path, f"content/{path}.md")] = text.encode()
    return texts


def make(shared: tuple[WordFiles, Site, Names], steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """Make the Markdown of a batch of steps: (path, text)."""
    words, site, names = shared
    return [(step.path, _markdown(step, words, site, names)) for step in steps]


def _markdown(step: Step, words: WordFiles, site: Site, names: Names) -> str:
    labels = label(step.seed, words, site.home)
    return articles.write(importing.article(step.seed, labels, step, site, names), names)


def label(seed: Seed, words: WordFiles, home: str) -> Labels:
    """Classify a seed article."""
    return classify.classify(text_of(seed), wordlists.compiled(words), home)


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
    made = [step for step in steps if step.what in ("new", "rewrite") and not step.seed.headline]
    if made:
        says = "1 headline was" if len(made) == 1 else f"{len(made)} headlines were"
        says += " made from the first sentence"
        notes.append(Problem("seeds", 0, says, "look for `title_origin: generated` and write better ones", "note"))
    return notes
