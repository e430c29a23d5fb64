"""The form that posts are written in, in a browser: by touch alone on a phone, and where something goes wrong."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image as Drawn
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Autosave, Image, Post
from blog.models.publishing import sweep
from tests.browser.story import write
from tests.factories import make_author, make_draft, make_post, make_user, set_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def photo(tmp_path) -> str:
    path = tmp_path / "harbour.jpg"
    image = io.BytesIO()
    Drawn.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(image, "JPEG")
    path.write_bytes(image.getvalue())
    return str(path)


def form_of(post: Post) -> str:
    return f"/admin/blog/post/{post.pk}/change/"


def type_by_touch(page: Page, selector: str, text: str) -> None:
    """Tap where it goes, and let the phone's keyboard send it."""
    page.locator(selector).tap()
    page.keyboard.insert_text(text)


def put_picture_in(page: Page, photo: str, *, alt: str, caption: str, press: str = "tap") -> None:
    getattr(page.locator(".field-body [data-name=figure]"), press)()
    dialog = page.locator("#picture-dialog")
    dialog.locator("[name=file]").set_input_files(photo)
    dialog.locator("[name=alt]").fill(alt)
    dialog.locator("[name=caption]").fill(caption)
    getattr(dialog.get_by_role("button", name="Put it in"), press)()
    expect(dialog).not_to_be_visible()


def test_a_post_is_written_illustrated_scheduled_and_published_by_touch_alone(desk, open_browser, photo: str):
    page = desk(**PHONE)
    page.get_by_role("link", name="Write a post").tap()
    type_by_touch(page, "[name=title]", "The harbour at five")
    type_by_touch(page, "[name=byline]", "Gil Nash")
    type_by_touch(page, ".field-body .tiptap", "The boats come in.")
    put_picture_in(page, photo, alt="Boats in grey light", caption="Five o'clock")
    page.locator("[name=new_picture]").set_input_files(photo)
    type_by_touch(page, "[name=new_picture_alt]", "The harbour wall")
    page.locator("[name=published_at]").fill(f"{timezone.now() + timedelta(days=2):%Y-%m-%dT09:00}")
    page.locator("[name=_publish]").tap()
    expect(page.locator(".success")).to_contain_text("Readers see it from")
    post = Post.objects.get()
    assert (post.status, post.published_at.hour, post.byline_authors[0].name) == ("scheduled", 9, "Gil Nash")
    page.locator("[name=_unpublish]").tap()
    page.locator("[name=published_at]").fill("")
    page.locator("[name=_publish]").tap()
    expect(page.get_by_text("Status: Published")).to_be_visible()
    see_it_as_a_reader(open_browser())


