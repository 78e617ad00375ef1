"""Fingerprints: two things with one fingerprint are the same."""

from __future__ import annotations

import hashlib


def key_of(*parts: str | bytes) -> bytes:
    """Fingerprint parts (BLAKE2b, 16 bytes); their lengths keep ("ab", "c") and ("a", "bc") apart."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.digest()
