"""Pictures that strangers send, and what is made of them."""

import hashlib
import json
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from safe import images
from safe.images import Picture, reencode, reencoding
from tests import tools
from tests.safe import bombs
from tests.safe.pictures import (
    BLUE,
    ODD_EXIF,
    ORIENTATION,
    RED,
    SIDEWAYS,
    chunk,
    chunks_of_webp,
    claiming,
    drawn,
    encoded,
    photo,
)

ROOT = Path(__file__).resolve().parents[2]
IN_A_PROCESS = """
import os, re, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
import config.urls
from django.core.exceptions import ValidationError
from safe import images
for name in sys.argv[1:]:
    try:
        images.reencode(open(name, "rb"), side=2000)
    except ValidationError:
        pass
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
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


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_knows_its_size(kind: str):
    picture = made_anew(encoded(drawn(600, 400), kind), side=60)
    assert (picture.width, picture.height) == opened(picture).size == (60, 40)


def test_sixteen_bits_of_grey_come_out_as_grey():
    image = Image.new("I;16", (60, 40))
    image.paste(32_896, (30, 0, 60, 40))
    picture = opened(made_anew(encoded(image, "PNG")))
    assert is_near(picture.getpixel((10, 20)), (0, 0, 0))
    assert is_near(picture.getpixel((50, 20)), (128, 128, 128))


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"progressive": True}), ("PNG", {"interlace": 1})])
def test_pictures_that_appear_bit_by_bit_are_read(kind: str, options: dict):
    picture = opened(made_anew(encoded(drawn(), kind, **options)))
    assert is_near(picture.getpixel((10, 20)), RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_say_how_they_were_held_too(kind: str):
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    assert opened(made_anew(encoded(drawn(60, 40), kind, exif=exif))).size == (40, 60)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_pictures_that_move_the_first_is_kept(kind: str):
    frames = encoded(drawn(), kind, save_all=True, append_images=[drawn().rotate(180)], duration=100)
    picture = opened(made_anew(frames))
    assert (picture.n_frames, is_near(picture.convert("RGB").getpixel((10, 20)), RED)) == (1, True)


def test_what_a_telephone_films_behind_a_photograph_is_gone():
    film = b"\0\0\0\x18ftypmp42" + b"\xff\xda" * 1000
    assert made_anew(photo() + film).read() == made_anew(photo()).read()


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
        b"GIF89a<script>alert(1)</script>" * 20,
        b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd",
        b"PK\3\4" + bytes(200),
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        *(encoded(drawn(600, 400), kind)[:-40] for kind in ("JPEG", "PNG", "WEBP", "GIF")),
        photo()[:200],
        encoded(drawn(), "BMP"),
        encoded(drawn(), "TIFF"),
        encoded(drawn(), "ICO"),
    ],
)
def test_what_is_no_picture_for_the_web_is_refused(data: bytes):
    assert refusal(data) == NOT_READ


def with_chunks(*chunks: bytes) -> bytes:
    """A sound PNG with these between its head and its pixels."""
    png = encoded(drawn(), "PNG")
    return png[:33] + b"".join(chunks) + png[33:]


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2 << 20)))],
        [chunk(b"iCCP", b"icc\0\0" + zlib.compress(bytes(2 << 20)))],
        [chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes((1 << 20) - 1)))] * 66,
        [chunk(b"zTXt", b"Comment\0\x07nothing")],
        [chunk(b"fdAT", bytes(40))],
    ],
    ids=["a text that is a bomb", "a profile that is one", "many large texts", "an unknown packing", "a stray frame"],
)
def test_a_png_that_holds_more_than_a_picture_may_is_refused(chunks: list[bytes]):
    assert refusal(with_chunks(*chunks)) == NOT_READ


def test_remarks_that_are_broken_spoil_no_picture():
    assert made_anew(with_chunks(chunk(b"zTXt", b"Comment\0\0not packed at all")))


def test_stray_bytes_between_the_parts_of_a_photograph_do_not_matter():
    jpeg = encoded(drawn(), "JPEG")
    assert made_anew(jpeg[:2] + b"\xff\0\xff\xd0abc" + jpeg[2:])


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


def test_one_long_line_of_pixels_is_taken():
    assert opened(made_anew(bombs.png(1, 50_000), side=2000)).size == (1, 2000)


@pytest.mark.parametrize(("size", "colour", "most"), [((5000, 4100), 6, 20), ((8000, 5100), 2, 40)])
def test_what_takes_more_memory_has_a_lower_limit(size: tuple, colour: int, most: int):
    say = f"This picture has more than {most} million pixels. Please send a smaller one."
    assert refusal(bombs.png(*size, colour=colour)) == say


def test_a_bomb_costs_less_than_a_second():
    slow = {}
    for name, data in bombs.quick().items():
        start = time.process_time()
        with suppress(ValidationError):
            made_anew(data, side=2000)
        slow[name] = time.process_time() - start
    assert {name: seconds for name, seconds in slow.items() if seconds > 1} == {}


def megabytes_for(folder: Path, files: list[bytes]) -> int:
    """The most memory that a process of the site has, of which all these are asked one after the other."""
    paths = [folder / str(number) for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    run = subprocess.run([sys.executable, "-c", IN_A_PROCESS, *paths], capture_output=True, cwd=ROOT, check=True)
    return int(run.stdout) // 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone says what a process took at most")
def test_no_picture_takes_more_than_300_megabytes(tmp_path: Path):
    used = {name: megabytes_for(tmp_path, [data]) for name, data in bombs.heavy().items()}
    used["all the bombs"] = megabytes_for(tmp_path, list(bombs.quick().values()))
    assert {name: megabytes for name, megabytes in used.items() if megabytes > 300} == {}


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
    assert images.ACCEPT.split(",") == [f"image/{kind.lower()}" for kind in reencoding.MOST_PIXELS]


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
