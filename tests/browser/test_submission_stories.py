"""From an invitation or an idea to what readers see, with a real mail server and a real worker."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from submissions.models import Link, Submission, Terms
from tests.browser import guesting
from tests.browser.guesting import PHONE, approve_comments, click, hand_in, review, say_to_readers, tap, told
from tests.submissions.working import MailServer, start_worker

pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.django_db(transaction=True)]
GUEST = "amara@example.org"


@pytest.fixture
def post_office(settings, site: str) -> Iterator[guesting.Post]:
    """A mail server, and a worker that carries out what the clock says."""
    settings.SITE_URL = site
    with MailServer().running() as server:
        worker = start_worker(server, settings.DATA_DIR, SITE_URL=site)
        yield guesting.Post(server, site)
        worker.kill()
        worker.wait()


def invite(page: Page, press: Callable) -> None:
    page.goto("/admin/")
    press(page.get_by_role("link", name="Invite a guest"))
    page.locator("[name=name]").fill("Amara Quill")
    page.locator("[name=email]").fill(GUEST)
    page.locator("[name=words]").fill("Tell us of the weir.")
    page.locator("[name=due_on]").fill(f"{timezone.localdate() + timedelta(days=20)}")
    press(page.get_by_role("button", name="Send by mail"))
    page.wait_for_url("**/change/")


def test_from_an_invitation_to_an_answer_to_a_reader(open_browser, desk, editor: User, post_office: guesting.Post):
    editors = desk()
    invite(editors, click)
    mail = post_office.wait_for(GUEST, "Would you write for")
    guest = open_browser(**PHONE)
    guest.goto(post_office.link_in(mail))
    expect(guest.get_by_text("Tell us of the weir.")).to_be_visible()
    guest.get_by_role("link", name="Begin writing").click()
    guesting.open_writing(guest)
    guesting.drop(guest, guesting.word_document())
    expect(guest.get_by_label("Title", exact=True)).to_have_value("The weir at night")
    guest.locator("[name=bio]").fill("Keeps the weir at Holm.")
    hand_in(guest, click)

    submission = Submission.objects.get()
    post_office.wait_for(GUEST, "We have “The weir at night”")
    post_office.wait_for(editor.email, "New: “The weir at night”")
    review(editors, submission)
    expect(editors.locator(".review__text img")).to_have_count(1)
    editors.get_by_text("Request changes…").click()
    editors.locator("#why-request_changes").fill("More of the night, please.")
    editors.get_by_role("button", name="Request changes", exact=True).click()
    told(editors, "It is with its author again")

    mail = post_office.wait_for(GUEST, "A few changes")
    assert "> More of the night, please." in mail.get_body(("plain",)).get_content()
    guest.goto(post_office.link_in(mail))
    expect(guest.get_by_text("More of the night, please.")).to_be_visible()
    guest.get_by_role("link", name="Go on writing").click()
    guesting.open_writing(guest)
    guest.locator(".field-body .tiptap p").first.click()
    guest.keyboard.press("End")
    guest.keyboard.type(" At night it is loud.")
    hand_in(guest, click, first=False)

    post_office.wait_for(editor.email, "Again: “The weir at night”")
    review(editors, submission)
    expect(editors.locator(".review__changes").first).to_contain_text("At night it is loud.")
    editors.get_by_role("button", name="Accept").click()
    editors.get_by_role("link", name="Edit the essay").click()
    editors.locator("#id_title").fill("The weir by night")
    editors.locator(".field-introduction .tiptap").fill("She keeps the weir that I swam in.")
    editors.get_by_role("button", name="Save draft").click()
    review(editors, submission)
    editors.get_by_role("button", name="Send the galley").click()

    guest.goto(post_office.link_in(post_office.wait_for(GUEST, "Please look at the final page")))
    guest.get_by_role("link", name="Look at the final page").click()
    expect(guest.locator("ins", has_text="by")).to_be_visible()
    expect(guest.get_by_role("heading", level=1, name="The weir by night")).to_be_visible()
    expect(guest.locator("ins", has_text="She keeps the weir that I swam in.")).to_be_visible()
    guest.get_by_role("button", name="Yes, I approve this page").click()

    post_office.wait_for(editor.email, "approved the galley")
    review(editors, submission)
    at = (timezone.localtime() + timedelta(seconds=65)).replace(second=0)
    editors.locator("[name=at]").fill(f"{at:%Y-%m-%dT%H:%M}")
    editors.get_by_role("button", name="Publish at this time").click()
    submission.refresh_from_db()
    assert (submission.status, submission.post.published_at) == ("scheduled", at.replace(microsecond=0))
    reader = open_browser()
    assert reader.goto("/the-weir-at-night/").status == 404
    let_a_minute_pass(submission)

    mail = post_office.wait_for(GUEST, "is out")
    reader.goto(post_office.link_in(mail))
    expect(reader.get_by_text("Keeps the weir at Holm.")).to_be_visible()
    expect(reader.get_by_text("She keeps the weir that I swam in.")).to_be_visible()
    say_to_readers(reader, click, "Is it loud in winter?", name="Rosa")
    approve_comments(editors, click)
    guest.goto(post_office.link_in(mail, behind="Your desk"))
    guest.get_by_role("button", name="Answer your readers").click()
    guest.get_by_role("link", name="Reply to Rosa").click()
    expect(guest.get_by_text("You are answering as the author, Amara Quill.")).to_be_visible()
    say_to_readers(guest, click, "Louder than in summer.")
    reader.reload()
    answer = reader.locator(".comment", has_text="Louder than in summer.")
    expect(answer.locator(".badge")).to_have_text("Author")


def let_a_minute_pass(submission: Submission) -> None:
    """Until the worker has brought it out, on its minute."""
    import time

    while submission.status != "published":
        assert timezone.now() < submission.post.published_at + timedelta(seconds=30)
        time.sleep(0.5)
        submission.refresh_from_db()


def test_from_a_strangers_idea_to_their_desk(open_browser, desk, editor: User, post_office: guesting.Post):
    Terms.current().save()
    stranger = open_browser()
    stranger.goto("/")
    stranger.get_by_role("link", name="Write for us").click()
    expect(stranger.get_by_text("marked nofollow")).to_be_visible()
    for name, text in {"name": "Amara Quill", "email": GUEST, "title": "On weirs", "idea": "How they sound."}.items():
        stranger.locator(f"#pitch [name={name}]").fill(text)
    stranger.get_by_role("button", name="Send the idea").click()
    assert not Submission.objects.exists()
    mail = post_office.wait_for(GUEST, "Is this your address?")
    assert "How they sound." not in mail.as_string()
    stranger.goto(post_office.link_in(mail))
    stranger.get_by_role("button", name="Yes, this is mine: open my desk").click()
    expect(stranger.get_by_text("How they sound.")).to_be_visible()
    assert "/write/desk/" in stranger.url
    post_office.wait_for(editor.email, "A pitch by Amara Quill: On weirs")
    another_device = open_browser(**PHONE)
    another_device.goto(post_office.link_in(post_office.wait_for(GUEST, "Your desk at")))
    another_device.get_by_role("link", name="Begin writing").click()
    guesting.open_writing(another_device)
    another_device.locator(".field-body .tiptap").click()
    another_device.keyboard.type("They sound like crowds.")
    hand_in(another_device, click)
    editors = desk()
    editors.goto(guesting.QUEUE)
    expect(editors.get_by_role("link", name="On weirs")).to_be_visible()


def test_declined_withdrawn_and_a_link_that_is_over(open_browser, desk, editor: User, post_office: guesting.Post):
    editors = desk()
    invite(editors, click)
    link = post_office.link_in(post_office.wait_for(GUEST, "Would you write for"))
    guest = open_browser()
    guest.goto(link)
    guest.get_by_role("link", name="Begin writing").click()
    guesting.open_writing(guest)
    guest.get_by_label("Title", exact=True).fill("On weirs")
    guest.locator(".field-body .tiptap").click()
    guest.keyboard.type("They sound like crowds.")
    hand_in(guest, click)
    submission = Submission.objects.get()

    guest.get_by_text("Take it back", exact=True).click()
    guest.get_by_role("button", name="Yes, take it back").click()
    post_office.wait_for(editor.email, "has withdrawn “On weirs”")
    guest.get_by_role("button", name="Go on writing").click()
    guest.goto(link)
    guest.get_by_role("button", name="Send it again").click()

    review(editors, submission)
    editors.get_by_text("Decline…").click()
    editors.locator("#why-decline").fill("We had one on weirs in May.")
    editors.get_by_role("button", name="Decline", exact=True).click()
    mail = post_office.wait_for(GUEST, "About “On weirs”")
    assert "> We had one on weirs in May." in mail.get_body(("plain",)).get_content()
    guest.goto(post_office.link_in(mail))
    expect(guest.get_by_text("We had one on weirs in May.")).to_be_visible()

    Link.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=180))
    assert guest.goto(link).status == 410
    guest.get_by_role("button").filter(has_text="new").click()
    renewed = post_office.link_in(post_office.wait_for(GUEST, "A new link"))
    assert guest.goto(renewed).status == 200
    assert guest.goto(link).status == 410


def test_guest_and_editor_on_telephones_by_touch_alone(open_browser, desk, editor: User, post_office: guesting.Post):
    editors, guest = desk(**PHONE), open_browser(**PHONE)
    invite(editors, tap)
    guest.goto(post_office.link_in(post_office.wait_for(GUEST, "Would you write for")))
    guest.get_by_role("link", name="Begin writing").tap()
    guesting.open_writing(guest)
    guesting.choose(guest, guesting.word_document())
    guesting.open_writing(guest)
    guest.locator(".field-body .tiptap p").first.tap()
    guest.keyboard.press("End")
    guest.keyboard.type(" Nobody else would.")
    fits(guest)
    hand_in(guest, tap)
    fits(guest)

    submission = Submission.objects.get()
    editors.goto("/admin/")
    editors.get_by_role("link", name="1 submission waits").tap()
    fits(editors, editors.get_by_role("link", name="The weir at night"))
    editors.get_by_role("link", name="The weir at night").tap()
    fits(editors, editors.get_by_text("Request changes…"))
    editors.get_by_text("Request changes…").tap()
    editors.locator("#why-request_changes").tap()
    editors.keyboard.type("More of the night, please.")
    editors.get_by_role("button", name="Request changes", exact=True).tap()
    told(editors, "It is with its author again")
    guest.goto(post_office.link_in(post_office.wait_for(GUEST, "A few changes")))
    guest.get_by_role("link", name="Go on writing").tap()
    guesting.open_writing(guest)
    guest.locator(".field-body .tiptap p").first.tap()
    guest.keyboard.press("End")
    guest.keyboard.type(" At night it is loud.")
    hand_in(guest, tap, first=False)

    review(editors, submission)
    expect(editors.locator(".review__changes").first).to_contain_text("At night it is loud.")
    editors.get_by_role("button", name="Accept").tap()
    editors.get_by_role("button", name="Send the galley").tap()
    told(editors, "on its way to its author")
    guest.goto(post_office.link_in(post_office.wait_for(GUEST, "Please look at the final page")))
    guest.get_by_role("link", name="Look at the final page").tap()
    fits(guest, guest.get_by_role("button", name="Yes, I approve this page"))
    guest.get_by_role("button", name="Yes, I approve this page").tap()
    post_office.wait_for(editor.email, "approved the galley")
    review(editors, submission)
    editors.locator("[name=at]").fill(f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}")
    editors.get_by_role("button", name="Publish at this time").tap()
    told(editors, "It comes out on")
    editors.get_by_role("button", name="Publish now").tap()
    told(editors, "It is public.")

    mail = post_office.wait_for(GUEST, "is out")
    reader = open_browser(**PHONE)
    reader.goto(post_office.link_in(mail))
    expect(reader.get_by_role("heading", level=1, name="The weir at night")).to_be_visible()
    say_to_readers(reader, tap, "Is it loud in winter?", name="Rosa")
    approve_comments(editors, tap)
    guest.goto(post_office.link_in(mail, behind="Your desk"))
    fits(guest)
    guest.get_by_role("button", name="Answer your readers").tap()
    guest.get_by_role("link", name="Reply to Rosa").tap()
    say_to_readers(guest, tap, "Louder than in summer.")
    reader.reload()
    answer = reader.locator(".comment", has_text="Louder than in summer.")
    expect(answer.locator(".badge")).to_have_text("Author")
    for page in (editors, guest, reader):
        fits(page)


def fits(page: Page, there: Locator | None = None) -> None:
    """Once this is there, nothing of the page stands beside the screen."""
    if there:
        expect(there).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
