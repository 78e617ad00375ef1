"""What was found in articles, shown: one page of HTML with the words that decided each label marked. Pure.

The page needs nothing else: no scripts, no other files, no network; its colours follow those of the reader's system.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from digest import telling
from digest.found import KINDS, PROPER, Found
from digest.model import Evidence
from digest.vocabulary import Names

_HEADINGS = {
    "countries": "About",
    "mentions": "Mentioned",
    "blocs": "Blocs",
    "topics": "Topics",
    "tags": "Tags",
    "people": "People",
    "organisations": "Organisations",
    "cited": "Cited",
}
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --soft: #595959; --line: #d5d5d0;
  --countries: #ffd9a8; --mentions: #fff0c9; --blocs: #cfe3ff; --topics: #cdebd0; --names: #ecdcf7; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #181a1b; --soft: #a9a9a9; --line: #44484a;
    --countries: #6b4312; --mentions: #4f4420; --blocs: #1f436f; --topics: #21522a; --names: #4c3560; }
}
body { margin: 0 auto; max-width: 74rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
article + article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1rem; margin: 1.2rem 0 0.3rem; }
.where, .facts, .grade, blockquote { color: var(--soft); font-size: 0.9rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
.facts dd { margin: 0; }
.columns { display: grid; gap: 0 2.5rem; }
@media (min-width: 56rem) { .columns { grid-template-columns: 3fr 2fr; } }
ul { list-style: none; margin: 0; padding: 0; }
li { margin-bottom: 0.5rem; }
blockquote { margin: 0.1rem 0 0 0.8rem; }
a { color: inherit; }
mark { background: var(--names); color: inherit; border-bottom: 2px solid currentcolor; padding: 0 0.1em; }
mark.countries { background: var(--countries); }
mark.mentions { background: var(--mentions); border-bottom-style: dashed; }
mark.blocs { background: var(--blocs); border-bottom-style: double; }
mark.topics { background: var(--topics); border-bottom-style: dotted; }
:target + mark, :target + span + mark, :target + span + span + mark { outline: 3px solid currentcolor; }
"""


@dataclass(frozen=True, slots=True)
class _Mark:
    """The words that decided a label: offsets in the text that they stand in."""

    kind: str
    says: str
    id: str
    start: int
    end: int


def page(found: Sequence[Found], names: Names) -> str:
    """Return the page of the articles of a file; headings and explanations are English."""
    title = escape(f"Labels of {found[0].seed.path}" if found else "No article")
    articles = "\n".join(_article(number, one, names) for number, one in enumerate(found, 1))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{articles or '<p>There is no article in this file.</p>'}\n</main>\n</body>\n</html>"
    )


def _article(number: int, found: Found, names: Names) -> str:
    seed = found.seed
    marks = {id_: (kind, e) for kind, id_, e in _numbered(number, found)}
    printed = [("title", found.title), ("dateline", seed.dateline.raw if seed.dateline else "")]
    body = [(str(n), paragraph) for n, paragraph in enumerate(seed.paragraphs, 1)]
    texts = {
        place: _marked(text, [_mark(id_, *marks[id_], names, text) for id_ in _standing(place, text, marks)])
        for place, text in (*printed, *body)
    }
    told = (*telling.facts(found), *(("learned", says) for says in telling.learned(found, names)))
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in told if name != "headline")
    filed = f'<p class="where" dir="auto">{texts["dateline"]}</p>\n' if texts["dateline"] else ""
    paragraphs = "\n".join(f'<p dir="auto">{texts[place]}</p>' for place, _ in body)
    where = f"{seed.path}#{seed.index}, line {seed.line}" if seed.text else seed.path
    spoken = f' lang="{escape(found.language)}"' if found.language else ""
    return (
        f'<article>\n<p class="where">{escape(where)}</p>\n<h1{spoken} dir="auto">{texts["title"]}</h1>\n'
        f'<dl class="facts">{facts}</dl>\n<div class="columns">\n<div{spoken}>\n{filed}{paragraphs}\n</div>\n'
        f"<div>\n{_labels(number, found, names, set(_reached(texts.values(), marks)))}\n</div>\n</div>\n</article>"
    )


def _numbered(number: int, found: Found) -> Iterator[tuple[str, str, Evidence]]:
    """Yield (kind, id on the page, evidence) of every label."""
    for kind in KINDS:
        for at, evidence in enumerate(found.labels[kind], 1):
            yield kind, f"a{number}-{kind}-{at}", evidence


def _standing(place: str, text: str, marks: dict[str, tuple[str, Evidence]]) -> list[str]:
    """Return the ids of the labels whose words stand in a text: headline, dateline or numbered paragraph.

    A dateline that the file does not print by itself is the beginning of its first paragraph.
    """
    return [
        id_
        for id_, (_, e) in marks.items()
        if e.end > e.start and e.sentence in text and (e.place.partition(".")[0] == place or _opens(e, place, text))
    ]


def _opens(evidence: Evidence, place: str, text: str) -> bool:
    return evidence.place == "dateline" and place == "1" and text.startswith(evidence.sentence)


def _mark(id_: str, kind: str, evidence: Evidence, names: Names, text: str) -> _Mark:
    begin = text.index(evidence.sentence)
    says = f"{_HEADINGS[kind]}: {telling.named(kind, evidence.label, names)}"
    return _Mark(kind, says, id_, begin + evidence.start, begin + evidence.end)


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """Return a text as HTML with its marks; where they overlap, each piece says all that it decided."""
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    out: list[str] = []
    for start, end in pairwise(cuts):
        here = [m for m in marks if m.start <= start and end <= m.end]
        piece = escape(text[start:end], quote=False)
        out += [f'<span id="{m.id}"></span>' for m in here if m.start == start]
        says = escape("; ".join(m.says for m in here))
        out.append(f'<mark class="{here[0].kind}" title="{says}">{piece}</mark>' if here else piece)
    return "".join(out)


def _reached(texts: Iterable[str], marks: Iterable[str]) -> Iterator[str]:
    """Yield the ids that a link can lead to."""
    whole = "".join(texts)
    return (id_ for id_ in marks if f'id="{id_}"' in whole)


def _labels(number: int, found: Found, names: Names, reached: set[str]) -> str:
    """Return the list of labels by kind: name, how sure and where, and the sentence.

    A name that is marked in the text beside has no quotation: a sentence that names ten would stand there ten times.
    """
    rows: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, id_, evidence in _numbered(number, found):
        name = escape(telling.named(kind, evidence.label, names))
        name = f'<a href="#{id_}">{name}</a>' if id_ in reached else name
        grade = f'<span class="grade">{escape(telling.grade(kind, evidence))}</span>'
        shown = evidence.sentence and not (kind in PROPER and id_ in reached)
        quote = f'<blockquote dir="auto">{escape(telling.marked(evidence))}</blockquote>' if shown else ""
        rows[kind].append(f"<li>{name}{grade}{quote}</li>")
    told = [kind for kind in KINDS if rows[kind] or kind in ("countries", "topics")]
    return "\n".join(f"<h2>{_HEADINGS[k]}</h2>\n<ul>{''.join(rows[k]) or '<li>none</li>'}</ul>" for k in told)
