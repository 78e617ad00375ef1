"""What the last build knew: the only module that knows SQLite. A cache: deleting it costs time and nothing else."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from digest.model import Filed, Problem, Story

_VERSION = "3"
_TABLES = """
create table meta (name text primary key, value blob not null) without rowid;
create table stories (path text primary key, known blob not null);
create table seeds (path text primary key, known blob not null);
create table groups (name text primary key, key blob not null, pages blob not null);
"""

PATIENCE = 600.0
"""Seconds that a run waits for another to end."""
_AGAIN = 0.1
"""Seconds after which it looks again."""

_pages_reader = msgspec.msgpack.Decoder(tuple[tuple[str, bytes, str, str | None], ...])
_encode = msgspec.msgpack.encode


class Known(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What was found in a content file when it was last read: a story, or only problems."""

    print: bytes
    story: Story | None
    problems: tuple[Problem, ...]
    state: str = ""
    """State of the file then (see ``disk.Found``)."""


def unpacker() -> Callable[[bytes], Known]:
    """Return what unpacks ``packed``, and keeps what many cards have in common once: an eighth of all the memory."""
    kept: dict[Any, Any] = {}

    def unpacked(raw: bytes) -> Known:
        known = _unpacked(raw)
        if known.story:
            card = known.story.card
            for name in _REPEATED:
                value = getattr(card, name)
                structs.force_setattr(card, name, kept.setdefault(value, value))
        return known

    return unpacked


@dataclass(frozen=True, slots=True)
class KnownSeed:
    """What was found in a seed file when it was last read: the fingerprints of its articles, and problems."""

    print: bytes
    prints: tuple[str, ...]
    problems: tuple[Problem, ...]
    state: str = ""
    """State of the file then (see ``disk.Found``)."""


packed = _encode
"""Packs what is known of a content file, as the ledger keeps it: so it also travels from workers, in the least time."""
_unpacked = msgspec.msgpack.Decoder(Known).decode
_REPEATED = ("date", "source", "countries", "topics", "language")
"""What many cards have in common."""
_seed_reader = msgspec.msgpack.Decoder(KnownSeed)


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger. ``fresh`` says why it starts empty, when it does not continue an earlier one."""

    connection: sqlite3.Connection
    fresh: str

    def meta(self, name: str) -> bytes:
        """Return a remembered value, empty where there is none."""
        row = self.connection.execute("select value from meta where name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else b""

    def set_meta(self, name: str, value: bytes) -> None:
        """Remember a value."""
        with self.connection:
            self.connection.execute("replace into meta values (?, ?)", (name, value))

    def stories(self) -> dict[str, Known]:
        """Return what is known of every content file, by path below the root."""
        read = unpacker()
        return {path: read(known) for path, known in self.connection.execute("select path, known from stories")}

    def save_stories(self, known: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
        """Remember content files, given by path and ``packed``, and forget those that are gone."""
        with self.connection:
            self.connection.executemany("replace into stories values (?, ?)", known)
            self.connection.executemany("delete from stories where path = ?", [(path,) for path in gone])

    def seeds(self) -> dict[str, KnownSeed]:
        """Return what is known of every seed file, by path below the root."""
        read = _seed_reader.decode
        return {path: read(known) for path, known in self.connection.execute("select path, known from seeds")}

    def save_seeds(self, known: Mapping[str, KnownSeed], gone: Iterable[str]) -> None:
        """Remember seed files, and forget those that are gone."""
        rows = ((path, _encode(one)) for path, one in known.items())
        with self.connection:
            self.connection.executemany("replace into seeds values (?, ?)", rows)
            self.connection.executemany("delete from seeds where path = ?", [(path,) for path in gone])

    def groups(self) -> dict[str, tuple[bytes, bytes]]:
        """Return what is filed of every group of pages, by name, for ``opened_group``."""
        rows = self.connection.execute("select name, key, pages from groups")
        return {name: (key, pages) for name, key, pages in rows}

    def some_groups(self, names: Iterable[str]) -> dict[str, tuple[bytes, bytes]]:
        """Return the same of some groups."""
        rows = (self.connection.execute("select name, key, pages from groups where name = ?", (n,)) for n in names)
        return {name: (key, pages) for found in rows for name, key, pages in found}

    def save_groups(self, groups: Mapping[str, Filed]) -> None:
        """Remember groups of pages."""
        rows = [(name, filed.key, _encode(filed.pages)) for name, filed in groups.items()]
        with self.connection:
            self.connection.executemany("replace into groups values (?, ?, ?)", rows)

    def keep_groups(self, names: Collection[str]) -> None:
        """Forget all groups but those."""
        found = self.connection.execute("select name from groups").fetchall()
        with self.connection:
            gone = [row for row in found if row[0] not in names]
            self.connection.executemany("delete from groups where name = ?", gone)


def opened_group(key: bytes, pages: bytes) -> Filed:
    """Open what ``groups`` returned of a group."""
    return Filed(key, _pages_reader.decode(pages))


@contextlib.contextmanager
def alone(path: Path, tell: Callable[[], None], patience: float = PATIENCE) -> Iterator[bool]:
    """Keep other runs out of a digest, by a lock on the empty file ``path``; yield whether one had to be waited for.

    The system takes the lock away when the process ends, however it ends. ``tell`` is called again and again
    meanwhile. Raises OSError where another run is still at work after ``patience`` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    waited = False
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        while not _is_taken(connection, path):
            if time.monotonic() >= until:
                raise OSError(errno.EBUSY, "another run is at work on it", str(path))
            waited = True
            tell()
            time.sleep(_AGAIN)
        yield waited


def _is_taken(connection: sqlite3.Connection, path: Path) -> bool:
    """Take the lock, where no other has it."""
    try:
        connection.execute("begin exclusive")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            return False
        raise OSError(errno.EIO, str(error), str(path)) from error
    return True


@contextlib.contextmanager
def opened(path: Path, code: str, whole: bool = True) -> Iterator[Ledger]:
    """Open the ledger at ``path``; one that is corrupt, or of another version of the program, is begun anew.

    ``code`` names the version of the program that may trust it. Whoever needs nothing but a value of ``meta`` need not
    look at the ``whole`` of it for damage, which takes long on a large one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection, fresh = _connect(path, f"{_VERSION} {code}", whole)
    try:
        yield Ledger(connection, fresh)
    finally:
        connection.close()


def _connect(path: Path, version: str, whole: bool) -> tuple[sqlite3.Connection, str]:
    existed = path.exists()
    if existed:
        connection = sqlite3.connect(path)
        try:
            row = connection.execute("select value from meta where name = 'version'").fetchone()
            sound = not whole or connection.execute("pragma quick_check(1)").fetchone() == ("ok",)
            if row and row[0] == version and sound:
                return _tuned(connection), ""
            why = "it is damaged" if not sound else "it was written by another version"
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise OSError(errno.EBUSY, "another build is at work on it", str(path)) from error
            why = "it is damaged"
        connection.close()
        for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
            file.unlink(missing_ok=True)
    connection = _tuned(sqlite3.connect(path))
    with connection:
        connection.executescript(_TABLES)
        connection.execute("insert into meta values ('version', ?)", (version,))
    return connection, why if existed else ""


def _tuned(connection: sqlite3.Connection) -> sqlite3.Connection:
    # A killed process loses nothing that is committed; a power cut may cost the cache, which is only a cache.
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = off")
    return connection
