"""Pictures in posts: what is kept of them, what is made of them, and when they go."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.test import Client

from blog.models import Illustration, Image, Post
from blog.models.image import A_ROUND, MOST_TRIES
from config import clock
from tests.blog.page import Page
from tests.factories import make_draft, make_image, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def figure(image: Image, alt: str = "Bees") -> str:
    return f'<p>One.</p><figure><img src="{image.address}" alt="{alt}"><figcaption>May</figcaption></figure>'


# What is kept and made


def test_a_picture_knows_its_size_from_the_start():
    image = Image.objects.get(pk=make_image(width=90, height=60).pk)
    assert (image.width, image.height, image.renditions, image.rendered_at) == (90, 60, [], None)


def test_there_are_three_formats_in_four_widths_at_most(folder: Path):
    image = make_image(width=2400, height=1200)
    Image.objects.render_due()
    image.refresh_from_db()
    stem = Path(image.file.name).stem
    made = [(r["format"], r["width"]) for r in image.renditions]
    assert made == [(name, width) for name in ("avif", "webp", "jpeg") for width in (480, 800, 1200, 2000)]
    assert files(folder) == {f"{stem}-{width}.{name}" for name, width in made if (name, width) != ("webp", 2000)} | {
        f"{stem}.webp"
    }


@pytest.mark.django_db(transaction=True)
def test_it_is_the_clock_that_has_them_made():
    image = make_image()
    clock.sweep()
    image.refresh_from_db()
    assert len(image.renditions) == 3


@pytest.mark.parametrize(("width", "widths"), [(60, [60]), (480, [480]), (500, [480, 500]), (1200, [480, 800, 1200])])
def test_nothing_is_larger_than_what_was_sent(width: int, widths: list[int]):
    image = make_image(width=width)
    image.render()
    assert [r["width"] for r in image.renditions if r["format"] == "avif"] == widths


def test_one_round_of_the_clock_makes_a_few():
    made = [make_image() for _each in range(A_ROUND + 1)]
    Image.objects.render_due()
    assert list(Image.objects.unrendered()) == made[A_ROUND:]


def test_rendering_twice_makes_nothing_twice(folder: Path):
    image = make_image()
    image.render()
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    Image.objects.get(pk=image.pk).render()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")} == before


def test_two_clocks_at_once_make_it_once():
    mine = make_image()
    theirs = Image.objects.get(pk=mine.pk)
    theirs.render()
    mine.render()
    assert Image.objects.get(pk=mine.pk).tries == 1


def test_what_a_killed_round_left_behind_is_made_anew(folder: Path):
    image = make_image()
    Image.objects.update(tries=1)
    half = folder / image.file.name.replace(".webp", "-60.avif")
    half.write_bytes(b"half of it")
    Image.objects.render_due()
    image.refresh_from_db()
    assert (image.tries, half.read_bytes() != b"half of it", len(files(folder))) == (2, True, 3)


def test_a_picture_that_fails_is_tried_a_few_times_and_says_so(folder: Path, caplog):
    image = make_image()
    (folder / image.file.name).write_bytes(b"damaged")
    for _round in range(MOST_TRIES + 2):
        Image.objects.render_due()
    image.refresh_from_db()
    assert (image.is_given_up, image.tries, len(caplog.records)) == (True, MOST_TRIES, MOST_TRIES)
    assert not Image.objects.unrendered().exists()


def test_a_picture_that_fails_does_not_hold_up_the_others(folder: Path, caplog):
    damaged, sound = make_image(), make_image()
    (folder / damaged.file.name).unlink()
    Image.objects.render_due()
    assert Image.objects.exclude(rendered_at=None).get() == sound


def test_a_transparent_picture_stands_on_paper_where_it_must(folder: Path):
    from PIL import Image as Pixels

    from tests.safe.pictures import drawn, encoded
    from tests.safe.test_images import made_anew

    clear = drawn(mode="RGBA")
    clear.putalpha(0)
    image = Image.objects.create(file=made_anew(encoded(clear, "PNG")), alt="Nothing")
    image.render()
    modes = {r["format"]: Pixels.open(folder / r["path"]) for r in image.renditions}
    assert {name: picture.mode for name, picture in modes.items()} == {"avif": "RGBA", "webp": "RGBA", "jpeg": "RGB"}
    assert min(modes["jpeg"].getpixel((9, 9))) > 240


# When it goes


def test_its_files_go_with_it(folder: Path, django_capture_on_commit_callbacks):
    image = make_image()
    image.render()
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert files(folder) == set()


def test_a_file_stays_while_another_picture_is_the_same(folder: Path, django_capture_on_commit_callbacks):
    image = make_image()
    twin = Image.objects.create(file=image.file.name, alt="The same", width=60, height=40)
    for each in (image, twin):
        each.render()
    assert twin.renditions == image.renditions
    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.filter(pk=image.pk).delete()
    assert len(files(folder)) == 3


def test_what_a_post_shows_cannot_be_deleted():
    lead, inside = make_image(), make_image()
    post = make_post(picture=lead, body=figure(inside))
    for image in (lead, inside):
        assert image.posts() == [post]
        with pytest.raises(ProtectedError):
            image.delete()


def test_a_picture_taken_out_of_an_essay_can_be_deleted():
    image = make_image()
    post = make_draft(body=figure(image))
    post.body = "<p>None.</p>"
    post.save()
    image.delete()
    assert not Image.objects.exists()


# In the essay


def test_before_it_is_rendered_a_picture_is_shown_as_it_is_stored():
    image = make_image(width=90, height=60)
    html = make_draft(body=figure(image)).body_html
    assert html == (
        f'<p>One.</p><figure><img src="{image.file.url}" width="90" height="60" alt="Bees" loading="lazy" '
        'decoding="async">\n\n<figcaption>May</figcaption></figure>'
    )


def test_once_it_is_rendered_the_posts_that_show_it_have_all_of_it(reader: Client):
    image = make_image(width=500)
    post = make_post(title="On bees", body=figure(image))
    untouched = make_post(body=figure(make_image()))
    Post.objects.update(updated_at="2020-01-01T00:00Z")
    image.render()
    page = Page(reader.get("/on-bees/"))
    (shown,) = page.all("div[@id='essay']//picture")
    assert [node.tag for node in shown] == ["source", "source", "img"]
    assert [node.get("type") for node in shown] == ["image/avif", "image/webp", None]
    assert [part.split()[1] for part in shown[2].get("srcset").split(", ")] == ["480w", "500w"]
    assert (shown[2].get("width"), shown[2].get("alt"), shown[2].get("loading")) == ("500", "Bees", "lazy")
    post.refresh_from_db()
    assert (post.body, f"{post.updated_at:%Y}") == (figure(image), "2020")
    assert "<picture>" not in Post.objects.get(pk=untouched.pk).body_html


def test_an_edit_between_is_not_undone_by_the_clock():
    image = make_image()
    opened = make_draft(body=figure(image))
    image.render()
    opened.body += "<p>More.</p>"
    opened.save()
    html = Post.objects.get(pk=opened.pk).body_html
    assert ("<picture>" in html, html.endswith("<p>More.</p>")) == (True, True)


def test_a_picture_rendered_while_an_essay_is_saved_is_shown_rendered(django_capture_on_commit_callbacks):
    image = make_image()
    with django_capture_on_commit_callbacks() as callbacks:
        post = make_draft(body=figure(image))
    Illustration.objects.all().delete()  # the clock does not see it yet
    image.render()
    Illustration.objects.create(post=post, image=image)
    for callback in callbacks:
        callback()
    assert "<picture>" in Post.objects.get(pk=post.pk).body_html


def test_a_picture_without_words_in_the_essay_has_its_own():
    image = make_image(alt="A swarm in May")
    post = make_draft(body=figure(image, alt=""))
    assert 'alt="A swarm in May"' in post.body_html
    image.alt = "A swarm in June"
    image.save()
    assert 'alt="A swarm in June"' in Post.objects.get(pk=post.pk).body_html


def test_hostile_words_stay_words():
    image = make_image(alt='"><script>alert(1)</script>', credit="<b onclick=x>")
    html = make_draft(body=figure(image, alt="")).body_html
    assert ("<script" in html, "<b" in html) == (False, False)


def test_a_picture_that_is_not_stored_here_is_left_out():
    address = f"{settings.MEDIA_URL}images/0a/{'0a' * 16}.webp"
    post = make_draft(body=f'<p>One.</p><figure><img src="{address}" alt="x"></figure>')
    assert ("<img" in post.body_html, post.illustrations.count()) == (False, 0)


def test_an_introduction_may_have_a_picture_too():
    image = make_image()
    post = make_draft(introduction=figure(image))
    assert (image.posts(), "<img" in post.introduction_html) == ([post], True)


def test_a_caption_is_no_part_of_the_summary():
    assert make_draft(body=f"{figure(make_image())}<p>Two.</p>").summary == "One. Two."


# Above the essay


def test_the_lead_picture_comes_first_and_at_once(reader: Client):
    make_post(title="On bees", picture=make_image(alt="A bee", credit="Photo: Amara"))
    (lead,) = Page(reader.get("/on-bees/")).of_class("lead")
    img, caption = lead.find(".//img"), lead.find("figcaption")
    assert (img.get("alt"), img.get("fetchpriority"), img.get("loading"), caption.text) == (
        *("A bee", "high", None),
        "Photo: Amara",
    )


def test_search_engines_are_told_of_it(reader: Client):
    image = make_image()
    make_post(title="On bees", picture=image)
    assert f'"image":["http://localhost:8000{image.file.url}"' in reader.get("/on-bees/").content.decode()


def test_lists_show_it_small_and_late(reader: Client):
    make_post(title="Older", picture=make_image(alt="A bee"), days_ago=2)
    make_post(title="Newest")
    (picture,) = Page(reader.get("/")).of_class("teaser__picture")
    assert (picture.find("img").get("alt"), picture.find("img").get("loading")) == ("A bee", "lazy")


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/feed/json/"])
def test_followers_get_it_too(reader: Client, path: str):
    image = make_image()
    make_post(picture=image)
    assert image.file.url in reader.get(path).content.decode()


def test_other_sites_may_show_what_a_feed_brought_them(reader: Client):
    answer = reader.get(make_image().file.url)
    assert (answer.status_code, answer["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")
    assert default_storage.exists(Image.objects.get().file.name)
