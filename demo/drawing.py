"""Pictures for the demo, drawn by code: flat portraits and abstract book covers, as PNG bytes.

Every shape is an outline of points measured in picture widths; halving a canvas smooths their edges.
"""

import struct
import zlib
from collections.abc import Iterable
from itertools import batched, pairwise
from math import ceil, cos, sin, tau
from random import Random

type Outline = list[tuple[float, float]]
type Layers = Iterable[tuple[Outline, str]]

GROUNDS = ("e9c9a1", "c5d5cb", "d9c4bb", "bfd0dc", "e6d7b0", "cfc7d8")
CLOTHES = ("2f4858", "8c3b2e", "4a5d3a", "33415c", "7a5230", "5b3a52")
SKINS = (("f0c8a4", "d9a87f"), ("d9a577", "bd8657"), ("a8714a", "8a5836"), ("885839", "6a432b"))
HAIRS = ("2b211d", "4f3423", "8a5a2b", "b9813f", "9b9a97", "d8d2c6")
PALETTES = (
    ("f2e3c6", "e0a458", "c8553d", "588b8b", "1f3b4d"),
    ("e8ede4", "f0b67f", "d6653c", "6f8f72", "2d3a3a"),
    ("dfe7ec", "f4d35e", "ee964b", "5c7c99", "0d3b66"),
)
CREAM, INK, LIPS = "f7efe2", "1f1613", "8a2f24"


