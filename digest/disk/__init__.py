"""The only room that lists, reads, writes or deletes files."""

from digest.disk.fragments import Ref, fetch, keeping, kept, store
from digest.disk.listing import Found, Scan, read, read_text, scan, seen, text_of, try_read
from digest.disk.output import (
    MARK,
    NotOurs,
    claim,
    clear,
    move,
    outputs,
    publish,
    remove,
    swap,
    write,
    write_all,
)
from digest.disk.program import PACKAGE, code_print, inputs, theme_layers, word_files
from digest.disk.staging import place_all, scratch, stage, sweep

__all__ = (
    "MARK",
    "PACKAGE",
    "Found",
    "NotOurs",
    "Ref",
    "Scan",
    "claim",
    "clear",
    "code_print",
    "fetch",
    "inputs",
    "keeping",
    "kept",
    "move",
    "outputs",
    "place_all",
    "publish",
    "read",
    "read_text",
    "remove",
    "scan",
    "scratch",
    "seen",
    "stage",
    "store",
    "swap",
    "sweep",
    "text_of",
    "theme_layers",
    "try_read",
    "word_files",
    "write",
    "write_all",
)
