"""Pictures of people who do not exist: a plain tint, as PNG (RFC 2083)."""

import struct
import zlib

from standins.people import Tint

SIDE = 96


def drawn(tint: Tint) -> bytes:
    """A square of `SIDE` pixels in that colour."""
    row = b"\0" + bytes(tint) * SIDE
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = [_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(row * SIDE)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
