"""Pictures on a guest's writing page: above the essay, in it, and of its author."""

import io

import pytest
from PIL import Image as Drawn
from playwright.sync_api import expect

from blog.models import Image
from submissions.models import Submission
from tests.browser.test_writing import PHONE, open_at, texts, wait_until_saved
from tests.factories import make_submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def submission(transactional_db) -> Submission:
    return make_submission(body="<p>The river was high.</p>")


@pytest.fixture
def photo(tmp_path) -> str:
    path, image = tmp_path / "hive.jpg", io.BytesIO()
    Drawn.linear_gradient("L").resize((800, 600)).convert("RGB").save(image, "JPEG")
    path.write_bytes(image.getvalue())
    return str(path)


def test_a_picture_goes_into_the_essay(open_browser, submission: Submission, photo: str):
    page = open_at(open_browser(**PHONE), submission)
    page.locator(".field-body .tiptap p").last.tap()
    page.locator("[data-name=figure]").tap()
    dialog = page.get_by_role("dialog", name="Put a picture in")
    dialog.get_by_role("button", name="Put it in").tap()
    expect(dialog).to_contain_text("Say what the picture shows, for those who cannot see it.")
    dialog.get_by_label("Picture").set_input_files(photo)
    dialog.get_by_label("What it shows").fill("A hive in snow")
    dialog.get_by_role("button", name="Put it in").tap()
    expect(dialog).not_to_be_visible()
    wait_until_saved(page)
    assert f'src="{Image.objects.get().address}"' in texts(submission)[1]


def test_faces_are_shown_as_soon_as_they_are_chosen(open_browser, submission: Submission, photo: str):
    page = open_at(open_browser(), submission)
    page.get_by_label("Photo").set_input_files(photo)
    expect(page.locator("[data-shows=photo]")).to_be_visible(timeout=10_000)
    page.locator("[name=new_picture]").set_input_files(photo)
    page.get_by_label("What it shows").first.fill("A hive")
    expect(page.locator("[data-shows=new_picture]")).to_be_visible(timeout=10_000)
    submission.refresh_from_db()
    assert (bool(submission.photo), submission.post.picture.alt) == (True, "A hive")
    page.locator("[name=photo-clear]").check()
    expect(page.locator("[data-shows=photo]")).to_be_hidden(timeout=10_000)


def test_what_is_said_of_the_picture_above_stays_to_be_mended_until_there_is_another(
    open_browser, submission: Submission, photo: str
):
    page = open_at(open_browser(), submission)
    shows, credit = page.locator("[name=new_picture_alt]"), page.locator("[name=new_picture_credit]")
    shows.fill("A hvie")
    credit.fill("Ana")
    page.locator("[name=new_picture]").set_input_files(photo)
    expect(page.locator("[data-shows=new_picture]")).to_be_visible(timeout=10_000)
    open_at(page, submission)
    with page.expect_response("**/save/"):
        shows.fill("A hive")
    submission.refresh_from_db()
    assert (submission.post.picture.alt, submission.post.picture.credit) == ("A hive", "Ana")
    page.locator("[name=new_picture]").set_input_files(photo)
    expect(shows).to_have_value("")
    expect(credit).to_have_value("")
