"""Records that travel between processes by the thousand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def travels(record: type[Record]) -> type[Record]:
    """Let a frozen dataclass be packed as a call with its values: some five times faster than its own way, by names."""
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]  # only dataclasses are given
    values = attrgetter(*names)

    def packed(self: Record) -> tuple[Callable[..., Record], tuple[Any, ...]]:
        return record, values(self)

    record.__reduce__ = packed  # type: ignore[assignment, method-assign]
    return record
