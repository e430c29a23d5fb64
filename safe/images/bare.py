"""What is left of a file when all but its picture is taken out, before a decoder sees it.

Cameras write much beside a picture, and attackers write more: directories that expand to gigabytes, millions of empty
parts, a hundred thousand scans over the same pixels, archives and scripts behind the end. Here a file is only walked
through, part by part, and no part is interpreted but one number: how the camera was held.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

MOST_PARTS = 20_000  # of a file; 10 MB in the usual parts of 8 KB are 1,280
MOST_BLOCKS = 100_000  # of GIF's remarks, which hold 255 bytes at most
MOST_TEXT, MOST_OF_A_TEXT = 8 << 20, 1 << 20  # bytes that a PNG's packed texts come to; one as Pillow allows it
MOST_SCANS = 50  # of a progressive JPEG; encoders make ten, and each is a pass over all its pixels

# Between the parts some programs leave stray bytes, and markers that have no body.
JPEG_SEGMENT = re.compile(rb"(?:[^\xff]++|\xff++[\x00\x01\xd0-\xd7])*+\xff++([\x02-\xcf\xd8-\xfe])(..)", re.DOTALL)
JPEG_MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])")  # among pixels; \xff\x00 is a pixel, D0 to D7 pace them
START_OF_SCAN, END = b"\xda", b"\xd9"
EXIF = b"Exif\0\0"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_KEPT = {b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"}
WEBP_SAYS_ANIMATED_OR_TRANSPARENT = 0x12  # the flags that remain true of what is kept

type Order = Literal["big", "little"]


class Malformed(ValueError):
    """No picture is made like this."""


class Bare(NamedTuple):
    kind: str  # as Pillow calls it
    data: bytes
    orientation: int = 1  # 1 to 8, as in Exif 2.3; anything else says nothing
    is_progressive: bool = False


def bare(data: bytes) -> Bare:
    """The picture in `data` and nothing else of it; raises Malformed, or IndexError where it ends too early."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(PNG_START):
        return _png(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif(data)
    raise Malformed("unknown")


def _jpeg(data: bytes) -> Bare:
    """JPEG (ITU T.81, annex B): tables, the frame and its scans; of the remarks those that tell the colours."""
    kept, orientation, at = [b"\xff\xd8"], 1, 2
    for _part in range(MOST_PARTS):
        segment = JPEG_SEGMENT.match(data, at)
        if not segment:
            raise Malformed("no scan")
        body = segment.end(1)
        at = body + int.from_bytes(segment[2])
        if segment[1] == START_OF_SCAN:
            end, scans = _end_of_scans(data, body)
            return Bare("JPEG", b"".join([*kept, data[body - 2 : end]]), orientation, scans > 1)
        if segment[1] == b"\xe1" and data.startswith(EXIF, body + 2) and orientation == 1:
            orientation = _orientation(data[body + 2 + len(EXIF) : at])
        if not b"\xe0" <= segment[1] <= b"\xfe" or data.startswith((b"JFIF\0", b"Adobe"), body + 2):
            kept += [b"\xff", data[body - 1 : at]]
    raise Malformed("too many parts")


def _end_of_scans(data: bytes, at: int) -> tuple[int, int]:
    """Where the first picture ends, and how many scans it takes. A telephone has others behind it, or a film."""
    scans, at = 1, at + int.from_bytes(data[at : at + 2])
    for _part in range(MOST_PARTS):
        marker = JPEG_MARKER.search(data, at)
        if not marker or marker[1] == END:
            return (marker.end() if marker else len(data)), scans
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
        scans += marker[1] == START_OF_SCAN
        if scans > MOST_SCANS:
            break
    raise Malformed("too many scans")


def _png(data: bytes) -> Bare:
    """PNG (third edition, §5.3): the first picture of an animated one, without texts, profiles and dates."""
    kept, orientation, names, room = [PNG_START], 1, set(), MOST_TEXT
    for name, start, end in _chunks(data, 8, "big"):
        names.add(name)
        if name == b"fdAT" and b"fcTL" not in names:
            raise Malformed("a frame that nothing announced")
        if name in (b"zTXt", b"iCCP"):
            room -= _expanded(data[start:end], min(room, MOST_OF_A_TEXT))
        elif name in PNG_KEPT:
            kept.append(data[start - 8 : end + 4])  # with its checksum
        elif name == b"eXIf":
            orientation = _orientation(data[start:end].removeprefix(EXIF))
        if name == b"IEND":
            break
    return Bare("PNG", b"".join(kept), orientation)


def _expanded(text: bytes, most: int) -> int:
    """To how many bytes a packed text or profile comes. Raises Malformed where it is a bomb, or packed unknowably."""
    _name, _nul, packed = text.partition(b"\0")
    if packed[:1] != b"\0":
        raise Malformed("packed in no known way")
    unpacking = zlib.decompressobj()
    try:
        size = len(unpacking.decompress(packed[1:], most + 1))
    except zlib.error:
        return 0  # a broken remark spoils no picture
    if size > most:
        raise Malformed("a bomb")
    return size


def _webp(data: bytes) -> Bare:
    """WebP (RFC 9649): the first picture of an animated one, without profiles and remarks."""
    kept: dict[bytes, bytes] = {}
    orientation = 1
    for name, start, end in _chunks(data, 12, "little"):
        if name == b"EXIF":
            orientation = _orientation(data[start:end].removeprefix(EXIF))
        elif name == b"VP8X":
            flags = bytes([data[start] & WEBP_SAYS_ANIMATED_OR_TRANSPARENT])
            kept.setdefault(name, data[start - 8 : start] + flags + data[start + 1 : end])
        elif name in WEBP_KEPT:
            kept.setdefault(name, data[start - 8 : end + (end - start) % 2])
    body = b"".join([b"WEBP", *kept.values()])
    return Bare("WEBP", b"RIFF" + len(body).to_bytes(4, "little") + body, orientation)


def _chunks(data: bytes, at: int, order: Order) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of each chunk: in PNG a length, a name, and a checksum behind; in WebP a name, a length."""
    for _part in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        name, length = (second, int.from_bytes(first)) if order == "big" else (first, int.from_bytes(second, "little"))
        yield name, at + 8, at + 8 + length
        at += 8 + length + (4 if order == "big" else length % 2)
    raise Malformed("too many parts")


def _gif(data: bytes) -> Bare:
    """GIF89a: the screen, its colours, and all from the first picture on; of the remarks those on transparency."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    kept, blocks = [data[:at]], 0
    while data[at] == 0x21 and blocks < MOST_BLOCKS:
        start, at = at, at + 2
        while data[at] and blocks < MOST_BLOCKS:
            at, blocks = at + 1 + data[at], blocks + 1
        at, blocks = at + 1, blocks + 1
        if data[start + 1] == 0xF9:
            kept = [kept[0], data[start:at]]
    if data[at] != 0x2C:
        raise Malformed("no picture")
    return Bare("GIF", b"".join([*kept, data[at:]]))


def _orientation(tiff: bytes) -> int:
    """How the camera was held: the short number under tag 0x0112 of the first directory (Exif 2.3, TIFF 6.0)."""
    order: Order = "little" if tiff.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    directory = number(4, 4)
    first = directory + 2
    for entry in range(first, min(first + 12 * number(directory, 2), len(tiff)), 12):
        if number(entry, 2) == 0x0112:
            return number(entry + 8, 4 if number(entry + 2, 2) == 4 else 2)
    return 1
