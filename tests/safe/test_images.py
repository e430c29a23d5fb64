"""Pictures that strangers send, and what is made of them."""

import hashlib
import json
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from safe import images
from safe.images import Picture, reencode, reencoding
from tests import tools
from tests.safe.pictures import BLUE, ODD_EXIF, RED, SIDEWAYS, chunks_of_webp, claiming, drawn, encoded, photo

NOT_READ = "This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."
HOSTILE_WORDS = [b"<script", b"alert(", b"<?php", b"onerror=", b"onload=", b"onmouseover="]


def made_anew(data: bytes, *, side: int = 4000) -> Picture:
    return reencode(BytesIO(data), side=side)


def opened(picture: Picture) -> Image.Image:
    picture.seek(0)
    return Image.open(picture)


def refusal(data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        made_anew(data)
    return refused.value.messages[0]


def is_near(pixel: tuple, colour: tuple) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))


# What comes out


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "MPO"])
def test_what_is_kept_is_a_webp_named_by_its_content(kind: str):
    picture = made_anew(encoded(drawn(), kind))
    data = picture.read()
    assert picture.name == f"{hashlib.sha256(data).hexdigest()[:32]}.webp"
    assert (opened(picture).format, opened(picture).size, chunks_of_webp(data)) == ("WEBP", (60, 40), ["VP8"])


def test_the_same_picture_is_made_the_same_way_each_time():
    assert made_anew(photo()).name == made_anew(photo()).name


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "RGBA", "LA"])
def test_every_kind_of_pixel_is_read(mode: str):
    assert opened(made_anew(encoded(drawn(mode="L").convert(mode), "PNG"))).size == (60, 40)


def test_a_picture_for_print_keeps_its_colours():
    picture = opened(made_anew(encoded(drawn(mode="CMYK"), "JPEG")))
    assert picture.mode == "RGB"
    assert is_near(picture.getpixel((10, 20)), RED)
    assert is_near(picture.getpixel((50, 20)), BLUE)


def test_what_telephones_write_beside_a_photograph_is_gone():
    sent = photo()
    assert all(secret in sent for secret in (b"Slipway Camera", b"a profile of colours", b"a secret remark"))
    picture = made_anew(sent)
    assert chunks_of_webp(picture.read()) == ["VP8"]
    assert dict(opened(picture).getexif()) == {}


def test_a_photograph_held_sideways_is_turned_upright():
    picture = opened(made_anew(photo(60, 40, orientation=SIDEWAYS)))
    assert picture.size == (40, 60)
    assert is_near(picture.getpixel((20, 10)), RED)
    assert is_near(picture.getpixel((20, 50)), BLUE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_longest_edge_is_that_of_the_upright_picture(orientation: int):
    upright = (80, 53) if orientation < 5 else (53, 80)
    assert opened(made_anew(photo(600, 400, orientation=orientation), side=80)).size == upright


def test_a_photograph_is_turned_upright_whatever_else_its_camera_wrote():
    assert opened(made_anew(encoded(drawn(60, 40), "JPEG", exif=ODD_EXIF))).size == (40, 60)


@pytest.mark.parametrize(
    ("size", "side", "kept"),
    [((600, 400), 60, (60, 40)), ((400, 600), 60, (40, 60)), ((60, 40), 800, (60, 40)), ((20_000, 1), 800, (800, 1))],
)
def test_no_edge_is_longer_than_the_side_and_nothing_is_enlarged(size: tuple, side: int, kept: tuple):
    assert opened(made_anew(encoded(drawn(*size), "PNG"), side=side)).size == kept


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_stays_transparent(kind: str):
    image = drawn(mode="RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    picture = opened(made_anew(encoded(image, kind, lossless=True)))
    assert picture.mode == "RGBA"
    assert (picture.getpixel((0, 0))[3], picture.getpixel((50, 20))[3]) == (0, 255)


def test_a_transparent_colour_of_a_palette_stays_transparent():
    image = Image.new("P", (60, 40), 1)
    image.putpalette([*RED, *BLUE])
    image.paste(0, (30, 0, 60, 40))
    picture = opened(made_anew(encoded(image, "GIF", transparency=0)))
    assert (picture.getpixel((10, 20))[3], picture.getpixel((50, 20))[3]) == (255, 0)


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = encoded(drawn(), "GIF", save_all=True, append_images=[drawn().rotate(180)])
    picture = opened(made_anew(frames))
    assert (picture.n_frames, is_near(picture.convert("RGB").getpixel((10, 20)), RED)) == (1, True)


# What is refused


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Words.",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7\n%%EOF",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        photo()[:200],
        encoded(drawn(), "BMP"),
        encoded(drawn(), "TIFF"),
        encoded(drawn(), "ICO"),
    ],
)
def test_what_is_no_picture_for_the_web_is_refused(data: bytes):
    assert refusal(data) == NOT_READ


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    assert refusal(claiming(8_000, 8_000)) == (
        "This picture has more than 40 million pixels. Please send a smaller one."
    )


