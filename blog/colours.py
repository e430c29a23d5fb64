"""Whether a colour can be read, as WCAG 2.2 counts it (relative luminance and contrast ratio, 1.4.3)."""

import colorsys

LEAST_CONTRAST = 4.5  # for text of any size, level AA
GROUNDS = {"light": ("#fbfaf6", "#f4f1ea"), "dark": ("#17130f", "#211c17")}  # paper and raised, static/css/tokens.css


def contrast(one: str, other: str) -> float:
    """Between two colours written #rrggbb: 1 for the same, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, scheme: str) -> float:
    """With the ground of that scheme which it stands out from least."""
    return min(contrast(colour, ground) for ground in GROUNDS[scheme])


def readable(colour: str, scheme: str) -> str:
    """The same hue, only as much darker or lighter as the scheme's grounds ask for."""
    step = -0.02 if scheme == "light" else 0.02
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    while least_contrast(colour, scheme) < LEAST_CONTRAST:  # black and white, where this ends, are read on any of them
        lightness = min(1.0, max(0.0, lightness + step))
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return colour


def ink_on(colour: str) -> str:
    """What is written on a ground of this colour: the lightest or the darkest ink, whichever stands out."""
    return max(("#fdfbf7", "#1d1510"), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
