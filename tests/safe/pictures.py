"""Pictures to upload, drawn here: small, and telling what became of them."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, CAMERA, GPS = 0x0112, 0x0110, 0x8825  # EXIF tags
SIDEWAYS = 6  # "turn me a quarter clockwise to see me upright"

# EXIF of a picture to be turned (SIDEWAYS), whose height is not a number but the text "abc".
ODD_EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x01\0\x02\0\0\0\x04abc\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 60, height: int = 40, *, orientation: int = 1) -> bytes:
    """A JPEG as a telephone sends it: with its place, its camera, a colour profile and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[CAMERA] = "Slipway Camera"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (53.0, 33.0, 0.0)
    described = {"exif": exif, "icc_profile": b"a profile of colours", "comment": b"a secret remark"}
    return encoded(drawn(width, height), "JPEG", quality=90, **described)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def chunks_of_webp(data: bytes) -> list[str]:
    """The names of the parts that a WebP file has."""
    names, at = [], 12
    while at < len(data):
        names.append(data[at : at + 4].decode().strip())
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