@pytest.mark.parametrize("edge", [20_000, 65_535, 2_000_000])
def test_a_picture_that_would_fill_the_memory_is_refused(edge: int):
    assert refusal(claiming(edge, edge)) in (
        NOT_READ,
        "This picture has more than 40 million pixels. Please send a smaller one.",
    )


def test_a_file_over_ten_megabytes_is_refused_whatever_it_is():
    heavy = "This picture is over 10 MB. Please send a smaller one."
    assert refusal(photo() + bytes(10 * 1024 * 1024)) == heavy
    assert made_anew(photo().ljust(10 * 1024 * 1024, b"\0")).name.endswith(".webp")


changes = st.dictionaries(st.integers(0, 2000), st.integers(0, 255))


@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), changes=changes)
@settings(max_examples=150, deadline=None)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_a_damaged_picture_is_taken_or_refused_with_a_sentence(kind: str, changes: dict[int, int]):
    data = bytearray(photo() if kind == "JPEG" else encoded(drawn(), kind))
    for at, byte in changes.items():
        data[at % len(data)] = byte
    with suppress(ValidationError):
        assert opened(made_anew(bytes(data))).format == "WEBP"


def test_the_upload_field_names_every_kind_that_is_taken():
    assert images.ACCEPT.split(",") == [f"image/{kind.lower()}" for kind in reencoding.FORMATS]


# Pictures from elsewhere


def test_pictures_from_elsewhere_are_taken_upright_or_refused():
    folder = tools.shared("fixtures/images")
    for name, expected in json.loads((folder / "expected.json").read_text()).items():
        data = (folder / name).read_bytes()
        if expected["expect"] == "reject":
            assert refusal(data), name
        else:
            assert opened(made_anew(data)).size == tuple(expected["upright_size"]), name


def test_pictures_from_elsewhere_are_stored_without_what_was_hidden_in_them():
    folder = tools.shared("fixtures/images")
    for name, expected in json.loads((folder / "expected.json").read_text()).items():
        if expected["expect"] != "reject":
            data = made_anew((folder / name).read_bytes()).read()
            assert set(chunks_of_webp(data)) <= {"VP8", "VP8L", "VP8X", "ALPH"}, name
            assert not [word for word in HOSTILE_WORDS if word in data], name


def test_pictures_from_elsewhere_look_as_they_should():
    folder = tools.shared("fixtures/images")
    for name, expected in json.loads((folder / "expected.json").read_text()).items():
        if "upright_grid" in expected:
            small = opened(made_anew((folder / name).read_bytes())).convert("RGB").resize((4, 4), Image.Resampling.BOX)
            found = [small.getpixel((at % 4, at // 4)) for at in range(16)]
            assert all(map(is_near, found, map(tuple, expected["upright_grid"]))), name
