"""One file, several articles: where each begins.

A ``---`` line is a boundary only where a header follows it; else what follows is furniture of the article above. A date
line, an archive's field block and an archive's end-of-document line bound articles without any rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.seeds.datelines import split_dateline
from digest.seeds.embargo import hold_line
from digest.seeds.factiva import code_of, tail_code
from digest.seeds.fields import read_field
from digest.seeds.head import front_matter_end
from digest.seeds.lines import ends_sentence, is_document_end, is_end_mark, is_end_rule, is_furniture, is_rule, squeeze
from digest.seeds.marks import date_line, recognise

_DATE = re.compile(r"\s{0,8}date\s+\d{4}-\d\d", re.IGNORECASE)
_ARCHIVE_END = re.compile(r"\s*Document\s+[A-Z0-9]{4,}[0-9a-z]{6,}\s*$")
_OF_DOCUMENTS = re.compile(r"\s*(?:Document\s+)?\d+ (?:of|de|von) \d+(?: DOCUMENTS?)?\s*$", re.IGNORECASE)
_OPENING = ("HD", "SE", "CLM", "BY", "ART")
_HEADLINE_KEY = re.compile(r"\s*[*_]{0,2}[^\W\d_][^:：]{0,20}[:：]")
_HEADER = 60  # lines: no header is longer
_LOOK = 6  # lines that may stand between a headline and the date that proves it


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one article and the number, from 1, of the first of them in its file."""

    line: int
    lines: tuple[str, ...]


def split(text: str) -> tuple[Piece, ...]:
    """Split a decoded file with LF ends into its articles; lines are kept as they stand, none is lost."""
    lines = text.split("\n")
    starts = _starts(lines)
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    return tuple(Piece(start + 1, tuple(lines[start:end])) for start, end in bounds)


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    filled = False
    coded = False
    for at, raw in enumerate(lines):
        if not raw.strip():
            continue
        if filled and len(raw) < 400 and _begins(lines, at, starts[-1]):
            rule = is_rule(raw) or is_document_end(raw) or _ARCHIVE_END.match(raw) is not None
            starts.append(at + 1 if rule else at)
            filled, coded = not rule, False
            continue
        code = tail_code(raw)
        if code and coded and _after_accession(lines, at, starts[-1]):
            starts.append(at)
            coded = False
        coded = coded or code == "AN"
        filled = filled or not (is_rule(raw) or is_end_mark(raw))
    return starts


def _after_accession(lines: list[str], at: int, start: int) -> bool:
    """Say whether a coded line opens the next document: the line above is blank and the article has its ``AN``."""
    return at > start and not lines[at - 1].strip()


def _begins(lines: list[str], at: int, start: int) -> bool:
    """Say whether an article begins at line ``at``, or right behind it where that line is a rule."""
    raw = lines[at]
    if is_rule(raw) or is_end_mark(raw):
        if is_document_end(raw):
            return any(line.strip() for line in lines[at + 1 : at + 12])
        sure = is_end_rule(raw) or (is_end_mark(raw) and ("#" not in raw or _is_release(lines, start)))
        return not _front_matter(lines, start, at) and header_follows(lines, at + 1, sure)
    if _DATE.match(raw):
        found = date_line(squeeze(raw))
        real = found is not None and found[0][0].kind == "date"
        return real and not lines[at - 1].strip() and _has_text(lines, start, at)
    if _ARCHIVE_END.match(raw):
        return any(line.strip() for line in lines[at + 1 : at + 6])
    if _OF_DOCUMENTS.match(raw):
        return _has_text(lines, start, at)
    return _new_block(lines, at, start)


def _is_release(lines: list[str], start: int) -> bool:
    """Say whether the article above opens as press releases do: then ``###`` ends it."""
    shown = (line for raw in lines[start : start + 20] if (line := squeeze(raw[:300])))
    return any((found := recognise(line)) and found[-1].note == "release" for line in shown)


def _new_block(lines: list[str], at: int, start: int) -> bool:
    """Say whether a second ``Title:`` block begins after a blank line, with a date or a source in it."""
    if lines[at - 1].strip() or not _HEADLINE_KEY.match(lines[at]):
        return False
    field = read_field(squeeze(lines[at]))
    if field is None or field[0] != "headline":
        return False
    ended = any(map(is_end_rule, lines[start:at]))
    if not ended and not _same_key(lines, start, at, field[1]):
        return False
    return _block_of_fields(lines, at, 2) and _has_text(lines, start, at)


def _same_key(lines: list[str], start: int, at: int, key: str) -> bool:
    return any(raw.lstrip(" *_").startswith(key) for raw in lines[start : min(at, start + 20)])


def _has_text(lines: list[str], start: int, at: int) -> bool:
    """Say whether the article above holds more than a header and a headline: a long line, or a closed sentence."""
    shown = [raw for raw in lines[start : min(at, start + _HEADER)] if raw.strip()]
    if len(shown) > 1 and _DATE.match(shown[0]) and not _DATE.match(shown[-1]):
        return True
    for raw in shown:
        line = raw.rstrip()
        closed = len(line) > 20 and ends_sentence(line) and not line.endswith(":")
        if len(line) > 200 or (closed and not hold_line(squeeze(line))):
            return True
    return at - start > _HEADER


def _front_matter(lines: list[str], start: int, at: int) -> bool:
    """Say whether a rule closes a block of fields that a rule opened."""
    above = 1 if start and is_rule(lines[start - 1]) else 0
    return at - start <= 80 and front_matter_end(lines[start - above : at + 1]) == at - start + above


def header_follows(lines: list[str], at: int, sure: bool = True) -> bool:
    """Say whether a header begins at or after line ``at``: a date line, fields, byline, dateline, dated headline.

    Behind a rule that may be part of a text (not ``sure``) only a date line or fields will do.
    """
    ahead = [line for raw in lines[at : at + 14] if (line := squeeze(raw[:600]))][:_LOOK]
    if not ahead:
        return False
    first = ahead[0]
    if date_line(first) or (code_of(first, strict=False) in _OPENING and _coded(lines, at)):
        return True
    if is_furniture(first) or is_rule(first):
        return False
    field = read_field(first)
    if field:
        return field[0] == "headline" or _block_of_fields(lines, at, 2)
    if not sure:
        return False
    found = recognise(first)
    if found:
        proves = {item.kind for item in found} & {"author", "credit", "date", "dateline"} or found[-1].note == "release"
        return bool(proves) and len(ahead) > 1
    return split_dateline(first) is not None or _headline_then_date(ahead)


def _headline_then_date(ahead: list[str]) -> bool:
    """Say whether a short line is followed, within two lines, by a date or a byline."""
    if len(ahead[0]) > 200 or len(ahead) < 3:
        return False
    for line in ahead[1:3]:
        found = recognise(line) if len(line) <= 200 else None
        if found and any(item.kind in ("date", "author", "printed") for item in found):
            return True
    return False


def _coded(lines: list[str], at: int) -> bool:
    return sum(code_of(raw, strict=False) != "" for raw in lines[at : at + 10]) >= 3


def _block_of_fields(lines: list[str], at: int, least: int) -> bool:
    """Say whether a block holds at least ``least`` known fields, one of them a headline, date, source or author."""
    roles: list[str] = []
    for raw in lines[at : at + 12]:
        field = read_field(squeeze(raw[:500]))
        if field:
            roles.append(field[0])
        elif raw.strip() and roles:
            break
    return len(roles) >= least and bool({"headline", "date", "credit", "author", "publication", "from"} & set(roles))
