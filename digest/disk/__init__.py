"""The only room that lists, reads, writes or deletes files."""

from digest.disk.fragments import Ref, fetch, store
from digest.disk.listing import Found, read, read_text, scan, seen, try_read
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

__all__ = (
    "MARK",
    "PACKAGE",
    "Found",
    "NotOurs",
    "Ref",
    "claim",
    "clear",
    "code_print",
    "fetch",
    "inputs",
    "move",
    "outputs",
    "publish",
    "read",
    "read_text",
    "remove",
    "scan",
    "seen",
    "store",
    "swap",
    "theme_layers",
    "try_read",
    "word_files",
    "write",
    "write_all",
)
