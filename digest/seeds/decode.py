"""Bytes become text: byte order marks, UTF-8, UTF-16 and UTF-32, then the older encodings; binary files are refused."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from digest.seeds.charsets import best_charset
from digest.text import lf

MAX_BYTES = 20_000_000
"""A larger file is refused unread: the longest press exports (500 documents) stay below 5 MB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = {
    b"%PDF": "a PDF file", b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document", b"{\\rtf": "an RTF document", b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image", b"GIF8": "an image", b"\x1f\x8b": "a gzip archive", b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive", b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a rar archive",
    b"\x7fELF": "a program", b"MZ\x90": "a program", b"SQLite format 3": "a database", b"OggS": "a sound file",
    b"ID3": "a sound file", b"RIFF": "a sound or video file",
}  # fmt: skip
_ESCAPED = "".join(map(chr, range(0xDC80, 0xDD00)))  # how Python marks the bytes that are no UTF-8
_STRAY = {ord(mark): bytes((ord(mark) - 0xDC00,)).decode("cp1252", "replace") for mark in _ESCAPED}
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_WIDE_CHARSETS = frozenset(
    "gb18030 gb2312 gbk big5 big5hkscs cp932 cp949 cp950 shift_jis shift_jis_2004 shift_jisx0213 euc_jp euc_jis_2004"
    " euc_jisx0213 euc_kr johab hz".split()
)
_SAMPLE = 65_536  # bytes: enough to tell an encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with LF line ends, its encoding, and whether that was really uncertain."""

    text: str
    encoding: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file cannot be read, and what to do."""

    says: str
    hint: str


def decode(raw: bytes) -> Decoded | Refused:
    """Decode a whole file. A mark decides, then valid UTF-8, then what the bytes look like."""
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1_000_000:.0f} MB"
        return Refused(f"the file is too large ({size}, the limit is {MAX_BYTES // 1_000_000} MB)", "split it")
    if not raw.strip():
        return Refused("the file is empty", "put an article into it, or delete it")
    if raw.startswith(tuple(_MAGIC)):
        what = next(what for magic, what in _MAGIC.items() if raw.startswith(magic))
        return Refused(f"the file is {what}, not text", "save the article as plain text in UTF-8")
    found = _marked(raw) or _utf8(raw) or _wide(raw)
    if found is None and _is_binary(raw):
        return Refused("the file holds binary data, not text", "save the article as plain text in UTF-8")
    found = found or _old(raw)
    if found is None:
        return Refused("the encoding of the file cannot be told", "save it as plain text in UTF-8")
    return Decoded(lf(found.text), found.encoding, found.guessed)


def _marked(raw: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            strict = _strict(raw, name)
            if strict is not None:
                return Decoded(strict, name)
            return Decoded(raw.decode(name, "replace"), name, guessed=True)
    return None


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_binary(raw: bytes) -> bool:
    """Say whether control characters make up more than 1 % of the bytes, or one in a thousand are NUL."""
    return _controls(raw) > 0.01 or raw[:_SAMPLE].count(0) * 1000 > len(raw[:_SAMPLE])


def _controls(raw: bytes) -> float:
    """Return the share of control characters in the bytes."""
    sample = raw[:_SAMPLE]
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample)


def _utf8(raw: bytes) -> Decoded | None:
    """Decode UTF-8, also where a few characters are broken (a file cut off inside one): then it is a guess.

    Four other characters are proof enough, and so is one of À to ÿ: no other text has the two signs that its bytes are.
    """
    text = _strict(raw, "utf-8")
    if text is not None:
        # Binary data are hardly ever valid UTF-8: here a few stray control characters are just that.
        return None if _controls(raw) > 0.1 else Decoded(text, "utf-8")
    if _is_binary(raw):
        return None
    sample = raw[:_SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    wide = [char for char in sample if char > "\x7f" and char != "\ufffd"]
    sure = len(wide) >= 4 or (wide and all("À" <= char <= "ÿ" for char in wide))
    return Decoded(_mended(raw), "utf-8", guessed=True) if sure and broken <= len(wide) else None


def _mended(raw: bytes) -> str:
    """Decode UTF-8; a stray byte is read as Windows-1252, which most are; one cut off at the end is lost."""
    text = raw.decode("utf-8", "surrogateescape")
    whole = text.rstrip(_ESCAPED)
    return whole.translate(_STRAY) + "\ufffd" * (whole != text)


def _wide(raw: bytes) -> Decoded | None:
    """Find UTF-16 or UTF-32 without a mark: the reading must be almost all letters, blanks and common signs."""
    if 0 not in raw[:_SAMPLE]:
        return None
    readings = []
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        width = 2 if "16" in name else 4
        sample = _strict(raw[: _SAMPLE // 8 * 8 if len(raw) > _SAMPLE else len(raw) // width * width], name)
        if sample:
            readings.append((_plausible(sample), name))
    score, name = max(readings, default=(0.0, ""))
    if score < 0.85:
        return None
    return Decoded(raw.decode(name, "replace"), name, guessed=score < 0.95)


def _plausible(text: str) -> float:
    """Share of characters that press text is made of: letters of the scripts in use, digits, blanks, signs."""
    good = sum(
        char in "\n\r\t" or " " <= char < "\x7f" or "\xa0" <= char < "\u0600" or "\u0600" <= char < "\u0700"
        or "\u2010" <= char <= "\u203a" or (" " in text and "\u3000" <= char < "\u9fff") or char == "\ufeff"
        for char in text
    )  # fmt: skip
    blanks = text.count(" ") + text.count("\n")
    return good / len(text) if blanks * 40 >= len(text) else 0.0


def _old(raw: bytes) -> Decoded | None:
    """Decode an encoding of one byte a letter by its letters, else what the general detector finds."""
    found = best_charset(raw)
    if found and found.score >= 0.6:
        return Decoded(raw.decode(found.name, "replace"), found.name, guessed=found.margin < 0.08)
    from charset_normalizer import from_bytes  # slow to load, and hardly ever needed

    match = from_bytes(raw[:_SAMPLE]).best()
    if match is not None and match.encoding in _WIDE_CHARSETS:
        text = _strict(raw, match.encoding) or raw.decode(match.encoding, "replace")
        return Decoded(text, match.encoding.replace("_", "-"), guessed=True)
    if found:
        return Decoded(raw.decode(found.name, "replace"), found.name, guessed=True)
    return None
