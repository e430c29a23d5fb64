"""Pictures from people, decoded and made anew before anything is stored."""

import hashlib
import struct
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from PIL import Image

from safe.images.bare import Bare, bare

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"  # named one by one: an iPhone then sends JPEG, not HEIC
MOST_BYTES = 10 * 1024 * 1024
# Million pixels, so that no picture takes more than 300 MB to read. WebP's decoder holds each pixel four times,
# transparent ones are scaled in a copy, and a progressive JPEG is kept whole in 16 bits a colour.
MOST_PIXELS = {"JPEG": 40, "PNG": 40, "WEBP": 12.5, "GIF": 40}
MOST_PROGRESSIVE = 20
MOST_TRANSPARENT = 20
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


def reencode(upload: BinaryIO, *, side: int) -> Picture:
    """The picture in `upload`, no edge longer than `side` pixels; raises ValidationError with a sentence."""
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValidationError(_("This picture is over 10 MB. Please send a smaller one."), code="heavy")
    try:
        image = _decoded(bare(data), side)
        return Picture(_webp(image), image.width, image.height)
    except BROKEN as broken:
        raise ValidationError(
            _("This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."), code="broken"
        ) from broken


def _decoded(file: Bare, side: int) -> Image.Image:
    image: Image.Image = Image.open(BytesIO(file.data), formats=[file.kind])
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    _refuse_large(image, file, transparent=transparent)
    image.draft("RGB", (side, side))  # a JPEG decodes straight to about this size, and never below
    image = _in_plain_colours(image, transparent=transparent)
    if (times := max(image.size) // (2 * side)) > 1:
        image = image.reduce(times)  # the whole is let go of before the finer scaling takes memory too
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    turn = TURNS.get(file.orientation)  # as its camera was held (Exif 2.3, tag 0x0112)
    image = image.transpose(turn) if turn is not None else image
    return image.convert("RGBA" if transparent else "RGB")


def _refuse_large(image: Image.Image, file: Bare, *, transparent: bool) -> None:
    most = MOST_PIXELS[file.kind]
    if file.is_progressive:
        most = min(most, MOST_PROGRESSIVE)
    if transparent:
        most = min(most, MOST_TRANSPARENT)
    if image.width * image.height > most * 1_000_000:
        say = _("This picture has more than %(most)s million pixels. Please send a smaller one.")
        raise ValidationError(say % {"most": number_format(most)}, code="large")


def _in_plain_colours(image: Image.Image, *, transparent: bool) -> Image.Image:
    """With pixels that can be scaled; those that can be are converted only when they are fewer."""
    if image.mode == "I;16":
        return image.point(lambda grey: grey * (1 / 257)).convert("L")
    if image.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if transparent else "RGB")


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=82, method=4, exif=b"", icc_profile=b"")
    return out.getvalue()
