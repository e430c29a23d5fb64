"""One stored picture in the widths and formats that browsers choose from."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from PIL import Image

WIDTHS = (480, 800, 1200, 2000)
PAPER = "#fbfaf6"  # what a transparent picture stands on where the format knows no transparency
# Best first: a browser takes the first it knows. AVIF at speed 8 costs a third of its default's time.
FORMATS: dict[str, dict] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}


class Rendition(NamedTuple):
    format: str
    width: int
    data: bytes


def widths(stored: int) -> list[int]:
    """In which widths a picture that is stored so wide is shown; none is larger than it is stored."""
    return [*(width for width in WIDTHS if width < stored), stored][: len(WIDTHS)]


def render(stored: BinaryIO) -> Iterator[Rendition]:
    """Every rendition of a picture that `reencode` made, one at a time; raises one of BROKEN where it is damaged.

    The widest WebP is not made: it is the stored picture itself.
    """
    picture = Image.open(stored, formats=["WEBP"])
    picture.load()
    for width in widths(picture.width):
        height = max(1, round(picture.height * width / picture.width))
        sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        for name, options in FORMATS.items():
            if (name, width) != ("webp", picture.width):
                yield Rendition(name, width, _encoded(sized, name, options))


def _encoded(picture: Image.Image, name: str, options: dict) -> bytes:
    out = BytesIO()
    (_on_paper(picture) if name == "jpeg" else picture).save(out, **options)
    return out.getvalue()


def _on_paper(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, PAPER)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
