"""Messages as mail programs save them (RFC 2045 to 2047) become the plain letter that a person would have copied."""

from __future__ import annotations

import base64
import binascii
import codecs
import email
import quopri
import re
from collections.abc import Iterator
from email.message import Message

from digest.seeds.decode import Decoded, decode
from digest.seeds.embargo import hold_line
from digest.seeds.fields import read_field
from digest.seeds.markup import plain_lines
from digest.seeds.words import decoded
from digest.text import lf

_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9-]{0,50}):(?:\s|$)")
_MIME = frozenset(("mime-version", "content-transfer-encoding", "content-type"))
_MOST = 200  # lines: no head of a message is longer
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def letter(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Turn the lines of a MIME message into sender, subject and date, a blank line, and the text; others stay."""
    if not _is_message(lines):
        return lines
    message = email.message_from_string("\n".join(lines).lstrip("\n"))
    inner = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
    held = inner.get_payload() if inner is not None else None
    if isinstance(held, list) and held and isinstance(held[0], Message) and held[0].get("Subject"):
        message = held[0]
    return (*_head(message), "", *_text(message))


def _is_message(lines: tuple[str, ...]) -> bool:
    """Say whether a text opens with the head of a message: sender or subject, and a field of MIME."""
    keys = set()
    first = next((at for at, raw in enumerate(lines) if raw.strip()), len(lines))
    for raw in lines[first : first + _MOST]:
        field = _FIELD.match(raw)
        if not raw.strip():
            break
        if field:
            keys.add(field["key"].lower())
        elif not raw[:1].isspace():
            return False
    return bool(keys & {"from", "subject"}) and bool(keys & _MIME)


def _head(message: Message) -> Iterator[str]:
    """Yield the fields that the reader of headers knows, each on one line; the stamps of mail servers are left out."""
    for key, value in message.items():
        line = f"{key}: {' '.join(decoded(str(value)).split())}"
        if key.lower() in ("from", "subject", "date") or (len(line) < 300 and (read_field(line) or hold_line(line))):
            yield line


def _text(message: Message) -> tuple[str, ...]:
    """Return the lines of the part to read: plain text before HTML, whatever comes first; never an attachment."""
    parts = [part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() is None]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and (content := _content(part)).strip():
                return plain_lines(content) if kind == "text/html" else tuple(content.split("\n"))
    shown = (str(part.get_payload()) for part in (message, *message.walk()) if not part.is_multipart())
    return tuple((message.preamble or next(shown, "")).split("\n"))


def _content(part: Message) -> str:
    """Decode a part; a body that is not encoded as it says stays as it stands."""
    body = str(part.get_payload())
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return _read(quopri.decodestring(body.encode("utf-8")), part)
    if encoding == "base64" and _BASE64.fullmatch(body):
        try:
            return _read(base64.b64decode(body), part)
        except binascii.Error:
            return body
    return body


def _read(raw: bytes, part: Message) -> str:
    """Read bytes in the charset that the part declares, else in the one that they look like."""
    try:
        return lf(raw.decode(codecs.lookup(str(part.get_content_charset("utf-8"))).name))
    except (LookupError, ValueError):
        found = decode(raw)
        return found.text if isinstance(found, Decoded) else raw.decode("utf-8", "replace")
