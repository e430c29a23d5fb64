"""Larger pictures for the demo's posts, drawn like the portraits: landscapes and a still life in flat shapes.

Each is half again as wide as it is high; layers go from back to front.
"""

from collections.abc import Callable
from math import sin, tau

from demo.drawing import Canvas, Layers, Outline, arc

WIDTH, HEIGHT = 1200, 800
TALL = HEIGHT / WIDTH


def scene(name: str) -> bytes:
    """One of SCENES, as a PNG."""
    ground, layers = SCENES[name]
    return Canvas(WIDTH, HEIGHT, ground).png(layers())


def _box(x: float, y: float, across: float, down: float) -> Outline:
    return [(x, y), (x + across, y), (x + across, y + down), (x, y + down)]


def _ridge(middle: float, swell: float, length: float, phase: float) -> Outline:
    """Everything below a wavy line."""
    crest = [(step / 60, middle + swell * sin(tau * (step / 60 / length + phase))) for step in range(61)]
    return [*crest, (1, TALL), (0, TALL)]


def _slipway() -> Layers:
    """A boat on its cradle at the head of a slip, the river low in the evening."""
    yield arc(0.7, 0.3, 0.075, 0.075), "f6c177"
    yield _ridge(0.3, 0.02, 0.9, 0.1), "b9a7a0"
    yield _ridge(0.335, 0.014, 0.6, 0.55), "8d8b92"
    yield _box(0, 0.36, 1, TALL), "8fb0b5"
    for row, (left, across) in enumerate([(0.62, 0.17), (0.65, 0.1), (0.6, 0.14), (0.67, 0.07), (0.64, 0.09)]):
        yield _box(left, 0.375 + 0.024 * row, across, 0.006), "f3cf9b"
    yield [(0, 0.47), (0.34, 0.43), (0.62, TALL), (0, TALL)], "6b6157"
    yield [(0.12, 0.47), (0.27, 0.455), (0.66, TALL), (0.3, TALL)], "a89784"
    for step in range(6):
        y = 0.48 + 0.033 * step
        yield [(0.135 + 0.04 * step, y), (0.3 + 0.062 * step, y), (0.306 + 0.062 * step, y + 0.007),
               (0.142 + 0.04 * step, y + 0.007)], "7f7061"  # fmt: skip
    yield from _shed()
    yield from _boat()
    for x, y in ((0.5, 0.1), (0.545, 0.125), (0.47, 0.14)):
        yield [(x - 0.014, y - 0.006), (x, y), (x + 0.014, y - 0.006), (x, y + 0.004)], "4a4a52"


def _shed() -> Layers:
    yield _box(0, 0.25, 0.135, 0.24), "7b3b2e"
    yield [(0, 0.17), (0.065, 0.17), (0.155, 0.26), (0, 0.26)], "4b2a26"
    yield _box(0.04, 0.36, 0.07, 0.125), "2f2220"
    yield _box(0.05, 0.29, 0.03, 0.035), "f2d7a0"


def _boat() -> Layers:
    yield _box(0.345, 0.09, 0.009, 0.31), "5a4334"
    yield [(0.352, 0.1), (0.356, 0.33), (0.44, 0.33)], "efe4d2"
    yield [(0.341, 0.13), (0.337, 0.33), (0.27, 0.33)], "dccab0"
    yield [(0.2, 0.37), (0.5, 0.35), (0.455, 0.435), (0.4, 0.475), (0.29, 0.48), (0.235, 0.445)], "2f4858"
    yield [(0.222, 0.42), (0.472, 0.405), (0.455, 0.435), (0.4, 0.475), (0.29, 0.48), (0.235, 0.445)], "a4452f"
    yield [(0.198, 0.363), (0.502, 0.343), (0.5, 0.353), (0.2, 0.373)], "f2e3c6"
    for x in (0.27, 0.4):
        yield [(x, 0.47), (x + 0.012, 0.47), (x + 0.03, 0.53), (x - 0.018, 0.53)], "4d4038"


def _lane() -> Layers:
    """A lane at night, with one door open and the light of an oven falling out of it."""
    yield arc(0.5, 0.068, 0.04, 0.04), "f0e6c8"
    yield arc(0.518, 0.06, 0.036, 0.036), "1d2740"
    for x, y in ((0.08, 0.06), (0.22, 0.04), (0.41, 0.05), (0.6, 0.03), (0.71, 0.09), (0.88, 0.05), (0.94, 0.13)):
        yield arc(x, y, 0.0025, 0.0025), "dfe3ee"
    for x, top, across, ink in ((0, 0.2, 0.24, "2a3453"), (0.23, 0.15, 0.2, "323d5e"), (0.75, 0.17, 0.25, "2a3453")):
        yield _box(x, top, across, 0.4), ink
        yield [(x - 0.015, top), (x + across / 2, top - 0.085), (x + across + 0.015, top)], "1a2238"
    yield _box(0, 0.5, 1, TALL), "232b42"
    for row in range(5):
        yield _box(0, 0.515 + 0.034 * row, 1, 0.003 + 0.0008 * row), "1b2236"
    for x, y in ((0.05, 0.28), (0.13, 0.28), (0.27, 0.23), (0.35, 0.23), (0.82, 0.26), (0.91, 0.26)):
        yield _box(x, y, 0.04, 0.06), "141b2e"
    yield _box(0.91, 0.26, 0.04, 0.06), "d9a95b"
    yield from _bakery()


