"""Write the labels of topics in more languages: ``python tools/make_topic_labels.py iptc-mediatopics.jsonl.gz``.

The argument is the vocabulary of IPTC Media Topics as gzipped JSON Lines, a concept a line: its ``qcode``
(``medtop:…``) and its ``label`` by language. IPTC gives the vocabulary as one JSON file a language at
https://cv.iptc.org/newscodes/mediatopic?format=json under the Creative Commons Attribution 4.0 licence: see NOTICE.

``digest/words/topic-labels.tsv`` gets a topic's slug, a language and its label a line, for the topics of ``topics.txt``
and the languages that file lacks. IPTC's own codes of languages become those of CLDR.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from digest.classify import topics

WORDS = Path(__file__).resolve().parent.parent / "digest" / "words"
LANGUAGES = {
    "dk": ("da",),
    "no-NB": ("nb", "no"),
    "no-NN": ("nn",),
    "se": ("sv",),
    "zh-Hans": ("zh",),
    "pt-BR": ("pt-BR",),
}
HEAD = """\
# Labels of topics: slug, language, label. Made by tools/make_topic_labels.py; do not edit.
# IPTC Media Topics, copyright IPTC, CC BY 4.0: see NOTICE.
"""


def main() -> None:
    """Write the file and say how long it is."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        labels = {concept["qcode"]: concept["label"] for concept in map(json.loads, file)}
    rows = sorted(rows_of(labels))
    (WORDS / "topic-labels.tsv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"topic-labels.tsv: {len(rows)} rows")


def rows_of(labels: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield a row for each topic and language."""
    for topic in topics.parse((WORDS / "topics.txt").read_text("utf-8")):
        known = dict(topic.labels)
        for theirs, ours in LANGUAGES.items():
            label = labels.get(topic.medtop, {}).get(theirs, "").strip()
            label = label[:1].upper() + label[1:]
            # A variant of a language is worth a row only where it differs.
            if label and label != known.get(theirs.partition("-")[0]):
                yield from (f"{topic.slug}\t{language}\t{label}" for language in ours if language not in known)


if __name__ == "__main__":
    main()
