"""Pictures: those that people send, decoded and made anew before anything is stored. The only importer of Pillow."""

from safe.images.card import Sitter, draw_card
from safe.images.reencoding import ACCEPT, Picture, reencode

__all__ = ["ACCEPT", "Picture", "Sitter", "draw_card", "reencode"]
