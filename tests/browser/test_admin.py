"""The admin as an editor uses it all day: under the strict policy, on a wide screen and on a phone."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from blog.models import Post
from comments.models import Comment, Moderation
from comments.writers import Writer
from outbox.models import Mail
from tests.factories import make_comment, make_draft, make_image, make_post

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
QUEUE = "/admin/comments/comment/"


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_keeps_the_policy_and_the_width(desk, post: Post, width: int):
    comment = make_comment(post=post, status="pending", body="Waiting " * 40)
    page = desk(viewport={"width": width, "height": 800})
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    for path in pages(post, comment):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
    assert broken == []


def pages(post: Post, comment: Comment) -> list[str]:
    lists = [
        "blog/post/",
        "blog/category/",
        "blog/image/",
        "accounts/author/",
        "comments/comment/",
        "comments/moderation/",
        "outbox/mail/",
        "outbox/wording/",
    ]
    forms = [
        "blog/post/add/",
        "blog/image/add/",
        f"blog/post/{post.pk}/change/",
        f"accounts/author/{post.authors.get().pk}/change/",
    ]
    of_image = [f"blog/image/{make_post(picture=make_image(alt='Bees ' * 50)).picture.pk}/change/"]
    mail = Mail.objects.put("comment-confirmation", to="rosa@example.org", link=f"http://localhost:8000/{'0' * 80}/")
    of_mail = [f"outbox/mail/{mail.pk}/change/", "outbox/wording/comment-confirmation/"]
    of_comment = [f"comments/comment/{comment.pk}/change/", f"comments/comment/{comment.pk}/reply/"]
    return ["/admin/", *(f"/admin/{path}" for path in [*lists, *forms, *of_image, *of_mail, *of_comment])]


def test_the_queue_says_who_where_and_in_reply_to_what(desk, post: Post):
    parent = make_comment(post=post, name="Ana", body="The first words.")
    make_comment(post=post, parent=parent, status="pending", name="Ben", email="ben@example.org", address="192.0.2.7")
    page = desk()
    page.goto(QUEUE)
    row = page.locator("#result_list tbody tr")
    for part in ("in reply to Ana", "The first words.", "Ben", "ben@example.org", "192.0.2.7", "On bees"):
        expect(row).to_contain_text(part)
    expect(page.locator(".views")).to_contain_text("Pending (1)")
    expect(page.locator(".views")).to_contain_text("Approved (1)")


def test_one_click_moves_a_comment_and_is_logged(desk, post: Post, editor: User):
    comment = make_comment(post=post, status="pending")
    page = desk()
    for view, button, status in [
        ("pending", "Approve", "approved"),
        ("approved", "Hold", "pending"),
        ("pending", "Spam", "spam"),
        ("spam", "Restore", "pending"),
        ("pending", "Trash", "trash"),
    ]:
        page.goto(f"{QUEUE}?view={view}")
        page.locator(".said").get_by_role("button", name=button).click()
        expect(page.locator(".success")).to_have_text(f"{button}: 1 comment.")
        comment.refresh_from_db()
        assert comment.status == status
    page.goto(f"{QUEUE}?view=trash")
    page.locator(".said").get_by_role("button", name="Delete permanently").click()
    expect(page.locator(".success")).to_have_text("Delete permanently: 1 comment.")
    verbs = Moderation.objects.order_by("pk").values_list("verb", "by")
    assert list(verbs) == [(verb, editor.pk) for verb in ("approve", "hold", "spam", "restore", "trash", "erase")]


def test_many_are_approved_at_once_but_not_what_was_edited_meanwhile(desk, post: Post):
    comments = [make_comment(post=post, status="pending", writer_key=f"key{n}") for n in range(3)]
    page = desk()
    page.goto(QUEUE)
    comments[0].edit(body="Something else altogether", writer=Writer(key="key0"))
    page.locator("#action-toggle").check()
    page.locator("[name=action]").first.select_option(label="Approve")
    page.get_by_role("button", name="Run").first.click()
    expect(page.locator(".success")).to_have_text("Approve: 2 comments.")
    expect(page.locator(".warning")).to_contain_text("1 comment was edited after you looked")
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["pending", "approved", "approved"]


def test_a_waiting_comment_is_approved_and_answered_in_one_go(desk, post: Post):
    comment = make_comment(post=post, status="pending", name="Ana")
    page = desk()
    page.goto(QUEUE)
    page.get_by_role("link", name="Approve and reply to Ana").click()
    page.locator("[name=body]").fill("Thank you, *Ana*.")
    page.get_by_role("button", name="Approve and reply").click()
    page.wait_for_url(f"**{QUEUE}")
    comment.refresh_from_db()
    answer = comment.replies.get()
    assert (comment.status, answer.status, answer.name) == ("approved", "approved", "Cleo Marsh")
    assert answer.author.name == "Cleo Marsh"


def test_a_post_without_byline_is_not_published_and_says_why(desk, editor: User):
    draft = make_draft(authors=[])
    page = desk()
    page.goto(f"/admin/blog/post/{draft.pk}/change/")
    page.locator("[name=_publish]").click()
    expect(page.locator(".error")).to_contain_text("This post has no byline yet. Say who wrote it.")
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_book_cover_and_a_photo_are_uploaded(desk, post: Post, tmp_path):
    from PIL import Image

    picture = tmp_path / "photo.jpg"
    Image.new("RGB", (1600, 1200), "teal").save(picture)
    author = post.authors.get()
    page = desk()
    page.goto(f"/admin/accounts/author/{author.pk}/change/")
    page.locator("[name=photo]").set_input_files(picture)
    page.locator("[name=books-0-title]").fill("A book")
    page.locator("[name=books-0-cover]").set_input_files(picture)
    page.locator("[name=_continue]").click()
    expect(page.locator(".success")).to_be_visible()
    author.refresh_from_db()
    assert author.photo.name.startswith("authors/")
    assert author.books.get().cover.name.endswith(".webp")
    page.goto("/on-bees/")
    assert page.locator(".about img.face").evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
