"""Pictures from people, decoded and made anew before anything is stored."""

import hashlib
import struct
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]
ACCEPT = "image/jpeg,image/png,image/webp,image/gif"  # named one by one: an iPhone then sends JPEG, not HEIC
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
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
    """A picture of our own making: upright, without metadata, named by its content."""

    def __init__(self, data: bytes, *, kind: str = "webp") -> None:
        super().__init__(data, name=f"{hashlib.sha256(data).hexdigest()[:32]}.{kind}")


def reencode(upload: BinaryIO, *, side: int) -> Picture:
    """The picture in `upload`, no edge longer than `side` pixels; raises ValidationError with a sentence."""
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValidationError(_("This picture is over 10 MB. Please send a smaller one."), code="heavy")
    try:
        return Picture(_webp(_decoded(data, side)))
    except BROKEN as broken:
        raise ValidationError(
            _("This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."), code="broken"
        ) from broken


def _decoded(data: bytes, side: int) -> Image.Image:
    opened = Image.open(BytesIO(data), formats=FORMATS)
    if opened.width * opened.height > MOST_PIXELS:
        raise ValidationError(
            _("This picture has more than 40 million pixels. Please send a smaller one."), code="large"
        )
    opened.draft("RGB", (side * 2, side * 2))  # a JPEG decodes straight to about this size
    image = _upright(opened)
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its camera was held (Exif 2.3, tag 0x0112).

    ImageOps would write the other tags anew, and fail on the odd ones that cameras make.
    """
    turn = TURNS.get(image.getexif().get(0x0112, 1))
    return image.transpose(turn) if turn is not None else image


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=82, method=4, exif=b"", icc_profile=b"")
    return out.getvalue()