def see_it_as_a_reader(reader: Page) -> None:
    reader.goto("/the-harbour-at-five/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("The harbour at five")
    expect(reader.locator("#essay p").first).to_have_text("The boats come in.")
    expect(reader.locator("#essay figure img")).to_have_attribute("alt", "Boats in grey light")
    expect(reader.locator("#essay figcaption")).to_contain_text("Five o'clock")
    expect(reader.get_by_alt_text("The harbour wall")).to_be_visible()
    for image in reader.locator("article img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")  # fails where it is none


def test_no_button_of_the_form_is_too_small_or_hidden_on_a_phone(desk):
    page = desk(**PHONE)
    page.goto(form_of(make_draft()))
    page.locator(".field-body .tiptap").wait_for()
    for name in ("_continue", "_preview", "_publish"):
        box = page.locator(f"[name={name}]").bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["x"] <= 375 - box["width"]
        assert 0 <= box["y"] <= 740 - box["height"]  # in sight without scrolling
    sizes = page.locator(".field-body .prose-menubar__button:visible").evaluate_all(
        "buttons => buttons.map((button) => Math.min(button.offsetWidth, button.offsetHeight))"
    )
    assert min(sizes) >= 32


def test_what_is_typed_is_kept_and_comes_back_after_the_window_was_closed(desk, editor: User):
    post = make_draft(body="<p>The river was high.</p>")
    page = desk()
    page.goto(form_of(post))
    page.locator(".field-body .tiptap p").click()
    page.keyboard.press("End")
    page.keyboard.type(" It rained.")
    expect(page.locator("#kept")).to_contain_text("Kept at", timeout=10_000)
    page.close()
    again = desk()
    again.goto(form_of(post))
    expect(again.locator(".desk-note:visible")).to_contain_text("that was never saved")
    again.get_by_role("link", name="Show it").click()
    expect(again.locator(".field-body .tiptap")).to_have_text("The river was high. It rained.")
    again.locator("[name=_continue]").click()
    expect(again.locator(".success")).to_be_visible()
    assert Post.objects.get().body_html == "<p>The river was high. It rained.</p>"
    assert not Autosave.objects.filter(user=editor).exists()


def test_an_essay_as_long_as_a_novella_is_kept(desk):
    page = desk()
    page.goto(form_of(make_draft(body="<p>" + "The river was high. " * 5000 + "</p>")))
    type_at_the_end(page, " It rained.")
    expect(page.locator("#kept")).to_contain_text("Kept at", timeout=10_000)


def test_whoever_presses_twice_has_one_post(desk):
    page = desk()
    page.goto("/admin/blog/post/add/")
    page.locator("[name=title]").fill("The river")
    page.locator("[name=_continue]").evaluate("button => { button.click(); setTimeout(() => button.click()); }")
    expect(page.locator(".success")).to_contain_text("was added successfully")
    assert Post.objects.count() == 1


def test_what_is_typed_after_signing_out_elsewhere_is_offered_again(desk, editor: User):
    page = desk()
    page.goto("/admin/blog/post/add/")
    page.locator("[name=title]").fill("The river")
    type_at_the_end(page, "It rained.")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=_continue]").click()
    page.get_by_label("Email").fill(editor.email)
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Show it").click()
    expect(page.locator("[name=title]")).to_have_value("The river")
    expect(page.locator(".field-body .tiptap")).to_have_text("It rained.")
    page.locator("[name=_continue]").click()
    expect(page.locator(".success")).to_be_visible()
    assert (Post.objects.count(), Autosave.objects.filter(texts__title="The river").count()) == (1, 0)


def test_an_author_whose_draft_is_published_meanwhile_keeps_what_they_typed(desk, editor: User):
    author = make_user(role="Author")
    post = make_draft(authors=[make_author(user=author)], body="<p>The river was high.</p>")
    page = desk(author)
    page.goto(form_of(post))
    post.publish(by=editor)
    type_at_the_end(page, " It rained.")
    with page.expect_navigation():  # going back while a page is being changed is refused by the browser
        page.locator("[name=_continue]").click()
    page.go_back()
    page.get_by_role("link", name="Show it").click()
    expect(page.locator(".field-body")).to_contain_text("It rained.")


def type_at_the_end(page: Page, words: str) -> None:
    page.locator(".field-body .tiptap p").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_two_editors_learn_of_each_other_and_the_second_sees_both_texts(desk):
    post = make_draft(body="<p>The river was high.</p>")
    hers, his = desk(), desk(make_user(role="Editor", name="Fay Orr"))
    for page, words in ((hers, " It rained."), (his, " It snowed.")):
        page.goto(form_of(post))
        page.locator(".field-body .tiptap p").click()
        page.keyboard.press("End")
        page.keyboard.type(words)
        expect(page.locator("#kept")).to_contain_text("Kept at", timeout=10_000)
    expect(his.locator("#others")).to_contain_text("Cleo Marsh has this post open too")
    hers.locator("[name=_continue]").click()
    expect(hers.locator(".success")).to_be_visible()
    his.locator("[name=_continue]").click()
    expect(his.locator(".errornote + .errorlist")).to_contain_text("Somebody else saved this post")
    expect(his.locator(".differences del")).to_have_text("rained.")
    expect(his.locator(".differences ins")).to_have_text("snowed.")
    expect(his.locator(".field-body .tiptap")).to_have_text("The river was high. It snowed.")
    his.locator("[name=_continue]").click()
    expect(his.locator(".success")).to_be_visible()
    assert "snowed" in Post.objects.get().body


