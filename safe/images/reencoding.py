"""Pictures from people, decoded and made anew before anything is stored."""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from PIL import Image

from safe.images.bare import bare

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"  # named one by one: an iPhone then sends JPEG, not HEIC
MOST_BYTES = 10 * 1024 * 1024
# Million pixels, so that no picture takes more than 300 MB to read. WebP's decoder holds each pixel four times,
# transparent ones are scaled in a copy, and a progressive JPEG is kept whole in 16 bits a colour.
MOST_PIXELS = {"JPEG": 40, "PNG": 40, "WEBP": 12.5, "GIF": 40}
MOST_PROGRESSIVE = 20
MOST_TRANSPARENT = 20
THOROUGH, QUICK = 4, 0  # how hard the encoder tries; the quick way takes a third of the time for 6 % more bytes
# What a pixel costs, where one of a plain JPEG costs 1: to decode it, and to encode one that is kept.
DECODING = {"JPEG": 1, "PNG": 1.5, "WEBP": 3, "GIF": 1.25}
DECODING_SLOWLY = 2  # progressive or transparent
ENCODING, ENCODING_TRANSPARENT = 4, 9
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, Image.DecompressionBombError)


class Picture(ContentFile):
    """A picture of our own making: upright, without metadata, named by its content; its size in pixels."""

    def __init__(self, data: bytes, width: int, height: int, *, kind: str = "webp") -> None:
        super().__init__(data, name=f"{hashlib.sha256(data).hexdigest()[:32]}.{kind}")
        self.width, self.height = width, height


class Sent:
    """A picture that somebody sent, of which only the head was read. Raises ValidationError with a sentence."""

    def __init__(self, data: bytes, *, side: int) -> None:
        if len(data) > MOST_BYTES:
            raise ValidationError(_("This picture is over 10 MB. Please send a smaller one."), code="heavy")
        self.side = side
        with _readable():
            self.file = bare(data)
            head = self._opened()
        self.width, self.height = head.size
        self.is_transparent = head.mode in ("RGBA", "LA", "PA") or "transparency" in head.info
        self._refuse_large()

    @property
    def work(self) -> int:
        """What it costs to decode it, and to encode it QUICK: in pixels of a plain JPEG, 16 nanoseconds each."""
        pixels = self.width * self.height
        kept = pixels * min(1, self.side / max(self.width, self.height, 1)) ** 2
        slow = self.file.is_progressive or self.is_transparent
        reading = max(DECODING[self.file.kind], DECODING_SLOWLY * slow)
        return int(pixels * reading + kept * (ENCODING_TRANSPARENT if self.is_transparent else ENCODING))

    def reencoded(self, *, method: int = THOROUGH) -> Picture:
        """No edge longer than `side` pixels."""
        with _readable():
            image = self._decoded()
            return Picture(_webp(image, method), image.width, image.height)

    def _opened(self) -> Image.Image:
        return Image.open(BytesIO(self.file.data), formats=[self.file.kind])

    def _refuse_large(self) -> None:
        most = MOST_PIXELS[self.file.kind]
        if self.file.is_progressive:
            most = min(most, MOST_PROGRESSIVE)
        if self.is_transparent:
            most = min(most, MOST_TRANSPARENT)
        if self.width * self.height > most * 1_000_000:
            say = _("This picture has more than %(most)s million pixels. Please send a smaller one.")
            raise ValidationError(say % {"most": number_format(most)}, code="large")

    def _decoded(self) -> Image.Image:
        image, side = self._opened(), self.side
        image.draft("RGB", (side, side))  # a JPEG decodes straight to about this size, and never below
        image = _in_plain_colours(image, transparent=self.is_transparent)
        if (times := max(image.size) // (2 * side)) > 1:
            image = image.reduce(times)  # the whole is let go of before the finer scaling takes memory too
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        turn = TURNS.get(self.file.orientation)  # as its camera was held (Exif 2.3, tag 0x0112)
        image = image.transpose(turn) if turn is not None else image
        return image.convert("RGBA" if self.is_transparent else "RGB")


def reencode(upload: BinaryIO, *, side: int) -> Picture:
    """The picture in `upload`, no edge longer than `side` pixels; raises ValidationError with a sentence."""
    return Sent(upload.read(MOST_BYTES + 1), side=side).reencoded()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except BROKEN as broken:
        raise ValidationError(
            _("This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."), code="broken"
        ) from broken


def _in_plain_colours(image: Image.Image, *, transparent: bool) -> Image.Image:
    """With pixels that can be scaled; those that can be are converted only when they are fewer."""
    if image.mode == "I;16":
        return image.point(lambda grey: grey * (1 / 257)).convert("L")
    if image.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if transparent else "RGB")


def _webp(image: Image.Image, method: int) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=82, method=method, exif=b"", icc_profile=b"")
    return out.getvalue()
