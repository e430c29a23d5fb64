"""Small files that are to cost a server dearly: its time, its memory. Each is under 10 MB."""

import struct
import zlib

from PIL import Image

from tests.safe.pictures import chunk, drawn, encoded, photo

ROOM = 10 * 1024 * 1024 - 20_000
PNG_START = b"\x89PNG\r\n\x1a\n"


def png(width: int, height: int, *, colour: int = 2, bits: int = 8, before: bytes = b"", after: bytes = b"") -> bytes:
    """An even PNG; `colour` as in its specification: 0 grey, 2 RGB, 3 palette, 6 RGBA."""
    line = b"\0" + b"\x55" * (width * {0: 1, 2: 3, 3: 1, 6: 4}[colour] * bits // 8)
    packed = zlib.compressobj(9)
    pixels = b"".join(packed.compress(line) for _row in range(height)) + packed.flush()
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if colour == 3 else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return PNG_START + header + palette + before + chunk(b"IDAT", pixels) + after + chunk(b"IEND", b"")


def in_jpeg(stuffing: bytes) -> bytes:
    """A photograph with this behind its first two bytes."""
    return b"\xff\xd8" + stuffing + photo()[2:]


def in_gif(remark: bytes) -> bytes:
    """A GIF with this as its remark."""
    plain = encoded(Image.new("P", (60, 40)), "GIF")
    screen = 13 + (3 << ((plain[10] & 7) + 1))
    return b"GIF89a" + plain[6:screen] + b"\x21\xfe" + remark + b"\0" + plain[screen:]


def directory(entries: int) -> bytes:
    """A TIFF directory whose every entry claims the same 60,000 bytes, so that reading it multiplies them."""
    claims = b"".join(struct.pack("<HHII", tag + 1, 7, 60_000, 0) for tag in range(entries))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", entries) + claims + bytes(4)


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def of_many_scans() -> bytes:
    """A progressive JPEG that goes over its 20 million pixels once for every 36 bytes."""
    plain = encoded(Image.new("L", (5000, 4000), 128), "JPEG", progressive=True)
    scan = plain[plain.rindex(b"\xff\xda") : -2]
    return plain[:-2] + scan * (ROOM // len(scan)) + plain[-2:]


def of_many_frames(kind: str) -> bytes:
    if kind == "GIF":
        first = encoded(Image.new("P", (60, 40)), "GIF")
        screen = 13 + (3 << ((first[10] & 7) + 1))
        return first[:screen] + first[screen:-1] * 100_000 + b";"
    frames = [Image.new("RGB", (60, 40), (number % 256, number // 256, 0)) for number in range(1, 1500)]
    return encoded(Image.new("RGB", (60, 40)), kind, save_all=True, append_images=frames, duration=20)


def quick() -> dict[str, bytes]:
    """Those that a reader of pictures should hardly notice, whether it takes or refuses them."""
    profile = b"a\0\0" + zlib.compress(bytes(50_000_000), 9)
    return {
        "JPEG, junk before the picture": in_jpeg(bytes(ROOM)),
        "JPEG, padding before the picture": in_jpeg(b"\xff" * ROOM),
        "JPEG, empty parts": in_jpeg(segment(0xE5, b"") * (ROOM // 4)),
        "JPEG, exif in crumbs": in_jpeg(segment(0xE1, b"Exif\0\0abcd") * (ROOM // 14)),
        "JPEG, exif that multiplies": in_jpeg(segment(0xE1, b"Exif\0\0" + directory(5000))),
        "JPEG, list of pictures that multiplies": in_jpeg(segment(0xE2, b"MPF\0" + directory(5000))),
        "JPEG, many scans": of_many_scans(),
        "PNG, empty parts": png(60, 40, before=chunk(b"tEXt", b"a\0") * (ROOM // 14)),
        "PNG, empty parts behind": png(60, 40, after=chunk(b"tEXt", b"a\0") * (ROOM // 14)),
        "PNG, texts that expand": png(60, 40, before=chunk(b"zTXt", profile) * 100),
        "PNG, profile that expands": png(60, 40, before=chunk(b"iCCP", profile)),
        "PNG, frames": of_many_frames("PNG"),
        "GIF, a long remark": in_gif((b"\xff" + b"a" * 255) * (ROOM // 256)),
        "GIF, a remark in crumbs": in_gif(b"\x01a" * (ROOM // 2)),
        "GIF, frames": of_many_frames("GIF"),
        "WebP, frames": of_many_frames("WEBP"),
        "WebP of 40 million pixels": encoded(Image.new("RGB", (8000, 5000)), "WEBP"),
        "PNG, transparent, of 40 million pixels": png(8000, 5000, colour=6),
    }


def heavy() -> dict[str, bytes]:
    """The largest that are taken: no kind of picture costs more memory."""
    noise = Image.effect_noise((1000, 800), 50).resize((5000, 4000)).convert("CMYK")
    return {
        "PNG of 40 million pixels": png(8000, 5000),
        "PNG of 40 million pixels in 16 bits": png(8000, 5000, bits=16),
        "PNG of 40 million pixels with a palette": png(8000, 5000, colour=3),
        "PNG of 20 million transparent pixels": png(5000, 4000, colour=6),
        "JPEG for print, progressive, of 20 million": encoded(noise, "JPEG", progressive=True, subsampling=0),
        "WebP of 12 million pixels": encoded(drawn(4032, 3024), "WEBP", method=0),
    }
