"""Cards drawn by the clock: where one is missing, where it says what is no longer so, and nowhere else."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post, cards
from config.clock import sweep
from safe.images import reencode
from tests.blog.page import Page
from tests.factories import make_author, make_draft, make_post, set_site
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def draw() -> None:
    cards.sweep(Post.objects.published())


def drawn(post: Post) -> str:
    return Post.objects.get(pk=post.pk).card.name


def stored(media: Path) -> list[str]:
    return [str(path.relative_to(media)) for path in media.glob("cards/*/*")]


def meta(page: Page) -> dict[str, str]:
    nodes = page.all("meta")
    return {node.get("property") or node.get("name"): node.get("content") for node in nodes}


def test_a_page_is_right_before_and_after_its_card_is_drawn(post: Post, reader: Client):
    before = meta(Page(reader.get("/on-bees/")))
    assert before["twitter:card"] == "summary"
    assert "og:image" not in before
    draw()
    after = meta(Page(reader.get("/on-bees/")))
    assert after["twitter:card"] == "summary_large_image"
    assert after["og:image"] == f"http://localhost:8000/media/{drawn(post)}"
    assert (after["og:image:width"], after["og:image:height"]) == ("1200", "630")
    assert f'"image":["{after["og:image"]}"]' in reader.get("/on-bees/").content.decode()
    assert after["og:image:alt"] == "On bees, by Amara Quill"
    answer = reader.get(f"/media/{drawn(post)}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")


@pytest.mark.django_db(transaction=True)
def test_the_clock_draws_them(post: Post):
    sweep()
    assert drawn(post).startswith("cards/")


def test_only_what_is_public_has_a_card(editor):
    draft, withdrawn = make_draft(), make_post()
    withdrawn.unpublish(by=editor)
    draw()
    assert (drawn(draft), drawn(withdrawn)) == ("", "")


def test_a_card_that_is_right_is_left_alone(post: Post):
    draw()
    with CaptureQueriesContext(connection) as captured:
        draw()
    assert len([query for query in captured if not query["sql"].startswith("SELECT")]) == 0


@pytest.mark.parametrize("change", ["title", "name", "byline", "photo", "site"])
def test_a_card_is_drawn_anew_where_what_it_says_has_changed(post: Post, guest, media: Path, change: str):
    draw()
    first = drawn(post)
    match change:
        case "title":
            Post.objects.filter(pk=post.pk).update(title="On wasps")
        case "name":
            guest.name = "Amara Q."
            guest.save()
        case "byline":
            post.bylines.create(author=make_author(name="Bo"), position=1)
        case "photo":
            guest.photo = reencode(BytesIO(photo()), side=320)
            guest.save()
        case "site":
            set_site(name="Another")
    draw()
    assert drawn(post) != first
    assert stored(media) == [drawn(post)]


def test_what_is_not_on_a_card_changes_none(post: Post):
    draw()
    first, before = drawn(post), Post.objects.get(pk=post.pk).updated_at
    Post.objects.filter(pk=post.pk).update(subtitle="Busy", comment_count=4)
    draw()
    assert (drawn(post), Post.objects.get(pk=post.pk).updated_at) == (first, before)


def test_a_form_that_was_open_undoes_no_card(post: Post):
    opened = Post.objects.get(pk=post.pk)
    draw()
    opened.subtitle = "Busy"
    opened.save()
    assert Post.objects.get(pk=post.pk).subtitle == "Busy"
    assert drawn(post).startswith("cards/")


def test_a_title_that_cannot_be_drawn_is_tried_once(post: Post, reader: Client):
    Post.objects.filter(pk=post.pk).update(title="Пчёлы")
    draw()
    assert (drawn(post), cards._stale(Post.objects.all())) == ("", [])
    assert meta(Page(reader.get("/on-bees/")))["twitter:card"] == "summary"


def test_so_many_are_drawn_in_a_round_the_newest_first():
    posts = [make_post(title=f"Title {number}", days_ago=number) for number in range(cards.MOST + 2)]
    draw()
    assert [bool(drawn(post)) for post in posts] == [True] * cards.MOST + [False] * 2
    draw()
    assert all(drawn(post) for post in posts)


def test_a_card_that_two_posts_share_stays_until_both_are_gone(guest, media: Path, django_capture_on_commit_callbacks):
    one, other = (make_post(title="On bees", authors=[guest]) for _each in "12")
    draw()
    assert drawn(one) == drawn(other)
    for post, left in ((one, 1), (other, 0)):
        with django_capture_on_commit_callbacks(execute=True):
            Post.objects.get(pk=post.pk).delete()
        assert len(stored(media)) == left


def test_a_photo_whose_file_is_gone_gives_initials(post: Post, guest, media: Path):
    guest.photo = reencode(BytesIO(photo()), side=320)
    guest.save()
    (media / guest.photo.name).unlink()
    draw()
    assert drawn(post).startswith("cards/")


def test_looking_for_stale_cards_costs_two_queries_however_many(django_assert_num_queries):
    for _each in range(10):
        make_post()
    draw()
    with django_assert_num_queries(2):
        assert cards._stale(Post.objects.published()) == []
