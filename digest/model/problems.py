"""What is wrong, and where: an error is a value until the command line prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to tell the user: where, what is wrong, and what to do. ``line`` is 1-based; 0 is the whole file."""

    path: str
    line: int
    says: str
    hint: str = ""
    level: Level = "error"


def failed(problems: Iterable[Problem]) -> bool:
    """Say whether something in the input is wrong, beyond what is worth a warning."""
    return any(problem.level == "error" for problem in problems)
