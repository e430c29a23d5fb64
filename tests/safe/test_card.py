"""The picture that stands for a post where its address is passed on."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image, ImageChops

from safe.images import Picture, Sitter, card, draw_card, reencode
from tests.safe.pictures import BLUE, RED, drawn, encoded

LONG = "A title that goes on and on, as titles of two hundred letters do, " * 3


def made(**said: object) -> Image.Image:
    words = {"title": "On bees", "byline": "Amara Quill", "site": "Byline", "sitter": Sitter("AQ", 2)}
    return Image.open(draw_card(**words | said))


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but paper is within the box."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, card.PAPER)).getbbox() is not None


def test_a_card_is_a_small_png_named_by_its_content():
    picture = draw_card(title=LONG, byline="Amara Quill, Bo", site="Byline", sitter=Sitter("AQ", 2))
    assert isinstance(picture, Picture)
    assert re.fullmatch(r"[0-9a-f]{32}\.png", picture.name)
    image = Image.open(picture)
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert picture.size < 150_000


def test_the_same_words_make_the_same_picture_and_others_another():
    names = [
        draw_card(title=title, byline="Bo", site="Byline", sitter=Sitter("B", 1)).name for title in ("a", "a", "b")
    ]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize("title", ["On bees", LONG, "Wordwithoutend" * 14, "W" * 200, "i " * 100])
def test_a_title_of_any_length_stays_within_its_place(title: str):
    image = made(title=title, sitter=Sitter("AQ", 2))
    assert inked(image, (80, 130, 1120, 470))
    assert not inked(image, (0, 20, 78, 630))
    assert not inked(image, (1124, 20, 1200, 630))
    assert not inked(image, (300, 478, 1200, 500))


def test_a_title_that_is_too_long_ends_in_an_ellipsis():
    _pen, lines = card._fitted(LONG, 1040)
    assert (len(lines), lines[-1][-1]) == (4, "…")
    assert card._fitted("On bees", 1040)[1] == ["On bees"]


@pytest.mark.parametrize("title", ["Пчёлы", "蜜蜂 and bees", "عسل", "e\u0301\u0323", "🐝", "", "\x00"])
def test_a_title_whose_letters_are_lacking_gives_no_card(title: str):
    assert draw_card(title=title, byline="Bo", site="Byline", sitter=Sitter("B", 1)) is None


def test_a_sign_that_is_lacking_is_left_out():
    assert made(title="On bees 🐝").tobytes() == made(title="On bees").tobytes()


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200e", "\u202e", "\u2060", "\ufeff"])
def test_what_is_invisible_is_left_out(unseen: str):
    assert made(title=f"On{unseen} bees").tobytes() == made(title="On bees").tobytes()
    assert draw_card(title=unseen, byline="Bo", site="Byline", sitter=Sitter(unseen, 1)) is None


def test_letters_are_drawn_however_they_are_composed():
    assert made(title="Cafe\u0301 in Ło\u0301dz\u0301").tobytes() == made(title="Café in Łódź").tobytes()


def test_names_whose_letters_are_lacking_are_left_out():
    assert not inked(made(byline="Юрий", site="Сайт", sitter=Sitter("Ю", 1)), (0, 478, 1200, 630))
    assert not inked(made(site="Сайт"), (0, 20, 1200, 120))


def test_a_face_is_a_photo_or_initials_on_their_tint():
    photo = reencode(BytesIO(encoded(drawn(200, 100), "JPEG")), side=320)
    image = made(sitter=Sitter("AQ", 2, photo))
    left, right = image.getpixel((100, 526)), image.getpixel((156, 526))
    assert all(abs(one - other) < 30 for one, other in zip(left + right, RED + BLUE, strict=True))
    assert made(sitter=Sitter("AQ", 2)).getpixel((128, 490)) == tuple(bytes.fromhex(card.TINTS[1][1:]))


def test_a_photo_that_cannot_be_read_gives_initials():
    assert made(sitter=Sitter("AQ", 2, BytesIO(b"no picture"))).tobytes() == made(sitter=Sitter("AQ", 2)).tobytes()


def test_its_colours_are_the_sites():
    tokens, people = (
        Path(settings.BASE_DIR, "static", "css", name).read_text() for name in ("tokens.css", "people.css")
    )
    plain = dict(reversed(re.findall(r"--([\w-]+): (#\w{6});", tokens)))  # the first, which are the light ones
    assert [plain[name] for name in ("paper", "ink", "muted", "rule", "accent")] == [
        *(card.PAPER, card.INK, card.MUTED, card.RULE, card.ACCENT)
    ]
    assert re.findall(r"--tint: (#\w{6});", people) == card.TINTS