class Canvas:
    """A sheet of one colour on which outlines are filled with other colours."""

    def __init__(self, width: int, height: int, colour: str) -> None:
        self.width, self.height = 2 * width, 2 * height
        self.rows = [bytearray(bytes.fromhex(colour) * self.width) for _ in range(self.height)]

    def png(self, layers: Layers) -> bytes:
        """The picture with these layers filled, back to front, at half the canvas's size."""
        for outline, colour in layers:
            self._fill(outline, colour)
        header = struct.pack(">2I5B", self.width // 2, self.height // 2, 8, 2, 0, 0, 0)
        lines = zlib.compress(b"".join(b"\0" + line for line in self._lines()))
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")

    def _fill(self, outline: Outline, colour: str) -> None:
        """Paint the inside of an outline; where the outline laps over itself, it leaves a hole."""
        for row, crossings in zip(self.rows, self._crossings(outline), strict=True):
            for left, right in batched(sorted(crossings), 2):
                row[3 * left : 3 * right] = bytes.fromhex(colour) * (right - left)

    def _crossings(self, outline: Outline) -> list[list[int]]:
        """Where the outline's edges cross the middle of each row."""
        rows: list[list[int]] = [[] for _ in self.rows]
        points = [(x * self.width, y * self.width - 0.5) for x, y in outline]
        for edge in pairwise([*points, points[0]]):
            (x0, y0), (x1, y1) = sorted(edge, key=lambda point: point[1])
            for y in range(max(0, ceil(y0)), min(self.height, ceil(y1))):
                x = x0 + (x1 - x0) * (y - y0) / (y1 - y0)
                rows[y].append(min(max(round(x), 0), self.width))
        return rows

    def _lines(self) -> Iterable[bytearray]:
        """RGB lines, each pixel the mean of a square of four."""
        for upper, lower in batched(self.rows, 2):
            line = bytearray(len(upper) // 2)
            for near, far in ((0, 3), (1, 4), (2, 5)):
                squares = zip(upper[near::6], upper[far::6], lower[near::6], lower[far::6], strict=True)
                line[near::3] = bytes([(a + b + c + d) // 4 for a, b, c, d in squares])
            yield line


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def arc(x: float, y: float, across: float, down: float, start: float = 0, end: float = 1) -> Outline:
    """Part of an ellipse, clockwise from the right, in turns; the whole of it by default."""
    angles = [tau * (start + (end - start) * step / 90) for step in range(91)]
    return [(x + across * cos(angle), y + down * sin(angle)) for angle in angles]


HAIR_BEHIND = {
    "falling": arc(0.5, 0.45, 0.215, 0.25, 0.5, 1) + arc(0.5, 0.72, 0.235, 0.06, 0, 0.5),
    "bun": arc(0.5, 0.19, 0.08, 0.07),
    "curls": arc(0.5, 0.39, 0.25, 0.24),
    "cropped": arc(0.5, 0.4, 0.175, 0.2),
}
NECK = [(0.425, 0.55), (0.575, 0.55), *arc(0.5, 0.71, 0.075, 0.055, 0, 0.5)]
BEARD = arc(0.5, 0.48, 0.163, 0.19, 0, 0.5) + arc(0.5, 0.48, 0.163, 0.06, 0.5, 0)
SMILE = arc(0.5, 0.545, 0.045, 0.03, 0, 0.5) + arc(0.5, 0.545, 0.045, 0.015, 0.5, 0)


def portrait(seed: int, side: int = 480) -> bytes:
    """A stylised head and shoulders on a plain ground, the same for the same seed."""
    chance = Random(seed)
    return Canvas(side, side, chance.choice(GROUNDS)).png(_sitter(chance))


def _sitter(chance: Random) -> Layers:
    """From the halo at the back to the hair and the features in front."""
    cut, hair = chance.choice(list(HAIR_BEHIND)), chance.choice(HAIRS)
    skin, shade = chance.choice(SKINS)
    yield arc(0.5, 0.5, 0.4, 0.4), CREAM
    yield HAIR_BEHIND[cut], hair
    yield arc(0.5, 1.03, 0.37, 0.33), chance.choice(CLOTHES)
    yield NECK, shade
    yield from ((arc(ear, 0.46, 0.028, 0.04), shade) for ear in (0.335, 0.665))
    yield arc(0.5, 0.44, 0.165, 0.21), skin
    if cut == "cropped" and chance.random() < 0.6:
        yield BEARD, hair
    yield _fringe(chance.uniform(0.38, 0.62)), hair
    glasses = chance.random() < 0.4
    for eye in (0.435, 0.565):
        yield arc(eye, 0.46, 0.012, 0.015), INK
        if glasses:
            yield arc(eye, 0.46, 0.052, 0.048) + arc(eye, 0.46, 0.043, 0.039), INK
    yield SMILE, LIPS


def _fringe(parting: float) -> Outline:
    """The hair over the forehead, swept to both sides of the parting."""
    right = arc(0.675, 0.28, 0.675 - parting, 0.16, 0.25, 0.5)
    left = arc(0.325, 0.28, parting - 0.325, 0.16, 0, 0.25)
    return arc(0.5, 0.44, 0.175, 0.24, 0.5, 1) + right + left


def cover(seed: int, width: int = 400, height: int = 600) -> bytes:
    """An abstract book cover, the same for the same seed."""
    chance, tall = Random(seed), height / width
    paper, sun, *inks = chance.choice(PALETTES)
    layers = chance.choice((_waves, _arches))(chance, tall, sun, inks)
    spine = [(0, 0), (0.03, 0), (0.03, tall), (0, tall)]
    return Canvas(width, height, paper).png([*layers, (spine, inks[-1])])


def _waves(chance: Random, tall: float, sun: str, inks: list[str]) -> Layers:
    """A sun over straight slopes, a choppy sea or rolling hills."""
    swell, length = chance.choice(((0, 1), (0.04, 0.65), (0.1, 1.3)))
    lean, steps = chance.uniform(-0.3, 0.3), [step / 60 for step in range(61)]
    yield arc(chance.uniform(0.35, 0.65), 0.35 * tall, 0.22, 0.22), sun
    for layer, ink in enumerate(inks * 2):
        middle, phase = (0.5 + 0.09 * layer) * tall - lean / 2, chance.random()
        crest = [(x, middle + lean * x + swell * sin(tau * (x / length + phase))) for x in steps]
        yield [*crest, (1, tall), (0, tall)], ink


def _arches(chance: Random, tall: float, sun: str, inks: list[str]) -> Layers:
    rise = chance.uniform(0.45, 0.65) * tall
    for layer, ink in enumerate((*inks, sun)):
        half = 0.42 - 0.1 * layer
        yield [*arc(0.515, rise, half, half, 0.5, 1), (0.515 + half, tall), (0.515 - half, tall)], ink
