"""What guests and editors do with a submission, as a browser plays it; mails come from a real server and worker."""

import base64
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from docx import Document
from docx.shared import Inches
from playwright.sync_api import Page, expect

from submissions.models import Submission
from tests.safe.pictures import drawn, encoded
from tests.submissions.working import MailServer, let_them_leave

PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
QUEUE = "/admin/submissions/submission/"
DROP = """(bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "essay.docx"));
  document.querySelector("#writing").dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@dataclass
class Post:
    """The mails that a worker sends while a story is played."""

    server: MailServer
    site: str
    read: set[int] = field(default_factory=set)

    def wait_for(self, to: str, about: str) -> EmailMessage:
        """The next mail to them whose subject has this in it; the editors' ten minutes are over meanwhile."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            let_them_leave()
            for number, mail in enumerate(self.server.taken):
                if number not in self.read and mail["To"] == to and about in mail["Subject"]:
                    self.read.add(number)
                    return mail
            time.sleep(0.2)
        said = [(mail["To"], mail["Subject"]) for mail in self.server.taken]
        raise AssertionError(f"no mail to {to} about {about}: {said}")

    def link_in(self, mail: EmailMessage, behind: str = "") -> str:
        """The first link of ours, or the one behind these words, from its plain text."""
        text = mail.get_body(("plain",)).get_content()
        return re.search(rf"{re.escape(behind)}.*?({re.escape(self.site)}/\S+)", text, re.DOTALL)[1]


def word_document() -> bytes:
    """An essay as somebody writes it in Word, with a picture in the middle."""
    document, held = Document(), io.BytesIO()
    document.add_heading("The weir at night", 0)
    document.add_paragraph("I have kept the weir for thirty years.")
    document.add_heading("What it sounds like", 1)
    document.add_paragraph("Like a crowd that ").add_run("waits").italic = True
    document.add_picture(io.BytesIO(encoded(drawn(400, 300), "PNG")), width=Inches(2))
    document.save(held)
    return held.getvalue()


def choose(page: Page, document: bytes) -> None:
    """As on a telephone, where nothing can be dropped."""
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose the document").tap()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    chooser.value.set_files({"name": "essay.docx", "mimeType": kind, "buffer": document})
    page.get_by_role("heading", name="Your document is in the form below").wait_for()


def drop(page: Page, document: bytes) -> None:
    page.locator("#writing").evaluate(f"(form, bytes) => ({DROP})(bytes)", base64.b64encode(document).decode())
    page.get_by_role("heading", name="Your document is in the form below").wait_for()


def open_writing(page: Page) -> None:
    page.locator(".field-body .tiptap").wait_for()


def hand_in(page: Page, press: Callable, *, first: bool = True) -> None:
    """From the writing page to the editors."""
    press(page.get_by_role("button", name="Send it in…"))
    if first:
        press(page.get_by_label("I agree to these terms."))
    press(page.get_by_role("button", name="Send it to the editors" if first else "Send it again"))
    expect(page.get_by_text("With the editors").first).to_be_visible()


def review(page: Page, submission: Submission) -> None:
    page.goto(f"{QUEUE}{submission.pk}/change/")


def approve_comments(page: Page, press: Callable) -> None:
    """The one that waits, from the admin's queue."""
    page.goto("/admin/comments/comment/")
    press(page.get_by_role("button", name=re.compile("^Approve")).first)
    told(page, "Approve: 1 comment")


def say_to_readers(page: Page, press: Callable, words: str, *, name: str = "") -> None:
    """A comment under the post, as whoever sits there; by this name, where they are nobody yet."""
    page.locator("#respond [name=body]").fill(words)
    if name:
        page.locator("#respond [name=name]").fill(name)
        page.locator("#respond [name=email]").fill(f"{name.lower()}@example.org")
    press(page.get_by_role("button", name="Post Comment").last)
    expect(page.locator(".comment", has_text=words)).to_be_visible()


def told(page: Page, sentence: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(sentence)


def click(thing) -> None:
    thing.click()


def tap(thing) -> None:
    thing.tap()
