"""Encoded words of mail headers (RFC 2047): ``=?utf-8?q?M=C3=BChle?=``."""

from __future__ import annotations

import email.errors
import email.header
import re

_ENCODED = re.compile(r"=\?[\w-]+\?[bq]\?", re.IGNORECASE)


def decoded(value: str) -> str:
    """Decode the encoded words of a header; a broken one stays as it is."""
    if not _ENCODED.search(value):
        return value
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return value
