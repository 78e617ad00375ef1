"""Draw themes/default/static/card.png, which shared links show: a page of a digest in bars. Standard library only.

Run ``python tools/make_card.py`` from the root of the project after a change; the picture itself is kept in the theme.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 1200, 630  # the size that OpenGraph readers expect of a large picture, in pixels
PAPER, INK, ACCENT, MUTED, RULE = range(5)
PALETTE = bytes.fromhex("fdfcf9 1a1a18 a3180f b9b3a6 d8d3c7")
"""Colours of digest.css, light scheme, in the order of the names above."""

BOXES = (
    # left, top, width, height, colour
    (80, 84, 470, 50, INK),
    *((760 + 95 * n, 108, 70, 10, MUTED) for n in range(4)),
    *((80, top, 1040, 3, INK) for top in (170, 177, 568, 575)),
    *((80, 230, 110, 14, ACCENT), (80, 256, 86, 10, MUTED)),
    *((260, 224, 640, 34, INK), (260, 274, 520, 34, INK)),
    *((260, 334, 760, 12, MUTED), (260, 360, 690, 12, MUTED)),
    (80, 410, 1040, 1, RULE),
    *((80, 446, 130, 14, ACCENT), (80, 472, 86, 10, MUTED)),
    (260, 444, 700, 24, INK),
    *((260, 492, 780, 12, MUTED), (260, 518, 430, 12, MUTED)),
)


def pixels() -> bytes:
    """Return the picture row by row, a byte a pixel, each row after its filter byte 0 (PNG, 9.2)."""
    rows = [bytearray([PAPER]) * WIDTH for _ in range(HEIGHT)]
    for left, top, width, height, colour in BOXES:
        for row in rows[top : top + height]:
            row[left : left + width] = bytes([colour]) * width
    return b"".join(b"\0" + row for row in rows)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file: length, kind, data, checksum (PNG, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png() -> bytes:
    """Return the picture as a PNG file with a palette."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    body = zlib.compress(pixels(), 9)
    parts = ((b"IHDR", head), (b"PLTE", PALETTE), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


if __name__ == "__main__":
    Path("themes/default/static/card.png").write_bytes(png())