def test_a_picture_that_is_none_is_refused_in_the_dialog_and_nothing_typed_is_lost(desk, tmp_path, photo: str):
    page, wrong = desk(), tmp_path / "virus.jpg"
    wrong.write_bytes(b"<script>alert(1)</script>")
    page.goto(form_of(make_draft()))
    page.locator(".field-body [data-name=figure]").click()
    dialog = page.locator("#picture-dialog")
    dialog.locator("[name=file]").set_input_files(str(wrong))
    dialog.locator("[name=caption]").fill("At dusk")
    dialog.get_by_role("button", name="Put it in").click()
    expect(dialog.locator("[data-field=file]")).to_contain_text("This is not a picture we can read")
    expect(dialog.locator("[data-field=alt]")).to_contain_text("Say what the picture shows")
    assert dialog.locator("[name=caption]").input_value() == "At dusk"
    dialog.locator("[name=file]").set_input_files(photo)
    dialog.locator("[name=alt]").fill("Dusk")
    dialog.get_by_role("button", name="Put it in").click()
    expect(page.locator(".field-body .tiptap figure img")).to_have_attribute("alt", "Dusk")
    assert Image.objects.get().alt == "Dusk"


def test_what_is_pasted_from_a_word_processor_comes_out_clean(desk):
    post = make_draft(body="")
    page = desk()
    page.goto(form_of(post))
    write(page, "body", '<span style="font-family:Calibri" class="Mso">From <b>Word</b></span>\n\n<o:p></o:p>Next')
    page.locator("[name=_continue]").click()
    expect(page.locator(".success")).to_be_visible()
    assert Post.objects.get().body_html == "<p>From <strong>Word</strong></p><p>Next</p>"


def test_a_public_post_is_updated_and_the_reader_sees_it_at_once(desk, open_browser):
    make_post(title="On rope", body="<p>Old.</p>")
    page, reader = desk(), open_browser()
    page.goto(form_of(Post.objects.get()))
    page.locator(".field-body .tiptap p").click()
    page.keyboard.press("End")
    page.keyboard.type(" And new.")
    page.get_by_role("button", name="Update").click()
    expect(page.locator(".success")).to_be_visible()
    reader.goto("/on-rope/")
    expect(reader.locator("#essay")).to_have_text("Old. And new.")


def test_what_is_scheduled_is_published_by_the_clock(desk, open_browser):
    post = make_draft(title="Soon")
    page = desk()
    page.goto(form_of(post))
    page.locator("[name=published_at]").fill(f"{timezone.now() + timedelta(minutes=2):%Y-%m-%dT%H:%M}")
    page.locator("[name=_publish]").click()
    expect(page.get_by_text("Status: Scheduled")).to_be_visible()
    Post.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    sweep(Post.objects.all())
    reader = open_browser()
    assert reader.goto("/soon/").status == 200


def test_the_editor_speaks_the_sites_language(desk):
    page = desk()
    set_site(language="de")
    page.goto(form_of(make_draft()))
    page.locator(".field-body").get_by_role("button", name="Fett", exact=True).wait_for()
    page.locator(".field-body .tiptap p").select_text()
    page.locator(".field-body").get_by_role("button", name="Link", exact=True).click()
    dialog = page.locator(".prose-editor-dialog")
    expect(dialog.get_by_label("Adresse")).to_be_visible()
    expect(dialog.get_by_role("button", name="Abbrechen")).to_be_visible()
