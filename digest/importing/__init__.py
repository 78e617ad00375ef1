"""What an import does with each seed article: decided here on short records, carried out by ``intake``.

``briefs`` says in short what a decision needs of an article, ``deciding`` decides, ``listing`` is the list of what was
imported, ``making`` makes the story.
"""

from digest.importing.briefs import Brief, brief, file_label, label_of, print_of, resembles, title_of
from digest.importing.deciding import State, Step, What, candidates, decide
from digest.importing.listing import Row, read_rows, write_rows
from digest.importing.making import article, labelled

__all__ = (
    "Brief",
    "Row",
    "State",
    "Step",
    "What",
    "article",
    "brief",
    "candidates",
    "decide",
    "file_label",
    "label_of",
    "labelled",
    "print_of",
    "read_rows",
    "resembles",
    "title_of",
    "write_rows",
)
