"""Pictures: those that people send, decoded and made anew before anything is stored. The only importer of Pillow."""

from safe.images.card import Sitter, draw_card
from safe.images.reencoding import ACCEPT, BROKEN, QUICK, Picture, Sent, reencode
from safe.images.renditions import FORMATS, Rendition, render

__all__ = [
    "ACCEPT",
    "BROKEN",
    "FORMATS",
    "QUICK",
    "Picture",
    "Rendition",
    "Sent",
    "Sitter",
    "draw_card",
    "reencode",
    "render",
]
