"""The check of the built site: reads _site/ and content/ for ``sitecheck``, and writes nothing there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from digest import content, disk, feedcheck, pagefacts, run, sitecheck
from digest.desk import Desk, Options, Report
from digest.ledger import Known
from digest.model import KEPT, Problem
from digest.pagefacts import Facts

_READ = (*feedcheck.ENDINGS, ".css")


def check(options: Options) -> Report:
    """Look for what is wrong in the built site, and in content/. Touches no network. Raises ``Unusable``."""
    output = options.output
    found, _ = disk.scan(output.parent, output.name)
    files = [file.path.partition("/")[2] for file in found]
    if "index.html" not in files:
        return Report((Problem(_folder(options), 0, "nothing is built yet", "run `digest build`"),))
    with run.desk(options) as at:
        known, listing = run.refresh(at)
        stories = _stories(known)
        site, problems = _site(files, at)

    def shown(file: str) -> str:
        return stories.get(file) or f"{_folder(options)}/{file}"

    told = (*listing.problems, *(p for k in known.values() for p in k.problems))
    every = {*told, *problems, *sitecheck.check(site, shown)}
    return Report(tuple(sorted(every)), stories=len(known))


def _folder(options: Options) -> str:
    """Name the output folder as its user knows it: ``_site``."""
    output, root = options.output, options.root
    return output.relative_to(root).as_posix() if output.is_relative_to(root) else os.fspath(output)


def _stories(known: Mapping[str, Known]) -> dict[str, str]:
    """Return page → content file."""
    paths = {file: k.story.card.path for file, k in known.items() if k.story}
    return {
        f"{path.removeprefix(content.FREE)}/index.html" if path.startswith(content.FREE) else f"{path}.html": file
        for file, path in paths.items()
    }


def _site(files: Iterable[str], at: Desk) -> tuple[sitecheck.Site, tuple[Problem, ...]]:
    """Read the built site, as one that was built for the address that its front page names."""
    output = at.options.output
    files = list(files)
    wanted = [file for file in files if file.endswith(".html")]
    pages: list[Facts] = []
    raw = [(file, disk.read(output / file)) for file in wanted]
    for number, page in enumerate(at.spread(pagefacts.read, None, raw)):
        at.options.progress("reading pages", number, len(wanted))
        pages.append(page)
    data = {file: disk.read(output / file) for file in files if _is_read(file)}
    site = sitecheck.Site(at.site.url, frozenset(files), tuple(pages), data)
    built = next((page.canonical for page in pages if page.file == "index.html"), "")
    if not built.endswith("/") or built == site.url:
        return site, ()
    says = f"was built for {built}, and the settings say {site.url}"
    hint = "build it again, or check it with the --url that it was built with"
    return replace(site, url=built), (Problem(_folder(at.options), 0, says, hint, "warning"),)


def _is_read(file: str) -> bool:
    """Say whether a file is one whose text is checked; the search bundle is another program's."""
    path = PurePosixPath(file)
    return path.suffix.lower() in _READ and path.parts[0] != KEPT