def _bakery() -> Layers:
    yield _box(0.42, 0.19, 0.34, 0.33), "55423f"
    yield [(0.4, 0.2), (0.46, 0.12), (0.72, 0.12), (0.78, 0.2)], "33282c"
    yield _box(0.66, 0.05, 0.04, 0.1), "3f3236"
    for step, (x, y) in enumerate([(0.685, 0.03), (0.7, 0.005)]):
        yield arc(x, y, 0.018 + 0.006 * step, 0.013 + 0.004 * step), "3d4763"
    yield [(0.53, 0.5), (0.65, 0.5), (0.77, TALL), (0.4, TALL)], "8a6a45"
    yield [(0.55, 0.5), (0.63, 0.5), (0.7, TALL), (0.47, TALL)], "c99a58"
    yield _box(0.53, 0.28, 0.12, 0.225), "f6d48b"
    yield _box(0.545, 0.4, 0.09, 0.012), "9b6a3a"
    for x in (0.557, 0.59, 0.622):
        yield arc(x, 0.4, 0.015, 0.017, 0.5, 1), "b8773a"
    yield arc(0.59, 0.345, 0.028, 0.03, 0.5, 1), "e08a3e"
    yield [(0.65, 0.28), (0.685, 0.265), (0.685, 0.53), (0.65, 0.505)], "7a4a33"
    for x, feet, ink in ((0.465, 0.575, "171b28"), (0.735, 0.545, "10141f")):
        yield arc(x, feet - 0.15, 0.0135, 0.0155), ink
        yield [*arc(x, feet - 0.108, 0.024, 0.028, 0.5, 1), (x + 0.02, feet), (x + 0.004, feet), (x, feet - 0.05),
               (x - 0.004, feet), (x - 0.02, feet)], ink  # fmt: skip


def _kitchen() -> Layers:
    """A large pot on a kitchen table, with bowls, bread and what the soup is made of."""
    yield _box(0.63, 0.05, 0.27, 0.27), "f4ead6"
    yield _box(0.645, 0.065, 0.24, 0.24), "a9c7cf"
    yield arc(0.72, 0.305, 0.075, 0.06, 0.5, 1), "7d9d86"
    yield arc(0.825, 0.305, 0.06, 0.085, 0.5, 1), "6b8c78"
    yield _box(0.76, 0.065, 0.01, 0.24), "f4ead6"
    yield _box(0.645, 0.175, 0.24, 0.01), "f4ead6"
    yield _box(0, 0.43, 1, TALL), "9c5f3c"
    yield _box(0, 0.43, 1, 0.016), "b87a52"
    yield from _pot()
    for x in (0.62, 0.74, 0.86):
        yield arc(x, 0.5, 0.058, 0.062, 0, 0.5), "f2e6d2"
        yield arc(x, 0.5, 0.058, 0.014), "d8c7ac"
        yield arc(x, 0.501, 0.048, 0.01), "d98a3d"
    yield from _vegetables()


def _pot() -> Layers:
    for x, y, lean in ((0.25, 0.13, 1), (0.33, 0.1, -1), (0.41, 0.14, 1)):
        steps = [step / 20 for step in range(21)]
        bend = [(x + lean * 0.014 * sin(tau * step), y - 0.045 + 0.13 * step) for step in steps]
        yield [*bend, *((at + 0.011, down) for at, down in reversed(bend))], "f3dfc3"
    yield [(0.43, 0.08), (0.443, 0.085), (0.4, 0.27), (0.387, 0.265)], "6d5138"
    for x in (0.125, 0.535):
        yield arc(x, 0.36, 0.035, 0.028) + arc(x, 0.36, 0.022, 0.016), "23404a"
    yield [(0.13, 0.27), (0.53, 0.27), (0.515, 0.5), (0.145, 0.5)], "2f5561"
    yield arc(0.33, 0.5, 0.185, 0.035, 0, 0.5), "2f5561"
    yield [(0.15, 0.29), (0.19, 0.29), (0.196, 0.505), (0.165, 0.5)], "4a7480"
    yield arc(0.33, 0.27, 0.2, 0.034), "3d6874"
    yield arc(0.33, 0.272, 0.182, 0.026), "d98a3d"
    for x, y, ink in (
        (0.25, 0.266, "f0b45c"),
        (0.31, 0.28, "6f8f4a"),
        (0.37, 0.268, "f0b45c"),
        (0.44, 0.276, "6f8f4a"),
    ):
        yield arc(x, y, 0.015, 0.006), ink


def _vegetables() -> Layers:
    yield arc(0.3, 0.6, 0.1, 0.052, 0.5, 1) + arc(0.3, 0.6, 0.1, 0.018, 0, 0.5), "c68a4b"
    for x in (0.25, 0.295, 0.34):
        yield [(x, 0.565), (x + 0.012, 0.562), (x + 0.022, 0.59), (x + 0.01, 0.592)], "e3b67d"
    for y, tip in ((0.6, 0.47), (0.625, 0.455)):
        yield [(0.62, y - 0.016), (0.63, y), (0.62, y + 0.014), (tip, y + 0.008)], "dd7a33"
        yield [(0.62, y - 0.01), (0.69, y - 0.03), (0.66, y - 0.005), (0.7, y + 0.008), (0.625, y + 0.006)], "5f8a4c"
    yield [(0.74, 0.615), (0.86, 0.592), (0.865, 0.612), (0.745, 0.637)], "f1ecd8"
    yield [(0.86, 0.59), (0.975, 0.545), (0.95, 0.585), (0.985, 0.6), (0.866, 0.614)], "6f9a5c"


SCENES: dict[str, tuple[str, Callable[[], Layers]]] = {
    "slipway": ("f3dcc0", _slipway),
    "lane": ("1d2740", _lane),
    "kitchen": ("e8cfa6", _kitchen),
}
