"""The picture that stands for a post where its address is passed on: its title, its byline, a face, the site's name.

Drawn in the site's own face and colours. Letters that the face lacks are never drawn as boxes: a title with one of
them gives no card at all, a name with one is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import BinaryIO
from unicodedata import category, normalize

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from safe.images.reencoding import BROKEN, Picture

WIDTH, HEIGHT = 1200, 630  # as the networks crop them (Open Graph, 1.91 to 1)
MARGIN = 80
PAPER, INK, MUTED, RULE, ACCENT = "#fbfaf6", "#241f1a", "#5e564d", "#dfd9cf", "#8f2f1c"
TINTS = ["#f0c9a4", "#b9d9ef", "#bfe0ae", "#d9c8ee", "#f0c6c2"]
ON_TINT = "#33281d"
FACE = 96  # pixels across
SIZES = range(88, 47, -8)  # of the title: the largest at which it fits
MOST_LINES = 4
TALLEST = 320  # pixels for the title
FONTS = ["source-serif-4-latin-normal.woff2", "source-serif-4-latin-ext-normal.woff2"]


@dataclass(frozen=True, slots=True)
class Sitter:
    """Whose face is on a card: the photo, else the initials on a tint from 1 to 5."""

    initials: str = ""
    tint: int = 1
    photo: BinaryIO | None = None


def draw_card(*, title: str, byline: str, site: str, sitter: Sitter) -> Picture | None:
    """A PNG of 1200 by 630 pixels, the same for the same words; None where the title cannot be drawn."""
    words = _drawable(title)
    if not words:
        return None
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    _masthead(draw, _drawable(site))
    _title(draw, words)
    _foot(image, draw, _drawable(byline), sitter)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), WIDTH, HEIGHT, kind="png")


def _drawable(text: str) -> str:
    """The text without the signs that the face lacks; empty where a letter, a mark or a digit is among them."""
    text = " ".join(normalize("NFC", text).split())
    lacking = {char for char in text if char != " " and _font_of(char) is None}
    if any(category(char)[0] in "LMN" for char in lacking):
        return ""
    return " ".join("".join(char for char in text if char not in lacking).split())


@cache
def _font_of(char: str) -> str | None:
    """Which of FONTS draws a character. What a font lacks leaves no trace, since ours have no box for it."""
    return next((name for name in FONTS if _leaves_a_trace(char, name)), None)


def _leaves_a_trace(char: str, name: str) -> bool:
    try:
        return _font(name, 48, 400).getmask(char).getbbox() is not None
    except ValueError:  # what is invisible by itself: soft hyphens, marks of direction
        return False


@cache
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(settings.BASE_DIR / "static" / "fonts" / name, size)
    font.set_variation_by_axes([weight])
    return font


class Pen:
    """Writes in one size and weight, a character in whichever of the fonts has it."""

    def __init__(self, size: int, weight: int) -> None:
        self.size, self.weight = size, weight

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def write(self, draw: ImageDraw.ImageDraw, x: float, baseline: float, text: str, colour: str) -> None:
        for font, run in self._runs(text):
            draw.text((x, baseline), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def within(self, text: str, width: float) -> str:
        """The text, or as much of it as the width holds, with an ellipsis."""
        if self.width(text) <= width:
            return text
        while text and self.width(f"{text}…") > width:
            text = text[:-1].rstrip()
        return f"{text}…"

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines of this width; a word that is wider is parted."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer) <= width:
                lines[-1] = longer
                continue
            lines += self._parts(word, width)
        return [line for line in lines if line]

    def _parts(self, word: str, width: float) -> list[str]:
        parts = [""]
        for char in word:
            if self.width(parts[-1] + char) > width:
                parts.append("")
            parts[-1] += char
        return parts

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for name, chars in groupby(text, lambda char: _font_of(char) or FONTS[0]):
            yield _font(name, self.size, self.weight), "".join(chars)


def _masthead(draw: ImageDraw.ImageDraw, site: str) -> None:
    draw.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    pen = Pen(36, 600)
    pen.write(draw, MARGIN, 92, pen.within(site, WIDTH - 2 * MARGIN), ACCENT)
    draw.line((MARGIN, 124, WIDTH - MARGIN, 124), fill=RULE, width=2)


def _title(draw: ImageDraw.ImageDraw, words: str) -> None:
    pen, lines = _fitted(words, WIDTH - 2 * MARGIN)
    for number, line in enumerate(lines):
        pen.write(draw, MARGIN, 150 + pen.size * (1 + 1.14 * number), line, INK)


def _fitted(words: str, width: float) -> tuple[Pen, list[str]]:
    """The largest pen with which the title fits, and its lines; at the smallest it is cut short."""
    for size in SIZES:
        pen = Pen(size, 600)
        lines = pen.lines(words, width)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.14 <= TALLEST:
            return pen, lines
    return pen, [*lines[: MOST_LINES - 1], pen.within(" ".join(lines[MOST_LINES - 1 :]), width)]


def _foot(image: Image.Image, draw: ImageDraw.ImageDraw, byline: str, sitter: Sitter) -> None:
    face, left, top = _face(sitter), MARGIN, HEIGHT - 56 - FACE
    if face is not None:
        image.paste(face, (left, top), _disc())
        left += FACE + 28
    pen = Pen(38, 400)
    pen.write(draw, left, top + FACE / 2 + 13, pen.within(byline, WIDTH - MARGIN - left), MUTED)


def _face(sitter: Sitter) -> Image.Image | None:
    """A square that a disc is cut from; None where there is neither a photo nor initials that can be drawn."""
    try:
        return _photo(sitter.photo) if sitter.photo else _initials(sitter)
    except BROKEN:
        return _initials(sitter)


def _photo(file: BinaryIO) -> Image.Image:
    photo = Image.open(file, formats=["WEBP"]).convert("RGBA")
    side, across, down = min(photo.size), photo.width, photo.height
    left, top = (across - side) // 2, (down - side) // 2
    photo = photo.crop((left, top, left + side, top + side)).resize((FACE, FACE), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", photo.size, RULE)
    ground.paste(photo, mask=photo)
    return ground


def _initials(sitter: Sitter) -> Image.Image | None:
    letters = _drawable(sitter.initials)
    if not letters:
        return None
    square, pen = Image.new("RGB", (FACE, FACE), TINTS[sitter.tint - 1]), Pen(38, 600)
    pen.write(ImageDraw.Draw(square), (FACE - pen.width(letters)) / 2, FACE / 2 + 13, letters, ON_TINT)
    return square


@cache
def _disc() -> Image.Image:
    large = Image.new("L", (4 * FACE, 4 * FACE))
    ImageDraw.Draw(large).ellipse((0, 0, 4 * FACE - 1, 4 * FACE - 1), fill=255)
    return large.resize((FACE, FACE), Image.Resampling.LANCZOS)
